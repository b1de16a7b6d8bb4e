from __future__ import annotations

from pathlib import Path

import pytest
from tests.files.folders import SOUND, put, spoilt

from sojourn import files

NAME = "sessions.csv"


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            NAME,
            "S2,new-york",
            "S2,cities",
            "sessions.csv:3 phase: 'cities' is a split phase; sessions belong to phases together",
        ),
        (
            NAME,
            "2020-03-30T09:00",
            "2020-04-30T09:00",
            "sessions.csv:2 starts: 2020-04-30T09:00 is outside the phase 'washington', 2020-03-28 "
            "to 2020-04-04",
        ),
        (
            NAME,
            "2020-03-30T09:00",
            "2020-03-30T09:05",
            "sessions.csv:2 starts: warning: 09:05 is off the grid of 15 minutes",
        ),
        (
            NAME,
            "2020-03-30T09:00",
            "2020-03-28T09:00",
            "sessions.csv:2 starts: warning: 2020-03-28 is the move day of the phase",
        ),
        (
            NAME,
            "2020-03-30T09:00,",
            "2020-03-30T09:00,Mon 09:00/17:00",
            "sessions.csv:2 windows: warning: the session has a start, so its windows count for",
        ),
        (
            NAME,
            "Mon-Fri 09:00/12:00",
            "2020-04-01T09:00/12:00",
            "sessions.csv:3 windows: no window opens in the phase, 2020-04-12 to 2020-04-17",
        ),
        (
            NAME,
            "hall,C1",
            "loft,C1",
            "sessions.csv:2 room: 'loft' is a room of 'new-york', but the phase 'washington' is at "
            "'washington'",
        ),
        (
            NAME,
            "hall,C1,yes,",
            "hall,C1,yes,3",
            "sessions.csv:2 capacity: 4 people must attend, more than the capacity of 3",
        ),
        (
            "rooms.csv",
            "Main hall,60",
            "Main hall,3",
            "sessions.csv:2 room: 4 people must attend, more than rooms hold: the room",
        ),
    ],
)
def test_what_is_wrong_with_a_session_is_told(
    tmp_path: Path, name: str, old: str, new: str, message: str
) -> None:
    """Phase, times, room and places of a session each have their message."""
    (line,) = (str(p) for p in files.problems(put(tmp_path, spoilt(name, old, new))))
    assert line.startswith(message)


def test_more_required_people_than_any_room_holds_are_told(tmp_path: Path) -> None:
    """Without a fixed room the largest room of the host counts."""
    changes = spoilt(NAME, "hall,C1", ",C1") | spoilt("rooms.csv", "Main hall,60", "Main hall,3")
    assert [str(p) for p in files.problems(put(tmp_path, changes))] == [
        "sessions.csv:2 required: 4 people must attend, more than rooms hold: 'hall', the largest "
        "of 'washington', holds 3"
    ]


def test_only_those_who_are_there_must_fit(tmp_path: Path) -> None:
    """Who arrives after a required session takes no place in it."""
    people = SOUND["participants.csv"].replace("visited\n", "arrives\n", 1).replace("m,reno", "m,")
    people = people.replace(
        "BR,pt;en,cyber:3;borders:1,confirmed,f,",
        "BR,pt;en,cyber:3;borders:1,confirmed,f,2020-04-02T10:00",
    )
    changes = spoilt("rooms.csv", "Main hall,60", "Main hall,3") | {"participants.csv": people}
    assert files.problems(put(tmp_path, changes)) == ()
