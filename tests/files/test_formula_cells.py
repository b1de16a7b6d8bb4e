from __future__ import annotations

from pathlib import Path

from tests.files.test_workbook import book, rewritten

from sojourn import files
from sojourn.files.formula_cells import Valueless, valueless_cells

BOOK = b'<workbook><sheets><sheet name="A &amp; B" sheetId="1" r:id="rId7"/></sheets></workbook>'
LINKS = b'<Relationships><Relationship Id="rId7" Target="worksheets/one.xml"/></Relationships>'


def found(cells: bytes) -> list[Valueless]:
    """What is told of the sheet of `cells`, whose name holds an escaped character."""
    parts = [
        ("xl/worksheets/one.xml", b"<sheetData><row>" + cells + b"</row></sheetData>"),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", LINKS),
    ]
    return list(valueless_cells(parts).get("A & B", ()))


def test_an_error_is_told_with_its_place() -> None:
    """A cell that shows #N/A is not taken for an empty one."""
    (cell,) = found(b'<c r="AB17" s="1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="AC17"/>')
    assert (cell.row, cell.column) == (17, 28)
    assert cell.message == "the cell holds the error #DIV/0! instead of a value"


def test_a_formula_without_value_is_told() -> None:
    """Programs that write formulas without computing them leave cells that read as empty."""
    (cell,) = found(b'<c r="A2"><f>B2</f></c><c r="B2"><f>1</f><v>1</v></c><c r="C2"/>')
    assert (cell.row, cell.column) == (2, 1)
    assert "a formula without its value" in cell.message


def test_formulas_that_give_an_empty_text_are_fine() -> None:
    """An empty value is a value, and text in the cell itself is one."""
    assert not found(b'<c r="A2" t="str"><f>""</f><v></v></c>')
    assert not found(b'<c r="A2" t="inlineStr"><is><t>x</t></is></c>')


def test_only_the_first_of_very_many_are_told() -> None:
    """A sheet full of errors gives a thousand lines, and takes no quadratic time."""
    assert len(found(b'<c r="A2" t="e">' * 100_000)) == 1000


def test_a_workbook_with_an_error_is_not_half_read(tmp_path: Path) -> None:
    """An error in an optional column is a problem with sheet, row and column, not a gap."""
    path = book(tmp_path / "small.xlsx", tmp_path / "folder")
    cell = b'<c r="F2" t="e"><f>1/0</f><v>#N/A</v></c></row><row r="3"'
    rewritten(path, {"xl/worksheets/sheet2.xml": (b'</row><row r="3"', cell)})
    assert [str(problem) for problem in files.problems(path)] == [
        "small.xlsx[participants]:2 gender: the cell holds the error #N/A instead of a value"
    ]
