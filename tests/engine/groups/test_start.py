"""The first assignment of a search."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.groups.invented_groups import programme
from tests.engine.groups.test_state import problem

from sojourn.engine.groups.build import build
from sojourn.engine.groups.start import first_assignment, sizes
from sojourn.engine.groups.supply import supply


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 1000), st.integers(0, 1000))
def test_the_first_assignment_is_whole(seed: int, draw: int) -> None:
    """Everybody is in a group, pinned people in theirs, blocks undivided, hosts not shared."""
    made = programme(seed, people=20, groups=4, hosts=6)
    phase = made.phases[1]
    built = build(made, phase, supply(made, phase))
    a = built.arrays
    group, host = first_assignment(built, draw)
    assert ((group >= 0) & (group < 4)).all()
    assert (group[a.fixed >= 0] == a.fixed[a.fixed >= 0]).all()
    for block in range(int(a.block.max(initial=-1)) + 1):
        assert len(set(group[a.block == block].tolist())) == 1
    assert len(np.unique(host)) == 4
    again = first_assignment(built, draw)
    assert (again[0] == group).all() and (again[1] == host).all()


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 1000))
def test_pairs_choose_the_sizes(draw: int) -> None:
    """Where pairs have values, the sizes are those that have most of them, within the bounds."""
    built = problem(1, (5,), True)
    n = np.arange(13)
    sizes_allowed = -(10**9) * (np.maximum(0, n - 7) + np.maximum(0, 2 - n))
    arrays = built.arrays._replace(
        size_value=np.tile(sizes_allowed, (3, 1)), friend_value=np.full(132, 500)
    )
    found = sizes(arrays, np.random.default_rng(draw))
    assert sorted(found.tolist()) == [2, 3, 7]
    even = sizes(problem(1).arrays, np.random.default_rng(draw))
    assert even.tolist() == [4, 4, 4]
