"""Values of moves and swaps against a slow recount."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.groups.test_state import Shape, begun, plain_value, problem, shapes

from sojourn.engine.groups.change import (
    counted_move_value,
    move,
    move_value,
    pair_value,
    swap,
    swap_value,
)
from sojourn.engine.groups.state import begin, value_of


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 30), shapes, st.integers(0, 10**6))
def test_values_of_moves_and_swaps_equal_recounts(seed: int, shape: Shape, draw: int) -> None:
    """After any sequence of moves and swaps the sum of their values is the recount."""
    a, x, rng = begun(seed, shape, draw)
    value = value_of(a, x)
    for _ in range(12):
        p, q = rng.integers(12, size=2)
        g = int(rng.integers(3))
        if rng.random() < 0.5 and x.group[p] != g:
            assert counted_move_value(a, x, p, g) == move_value(a, x, p, g)
            value += move_value(a, x, p, g)
            move(a, x, p, g)
        elif x.group[p] != x.group[q]:
            value += swap_value(a, x, p, q)
            swap(a, x, p, q)
        assert value == plain_value(a, x.group, x.host)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 30), shapes, st.integers(0, 10**6))
def test_a_changed_state_is_like_a_new_one(seed: int, shape: Shape, draw: int) -> None:
    """What is kept along moves and swaps is what a new state of the assignment counts."""
    a, x, rng = begun(seed, shape, draw)
    for _ in range(10):
        p, q = rng.integers(12, size=2)
        g = int(rng.integers(3))
        if x.group[p] != x.group[q]:
            swap(a, x, p, q)
        if x.group[p] != g:
            move(a, x, p, g)
    new = begin(a, x.group, x.host)
    for kept in ("size", "tally", "bend", "spoken", "kinds", "team", "used", "lonely", "where"):
        assert (getattr(x, kept) == getattr(new, kept)).all(), kept
    for kept in ("people", "rooms", "parties", "join"):
        assert (getattr(x, kept) == getattr(new, kept)).all(), kept
    free = a.fixed < 0
    own = x.join[x.group, np.arange(12)] - x.relief[x.group, a.language + 1]
    assert (x.hold[free] == own[free]).all() and (x.hold[~free] > x.hold.min()).all()


def test_pairs_have_the_same_value_from_both_sides() -> None:
    """A pair's value is found in the sparse rows, whoever is asked first, and 0 elsewhere."""
    a = problem(3).arrays
    start = np.zeros(13, dtype=np.int64)
    start[3:] = 1
    start[8:] = 2
    sparse = a._replace(
        friend_start=start, friend=np.array([7, 2]), friend_value=np.array([-500, -500])
    )
    x = begin(sparse, np.zeros(12, np.int64), np.zeros((1, 3), np.int64))
    assert not len(x.pair)
    assert pair_value(sparse, x, 2, 7) == pair_value(sparse, x, 7, 2) == -500
    assert pair_value(sparse, x, 2, 8) == 0
