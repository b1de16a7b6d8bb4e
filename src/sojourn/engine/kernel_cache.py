"""Where compiled kernels are kept between runs, also on machines where little can be written.

Kernels are compiled once and kept beside their modules, or in the user's cache where the package
is installed read-only. Where neither can be written, numba would refuse to work at all.

numba looks only at the file of the function itself: after a change of a function that is called
from another file it would go on with the old machine code. So the code is kept in a folder named
by the sources of all kernels of the stage and of what these import.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import re
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path

ENGINE = Path(__file__).parent
VARIABLE = "NUMBA_CACHE_DIR"
MARK = "from sojourn.engine.compiled import"
"""Files that have this hold kernels."""
PREFIX = "sojourn.engine."
IMPORTED = re.compile(r"^from ([\w.]+) import", re.MULTILINE)


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


def folder(file: Path, told: str = "") -> Path:
    """Where the code of the kernels in `file` is kept: in `told`, beside them, or at home."""
    stage = file.parent
    while stage.parent != ENGINE and (stage.parent / "__init__.py").exists():
        stage = stage.parent
    name = f"kernels-{digest(stage)}"
    beside = stage / "__pycache__"
    if told or not _writable(beside):
        return (Path(told) if told else _home()) / f"{stage.name}-{name}"
    _forget(beside, name)
    return beside / name


@cache
def digest(stage: Path) -> str:
    """What stands for the sources of all kernels below the folder `stage`, and their constants."""
    found: dict[Path, str] = {}
    open_ = [path for path in sorted(stage.rglob("*.py")) if MARK in path.read_text()]
    while open_:
        path = open_.pop()
        if path not in found:
            found[path] = path.read_text()
            names = (name.removeprefix(PREFIX) for name in IMPORTED.findall(found[path]))
            files = (stage.parent.joinpath(*name.split(".")).with_suffix(".py") for name in names)
            open_.extend(file for file in files if file.is_file())
    sources = "".join(found[path] for path in sorted(found))
    return hashlib.sha256(sources.encode()).hexdigest()[:12]


@cache
def _forget(beside: Path, name: str) -> None:
    """Remove the code of sources that are no more."""
    for old in beside.glob("kernels-*"):
        if old.name != name:
            shutil.rmtree(old, ignore_errors=True)


def _places() -> list[Path]:
    """Where numba keeps kernels: the directory it is told, beside the modules, the user's cache."""
    beside = [ENGINE / stage / "__pycache__" for stage in ("days", "groups")]
    told = [Path(named)] if (named := os.environ.get(VARIABLE)) else []
    if all(_writable(place) for place in beside):
        return [*told, *beside]
    return [*told, _home()]


def _home() -> Path:
    """The user's own cache."""
    return Path(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "sojourn")


def _writable(place: Path) -> bool:
    """Whether files can be made in `place`, or `place` itself where it is not there."""
    while not os.path.lexists(place) and place != place.parent:
        place = place.parent
    return place.is_dir() and os.access(place, os.W_OK | os.X_OK)
