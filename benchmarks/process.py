"""Runs in processes of their own, with the time they take and the memory they need."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

WATCH_SECONDS = 0.05
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Outcome:
    """What one process did: exit status, seconds by the wall clock, peak memory in MB."""

    status: int
    seconds: float
    megabytes: float


def run_measured(arguments: Sequence[str], log: Path) -> Outcome:
    """Run ``python -m`` with `arguments` and watch its memory, children included.

    What the process prints goes to `log`. It ends with us when we are interrupted.
    """
    began = time.perf_counter()
    search_path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    with log.open("w") as printed:
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            stdout=printed,
            stderr=printed,
            env={**os.environ, "PYTHONPATH": search_path},
        )
        peak = 0.0
        try:
            while process.poll() is None:
                peak = max(peak, megabytes(process.pid))
                time.sleep(WATCH_SECONDS)
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()
    return Outcome(process.returncode, time.perf_counter() - began, peak)


def megabytes(pid: int) -> float:
    """Memory of a process and all below it: proportional shares, in MB; 0 where it has ended."""
    total = 0.0
    waiting = [pid]
    while waiting:
        current = waiting.pop()
        try:
            rollup = Path(f"/proc/{current}/smaps_rollup").read_text()
            for task in os.listdir(f"/proc/{current}/task"):
                children = Path(f"/proc/{current}/task/{task}/children").read_text()
                waiting += map(int, children.split())
        except OSError:
            continue
        pss = next((line for line in rollup.splitlines() if line.startswith("Pss:")), "Pss: 0 kB")
        total += int(pss.split()[1]) / 1024
    return total
