"""Which pairs should meet, whenever that may be; and what no timetable can exceed."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from sojourn.engine.meetings.problem import Flags, Floats, MeetingProblem
from sojourn.engine.meetings.relaxation import Relaxation
from sojourn.engine.run import StageRun

SCALE = 1000
"""Flow costs are whole thousandths of a point."""
MOST = 200_000
"""Possible pairs up to which all of them are chosen from at once, given the time."""
PAIRS_A_SECOND = 10_000
OWN, THEIRS = 48, 24
"""Otherwise: the best pairs of each participant and of each counterpart."""
DEAR = 1.0
"""Points below its price from which a pair is not thought of any more."""
PRICED = 2
"""So often pairs left out are taken in where their price says so."""
CLOSE = 1e-3
"""Relative distance of two bounds that is not worth another round."""
ROUND_SHARE = 0.25
"""Another round is begun while this part of the time is left."""


@dataclass(frozen=True)
class Choice:
    """Pairs that should meet (P x C), and a proven upper bound of every timetable's value.

    `worthy` are the pairs that are not clearly dearer than what else could be done (P x C).
    """

    pairs: Flags
    bound: float
    worthy: Flags


def choose(problem: MeetingProblem, run: StageRun) -> Choice:
    """The best pairs by wishes, minima, even chances, interpreters, tables; slots only counted."""
    matched, value = matching(problem, problem.worth)
    bound = value + float(problem.had.sum()) + problem.even_price * _least_alone(problem)
    among = problem.possible
    if int(among.sum()) > min(float(MOST), PAIRS_A_SECOND * run.seconds_left()):
        among = _best_of_each(problem) | matched
    fair = None
    worthy = problem.possible
    whole = run.seconds_left()
    for _ in range(1 + PRICED):
        if run.stopped():
            break
        relaxed = Relaxation(problem, among).solved(run)
        if relaxed is None:
            break
        fair = relaxed.share > 0.5
        worthy = problem.possible & (relaxed.gains > -DEAR)
        bound = min(bound, relaxed.bound)
        inside = relaxed.bound - relaxed.gain
        late = math.isfinite(whole) and run.seconds_left() < (1.0 - ROUND_SHARE) * whole
        if relaxed.gain <= CLOSE * abs(inside) or late:
            break
        among = among | relaxed.wanted
    return Choice(matched if fair is None else fair, bound, worthy)


def _least_alone(problem: MeetingProblem) -> float:
    """An upper bound of the points of the participant with the least: each taken alone."""
    worth = np.sort(np.where(problem.possible, problem.worth, 0.0), axis=1)[:, ::-1]
    alone = [
        float(problem.had[i] + worth[i, : int(problem.most[i])].sum()) for i in problem.hopeful
    ]
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


def matching(problem: MeetingProblem, worth: Floats) -> tuple[Flags, float]:
    """The pairs that meet (P x C) by `worth`, and the value of the matching.

    A maximum-weight b-matching by minimum-cost flow. Each participant has at most `most`
    meetings, each counterpart at most `limit`, all together what the slots hold;
    every meeting up to `at_least` earns `missing_price`, so the value is an upper bound of every
    timetable's by the same `worth` without even chances (rounded up to thousandths).
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
    least = np.maximum(0, np.minimum(problem.at_least, problem.most))
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
    together = np.minimum(problem.free.sum(axis=0), problem.open.sum(axis=0))
    total = min(int(problem.most.sum()), int(np.minimum(together, problem.tables).sum()))
    flow.add_arc_with_capacity_and_unit_cost(source, sink, total, 0)
    flow.set_node_supply(source, total)
    flow.set_node_supply(sink, -total)
    if flow.solve() != flow.OPTIMAL:
        return chosen, math.inf
    taken = flow.flows(arcs) > 0
    chosen[rows[taken], columns[taken]] = True
    return chosen, -flow.optimal_cost() / SCALE
