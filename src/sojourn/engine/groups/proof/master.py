"""The master problem: how much of which column makes a whole, as a programme that grows."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from sojourn.engine.groups.proof.columns import Column
from sojourn.engine.groups.proof.rows import Rows
from sojourn.engine.linear import Floats, Linear, Optimum

FAR = 1e10
"""A price that nothing pays."""
STRAY = 5e-2
"""Price of a participant's or a team's price for every unit that it leaves the centre by."""


class Master:
    """The linear programme over the columns known, with the participants' prices in a box.

    The box holds prices near those of the best bound, so that the few columns of the beginning
    do not send them far away (du Merle et al., Stabilized column generation, 1999,
    doi:10.1016/S0012-365X(98)00213-1). Within it, participants and teams whose prices only
    offset each other stay where they are, for to stray costs a little.
    """

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.columns: list[Column] = []
        self.known: set[tuple[int, bytes]] = set()
        exact = np.arange(len(rows.limit)) < rows.teams
        unlimited = (rows.price == 0) & ~exact
        upper = np.where(unlimited, np.inf, rows.limit)
        self.linear = Linear(np.where(exact, rows.limit, -np.inf), upper)
        self.held = [*range(rows.kinds), *range(rows.teams, rows.escorts)]
        self.box = np.arange(2 * rows.kinds)
        self.near = len(self.box) + np.arange(2 * len(self.held))
        sides = [(row, side) for row in self.held for side in (1.0, -1.0)]
        self._add_each([-FAR] * len(self.box), sides[: len(self.box)])
        self._add_each([-FAR] * len(self.near), sides, STRAY)
        kinds = range(rows.kinds, rows.teams)
        self._add_each([-FAR] * (2 * len(kinds)), [(k, s) for k in kinds for s in (1.0, -1.0)])
        over = [row for row in range(rows.teams, rows.hulls) if not unlimited[row]]
        self._add_each([-float(rows.price[row]) for row in over], [(row, -1.0) for row in over])
        row, hulls = rows.hulls, []
        for _ in range(rows.cells):
            for lines in rows.pieces:
                hulls.append((list(range(row, row + len(lines))), [1.0] * len(lines)))
                row += len(lines)
        number = len(hulls)
        self.linear.add([1.0] * number, hulls, [-np.inf] * number, [np.inf] * number)
        self.first = len(self.box) + len(self.near) + 2 * len(kinds) + len(over) + number

    def _add_each(
        self, costs: list[float], entries: list[tuple[int, float]], most: float = np.inf
    ) -> None:
        number = len(costs)
        inside = (([int(row)], [value]) for row, value in entries)
        self.linear.add(costs, inside, [0.0] * number, [most] * number)

    def add(self, columns: Iterable[Column]) -> list[Column]:
        """Add columns; those that are new."""
        new = []
        for column in columns:
            key = (column.location, column.members.tobytes())
            if key not in self.known:
                self.known.add(key)
                new.append(column)
        self.columns += new
        self.linear.add(
            [float(c.value - c.relaxed) for c in new],
            ((c.rows, c.coefficients) for c in new),
            [0.0] * len(new),
            [np.inf] * len(new),
        )
        return new

    def solved(self, centre: Floats, width: float) -> tuple[Optimum, float] | None:
        """The optimum with participants' prices within `width` of `centre`, and the box's share.

        The share is 0 where the box does not hold the prices back: then the value is that of
        the whole linear programme over the columns known.
        """
        number = self.rows.kinds
        costs = np.empty(2 * number)
        costs[0::2], costs[1::2] = centre[:number] - width, -centre[:number] - width
        self.linear.change(self.box, costs)
        still = centre[self.held]
        self.linear.change(self.near, np.column_stack((still, -still)).reshape(-1))
        found = self.linear.solved()
        if found is None:
            return None
        return found, float(found.values[self.box].sum())

    def taken(self, values: Floats) -> Floats:
        """How much of each column is taken in an optimum's values."""
        return values[self.first :]
