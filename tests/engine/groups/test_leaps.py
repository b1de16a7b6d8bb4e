"""Changes of several participants, or of hosts, against a slow recount."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.groups.test_state import Shape, plain_value, problem, shapes

from sojourn.engine.groups.leaps import change_block, change_cycle, change_host
from sojourn.engine.groups.start import first_assignment
from sojourn.engine.groups.state import begin, value_of


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 30), shapes, st.integers(0, 10**6), st.sampled_from([1.0, 3000.0, 10.0**7]))
def test_leaps_are_worth_what_they_say(
    seed: int, shape: Shape, draw: int, temperature: float
) -> None:
    """Whether made or taken back, the recount agrees, pins hold, and the counts are those anew."""
    built = problem(seed, *shape)
    a = built.arrays
    rng = np.random.default_rng(draw)
    group, host = first_assignment(built, draw)
    x = begin(a, group, host, draw)
    mover, room = np.zeros(27, np.int64), np.zeros(27, np.int64)
    value = value_of(a, x)
    free = np.flatnonzero(a.fixed < 0)
    tied = np.flatnonzero((a.fixed < 0) & ((a.block >= 0) | (a.language >= 0)))
    for _ in range(12):
        kind = rng.integers(3)
        if kind == 0:
            value += change_host(a, x, temperature)
        elif kind == 1 and len(tied):
            value += change_block(a, x, int(rng.choice(tied)), temperature, mover, room)
        else:
            value += change_cycle(a, x, int(rng.choice(free)), temperature, mover, room)
        assert value == plain_value(a, x.group, x.host)
    assert (x.group[a.fixed >= 0] == a.fixed[a.fixed >= 0]).all()
    new = begin(a, x.group, x.host)
    assert (x.join == new.join).all() and (x.rooms == new.rooms).all()
