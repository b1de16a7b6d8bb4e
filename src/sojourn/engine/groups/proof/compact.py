"""First prices: the linear relaxation that assigns participants to locations one by one."""

from __future__ import annotations

import numpy as np

from sojourn.engine.groups.problem import (
    ESCORT_PRICE,
    ESCORTS,
    HOST_PRICE,
    MOST_LANGUAGES,
    ROOM_PRICE,
    TEAM_PRICE,
    Arrays,
)
from sojourn.engine.groups.proof.linear import Floats, Linear, Optimum
from sojourn.engine.groups.proof.locations import Locations
from sojourn.engine.groups.proof.rows import Rows, concave_hull

INFINITE = float("inf")


class _Model:
    """Rows and columns as they are added by name."""

    def __init__(self) -> None:
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.costs: list[float] = []
        self.low: list[float] = []
        self.high: list[float] = []
        self.rows: list[list[int]] = []
        self.values: list[list[float]] = []

    def column(self, cost: float, low: float = 0.0, high: float = INFINITE) -> int:
        self.costs.append(cost)
        self.low.append(low)
        self.high.append(high)
        self.rows.append([])
        self.values.append([])
        return len(self.costs) - 1

    def row(self, terms: list[tuple[int, float]], lower: float, upper: float) -> int:
        for column, value in terms:
            self.rows[column].append(len(self.lower))
            self.values[column].append(value)
        self.lower.append(lower)
        self.upper.append(upper)
        return len(self.lower) - 1

    def solved(self, seconds: float) -> Optimum | None:
        linear = Linear(self.lower, self.upper)
        linear.add(self.costs, zip(self.rows, self.values, strict=True), self.low, self.high)
        linear.limit(seconds)
        return linear.solved()


