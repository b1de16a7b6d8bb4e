"""A plan and everything readable of it, written so that nothing is ever left half-written."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sojourn import files
from sojourn.model import Plan, Programme
from sojourn.publish.agenda import Agenda
from sojourn.publish.calendars import Calendars

PARTIAL = ".sojourn-partial-"
"""Beginning of the name of the directory in which an output is built; then the process id."""
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
"""Names that some file systems keep for devices."""


@dataclass(frozen=True)
class Published:
    """Where everything was written."""

    plan: Path
    page: Path
    workbook: Path
    calendars: Path


def publish(programme: Programme, plan: Plan, directory: str | Path) -> Published:
    """Write plan.json, index.html, plan.xlsx and the calendars into `directory`.

    Everything is built aside and then moved into place, file by file and plan.json first, so
    that an interruption or a full disk leaves whole files only. Calendars of people who are no
    longer in the plan are removed. Only the owner can read what is written: it tells where
    officials are.

    Raises:
        OSError: when something cannot be written; what was there before is then untouched.

    """
    target = Path(directory)
    make_private(target)
    _sweep(target)
    with _built_aside(target) as aside:
        _build(programme, plan, aside, target / "calendars")
        _move_in(aside, target)
    return Published(
        target / "plan.json", target / "index.html", target / "plan.xlsx", target / "calendars"
    )


def make_private(directory: Path) -> None:
    """Make `directory`, with what leads to it, readable by its owner only if it is new."""
    if not directory.is_dir():
        directory.parent.mkdir(parents=True, exist_ok=True)
        directory.mkdir(mode=0o700)


def file_names(ids: Iterable[str]) -> Mapping[str, str]:
    """A file name without ending for each id: safe anywhere, readable, and each once.

    Letters, digits, ``-``, ``_`` and inner dots stay; anything else becomes ``_``. Names that
    would differ in case only get a number.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for identity in ids:
        plain = re.sub(r"[^A-Za-z0-9._-]", "_", identity).strip(".")[:80] or "_"
        if RESERVED.fullmatch(plain):
            plain = f"_{plain}"
        name, number = plain, 1
        while name.lower() in taken:
            number += 1
            name = f"{plain}-{number}"
        taken.add(name.lower())
        names[identity] = name
    return names


@contextmanager
def _built_aside(target: Path) -> Iterator[Path]:
    """A private directory on the same file system, gone afterwards whatever happens."""
    aside = Path(tempfile.mkdtemp(prefix=f"{PARTIAL}{os.getpid()}-", dir=target))
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _sweep(target: Path) -> None:
    """Remove what a killed run has left aside."""
    for left in sorted(target.glob(f"{PARTIAL}*")):
        owner = left.name.removeprefix(PARTIAL).split("-", 1)[0]
        if owner.isdecimal() and int(owner) != os.getpid() and not _alive(int(owner)):
            shutil.rmtree(left, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _build(programme: Programme, plan: Plan, aside: Path, earlier: Path) -> None:
    """Write every file into `aside`; calendars go on from those that lie in `earlier`."""
    from sojourn.publish.pages import page
    from sojourn.publish.sheets import write_sheets

    files.write_plan(plan, aside / "plan.json")
    agenda = Agenda(programme, plan)
    people = file_names(agenda.people)
    groups = file_names(group.id for group in plan.groups)
    (aside / "index.html").write_text(page(agenda, people, groups), "utf-8", newline="\n")
    write_sheets(agenda, aside / "plan.xlsx")
    calendars = Calendars(agenda)
    for kind, names, calendar in (
        ("people", people, calendars.of_person),
        ("groups", groups, calendars.of_group),
    ):
        folder = aside / "calendars" / kind
        folder.mkdir(parents=True, mode=0o700)
        for identity, name in names.items():
            file = f"{name}.ics"
            (folder / file).write_bytes(calendar(identity, _read(earlier / kind / file)))
    for path in sorted(aside.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    for name in ("plan.json", "index.html", "plan.xlsx"):
        _sync(aside / name)


def _read(path: Path) -> bytes | None:
    """What lies at `path`, or None."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def _sync(path: Path) -> None:
    """Have the bytes of `path` on the disk before its name changes."""
    with path.open("rb") as opened:
        os.fsync(opened.fileno())


def _move_in(aside: Path, target: Path) -> None:
    """Move what was built in `aside` into `target`, and drop calendars of nobody."""
    for name in ("plan.json", "index.html", "plan.xlsx"):
        os.replace(aside / name, target / name)
    for kind in ("people", "groups"):
        folder = target / "calendars" / kind
        make_private(folder.parent)
        make_private(folder)
        built = sorted((aside / "calendars" / kind).iterdir())
        current = {path.name for path in built}
        for path in built:
            os.replace(path, folder / path.name)
        for path in sorted(folder.glob("*.ics")):
            if path.name not in current:
                path.unlink()
