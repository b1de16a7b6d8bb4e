"""Alternatives: near, different, in order, and never padded."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from tests.engine import whole

from sojourn.engine.alternatives import NEAR, alternatives, difference, rewards
from sojourn.engine.limits import Limits
from sojourn.rules import assess


def test_alternatives_are_near_and_really_differ() -> None:
    """Each is scored by the rules, near the plan, unlike it and each other; the best is first."""
    programme, plan = whole.programme(), whole.draft().plan
    found = alternatives(programme, plan, 3, Limits(iterations=2))
    assert found
    for other in found:
        score = other.plan.score
        assert assess(programme, other.plan).score.soft == score.soft
        assert score.hard <= plan.score.hard
        assert score.soft >= plan.score.soft - NEAR * rewards(plan.score)
        assert other.difference == difference(programme, other.plan.groups, plan.groups)
        assert other.difference.real
    for one, other in combinations(found, 2):
        assert difference(programme, one.plan.groups, other.plan.groups).real
    scores = [other.plan.score.soft for other in found]
    assert scores == sorted(scores, reverse=True)


def test_alternatives_by_iterations_are_reproducible() -> None:
    """The same plan, seed and iterations give the same alternatives."""
    programme, plan = whole.programme(), whole.draft().plan
    first, second = (alternatives(programme, plan, 2, Limits(iterations=1)) for _ in range(2))
    assert first == second


def test_nothing_is_made_up_where_nobody_can_be_elsewhere() -> None:
    """When all are together all the time there are none."""
    programme, made = whole.programme(), whole.draft()
    together = tuple(p for p in programme.phases if not p.split)
    groups = tuple(g for g in made.groups if g.phase != "cities")
    plan = replace(made.plan, groups=groups, events=made.together)
    alone = replace(programme, phases=together)
    assert alternatives(alone, plan, 3, Limits(iterations=1)) == ()
