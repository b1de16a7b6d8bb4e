"""Journeys between stops, and beds at them."""

from __future__ import annotations

from sojourn.rules.rule import Rule

RULES = (
    Rule(
        "leg",
        "staff",
        "A group travels together with its staff and arrives by 20:00 local time of the "
        "same day; a given leg has the seats.",
        "hard",
        50,
        "people",
        settings={"arrive_by": "20:00"},
    ),
    Rule(
        "rooms",
        "staff",
        "A single room each for every day of a stop, staff too, within the lodging rooms "
        "of the host.",
        "hard",
        50,
        "rooms",
    ),
)
