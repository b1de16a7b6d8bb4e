"""Which pairs should meet, whenever that may be; and what no timetable can exceed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from sojourn.engine.meetings.problem import Flags, Floats, MeetingProblem
from sojourn.engine.milp import Milp
from sojourn.engine.run import StageRun

SCALE = 1000
"""Flow costs are whole thousandths of a point."""
PATTERNS = 150
"""So many of the most frequent sets of free slots are told apart."""
MOST = 400_000
"""Possible pairs up to which all of them are chosen from at once, given the time."""
PAIRS_A_SECOND = 10_000
OWN, THEIRS = 48, 24
"""Otherwise: the best pairs of each participant and of each counterpart."""


@dataclass(frozen=True)
class Choice:
    """Pairs that should meet (P x C), and a proven upper bound of every timetable's value."""

    pairs: Flags
    bound: float


def choose(problem: MeetingProblem, run: StageRun) -> Choice:
    """The best pairs by wishes, minima, even chances and interpreters, slots left aside."""
    matched, value = matching(problem, problem.worth)
    bound = value + problem.even_price * _least_alone(problem)
    among = problem.possible
    count = int(among.sum())
    every = count <= min(float(MOST), PAIRS_A_SECOND * run.seconds_left())
    if not every:
        among = _best_of_each(problem) | matched
    fair, proved = _fair(problem, among, run)
    if every and proved is not None:
        bound = min(bound, proved)
    return Choice(matched if fair is None else fair, bound)


def _least_alone(problem: MeetingProblem) -> float:
    """An upper bound of the points of the participant with the least: each taken alone."""
    worth = np.sort(np.where(problem.possible, problem.worth, 0.0), axis=1)[:, ::-1]
    alone = [float(worth[i, : int(problem.most[i])].sum()) for i in problem.hopeful]
    return min(alone, default=0.0)


def _best_of_each(problem: MeetingProblem) -> Flags:
    """The best possible pairs of each participant and of each counterpart (P x C)."""
    worth = np.where(problem.possible, problem.worth, -1.0)
    best = np.zeros(worth.shape, dtype=bool)
    own = np.argsort(-worth, axis=1, kind="stable")[:, :OWN]
    theirs = np.argsort(-worth, axis=0, kind="stable")[:THEIRS]
    np.put_along_axis(best, own, True, axis=1)
    np.put_along_axis(best, theirs, True, axis=0)
    return best & problem.possible


def _fair(
    problem: MeetingProblem, among: Flags, run: StageRun
) -> tuple[Flags | None, float | None]:
    """The best of the pairs `among` with even chances, and a bound for all of these pairs.

    The linear relaxation, of which few pairs are split; interpreters are counted over all slots,
    a necessary condition of every timetable.
    """
    model = Milp()
    rows, columns = np.nonzero(among)
    pair = [
        model.column(float(problem.worth[p, c]), integer=False)
        for p, c in zip(rows, columns, strict=True)
    ]
    least = model.column(problem.even_price, 0.0, math.inf, integer=False)
    hopeful = set(problem.hopeful.tolist())
    for p, numbers in enumerate(_places(rows, len(problem.people))):
        if run.cancelled:
            return None, None
        own = [pair[n] for n in numbers]
        if p in hopeful:
            met = [(pair[n], -float(problem.worth[p, columns[n]])) for n in numbers]
            model.row([(least, 1.0), *met], upper=0.0)
        if own:
            model.row([(x, 1.0) for x in own], upper=float(problem.most[p]))
            some = min(problem.at_least, int(problem.most[p]))
            reached = model.column(problem.missing_price, 0.0, float(some), integer=False)
            model.row([(reached, 1.0), *((x, -1.0) for x in own)], upper=0.0)
    for c, numbers in enumerate(_places(columns, len(problem.counterparts))):
        if run.cancelled:
            return None, None
        theirs = [(pair[n], 1.0) for n in numbers]
        if theirs:
            model.row(theirs, upper=float(problem.limit[c]))
    _interpreter_rows(model, problem, problem.able[rows, columns], pair)
    _slot_rows(model, problem, rows, problem.able[rows, columns] >= 0, pair)
    solution = model.maximise(run)
    if solution is None:
        return None, None
    chosen = np.zeros(among.shape, dtype=bool)
    taken = np.array([solution.values[x] > 0.5 for x in pair], dtype=bool)
    chosen[rows[taken], columns[taken]] = True
    return chosen, solution.bound


def _places(numbers: npt.NDArray[np.int64], count: int) -> list[list[int]]:
    """Where each of 0 to `count` - 1 is among `numbers`, in order."""
    order = np.argsort(numbers, kind="stable")
    ends = np.searchsorted(numbers[order], np.arange(count + 1))
    return [order[first:last].tolist() for first, last in pairwise(ends)]


