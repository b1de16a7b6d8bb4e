from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.meetings.test_timetable import RUN, checked, small, solved

from sojourn.engine.meetings.breaks import idle_slots, shorten_waiting, waiting
from sojourn.engine.meetings.timetable import Timetable


def test_idle_slots_lie_between_meetings_of_a_day() -> None:
    """Two empty slots between meetings are idle; those before, after and overnight are not."""
    row = np.array([-1, 4, -1, -1, 2, -1, 7, -1])
    assert idle_slots(row, np.array([1, 1, 1, 1, 1, 2, 2, 2])) == 2
    assert idle_slots(np.full(8, -1), np.ones(8, dtype=np.int64)) == 0


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 100_000), st.integers(1, 10), st.integers(1, 8), st.integers(0, 2))
def test_waiting_gets_shorter(seed: int, people: int, counterparts: int, staff: int) -> None:
    """Shortening keeps every pair, every rule and the value, and nobody waits longer in all."""
    timetable, _ = solved(small(seed, people, counterparts, 6, staff))
    pairs, value, before = timetable.slot >= 0, timetable.value(), waiting(timetable)
    shorten_waiting(timetable, RUN)
    checked(timetable)
    assert ((timetable.slot >= 0) == pairs).all()
    assert abs(timetable.value() - value) < 1e-9
    assert waiting(timetable) <= before


def test_a_gap_is_closed() -> None:
    """A meeting in the last slot moves next to the first where all are free."""
    problem = small(1, 1, 2, 6, 0)
    problem.free[:] = True
    problem.open[:] = True
    problem.most[:] = 2
    timetable = Timetable(problem)
    timetable.put(0, 0, 0)
    timetable.put(0, 1, 5)
    shorten_waiting(timetable, RUN)
    assert waiting(timetable) == 0


def crossed() -> Timetable:
    """Two participants and two counterparts in four slots, where no meeting alone moves well."""
    problem = small(1, 2, 2, 4, 0)
    problem.free[:] = problem.open[:] = problem.allowed[:] = True
    problem.most[:] = problem.limit[:] = 2
    problem.slot_day[:] = 0
    timetable = Timetable(problem)
    for p, c, k in ((0, 0, 0), (0, 1, 2), (1, 0, 2), (1, 1, 0)):
        assert timetable.put(p, c, k)
    return timetable


def test_a_day_is_put_into_slots_anew_together() -> None:
    """Meetings that must all move at once for breaks to go are moved together."""
    timetable = crossed()
    shorten_waiting(timetable, RUN)
    checked(timetable)
    assert waiting(timetable) == 0 and timetable.count.tolist() == [2, 2]


def test_the_same_run_gives_the_same_day() -> None:
    """Meetings stand in the same slots every time."""
    first, second = (solved(small(7, 9, 6, 8, 1))[0] for _ in range(2))
    for timetable in (first, second):
        shorten_waiting(timetable, RUN)
    assert (first.slot == second.slot).all()
