"""Little waiting between the meetings of a day."""

from __future__ import annotations

import numpy as np

from sojourn.engine.meetings.problem import Numbers
from sojourn.engine.meetings.timetable import Timetable
from sojourn.engine.run import StageRun

PASSES = 4


def idle_slots(row: Numbers, slot_day: Numbers) -> int:
    """Slots without a meeting between the first and the last of each day; -1 is none (K)."""
    busy = np.flatnonzero(row >= 0)
    waiting = 0
    for day in sorted(set(slot_day[busy].tolist())):
        today = busy[slot_day[busy] == day]
        waiting += int(today[-1] - today[0]) + 1 - today.size
    return waiting


def waiting(timetable: Timetable) -> int:
    """Idle slots of all participants and counterparts."""
    rows = (*timetable.with_whom, *timetable.whom)
    return sum(idle_slots(row, timetable.problem.slot_day) for row in rows)


def shorten_waiting(timetable: Timetable, run: StageRun) -> None:
    """Move meetings one by one to the slot in which the two wait least; nobody else is moved."""
    for _ in range(PASSES):
        moved = False
        for p, c in np.argwhere(timetable.slot >= 0).tolist():
            if run.cancelled:
                return
            moved |= _moved(timetable, p, c)
        if not moved:
            return


def _moved(timetable: Timetable, p: int, c: int) -> bool:
    """Whether a meeting was moved to a better slot."""
    problem = timetable.problem
    before = int(timetable.slot[p, c])
    now = _wait(timetable, p, c)
    if now == 0:
        return False
    mark = len(timetable.log)
    timetable.take(p, c)
    free = (
        problem.free[p] & problem.open[c] & (timetable.with_whom[p] < 0) & (timetable.whom[c] < 0)
    )
    best, least = before, now
    for k in np.flatnonzero(free).tolist():
        if k != before and timetable.put(p, c, k):
            wait = _wait(timetable, p, c)
            if wait < least:
                best, least = k, wait
            timetable.back_to(mark + 1)
    if best == before or not timetable.put(p, c, best):
        timetable.back_to(mark)
        return False
    timetable.log.clear()
    return True


def _wait(timetable: Timetable, p: int, c: int) -> int:
    """Idle slots of the two."""
    slot_day = timetable.problem.slot_day
    return idle_slots(timetable.with_whom[p], slot_day) + idle_slots(timetable.whom[c], slot_day)
