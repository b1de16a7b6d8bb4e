"""Little waiting between the meetings of a day."""

from __future__ import annotations

import numpy as np

from sojourn.engine.meetings.events import Held
from sojourn.engine.meetings.problem import Numbers
from sojourn.engine.meetings.timetable import Timetable
from sojourn.engine.run import StageRun
from sojourn.engine.timetables import TimetableProblem, solve, total

PASSES = 4
MOST = 600
"""Meetings of a day up to which all of them are put into slots anew together."""
CONFLICTS = 4000
"""Branches that are refuted for each day: a second or so."""
FAIRNESS = 2
"""How far apart the breaks of two people are at most, where that is possible."""


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
    """Move meetings to other slots of their day, so that breaks between them are few and short.

    Pairs, interpreters and the value stay. First meetings move one by one; then, where time
    allows, all of a day at once, which is kept if breaks are fewer and nobody waits longer in all.
    """
    _move_singly(timetable, run)
    for day in sorted(set(timetable.problem.slot_day.tolist())):
        if not run.stopped():
            _retimed(timetable, day, run)


def _retimed(timetable: Timetable, day: int, run: StageRun) -> None:
    """Put the meetings of one day into slots anew, if that makes breaks fewer."""
    meetings = [m for m in timetable.held() if timetable.problem.slot_day[m[2]] == day]
    if not meetings or len(meetings) > MOST:
        return
    first = int(np.flatnonzero(timetable.problem.slot_day == day)[0])
    problem = _timetable_problem(timetable, day, meetings, FAIRNESS)
    known = [k - first for _, _, k, _ in meetings]
    before, waited = total(problem, known), waiting(timetable)
    if before == 0:
        return
    found = solve(problem, run, CONFLICTS, known)
    if found.slots is None:
        problem = _timetable_problem(timetable, day, meetings, None)
        found = solve(problem, run, CONFLICTS, known)
    if found.slots is None or found.breaks is None or found.breaks >= before:
        return
    mark = len(timetable.log)
    for p, c, _, _ in meetings:
        timetable.take(p, c)
    for (p, c, _, i), slot in zip(meetings, found.slots, strict=True):
        timetable.hold(p, c, first + slot, i)
    if waiting(timetable) > waited:
        timetable.back_to(mark)
    timetable.log.clear()


def _timetable_problem(
    timetable: Timetable,
    day: int,
    meetings: list[Held],
    fairness: int | None,
) -> TimetableProblem:
    """The meetings of a day with those who have any: participants, counterparts, interpreters.

    An interpreter is one more at a meeting, whose breaks do not count.
    """
    problem = timetable.problem
    today = np.flatnonzero(problem.slot_day == day)
    who: dict[tuple[str, int], int] = {}
    people, allowed = [], []
    for p, c, _, i in meetings:
        names = [("participant", p), ("counterpart", c)]
        possible = problem.free[p, today] & problem.open[c, today]
        if i >= 0:
            names.append(("interpreter", i))
            possible = possible & problem.ready[i, today]
        people.append(tuple(who.setdefault(name, len(who)) for name in names))
        allowed.append(tuple(np.flatnonzero(possible).tolist()))
    return TimetableProblem(
        people=len(who),
        tables=tuple(problem.tables[today].tolist()),
        meetings=tuple(people),
        allowed=tuple(allowed),
        fairness=fairness,
        uncounted=frozenset(n for (kind, _), n in who.items() if kind == "interpreter"),
    )


def _move_singly(timetable: Timetable, run: StageRun) -> None:
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
