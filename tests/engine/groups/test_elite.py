"""Good assignments that differ."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.groups.test_crossing import solution

from sojourn.engine.groups.crossing import distance
from sojourn.engine.groups.elite import MOST, Elite


@given(st.integers(0, 10**6))
def test_an_elite_is_sorted_and_differs(draw: int) -> None:
    """The best is always kept, best first, no two alike, never more than there is room for."""
    elite = Elite(12)
    values = np.random.default_rng(draw).integers(100, size=40)
    for k, value in enumerate(values):
        elite.add(solution(draw + k % 30, int(value)))
    found = elite.found
    assert found[0].value == values.max() and len(found) <= MOST
    assert [s.value for s in found] == sorted((s.value for s in found), reverse=True)
    for i, one in enumerate(found):
        assert all(distance(one, other) > 0 for other in found[:i])
