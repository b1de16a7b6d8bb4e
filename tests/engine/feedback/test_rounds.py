"""Rounds of feedback."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

import pytest
from tests.engine import whole

from sojourn.engine.course import Course
from sojourn.engine.draft import draft
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


def test_people_in_the_wrong_cities_are_moved() -> None:
    """Where everybody was handed on to the next group, a few rounds find a better plan."""
    made, programme = whole.draft(), whole.programme()
    split = [g for g in made.groups if g.phase == "cities"]
    passed_on = {
        group.id: replace(group, participants=before.participants)
        for group, before in zip(split, (split[-1], *split[:-1]), strict=True)
    }
    groups = tuple(passed_on.get(g.id, g) for g in made.groups)
    wrong = draft(programme, groups, made.together, made.days)
    assert not wrong.better_than(made)
    assert improved(programme, wrong, whole.course(5)).better_than(wrong)
