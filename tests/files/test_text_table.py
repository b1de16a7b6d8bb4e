from __future__ import annotations

import time
from pathlib import Path

import pytest

from sojourn.files.problem import Problems
from sojourn.files.text_table import RawTable, decode, parse_table, read_bytes, read_table

KNOWN = ("id", "languages", "notes")


def parsed(text: str) -> RawTable:
    """The table in `text`, in which nothing is wrong."""
    problems = Problems()
    table = parse_table(text, "a.csv", KNOWN, problems)
    assert table is not None and not problems.any_error
    return table


def told(content: bytes, tmp_path: Path) -> list[str]:
    """The problems of a file of `content`."""
    problems = Problems()
    (tmp_path / "a.csv").write_bytes(content)
    read_table(tmp_path / "a.csv", "a.csv", KNOWN, problems)
    return [str(problem) for problem in problems.all(())]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_seen_from_the_header(delimiter: str) -> None:
    """Semicolons inside cells do not make them the delimiter, and tabs are recognised."""
    text = f'ID{delimiter}languages{delimiter}notes\nP1{delimiter}"en;fr"{delimiter}x\n'
    table = parsed(text)
    assert table.header == ("ID", "languages", "notes")
    assert table.rows == ((2, ["P1", "en;fr", "x"]),)


def test_a_first_line_may_declare_the_delimiter() -> None:
    """The line `sep=;` of a spreadsheet is understood and counted."""
    table = parsed("sep=;\r\nid;x\r\n1;2\r\n")
    assert table.header_line == 2 and table.rows == ((3, ["1", "2"]),)


def test_lines_are_those_of_the_file() -> None:
    """Quoted cells of several lines, empty lines and CRLF do not shift the numbers."""
    table = parsed('id,notes\r\n\r\n1,"a\r\nb ""c"" "\r\n , \r\n2,=1+1\r\n')
    assert table.rows == ((3, ["1", 'a\nb "c"']), (6, ["2", "=1+1"]))


@pytest.mark.parametrize(
    "content",
    [
        "id,notes\n1,é\n".encode(),
        "id,notes\n1,é\n".encode("utf-8-sig"),
        "id,notes\n1,é\n".encode("utf-16"),
        "\ufeffid,notes\n1,é\n".encode("utf-16-be"),
    ],
)
def test_utf_8_and_marked_utf_16_are_read(content: bytes, tmp_path: Path) -> None:
    """The encodings of spreadsheets' text exports give the same cells."""
    (tmp_path / "a.csv").write_bytes(content)
    table = read_table(tmp_path / "a.csv", "a.csv", KNOWN, Problems())
    assert table is not None and table.rows == ((2, ["1", "é"]),)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "a.csv: the file is empty; a header row is expected"),
        (b"\n , \n", "a.csv: the file is empty; a header row is expected"),
        ("id,notes\n1,é\n".encode("latin-1"), "a.csv:2: byte 0xE9 at position 12 is not UTF-8"),
        (b"id\n1\n\x00\n", "a.csv:3: the file holds NUL bytes"),
        (bytes(range(256)) * 40, "a.csv:"),
        (b"\xff\xfea", "the file begins like UTF-16"),
        (b'id,notes\n1,"a\n2,b\n', "a.csv:2: a quotation mark that opens here is never closed"),
        (b'id,notes\n1,"a" b\n', "a.csv:2: text follows a closing quotation mark"),
        (b"id\n" + b"x" * 200_000, "a.csv:2: a cell has more than 131,072 characters"),
        (b"id" + b",x" * 1001, "a.csv:1: more than 1,000 columns"),
        (b"id" + b",x" * 300_000, "a.csv:1: more than 1,000 columns"),
        (b"id\n" + b'"","\n",' * 300_000, "a.csv:2: more than 1,000 columns"),
        (b"\n" * 2_100_000 + b"id\n", "a.csv:2000001: more than 2,000,000 lines"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 9, "a.csv:1: the file is not a text file"),
    ],
)
def test_what_is_no_table_is_told(content: bytes, message: str, tmp_path: Path) -> None:
    """Wrong encodings, NUL bytes, binary files and broken quotes have their line and message."""
    (line,) = told(content, tmp_path)
    assert message in line


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    """A file of 100 MB is told from its size alone, at once."""
    with (tmp_path / "a.csv").open("wb") as stream:
        stream.truncate(100_000_000)
    started = time.perf_counter()
    problems = Problems()
    assert read_bytes(tmp_path / "a.csv", "a.csv", problems) is None
    assert "100 MB; at most 50 MB" in str(problems.all(())[0])
    assert time.perf_counter() - started < 0.5


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    """A directory in the place of a file, and a missing file, are problems."""
    problems = Problems()
    assert read_bytes(tmp_path, "a.csv", problems) is None
    assert read_bytes(tmp_path / "b", "b.csv", problems) is None
    assert [p.message for p in problems.all(())] == [
        "this is not a file",
        "the file cannot be read: No such file or directory",
    ]


def test_many_rows_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of more rows than the limit is told and not read to its end."""
    monkeypatch.setattr("sojourn.files.text_table.MOST_ROWS", 3)
    problems = Problems()
    assert parse_table("id\n1\n2\n3\n4\n", "a.csv", KNOWN, problems) is None
    assert str(problems.all(())[0]).startswith("a.csv:5: more than 3 rows")


def test_many_cells_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of hundreds of columns count by their cells, which fill the memory."""
    monkeypatch.setattr("sojourn.files.text_table.MOST_CELLS", 5)
    problems = Problems()
    assert parse_table("id,a\n1,2\n3,4\n5,6\n", "a.csv", KNOWN, problems) is None
    assert str(problems.all(())[0]).startswith("a.csv:4: more than 200,000 rows or 5 cells")


def test_a_toml_file_is_not_to_be_saved_as_csv() -> None:
    """What a wrong encoding should be instead depends on the kind of file."""
    problems = Problems()
    assert decode(b"title = 'Justi\xe7e'", "programme.toml", problems) is None
    assert str(problems.all(())[0]).endswith("save the file as UTF-8")


def test_text_is_decoded_without_its_mark() -> None:
    """A byte order mark is no part of the first header."""
    assert decode(b"\xef\xbb\xbfid", "a.csv", Problems()) == "id"
