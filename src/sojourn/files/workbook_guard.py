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
MOST_CELLS = 3_000_000
"""Cells of a sheet's rectangle, empty ones counted; and those of all sheets together."""
MOST_CHARACTERS = 100_000_000
"""Characters of the cells that show a shared text."""

_SMALL = 10_000_000
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([^\"']*)")
_PLACE = re.compile(rb"([A-Z]{0,3})([0-9]{1,7})")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_SHOWN = re.compile(rb"<(?:\w+:)?v[\s>][^<]*")
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
    shared, cells = b"", 0
    for name, part in _unpacked(content, parts):
        if name.lower().endswith("sharedstrings.xml"):
            shared += part
        else:
            cells += _check_dimensions(part)
    if cells > MOST_CELLS:
        raise WorkbookError(f"the workbook has more than {MOST_CELLS:,} cells")
    lengths = [len(text) for text in _SHARED.split(shared)[1:]]
    if cells * max(lengths, default=0) > MOST_CHARACTERS:
        _check_text(content, parts, lengths)


def _check_text(content: bytes, parts: list[zipfile.ZipInfo], lengths: list[int]) -> None:
    """Raise `WorkbookError` where cells show shared texts, of `lengths`, over and over."""
    total = 0
    for _, part in _unpacked(content, parts):
        for shown in _SHOWN.finditer(part):
            number = shown[0].partition(b">")[2].strip()
            if number.isdigit() and len(number) < 9 and int(number) < len(lengths):
                total += lengths[int(number)]
                if total > MOST_CHARACTERS:
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


def unpacked_parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The name and content of each part of a workbook that has passed `check_workbook`."""
    return _unpacked(content, _parts(content))


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
    return rows, max(map(column_number, letters), default=0), named


def column_number(letters: bytes) -> int:
    """The number of the column ``AB``, from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
