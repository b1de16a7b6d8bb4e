"""The machine that measures: what a result must say for anybody to judge it."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = ("sojourn", "numpy", "numba", "ortools", "highspy", "python-sat", "pyvrp")


def machine() -> Mapping[str, object]:
    """Processor, cores, memory in MB, system, Python, and the load before the run."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "MB": _memory(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "load before": _load(),
    }


def versions() -> Mapping[str, str]:
    """Versions of the libraries that the results depend on; *absent* where one is not there."""
    return {library: _version(library) for library in LIBRARIES}


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "absent"


def _processor() -> str:
    """The processor's model, or its architecture where the system does not tell."""
    for line in _lines("/proc/cpuinfo"):
        key, _, value = line.partition(":")
        if key.strip() == "model name":
            return value.strip()
    return platform.processor() or platform.machine()


def _memory() -> int | None:
    """Megabytes of memory, or None where the system does not tell."""
    for line in _lines("/proc/meminfo"):
        if line.startswith("MemTotal:"):
            return int(line.split()[1]) // 1024
    return None


def _load() -> float | None:
    """Processes that wanted to run in the last minute, on average, or None."""
    try:
        return round(os.getloadavg()[0], 2)
    except OSError:
        return None


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text().splitlines()
    except OSError:
        return []
