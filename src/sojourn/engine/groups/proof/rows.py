"""The rows of the master problem: what whole solutions must keep."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from sojourn.engine.groups.problem import (
    ESCORT_PRICE,
    ESCORTS,
    HOST_PRICE,
    ROOM_PRICE,
    TEAM_PRICE,
    Arrays,
    Ints,
)
from sojourn.engine.groups.proof.locations import Locations
from sojourn.engine.linear import Floats

Line = tuple[float, float]
"""Constant and slope."""


class Rows(NamedTuple):
    """Limit and price of every row, and where the rows of each sort begin.

    In order: participants (= 1), `kinds` of groups (= their number), `teams` of a language,
    `escorts`, `parties`, `people` and `rooms` of each host at each stop, and in `hulls` for each
    cell of locations and relaxed class the lines of the concave hull of the class's table.

    Attributes:
        limit: the right-hand side of each row; 0 where a row limits nothing.
        price: what one unit over a limit costs; infinite where nothing may be over.
        hosts: candidate hosts.
        relaxed: classes whose tables are hulls in the master.
        pieces: lines of each relaxed class.

    """

    limit: Floats
    price: Floats
    kinds: int
    teams: int
    escorts: int
    parties: int
    people: int
    rooms: int
    hulls: int
    hosts: int
    cells: int
    relaxed: tuple[int, ...]
    pieces: tuple[tuple[Line, ...], ...]

    @property
    def pieces_of_cell(self) -> int:
        """Rows of one cell."""
        return sum(len(lines) for lines in self.pieces)

    def taken_over(self, other: Rows, prices: Floats) -> Floats:
        """`prices` of `other` rows of the same problem, which relax more classes.

        `feasible` weighs the lines of classes that `other` does not relax.
        """
        y = np.zeros(len(self.limit))
        y[: self.hulls] = prices[: self.hulls]
        first = self.hulls
        for cell in range(self.cells):
            for c, lines in zip(self.relaxed, self.pieces, strict=True):
                if c not in other.relaxed:
                    first += len(lines)
                    continue
                before = other.pieces[: other.relaxed.index(c)]
                there = other.hulls + cell * other.pieces_of_cell + sum(map(len, before))
                y[first : first + len(lines)] = prices[there : there + len(lines)]
                first += len(lines)
        return y

    def feasible(self, prices: Floats) -> Floats:
        """`prices` moved to where they prove a bound: within their limits, hulls weighed as one."""
        y = prices.copy()
        shared = slice(self.teams, self.hulls)
        y[shared] = np.where(self.price[shared] > 0, np.clip(y[shared], 0, self.price[shared]), 0)
        first = self.hulls
        for _ in range(self.cells):
            for lines in self.pieces:
                inside = slice(first, first + len(lines))
                weights = np.maximum(0.0, y[inside])
                total = weights.sum()
                y[inside] = weights / total if total > 0 else 1.0 / len(lines)
                first += len(lines)
        return y


def rows_of(a: Arrays, where: Locations, relaxed: tuple[int, ...]) -> Rows:
    """The rows of the master of `a`; `relaxed` classes have hulls in it."""
    people, stops, hosts = a.language.shape[0], a.place.shape[0], a.place.shape[2]
    pieces = tuple(concave_hull(a.step[c], int((a.classes == c).sum())) for c in relaxed)
    number = where.cells * sum(len(lines) for lines in pieces)
    everybody = people + (1 + int(a.team_size.sum())) * a.place.shape[1]
    sorts = (
        (np.ones(people), np.inf),
        (where.groups, np.inf),
        (a.teams, a.scalars[TEAM_PRICE]),
        ([a.scalars[ESCORTS]], a.scalars[ESCORT_PRICE]),
        (np.tile(a.host_groups, stops), a.scalars[HOST_PRICE]),
        (np.tile(_binding(a.host_people, people), stops), a.scalars[HOST_PRICE]),
        (np.tile(_binding(a.host_rooms, everybody), stops), a.scalars[ROOM_PRICE]),
        (np.zeros(number), np.inf),
    )
    limit = np.concatenate([np.asarray(limits, dtype=float) for limits, _ in sorts])
    price = np.concatenate([np.full(len(limits), float(price)) for limits, price in sorts])
    price[limit < 0] = 0.0
    limit[limit < 0] = 0.0
    begins = [int(x) for x in np.cumsum([len(limits) for limits, _ in sorts])]
    kinds, teams, escorts, parties, crowds, rooms, hulls, _ = begins
    return Rows(
        limit,
        price,
        kinds,
        teams,
        escorts,
        parties,
        crowds,
        rooms,
        hulls,
        hosts,
        where.cells,
        relaxed,
        pieces,
    )


def _binding(limit: Ints, most: int) -> Ints:
    """Limits that can be exceeded; -1 for the others."""
    return np.where(limit < most, limit, -1)


def concave_hull(step: Ints, members: int) -> tuple[Line, ...]:
    """Lines whose least value is the concave hull of a table over 0 to `members`.

    Args:
        step: (>= members,) value of one member more.
        members: the most members.

    """
    table = np.concatenate(([0], np.cumsum(step[:members]))).astype(float)
    top = [0]
    for i in range(1, len(table)):
        while len(top) > 1 and (table[top[-1]] - table[top[-2]]) * (i - top[-1]) <= (
            table[i] - table[top[-1]]
        ) * (top[-1] - top[-2]):
            top.pop()
        top.append(i)
    slopes = [(table[j] - table[i]) / (j - i) for i, j in pairwise(top)]
    return tuple(
        (float(table[i] - slope * i), float(slope)) for i, slope in zip(top, slopes, strict=False)
    ) or ((0.0, 0.0),)