def _interpreter_rows(
    model: Milp, problem: MeetingProblem, able: npt.NDArray[np.int64], pair: list[int]
) -> None:
    """Rows: a set of interpreters serves as many meetings as its members have slots."""
    every = tuple(sorted({i for members in problem.sets for i in members}))
    for members in sorted({*problem.sets, every} - {()}):
        inside = [n for n, s in enumerate(problem.sets) if set(s) <= set(members)]
        served = [(pair[n], 1.0) for n in np.flatnonzero(np.isin(able, inside))]
        if served:
            model.row(served, upper=float(sum(_slots_of(problem, i) for i in members)))


def _slot_rows(
    model: Milp,
    problem: MeetingProblem,
    people: npt.NDArray[np.int64],
    needing: Flags,
    pair: list[int],
) -> None:
    """Rows: people who are free in the same slots share them with all others.

    For each set of free slots that somebody has, columns tell how many meetings, interpreted or
    not, are in each slot: no more than such people, open counterparts, or ready interpreters.
    `people` has the participant of each pair, `needing` whether it needs an interpreter.
    """
    patterns, kind = np.unique(problem.free, axis=0, return_inverse=True)
    kind = kind.reshape(-1)
    size = np.bincount(kind, minlength=len(patterns))
    in_slot: list[list[tuple[int, float]]] = [[] for _ in problem.slots]
    interpreted: list[list[tuple[int, float]]] = [[] for _ in problem.slots]
    for number in np.argsort(-size, kind="stable")[:PATTERNS].tolist():
        slots = np.flatnonzero(patterns[number]).tolist()
        theirs = kind[people] == number
        if not slots or not theirs.any():
            continue
        shared: dict[int, list[tuple[int, float]]] = {k: [] for k in slots}
        for need in (False, True):
            held = [(pair[n], -1.0) for n in np.flatnonzero(theirs & (needing == need))]
            if not held:
                continue
            columns = [model.column(0.0, 0.0, float(size[number]), integer=False) for _ in slots]
            model.row([*((x, 1.0) for x in columns), *held], lower=0.0, upper=0.0)
            for k, x in zip(slots, columns, strict=True):
                shared[k].append((x, 1.0))
                in_slot[k].append((x, 1.0))
                if need:
                    interpreted[k].append((x, 1.0))
        for k in slots:
            model.row(shared[k], upper=float(size[number]))
    for k in range(len(problem.slots)):
        model.row(in_slot[k], upper=float(problem.open[:, k].sum()))
        model.row(interpreted[k], upper=float(problem.ready[:, k].sum()))


def _slots_of(problem: MeetingProblem, i: int) -> int:
    """Meetings that an interpreter can serve in all."""
    days = sorted(set(problem.slot_day.tolist()))
    return sum(
        min(int(problem.hours[i, d]), int(problem.ready[i, problem.slot_day == d].sum()))
        for d in days
    )


def matching(problem: MeetingProblem, worth: Floats) -> tuple[Flags, float]:
    """The pairs that meet (P x C) by `worth`, and the value of the matching.

    A maximum-weight b-matching by minimum-cost flow. Each participant has at most `most`
    meetings, each counterpart at most `limit`; every meeting up to `at_least` earns
    `missing_price`, so the value is an upper bound of every timetable's by the same `worth`
    without even chances (rounded up to thousandths).
    """
    from ortools.graph.python import min_cost_flow

    people, counterparts, _ = problem.shape
    chosen = np.zeros((people, counterparts), dtype=bool)
    rows, columns = np.nonzero(problem.possible)
    if not rows.size:
        return chosen, 0.0
    flow = min_cost_flow.SimpleMinCostFlow()
    source, sink = people + counterparts, people + counterparts + 1
    price = np.ceil(worth[rows, columns] * SCALE).astype(np.int64)
    ones = np.ones(rows.size, dtype=np.int64)
    arcs = flow.add_arcs_with_capacity_and_unit_cost(rows, columns + people, ones, -price)
    every = np.arange(people)
    least = np.minimum(problem.at_least, problem.most)
    bonus = int(np.ceil(problem.missing_price * SCALE))
    sources = np.full(people, source)
    flow.add_arcs_with_capacity_and_unit_cost(sources, every, least, np.full(people, -bonus))
    flow.add_arcs_with_capacity_and_unit_cost(
        sources, every, problem.most - least, np.zeros(people, dtype=np.int64)
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        np.arange(counterparts) + people,
        np.full(counterparts, sink),
        problem.limit,
        np.zeros(counterparts, dtype=np.int64),
    )
    total = int(problem.most.sum())
    flow.add_arc_with_capacity_and_unit_cost(source, sink, total, 0)
    flow.set_node_supply(source, total)
    flow.set_node_supply(sink, -total)
    if flow.solve() != flow.OPTIMAL:
        return chosen, math.inf
    taken = flow.flows(arcs) > 0
    chosen[rows[taken], columns[taken]] = True
    return chosen, -flow.optimal_cost() / SCALE