def first_prices(
    a: Arrays,
    where: Locations,
    aside: list[int],
    rows: Rows,
    relaxed: tuple[int, ...],
    most: int,
    gains: Floats,
    seconds: float,
) -> tuple[float, Floats, Floats, Floats] | None:
    """Value of the compact relaxation, and its prices in the order of the master's rows."""
    people, teams = a.language.shape[0], len(a.teams)
    hosts, stops = rows.hosts, a.place.shape[0]
    m = _Model()
    number = len(where.kind)
    limit = [int(where.groups[k]) for k in where.kind]
    t = [m.column(float(where.value[n]), 0.0, limit[n]) for n in range(number)]
    x = {
        (p, n): m.column(float(where.worth[n, p] + gains[p]))
        for n in range(number)
        for p in np.flatnonzero(where.open_to[where.kind[n]]).tolist()
    }
    opened = {(c, n): m.column(float(a.team_value[c])) for n in range(number) for c in range(teams)}
    alone = [m.column(0.0) for _ in range(number)]
    kept = {(c, n): m.column(float(a.step[c, 0])) for n in range(number) for c in aside}
    at_row: dict[int, int] = {}
    for p in range(people):
        at_row[p] = m.row([(x[p, n], 1.0) for n in range(number) if (p, n) in x], 1.0, 1.0)
    for k in range(len(where.groups)):
        terms = [(t[n], 1.0) for n in range(number) if where.kind[n] == k]
        at_row[rows.kinds + k] = m.row(terms, limit_ := float(where.groups[k]), limit_)

    def shared(row: int, terms: list[tuple[int, float]], high: float, price: float) -> None:
        over = m.column(-price)
        at_row[row] = m.row([*terms, (over, -1.0)], -INFINITE, high)

    for c in range(teams):
        terms = [(opened[c, n], 1.0) for n in range(number)]
        shared(rows.teams + c, terms, float(a.teams[c]), float(a.scalars[TEAM_PRICE]))
    shared(
        rows.escorts,
        [(n, 1.0) for n in alone],
        float(a.scalars[ESCORTS]),
        float(a.scalars[ESCORT_PRICE]),
    )
    for s in range(stops):
        for h in range(hosts):
            here = [n for n in range(number) if where.route[n, s] == h]
            at = s * hosts + h
            shared(
                rows.parties + at,
                [(t[n], 1.0) for n in here],
                float(a.host_groups[h]),
                float(a.scalars[HOST_PRICE]),
            )
            crowd = [(x[p, n], 1.0) for n in here for p in range(people) if (p, n) in x]
            if a.host_people[h] < people:
                shared(
                    rows.people + at, crowd, float(a.host_people[h]), float(a.scalars[HOST_PRICE])
                )
            if a.host_rooms[h] < 3 * people:
                staff = [(opened[c, n], float(a.team_size[c])) for n in here for c in range(teams)]
                staff += [(alone[n], 1.0) for n in here]
                shared(
                    rows.rooms + at,
                    crowd + staff,
                    float(a.host_rooms[h]),
                    float(a.scalars[ROOM_PRICE]),
                )
    for n in range(number):
        for p in range(people):
            if (p, n) not in x:
                continue
            m.row([(x[p, n], 1.0), (t[n], -1.0)], -INFINITE, 0.0)
            if a.language[p] >= 0:
                m.row([(x[p, n], 1.0), (opened[int(a.language[p]), n], -1.0)], -INFINITE, 0.0)
            for c in a.classes[p].tolist():
                if (c, n) in kept:
                    m.row([(x[p, n], 1.0), (kept[c, n], -1.0)], -INFINITE, 0.0)
        spoken = [(opened[c, n], 1.0) for c in range(teams)]
        m.row([*spoken, (t[n], -float(a.scalars[MOST_LANGUAGES]))], -INFINITE, 0.0)
        m.row([*spoken, (alone[n], 1.0), (t[n], -1.0)], 0.0, INFINITE)
        for c in range(teams):
            m.row([(opened[c, n], 1.0), (t[n], -1.0)], -INFINITE, 0.0)
    slopes: list[tuple[int, int, float, float, int]] = []
    hull_rows: dict[tuple[int, int], list[list[int]]] = {}
    cells: dict[int, list[int]] = {}
    for n in range(number):
        cells.setdefault(int(where.kind[n]) * hosts + int(where.route[n, 0]), []).append(n)
    for cell, inside in cells.items():
        for c in range(len(a.step)):
            if c in aside:
                continue
            members = np.flatnonzero((a.classes == c).any(axis=1)).tolist()
            pieces = concave_hull(a.step[c], min(most, len(members)))
            if pieces == ((0.0, 0.0),):
                continue
            z = m.column(1.0, -INFINITE)
            made = []
            for constant, slope in pieces:
                terms = [(x[p, n], -slope) for n in inside for p in members if (p, n) in x]
                terms += [(t[n], -constant) for n in inside]
                made.append(m.row([(z, 1.0), *terms], -INFINITE, 0.0))
                slopes.append((cell, c, constant, slope, made[-1]))
            if c in relaxed:
                hull_rows[cell, c] = [made]
        size = a.size_value[where.example[cell // hosts]]
        shift = float(size[0])
        z = m.column(1.0, -INFINITE)
        for constant, slope in concave_hull(np.diff(size), min(most, people)):
            terms = [(x[p, n], -slope) for n in inside for p in range(people) if (p, n) in x]
            terms += [(t[n], -constant - shift) for n in inside]
            m.row([(z, 1.0), *terms], -INFINITE, 0.0)
    found = m.solved(seconds)
    if found is None:
        return None
    prices = np.zeros(rows.count)
    for row, made in at_row.items():
        prices[row] = found.prices[made]
    each = rows.pieces_of_cell
    for cell in range(rows.cells):
        first = rows.hulls + cell * each
        for c, pieces in zip(relaxed, rows.pieces, strict=True):
            prices[first] = 1.0
            for made in hull_rows.get((cell, c), []):
                prices[first : first + len(pieces)] = found.prices[made]
            first += len(pieces)
    tangent, constants = np.zeros((rows.cells, people)), np.zeros(rows.cells)
    total = {}
    for cell, c, constant, slope, made in slopes:
        total[cell, c] = total.get((cell, c), 0.0) + max(0.0, found.prices[made])
    for cell, c, constant, slope, made in slopes:
        weight = max(0.0, found.prices[made]) / total[cell, c] if total[cell, c] else 0.0
        tangent[cell] += weight * slope * (a.classes == c).any(axis=1)
        constants[cell] += weight * constant
    return found.value, prices, tangent, constants
