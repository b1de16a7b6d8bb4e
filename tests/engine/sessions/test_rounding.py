from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.sessions.test_places import attendance, obeys

from sojourn.engine.run import StageRun
from sojourn.engine.sessions import places
from sojourn.engine.sessions.attendance import Attendance
from sojourn.engine.sessions.rounding import rounded_block

RUN = StageRun("sessions", iterations=200)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 30), st.integers(1, 10), st.integers(0, 9))
def test_rounded_places_obey_the_rules(seed: int, people: int, count: int, staff: int) -> None:
    """What is rounded obeys every hard rule of its block."""
    found = attendance(seed, people, count, staff)
    for block in found.blocks:
        nobody = np.zeros(found.shape, dtype=bool)
        may = found.eligible[:, list(block)]
        given_ = rounded_block(found, block, may, found.gains(nobody, block), nobody, RUN)
        chosen = nobody.copy()
        chosen[:, list(block)] = given_
        assert obeys(found, chosen)


def test_rounding_is_nearly_the_best() -> None:
    """Over ten conferences of one block rounding reaches 97 % of the best there is."""
    rounded = best = 0.0
    for seed in range(10):
        found = attendance(seed, 25, 8, 8)
        for block in found.blocks[:1]:
            nobody = np.zeros(found.shape, dtype=bool)
            may = found.eligible[:, list(block)]
            gains = found.gains(nobody, block)
            for total, given_ in (
                ("rounded", rounded_block(found, block, may, gains, nobody, RUN)),
                ("best", _best(found, block)),
            ):
                chosen = nobody.copy()
                chosen[:, list(block)] = given_
                worth = found.worth(chosen) - found.worth(nobody)
                if total == "rounded":
                    rounded += worth
                else:
                    best += worth
    assert rounded >= 0.97 * best > 0
    assert rounded <= best * (1 + 1e-6) or rounded == pytest.approx(best)


def _best(found: Attendance, block: tuple[int, ...]) -> np.ndarray:
    """The places of one block when it is solved by itself."""
    nobody = np.zeros(found.shape, dtype=bool)
    return places._best_block(found, block, nobody, RUN)


def test_large_conferences_take_that_way() -> None:
    """A block of more than the small size is placed for a large part of the people."""
    found = attendance(3, 300, 9, 12)
    result = places.give_places(found, StageRun("sessions", iterations=5))
    assert obeys(found, result.chosen)
    assert result.bound is None
