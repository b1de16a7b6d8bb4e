"""Temperatures: by what changes cost, and how they fall."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.groups.test_state import problem

from sojourn.engine.groups.change import move_value, swap_value
from sojourn.engine.groups.start import first_assignment
from sojourn.engine.groups.state import begin
from sojourn.engine.groups.warmth import changes, first_temperature, place, warmth


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_a_course_cools_down_and_can_be_joined(one: float, two: float) -> None:
    """Later is never warmer, and the place of a temperature is where it is reached."""
    assert warmth(min(one, two)) >= warmth(max(one, two))
    assert warmth(0.0) == 1.0 and abs(place(warmth(one)) - one) < 1e-9


@settings(deadline=None, max_examples=10)
@given(st.integers(0, 30))
def test_values_ten_times_as_large_need_ten_times_the_temperature(seed: int) -> None:
    """The first temperature follows the scale of the values."""
    built = problem(seed, (5,), True)
    a = built.arrays
    group, host = first_assignment(built, 1)
    values = ("unary", "leg", "place", "step", "team_value", "friend_value", "size_value")
    larger = a._replace(**{name: 10 * getattr(a, name) for name in values})
    scalars = a.scalars.copy()
    scalars[2:] *= 10
    one = first_temperature(a, group, host, 5)
    ten = first_temperature(larger._replace(scalars=scalars), group, host, 5)
    assert abs(ten / one - 10.0) < 0.01 or one == 1.0


def test_the_changes_looked_at_are_moves_and_swaps() -> None:
    """Every value is that of a move or a swap, or of none."""
    built = problem(2)
    a = built.arrays
    x = begin(a, *first_assignment(built, 1))
    known = {-(1 << 50)}
    for p in range(12):
        known |= {move_value(a, x, p, g) for g in range(3) if g != x.group[p]}
        known |= {swap_value(a, x, p, q) for q in range(12) if x.group[q] != x.group[p]}
    assert set(np.unique(changes(a, x.group, x.host, 1, 3000)).tolist()) <= known
