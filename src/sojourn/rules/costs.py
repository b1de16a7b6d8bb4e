"""What a plan costs, and whether the budget holds."""

from __future__ import annotations

from sojourn.rules.rule import Rule

RULES = (
    Rule(
        "cost",
        "staff",
        "Lodging and meals by place and month, legs, local transport, staff fees and per "
        "diem, offers' costs.",
        "soft",
        0.5,
        "money",
    ),
    Rule(
        "budget",
        "staff",
        "The sum stays within the budget, where one is given.",
        "hard",
        0.01,
        "money over",
    ),
)
