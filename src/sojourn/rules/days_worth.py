"""What people get: objectives, themes, fairness."""

from __future__ import annotations

from sojourn.rules.rule import Rule

RULES = (
    Rule(
        "objective_coverage",
        "days",
        "Each participant meets each objective at least its minimum of times over the "
        "whole programme.",
        "soft",
        100,
        "times missing",
    ),
    Rule(
        "theme_fit",
        "days",
        "What people meet is what interests them: over participants and themes of "
        "interest, a concave function of the weight met.",
        "soft",
        1,
        "points",
        settings={"low": 0.25},
    ),
    Rule(
        "fair_share",
        "days",
        "The participant who fares worst in theme fit, relative to what could be theirs, "
        "fares as well as possible.",
        "soft",
        1000,
        "points",
    ),
)
