"""Where it pays to move or replace something for an offer."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engine.days.invented import TUESDAY, event, group_of, offer, programme
from tests.engine.days.planned_days import PEOPLE, carried_out, hard, planned, thinned
from tests.engine.days.random_programmes import all_events, random_programme

from sojourn.engine.assemble import assemble
from sojourn.engine.days.fit import fit
from sojourn.model import Objective, Window
from sojourn.rules import assess


@pytest.mark.parametrize("seed", range(6))
def test_moves_are_worth_what_is_told(seed: int) -> None:
    """A plan with a move carried out breaks no more rules and scores better by its points."""
    given_, plan = planned(seed)
    old = assess(given_, plan)
    used = {e.ref for e in plan.events}
    moves = [
        (one, move)
        for one in [o for o in given_.offers if o.id not in used][:6]
        for move in fit(given_, plan, one.id).moves[:2]
    ]
    for one, move in moves:
        moved = assess(given_, carried_out(given_, plan, one.id, move))
        assert moved.score.hard <= old.score.hard
        assert move.points == pytest.approx(moved.score.soft - old.score.soft, abs=0.2)
        assert move.points > 0


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6))
def test_no_move_breaks_a_rule(seed: int) -> None:
    """Whatever the programme and offer, a move carried out adds no hard finding."""
    random = Random(seed)
    given_, groups = random_programme(seed)
    groups, events = all_events(given_, groups)
    plan = thinned(given_, groups, events, seed)
    before = hard(given_, plan)
    for one in random.sample(given_.offers, min(2, len(given_.offers))):
        for move in fit(given_, plan, one.id).moves[:3]:
            assert hard(given_, carried_out(given_, plan, one.id, move)) - before == set()


def test_worse_visit_is_replaced() -> None:
    """Where a dull visit takes the only hour, the move names it and its net gain."""
    hour = (Window.weekly((1,), 600, 690),)
    given_ = programme(
        participants=PEOPLE,
        objectives=(Objective("liberties", "Civil liberties"),),
        offers=(
            offer("O1", windows=hour),
            offer("O2", windows=hour, objectives=("liberties",)),
        ),
    )
    held = event(datetime(2020, 4, 7, 10, 0), 90, "appointment", ref="O1")
    found = fit(given_, assemble(given_, (group_of(given_),), (held,)), "O2")
    assert found.places == ()
    assert [(c.offer, c.after) for c in found.moves[0].changes] == [("O1", None)]
    assert found.moves[0].points == pytest.approx(800.0, abs=1.0)
    tuesday = next(r for r in found.refusals if TUESDAY in r.days)
    assert tuesday.text == "in the way: Something 10:00–11:30"


def test_what_is_in_the_way_moves_to_another_day() -> None:
    """A visit that makes room goes to another day of the stop where it loses nothing."""
    given_ = programme(
        participants=PEOPLE,
        objectives=(Objective("liberties", "L"), Objective("courts", "C")),
        offers=(
            offer("O1", windows=(Window.weekly((1, 2), 600, 690),), objectives=("courts",)),
            offer("O2", windows=(Window.weekly((1,), 600, 690),), objectives=("liberties",)),
        ),
    )
    held = event(datetime(2020, 4, 7, 10, 0), 90, "appointment", ref="O1")
    found = fit(given_, assemble(given_, (group_of(given_),), (held,)), "O2")
    (change,) = found.moves[0].changes
    assert (change.offer, change.before, change.after) == (
        "O1",
        held.starts,
        held.starts + timedelta(days=1),
    )
    assert found.moves[0].points > 800
