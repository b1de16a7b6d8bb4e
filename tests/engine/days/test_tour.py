"""Starts of one day against all ways to begin its visits."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.days.boards import filled, starts_of

from sojourn.engine.days.board import Board
from sojourn.engine.days.ground import STAY, VISITS, Ground
from sojourn.engine.days.problem import City
from sojourn.engine.days.starts import NEVER
from sojourn.engine.days.tour import (
    EARLY,
    LATE,
    LATE_HUNGRY,
    measure,
    set_times,
    time_price,
)

SEEDS = st.integers(0, 10**6)


def ways(problem: City, ground: Ground, board: Board, d: int, items: list[int]) -> list[float]:
    """The price of each way to begin some offers one after the other, lunch kept."""
    found = []
    for starts in product(*(starts_of(ground, board, d, o) for o in items)):
        if all(
            a + problem.minutes[o] + problem.transfer[problem.place[o], problem.place[p]] <= b
            for (o, a), (p, b) in pairwise(zip(items, starts, strict=True))
        ):
            one = (np.array(items, dtype=np.int64), np.array(starts, dtype=np.int64))
            price = time_price(ground, board, d, *one, len(items))
            found += [price] if price < NEVER else []
    return found


@settings(deadline=None, max_examples=20)
@given(SEEDS)
def test_times_are_found_where_there_are_any(seed: int) -> None:
    """Two offers have times just when some way to begin them exists."""
    problem, ground, board = filled(seed)
    random = np.random.default_rng(seed)
    d = int(random.choice(ground.open_day))
    measure(ground, board, d)
    likely = ground.likely[ground.likely_at[d] : ground.likely_at[d + 1]]
    likely = likely[board.visits[likely] < ground.offer[likely, VISITS]]
    if len(likely) < 2:
        return
    items = [int(o) for o in random.choice(likely, size=2, replace=False)]
    board.trial[0, :2] = items
    price = set_times(ground, board, d, 2)
    prices = ways(problem, ground, board, d, items)
    assert (price < NEVER) == bool(prices)
    if prices:
        starts = board.trial[1, :2].copy()
        assert price == time_price(ground, board, d, board.trial[0], starts, 2)
        assert all(s in starts_of(ground, board, d, o) for o, s in zip(items, starts, strict=True))
        assert price >= min(prices) - 1e-9


@settings(deadline=None, max_examples=20)
@given(SEEDS)
def test_what_is_chosen_lies_between_its_earliest_and_latest_start(seed: int) -> None:
    """Every visit begins no sooner than its earliest start and no later than its latest."""
    _, ground, board = filled(seed)
    for d in range(len(ground.day)):
        measure(ground, board, d)
        for n in range(board.length[d]):
            window = board.window[d, n]
            assert window[EARLY] <= board.start[d, n]
            assert board.start[d, n] <= max(window[LATE], window[LATE_HUNGRY])
        assert board.price[d] < NEVER and 0 <= ground.day[d, STAY] < 2
