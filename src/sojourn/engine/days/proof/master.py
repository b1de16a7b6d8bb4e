"""The master programme over the whole days that are known, as a linear or a whole one."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

from sojourn.engine.days.problem import City, Reals, Route, Solution
from sojourn.engine.days.proof.pricing import Column
from sojourn.engine.days.proof.rows import Rows, tangents
from sojourn.engine.linear import Linear, Optimum
from sojourn.engine.milp import Milp
from sojourn.engine.run import StageRun

NODES = 20_000
GAP = 1e-6


class Master:
    """The linear programme over the columns known."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.columns: list[Column] = []
        self.known: set[tuple[int, Route]] = set()
        self.first = len(rows.extras)
        self.linear = Linear(np.full(len(rows.upper), -np.inf), rows.upper)
        for extra in rows.extras:
            index = [row for row, _ in extra.entries]
            entries = (index, [c for _, c in extra.entries])
            self.linear.add([extra.cost], [entries], [0.0], [extra.upper])
        for theme in rows.themes:
            pieces = tangents(theme.worth)
            self.first += len(pieces)
            self.linear.add(
                [slope for slope, _ in pieces],
                [([theme.row], [1.0])] * len(pieces),
                [0.0] * len(pieces),
                [length for _, length in pieces],
            )

    def add(self, columns: Iterable[Column]) -> list[Column]:
        """Add columns; those that are new."""
        new = []
        for column in columns:
            key = (column.group_day, column.route)
            if key not in self.known:
                self.known.add(key)
                new.append(column)
        self.columns += new
        self.linear.add(
            [c.value for c in new],
            ((c.rows, c.coefficients) for c in new),
            [0.0] * len(new),
            [np.inf] * len(new),
        )
        return new

    def solved(self) -> Optimum | None:
        """The optimum over the columns known; prices are those of all rows."""
        return self.linear.solved()

    def taken(self, values: Reals) -> Reals:
        """How much of each column is taken in an optimum's values."""
        return values[self.first : self.first + len(self.columns)]

    def best_known(self, y: Reals) -> Reals:
        """(group-days,) what the best known day of each is worth at prices `y`, or 0."""
        best = np.zeros(len(self.rows.days))
        for c in self.columns:
            worth = c.value - float(c.coefficients @ y[c.rows]) + y[c.group_day]
            best[c.group_day] = max(best[c.group_day], worth)
        return best

    def reduced(self, y: Reals) -> Reals:
        """(columns,) points by which each column misses the prices `y`, at most 0 in an optimum."""
        return np.array([c.value - float(c.coefficients @ y[c.rows]) for c in self.columns])


def whole(
    city: City, rows: Rows, columns: Sequence[Column], run: StageRun, seconds: float
) -> Solution | None:
    """The best choice of whole days among `columns`, as far as the rows count, or None."""
    model = Milp()
    terms: list[list[tuple[int, float]]] = [[] for _ in rows.upper]
    for column in columns:
        x = model.column(column.value)
        for row, c in zip(column.rows.tolist(), column.coefficients.tolist(), strict=True):
            terms[row].append((x, c))
    for extra in rows.extras:
        x = model.column(extra.cost, 0.0, extra.upper, integer=False)
        for row, c in extra.entries:
            terms[row].append((x, c))
    for theme in rows.themes:
        for slope, length in tangents(theme.worth):
            terms[theme.row].append((model.column(slope, 0.0, length, integer=False), 1.0))
    for row, upper in enumerate(rows.upper.tolist()):
        model.row(terms[row], -math.inf, upper)
    found = model.maximise(run, seconds, NODES, GAP)
    if found is None:
        return None
    return chosen(city, rows, columns, found.values[: len(columns)])


def chosen(city: City, rows: Rows, columns: Sequence[Column], taken: Reals) -> Solution:
    """The solution of the columns that are taken for the most part."""
    routes: list[list[Route]] = [[() for _ in stay.days] for stay in city.stays]
    for column, x in zip(columns, taken.tolist(), strict=True):
        if x > 0.5:
            day = rows.days[column.group_day]
            routes[day.stay][day.day] = column.route
    return tuple(tuple(days) for days in routes)
