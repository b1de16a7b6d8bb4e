"""From chosen pairs to a timetable: list colouring, filling up, ruin and recreate."""

from __future__ import annotations

import random

import numpy as np

from sojourn.engine.meetings.problem import Flags, MeetingProblem
from sojourn.engine.meetings.timetable import Timetable
from sojourn.engine.run import StageRun

TINY = 1e-9
CANDIDATES = 12
"""Counterparts tried for a participant who has a meeting to spare."""


def place(problem: MeetingProblem, chosen: Flags, run: StageRun) -> Timetable:
    """A timetable of the `chosen` pairs, those with the fewest common slots first."""
    timetable = Timetable(problem)
    rows, columns = np.nonzero(chosen)
    common = (problem.free[rows] & problem.open[columns]).sum(axis=1)
    alone = problem.able[rows, columns] < 0
    order = np.lexsort((columns, rows, -problem.worth[rows, columns], common, alone))
    for n in order.tolist():
        timetable.insert(int(rows[n]), int(columns[n]), exchange=not run.cancelled)
    return timetable


def fill(timetable: Timetable, people: list[int], run: StageRun) -> None:
    """Give `people` with meetings to spare the best that can still be held."""
    problem = timetable.problem
    for p in people:
        if run.cancelled:
            return
        spare = problem.possible[p] & (timetable.slot[p] < 0) & (timetable.received < problem.limit)
        candidates = np.flatnonzero(spare)
        order = np.lexsort((candidates, -problem.worth[p, candidates]))
        tries = 0
        for c in candidates[order].tolist():
            if timetable.count[p] >= problem.most[p] or tries >= CANDIDATES:
                break
            if problem.worth[p, c] <= TINY and timetable.count[p] >= problem.at_least:
                break
            tries += not timetable.insert(p, c)


def improve(timetable: Timetable, run: StageRun, rounds: int, bound: float | None) -> None:
    """Force a pair in, let others give way, fill up, and keep what is not worse."""
    problem = timetable.problem
    rng = random.Random(run.seed)
    rows, columns = np.nonzero(problem.possible & (problem.worth > TINY))
    if not rows.size:
        return
    now = timetable.value()
    for n in range(rounds):
        if n % 64 == 0:
            run.report(now, bound)
            if run.stopped() or (bound is not None and now >= bound - 1e-6):
                return
        chance = rng.randrange(rows.size)
        p, c = int(rows[chance]), int(columns[chance])
        if rng.random() < 0.3 and problem.even_price > 0:
            p = int(problem.hopeful[np.argmin(timetable.met[problem.hopeful])])
            own = np.flatnonzero(problem.possible[p])
            if not own.size:
                continue
            c = int(own[rng.randrange(own.size)])
        if timetable.slot[p, c] >= 0:
            continue
        mark = len(timetable.log)
        touched = _forced(timetable, p, c, rng)
        fill(timetable, touched, run)
        then = timetable.value()
        if then >= now - TINY:
            now = then
            timetable.log.clear()
        else:
            timetable.back_to(mark)
    run.report(now, bound)


def _forced(timetable: Timetable, p: int, c: int, rng: random.Random) -> list[int]:
    """Put the pair in, taking out the least of a full side; return whom it touched."""
    problem = timetable.problem
    touched = [p]
    if timetable.count[p] >= problem.most[p]:
        own = np.flatnonzero(timetable.slot[p] >= 0)
        gone = int(own[np.argmin(problem.worth[p, own])])
        timetable.take(p, gone)
        touched += _wanting(timetable, gone, rng)
    if timetable.received[c] >= problem.limit[c]:
        others = np.flatnonzero(timetable.slot[:, c] >= 0)
        if not others.size:
            return touched
        other = int(others[np.argmin(problem.worth[others, c])])
        timetable.take(other, c)
        touched.append(other)
    if not timetable.insert(p, c):
        own = np.flatnonzero(timetable.slot[p] >= 0)
        if own.size:
            gone = int(own[rng.randrange(own.size)])
            timetable.take(p, gone)
            timetable.insert(p, c)
            touched += _wanting(timetable, gone, rng)
    return touched


def _wanting(timetable: Timetable, c: int, rng: random.Random) -> list[int]:
    """Somebody with a meeting to spare who may like to meet `c`."""
    problem = timetable.problem
    spare = (
        problem.allowed[:, c]
        & (timetable.slot[:, c] < 0)
        & (timetable.count < problem.most)
        & (problem.worth[:, c] > TINY)
    )
    people = np.flatnonzero(spare)
    return [int(people[rng.randrange(people.size)])] if people.size else []
