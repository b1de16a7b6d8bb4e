from __future__ import annotations

from pathlib import Path

import pytest
from tests.files.folders import SOUND, put, spoilt

from sojourn import files


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "programme.toml",
            '["austin", "reno"]',
            '["austn", "reno"]',
            "programme.toml:36 phases[2].hosts: 'austn' is not a host (did you mean austin?)",
        ),
        (
            "participants.csv",
            "cyber:3;borders:1",
            "cyber:3;bordrs",
            "participants.csv:2 interests: 'bordrs' is not a theme (did you mean borders?)",
        ),
        (
            "participants.csv",
            "m,reno",
            "m,Paris",
            "participants.csv:3 visited: warning: 'Paris' is not a host of hosts.csv",
        ),
        (
            "offers.csv",
            "O1,austin",
            "O1,Austin!",
            "offers.csv:2 host: 'Austin!' is not a host (did you mean austin?)",
        ),
        (
            "offers.csv",
            "liberties",
            "liberty",
            "offers.csv:2 objectives: 'liberty' is not an objective (did you mean liberties?)",
        ),
        (
            "offers.csv",
            ",30.3,-97.7",
            ",30.3,",
            "offers.csv:2 longitude: latitude and longitude are given together or not at all",
        ),
        (
            "sessions.csv",
            "S2,new-york",
            "S2,newyork",
            "sessions.csv:3 phase: 'newyork' is not a phase (did you mean new-york?)",
        ),
        (
            "sessions.csv",
            "hall,C1",
            "hall,C2",
            "sessions.csv:2 speakers: 'C2' is not a counterpart of counterparts.csv",
        ),
        (
            "sessions.csv",
            "hall,C1",
            "hal,C1",
            "sessions.csv:2 room: 'hal' is not a room (did you mean hall?)",
        ),
        (
            "rooms.csv",
            "loft,new-york",
            "loft,york",
            "rooms.csv:3 host: 'york' is not a host of hosts.csv",
        ),
        (
            "hosts.csv",
            "AUS",
            "QQQ",
            "hosts.csv:3 airport: warning: 'QQQ' is not the three-letter code of a known airport",
        ),
        (
            "counterparts.csv",
            "cyber,en",
            "cybr,en",
            "counterparts.csv:2 themes: 'cybr' is not a theme (did you mean cyber?)",
        ),
        (
            "counterparts.csv",
            "P1;fr",
            "P1;frr",
            "counterparts.csv:2 prefers: 'frr' is neither a participant nor a country code",
        ),
        (
            "wishes.csv",
            "P1,C1",
            "P1,C9",
            "wishes.csv:2 counterpart: 'C9' is not a counterpart of counterparts.csv",
        ),
        (
            "wishes.csv",
            "P1,C1",
            "P100,C1",
            "wishes.csv:2 participant: 'P100' is not a participant of participants.csv",
        ),
        (
            "staff.csv",
            "reno",
            "renoo",
            "staff.csv:2 home: 'renoo' is not a host (did you mean reno?)",
        ),
        (
            "pairs.csv",
            "P1,P2",
            "P1,France",
            "pairs.csv:2 b: 'France' is neither a participant nor a country code "
            "(did you mean FR, France?)",
        ),
        ("pairs.csv", "P1,P2", "P1,P1", "pairs.csv:2 b: 'P1' is paired with nobody else"),
        (
            "transfers.csv",
            "O1,austin",
            "O1,O99",
            "transfers.csv:2 to: 'O99' is not the id of a host, an offer or a room",
        ),
        (
            "legs.csv",
            "L2,reno,new-york",
            "L2,reno,reno",
            "legs.csv:3 to: the leg goes from 'reno' to the same host",
        ),
        ("rates.csv", "austin", "boston", "rates.csv:2 host: 'boston' is not a host"),
    ],
)
def test_an_unknown_id_is_told(tmp_path: Path, name: str, old: str, new: str, message: str) -> None:
    """Every reference that leads nowhere has its file, line and column, and a suggestion."""
    (line,) = (str(problem) for problem in files.problems(put(tmp_path, spoilt(name, old, new))))
    assert line.startswith(message)


@pytest.mark.parametrize("group", ["cities-3", "washington-1", "cities"])
def test_pins_name_groups_that_exist(tmp_path: Path, group: str) -> None:
    """Groups are numbered from 1 to `groups`, or are called after their phase with `-all`."""
    text = SOUND["participants.csv"].replace("status,gender", "group,gender")
    text = (
        text.replace(",confirmed,f", f",{group},f")
        .replace("confirmed", "")
        .replace("withdrawn", "washington-all")
    )
    (problem,) = files.problems(put(tmp_path, {"participants.csv": text}))
    assert problem.column == "group" and f"'{group}' is not a group" in problem.message


def test_the_pin_of_an_offer_names_a_group(tmp_path: Path) -> None:
    """A pin of an offer to a group that does not exist is told."""
    text = (
        SOUND["offers.csv"]
        .replace("visits\n", "pin\n")
        .replace("20,2\n", "20,cities-7@2020-04-07T09:30\n")
    )
    (problem,) = files.problems(put(tmp_path, {"offers.csv": text}))
    assert "'cities-7' is not a group (did you mean cities-" in str(problem)


def test_country_codes_of_parties_become_capital_letters(tmp_path: Path) -> None:
    """`fr` stands for France where no participant has that id."""
    programme = files.read(put(tmp_path, spoilt("pairs.csv", "P1,P2", "P1,cn")))
    assert programme.pairs[0].b == "CN"
    assert programme.counterparts[0].prefers == ("P1", "FR")


def test_a_country_may_be_paired_with_itself(tmp_path: Path) -> None:
    """All people of a country can be kept apart from each other."""
    assert files.problems(put(tmp_path, spoilt("pairs.csv", "P1,P2", "CN,CN"))) == ()


def test_a_counterpart_of_a_phase_without_meetings_is_noticed(tmp_path: Path) -> None:
    """Unless the person speaks there."""
    changes = spoilt("counterparts.csv", "en,new-york", "en,washington")
    folder = put(tmp_path, changes)
    assert files.problems(folder) == ()
    put(folder, changes | {"sessions.csv": SOUND["sessions.csv"].replace("hall,C1", "hall,")})
    assert [str(problem) for problem in files.problems(folder)] == [
        "counterparts.csv:2 phase: warning: the phase 'washington' has no one-to-one meetings"
    ]


def test_usual_words_are_suggested(tmp_path: Path) -> None:
    """A need that is nearly a usual one is noticed; another word is not."""
    text = SOUND["participants.csv"].replace("visited", "diet").replace("m,reno", "m,halall;soup")
    assert [
        str(problem) for problem in files.problems(put(tmp_path, {"participants.csv": text}))
    ] == [
        "participants.csv:3 diet: warning: 'halall' is not one of the usual words "
        "(did you mean halal?)"
    ]
