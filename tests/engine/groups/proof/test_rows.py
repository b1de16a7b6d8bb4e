"""Concave hulls of tables, and prices that prove a bound."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sojourn.engine.groups.proof.rows import concave_hull


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=8))
def test_hulls_lie_above_tables_and_touch_them(steps: list[int]) -> None:
    """The least of the lines is nowhere below the table, meets it at both ends, and is concave."""
    table = np.concatenate(([0], np.cumsum(steps)))
    lines = concave_hull(np.array(steps), len(steps))
    hull = [min(constant + slope * n for constant, slope in lines) for n in range(len(table))]
    assert all(x >= y - 1e-9 for x, y in zip(hull, table, strict=True))
    assert abs(hull[0]) < 1e-9 and abs(hull[-1] - table[-1]) < 1e-9
    bends = np.diff(np.diff(hull))
    assert (bends <= 1e-9).all()
