"""Linear programmes that grow, solved again from where they were (HiGHS)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Entries = Sequence[int] | npt.NDArray[np.int64]


class Optimum(NamedTuple):
    """Value of a linear programme, prices of its rows, and values of its columns."""

    value: float
    prices: Floats
    values: Floats


class Linear:
    """Maximise ``c x`` over ``l <= A x <= u``; rows first, then columns, in any number of turns."""

    def __init__(self, lower: Sequence[float] | Floats, upper: Sequence[float] | Floats) -> None:
        import highspy

        module: Any = highspy
        self._solver = module._Highs()  # `Highs` prints a banner before it can be told not to
        for option, value in (("output_flag", False), ("threads", 1), ("solver", "simplex")):
            self._solver.setOptionValue(option, value)
        self._solver.changeObjectiveSense(module.ObjSense.kMaximize)
        none = np.array([], dtype=np.int32), np.array([])
        for low, high in zip(lower, upper, strict=True):
            self._solver.addRow(float(low), float(high), 0, *none)

    def add(
        self,
        costs: Sequence[float] | Floats,
        entries: Iterable[tuple[Entries, Sequence[float] | Floats]],
        lower: Sequence[float] | Floats,
        upper: Sequence[float] | Floats,
    ) -> None:
        """Add columns: their costs, rows and coefficients, and bounds."""
        starts: list[int] = [0]
        index: list[int] = []
        value: list[float] = []
        if not len(costs):
            return
        for rows, coefficients in entries:
            index.extend(rows)
            value.extend(coefficients)
            starts.append(len(index))
        self._solver.addCols(
            len(costs),
            np.array(costs, dtype=float),
            np.array(lower, dtype=float),
            np.array(upper, dtype=float),
            len(index),
            np.array(starts[:-1], dtype=np.int32),
            np.array(index, dtype=np.int32),
            np.array(value, dtype=float),
        )

    def change(self, columns: npt.NDArray[np.int64], costs: Floats) -> None:
        """Give columns other costs."""
        self._solver.changeColsCost(len(columns), columns.astype(np.int32), costs)

    def limit(self, seconds: float) -> None:
        """Let the next solution take so many seconds at most."""
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + seconds)

    def solved(self) -> Optimum | None:
        """The optimum; None where the solver did not reach it."""
        import highspy

        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = self._solver.getSolution()
        return Optimum(
            float(self._solver.getInfo().objective_function_value),
            np.array(solution.row_dual),
            np.array(solution.col_value),
        )
