"""Where columns can lie."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.groups.invented_groups import programme

from sojourn.engine.groups.build import build
from sojourn.engine.groups.problem import Arrays
from sojourn.engine.groups.proof import locations as module
from sojourn.engine.groups.supply import supply


def arrays() -> Arrays:
    """Three groups, one of them with a pinned participant, and one worth less at a host."""
    made = programme(1, people=8, groups=3, hosts=3)
    phase = made.phases[1]
    a = build(made, phase, supply(made, phase)).arrays
    place = np.zeros_like(a.place)
    place[0, 2, 1] = -70
    fixed = np.full(8, -1, dtype=np.int64)
    fixed[0] = 0
    size_value = np.tile(a.size_value[0], (3, 1))
    return a._replace(place=place, fixed=fixed, size_value=size_value)


def test_groups_that_a_pin_tells_apart_are_kinds_of_their_own() -> None:
    """Of few locations, the pinned participant is open to one kind alone."""
    where = module.locations(arrays())
    assert where is not None
    assert where.kind_of.tolist() == [0, 1, 2]
    assert where.open_to[:, 0].tolist() == [True, False, False]


def test_pins_are_left_out_of_many_locations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many, only what groups are worth tells them apart, and a pin still holds among kinds."""
    monkeypatch.setattr(module, "MOST_PINNED", 8)
    where = module.locations(arrays())
    assert where is not None
    assert where.kind_of.tolist() == [0, 0, 1] and where.groups.tolist() == [2, 1]
    assert where.open_to[:, 0].tolist() == [True, False]
    assert where.open_to[:, 1:].all()
