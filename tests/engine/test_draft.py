"""Drafts: decisions drawn together and scored."""

from __future__ import annotations

from dataclasses import replace
from threading import Event as Signal

import pytest
from tests.engine import whole

from sojourn.engine.draft import draft, draft_of
from sojourn.engine.run import CancelledError, StageRun
from sojourn.model import Score


def test_decisions_taken_from_a_plan_make_the_same_plan() -> None:
    """A plan is no more than its groups, sessions, meetings and visits: the rest follows."""
    made = whole.draft()
    again = draft(whole.programme(), made.groups, made.together, made.days)
    assert draft_of(again.plan) == again
    assert replace(made.plan, engine=None) == again.plan


def test_fewer_hard_findings_count_before_the_score() -> None:
    """A draft without hard findings is better than any with one; then the score decides."""
    made = whole.draft()

    def scoring(hard: int, soft: float) -> object:
        return replace(made, plan=replace(made.plan, score=Score(hard, soft)))

    best, next_best, worst = scoring(0, 2.0), scoring(0, 1.0), scoring(1, 9.0)
    assert best.better_than(next_best)
    assert next_best.better_than(worst)
    assert not best.better_than(best)


def test_a_draft_nobody_wants_any_more_is_left() -> None:
    """Once the run is cancelled, what is heeded between two steps ends the work."""
    made, cancel, heeded = whole.draft(), Signal(), 0
    run = StageRun("rounds", iterations=1, cancel=cancel)

    def heed() -> None:
        nonlocal heeded
        heeded += 1
        if heeded == 5:
            cancel.set()
        run.heed()

    with pytest.raises(CancelledError):
        draft(whole.programme(), made.groups, made.together, made.days, heed=heed)
    assert heeded == 5
