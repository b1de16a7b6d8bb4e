from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.timetables.tiny import drawn, fewest

from sojourn.engine.timetables import TimetableProblem
from sojourn.engine.timetables.windows import cut, orders_of_equals


def test_windows_leave_room_for_what_precedes() -> None:
    """In a chain of three in four slots, each has two slots; in a circle somebody has none."""
    every = (range(4),) * 3
    assert cut(every, ((0, 1), (1, 2))) == ((0, 1), (1, 2), (2, 3))
    assert () in cut(every, ((0, 1), (1, 0)))


def test_equals_are_put_in_order() -> None:
    """Three people who all meet only the same two are ordered at one of these."""
    meetings = tuple((other, host) for other in (2, 3, 4) for host in (0, 1))
    problem = TimetableProblem(5, (2,) * 6, meetings, (tuple(range(6)),) * 6)
    assert orders_of_equals(problem) == ((0, 2), (2, 4))
    assert orders_of_equals(replace(problem, precedences=((0, 1),))) == ((2, 4),)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**6))
def test_neither_costs_a_break(seed: int) -> None:
    """The fewest breaks are the same within the windows and with equals in order."""
    problem = drawn(seed)
    wanted = fewest(problem)
    orders = (*problem.precedences, *orders_of_equals(problem))
    cut_down = replace(problem, precedences=orders, allowed=cut(problem.allowed, orders))
    assert fewest(cut_down) == wanted
