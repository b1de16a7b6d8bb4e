from __future__ import annotations

import pytest

from sojourn.engine.timetables import TimetableProblem, breaks, faults, total

TWO = TimetableProblem(3, (1, 2, 1, 1), ((0, 1), (1, 2)), ((0, 1), (0, 1, 2, 3)))


def test_breaks_are_gaps_between_meetings() -> None:
    """However long a gap is, it is one break; time before and after is none."""
    assert breaks(TWO, (0, 1)) == (0, 0, 0)
    assert breaks(TWO, (0, 3)) == (0, 1, 0) and total(TWO, (0, 3)) == 1


def test_faults_are_named() -> None:
    """A slot that is not allowed, two meetings at once and too few tables are told."""
    assert not faults(TWO, (1, 3))
    assert faults(TWO, (2, 3)) == ["meeting 0 may not be in slot 2"]
    assert faults(TWO, (0, 0)) == [
        "person 1 has two meetings at once",
        "slot 0 holds 2 meetings at 1 tables",
    ]


@pytest.mark.parametrize(
    ("meetings", "allowed", "orders", "fairness"),
    [
        (((0, 0),), ((0,),), (), 2),
        (((0, 3),), ((0,),), (), 2),
        (((0, 1),), ((4,),), (), 2),
        (((0, 1),), (), (), 2),
        (((0, 1),), ((0,),), ((0, 1),), 2),
        (((0, 1),), ((0,),), (), -1),
    ],
)
def test_nonsense_is_refused(
    meetings: tuple[tuple[int, ...], ...],
    allowed: tuple[tuple[int, ...], ...],
    orders: tuple[tuple[int, int], ...],
    fairness: int,
) -> None:
    """The same person twice, unknown people, slots or meetings, rows that miss: `ValueError`."""
    with pytest.raises(ValueError, match=r"expected|need"):
        TimetableProblem(3, (1, 1, 1), meetings, allowed, orders, fairness)
