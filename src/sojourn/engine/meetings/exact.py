"""Small problems of meetings, solved as one mixed-integer programme over slots."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from sojourn.engine.meetings.events import Held
from sojourn.engine.meetings.problem import MeetingProblem
from sojourn.engine.meetings.timetable import Timetable
from sojourn.engine.milp import Milp
from sojourn.engine.run import StageRun

SMALL = 1_500
"""Meetings in a slot (with an interpreter) up to which the whole problem is solved at once."""
NODES = 300


def solve_exactly(
    problem: MeetingProblem,
    run: StageRun,
    seconds: float | None = None,
    nodes: int = NODES,
    others: float = math.inf,
    start: Sequence[Held] = (),
    most: int = SMALL,
) -> tuple[Timetable | None, float]:
    """A timetable and a bound; None and infinity where the problem is too large.

    More than `most` meetings in slots are too many. `others` are the points of the one with the
    least of people who are no part of the problem, `start` is a timetable to begin at.
    """
    possible = _possible(problem, most)
    if len(possible) > most:
        return None, math.inf
    model = Milp()
    column = {held: model.column(float(problem.worth[held[0], held[1]])) for held in possible}
    _at_most_once(model, problem, column)
    _rewards(model, problem, column, others)
    limit = max(0.2, run.seconds_left() / 4) if seconds is None else seconds
    begin = dict.fromkeys(column.values(), 0.0) if start else {}
    begin |= {column[held]: 1.0 for held in start if held in column}
    solution = model.maximise(run, limit, nodes, start=begin)
    if solution is None:
        return None, math.inf
    timetable = Timetable(problem)
    for held in possible:
        if solution.values[column[held]] > 0.5:
            timetable.hold(*held)
    return timetable, solution.bound + float(problem.had.sum())


def _possible(problem: MeetingProblem, most: int) -> list[Held]:
    """Every meeting that could be held, by itself; if they are more than `most`, not all."""
    found: list[Held] = []
    pairs = ((p, c) for p, row in enumerate(problem.possible) for c in np.flatnonzero(row).tolist())
    for p, c in pairs:
        able = int(problem.able[p, c])
        for k in np.flatnonzero(problem.free[p] & problem.open[c]).tolist():
            if able < 0:
                found.append((p, c, k, -1))
            else:
                found.extend((p, c, k, i) for i in problem.sets[able] if problem.ready[i, k])
        if len(found) > most:
            break
    return found


def _at_most_once(model: Milp, problem: MeetingProblem, column: dict[Held, int]) -> None:
    """Each side and interpreter has one meeting in a slot, a pair meets once; bounds of all."""
    rows: dict[tuple[object, ...], list[tuple[int, float]]] = {}
    most: dict[tuple[object, ...], float] = {}
    for (p, c, k, i), x in column.items():
        keys: list[tuple[tuple[object, ...], float]] = [
            (("pair", p, c), 1.0),
            (("participant", p, k), 1.0),
            (("counterpart", c, k), 1.0),
            (("participant", p), float(problem.most[p])),
            (("counterpart", c), float(problem.limit[c])),
            (("tables", k), float(problem.tables[k])),
        ]
        if i >= 0:
            day = int(problem.slot_day[k])
            keys.append((("interpreter", i, k), 1.0))
            keys.append((("interpreter of a day", i, day), float(problem.hours[i, day])))
        for key, upper in keys:
            rows.setdefault(key, []).append((x, 1.0))
            most[key] = upper
    for key, terms in rows.items():
        model.row(terms, upper=most[key])


def _rewards(model: Milp, problem: MeetingProblem, column: dict[Held, int], others: float) -> None:
    """Meetings up to the minimum, and what the participant with the least has."""
    own: dict[int, list[tuple[int, float]]] = {}
    for (p, c, _, _), x in column.items():
        own.setdefault(p, []).append((x, float(problem.worth[p, c])))
    least = model.column(problem.even_price, 0.0, others, integer=False)
    for p in problem.hopeful.tolist():
        model.row(
            [(least, 1.0), *((x, -worth) for x, worth in own.get(p, []))],
            upper=float(problem.had[p]),
        )
    for p, terms in own.items():
        some = float(max(0, min(problem.at_least[p], problem.most[p])))
        reached = model.column(problem.missing_price, 0.0, some, integer=False)
        model.row([(reached, 1.0), *((x, -1.0) for x, _ in terms)], upper=0.0)
