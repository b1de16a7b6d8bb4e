"""Annealing: its books, its pins, and the true prices."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.groups.test_state import Shape, plain_value, problem, shapes

from sojourn.engine.groups.kernel import anneal
from sojourn.engine.groups.problem import LANGUAGE_PRICE
from sojourn.engine.groups.start import first_assignment


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 30), shapes, st.integers(0, 10**6), st.sampled_from([1, 50]))
def test_annealing_keeps_its_books(seed: int, shape: Shape, draw: int, cheaper: int) -> None:
    """Reported values are those of the assignments at true prices, whatever prices it paid."""
    built = problem(seed, *shape)
    a = built.arrays
    group, host = first_assignment(built, draw)
    prices = a.scalars.copy()
    prices[LANGUAGE_PRICE:] //= cheaper
    paid = a._replace(scalars=prices)
    found = anneal(paid, a.scalars, group, host, draw, 30_000, 5000.0, 10.0)
    assert found.best == plain_value(a, found.group, found.host)
    assert found.last == plain_value(a, found.last_group, found.last_host)
    assert found.best >= plain_value(a, group, host)
    assert (found.group[a.fixed >= 0] == a.fixed[a.fixed >= 0]).all()
    free = a._replace(scalars=np.concatenate((a.scalars[:LANGUAGE_PRICE], 0 * prices[2:])))
    without = plain_value(free, found.last_group, found.last_host)
    assert found.paid == found.last - without


def test_a_frozen_annealing_ends_early() -> None:
    """Where nothing moves any more, fewer changes are weighed than were asked for."""
    built = problem(3)
    a = built.arrays
    group, host = first_assignment(built, 3)
    found = anneal(a, a.scalars, group, host, 3, 10_000_000, 1e-6, 1e-6)
    assert found.weighed < 1_000_000
