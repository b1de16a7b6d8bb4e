"""When all are together: required sessions, rooms, booths, speakers, breakouts."""

from __future__ import annotations

from sojourn.rules.rule import Rule

RULES = (
    Rule(
        "required",
        "together",
        "Everyone is at each required session.",
        "hard",
        100,
        "people",
    ),
    Rule(
        "room_capacity",
        "together",
        "A room holds the participants and staff in it.",
        "hard",
        50,
        "people",
    ),
    Rule(
        "booths",
        "together",
        "A room interprets at once the languages that those in it need.",
        "hard",
        100,
        "languages",
    ),
    Rule(
        "speakers",
        "together",
        "A speaker is in one place at a time.",
        "hard",
        5,
        "minutes",
    ),
    Rule(
        "breakout_fit",
        "together",
        "People get the parallel sessions that suit their interests, and no session is "
        "left nearly empty.",
        "soft",
        1,
        "points",
        settings={"least": 5, "empty": 5},
    ),
)
