"""Offers that no group can visit, and objectives that nothing serves."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.files.folders import SOUND, put, spoilt

from sojourn import files

NAME = "offers.csv"
HOURS = "Mon-Fri 09:00/17:00"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            HOURS,
            "Sat 09:00/17:00",
            "offers.csv:2 windows: warning: no window opens on a workday on which a group can be "
            "at 'austin', between 2020-04-06 and 2020-04-10",
        ),
        (
            HOURS,
            "2020-03-30/2020-04-05",
            "offers.csv:2 windows: warning: no window opens on a workday on which a group can be",
        ),
        (
            HOURS,
            "Mon-Fri 18:00/20:00",
            "offers.csv:2 windows: warning: no window holds 90 minutes within the day, 09:00-17:30",
        ),
        (
            f"90,{HOURS}",
            "240,Mon-Fri 10:15/14:30",
            "offers.csv:2 windows: warning: 240 minutes in these windows leave no lunch of 60 "
            "minutes between 11:30 and 14:00; shorten it or widen its windows",
        ),
        (
            "Sat 10:00/16:00",
            "2020-04-13T10:00/16:00",
            "offers.csv:3 windows: warning: no window opens on a day on which a group can be at "
            "'austin'",
        ),
    ],
)
def test_offers_without_an_hour_are_told(tmp_path: Path, old: str, new: str, message: str) -> None:
    """An offer that no group can ever visit is told with its row and the reason."""
    (told,) = (str(p) for p in files.problems(put(tmp_path, spoilt(NAME, old, new))))
    assert told.startswith(message)


def test_objective_that_nothing_lists_is_told(tmp_path: Path) -> None:
    """An objective that no offer and no session lists is told with what would help."""
    (told,) = (str(p) for p in files.problems(put(tmp_path, spoilt(NAME, "liberties", ""))))
    assert told == (
        "programme.toml:8 objectives[1].id: warning: no offer and no session lists 'liberties', "
        "so nobody can meet it; name it in the objectives of an offer at each host, or of a session"
    )


def test_what_is_wrong_otherwise_is_told_alone(tmp_path: Path) -> None:
    """Where something else is wrong, which may be the cause, nothing of this is told."""
    (told,) = (str(p) for p in files.problems(put(tmp_path, spoilt(NAME, "liberties", "liberty"))))
    assert "is not an objective" in told


def test_sound_folder_and_declined_offers_are_left_alone(tmp_path: Path) -> None:
    """The sound folder has no problem; a declined offer need have no hour."""
    assert files.problems(put(tmp_path, SOUND)) == ()
