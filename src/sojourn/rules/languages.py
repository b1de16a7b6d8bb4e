"""Interpreted languages of groups and those who speak them, day by day."""

from __future__ import annotations

from sojourn.rules.rule import Rule

RULES = (
    Rule(
        "group_languages",
        "groups",
        "A group has at most the interpreted languages that its phase allows.",
        "hard",
        100,
        "languages over",
    ),
    Rule(
        "interpreted",
        "groups",
        "Each interpreted language of a group has, on each day of a stop, two "
        "simultaneous interpreters or one consecutive, each serving one language.",
        "hard",
        100,
        "interpreters missing",
        settings={"simultaneous": 2, "consecutive": 1},
    ),
    Rule(
        "accompanied",
        "groups",
        "On each day each travelling group has at least one member of staff, and a group "
        "with no interpreter at least one liaison.",
        "hard",
        100,
        "staff missing",
    ),
)
