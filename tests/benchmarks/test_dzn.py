"""Files of MiniZinc data are read as they are meant, and what is wrong is told with its line."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from benchmarks.dzn import DznError, read_dzn
from hypothesis import given
from hypothesis import strategies as st


def written(folder: Path, text: str) -> Path:
    """A file with `text`."""
    path = folder / "some.dzn"
    path.write_text(text)
    return path


def test_values_are_read(tmp_path: Path) -> None:
    """Numbers, arrays, sets, ranges and tables, with comments and commas at the ends."""
    text = (
        "n = 3; % how many\n"
        "list = [1, -2,\n 3,];\n"
        "sets = [{1,2}, {}, 4..6,\n];\n"
        "none = [];\n"
        "rows = [|1, 2,3,\n|4,5, 6, \n|];\n"
    )
    dzn = read_dzn(written(tmp_path, text))
    assert dzn.number("n") == 3
    assert [e.numbers for e in dzn.numbers("list", 3)] == [(1,), (-2,), (3,)]
    assert [e.numbers for e in dzn.sets("sets", 3)] == [(1, 2), (), (4, 5, 6)]
    assert list(dzn.sets("none", 0)) == list(dzn.rows("none", 0, 3)) == []
    rows = dzn.rows("rows", 2, 3)
    assert [(e.numbers, e.line) for e in rows] == [((1, 2, 3), 7), ((4, 5, 6), 8)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("n = 3\nm = 4;", "line 2: expected ';', not m"),
        ("n = ?;", "line 1: '?' is not expected here"),
        ("n = ;", "line 1: expected '[', not ;"),
        ("a = [1, 2", "expected ',' or ']', not the end of the file"),
        ("a = [1,\n {2}];", "line 2: sets and numbers are mixed"),
        ("a = [{1 2}];", "expected ',' or '}', not 2"),
        ("a = [|1, 2|3", "expected ',' or '|', not the end"),
        ("n = 1;\nn = 2;", "line 2: n is given twice"),
        ("n = 99999999999999;", "is too large"),
        ("a = [1..99999999];", "is too long"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, told: str) -> None:
    """Errors name the file and the line, and what was expected."""
    with pytest.raises(DznError, match=r"some\.dzn") as error:
        read_dzn(written(tmp_path, text))
    assert told in str(error.value)


def test_values_of_another_kind_are_told(tmp_path: Path) -> None:
    """A missing name, another kind, another length or width and too small a number."""
    dzn = read_dzn(written(tmp_path, "n = -1;\na = [1, 2];\nrows = [|1, 2|3|];"))
    for ask, told in (
        (lambda: dzn.number("m"), "some.dzn: m is missing"),
        (lambda: dzn.number("n"), "line 1: n is -1, expected 0 or more"),
        (lambda: dzn.numbers("a", 3), "line 2: a has 2 entries, expected 3"),
        (lambda: dzn.sets("a", 2), "line 2: a is an array of numbers, not an array of sets"),
        (lambda: dzn.rows("rows", 2, 2), "line 3: row 2 of rows has 1 numbers, expected 2"),
    ):
        with pytest.raises(DznError) as error:
            ask()
        assert told in str(error.value)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    """Bytes that are no text, and a file that is not there."""
    (tmp_path / "some.dzn").write_bytes(b"n = \xff;")
    with pytest.raises(DznError, match="is not text"):
        read_dzn(tmp_path / "some.dzn")
    with pytest.raises(DznError, match=r"none.dzn: No such file"):
        read_dzn(tmp_path / "none.dzn")


@given(st.text(alphabet="na=[]{}|;,.%0123456789- \n", max_size=40))
def test_no_text_gives_another_error(text: str) -> None:
    """Whatever a file holds, it is read or refused in words."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            read_dzn(written(Path(folder), text))
        except DznError as error:
            assert "some.dzn" in str(error)
