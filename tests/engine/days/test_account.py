"""The kernels over people against their plain twins."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sojourn.engine.days.account import close_touching, demand, enter, unevenness

SEEDS = st.integers(0, 10**6)


def people(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    """Potential, missing, members and presence of a few people."""
    random = np.random.default_rng(seed)
    return (
        random.random((5, 3)) * 20,
        random.integers(0, 3, size=(5, 2)),
        np.array([4, 0, 2]),
        random.choice([0.0, 0.5, 1.0], size=3),
    )


@settings(deadline=None)
@given(SEEDS)
def test_day_is_entered_for_those_who_are_there(seed: int) -> None:
    """Themes fade by the share of the day, objectives count for whole days only."""
    potential, missing, members, present = people(seed)
    before, lacking = potential.copy(), missing.copy()
    fading, objectives = np.array([1.0, 0.8, 0.64]), np.array([2, 0])
    enter(potential, missing, members, present, fading, objectives, 1)
    for person in range(5):
        there = present[list(members).index(person)] if person in members else 0.0
        assert potential[person] == pytest.approx(before[person] * (1.0 - there * (1.0 - fading)))
        assert list(missing[person]) == [
            lacking[person][0] - 2 * (there == 1.0),
            lacking[person][1],
        ]
    enter(potential, missing, members, present, fading, objectives, -1)
    assert potential == pytest.approx(before)
    assert (missing == lacking).all()


@settings(deadline=None)
@given(SEEDS)
def test_demand_is_what_members_lack(seed: int) -> None:
    """Need adds up potentials by presence; the n-th column counts who lacks more than n."""
    potential, missing, members, present = people(seed)
    need, lacking = demand(potential, missing, members, present, 2)
    assert need == pytest.approx(present @ potential[members])
    there = missing[members[present == 1.0]]
    assert (lacking == np.stack([(there > n).sum(axis=0) for n in range(2)], axis=1)).all()


@settings(deadline=None)
@given(st.lists(st.integers(0, 400), max_size=5), st.integers(0, 100), st.integers(0, 90))
def test_unevenness_is_the_distance_from_the_mean(
    others: list[int], first: int, tolerance: int
) -> None:
    """Every day's distance from the mean beyond the tolerance, for each possible load."""
    found = unevenness(np.array(others, dtype=np.float64), first, 20, tolerance)
    for n, value in enumerate(found):
        days = np.array([*others, first + n], dtype=float)
        off = np.maximum(0.0, np.abs(days - days.mean()) - tolerance)
        assert value == pytest.approx(off.sum())


def test_starts_that_touch_a_span_are_closed() -> None:
    """An offer may end where the span begins and begin where it ends."""
    starts = np.ones((1, 8), dtype=np.uint8)
    close_touching(starts, np.array([60]), 30, 90, 120)
    assert list(starts[0]) == [1, 1, 0, 0, 1, 1, 1, 1]
