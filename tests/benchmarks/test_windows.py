"""The measure of a changed window."""

from __future__ import annotations

from benchmarks.generate import programme as invented
from benchmarks.windows import _again, _closed, _key

from sojourn.engine.draft import draft_of
from sojourn.engine.limits import Limits
from sojourn.engine.plan import plan


def test_a_closed_day_is_left_and_other_cities_stay() -> None:
    """The visit on the closed day is gone, and what lies in other cities is what it was."""
    programme = invented(participants=20, groups=2, hosts=3, seed=1)
    before = draft_of(plan(programme, Limits(iterations=20)))
    event = next(e for e in before.days if e.ref in programme.offer and e.groups)
    after = _again(_closed(programme, event), before, event.host, 1.0, 1)
    there = {(e.ref, e.starts.date()) for e in after.days}
    assert (event.ref, event.starts.date()) not in there
    elsewhere = {_key(e) for e in before.days if e.host != event.host}
    assert elsewhere == {_key(e) for e in after.days if e.host != event.host}
    assert after.plan.score.hard <= before.plan.score.hard
