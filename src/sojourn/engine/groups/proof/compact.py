"""First prices: the linear relaxation that assigns participants to routes one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sojourn.engine.groups.problem import (
    ESCORT_PRICE,
    ESCORTS,
    HOST_PRICE,
    MOST_LANGUAGES,
    ROOM_PRICE,
    TEAM_PRICE,
    Arrays,
    Ints,
)
from sojourn.engine.groups.proof.locations import Flags, Habit, Locations
from sojourn.engine.groups.proof.rows import Line, Rows, concave_hull
from sojourn.engine.linear import Floats
from sojourn.engine.milp import Milp
from sojourn.engine.run import StageRun

INFINITE = float("inf")
LARGE = 6_000
"""Rows beyond which an interior point method is faster than the simplex method."""


class Lines(NamedTuple):
    """For each host and class a line that lies above the class's table.

    Attributes:
        classes: the classes.
        slope, constant: (H, C) of their lines in groups with their first stop at a host.

    """

    classes: tuple[int, ...]
    slope: Floats
    constant: Floats

    def over(self, a: Arrays, classes: Sequence[int]) -> Slopes:
        """The lines of some of the classes together."""
        chosen = [i for i, c in enumerate(self.classes) if c in classes]
        members = np.array([(a.classes == self.classes[i]).any(axis=1) for i in chosen], dtype=bool)
        members = members.reshape(len(chosen), a.language.shape[0])
        return Slopes(self.slope[:, chosen] @ members, self.constant[:, chosen], members)


class Slopes(NamedTuple):
    """Lines above some classes' tables: (H, P) slope of each participant, (H, C) constants.

    `members` (C, P) are those of each class.
    """

    slope: Floats
    constant: Floats
    members: Flags

    def constant_for(self, host: int, open_to: Flags) -> Floats:
        """(A,) constant part at `host` for groups of only those in `open_to` (A, P).

        A table without members is worth nothing, so the line of a class that has none in
        `open_to` is left out.
        """
        found: Floats = (open_to @ self.members.T) @ self.constant[host]
        return found


class FirstPrices(NamedTuple):
    """Prices (R,) in the order of the master's rows, and lines above the classes' tables."""

    prices: Floats
    lines: Lines


def flat_lines(a: Arrays, habits: Sequence[Habit]) -> Lines:
    """Lines without slope: each table's largest value."""
    classes = _counted(a, habits)
    most = [
        max(0.0, float(np.cumsum(a.step[c, : int((a.classes == c).sum())]).max(initial=0)))
        for c in classes
    ]
    hosts = a.place.shape[2]
    slope = np.zeros((hosts, len(classes)))
    return Lines(tuple(classes), slope, np.tile(np.array(most), (hosts, 1)))


def first_prices(
    a: Arrays,
    where: Locations,
    habits: Sequence[Habit],
    rows: Rows,
    gains: Floats,
    run: StageRun,
    seconds: float,
) -> FirstPrices | None:
    """The prices of the compact relaxation of `a`; None where it is not solved in `seconds`.

    Kinds of groups are not told apart. Tables of classes are replaced by their concave hulls in
    each host's groups together. `gains` (P,) is the most that pairs add for each participant.
    """
    return _Compact(a, where, habits, rows, gains).prices(run, seconds)


