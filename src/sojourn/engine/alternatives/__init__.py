"""Alternatives: other plans that are near the best and really differ from it."""

from sojourn.engine.alternatives.difference import REALLY, Difference, difference
from sojourn.engine.alternatives.search import NEAR, Alternative, alternatives, rewards
from sojourn.engine.alternatives.whole import plan_with_alternatives

__all__ = [
    "NEAR",
    "REALLY",
    "Alternative",
    "Difference",
    "alternatives",
    "difference",
    "plan_with_alternatives",
    "rewards",
]
