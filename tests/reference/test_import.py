"""What it costs to import the reference."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import importlib, pkgutil, sys
import sojourn.model
import sojourn.reference
for module in pkgutil.walk_packages(sojourn.reference.__path__, "sojourn.reference."):
    importlib.import_module(module.name)
heavy = {"babel", "astral", "airportsdata", "hijridate"} & set(sys.modules)
print(sorted(heavy))
"""


def test_importing_loads_no_heavy_package() -> None:
    """All modules together are imported without names of countries, sunsets or airports."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
