from __future__ import annotations

from sojourn.model import Score


def test_the_gap_is_relative_to_the_bound() -> None:
    """A tenth short of the bound is a gap of a tenth; without a bound there is none."""
    assert Score(0, 90.0, 100.0).gap == 0.1
    assert Score(0, 90.0).gap is None


def test_a_gap_beyond_all_numbers_is_none() -> None:
    """A bound next to zero gives no infinite gap, which JSON could not hold."""
    assert Score(0, 4.0, 2.2250738585072014e-308).gap is None
