"""Starts of an offer on a day are those of its runs."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.days.boards import filled, starts_of

from sojourn.engine.days.starts import NEVER, first_start, last_start

SEEDS = st.integers(0, 10**6)


@settings(deadline=None, max_examples=20)
@given(SEEDS)
def test_first_and_last_starts(seed: int) -> None:
    """The first start from a minute on, and the last one up to it, are those of the runs."""
    _, ground, board = filled(seed, 0)
    d = int(ground.open_day[seed % len(ground.open_day)])
    o = int(ground.likely[ground.likely_at[d]])
    starts = starts_of(ground, board, d, o)
    for minute in (0, starts[0], starts[0] + 7, starts[-1], starts[-1] + 1, seed % 1440):
        later = [m for m in starts if m >= minute]
        earlier = [m for m in starts if m <= minute]
        assert first_start(ground, d, o, minute) == (later[0] if later else NEVER)
        assert last_start(ground, d, o, minute) == (earlier[-1] if earlier else -NEVER)
