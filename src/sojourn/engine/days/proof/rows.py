"""The master programme of a city: what whole days share, and what their sums are worth.

A column is one group's whole day. Everything that days have in common is a sum over their
offers: visits, how often a group meets a level or an objective, how much of a theme. What such a
sum is worth is concave, so that a linear programme over the columns bounds every solution.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sojourn.engine.days.problem import City, Counts, Reals, Stay

BEND = 0.12
"""Distance of the first tangents of a theme's value, which grows with the root of what is left."""
DEEPEST = 6.0
"""How much of a theme the tangents reach: next to nothing is left then."""
MOST_TIMES = 12
"""Meetings of one objective that may be worth something."""
DAY = 1440.0


class Extra(NamedTuple):
    """A column of the master that is no day: cost, upper bound, rows and coefficients."""

    cost: float
    upper: float
    entries: tuple[tuple[int, float], ...]


class Theme(NamedTuple):
    """A row of a theme: people alike may have `worth` points, of which ``exp(-x)`` are left."""

    row: int
    worth: float


class GroupDay(NamedTuple):
    """What the offers of one group's day add to the rows.

    Attributes:
        stay, day: which group-day.
        offers: (J,) the offers that are possible, by their numbers in the city.
        start: (J + 1,) where the entries of each begin in `row` and `value`.
        row, value: the entries.
        halves: half-days that could be left free; `halves_row` the row of those taken, or -1.
        slack: points by which a day's value may be above what its offers are worth.

    """

    stay: int
    day: int
    offers: Counts
    start: Counts
    row: Counts
    value: Reals
    halves_row: int
    slack: float


class Rows(NamedTuple):
    """Rows ``sum of entries <= upper``, first one for each group-day.

    Attributes:
        upper: (R,) right-hand sides.
        extras: the columns that are no days, those of themes apart.
        themes: the rows whose sums are worth points that fade.
        days: the group-days, in the order of their rows.
        constant: value of the empty solution's parts that the columns count from nothing.

    """

    upper: Reals
    extras: tuple[Extra, ...]
    themes: tuple[Theme, ...]
    days: tuple[GroupDay, ...]
    constant: float


