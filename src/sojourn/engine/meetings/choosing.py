"""Which pairs should meet: maximum-weight b-matching by minimum-cost flow, and a bound."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sojourn.engine.meetings.problem import Flags, Floats, MeetingProblem

SCALE = 1000
"""Flow costs are whole thousandths of a point."""


def can_share_a_slot(problem: MeetingProblem) -> Flags:
    """Whether a pair may meet and has a slot in which both can (P x C)."""
    both = (problem.free.astype(np.float32) @ problem.open.T.astype(np.float32)) > 0
    return problem.allowed & both


def matching(
    problem: MeetingProblem, possible: Flags, worth: Floats
) -> tuple[npt.NDArray[np.bool_], float]:
    """The pairs that meet (P x C) by `worth`, and the value of the matching.

    Each participant has at most `most` meetings, each counterpart at most `limit`; every
    meeting up to `at_least` earns `missing_price`, so the value is an upper bound of every
    timetable's by the same `worth` (rounded up to thousandths).
    """
    from ortools.graph.python import min_cost_flow

    people, counterparts, _ = problem.shape
    chosen = np.zeros((people, counterparts), dtype=bool)
    rows, columns = np.nonzero(possible)
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
        return chosen, float("inf")
    taken = flow.flows(arcs) > 0
    chosen[rows[taken], columns[taken]] = True
    return chosen, -flow.optimal_cost() / SCALE
