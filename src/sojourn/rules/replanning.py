"""What a changed plan leaves as it was."""

from __future__ import annotations

from sojourn.rules.rule import Rule

RULES = (
    Rule(
        "frozen",
        "replanning",
        "Nothing that has begun, or lies before the given moment, changes.",
        "hard",
        200,
        "events",
    ),
    Rule(
        "stability",
        "replanning",
        "Everything kept is worth something: per person and event moved, cancelled or "
        "added, more the nearer it is and the firmer it was.",
        "soft",
        1,
        "weighted changes",
    ),
)
