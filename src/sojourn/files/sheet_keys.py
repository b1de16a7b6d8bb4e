"""The sheet `programme`: dotted keys and their values, to and from a TOML document."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from sojourn.files.problem import Problems, Spot, quoted
from sojourn.files.sections import SheetText, as_text, encoded_value
from sojourn.files.toml_text import Path, path_text, unquoted, value_text

_PART = re.compile(
    r"(?:(?:^|\.)\s*(?P<key>\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|[^\s.\[\]\"']+)"
    r"|\[\s*(?P<place>[0-9]{1,6})\s*\])\s*"
)
MOST_KEYS = 20_000
MOST_PARTS = 20
"""Parts of one dotted key."""
_TABLES = ("objectives", "themes", "phases")
_LISTS = {
    ("phases", "hosts"),
    ("phases", "size"),
    ("phases", "route"),
    ("phases", "meetings", "per_participant"),
    ("phases", "meetings", "windows"),
    ("phases", "day", "lunch", "between"),
    ("day", "lunch", "between"),
}
"""Keys whose lists are written like those of a table's cell, joined by semicolons."""


def flat_rows(document: Mapping[str, Any]) -> list[list[str]]:
    """The rows of key and value that say what `document` says."""
    rows: list[list[str]] = []
    for key, value in document.items():
        _flatten((key,), value, rows)
    return rows


def _flatten(path: Path, value: Any, rows: list[list[str]]) -> None:
    if isinstance(value, Mapping) and value:
        for key, item in value.items():
            _flatten((*path, key), item, rows)
    elif len(path) == 1 and path[0] in _TABLES and isinstance(value, list):
        for place, item in enumerate(value):
            _flatten((*path, place), item, rows)
    else:
        rows.append([path_text(path), _cell(path, value)])


def _cell(path: Path, value: Any) -> str:
    if isinstance(value, list) and tuple(p for p in path if isinstance(p, str)) in _LISTS:
        joined = ";".join(as_text(item) or "" for item in value)
        if as_text(SheetText(joined)) == joined:
            return joined
        return value_text(value)
    return encoded_value(value)


def nested_document(
    file: str, rows: Sequence[tuple[int, Sequence[str]]], problems: Problems
) -> tuple[dict[str, Any], dict[Path, int]]:
    """The document that the rows say, its values as `SheetText`, and the line of each key."""
    tree: dict[str | int, Any] = {}
    lines: dict[Path, int] = {}
    firsts: dict[Path, int] = {}
    for line, cells in rows:
        key, value = (*cells, "", "")[:2]
        if not (key or value) or (key.lower(), value.lower()) == ("key", "value"):
            continue
        if len(lines) == MOST_KEYS:
            problems.error(Spot(file, line), f"more than {MOST_KEYS:,} keys")
            break
        path = _path(key)
        if path is None:
            example = "a key such as programme.id or phases[1].hosts is expected"
            problems.error(Spot(file, line, key or None), f"{quoted(key)}: {example}", key)
        elif path in lines:
            message = f"the key stands on line {lines[path]} already"
            problems.error(Spot(file, line, key), message, key)
        elif value:
            lines[path] = line
            if not _plant(tree, path, value):
                message = f"{quoted(key)} is a single value on one line and a table on another"
                problems.error(Spot(file, line, key), message, key)
    placed: dict[Path, int] = {}
    for path, line in lines.items():
        for end in range(1, len(path)):
            firsts.setdefault(path[:end], line)
    document = _convert(tree, (), (), firsts | lines, placed)
    return document, placed


def _path(key: str) -> Path | None:
    """The parts of a dotted key; numbers, bare or in brackets, are places in a list."""
    path: list[str | int] = []
    position = 0
    while position < len(key):
        found = _PART.match(key, position)
        if found is None:
            return None
        position = found.end()
        if found["place"] is not None:
            path.append(int(found["place"]))
        elif re.fullmatch(r"[0-9]{1,6}", found["key"]):
            path.append(int(found["key"]))
        else:
            try:
                path.append(unquoted(found["key"]))
            except (tomllib.TOMLDecodeError, ValueError):
                return None
    named = path and isinstance(path[0], str) and len(path) <= MOST_PARTS
    return tuple(path) if named else None


def _plant(tree: dict[str | int, Any], path: Path, value: str) -> bool:
    """Put `value` at `path`; False where something else stands in its way."""
    branch = tree
    for part in path[:-1]:
        below = branch.setdefault(part, {})
        if not isinstance(below, dict):
            return False
        branch = below
    if path[-1] in branch:
        return False
    branch[path[-1]] = SheetText(value)
    return True


def _convert(
    value: Any, told: Path, path: Path, lines: Mapping[Path, int], placed: dict[Path, int]
) -> Any:
    """`value` whose keys were `told` in the sheet and stand at `path` in the document."""
    if told in lines:
        placed[path] = lines[told]
    if not isinstance(value, dict):
        return value
    numbers = sorted(key for key in value if isinstance(key, int))
    if numbers and len(numbers) == len(value):
        result: Any = [
            _convert(value[n], (*told, n), (*path, place), lines, placed)
            for place, n in enumerate(numbers)
        ]
    else:
        result = {
            str(key): _convert(item, (*told, key), (*path, str(key)), lines, placed)
            for key, item in value.items()
        }
    return result
