"""How CP-SAT is run as a peer: with the limits of the contest, its model built before."""

from __future__ import annotations

import time
from typing import Any


def solver_of(seconds: float, workers: int, seed: int) -> Any:
    """A solver with the limits of a contest."""
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    return solver


def timed(solver: Any, model: Any) -> tuple[bool, float]:
    """Solve a model; whether there is a solution, and the seconds that it took."""
    from ortools.sat.python import cp_model

    began = time.perf_counter()
    status = solver.solve(model)
    return status in (cp_model.OPTIMAL, cp_model.FEASIBLE), time.perf_counter() - began
