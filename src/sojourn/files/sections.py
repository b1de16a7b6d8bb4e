"""Sections of the TOML part, from programme.toml or from the sheet `programme`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from sojourn.files.cells import Cell, CellError
from sojourn.files.problem import Problems, Spot, quoted
from sojourn.files.rows import Row
from sojourn.files.toml_text import Path, path_text, value_text


class SheetText(str):
    """A value of the sheet `programme`, not yet interpreted."""

    __slots__ = ()


@dataclass
class Source:
    """Where a TOML part was read: the document, its file and the lines of its keys."""

    file: str
    document: Mapping[str, Any]
    lines: Mapping[Path, int]
    problems: Problems

    def spot(self, path: Path) -> Spot:
        """Where `path`, or the nearest thing around it, stands."""
        line = None
        for end in range(len(path), 0, -1):
            line = self.lines.get(path[:end])
            if line is not None:
                break
        return Spot(self.file, line, path_text(path) or None)


@dataclass
class Section:
    """A table of the document, out of which known keys are taken one by one."""

    source: Source
    path: Path
    values: Mapping[str, Any]
    taken: set[str] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)

    def spot(self, *keys: str) -> Spot:
        """Where the key `keys` of this section stands."""
        return self.source.spot((*self.path, *keys))

    def take(self, key: str, cell: Cell, default: Any = None, required: bool = False) -> Any:
        """The value of `key` read as `cell`; `default` where it is missing or wrong."""
        self.taken.add(key)
        raw = self._find(key)
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            if required:
                self.wrong.add(key)
                expected = f"{key!r} is missing; {cell.expected} is expected"
                self.source.problems.error(self.spot(key), expected)
            return default
        text = as_text(raw)
        try:
            if text is None:
                raise CellError(f"this is a table; {cell.expected} is expected")
            return cell.parse(text.strip()) if text.strip() else default
        except CellError as error:
            self.wrong.add(key)
            self.source.problems.error(self.spot(key), str(error), text)
            return default

    def section(self, key: str) -> Section:
        """The table `key`, empty where it is missing or not a table."""
        self.taken.add(key)
        raw = self._find(key)
        if raw is not None and not isinstance(raw, Mapping):
            decoded = decoded_value(raw) if isinstance(raw, SheetText) else None
            if not isinstance(decoded, Mapping):
                self.wrong.add(key)
                self.source.problems.error(self.spot(key), f"a table [{key}] is expected")
            raw = decoded if isinstance(decoded, Mapping) else None
        return Section(self.source, (*self.path, key), raw or {})

    def sections(self, key: str) -> list[Section]:
        """The tables ``[[key]]``, in order."""
        self.taken.add(key)
        raw = self._find(key)
        if isinstance(raw, SheetText):
            raw = decoded_value(raw)
        if raw is None:
            return []
        if isinstance(raw, Mapping) or not isinstance(raw, list):
            self.wrong.add(key)
            self.source.problems.error(self.spot(key), f"a list of tables [[{key}]] is expected")
            return []
        found = []
        for number, item in enumerate(raw):
            path = (*self.path, key, number)
            if isinstance(item, Mapping):
                found.append(Section(self.source, path, item))
            else:
                self.wrong.add(key)
                self.source.problems.error(
                    self.source.spot(path), f"a table [[{key}]] is expected", str(item)
                )
        return found

    def has(self, key: str) -> bool:
        """Whether the section has `key`."""
        return self._find(key) is not None

    def _find(self, key: str) -> Any:
        return self.values.get(key)

    def rest(self) -> dict[str, Any]:
        """The keys that nobody took, kept as they are; those like a known one are warned of."""
        left = {key: plain(value) for key, value in self.values.items() if key not in self.taken}
        known = [key for key in sorted(self.taken) if key not in self.values]
        for key in left:
            hint = self.source.problems.hint(key, known)
            if hint:
                message = f"{quoted(key)} is not a key that is known here and only kept{hint}"
                self.source.problems.warning(self.spot(key), message, key)
        return left

    def row(self, values: dict[str, Any], keys: Mapping[str, str]) -> Row:
        """`values` as a row whose attributes stand at the `keys` of this section."""
        paths = {attribute: tuple(key.split(".")) for attribute, key in keys.items()}
        spots = {attribute: self.spot(*path) for attribute, path in paths.items()}
        return Row(
            self.source.file,
            self.spot().line,
            values,
            {attribute: spot.column or "" for attribute, spot in spots.items()},
            {attribute for attribute, path in paths.items() if path[0] in self.wrong},
            {attribute: spot.line for attribute, spot in spots.items()},
        )


def as_text(raw: Any) -> str | None:
    """A TOML value as the text of a cell, lists joined by ``;``; None for a table."""
    if isinstance(raw, SheetText):
        if raw[:1] in ('"', "'", "["):
            decoded = decoded_value(raw)
            return str(raw) if isinstance(decoded, SheetText) else as_text(decoded)
        return str(raw)
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, (int, float)):
        return value_text(raw)
    if isinstance(raw, datetime):
        return raw.isoformat(timespec="minutes")
    if isinstance(raw, (date, time)):
        return raw.isoformat()
    if isinstance(raw, list):
        pieces = [as_text(item) for item in raw]
        return None if None in pieces else ";".join(piece or "" for piece in pieces)
    return None


def decoded_value(text: str) -> Any:
    """The TOML value that `text` spells, or `text` itself as `SheetText`."""
    try:
        document = tomllib.loads(f"value = {text}")
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return SheetText(text)
    return document["value"] if set(document) == {"value"} else SheetText(text)


def plain(value: Any) -> Any:
    """`value` with every text of the sheet read as the TOML value that it spells."""
    if isinstance(value, SheetText):
        decoded = decoded_value(value)
        return str(decoded) if isinstance(decoded, SheetText) else decoded
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def encoded_value(value: Any) -> str:
    """The text of the sheet from which `plain` makes `value` again."""
    if isinstance(value, str) and value and value == value.strip() and "\r" not in value:
        decoded = decoded_value(value)
        if isinstance(decoded, SheetText):
            return value
    return value_text(value)
