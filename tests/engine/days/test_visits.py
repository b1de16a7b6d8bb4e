"""Single visits: what one more is worth, where it fits, and how it is undone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.days.boards import filled, shown

from sojourn.engine.days.starts import NEVER
from sojourn.engine.days.state import CityState
from sojourn.engine.days.tour import measure
from sojourn.engine.days.visits import (
    best_place,
    in_time,
    insert,
    may_hold,
    remove,
    settle,
    try_at,
    undo,
)

SEEDS = st.integers(0, 10**6)


@settings(deadline=None, max_examples=20)
@given(SEEDS)
def test_place_in_time_is_one_with_times(seed: int) -> None:
    """An offer fits before an item by earliest and latest starts just when the day has times."""
    problem, ground, board = filled(seed)
    for d in ground.open_day:
        measure(ground, board, d)
        for o in range(len(problem.offers)):
            if not may_hold(ground, board, d, o):
                continue
            ended = False
            for n in range(board.length[d] + 1):
                fits = 0 if ended else in_time(ground, board, d, o, n)
                ended = ended or fits < 0
                assert (fits > 0) == (try_at(ground, board, d, o, n) < NEVER)


@settings(deadline=None, max_examples=20)
@given(SEEDS)
def test_gain_is_the_difference_of_values(seed: int) -> None:
    """What visits bring or take is what the city's account says; undone, all is as before."""
    problem, ground, board = filled(seed, 2)
    random = np.random.default_rng(seed)
    before = shown(ground, board)
    value = CityState(problem, before).total()
    settle(board)
    change = 0.0
    for d in random.permutation(ground.open_day)[:3]:
        if board.length[d]:
            n = int(random.integers(board.length[d]))
            change -= remove(ground, board, d, n, n + 1)
    for o in random.permutation(len(problem.offers))[:6]:
        draws = np.array([seed], dtype=np.uint64)
        gain, d, n = best_place(ground, board, o, ground.open_day, len(ground.open_day), 0.0, draws)
        if d >= 0:
            points = insert(ground, board, d, o, n)
            assert points == pytest.approx(gain, abs=0.1)
            change += points
    after = CityState(problem, shown(ground, board)).total()
    assert after - value == pytest.approx(change, abs=1e-6)
    undo(ground, board)
    assert shown(ground, board) == before
