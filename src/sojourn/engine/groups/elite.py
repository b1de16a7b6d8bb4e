"""Good assignments that differ from each other."""

from __future__ import annotations

from sojourn.engine.groups.crossing import distance
from sojourn.engine.groups.problem import Solution

MOST = 16
"""Assignments that are kept."""
NEAR = 0.05
"""Assignments are alike where fewer than this part of the participants are with others."""


class Elite:
    """The best assignments met, no two of them alike; `people` are the participants."""

    def __init__(self, people: int) -> None:
        self._near = max(1.0, NEAR * people)
        self._kept: list[Solution] = []

    @property
    def found(self) -> tuple[Solution, ...]:
        """What is kept, best first."""
        return tuple(self._kept)

    def add(self, new: Solution) -> None:
        """Keep `new` in the place of those that are alike and no better, if none is better."""
        if len(self._kept) == MOST and new.value <= self._kept[-1].value:
            return
        alike = [old for old in self._kept if distance(new, old) < self._near]
        if any(old.value >= new.value for old in alike):
            return
        kept = [old for old in self._kept if all(old is not other for other in alike)]
        self._kept = sorted([*kept, new], key=lambda solution: -solution.value)[:MOST]
