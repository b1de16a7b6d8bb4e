"""A mixed-integer programme built row by row and solved by HiGHS, reproducibly."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from sojourn.engine.run import StageRun

NODES = 2_000
"""Branch-and-bound nodes of one programme, at most."""
GAP = 1e-6


@dataclass(frozen=True)
class Solution:
    """Values of the columns, the objective, and a proven upper bound of it (HiGHS claims it).

    `prices` are those of the rows where no column must be whole, else none.
    """

    values: npt.NDArray[np.float64]
    objective: float
    bound: float
    prices: npt.NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))


@dataclass
class Milp:
    """Maximise ``c x`` over ``l <= A x <= u``; columns and rows are added one by one."""

    costs: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    integer: list[bool] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    begins: list[int] = field(default_factory=lambda: [0])
    columns: list[int] = field(default_factory=list)
    coefficients: list[float] = field(default_factory=list)

    def column(
        self, cost: float, lower: float = 0.0, upper: float = 1.0, integer: bool = True
    ) -> int:
        """Add a column and return its number."""
        self.costs.append(cost)
        self.lower.append(lower)
        self.upper.append(upper)
        self.integer.append(integer)
        return len(self.costs) - 1

    def row(
        self,
        terms: Iterable[tuple[int, float]],
        lower: float = -math.inf,
        upper: float = math.inf,
    ) -> None:
        """Add the row ``lower <= sum of terms <= upper``."""
        for column, coefficient in terms:
            self.columns.append(column)
            self.coefficients.append(coefficient)
        self.begins.append(len(self.columns))
        self.row_lower.append(lower)
        self.row_upper.append(upper)

    def maximise(
        self,
        run: StageRun,
        seconds: float = math.inf,
        nodes: int = NODES,
        gap: float = GAP,
        start: Mapping[int, float] | None = None,
        interior: bool = False,
    ) -> Solution | None:
        """The best solution found, or None without one.

        `start` are values of some columns in a solution that is known. A large programme
        without whole columns is solved faster by an `interior` point method.

        It stops within the relative `gap` of the bound, after `nodes` nodes, and in runs that
        are limited by time after `seconds`.
        """
        import highspy

        if not self.costs:
            return Solution(np.zeros(0), 0.0, 0.0)
        module: Any = highspy
        solver = module._Highs()  # `Highs` prints a banner before it can be told not to
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("random_seed", run.seed % 2_000_000_000)
        solver.setOptionValue("mip_rel_gap", gap)
        if run.iterations is not None:
            nodes = max(1, min(nodes, run.iterations))
        solver.setOptionValue("mip_max_nodes", nodes)
        limit = math.inf if run.iterations is not None else min(seconds, run.seconds_left())
        if math.isfinite(limit):
            solver.setOptionValue("time_limit", max(0.05, limit))
        if interior and not any(self.integer):
            solver.setOptionValue("solver", "ipm")
        interruptible(solver, module, run)
        solver.passModel(self._model(highspy))
        if start:
            solver.setSolution(
                len(start),
                np.array(list(start), dtype=np.int32),
                np.array(list(start.values()), dtype=float),
            )
        solver.run()
        info = solver.getInfo()
        values = np.array(solver.getSolution().col_value, dtype=float)
        feasible = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        if not feasible or values.size != len(self.costs):
            return None
        # Given a start, HiGHS may return its values under the objective of a better solution.
        objective = float(np.array(self.costs) @ values)
        if any(self.integer):
            bound = float(info.mip_dual_bound)
        else:
            solved = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
            bound = objective if solved else math.inf
        prices = np.array(solver.getSolution().row_dual, dtype=float)
        return Solution(values, objective, max(bound, objective), prices)

    def _model(self, highspy: Any) -> Any:
        """The programme as HiGHS takes it."""
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.costs), len(self.row_lower)
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_ = np.array(self.costs)
        lp.col_lower_, lp.col_upper_ = np.array(self.lower), np.array(self.upper)
        lp.row_lower_, lp.row_upper_ = np.array(self.row_lower), np.array(self.row_upper)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = lp.num_col_, lp.num_row_
        lp.a_matrix_.start_ = np.array(self.begins, dtype=np.int32)
        lp.a_matrix_.index_ = np.array(self.columns, dtype=np.int32)
        lp.a_matrix_.value_ = np.array(self.coefficients)
        kinds = highspy.HighsVarType
        lp.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in self.integer]
        return lp


def interruptible(solver: Any, module: Any, run: StageRun) -> None:
    """Make `solver` end early when the whole run is cancelled."""

    def heed(kind: int, message: str, told: Any, answer: Any, own: object) -> None:
        if answer is not None and run.cancelled:
            answer.user_interrupt = True

    solver.setCallback(heed, None)
    for kind in ("kCallbackSimplexInterrupt", "kCallbackIpmInterrupt", "kCallbackMipInterrupt"):
        solver.startCallback(getattr(module.cb.HighsCallbackType, kind))
