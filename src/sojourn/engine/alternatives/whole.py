"""A plan and its alternatives in one course, within one limit."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import replace
from threading import Event as Signal

from sojourn.engine.alternatives.search import Alternative, found_on
from sojourn.engine.course import Course
from sojourn.engine.limits import Limits
from sojourn.engine.plan import travelled
from sojourn.engine.progress import Listener
from sojourn.model import Plan, Programme

EACH = 0.25
"""Time of an alternative, as a part of that of the best plan."""


def plan_with_alternatives(
    programme: Programme,
    count: int,
    limits: Limits | None = None,
    seed: int = 1,
    progress: Listener | None = None,
    executor: Executor | None = None,
    cancel: Signal | None = None,
) -> tuple[Plan, tuple[Alternative, ...]]:
    """The best plan and up to `count` alternatives to it, best first.

    `limits` are for all of it; each alternative has a quarter of the best plan's time. Without
    limits, the best plan has the seconds that suit its size, and the alternatives come on top.
    The other arguments are those of `sojourn.engine.plan.plan`.
    """
    asked = limits or Limits()
    settled = asked.settled(programme)
    whole = 1.0 + EACH * count
    if asked.seconds is None and settled.seconds is not None:
        settled = replace(settled, seconds=settled.seconds * whole)
    course = Course(settled, seed, progress, executor, cancel)
    best = travelled(programme, course, 1.0 / whole).plan
    if not count:
        return best, ()
    return found_on(programme, best, count, course, 1.0 - 1.0 / whole)
