"""Where compiled kernels are kept between runs, on machines where little can be written.

Kernels are compiled once and kept beside their modules, or in the user's cache where the package
is installed read-only. Where neither can be written, numba would refuse to work at all.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

VARIABLE = "NUMBA_CACHE_DIR"


def provide_cache() -> Path | None:
    """Make a private directory for the kernels of this run where there is no other; else None.

    It is named in the environment, so that workers share it, and gone when this process ends.
    """
    if any(_writable(place) for place in _places()):
        return None
    try:
        made = Path(tempfile.mkdtemp(prefix="sojourn-kernels-"))
    except OSError:
        return None
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    os.environ[VARIABLE] = str(made)
    numba = sys.modules.get("numba")
    if numba is not None:
        numba.config.CACHE_DIR = str(made)
    return made


def _places() -> list[Path]:
    """Where numba keeps kernels: the directory it is told, beside the modules, the user's cache."""
    engine = Path(__file__).parent
    beside = [engine / stage / "__pycache__" for stage in ("days", "groups")]
    told = [Path(named)] if (named := os.environ.get(VARIABLE)) else []
    if all(_writable(place) for place in beside):
        return [*told, *beside]
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return [*told, Path(home, "numba")]


def _writable(place: Path) -> bool:
    """Whether files can be made in `place`, or `place` itself where it is not there."""
    while not os.path.lexists(place) and place != place.parent:
        place = place.parent
    return place.is_dir() and os.access(place, os.W_OK | os.X_OK)
