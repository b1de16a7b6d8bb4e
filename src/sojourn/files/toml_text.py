"""TOML as text: values on one line, keys, and the lines on which keys stand."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

Path = tuple[str | int, ...]
"""Keys, and 0-based places in lists of tables."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_KEY_PART = re.compile(r"\s*(\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|[A-Za-z0-9_-]+)\s*")


def value_text(value: Any) -> str:
    """`value` as a TOML value on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, Mapping):
        inner = ", ".join(f"{key_text(k)} = {value_text(v)}" for k, v in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, Sequence):
        return f"[{', '.join(value_text(item) for item in value)}]"
    raise TypeError(f"{type(value).__name__} is not a type of TOML")


def key_text(key: str) -> str:
    """`key` bare where that is possible, else quoted."""
    return key if _BARE.fullmatch(key) else value_text(key)


def path_text(path: Path) -> str:
    """``phases[2].hosts``: dotted keys, places in lists counted from 1."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            key = value_text(part) if part.isdigit() else key_text(part)
            text += f".{key}" if text else key
    return text


def key_lines(text: str) -> dict[Path, int]:
    """The line of each table and key of a valid TOML document, keys of inline tables apart."""
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    inside = _Inside()
    for number, line in enumerate(text.split("\n"), 1):
        if inside.value:
            inside.feed(line)
            continue
        stripped = line.strip()
        if stripped.startswith("["):
            table = _table_path(stripped, counts)
            lines.setdefault(table, number)
            continue
        keys, rest = _split_key(line)
        if keys and rest.startswith("="):
            for end in range(1, len(keys) + 1):
                lines.setdefault((*table, *keys[:end]), number)
            inside.feed(rest[1:])
    return lines


def _table_path(header: str, counts: dict[Path, int]) -> Path:
    """The path of ``[phases.day]`` or ``[[phases]]``, places in lists included."""
    many = header.startswith("[[")
    keys, _ = _split_key(header[2 if many else 1 :])
    path: Path = ()
    for position, key in enumerate(keys):
        path = (*path, key)
        if many and position == len(keys) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _split_key(line: str) -> tuple[tuple[str, ...], str]:
    """The parts of a dotted key at the start of `line`, and what follows."""
    keys: list[str] = []
    position = 0
    while found := _KEY_PART.match(line, position):
        try:
            keys.append(unquoted(found[1]))
        except ValueError:  # a backslash that escapes nothing: this is no key
            return (), line
        position = found.end()
        if not line.startswith(".", position):
            break
        position += 1
    return tuple(keys), line[position:]


def unquoted(key: str) -> str:
    """The key that ``"a b"``, ``'a b'`` or ``a`` stands for; raises `ValueError`."""
    if key[:1] == "'":
        return key[1:-1]
    if key[:1] == '"':
        return str(tomllib.loads(f"key = {key}")["key"])
    return key


class _Inside:
    """Whether a value goes on on the next line: an open bracket or a multi-line string."""

    _TOKEN = re.compile(r'"""|\'\'\'|"(?:[^"\\]|\\.)*"|\'[^\']*\'|[\[\]{}#]')

    def __init__(self) -> None:
        self._depth = 0
        self._fence = ""

    @property
    def value(self) -> bool:
        return bool(self._fence) or self._depth > 0

    def feed(self, text: str) -> None:
        position = 0
        while position < len(text):
            if self._fence:
                position = self._leave_string(text, position)
                continue
            found = self._TOKEN.search(text, position)
            if found is None or found[0] == "#":
                return
            position = found.end()
            self._take(found[0])

    def _take(self, token: str) -> None:
        if token in ('"""', "'''"):
            self._fence = token
        elif token in ("[", "{"):
            self._depth += 1
        elif token in ("]", "}"):
            self._depth = max(0, self._depth - 1)

    def _leave_string(self, text: str, position: int) -> int:
        """The place after the string's end in `text`, or the end of `text`."""
        basic = self._fence == '"""'
        while position < len(text):
            if basic and text[position] == "\\":
                position += 2
            elif text.startswith(self._fence, position):
                position += 3
                while text.startswith(self._fence[0], position):
                    position += 1
                self._fence = ""
                return position
            else:
                position += 1
        return position
