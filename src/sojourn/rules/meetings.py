"""One-to-one meetings."""

from __future__ import annotations

from sojourn.rules.rule import Rule

RULES = (
    Rule(
        "meetings",
        "together",
        "At most so many one-to-one meetings for a participant and for a counterpart; "
        "soft: at least the minimum.",
        "hard",
        30,
        "meetings",
    ),
    Rule(
        "common_language",
        "together",
        "The two share a language, or an interpreter who covers it is at the meeting.",
        "hard",
        100,
        "meetings",
    ),
    Rule(
        "wishes",
        "together",
        "Weights of wishes, then interests, from both sides.",
        "soft",
        2,
        "points",
    ),
    Rule(
        "even_chances",
        "together",
        "The participant with the least from their meetings gets as much as possible.",
        "soft",
        20,
        "points",
    ),
)
