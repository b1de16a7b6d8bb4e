from __future__ import annotations

import io
import random
import zipfile
from datetime import datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.files.folders import put
from xlsxwriter import Workbook

from sojourn import files
from sojourn.files.workbook import MOST_IN_A_SHEET_CELL
from sojourn.model import Participant


def book(path: Path, folder: Path) -> Path:
    """The sound folder as a workbook."""
    files.write_workbook(files.read(put(folder)), path)
    return path


def spoiled(path: Path, changes: dict[tuple[str, str], Any]) -> Path:
    """The sound programme written cell by cell, with `changes` at (sheet, place)."""
    from python_calamine import CalamineWorkbook

    sheets = CalamineWorkbook.from_path(path)
    target = path.with_name("spoiled.xlsx")
    with Workbook(target) as workbook:
        moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for name in sheets.sheet_names:
            sheet = workbook.add_worksheet(name)
            for line, row in enumerate(sheets.get_sheet_by_name(name).to_python()):
                for place, cell in enumerate(row):
                    sheet.write_string(line, place, str(cell))
            for (where, place), value in changes.items():
                if where == name and isinstance(value, (datetime, time, timedelta)):
                    sheet.write_datetime(place, value, moment)
                elif where == name:
                    sheet.write(place, value)
    return target


def test_a_workbook_holds_what_the_folder_holds(tmp_path: Path) -> None:
    """Folder to workbook and back gives the same programme."""
    path = book(tmp_path / "small.xlsx", tmp_path / "folder")
    programme = files.read(path)
    assert programme == files.read(tmp_path / "folder")
    files.write(programme, tmp_path / "back")
    assert files.read(tmp_path / "back") == programme
    assert files.problems(path) == ()


def test_numbers_dates_and_formulas_of_a_sheet_are_read(tmp_path: Path) -> None:
    """Cells that a spreadsheet has turned into numbers and dates mean the same."""
    path = book(tmp_path / "small.xlsx", tmp_path / "folder")
    changes = {
        ("offers", "E2"): 90,
        ("hosts", "C2"): 38.9,
        ("programme", "B4"): datetime(2020, 3, 28),
        ("sessions", "F2"): datetime(2020, 3, 30, 9, 0),
        ("legs", "E2"): time(9, 30),
    }
    header = {("sessions", "F1"): "starts", ("offers", "E1"): "minutes", ("legs", "E1"): "departs"}
    assert files.read(spoiled(path, changes | header)) == files.read(tmp_path / "folder")


def test_a_problem_names_the_sheet_its_row_and_column(tmp_path: Path) -> None:
    """Wrong cells of a workbook are told like those of a folder."""
    path = book(tmp_path / "small.xlsx", tmp_path / "folder")
    told = files.problems(
        spoiled(
            path,
            {
                ("participants", "D3"): "Frnace",
                ("programme", "A3"): "programme..title",
                ("programme", "B5"): "2020-03-01",
                ("programme", "A60"): "phases[2].groups",
                ("programme", "B60"): "2",
            },
        )
    )
    assert [str(problem) for problem in told] == [
        "spoiled.xlsx[programme]:3 programme..title: 'programme..title': a key such as "
        "programme.id or phases[1].hosts is expected",
        "spoiled.xlsx[programme]:5 programme.ends: the programme ends on 2020-03-01, before it "
        "starts on 2020-03-28",
        "spoiled.xlsx[programme]:60 phases[2].groups: the key stands on line 26 already",
        "spoiled.xlsx[participants]:3 country: 'Frnace' is not a country code (did you mean FR, "
        "France?)",
    ]


def test_a_missing_sheet_is_a_problem(tmp_path: Path) -> None:
    """A workbook without the sheet of keys, or the required tables, says so."""
    with Workbook(tmp_path / "a.xlsx") as workbook:
        workbook.add_worksheet("program").write(0, 0, "x")
    assert [str(problem) for problem in files.problems(tmp_path / "a.xlsx")] == [
        "a.xlsx[programme]: the sheet is missing (did you mean program?)",
        "a.xlsx[participants]: the sheet is missing",
        "a.xlsx[hosts]: the sheet is missing",
    ]


def test_texts_are_never_formulas(tmp_path: Path) -> None:
    """A name that begins with an equals sign is written as a text."""
    programme = files.read(put(tmp_path / "folder"))
    person = Participant("=1+1", "=cmd|' /C calc'!A0", "+1", *_country(programme))
    files.write_workbook(
        type(programme)(
            **{
                **_fields(programme),
                "participants": (person,),
                "pairs": (),
                "wishes": (),
                "counterparts": (),
                "sessions": (),
            }
        ),
        tmp_path / "a.xlsx",
    )
    parts = zipfile.ZipFile(tmp_path / "a.xlsx")
    assert not any(b"<f>" in parts.read(name) for name in parts.namelist())
    assert files.read(tmp_path / "a.xlsx").participants == (person,)


