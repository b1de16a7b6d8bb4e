"""What it costs to import the reference."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import importlib, pkgutil, sys, time
import sojourn.model
begun = time.process_time()
import sojourn.reference
for module in pkgutil.walk_packages(sojourn.reference.__path__, "sojourn.reference."):
    importlib.import_module(module.name)
heavy = {"babel", "astral", "airportsdata", "hijridate", "dateutil"} & set(sys.modules)
print(sorted(heavy), time.process_time() - begun < 0.3)
"""


def test_importing_is_fast_and_loads_no_heavy_package() -> None:
    """All modules together are imported in 0.3 s, without calendars, names or airports."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[] True"
