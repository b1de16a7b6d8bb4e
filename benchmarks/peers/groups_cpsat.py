"""CP-SAT on one model of a whole split phase, as a good modeller would have it."""

from __future__ import annotations

import math

import numpy as np

from benchmarks.peers.cpsat import solver_of, timed
from benchmarks.peers.groups_model import GroupsModel
from benchmarks.peers.plans import PeerResult, even_plan
from sojourn.engine.groups.problem import HOST_PRICE, Arrays, GroupsProblem, Ints, Solution


def solve(problem: GroupsProblem, seconds: float, workers: int, seed: int) -> PeerResult:
    """The best plan of CP-SAT in `seconds`, which do not count the building of the model.

    It begins at a random plan with groups of equal size: without one it finds no plan of 250
    people in 20 groups for half a minute.
    """

    if not problem.groups or not problem.hosts:
        return PeerResult(None, None, None, 0.0)
    built = GroupsModel(problem)
    built.begin_at(*even_plan(problem.arrays, np.random.default_rng(seed)))
    solver = solver_of(seconds, workers, seed)
    solved, spent = timed(solver, built.model)
    if not solved:
        return PeerResult(None, None, None, spent)
    group, host = built.plan(solver.value)
    value = round(solver.objective_value)
    bound = math.floor(solver.best_objective_bound + 1e-6)
    if not built.cells.full:
        bound = max(bound, careless_bound(problem))
    return PeerResult(Solution(group, host, value - problem.constant), value, bound, spent)


def value_in_model(
    problem: GroupsProblem, group: Ints, host: Ints, settled: bool | None = None
) -> int:
    """What the model says that a given plan is worth, the problem's constant included.

    Raises:
        ValueError: if the model does not allow the plan.

    """
    from ortools.sat.python import cp_model

    built = GroupsModel(problem, ordered=False, settled=settled)
    built.fix(group, host)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if solver.solve(built.model) != cp_model.OPTIMAL:
        raise ValueError("the model does not allow this plan")
    worth: int = round(solver.objective_value)
    return worth


def careless_bound(problem: GroupsProblem) -> int:
    """No plan that gives a host more groups than it takes is worth more than this."""
    a = problem.arrays
    total = problem.constant - int(a.scalars[HOST_PRICE])
    total += int(a.unary.max(axis=2).sum()) if a.unary.size else 0
    total += int(a.place.max(axis=2).sum())
    total += int(np.maximum(0, a.size_value.max(axis=1)).sum())
    total += sum(int(a.leg[s, mask].max()) for s in range(len(a.leg)) for mask in a.mask)
    total += int(a.friend_value[a.friend_value > 0].sum()) // 2
    return total + _classes(a)


def _classes(a: Arrays) -> int:
    """The most that classes can be worth: each member the best step of their classes."""
    best = a.step.max(axis=1)
    return int(best[a.classes[a.classes >= 0]].sum())
