"""``sojourn convert`` and ``sojourn new``."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from sojourn.cli.inputs import read_programme
from sojourn.cli.terminal import DONE, Failure, counted, say
from sojourn.model import Programme


def convert(source: Path, out: Path, force: bool) -> int:
    """Write the programme of `source` as the workbook or folder `out`."""
    from sojourn import files as programme_files

    programme = read_programme(source)
    if out.exists() and source.exists() and out.resolve() == source.resolve():
        raise Failure(f"{out} is what is to be converted: name another file or folder")
    if out.suffix.lower() == ".xlsx":
        _refuse_file(out, force)
        out.parent.mkdir(parents=True, exist_ok=True)
        programme_files.write_workbook(programme, out)
    else:
        _refuse_folder(out, force)
        programme_files.write(programme, out)
    say(f"wrote {out}: {size_of(programme)}")
    return DONE


def new(directory: Path, like: str, force: bool) -> int:
    """Make the folder `directory` from a profile of the package or from another folder."""
    _refuse_folder(directory, force)
    from sojourn.files.atomic import write_all_atomically

    names = profiles()
    if like in names:
        profile = files("sojourn").joinpath("profiles", like)
        tables = {directory / path.name: path.read_bytes() for path in profile.iterdir()}
        directory.mkdir(parents=True, exist_ok=True)
        write_all_atomically(tables)
    elif Path(like).exists():
        from sojourn import files as programme_files

        programme_files.write(without_participants(read_programme(Path(like))), directory)
    else:
        raise Failure(f"{like!r} is neither a profile ({', '.join(names)}) nor a programme folder")
    say(f"made {directory}; next: edit its files, then sojourn validate {directory}")
    return DONE


def profiles() -> tuple[str, ...]:
    """The names of the profiles that come with the package."""
    folder = files("sojourn").joinpath("profiles")
    if not folder.is_dir():
        return ()
    return tuple(sorted(p.name for p in folder.iterdir() if p.joinpath("programme.toml").is_file()))


def without_participants(programme: Programme) -> Programme:
    """`programme` as a start for its next edition: all but its participants.

    Hosts, offers, sessions, counterparts, staff and rules stay. Participants go, and with them
    wishes, pairs that name one, and counterparts' preferences for one.
    """
    gone = frozenset(programme.participant)
    return replace(
        programme,
        participants=(),
        wishes=(),
        pairs=tuple(p for p in programme.pairs if p.a not in gone and p.b not in gone),
        counterparts=tuple(
            replace(
                counterpart,
                prefers=tuple(who for who in counterpart.prefers if who not in gone),
                refuses=tuple(who for who in counterpart.refuses if who not in gone),
            )
            for counterpart in programme.counterparts
        ),
    )


def size_of(programme: Programme) -> str:
    """How much there is of what, for a line."""
    return ", ".join(
        counted(len(rows), one)
        for rows, one in (
            (programme.participants, "participant"),
            (programme.hosts, "host"),
            (programme.offers, "offer"),
            (programme.sessions, "session"),
            (programme.staff, "member of staff"),
        )
    ).replace("member of staffs", "members of staff")


def _refuse_file(out: Path, force: bool) -> None:
    if out.is_dir():
        raise Failure(f"{out} is a folder, not a workbook")
    if out.exists() and not force:
        raise Failure(f"{out} exists already: name another file, or give --force to overwrite it")


def _refuse_folder(out: Path, force: bool) -> None:
    if out.exists() and not out.is_dir():
        raise Failure(f"{out} is a file: name a folder, or a workbook that ends in .xlsx")
    if out.is_dir() and any(out.iterdir()) and not force:
        raise Failure(f"{out} is not empty: name another folder, or give --force to write into it")
