"""A part of a timetable solved anew: some people's meetings beside those of all others."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sojourn.engine.meetings.events import Held
from sojourn.engine.meetings.exact import solve_exactly
from sojourn.engine.meetings.problem import Flags, MeetingProblem
from sojourn.engine.meetings.search import TINY
from sojourn.engine.meetings.timetable import Timetable
from sojourn.engine.run import StageRun

LEAST, FIRST, MOST = 2, 16, 60
"""People whose meetings are chosen anew together."""
SECONDS, NODES = 1.0, 40
"""Limits of one part."""
LARGE = 3_000
"""Meetings in slots of one part, at most."""
PATIENCE = 6
"""Parts in a row without a gain after which larger ones are tried."""
NEAR = 0.7
"""Share of the people of a part who meet, or wish for, the same counterparts."""


def rest_for(timetable: Timetable, people: Sequence[int]) -> MeetingProblem:
    """What `people` may still have beside all meetings that are held; they are its only rows."""
    problem, rows = timetable.problem, np.array(people, dtype=np.int64)
    return replace(
        problem,
        people=tuple(problem.people[p] for p in people),
        worth=problem.worth[rows],
        allowed=problem.allowed[rows] & (timetable.slot[rows] < 0),
        able=problem.able[rows],
        free=problem.free[rows] & (timetable.with_whom[rows] < 0),
        open=problem.open & (timetable.whom < 0) & (timetable.filled < problem.tables),
        ready=problem.ready & (timetable.serves < 0),
        tables=problem.tables - timetable.filled,
        at_least=problem.at_least[rows] - timetable.count[rows],
        most=problem.most[rows] - timetable.count[rows],
        rules_most=problem.rules_most[rows],
        limit=problem.limit - timetable.received,
        hours=timetable.hours,
        had=timetable.met[rows],
    )


def least_of_others(timetable: Timetable, people: Sequence[int]) -> float:
    """The points of the participant with the least who is not among `people`."""
    hopeful = timetable.problem.hopeful
    others = hopeful[~np.isin(hopeful, people)]
    return float(timetable.met[others].min()) if others.size else math.inf


def add_best(timetable: Timetable, people: Sequence[int], run: StageRun, seconds: float) -> None:
    """Add the meetings of `people` that are worth the most together, moving nobody's."""
    even = least_of_others(timetable, people)
    found, _ = solve_exactly(rest_for(timetable, people), run, seconds, others=even)
    for n, c, k, i in [] if found is None else found.held():
        timetable.hold(people[n], c, k, i)


def solve_part(
    timetable: Timetable, people: Sequence[int], worthy: Flags, run: StageRun, seconds: float
) -> bool | None:
    """Choose the meetings of `people` anew, all at once; whether the value has grown.

    Pairs that are not `worthy` (P x C) are only kept. None where the part is too large. The
    timetable is never worse than before.
    """
    before, mark = timetable.value(), len(timetable.log)
    rows = np.array(people, dtype=np.int64)
    thought_of = worthy[rows] | (timetable.slot[rows] >= 0)
    own = [meeting for meeting in timetable.held_by(people)]
    for p, c, _, _ in own:
        timetable.take(p, c)
    rest = rest_for(timetable, people)
    rest = replace(rest, allowed=rest.allowed & thought_of)
    row = {p: n for n, p in enumerate(people)}
    start: list[Held] = [(row[p], c, k, i) for p, c, k, i in own]
    even = least_of_others(timetable, people)
    found, bound = solve_exactly(rest, run, seconds, NODES, even, start, LARGE)
    if found is not None:
        for n, c, k, i in found.held():
            timetable.hold(people[n], c, k, i)
        if timetable.value() > before + TINY:
            return True
    timetable.back_to(mark)
    return None if found is None and math.isinf(bound) else False


def improve_parts(
    timetable: Timetable,
    worthy: Flags,
    run: StageRun,
    rounds: int,
    bound: float | None,
    last: float,
) -> None:
    """Solve parts anew, `rounds` times or until `last` seconds before the end of the run."""
    rng = random.Random(run.seed + 1)
    size, dry = FIRST, 0
    for _ in range(rounds):
        value = timetable.value()
        run.report(value, bound)
        if run.stopped() or run.seconds_left() <= last:
            return
        if bound is not None and value >= bound - 1e-6:
            return
        seconds = min(SECONDS, run.seconds_left() - last)
        gained = solve_part(timetable, _drawn(timetable, size, rng), worthy, run, seconds)
        timetable.log.clear()
        if gained is None:
            size, dry = max(LEAST, size - 1), 0
        elif gained:
            dry = 0
        else:
            dry += 1
            if dry >= PATIENCE:
                size, dry = min(MOST, size + 2), 0


def _drawn(timetable: Timetable, size: int, rng: random.Random) -> list[int]:
    """People to choose anew: one at random, most others with common counterparts."""
    problem = timetable.problem
    hopeful = problem.hopeful.tolist()
    if len(hopeful) <= size:
        return list(hopeful)
    first = hopeful[rng.randrange(len(hopeful))]
    if problem.even_price > 0 and rng.random() < 0.2:
        first = int(problem.hopeful[np.argmin(timetable.met[problem.hopeful])])
    met = timetable.slot >= 0
    missed = np.where(met[first] | ~problem.possible[first], 0.0, problem.worth[first])
    near = met @ (met[first] + missed).astype(np.float64)
    near[first] = 0.0
    count = min(int(np.count_nonzero(near > 0)), round(NEAR * (size - 1)))
    order = np.argsort(-(near * _noise(near.size, rng)), kind="stable")[:count].tolist()
    drawn = dict.fromkeys([first, *order])
    while len(drawn) < size:
        drawn[hopeful[rng.randrange(len(hopeful))]] = None
    return list(drawn)


def _noise(size: int, rng: random.Random) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Random factors from 0.2 to 1, the same for the same generator."""
    return np.array([0.2 + 0.8 * rng.random() for _ in range(size)])
