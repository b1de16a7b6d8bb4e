"""Scans of one participant against the others: nothing lost, nothing overstated."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.groups.test_state import problem, shapes

from sojourn.engine.groups.change import move_value, swap_value
from sojourn.engine.groups.problem import SCALARS, Arrays, GroupsProblem, as_ints
from sojourn.engine.groups.scan import find_move, find_swap
from sojourn.engine.groups.state import State, begin


def pairs_alone(seed: int) -> GroupsProblem:
    """A problem without classes and languages in which every pair has a value."""
    built = problem(seed, (5,), True)
    return built._replace(
        arrays=built.arrays._replace(
            classes=np.zeros((12, 0), np.int64),
            language=np.full(12, -1),
            teams=np.zeros(0, np.int64),
            team_size=np.zeros(0, np.int64),
            team_value=np.zeros(0, np.int64),
            scalars=np.zeros(SCALARS, np.int64),
        )
    )


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 30), st.one_of(shapes, st.none()), st.integers(0, 10**6))
def test_a_scan_finds_the_best_change_if_only_that_is_wanted(
    seed: int, shape: tuple[tuple[int, ...], bool] | None, draw: int
) -> None:
    """With the best value as threshold that change is found, with more than it none."""
    a = (pairs_alone(seed) if shape is None else problem(seed, *shape)).arrays
    rng = np.random.default_rng(draw)
    hosts = as_ints(rng.integers(4, size=(len(a.unary), 3)))
    x = begin(a, as_ints(rng.integers(3, size=12)), hosts)
    p = int(rng.integers(12))
    moves = [move_value(a, x, p, g) for g in range(3) if g != x.group[p]]
    partners = [q for q in range(12) if x.group[q] != x.group[p] and a.fixed[q] < 0]
    to, _ = scanned(a, x, p, max(moves))
    assert move_value(a, x, p, to) == max(moves)
    assert scanned(a, x, p, max(moves) + 1)[0] == -1
    if partners:
        best = max(swap_value(a, x, p, q) for q in partners)
        _, q = scanned(a, x, p, best)
        assert q in partners and swap_value(a, x, p, q) == best == x.delta[0]
        assert scanned(a, x, p, best + 1)[1] == -1


def scanned(a: Arrays, x: State, p: int, least: int) -> tuple[int, int]:
    """The move and the swap that scans find for one threshold."""
    wanted = np.full(64, least)
    return find_move(a, x, p, wanted, 5), find_swap(a, x, p, 0, 12, wanted, 5, 7)