def _fields(programme: Any) -> dict[str, Any]:
    return {name: getattr(programme, name) for name in programme.__dataclass_fields__}


def _country(programme: Any) -> tuple[Any, Any]:
    return programme.participants[0].country, programme.participants[0].languages


@pytest.mark.parametrize("text", ["x" * (MOST_IN_A_SHEET_CELL + 1), "a\uffffb"])
def test_what_does_not_fit_into_a_cell_is_a_problem(tmp_path: Path, text: str) -> None:
    """A text that a workbook would cut or change is told, and nothing is written."""
    programme = files.read(put(tmp_path / "folder"))
    fields = _fields(programme) | {"title": text}
    with pytest.raises(files.ProblemsError, match=r"a.xlsx\[programme\]:3 programme.title"):
        files.write_workbook(type(programme)(**fields), tmp_path / "a.xlsx")
    assert not (tmp_path / "a.xlsx").exists()


@pytest.mark.parametrize("content", [b"", b"id,name\n", bytes(range(256)) * 100])
def test_what_is_no_workbook_is_a_problem(tmp_path: Path, content: bytes) -> None:
    """A file that only bears the ending is told in one line."""
    (tmp_path / "a.xlsx").write_bytes(content)
    (problem,) = files.problems(tmp_path / "a.xlsx")
    assert "not an .xlsx workbook, or damaged" in str(problem)


@settings(max_examples=40, deadline=None)
@given(chance=st.randoms(use_true_random=False), inside=st.booleans())
def test_spoilt_workbooks_raise_nothing_but_problems(chance: random.Random, inside: bool) -> None:
    """A workbook with bytes changed, in the archive or in one of its parts, is told."""
    with TemporaryDirectory() as folder:
        path = book(Path(folder) / "small.xlsx", Path(folder) / "folder")
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        if inside:
            name = chance.choice(sorted(parts))
            parts[name] = _spoilt(parts[name], chance)
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, content in parts.items():
                    archive.writestr(name, content)
        else:
            path.write_bytes(_spoilt(path.read_bytes(), chance))
        try:
            files.read(path)
        except files.ProblemsError as error:
            assert error.errors


def _spoilt(raw: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(raw)
    for _ in range(chance.randrange(1, 8)):
        place = chance.randrange(len(spoilt))
        piece = chance.choice([b"<", b'"', b"9", b"\0", b"</c>", b"", chance.randbytes(4)])
        spoilt[place : place + chance.randrange(6)] = piece
    return bytes(spoilt)


def test_a_panic_of_the_reader_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the library that opens workbooks throws, its panics included, is damage."""

    class PanicError(BaseException):
        pass

    class Broken:
        @staticmethod
        def from_filelike(_: io.BytesIO) -> None:
            raise PanicError("index out of range")

    path = book(tmp_path / "small.xlsx", tmp_path / "folder")
    monkeypatch.setattr("python_calamine.CalamineWorkbook", Broken)
    assert [str(problem) for problem in files.problems(path)] == [
        "small.xlsx: the workbook is damaged (index out of range)"
    ]


def rewritten(path: Path, changes: dict[str, tuple[bytes, bytes]]) -> Path:
    """The workbook `path` with a text replaced in each of the parts named."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            old, new = changes.get(name, (b"", b""))
            assert old in content
            archive.writestr(name, content.replace(old, new, 1) if old else content)
    return path


def test_sheets_that_nobody_asked_for_are_not_unpacked(tmp_path: Path) -> None:
    """Very many sheets with one cell far away each, of a few kilobytes, fill no memory."""
    path = book(tmp_path / "small.xlsx", tmp_path / "folder")
    far = b'<row r="900000"><c r="C900000"><v>1</v></c></row></sheetData>'
    names = b"".join(
        b'<sheet name="x%d" sheetId="%d" r:id="rId1"/>' % (n, n) for n in range(99, 999)
    )
    changes = {
        "xl/workbook.xml": (b"</sheets>", names + b"</sheets>"),
        "xl/worksheets/sheet1.xml": (b"</sheetData>", far),
    }
    assert files.problems(rewritten(path, changes)) == ()


def test_sheets_with_one_name_in_many_cases_count_together(tmp_path: Path) -> None:
    """The rectangles of sheets whose names differ in case only do not add up without a limit."""
    path = book(tmp_path / "small.xlsx", tmp_path / "folder")
    far = b'<row r="300000"><c r="A300000"><v>1</v></c></row></sheetData>'
    names = b'<sheet name="HOSTS" sheetId="99" r:id="rId3"/>'
    changes = {
        "xl/workbook.xml": (b"</sheets>", names + b"</sheets>"),
        "xl/worksheets/sheet3.xml": (b"</sheetData>", far),
    }
    (problem,) = files.problems(rewritten(path, changes))
    assert "more than 3,000,000 cells" in str(problem)
