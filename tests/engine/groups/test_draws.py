"""Random numbers of the kernels."""

from __future__ import annotations

import numpy as np

from sojourn.engine.draws import below, draw, unit


def test_draws_are_those_of_the_published_generator() -> None:
    """SplitMix64 from state 0 begins with the published numbers."""
    random = np.zeros(1, np.uint64)
    assert int(draw(random)) == 0xE220A8397B1DCDAF
    assert int(draw(random)) == 0x6E789E6AA1B965F4


def test_draws_are_even_and_within_bounds() -> None:
    """All numbers below a bound come about as often, and units lie above 0 and up to 1."""
    random = np.array([7], np.uint64)
    counts = np.bincount([below(random, 5) for _ in range(5000)], minlength=5)
    assert len(counts) == 5 and counts.min() > 850
    units = [unit(random) for _ in range(2000)]
    assert 0.0 < min(units) < max(units) <= 1.0 and abs(np.mean(units) - 0.5) < 0.03
