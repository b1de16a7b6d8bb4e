from __future__ import annotations

import time
from dataclasses import replace
from threading import Event, Timer

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.timetables.tiny import drawn, fewest

from sojourn.engine.run import StageRun
from sojourn.engine.timetables import TimetableProblem, breaks, faults, solve, total

RUN = StageRun("meetings", 1, 10)


def everybody(people: int, slots: int, tables: int) -> TimetableProblem:
    """All pairs of people, at any time."""
    pairs = tuple((a, b) for a in range(people) for b in range(a + 1, people))
    return TimetableProblem(people, (tables,) * slots, pairs, (tuple(range(slots)),) * len(pairs))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6))
def test_the_fewest_breaks_are_those_of_trying_everything(seed: int) -> None:
    """Tiny problems are solved and proved: the same breaks as by brute force, or no timetable."""
    problem = drawn(seed)
    found, wanted = solve(problem, RUN), fewest(problem)
    assert found.proved and found.breaks == wanted
    assert found.status == ("infeasible" if wanted is None else "optimal")
    if found.slots is not None:
        assert not faults(problem, found.slots) and total(problem, found.slots) == wanted


def test_fixed_meetings_orders_and_barred_slots_are_kept() -> None:
    """A meeting stays in its only slot, what precedes it is earlier, nobody meets when away."""
    base = everybody(4, 6, 2)
    allowed = list(base.allowed)
    allowed[2] = (3,)
    allowed[5] = (0, 1, 4, 5)
    problem = replace(base, allowed=tuple(allowed), precedences=((2, 0), (0, 1)))
    found = solve(problem, RUN)
    assert found.status == "optimal" and found.slots is not None
    assert found.slots[2] == 3 < found.slots[0] < found.slots[1]
    assert not faults(problem, found.slots)


@pytest.mark.parametrize(
    "problem",
    [
        everybody(4, 2, 2),
        everybody(4, 5, 1),
        replace(everybody(3, 4, 1), precedences=((0, 1), (1, 2), (2, 0))),
        replace(everybody(3, 4, 1), allowed=((), (0,), (1,))),
    ],
    ids=["too few slots", "too few tables", "orders in a circle", "no slot"],
)
def test_what_has_no_timetable_is_proved_to_have_none(problem: TimetableProblem) -> None:
    """Too few slots or tables, orders in a circle and a meeting without a slot are impossible."""
    found = solve(problem, RUN)
    assert found.infeasible and found.proved and found.status == "infeasible"
    assert found.slots is None and found.breaks is None


def test_fairness_costs_breaks() -> None:
    """Where one person must have three breaks, nobody may be without any, two apart."""
    meetings = (*((0, other) for other in range(1, 5)), (5, 6))
    allowed = ((0,), (2,), (4,), (6,), (0,))
    problem = TimetableProblem(7, (2,) * 7, meetings, allowed, fairness=2)
    assert solve(problem, RUN).infeasible
    free = solve(replace(problem, fairness=None), RUN)
    assert free.breaks == 3 and free.slots is not None
    assert breaks(problem, free.slots) == (3, 0, 0, 0, 0, 0, 0)


def test_nothing_to_hold_is_a_timetable() -> None:
    """Without meetings there are no breaks."""
    found = solve(TimetableProblem(3, (1, 1), (), ()), RUN)
    assert found.slots == () and found.breaks == found.bound == 0


def test_limited_runs_keep_what_they_have() -> None:
    """With hardly any conflicts a known timetable is returned with a bound not above its breaks."""
    problem = everybody(8, 12, 3)
    best = solve(problem, RUN, 20_000)
    assert best.slots is not None
    first = solve(problem, RUN, 1, known=best.slots)
    again = solve(problem, RUN, 1, known=best.slots)
    assert first == again and first.breaks is not None
    assert first.bound <= first.breaks <= best.breaks


def test_a_cancelled_run_ends_within_a_second() -> None:
    """A question that takes minutes is given up when the run is cancelled."""
    cancel = Event()
    run = StageRun("meetings", 1, None, None, cancel=cancel)
    Timer(0.3, cancel.set).start()
    began = time.perf_counter()
    found = solve(everybody(17, 20, 7), run)
    assert found.proved or time.perf_counter() - began < 3.0
    assert found.breaks is None or found.bound <= found.breaks
