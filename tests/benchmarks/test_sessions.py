from __future__ import annotations

from dataclasses import replace

import pytest
from benchmarks.conferences import invented_forum
from benchmarks.peers.sessions_contest import SessionsAccount, by_engine, by_peer, valued
from benchmarks.sessions import SMALLEST

from sojourn.files import parse_plan, plan_text


def test_both_say_what_their_plans_are_worth() -> None:
    """The engine's sessions break nothing and are worth what it says, no more than its bound."""
    forum = invented_forum(1, 12, 4)
    ours = by_engine(forum, 1.0, 1)
    value = valued(forum, ours)
    assert value is not None and ours.value is not None and ours.bound is not None
    assert abs(value - ours.value) <= SMALLEST
    assert value <= ours.bound + SMALLEST
    theirs = valued(forum, by_peer("cpsat", forum, 1.0, 1, 1))
    assert theirs is None or theirs <= ours.bound + SMALLEST


def test_a_plan_that_breaks_a_rule_is_worth_nothing() -> None:
    """Two sessions of one person at once are refused."""
    forum = invented_forum(1, 12, 4)
    ours = by_engine(forum, 0.5, 1)
    assert ours.plan is not None
    told = parse_plan(ours.plan)
    first, *rest = told.events
    twice = tuple(
        replace(e, starts=first.starts, ends=first.starts + (e.ends - e.starts)) for e in rest
    )
    broken = replace(ours, plan=plan_text(replace(told, events=(first, *twice))))
    with pytest.raises(ValueError, match=":"):
        valued(forum, broken)
    assert valued(forum, SessionsAccount(None, None, 0.0, None, [])) is None
