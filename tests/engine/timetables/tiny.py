"""Tiny timetable problems, and the fewest breaks of them by trying everything."""

from __future__ import annotations

from itertools import product
from random import Random

from sojourn.engine.timetables import TimetableProblem, faults, total


def drawn(seed: int) -> TimetableProblem:
    """A few meetings of a few people: some slots barred, meetings fixed, orders asked for."""
    draw = Random(seed)
    people, slots = draw.randint(2, 5), draw.randint(2, 5)
    pairs = [(a, b) for a in range(people) for b in range(a + 1, people)]
    meetings = draw.sample(pairs, min(len(pairs), draw.randint(1, 5)))
    barred = [{s for s in range(slots) if draw.random() < 0.15} for _ in range(people)]
    allowed = [
        tuple(s for s in range(slots) if s not in barred[a] | barred[b]) for a, b in meetings
    ]
    if draw.random() < 0.4:
        allowed[0] = (draw.randrange(slots),)
    orders = []
    if len(meetings) > 1 and draw.random() < 0.5:
        first, second = draw.sample(range(len(meetings)), 2)
        orders.append((first, second))
    return TimetableProblem(
        people=people,
        tables=tuple(draw.randint(1, 3) for _ in range(slots)),
        meetings=tuple(meetings),
        allowed=tuple(allowed),
        precedences=tuple(orders),
        fairness=draw.choice((None, 0, 1, 2)),
        uncounted=frozenset({0}) if draw.random() < 0.2 else frozenset(),
    )


def fewest(problem: TimetableProblem) -> int | None:
    """The fewest breaks over all timetables, or None without any."""
    valid = (slots for slots in product(*problem.allowed) if not faults(problem, slots))
    return min((total(problem, slots) for slots in valid), default=None)
