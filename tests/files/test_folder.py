from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.files.folders import SOUND, put

from sojourn import files


def test_a_written_folder_holds_only_what_is_there(tmp_path: Path) -> None:
    """Tables without rows and columns without values are not written."""
    programme = replace(files.read(put(tmp_path / "a")), wishes=(), pairs=(), rates=())
    files.write(programme, tmp_path / "b")
    names = {path.name for path in (tmp_path / "b").iterdir()}
    assert names == set(SOUND) - {"wishes.csv", "pairs.csv", "rates.csv"}
    header = (tmp_path / "b" / "rooms.csv").read_text().splitlines()[0]
    assert header == "id,host,name,capacity,booths"


def test_writing_over_a_folder_leaves_no_old_rows(tmp_path: Path) -> None:
    """A table that has become empty is emptied, and other files are left alone."""
    folder = put(tmp_path, {"notes.txt": "mine"})
    programme = replace(files.read(folder), wishes=())
    files.write(programme, folder)
    assert files.read(folder) == programme
    assert (folder / "notes.txt").read_text() == "mine"


def test_names_of_files_are_read_in_any_case(tmp_path: Path) -> None:
    """`Hosts.CSV` is hosts.csv, and is called by its own name in problems."""
    text = SOUND["hosts.csv"].replace("38.9", "x")
    folder = put(tmp_path, {"hosts.csv": None, "Hosts.CSV": text})
    (problem,) = files.problems(folder)
    assert str(problem).startswith("Hosts.CSV:2 latitude: 'x' is not")


def test_a_table_under_a_wrong_name_is_noticed(tmp_path: Path) -> None:
    """A file whose name is nearly that of a table is told of, others are not."""
    changes = {"wishes.csv": None, "wishs.csv": SOUND["wishes.csv"], "budget.csv": "a\n"}
    assert [str(p) for p in files.problems(put(tmp_path, changes))] == [
        "wishs.csv: warning: the file is not read (did you mean wishes.csv?)"
    ]


def test_a_text_that_is_too_long_for_a_cell_is_a_problem(tmp_path: Path) -> None:
    """What could not be read again is not written, and the old folder stays."""
    programme = files.read(put(tmp_path))
    host = replace(programme.hosts[1], organisation="x" * 200_000)
    with pytest.raises(files.ProblemsError, match=r"hosts\.csv:3 organisation: more than 131,072"):
        files.write(replace(programme, hosts=(programme.hosts[0], host)), tmp_path)
    assert files.read(tmp_path) == programme


def test_a_semicolon_folder_reads_like_a_comma_folder(tmp_path: Path) -> None:
    """The same tables with another delimiter, a mark and CRLF give the same programme."""
    import csv
    import io

    changes: dict[str, str | bytes] = {}
    for name, text in SOUND.items():
        if name.endswith(".csv"):
            stream = io.StringIO(newline="")
            rows = csv.reader(io.StringIO(text, newline=""))
            csv.writer(stream, delimiter=";").writerows(rows)
            changes[name] = stream.getvalue().encode("utf-8-sig")
    assert files.read(put(tmp_path / "a", changes)) == files.read(put(tmp_path / "b"))
