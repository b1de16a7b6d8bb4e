"""What one more visit is worth, where there is no wait to pay."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.days.boards import filled, shown

from sojourn.engine.days.board import enter, refresh
from sojourn.engine.days.ground import FIRST_DAY, STAY
from sojourn.engine.days.state import CityState
from sojourn.engine.days.visits import may_hold
from sojourn.engine.days.worth import worth


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10**6))
def test_worth_is_what_the_account_gains(seed: int) -> None:
    """Hours apart, an offer is worth the difference that the city's own account makes."""
    problem, ground, board = filled(seed)
    timeless = replace(problem, weights=replace(problem.weights, idle=0.0, early=0.0))
    state = CityState(timeless, shown(ground, board))
    for d in ground.open_day:
        s, e = int(ground.day[d, STAY]), int(d - ground.stay[ground.day[d, STAY], FIRST_DAY])
        for o in range(len(problem.offers)):
            if not may_hold(ground, board, d, o):
                continue
            route = state.lift(s, e)
            start = int(ground.run[ground.run_at[d, o], 0])
            more = tuple(sorted((*route, (o, start)), key=lambda choice: choice[1]))
            before, after = state.value(s, e, route), state.value(s, e, more)
            state.lay(s, e, route)
            if after > -1e9:
                assert worth(ground, board, d, o) == pytest.approx(after - before, abs=1e-6)


def test_worth_falls_with_what_is_met() -> None:
    """An offer is worth less to a stay that has just been at one with the same themes."""
    _, ground, board = filled(3, 0)
    d = int(ground.open_day[0])
    likely = [int(o) for o in ground.likely[ground.likely_at[d] : ground.likely_at[d + 1]]]
    o = next(o for o in likely if ground.theme[o, 0] >= 0)
    before = worth(ground, board, d, o)
    enter(ground, board, d, o, 600)
    refresh(ground, board, ground.day[d, STAY])
    assert worth(ground, board, d, o) < before
