"""How a stay is filled: variety, hospitality, waiting, rest, an even pace."""

from __future__ import annotations

from sojourn.rules.rule import Rule

RULES = (
    Rule(
        "variety",
        "days",
        "Each group sees every level and several kinds of offer; an offer's organisation "
        "is not repeated.",
        "soft",
        10,
        "missing kinds",
        settings={"kinds": 3},
    ),
    Rule(
        "hospitality",
        "days",
        "At least one evening of hospitality and one cultural event per stop.",
        "soft",
        20,
        "missing",
    ),
    Rule(
        "idle",
        "days",
        "Little waiting in a day.",
        "soft",
        0.02,
        "minutes",
        settings={"minutes": 90},
    ),
    Rule(
        "early_start",
        "days",
        "No early start after a late evening.",
        "soft",
        0.1,
        "minutes",
        settings={"rest": 660},
    ),
    Rule(
        "pace",
        "days",
        "The days of a stop are evenly filled.",
        "soft",
        0.05,
        "minutes",
    ),
)