class _Compact:
    """The relaxation, built row by row."""

    def __init__(
        self,
        a: Arrays,
        where: Locations,
        habits: Sequence[Habit],
        rows: Rows,
        gains: Floats,
    ) -> None:
        self.a, self.rows, self.habits = a, rows, habits
        self.routes = np.flatnonzero(where.kind == 0)
        self.route = where.route[self.routes]
        self.number = len(self.routes)
        self.people, self.teams = a.language.shape[0], len(a.teams)
        self.groups = float(where.groups.sum())
        self.m = Milp()
        value = where.value.reshape(len(where.groups), -1).max(axis=0)
        self.held = [self._column(float(v), self.groups) for v in value]
        worth = where.worth[self.routes] + gains
        self.x = [
            [self._column(float(worth[n, p])) for p in range(self.people)]
            for n in range(self.number)
        ]
        self.opened = [[self._column(float(v)) for v in a.team_value] for _ in range(self.number)]
        self.alone = [self._column(0.0) for _ in range(self.number)]
        self.made: dict[int, int] = {}
        self.lines: list[tuple[int, int, Line, int]] = []

    def _column(self, cost: float, high: float = INFINITE, low: float = 0.0) -> int:
        return self.m.column(cost, low, high, integer=False)

    def _row(self, terms: list[tuple[int, float]], low: float, high: float) -> int:
        self.m.row(terms, low, high)
        return len(self.m.row_lower) - 1

    def prices(self, run: StageRun, seconds: float) -> FirstPrices | None:
        for p in range(self.people):
            self.made[p] = self._row([(self.x[n][p], 1.0) for n in range(self.number)], 1.0, 1.0)
        everywhere = [(t, 1.0) for t in self.held]
        self.made[self.rows.kinds] = self._row(everywhere, self.groups, self.groups)
        self._shared_rows()
        for n in range(self.number):
            self._rows_of_route(n)
        for host in sorted(set(self.route[:, 0].tolist())):
            self._hulls(host)
        found = self.m.maximise(run, seconds, interior=len(self.m.row_lower) > LARGE)
        if found is None or not np.isfinite(found.bound):
            return None
        return self._in_order(found.prices)

    def _shared_rows(self) -> None:
        """Teams, escorts, and each host's parties, people and rooms."""
        a, rows = self.a, self.rows
        for c in range(self.teams):
            terms = [(opened[c], 1.0) for opened in self.opened]
            self._limited(rows.teams + c, terms, int(a.teams[c]), TEAM_PRICE)
        escorted = [(column, 1.0) for column in self.alone]
        self._limited(rows.escorts, escorted, int(a.scalars[ESCORTS]), ESCORT_PRICE)
        for s in range(a.place.shape[0]):
            for h in range(rows.hosts):
                here = np.flatnonzero(self.route[:, s] == h).tolist()
                at = s * rows.hosts + h
                parties = [(self.held[n], 1.0) for n in here]
                self._limited(rows.parties + at, parties, int(a.host_groups[h]), HOST_PRICE)
                people = [(x, 1.0) for n in here for x in self.x[n]]
                if rows.price[rows.people + at]:
                    self._limited(rows.people + at, people, int(a.host_people[h]), HOST_PRICE)
                if rows.price[rows.rooms + at]:
                    staff = [
                        (self.opened[n][c], float(a.team_size[c]))
                        for n in here
                        for c in range(self.teams)
                    ]
                    staff += [(self.alone[n], 1.0) for n in here]
                    limit = int(a.host_rooms[h])
                    self._limited(rows.rooms + at, people + staff, limit, ROOM_PRICE)

    def _limited(self, row: int, terms: list[tuple[int, float]], limit: int, price: int) -> None:
        over = self._column(-float(self.a.scalars[price]))
        self.made[row] = self._row([*terms, (over, -1.0)], -INFINITE, float(limit))

    def _rows_of_route(self, n: int) -> None:
        """Nobody is where no group is, nor without their language's team or their habit."""
        a, held = self.a, self.held[n]
        for p, x in enumerate(self.x[n]):
            self._row([(x, 1.0), (held, -1.0)], -INFINITE, 0.0)
            if a.language[p] >= 0:
                opened = self.opened[n][int(a.language[p])]
                self._row([(x, 1.0), (opened, -1.0)], -INFINITE, 0.0)
        for habit in self.habits:
            kept = self._column(-float(habit.price))
            for p in habit.members:
                self._row([(self.x[n][p], 1.0), (kept, -1.0)], -INFINITE, 0.0)
        teams = [(opened, 1.0) for opened in self.opened[n]]
        most = float(min(self.teams, int(a.scalars[MOST_LANGUAGES])))
        self._row([*teams, (held, -most)], -INFINITE, 0.0)
        self._row([*teams, (self.alone[n], 1.0), (held, -1.0)], 0.0, INFINITE)
        for opened, _ in teams:
            self._row([(opened, 1.0), (held, -1.0)], -INFINITE, 0.0)

    def _hulls(self, host: int) -> None:
        """Concave hulls of sizes and of classes over the groups that begin at `host`."""
        inside = np.flatnonzero(self.route[:, 0] == host).tolist()
        sizes: Ints = self.a.size_value.max(axis=0)
        everybody = list(range(self.people))
        everywhere = [self.held[n] for n in inside]
        z = self._column(1.0, low=-INFINITE)
        for constant, slope in concave_hull(np.diff(sizes), self.people):
            line = (constant + float(sizes[0]), slope)
            self._line(z, inside, everybody, line, everywhere)
        for c in _counted(self.a, self.habits):
            members = np.flatnonzero((self.a.classes == c).any(axis=1)).tolist()
            some = self._some(inside, members) or everywhere
            z = self._column(1.0, low=-INFINITE)
            for line in concave_hull(self.a.step[c], len(members)):
                made = self._line(z, inside, members, line, some)
                self.lines.append((host, c, line, made))

    def _some(self, inside: list[int], members: list[int]) -> list[int]:
        """Columns that count the groups at the routes `inside` with any of `members`.

        Where all of them need interpreting, no group without one of their languages has any, and
        a table is worth nothing there; none where that is no less than the groups.
        """
        spoken = sorted(set(self.a.language[members].tolist()))
        if spoken[0] < 0:
            return []
        found = []
        for n in inside:
            some = self._column(0.0)
            found.append(some)
            self._row([(some, 1.0), (self.held[n], -1.0)], -INFINITE, 0.0)
            teams = [(self.opened[n][c], -1.0) for c in spoken]
            self._row([(some, 1.0), *teams], -INFINITE, 0.0)
        return found

    def _line(
        self, z: int, inside: list[int], members: list[int], line: Line, some: list[int]
    ) -> int:
        """The row that keeps `z` below a line, whose constant counts for `some` groups."""
        constant, slope = line
        terms = [(z, 1.0)]
        terms += [(self.x[n][p], -slope) for n in inside for p in members if slope]
        terms += [(held, -constant) for held in some if constant]
        return self._row(terms, -INFINITE, 0.0)

    def _in_order(self, duals: Floats) -> FirstPrices:
        a, rows = self.a, self.rows
        prices = np.zeros(len(rows.limit))
        for row, made in self.made.items():
            prices[row] = duals[made]
        prices[rows.kinds : rows.teams] = prices[rows.kinds]
        total: dict[tuple[int, int], float] = {}
        for host, c, _, made in self.lines:
            total[host, c] = total.get((host, c), 0.0) + max(0.0, float(duals[made]))
        classes = tuple(_counted(a, self.habits))
        lines = Lines(
            classes, np.zeros((rows.hosts, len(classes))), np.zeros((rows.hosts, len(classes)))
        )
        # Hosts without a route keep lines of no use: nobody goes there.
        weights: dict[tuple[int, int], list[float]] = {}
        for host, c, (constant, slope), made in self.lines:
            shares = weights.setdefault((host, c), [])
            whole = total[host, c]
            weight = max(0.0, float(duals[made])) / whole if whole else float(not shares)
            shares.append(weight)
            lines.slope[host, classes.index(c)] += weight * slope
            lines.constant[host, classes.index(c)] += weight * constant
        for cell in range(rows.cells):
            first = rows.hulls + cell * rows.pieces_of_cell
            for c, pieces in zip(rows.relaxed, rows.pieces, strict=True):
                given = weights.get((cell % rows.hosts, c), [])
                prices[first] = 1.0
                if len(given) == len(pieces):
                    prices[first : first + len(pieces)] = given
                first += len(pieces)
        return FirstPrices(prices, lines)


def _counted(a: Arrays, habits: Sequence[Habit]) -> list[int]:
    """Classes with members and a table, habits left out."""
    aside = {habit.number for habit in habits}
    return [
        c
        for c in range(len(a.step))
        if c not in aside and a.step[c, : int((a.classes == c).sum())].any()
    ]
