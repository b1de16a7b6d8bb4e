"""What people need where they are brought: access and diet."""

from __future__ import annotations

from sojourn.rules.rule import Rule

RULES = (
    Rule(
        "access",
        "groups",
        "A host that says what access it offers names each need of everyone brought to "
        "it; who needs step-free ways is brought to no offer or room without them.",
        "hard",
        100,
        "people",
    ),
    Rule(
        "diet",
        "groups",
        "A host that says which diets it serves names the diet of everyone brought to it.",
        "hard",
        50,
        "people",
    ),
)
