"""Cities so small that their best plan can be proved at once."""

from __future__ import annotations

from functools import cache

from benchmarks.cities import invented_city

from sojourn.engine.days.problem import City


@cache
def tiny_city(seed: int = 3) -> City:
    """A city of 14 offers, a day and two groups."""
    return invented_city(seed, offers=14, days=1, groups=2)


@cache
def small_city(seed: int = 1) -> City:
    """A city of 16 offers, two days and two groups."""
    return invented_city(seed, offers=16, days=2, groups=2)
