"""From chosen pairs to a timetable: list colouring, filling up, ruin and recreate."""

from __future__ import annotations

import random

import numpy as np

from sojourn.engine.meetings.problem import Flags, MeetingProblem
from sojourn.engine.meetings.timetable import Timetable
from sojourn.engine.run import StageRun

TINY = 1e-9
RUINS = 0.3
"""Share of the changes that take out all meetings of a few people."""
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
        p, c = int(rows[n]), int(columns[n])
        if timetable.count[p] < problem.most[p] and timetable.received[c] < problem.limit[c]:
            timetable.insert(p, c, exchange=not run.cancelled)
    return timetable


def fill(timetable: Timetable, people: list[int], run: StageRun, exchange: bool = True) -> None:
    """Give `people` with meetings to spare the best that can still be held.

    With `exchange` other meetings may move to other slots for it.
    """
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
            if problem.worth[p, c] <= TINY and timetable.count[p] >= max(1, problem.at_least[p]):
                break
            tries += not timetable.insert(p, c, exchange)


def improve(
    timetable: Timetable, run: StageRun, rounds: int, bound: float | None, last: float = 0.0
) -> None:
    """Change a little, fill up, and keep what is not worse: `rounds` times, or until stopped.

    `last` seconds before the end of the run it stops.
    """
    rng = random.Random(run.seed)
    now = timetable.value()
    for n in range(rounds):
        if n % 64 == 0:
            run.report(now, bound)
            if (
                run.stopped()
                or run.seconds_left() <= last
                or (bound is not None and now >= bound - 1e-6)
            ):
                return
        mark = len(timetable.log)
        change = _emptied if rng.random() < RUINS else _forced
        touched = change(timetable, rng)
        fill(timetable, touched, run)
        then = timetable.value()
        if then >= now - TINY:
            now = then
            timetable.log.clear()
        else:
            timetable.back_to(mark)
    run.report(now, bound)


def give_to_all(timetable: Timetable, run: StageRun) -> None:
    """Give those who could have a meeting and have none one, where need be of those with several.

    Whoever gives keeps a meeting, and the minimum where that is possible.
    """
    problem = timetable.problem
    for p in problem.hopeful[timetable.count[problem.hopeful] == 0].tolist():
        if run.cancelled:
            return
        if problem.had[p] <= TINY:
            _given(timetable, p)
    timetable.log.clear()


def _given(timetable: Timetable, p: int) -> bool:
    """Whether `p` was given a meeting."""
    problem = timetable.problem
    candidates = np.flatnonzero(problem.possible[p])
    order = candidates[np.lexsort((candidates, -problem.worth[p, candidates]))].tolist()
    for c in order:
        if timetable.received[c] < problem.limit[c] and timetable.insert(p, c):
            return True
    for c in order:
        others = np.flatnonzero((timetable.slot[:, c] >= 0) & (timetable.count > 1))
        spare = timetable.count[others] - problem.at_least[others]
        for other in others[np.lexsort((problem.worth[others, c], spare <= 0))].tolist():
            mark = len(timetable.log)
            timetable.take(other, c)
            if timetable.insert(p, c):
                return True
            timetable.back_to(mark)
    return False


def _emptied(timetable: Timetable, rng: random.Random) -> list[int]:
    """Take out all meetings of a few people, give some back one at random; return them."""
    hopeful = timetable.problem.hopeful.tolist()
    people = rng.sample(hopeful, min(len(hopeful), rng.randint(1, 4)))
    for p in people:
        for c in np.flatnonzero(timetable.slot[p] >= 0).tolist():
            timetable.take(p, c)
    for p in people:
        if rng.random() < 0.5:
            _insert_one(timetable, p, rng)
    return people


def _insert_one(timetable: Timetable, p: int, rng: random.Random) -> None:
    """Hold one of the meetings that `p` could have, at random."""
    problem = timetable.problem
    spare = problem.possible[p] & (timetable.slot[p] < 0) & (timetable.received < problem.limit)
    candidates = np.flatnonzero(spare)
    if candidates.size and timetable.count[p] < problem.most[p]:
        timetable.insert(p, int(candidates[rng.randrange(candidates.size)]))


def _drawn(timetable: Timetable, rng: random.Random) -> tuple[int, int]:
    """A pair that could meet and does not, or -1; rather one that is worth much."""
    problem = timetable.problem
    if problem.even_price > 0 and rng.random() < 0.3:
        p = int(problem.hopeful[np.argmin(timetable.met[problem.hopeful])])
    else:
        p = int(problem.hopeful[rng.randrange(problem.hopeful.size)])
    own = np.flatnonzero(problem.possible[p] & (timetable.slot[p] < 0))
    if not own.size:
        return p, -1
    tried = [int(own[rng.randrange(own.size)]) for _ in range(rng.randint(1, 8))]
    return p, max(tried, key=lambda c: problem.worth[p, c])


def _forced(timetable: Timetable, rng: random.Random) -> list[int]:
    """Put a pair in, taking out the least of a full side; return whom it touched."""
    problem = timetable.problem
    p, c = _drawn(timetable, rng)
    touched = [p]
    if c < 0:
        return []
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
