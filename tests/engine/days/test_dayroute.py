"""The exact day at linear prices against every day that there is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.days.test_route import LUNCH, STEP, days, given_of, shown_of

from sojourn.engine.days.arrays import Given, Shown
from sojourn.engine.days.dayframe import DayFrame
from sojourn.engine.days.dayroute import best_routes
from sojourn.engine.days.route import next_starts


def frame(shown: Shown, day: Given) -> DayFrame:
    """The same day as the programme reads it."""
    room = int(day.settings[0])
    return DayFrame(
        next_starts(day.starts, STEP),
        shown.minutes,
        shown.place,
        shown.professional,
        shown.social,
        shown.transfer,
        day.blocks,
        day.count_value[: room + 1].copy(),
        STEP,
        int(day.settings[1]),
        np.array(LUNCH),
    )


def worth(
    shown: Shown, day: Given, profit: np.ndarray, route: tuple[tuple[int, int], ...]
) -> float:
    """Prices of the offers, and of their number."""
    number = sum(int(shown.professional[o]) for o, _ in route)
    return float(sum(profit[o] for o, _ in route) + day.count_value[number])


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 3), st.integers(0, 2))
def test_the_best_of_all_days_is_found(seed: int, offers: int, blocks: int) -> None:
    """The bound is the value of the best possible day, and the first day returned has it."""
    random = np.random.default_rng(seed)
    shown = shown_of(random, offers, blocks)
    day = given_of(random, shown, blocks)
    profit = random.integers(-10, 40, size=offers).astype(float)
    marked = np.zeros(offers, dtype=np.int64)
    bound, points, lengths, chosen, begun = best_routes(frame(shown, day), profit, marked, -1e9, 3)
    possible = set(days(shown, day))
    best = max((worth(shown, day, profit, route) for route in possible), default=-np.inf)
    if best == -np.inf:
        assert points[0] == -np.inf
        return
    assert bound == pytest.approx(best)
    assert points[0] == pytest.approx(best)
    for value, n, items, starts in zip(points, lengths, chosen, begun, strict=True):
        if value > -np.inf:
            route = tuple(zip(items[:n].tolist(), starts[:n].tolist(), strict=True))
            assert route in possible
            assert worth(shown, day, profit, route) == pytest.approx(value)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.floats(0, 60))
def test_days_that_are_worth_too_little_are_not_looked_for(seed: int, least: float) -> None:
    """With a threshold the bound is that of all days where it is above, else the threshold."""
    random = np.random.default_rng(seed)
    shown = shown_of(random, 4, 0)
    day = given_of(random, shown, 0)
    profit = random.integers(-10, 40, size=4).astype(float)
    every = best_routes(frame(shown, day), profit, np.zeros(4, dtype=np.int64), -1e9, 1)
    some = best_routes(frame(shown, day), profit, np.zeros(4, dtype=np.int64), least, 1)
    assert some[0] == pytest.approx(max(every[0], least))
