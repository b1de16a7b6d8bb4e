"""Files of MiniZinc data: numbers, arrays of numbers, arrays of sets, and tables of numbers.

``name = value;`` where a value is ``7``, ``[1, 2]``, ``[{1, 2}, {}]``, ``[1..3, {}]`` or
``[| 1, 2 | 3, 4 |]``; ``%`` begins a comment. Errors name the file and the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TOKEN = re.compile(
    r"(?P<space>\s+|%[^\n]*)|(?P<word>[A-Za-z_]\w*)|(?P<number>-?\d+)|(?P<sign>\.\.|[=;,|{}()\[\]])"
)
LARGEST = 10**9
"""Numbers are smaller than this."""
LONGEST = 10**6
"""Numbers that ``first..last`` may stand for."""


class DznError(ValueError):
    """What is wrong with a file; the message names the file and the line."""


@dataclass(frozen=True)
class Token:
    """One word, number or sign, and its line."""

    text: str
    kind: str
    line: int


@dataclass(frozen=True)
class Entry:
    """One entry of an array: its numbers (one, or those of a set or of a row), and its line."""

    numbers: tuple[int, ...]
    line: int


@dataclass(frozen=True)
class Value:
    """The value of a name: one entry that is a number, or the entries of an array."""

    entries: tuple[Entry, ...]
    kind: str
    line: int


@dataclass(frozen=True)
class Dzn:
    """The values of a file by name."""

    file: str
    values: Mapping[str, Value]

    def error(self, line: int, message: str) -> DznError:
        """An error in a line of this file."""
        return DznError(f"{self.file}, line {line}: {message}")

    def number(self, name: str, least: int = 0) -> int:
        """The number that is called `name`, not below `least`."""
        value = self._value(name, "number")
        number = value.entries[0].numbers[0]
        if number < least:
            raise self.error(value.line, f"{name} is {number}, expected {least} or more")
        return number

    def numbers(self, name: str, length: int) -> Sequence[Entry]:
        """An array of `length` numbers."""
        return self._sized(name, "numbers", length)

    def sets(self, name: str, length: int) -> Sequence[Entry]:
        """An array of `length` sets."""
        return self._sized(name, "sets", length)

    def rows(self, name: str, length: int, width: int) -> Sequence[Entry]:
        """A table of `length` rows of `width` numbers."""
        found = self._sized(name, "table", length)
        for number, entry in enumerate(found, 1):
            if len(entry.numbers) != width:
                have = len(entry.numbers)
                message = f"row {number} of {name} has {have} numbers, expected {width}"
                raise self.error(entry.line, message)
        return found

    def _sized(self, name: str, kind: str, length: int) -> Sequence[Entry]:
        value = self._value(name, kind)
        if len(value.entries) != length:
            raise self.error(
                value.line, f"{name} has {len(value.entries)} entries, expected {length}"
            )
        return value.entries

    def _value(self, name: str, kind: str) -> Value:
        value = self.values.get(name)
        if value is None:
            raise DznError(f"{self.file}: {name} is missing")
        empty = not value.entries and kind != "number" and value.kind != "number"
        if value.kind != kind and not empty:
            raise self.error(value.line, f"{name} is {SPOKEN[value.kind]}, not {SPOKEN[kind]}")
        return value


SPOKEN = {
    "number": "a number",
    "numbers": "an array of numbers",
    "sets": "an array of sets",
    "table": "a table",
}


def read_dzn(path: Path) -> Dzn:
    """The values in a file. Raises `DznError`."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as reason:
        raise DznError(f"{path.name}: byte {reason.start} is not text (UTF-8)") from None
    except OSError as reason:
        raise DznError(f"{path.name}: {reason.strerror or reason}") from None
    return _Reader(path.name, list(_tokens(path.name, text))).values()


def _tokens(file: str, text: str) -> Iterator[Token]:
    line, at = 1, 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:
            raise DznError(f"{file}, line {line}: {text[at]!r} is not expected here")
        kind = match.lastgroup or "space"
        if kind != "space":
            yield Token(match[0], kind, line)
        line += match[0].count("\n")
        at = match.end()
    yield Token("the end of the file", "end", line)


class _Reader:
    """Values from tokens, one after the other."""

    def __init__(self, file: str, tokens: Sequence[Token]) -> None:
        self.file = file
        self.tokens = tokens
        self.at = 0

    def values(self) -> Dzn:
        """All values of the file."""
        found: dict[str, Value] = {}
        while self._now.kind != "end":
            name = self._take("word")
            if name.text in found:
                raise self._wrong(f"{name.text} is given twice", name)
            self._take("=")
            found[name.text] = self._value()
            self._take(";")
        return Dzn(self.file, found)

    def _value(self) -> Value:
        first = self._now
        if first.kind == "number":
            return Value((self._entry(),), "number", first.line)
        self._take("[")
        if self._now.text == "|":
            return Value(tuple(self._table()), "table", first.line)
        entries: list[Entry] = []
        kinds: set[str] = set()
        while self._now.text != "]":
            kinds.add("sets" if self._is_set() else "numbers")
            entries.append(self._entry())
            if len(kinds) > 1:
                raise self._wrong("sets and numbers are mixed in one array")
            if not self._comma_or("]"):
                break
        self._take("]")
        return Value(tuple(entries), (kinds or {"numbers"}).pop(), first.line)

    def _table(self) -> Iterator[Entry]:
        """The rows up to and with ``|]``."""
        self._take("|")
        while self._now.text != "]":
            line = self._now.line
            numbers: list[int] = []
            while self._now.text != "|":
                numbers.append(self._number())
                if not self._comma_or("|"):
                    break
            self._take("|")
            if numbers or self._now.text != "]":
                yield Entry(tuple(numbers), line)
        self._take("]")

    def _is_set(self) -> bool:
        return self._now.text == "{" or self.tokens[self.at + 1].text == ".."

    def _entry(self) -> Entry:
        """A number, or a set: ``{1, 2}`` or ``1..2``."""
        line = self._now.line
        if self._now.text != "{":
            first = self._number()
            if self._now.text != "..":
                return Entry((first,), line)
            self._take("..")
            last = self._number()
            if last - first > LONGEST:
                raise self._wrong(f"{first}..{last} is too long")
            return Entry(tuple(range(first, last + 1)), line)
        self._take("{")
        numbers: list[int] = []
        while self._now.text != "}":
            numbers.append(self._number())
            if not self._comma_or("}"):
                break
        self._take("}")
        return Entry(tuple(numbers), line)

    def _number(self) -> int:
        token = self._take("number")
        if len(token.text) > len(str(LARGEST)):
            raise self._wrong(f"{token.text} is too large", token)
        return int(token.text)

    def _comma_or(self, closing: str) -> bool:
        """Whether a comma was there and is taken; else the `closing` sign must follow."""
        if self._now.text == ",":
            self._take(",")
            return True
        if self._now.text != closing:
            raise self._wrong(f"expected ',' or '{closing}', not {self._now.text}")
        return False

    @property
    def _now(self) -> Token:
        return self.tokens[self.at]

    def _take(self, expected: str) -> Token:
        """The next token, which must be of a kind or be a sign."""
        token = self._now
        if expected not in (token.kind, token.text):
            spoken = {"word": "a name", "number": "a number"}.get(expected, f"'{expected}'")
            raise self._wrong(f"expected {spoken}, not {token.text}")
        self.at += 1
        return token

    def _wrong(self, message: str, token: Token | None = None) -> DznError:
        return DznError(f"{self.file}, line {(token or self._now).line}: {message}")
