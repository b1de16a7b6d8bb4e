from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

import pytest

from sojourn.files.workbook_guard import WorkbookError, check_workbook

SHEET = "xl/worksheets/sheet1.xml"


def archive(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of `parts`, and of an empty xl/workbook.xml."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as file:
        for name, content in {"xl/workbook.xml": b"<workbook/>", **parts}.items():
            file.writestr(name, content)
    return stream.getvalue()


def refused(content: bytes) -> str:
    """Why `content` is not opened."""
    with pytest.raises(WorkbookError) as raised:
        check_workbook(content)
    return str(raised.value)


def test_an_ordinary_workbook_is_opened() -> None:
    """A sheet with its cells named passes."""
    check_workbook(archive({SHEET: b'<row r="1"><c r="A1"/><c r="B1"/></row>'}))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not an .xlsx workbook, or damaged"),
        (b"PK\x03\x04" + b"\0" * 100, "not an .xlsx workbook, or damaged"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "an old .xls workbook or protected by a password"),
        (archive({"content.xml": b""}), "not an .xlsx workbook; save it as one"),
        (archive({f"x{n}": b"" for n in range(2001)}), "more than 2,000 parts"),
        (archive({SHEET: b"x" * 20_000_000}), "unpacks to 300 times its size"),
        (archive({SHEET: b""}, zipfile.ZIP_LZMA), "packed in a way that no spreadsheet uses"),
    ],
)
def test_what_is_no_workbook_is_told(content: bytes, message: str) -> None:
    """Other files, password-protected ones and bombs are told apart."""
    assert message in refused(content)


def test_too_much_in_all_is_not_unpacked() -> None:
    """Sizes that the directory gives are added up before anything is unpacked."""
    parts = {f"x{n}": bytes(range(256)) * 100_000 for n in range(9)}
    assert "unpacks to more than 200 MB" in refused(archive(parts))


def test_a_directory_that_lies_about_a_size_is_found_out() -> None:
    """A part that unpacks to more than its directory claims is unpacked no further."""
    size = 5_000_000
    lying = archive({SHEET: b"x" * size}).replace(
        size.to_bytes(4, "little"), (1000).to_bytes(4, "little")
    )
    assert "has not the size that it claims" in refused(lying)


def test_damaged_parts_are_told() -> None:
    """Bytes that do not unpack, and a directory that points elsewhere."""
    packed = zlib.compress(b"<row>" * 100)[2:-4]
    content = archive({SHEET: b"<row>" * 100})
    assert packed in content
    assert "damaged" in refused(content.replace(packed, b"\xff" * len(packed)))
    assert "damaged" in refused(content.replace(b"PK\x03\x04", b"PK\x05\x04"))


@pytest.mark.parametrize(
    "sheet",
    [
        b'<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row>',
        b'<row r="1048576"><c/></row>' + b"<row><c/>" + b"<c/>" * 10 + b"</row>",
        b"<row/>" * 3000 + b"<row>" + b"<c/>" * 3000 + b"</row>",
        b"<x:row><x:c r = 'XFD900000'/></x:row>",
    ],
)
def test_a_sheet_that_reaches_too_far_is_not_opened(sheet: bytes) -> None:
    """Few cells that span a rectangle of millions would fill the memory."""
    assert "too far to be read" in refused(archive({SHEET: sheet}))


def test_a_cell_without_a_proper_place_is_damage() -> None:
    """References that cannot be understood are not left to the reader."""
    assert "no proper place" in refused(archive({SHEET: b'<row><c r="AAAAAAA1"/></row>'}))


def test_one_long_text_in_very_many_cells_is_not_opened() -> None:
    """A shared text counts once for each cell that may show it."""
    cells = b"".join(b'<c r="A%d" t="s"><v>0</v></c>' % n for n in range(1, 5_001))
    shared = b"<sst><si><t>" + b"ab" * 15_000 + b"</t></si></sst>"
    parts = {SHEET: cells, "xl/sharedStrings.xml": shared}
    assert "more text than is read" in refused(archive(parts))


def test_one_long_text_among_many_short_ones_is_opened() -> None:
    """What counts is the text that cells show, not how long the longest could make it."""
    cells = b"".join(b'<c r="A%d" t="s"><v>1</v></c>' % n for n in range(1, 5_001))
    shared = b"<sst><si><t>" + b"ab" * 15_000 + b"</t></si><si><t>x</t></si></sst>"
    check_workbook(archive({SHEET: cells, "xl/sharedStrings.xml": shared}))


def test_cells_of_all_sheets_count_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many sheets, each within the limit, are as much as one beyond it."""
    monkeypatch.setattr("sojourn.files.workbook_guard.MOST_CELLS", 100)
    sheet = b'<row r="1">' + b"".join(b'<c r="%c1"/>' % n for n in range(65, 85)) + b"</row>"
    parts = {f"xl/worksheets/sheet{n}.xml": sheet for n in range(6)}
    assert "more than 100 cells" in refused(archive(parts))
