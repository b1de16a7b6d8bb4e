from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.accounts import (
    EQUAL,
    NEVER,
    NOT_PROVED,
    better_at,
    gap,
    gap_at,
    medians,
    proved_at,
    reached_at,
    value_at,
)

TRACE: list[tuple[float, float, float | None]] = [
    (0.2, 80.0, None),
    (0.9, 90.0, None),
    (5.0, 90.0, 100.0),
    (30.0, 95.0, 96.0),
    (40.0, 95.0, 95.0),
]


@dataclass(frozen=True)
class Run:
    """A run with the progress given."""

    trace: Sequence[tuple[float, float, float | None]] = tuple(TRACE)
    seconds: float = 40.0


def test_progress_is_read_at_its_marks() -> None:
    """Values, gaps and moments come from what was told up to then."""
    told = Run()
    assert value_at(told, 1.0) == 90.0 and value_at(told, 0.1) is None
    assert gap_at(told, 20) == 10.0 and gap_at(told, 60) == 0.0
    assert proved_at(told) == 40.0
    assert reached_at(told, 90.0) == 0.9
    assert better_at(told, 90.0) == 30.0
    assert better_at(told, 95.0) == EQUAL and better_at(told, 96.0) == NEVER
    assert better_at(told, None) is None


def test_without_a_bound_nothing_is_proved() -> None:
    """A run without a bound says so in words, and a mark beyond a short limit is empty."""
    short = Run(trace=TRACE[:2], seconds=25.0)
    assert proved_at(short) == NOT_PROVED and gap(90.0, None) == NOT_PROVED
    assert gap_at(short, 20) == NOT_PROVED and gap_at(short, 60) is None


def test_medians_count_what_was_not_reached_as_last() -> None:
    """Of three seeds one of which proved nothing, the median is that of the worse proof."""
    rows = [
        {"instance": "x", "seed": seed, "gap %": given, "value": seed, "groups": 3}
        for seed, given in ((1, 0.5), (2, NOT_PROVED), (3, 1.5))
    ]
    assert medians(rows) == {
        "instance": "x",
        "seed": "median",
        "gap %": 1.5,
        "value": 2.0,
        "groups": 3,
    }
    assert medians([rows[1], rows[1], rows[0]])["gap %"] == NOT_PROVED