class _Builder:
    """Collects rows, columns and the entries of each offer on each group-day."""

    def __init__(self, city: City, slack: Reals) -> None:
        self.city = city
        self.places = city.group_days
        self.upper: list[float] = [1.0] * len(self.places)
        self.extras: list[Extra] = []
        self.themes: list[Theme] = []
        self.open = [
            city.stays[s].days[d].starts.any(axis=1).astype(np.float64) for s, d in self.places
        ]
        self.entries: list[list[tuple[int, Reals]]] = [[] for _ in self.places]
        self.halves_row = np.full(len(city.stays), -1)
        self.slack = slack
        self.constant = 0.0

    def rows(self) -> Rows:
        self._visits()
        self._people()
        for s, stay in enumerate(self.city.stays):
            self._variety(s, stay)
            self._pace(s, stay)
            self._halves(s, stay)
        return Rows(
            np.array(self.upper),
            tuple(self.extras),
            tuple(self.themes),
            tuple(self._group_day(n) for n in range(len(self.places))),
            self.constant,
        )

    def _row(self, upper: float) -> int:
        self.upper.append(upper)
        return len(self.upper) - 1

    def _extra(self, cost: float, upper: float, *entries: tuple[int, float]) -> None:
        self.extras.append(Extra(cost, upper, entries))

    def _of_stay(self, s: int) -> list[int]:
        return [n for n, (stay, _) in enumerate(self.places) if stay == s]

    def _sum(self, row: int, numbers: list[int], coefficient: Reals) -> None:
        """Each visit of an offer on these group-days adds its `coefficient` (J,) to `row`."""
        for n in numbers:
            self.entries[n].append((row, coefficient))

    def _visits(self) -> None:
        """Rules `visits` and `once`."""
        city, everywhere = self.city, list(range(len(self.places)))
        offers = np.arange(len(city.offers))
        possible = np.sum(self.open, axis=0) if self.open else np.zeros(len(offers))
        of_stay = [self._of_stay(s) for s in range(len(city.stays))]
        stays = np.zeros(len(offers))
        for numbers in of_stay:
            days = np.sum([self.open[n] for n in numbers], axis=0) if numbers else 0 * possible
            stays += days > 0
            for j in np.flatnonzero(days > 1):
                self._sum(self._row(1.0), numbers, (offers == j).astype(np.float64))
        for j in np.flatnonzero(stays > city.visits):
            row = self._row(float(city.visits[j]))
            self._sum(row, everywhere, (offers == j).astype(np.float64))

    def _people(self) -> None:
        """Themes and objectives, for people who are there at the same times as one."""
        city, weights = self.city, self.city.weights
        depth = -np.log(np.maximum(city.fading, 1e-12))
        alike: dict[tuple[float, ...], list[int]] = {}
        there = np.zeros((len(city.potential), len(self.places)))
        for n, (s, d) in enumerate(self.places):
            stay = city.stays[s]
            there[stay.members, n] = np.maximum(0.0, stay.days[d].present)
        for person, present in enumerate(there):
            if present.any():
                alike.setdefault(tuple(present.tolist()), []).append(person)
        for present_of, people in alike.items():
            numbers = [n for n, share in enumerate(present_of) if share > 0]
            reach = np.sum([self.open[n] * present_of[n] for n in numbers], axis=0)
            for t, worth in enumerate(city.potential[people].sum(axis=0)):
                most = float(reach @ depth[:, t])
                if worth <= 0 or most <= 0:
                    continue
                row = self._row(0.0)
                self.themes.append(Theme(row, float(worth)))
                for n in numbers:
                    self._sum(row, [n], -present_of[n] * depth[:, t])
            whole = [n for n in numbers if present_of[n] >= 1.0]
            for o in range(city.objectives.shape[1]):
                lacking = np.maximum(0, city.missing[people, o])
                if not lacking.any() or not whole:
                    continue
                row = self._row(0.0)
                for times in range(min(MOST_TIMES, int(lacking.max()))):
                    people_left = int((lacking > times).sum())
                    self._extra(weights.objective * people_left, 1.0, (row, 1.0))
                self._sum(row, whole, -city.objectives[:, o].astype(np.float64))

    def _variety(self, s: int, stay: Stay) -> None:
        """Levels, kinds, organisations, hospitality and culture of one group."""
        city, weights, numbers = self.city, self.city.weights, self._of_stay(s)
        variety = weights.variety * stay.split
        if variety:
            for level in np.flatnonzero(stay.levels == 0):
                self._once(numbers, city.level == level, variety)
            met = int((stay.kinds > 0).sum())
            missing = max(0, weights.kinds - met)
            if missing:
                whole = self._row(0.0)
                self._extra(variety, float(missing), (whole, 1.0))
                for kind in np.flatnonzero(stay.kinds == 0):
                    row = self._row(0.0)
                    self._extra(0.0, 1.0, (row, 1.0), (whole, -1.0))
                    self._sum(row, numbers, -(city.kind == kind).astype(np.float64))
            for organisation in range(len(stay.organisations)):
                row = self._row(float(max(0, 1 - stay.organisations[organisation])))
                self._extra(-variety, float(len(city.offers)), (row, -1.0))
                self._sum(row, numbers, (city.organisation == organisation).astype(np.float64))
        if weights.hospitality:
            for social in np.flatnonzero(stay.social == 0):
                self._once(numbers, city.social == social, weights.hospitality)

    def _once(self, numbers: list[int], which: npt.NDArray[np.bool_], worth: float) -> None:
        """Points for the first of such offers on these group-days."""
        if any((which & (self.open[n] > 0)).any() for n in numbers):
            row = self._row(0.0)
            self._extra(worth, 1.0, (row, 1.0))
            self._sum(row, numbers, -which.astype(np.float64))

    def _pace(self, s: int, stay: Stay) -> None:
        """Rule `pace`: professional minutes of the paced days, and how far they are from even."""
        city, weights = self.city, self.city.weights
        paced = [d for d, day in enumerate(stay.days) if day.paced]
        if not weights.pace or len(paced) < 2:
            return
        filled = np.array([stay.days[d].filled for d in paced], dtype=np.float64)
        mean = float(filled.mean())
        tolerance = float(weights.pace_minutes)
        self.constant += weights.pace * float(
            np.maximum(0.0, np.abs(filled - mean) - tolerance).sum()
        )
        share = 1.0 / len(paced)
        above = [self._row(tolerance - own + mean) for own in filled]
        below = [self._row(tolerance + own - mean) for own in filled]
        for row, other in zip(above, below, strict=True):
            self._extra(-weights.pace, DAY, (row, -1.0), (other, -1.0))
        number = {place: n for n, place in enumerate(self.places)}
        for i, d in enumerate(paced):
            if (s, d) not in number:
                continue
            minutes = (city.minutes * city.professional).astype(np.float64)
            for k in range(len(paced)):
                part = (1.0 if k == i else 0.0) - share
                self._sum(above[k], [number[s, d]], part * minutes)
                self._sum(below[k], [number[s, d]], -part * minutes)

    def _halves(self, s: int, stay: Stay) -> None:
        """Rule `free_half_day`: half-days that may be taken."""
        if stay.free_halves > 0:
            total = sum(len(day.halves) for day in stay.days)
            self.halves_row[s] = self._row(float(total - stay.free_halves))

    def _group_day(self, n: int) -> GroupDay:
        s, d = self.places[n]
        offers = np.flatnonzero(self.open[n])
        rows = np.array([row for row, _ in self.entries[n]], dtype=np.int64)
        table = np.array([c[offers] for _, c in self.entries[n]]).reshape(len(rows), len(offers))
        offer, entry = np.nonzero(table.T)
        start = np.concatenate(([0], np.cumsum(np.bincount(offer, minlength=len(offers)))))
        return GroupDay(
            s,
            d,
            offers,
            start.astype(np.int64),
            rows[entry],
            np.ascontiguousarray(table[entry, offer]),
            int(self.halves_row[s]),
            float(self.slack[n]),
        )


def rows_of(city: City, slack: Reals) -> Rows:
    """The master of `city`; `slack` (group-days,) as in `GroupDay`."""
    return _Builder(city, slack).rows()


def tangents(worth: float) -> list[tuple[float, float]]:
    """Slope and length of the pieces of a concave line above ``worth * (1 - exp(-x))``."""
    points = [0.0]
    while points[-1] < DEEPEST:
        points.append(points[-1] + BEND * float(np.exp(points[-1] / 2)))
    slopes = [worth * float(np.exp(-x)) for x in points]
    values = [worth - slope for slope in slopes]
    bends = [0.0]
    for k in range(len(points) - 1):
        rise = values[k + 1] - slopes[k + 1] * points[k + 1] - values[k] + slopes[k] * points[k]
        bends.append(rise / (slopes[k] - slopes[k + 1]))
    lengths = [*np.diff(bends).tolist(), 1e3]
    return list(zip(slopes, lengths, strict=True))


def faded(worth: float, price: float) -> float:
    """The most of ``worth * (1 - exp(-x)) - price * x`` for any x from 0 on."""
    if price >= worth:
        return 0.0
    if price <= 0.0:
        return worth
    return worth - price + price * float(np.log(price / worth))
