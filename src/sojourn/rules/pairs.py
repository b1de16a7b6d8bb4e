"""Who must be apart and who together: pairs.csv."""

from __future__ import annotations

from sojourn.rules.rule import Rule

RULES = (
    Rule(
        "apart",
        "groups",
        "People whom pairs.csv keeps apart share no group.",
        "hard",
        100,
        "pairs",
    ),
    Rule(
        "together",
        "groups",
        "People whom pairs.csv keeps together share their group.",
        "hard",
        100,
        "pairs",
    ),
)
