"""Events are where people are, and people are where events are."""

from __future__ import annotations

from sojourn.rules.rule import Rule

RULES = (
    Rule(
        "place",
        "days",
        "An event is at the host where its groups are that day, on a day of its phase.",
        "hard",
        200,
        "events",
    ),
    Rule(
        "present",
        "days",
        "Nobody takes part before arriving, after leaving, or without being confirmed.",
        "hard",
        100,
        "people",
    ),
)
