"""Whether an .xlsx file may be opened: it is one, it is whole, and it does not explode."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

MOST_UNPACKED = 200_000_000
"""Bytes of all parts together."""
MOST_PARTS = 2_000
MOST_RATIO = 300
"""Unpacked to packed size of a part of more than `_SMALL` bytes."""
MOST_CELLS = 5_000_000
"""Cells of a sheet's rectangle, empty ones counted."""
MOST_CHARACTERS = 2_000_000_000
"""Cells of the sheets times the length of the longest shared text."""

_SMALL = 10_000_000
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([^\"']*)")
_PLACE = re.compile(rb"([A-Z]{0,3})([0-9]{1,7})")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_SHARED = re.compile(rb"<(?:\w+:)?si[\s/>]")


class WorkbookError(ValueError):
    """A workbook that is not opened; the text says why."""


def check_workbook(content: bytes) -> None:
    """Raise `WorkbookError` unless `content` is an .xlsx file that is safe to open.

    Sizes are those that unpacking really gives, not those that the file claims.
    """
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise WorkbookError(
            "the file is an old .xls workbook or protected by a password; save it as an .xlsx "
            "workbook without a password"
        )
    parts = _parts(content)
    cells = longest = 0
    for name, part in _unpacked(content, parts):
        if name.lower().endswith("sharedstrings.xml"):
            longest = max(longest, max(map(len, _SHARED.split(part))))
        else:
            cells += _check_dimensions(part)
    if cells * longest > MOST_CHARACTERS:
        raise WorkbookError("the workbook unpacks to more text than is read")


def _parts(content: bytes) -> list[zipfile.ZipInfo]:
    """The directory of the archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except Exception as error:  # a broken archive makes zipfile raise many kinds
        raise WorkbookError(f"the file is not an .xlsx workbook, or damaged ({error})") from None
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS:
        raise WorkbookError(f"the workbook has more than {MOST_PARTS:,} parts")
    if len(names) < len(parts):
        raise WorkbookError("the workbook is damaged: a part is there twice")
    if "xl/workbook.xml" not in names or "content.xml" in names:
        raise WorkbookError("the file is not an .xlsx workbook; save it as one")
    if any(part.flag_bits & 1 for part in parts):
        raise WorkbookError("the workbook is protected by a password; save it without one")
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise WorkbookError(f"the workbook unpacks to more than {MOST_UNPACKED / 1e6:,.0f} MB")
    return parts


def _unpacked(content: bytes, parts: list[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    """Each part, unpacked no further than it claims and the limits allow."""
    for part in parts:
        size, packed = part.file_size, part.compress_size
        if size > _SMALL and size > MOST_RATIO * max(packed, 1):
            raise WorkbookError(
                f"the workbook's part {part.filename!r} unpacks to {MOST_RATIO} times its size or "
                "more, as no real workbook does"
            )
        yield part.filename, _unpack(_packed(content, part), part)


def _packed(content: bytes, part: zipfile.ZipInfo) -> bytes:
    header = content[part.header_offset : part.header_offset + 30]
    if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
        raise WorkbookError("the workbook is damaged: a part is not where its directory says")
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    start = part.header_offset + 30 + name_length + extra_length
    return content[start : start + part.compress_size]


def _unpack(packed: bytes, part: zipfile.ZipInfo) -> bytes:
    if part.compress_type == zipfile.ZIP_STORED:
        unpacked, over = packed, len(packed) != part.file_size
    elif part.compress_type == zipfile.ZIP_DEFLATED:
        inflater = zlib.decompressobj(-15)
        try:
            unpacked = inflater.decompress(packed, part.file_size + 1)
        except zlib.error as error:
            raise WorkbookError(f"the workbook is damaged ({error})") from None
        over = len(unpacked) != part.file_size
    else:
        raise WorkbookError("the workbook is packed in a way that no spreadsheet uses")
    if over:
        raise WorkbookError("the workbook is damaged: a part has not the size that it claims")
    return unpacked


def _check_dimensions(part: bytes) -> int:
    """The number of cells of `part`; a rectangle that is too large raises `WorkbookError`."""
    count = len(_CELL.findall(part))
    rows, columns, named = _extent(part)
    if named < count:
        chunks = _ROW.split(part)
        rows += len(chunks)
        columns += max(len(_CELL.findall(chunk)) for chunk in chunks)
    if rows * columns > MOST_CELLS or count > MOST_CELLS:
        raise WorkbookError(
            f"a sheet reaches to row {rows:,} and column {columns:,}, too far to be read; delete "
            "the empty rows and columns"
        )
    return count


def _extent(part: bytes) -> tuple[int, int, int]:
    """The last row and column that a reference names, and how many cells are named."""
    rows = named = 0
    letters: set[bytes] = set()
    for reference in _REFERENCE.findall(part):
        found = _PLACE.fullmatch(reference)
        if found is None:
            if _CELL.search(part):
                raise WorkbookError("the workbook is damaged: a cell has no proper place")
            continue
        rows = max(rows, int(found[2]))
        if found[1]:
            named += 1
            letters.add(found[1])
    return rows, max(map(_column_number, letters), default=0), named


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
