"""Interpreters and liaisons: when they work and with whom."""

from __future__ import annotations

from sojourn.rules.rule import Rule

RULES = (
    Rule(
        "staff_available",
        "staff",
        "Staff work within their dates, with one travelling group at a time.",
        "hard",
        100,
        "days",
    ),
    Rule(
        "staff_conflict",
        "staff",
        "Staff are not with a group that holds a country of their conflicts.",
        "hard",
        100,
        "people",
    ),
    Rule(
        "staff_rest",
        "staff",
        "Staff have one free day in seven.",
        "soft",
        10,
        "days",
    ),
)
