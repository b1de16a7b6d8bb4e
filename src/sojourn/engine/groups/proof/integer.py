"""Solutions made of whole columns: the master problem in integers, over the columns known."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from sojourn.engine.groups.problem import GroupsProblem, Ints, Solution
from sojourn.engine.groups.proof.columns import Column
from sojourn.engine.groups.proof.locations import Locations
from sojourn.engine.groups.proof.rows import Rows
from sojourn.engine.groups.state import begin, value_of
from sojourn.engine.linear import Floats
from sojourn.engine.milp import Milp
from sojourn.engine.run import StageRun

SECONDS = 3.0
"""Longest integer programme in a run limited by time."""
NODES = 500
MOST_COLUMNS = 1_500
"""Columns that it chooses from: those taken, then the latest."""


def whole_solution(
    problem: GroupsProblem,
    where: Locations,
    rows: Rows,
    columns: Sequence[Column],
    best: Solution,
    run: StageRun,
    reserve: float,
    taken: Floats | None = None,
) -> Solution | None:
    """The best solution of whole columns that is found, or None if it equals `best` or is worse.

    Args:
        problem: what is solved.
        where: the locations of the columns.
        rows: the rows of the master.
        columns: what there is to choose from.
        best: a solution that is known.
        run: limits.
        reserve: seconds to leave for others.
        taken: how much of each column the linear programme takes; it is then only rounded.

    """
    if taken is not None:
        chosen = _rounded(columns, taken[: len(columns)])
    else:
        chosen = _optimised(rows, columns, run, reserve)
    return None if not chosen else _solution(problem, where, chosen, best)


def _rounded(columns: Sequence[Column], taken: Floats) -> list[Column]:
    """Columns without members in common, those taken most first."""
    chosen: list[Column] = []
    covered = np.zeros(len(columns[0].members), dtype=bool)
    for number in np.argsort(-taken, kind="stable"):
        if taken[number] <= 1e-6:
            break
        if not (columns[number].members & covered).any():
            chosen.append(columns[number])
            covered |= columns[number].members
    return chosen


def _optimised(
    rows: Rows, columns: Sequence[Column], run: StageRun, reserve: float
) -> list[Column]:
    """The columns that the integer programme takes."""
    pool = list(columns[-MOST_COLUMNS:])
    model = Milp()
    for column in pool:
        model.column(float(column.value))
    terms: list[list[tuple[int, float]]] = [[] for _ in range(rows.hulls)]
    for number, column in enumerate(pool):
        for row, value in zip(column.rows.tolist(), column.coefficients.tolist(), strict=True):
            if row < rows.hulls:
                terms[row].append((number, value))
    for row in range(rows.hulls):
        exact = row < rows.teams
        if not exact and not rows.price[row]:
            continue
        if not exact:
            over = model.column(-float(rows.price[row]), 0.0, math.inf, integer=False)
            terms[row].append((over, -1.0))
        limit = float(rows.limit[row])
        model.row(terms[row], limit if exact else -math.inf, limit)
    left = min(SECONDS, run.seconds_left() - reserve)
    found = model.maximise(run, max(0.1, left), NODES) if left > 0.1 else None
    if found is None:
        return []
    return [column for column, x in zip(pool, found.values, strict=False) if x > 0.5]


def _solution(
    problem: GroupsProblem, where: Locations, chosen: Sequence[Column], best: Solution
) -> Solution:
    """The solution of the chosen columns; who is in none stays in the group of `best`."""
    a = problem.arrays
    groups = a.place.shape[1]
    free = {k: np.flatnonzero(where.kind_of == k).tolist() for k in range(len(where.groups))}
    group = best.group.copy()
    host: Ints = best.host.copy()
    for column in chosen:
        kind = int(where.kind[column.location])
        if not free[kind]:
            continue
        # The group of the same kind where a member is pinned, or that shares the most members,
        # keeps its number.
        shared = np.bincount(best.group[column.members], minlength=groups)
        pinned = a.fixed[column.members]
        shared += len(a.fixed) * np.bincount(pinned[pinned >= 0], minlength=groups)
        g = max(free[kind], key=lambda i: (int(shared[i]), -i))
        free[kind].remove(g)
        group[column.members] = g
        host[:, g] = where.route[column.location]
    group = np.where(a.fixed >= 0, a.fixed, group)
    return Solution(group, host, int(value_of(a, begin(a, group, host))))
