"""A programme folder: programme.toml and the tables as CSV files."""

from __future__ import annotations

import csv
import io
import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sojourn.files.atomic import write_all_atomically
from sojourn.files.document import (
    programme_document,
    table_rows,
    toml_document_text,
    written_tables,
)
from sojourn.files.inputs import Inputs
from sojourn.files.problem import Problem, Problems, ProblemsError, Spot, quoted
from sojourn.files.rows import Table, absent_table, typed_table, unread_table
from sojourn.files.sections import Source
from sojourn.files.tables import TABLES, TableKind
from sojourn.files.text_table import MOST_IN_A_CELL, decode, read_bytes, read_table
from sojourn.files.toml_part import KnownRules, TomlPart, read_toml_part
from sojourn.files.toml_text import key_lines
from sojourn.model import Programme

TOML_FILE = "programme.toml"
_MOST_TOML_BYTES = 1_000_000
_DEEPEST = 50
"""Tables and lists in each other."""
_TOML_PLACE = re.compile(r"\s*\(at line (\d+), column (\d+)\)\s*$")


def read_folder(folder: Path, known_rules: KnownRules | None, problems: Problems) -> Inputs:
    """Everything in `folder`, every problem of its cells told."""
    names = _names(folder, problems)
    part = _toml_part(folder, names, known_rules, problems)
    tables = {kind.name: _table(folder, kind, names, problems) for kind in TABLES}
    _warn_of_strays(names, problems)
    return Inputs(part, names.get(TOML_FILE, TOML_FILE), tables)


def _names(folder: Path, problems: Problems) -> dict[str, str]:
    """The names of the files in `folder`, by the same in small letters."""
    try:
        return {name.lower(): name for name in sorted(os.listdir(folder), reverse=True)}
    except OSError as error:
        problems.error(Spot(str(folder)), f"the folder cannot be read: {error.strerror}")
        return {}


def _toml_part(
    folder: Path,
    names: Mapping[str, str],
    known_rules: KnownRules | None,
    problems: Problems,
) -> TomlPart | None:
    name = names.get(TOML_FILE)
    if name is None:
        near = problems.hint(TOML_FILE, [n for n in names if n.endswith(".toml")])
        problems.error(Spot(TOML_FILE), f"the file is missing{near}")
        return None
    content = read_bytes(folder / name, name, problems, _MOST_TOML_BYTES)
    text = decode(content, name, problems) if content is not None else None
    document = parse_toml(text, name, problems) if text is not None else None
    if text is None or document is None:
        return None
    lines = key_lines(text.replace("\r\n", "\n"))
    return read_toml_part(Source(name, document, lines, problems), known_rules)


def parse_toml(text: str, file: str, problems: Problems) -> dict[str, Any] | None:
    """The document that `text` spells, or None with a problem."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason = str(error)
        found = _TOML_PLACE.search(reason)
        line = int(found[1]) if found else text.count("\n") + 1
        at = f" at its character {found[2]}" if found else ""
        reason = _TOML_PLACE.sub("", reason).removesuffix(" (at end of document)")
        problems.error(Spot(file, line), f"the line is not valid TOML{at}: {reason}")
        return None
    except (RecursionError, ValueError):
        problems.error(Spot(file), "this is not valid TOML: nested too deep, or a number too long")
        return None
    wrong = _beyond_bounds(document)
    if wrong is not None:
        problems.error(Spot(file), wrong)
        return None
    return document


def _beyond_bounds(document: dict[str, Any]) -> str | None:
    """What is too large or too deep in `document`, level by level, or None."""
    values: list[Any] = [document]
    for _ in range(_DEEPEST):
        if any(isinstance(v, int) and not -(2**63) <= v < 2**63 for v in values):
            return "a number has more than 64 bits, more than TOML allows"
        values = [item for v in values for item in _within(v)]
        if not values:
            return None
    return f"tables and lists lie in each other more than {_DEEPEST} deep"


def _within(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _table(folder: Path, kind: TableKind, names: Mapping[str, str], problems: Problems) -> Table:
    name = names.get(kind.file)
    if name is None:
        if kind.required:
            stray = [n for n in names if n not in {k.file for k in TABLES}]
            near = problems.hint(kind.file, stray)
            problems.error(Spot(kind.file), f"the file is missing{near}")
            return unread_table(kind, kind.file)
        return absent_table(kind, kind.file)
    raw = read_table(folder / name, name, kind.by_name, problems)
    return unread_table(kind, name) if raw is None else typed_table(kind, raw, problems)


def _warn_of_strays(names: Mapping[str, str], problems: Problems) -> None:
    """CSV files whose names are nearly those of tables that are not there."""
    free = [kind.file for kind in TABLES if kind.file not in names and not kind.required]
    known = {kind.file for kind in TABLES}
    for lowered in sorted(names):
        if lowered.endswith(".csv") and lowered not in known:
            hint = problems.hint(lowered, free)
            if hint:
                name = names[lowered]
                problems.warning(Spot(name), f"the file is not read{hint}", name)


def write(programme: Programme, path: str | os.PathLike[str]) -> None:
    """Write `programme` as the folder `path`, made where it is missing.

    Files of tables that are empty are not made, and emptied where they are there; other files
    are left alone. Nothing is replaced before everything is on the disk. Raises `OSError`, and
    `ProblemsError` for a text that does not fit into a cell.
    """
    folder = Path(path)
    document = toml_document_text(programme_document(programme))
    contents: dict[Path, str | bytes] = {folder / TOML_FILE: document}
    written = written_tables(programme)
    for kind in TABLES:
        target = folder / kind.file
        if kind in written or target.exists():
            contents[target] = _csv_text(kind, *table_rows(programme, kind))
    folder.mkdir(parents=True, exist_ok=True)
    write_all_atomically(contents)


def _csv_text(kind: TableKind, header: list[str], rows: list[list[str]]) -> str:
    for number, row in enumerate(rows, 2):
        for name, cell in zip(header, row, strict=True):
            if len(cell) > MOST_IN_A_CELL:
                message = f"more than {MOST_IN_A_CELL:,} characters do not fit into a cell"
                raise ProblemsError([Problem(kind.file, number, name, quoted(cell), message)])
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue()
