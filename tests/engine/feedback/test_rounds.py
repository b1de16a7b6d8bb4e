"""Rounds of feedback."""

from __future__ import annotations

from threading import Event

import pytest
from tests.engine import whole

from sojourn.engine.course import Course
from sojourn.engine.feedback import improved
from sojourn.engine.limits import Limits
from sojourn.rules import assess


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_plan_is_never_worse_after_it(seed: int) -> None:
    """Whatever the seed, hard findings do not grow, and with as many the score does not fall."""
    made = whole.draft()
    after = improved(whole.programme(), made, whole.course(seed=seed))
    assert after is made or after.better_than(made)
    assert assess(whole.programme(), after.plan).score.soft == after.plan.score.soft


def test_rounds_by_iterations_are_reproducible() -> None:
    """The same draft, seed and iterations give the same plan."""
    first, second = (improved(whole.programme(), whole.draft(), whole.course()) for _ in range(2))
    assert first.plan == second.plan


def test_a_cancelled_run_gives_back_what_it_had() -> None:
    """Cancelled before the first round, the draft is the one given."""
    cancel = Event()
    cancel.set()
    course = Course(Limits(iterations=5), cancel=cancel)
    assert improved(whole.programme(), whole.draft(), course) is whole.draft()


def test_feedback_helps_where_the_weeks_are_far_from_the_estimate() -> None:
    """From groups of a single iteration, a few rounds find a better plan."""
    made = whole.draft()
    after = improved(whole.programme(), made, whole.course(20))
    assert after.plan.score.soft > made.plan.score.soft
