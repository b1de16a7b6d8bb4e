"""A plan and its alternatives in one run."""

from __future__ import annotations

from tests.engine import whole

from sojourn.engine.alternatives import plan_with_alternatives
from sojourn.engine.limits import Limits
from sojourn.engine.plan import plan


def test_without_alternatives_it_is_the_plan() -> None:
    """Asked for none, the plan is that of the engine."""
    best, others = plan_with_alternatives(whole.programme(), 0, Limits(iterations=1))
    assert others == ()
    assert best == plan(whole.programme(), Limits(iterations=1))


def test_no_alternative_is_better_than_the_best() -> None:
    """Where the search for alternatives finds a better plan, that is the best one."""
    best, others = plan_with_alternatives(whole.programme(), 2, Limits(iterations=3))
    assert others
    for other in others:
        assert (other.plan.score.hard, -other.plan.score.soft) >= (
            best.score.hard,
            -best.score.soft,
        )


def test_everything_ends_within_its_seconds() -> None:
    """Seconds are for the plan and its alternatives together; 0 still gives a plan."""
    best, others = plan_with_alternatives(whole.programme(), 2, Limits(seconds=0.0))
    assert best.groups
    assert others == ()
