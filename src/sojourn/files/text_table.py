"""From the bytes of a file to rows of cells with their line numbers."""

from __future__ import annotations

import codecs
import csv
import io
import os
import re
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from sojourn.files.problem import Problems, Spot

MOST_BYTES = 50_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 1_000
MOST_IN_A_CELL = 131_072
"""Characters of one cell of a CSV file."""
MOST_LINES = 2_000_000
MOST_CELLS = 6_000_000
_MOST_DELIMITERS = 2 * MOST_IN_A_CELL
"""Delimiters of one record, those inside its cells counted."""

_DELIMITERS = (",", ";", "\t")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v"))
"""Bytes that no text holds."""


@dataclass(frozen=True)
class RawTable:
    """The cells of a table as text: its header, and its rows with their line numbers.

    Blanks around the cells are gone, so are rows without any content.
    """

    file: str
    header: tuple[str, ...]
    header_line: int
    rows: tuple[tuple[int, list[str]], ...]


def read_bytes(path: Path, file: str, problems: Problems, most: int = MOST_BYTES) -> bytes | None:
    """The content of `path`, or None with a problem where it cannot be or is too large."""
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            problems.error(Spot(file), "this is not a file")
            return None
        if status.st_size > most:
            size, limit = status.st_size / 1e6, most / 1e6
            problems.error(
                Spot(file), f"the file has {size:,.0f} MB; at most {limit:,.0f} MB are read"
            )
            return None
        with path.open("rb") as stream:
            content = stream.read(most + 1)
    except (OSError, ValueError) as error:
        problems.error(Spot(file), f"the file cannot be read: {_reason(error)}")
        return None
    if len(content) > most:
        problems.error(Spot(file), f"the file has more than {most / 1e6:,.0f} MB")
        return None
    return content


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


def decode(content: bytes, file: str, problems: Problems) -> str | None:
    """The text of `content`: UTF-8, or UTF-16 with its mark; None with a problem otherwise."""
    utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        problems.error(*_undecodable(content, file, error, utf16))
        return None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        problems.error(
            Spot(file, line), "the file holds NUL bytes: it is not a text file (UTF-8 is expected)"
        )
        return None
    return text


def _undecodable(
    content: bytes, file: str, error: UnicodeDecodeError, utf16: bool
) -> tuple[Spot, str]:
    if utf16:
        return Spot(file), f"the file begins like UTF-16 but byte {error.start + 1} does not fit"
    line = content.count(b"\n", 0, error.start) + 1
    byte = content[error.start]
    if len(content) - len(content.translate(None, _CONTROLS)) > len(content) // 100:
        return Spot(file, line), "the file is not a text file (UTF-8 is expected)"
    seen = bytes([byte]).decode("cp1252", "replace")
    wanted = "'CSV UTF-8'" if file.lower().endswith(".csv") else "UTF-8"
    return (
        Spot(file, line),
        f"byte 0x{byte:02X} at position {error.start + 1} is not UTF-8 ({seen!r} in Windows-1252"
        f"?); save the file as {wanted}",
    )


def read_table(
    path: Path, file: str, known: Collection[str], problems: Problems
) -> RawTable | None:
    """The table in the CSV file `path`, or None with problems; `known` are its column names."""
    content = read_bytes(path, file, problems)
    if content is None:
        return None
    text = decode(content, file, problems)
    return None if text is None else parse_table(text, file, known, problems)


def parse_table(
    text: str, file: str, known: Collection[str], problems: Problems
) -> RawTable | None:
    """The table in the CSV text `text`, or None with problems where there is no header."""
    start, declared = _declared_delimiter(text)
    delimiter = declared or _sniff(text[start:], known)
    header: tuple[str, ...] | None = None
    header_line, room = 1, MOST_CELLS
    rows: list[tuple[int, list[str]]] = []
    for line, cells in _records(text, start, delimiter, file, problems):
        if not any(cells):
            continue
        if header is None:
            header, header_line = tuple(cells), line
            if len(header) > MOST_COLUMNS:
                problems.error(Spot(file, line), f"more than {MOST_COLUMNS:,} columns")
                return None
            continue
        room -= len(cells)
        if len(rows) == MOST_ROWS or room < 0:
            most = f"{MOST_ROWS:,} rows or {MOST_CELLS:,} cells"
            problems.error(Spot(file, line), f"more than {most}; these are too many")
            return None
        rows.append((line, cells))
    if header is None:
        if not problems.any_in(file):
            problems.error(Spot(file), "the file is empty; a header row is expected")
        return None
    return RawTable(file, header, header_line, tuple(rows))


def _declared_delimiter(text: str) -> tuple[int, str | None]:
    """Where the table starts, and the delimiter of a first line ``sep=;``."""
    found = re.match(r"(?i)\"?sep=([,;\t])\"?[ ]*(?:\r\n|\r|\n)", text)
    return (found.end(), found[1]) if found else (0, None)


def _sniff(text: str, known: Collection[str]) -> str:
    """The delimiter with which the header names most of the `known` columns."""
    header = next((line for line in io.StringIO(text[:100_000]) if line.strip(" ,;\t\r\n")), "")

    def score(delimiter: str) -> tuple[int, int]:
        names = [name.strip().strip('"').strip().lower() for name in header.split(delimiter)]
        return sum(name in known for name in names), len(names)

    return max(_DELIMITERS, key=score)


class _TooMuchError(Exception):
    """A file of more lines, or a record of more cells, than are read."""


class _Lines:
    """The lines of a file; raises `_TooMuchError` before a record fills the memory.

    `delimiters` counts those of the lines since it was last set to 0.
    """

    def __init__(self, stream: io.StringIO, delimiter: str) -> None:
        self._stream = enumerate(stream)
        self._delimiter = delimiter
        self.delimiters = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        number, line = next(self._stream)
        self.delimiters += line.count(self._delimiter)
        if self.delimiters > _MOST_DELIMITERS:
            raise _TooMuchError(f"more than {MOST_COLUMNS:,} columns")
        if number >= MOST_LINES:
            raise _TooMuchError(f"more than {MOST_LINES:,} lines; these are too many")
        return line


def _records(
    text: str, start: int, delimiter: str, file: str, problems: Problems
) -> Iterator[tuple[int, list[str]]]:
    """Records with the line on which each begins; broken ones are reported and left out."""
    skipped = len(re.findall(r"\r\n|\r|\n", text[:start]))
    lines = _Lines(io.StringIO(text[start:], newline=""), delimiter)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = skipped + reader.line_num + 1
        lines.delimiters = 0
        try:
            cells = next(reader)
        except StopIteration:
            return
        except _TooMuchError as error:
            problems.error(Spot(file, line), str(error))
            return
        except csv.Error as error:
            problems.error(Spot(file, line), _broken(str(error)))
            if problems.full(file):
                return
            continue
        yield line, [cleaned(cell) for cell in cells]


def cleaned(cell: str) -> str:
    """`cell` without blanks around it and with plain line ends."""
    if "\r" in cell:
        cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return cell.strip()


def _broken(reason: str) -> str:
    if "field larger" in reason:
        return f"a cell has more than {MOST_IN_A_CELL:,} characters (is a quotation mark missing?)"
    if "unexpected end" in reason:
        return "a quotation mark that opens here is never closed"
    if "expected after" in reason:
        return "text follows a closing quotation mark; inside a quoted cell it is written twice"
    return f"the row cannot be read ({reason})"
