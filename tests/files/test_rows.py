from __future__ import annotations

from pathlib import Path

import pytest
from tests.files.folders import SOUND, put

from sojourn import files

NAME = "rooms.csv"


def told(folder: Path, text: str) -> list[str]:
    """The problems of the sound folder with `text` for its rooms."""
    return [str(problem) for problem in files.problems(put(folder, {NAME: text}))]


ROOMS = "hall,washington,Hall,60\nloft,new-york,Loft,40\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "id,host,name,capasity\n" + ROOMS,
            "rooms.csv:1 capacity: the required column 'capacity' is missing "
            "(is 'capasity' meant for it?)",
        ),
        (
            "id,host,name,capacity,Name\n" + ROOMS,
            "rooms.csv:1 Name: column 5 bears the same name as column 3",
        ),
        (
            "id,host,name,capacity\n" + ROOMS + "den,reno,Den,3,4\n",
            "rooms.csv:4: the row has 5 cells but the header 4; a cell that holds the delimiter "
            "must stand in quotation marks",
        ),
        (
            "id,host,name,capacity,\n" + ROOMS + "den,reno,Den,3,4\n",
            "rooms.csv:1: column 5 has no name but a cell on line 4",
        ),
        (
            "id,host,name,capacity\n" + ROOMS + ",reno,Den,3\n",
            "rooms.csv:4 id: the cell is empty; an id is expected",
        ),
        (
            "id,host,name,capacity\n" + ROOMS + "den,reno\n" + "den2,reno,Den,9\n",
            "rooms.csv:4 name: the cell is empty; a text is expected",
        ),
        (
            "id,host,name,capacity\n" + ROOMS + "\nhall,reno,Den,9\n",
            "rooms.csv:5 id: 'hall' is already the id of line 2",
        ),
        (
            "id,host,name,capacity,boths\n" + ROOMS,
            "rooms.csv:1 boths: warning: 'boths' is not a column of this table and only kept "
            "(did you mean booths?)",
        ),
    ],
)
def test_what_is_wrong_with_a_table_is_told(tmp_path: Path, text: str, message: str) -> None:
    """Headers, lengths of rows, empty cells and ids each have their message."""
    assert told(tmp_path, text)[0] == message


def test_headers_are_read_in_any_case(tmp_path: Path) -> None:
    """Capital letters and blanks in a known header do not matter; trailing commas neither."""
    text = (
        "ID, Host ,NAME,capacity,Step Free,,\n"
        + "hall,washington,Hall,60,Yes,,\n"
        + "loft,new-york,Loft,40\n"
    )
    rooms = files.read(put(tmp_path, {NAME: text})).rooms
    assert [room.step_free for room in rooms] == [True, None]


def test_unknown_columns_are_kept(tmp_path: Path) -> None:
    """What the contract does not name is kept by row, and the columns in their order."""
    text = (
        "id,Floor,host,name,capacity,owner\nhall,2,washington,Hall,60,\nloft,,new-york,Loft,40,\n"
    )
    programme = files.read(put(tmp_path, {NAME: text}))
    assert programme.unknown_columns == {"rooms": ("Floor", "owner")}
    assert [room.extra for room in programme.rooms] == [{"Floor": "2"}, {}]


def test_a_table_may_have_a_header_alone(tmp_path: Path) -> None:
    """A file without rows is an empty table."""
    assert (
        files.read(put(tmp_path, {"wishes.csv": "participant,counterpart,weight\n"})).wishes == ()
    )


def test_a_missing_column_of_ids_is_told_once(tmp_path: Path) -> None:
    """Where no id can be read, names are not called wrong."""
    text = SOUND["hosts.csv"].replace("id,", "key,", 1)
    lines = [str(problem) for problem in files.problems(put(tmp_path, {"hosts.csv": text}))]
    assert lines == ["hosts.csv:1 id: the required column 'id' is missing"]
