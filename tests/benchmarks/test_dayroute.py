"""The measure of one day."""

from __future__ import annotations

from benchmarks.cities import invented_city
from benchmarks.dayroute import CHOICES, days, microseconds


def test_days_have_so_many_choices() -> None:
    """Every day that is measured has sixty offers with a finite profit, some of them worth it."""
    found = list(days(invented_city(1, 200, 2, 2), 1))
    assert found
    for day, profit in found:
        assert day.following.shape[0] == profit.size == CHOICES
        assert abs(profit).max() < 1e6 and (profit > 0).any() and (profit < 0).any()
    assert microseconds(*found[0], 0.0) > 0


def test_starts_can_be_choices_too() -> None:
    """Where starts are choices, no offer has more of them than wanted, and each has some."""
    found = list(days(invented_city(1, 200, 2, 2), 1, 15, 4))
    assert found
    for day, _ in found:
        starts = [set(own[own >= 0].tolist()) for own in day.following]
        assert len(starts) == 15 and all(1 <= len(own) <= 4 for own in starts)
