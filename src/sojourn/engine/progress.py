"""What the engine tells while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

STAGES = ("groups", "days", "sessions", "meetings", "staff")
"""The stages, in the order in which a plan tells of them."""
ACROSS = ("rounds", "alternatives")
"""What follows the stages: rounds of feedback across them, and the search for alternatives."""


@dataclass(frozen=True)
class Progress:
    """One progress event of a run.

    Attributes:
        stage: one of `STAGES` or `ACROSS`; the value of the latter is the score of a plan.
        value: value of the stage's current solution; larger is better.
        bound: proven upper bound of `value`, or None where there is none.
        seconds: elapsed time of the whole run, 0 in runs limited by iterations.
        best: best value of the stage so far.
        share: share of the whole run that is done, 0 to 1.
        done: whether the stage has ended.

    """

    stage: str
    value: float
    bound: float | None
    seconds: float
    best: float
    share: float
    done: bool = False

    @property
    def gap(self) -> float | None:
        """``(bound - best) / |bound|``, or None without a bound."""
        if self.bound is None:
            return None
        return (self.bound - self.best) / abs(self.bound) if self.bound else 0.0


Listener = Callable[[Progress], None]
"""Whoever wants to hear of progress; called in the thread that runs the engine."""
