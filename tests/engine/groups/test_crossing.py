"""Assignments made of two."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.groups.test_state import problem

from sojourn.engine.groups.crossing import alike, crossed, distance
from sojourn.engine.groups.problem import Solution
from sojourn.engine.groups.start import first_assignment


def solution(draw: int, value: int = 0, people: int = 12) -> Solution:
    """Random groups of 3 at random hosts."""
    rng = np.random.default_rng(draw)
    return Solution(rng.integers(3, size=people), rng.integers(4, size=(1, 3)), value)


@given(st.integers(0, 10**6), st.permutations(range(3)))
def test_groups_with_other_numbers_are_the_same(draw: int, order: list[int]) -> None:
    """An assignment is at distance 0 from itself with groups renumbered."""
    one = solution(draw)
    names = np.array(order)
    two = Solution(names[one.group], one.host[:, np.argsort(names)], 0)
    assert distance(one, two) == 0 == distance(two, one)
    assert sorted(alike(one, two).tolist()) == [0, 1, 2]


@settings(deadline=None)
@given(st.integers(0, 20), st.integers(0, 10**6), st.sampled_from([0.25, 0.5, 1.0]))
def test_a_crossed_assignment_is_whole(seed: int, draw: int, part: float) -> None:
    """Everybody has a group, pins hold, and a pair is kept where both had it so."""
    built = problem(seed)
    a = built.arrays
    first, second = (Solution(*first_assignment(built, draw + k), 0) for k in range(2))
    group, host = crossed(a, first, second, part, np.random.default_rng(draw))
    assert ((group >= 0) & (group < 3)).all()
    assert (group[a.fixed >= 0] == a.fixed[a.fixed >= 0]).all()
    assert {*host[0].tolist()} <= {*first.host[0].tolist(), *second.host[0].tolist()}
    same, _ = crossed(a, first, first, part, np.random.default_rng(draw))
    assert (same == first.group).all()
