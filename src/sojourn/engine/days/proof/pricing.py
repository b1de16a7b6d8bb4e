"""The best whole days of every group at given prices, and the bound that they prove."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import numpy as np

from sojourn.engine.days.account import close_touching
from sojourn.engine.days.arrays import shown_in
from sojourn.engine.days.dayframe import DayFrame
from sojourn.engine.days.daylabels import Marks
from sojourn.engine.days.dayroute import best_routes
from sojourn.engine.days.points import day_value
from sojourn.engine.days.problem import City, Counts, Reals, Route
from sojourn.engine.days.proof.rows import GroupDay, Rows, faded
from sojourn.engine.days.route import LONGEST, next_starts
from sojourn.engine.days.state import CityState

WANTED = 4
"""Days of one group that one pricing returns at most."""
NO_LIMIT = 10**9


class Column(NamedTuple):
    """One group's whole day.

    Attributes:
        group_day: number of its group-day.
        route: offers and starts, the offers by their numbers in the city.
        value: what it is worth but for what the rows count.
        rows, coefficients: its entries in the master.

    """

    group_day: int
    route: Route
    value: float
    rows: Counts
    coefficients: Reals


class Frame(NamedTuple):
    """A group's day as the dynamic programme reads it, with some half-days kept free."""

    frame: DayFrame
    taken: int


class Pricing:
    """Prices whole days again and again."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.state = CityState(city, tuple(tuple(() for _ in stay.days) for stay in city.stays))
        self.frames: list[list[Frame]] = []
        self.marked: list[Marks] = []

    def slack(self) -> Reals:
        """(group-days,) what waiting and short nights cost on days without any offer."""
        city, state = self.city, self.state
        found = []
        for s, d in city.group_days:
            given = state.given(s, d, city.stays[s].days[d].starts)
            none = np.zeros(0, dtype=np.int64)
            bare = float(day_value(state.shown, given, none, none))
            paid = float(given.pace_value[0]) - bare if given.blocks.shape[0] else 0.0
            found.append(max(0.0, paid) if np.isfinite(paid) else 0.0)
        return np.array(found)

    def prepare(self, rows: Rows) -> None:
        """Make the frames of all group-days."""
        shown = shown_in(self.city)
        for day in rows.days:
            stay = self.city.stays[day.stay]
            given = stay.days[day.day]
            offers = day.offers
            halves = given.halves if day.halves_row >= 0 else ()
            frames = []
            room = min(given.room, LONGEST, len(offers))
            count = self.state.count_value(day.stay, day.day)[: room + 1]
            count = np.ascontiguousarray(count - count[0])
            for many in range(len(halves) + 1):
                for closed in combinations(halves, many):
                    starts = given.starts[offers].copy()
                    for first, last in closed:
                        close_touching(starts, shown.minutes[offers], stay.step, first, last)
                    frame = DayFrame(
                        next_starts(starts, stay.step),
                        shown.minutes[offers],
                        shown.place[offers],
                        shown.professional[offers],
                        shown.social[offers],
                        shown.transfer,
                        given.blocks,
                        count,
                        stay.step,
                        min(given.minutes, NO_LIMIT),
                        np.array(stay.lunch if given.lunch else (0, 0, 0), dtype=np.int64),
                    )
                    frames.append(Frame(frame, len(halves) - many))
            self.frames.append(frames)
            self.marked.append(np.zeros(len(offers), dtype=np.int64))

    def profit(self, day: GroupDay, y: Reals) -> Reals:
        """(J,) points of each offer of a group-day at prices `y`."""
        paid = np.concatenate(([0.0], np.cumsum(day.value * y[day.row])))
        price = self.city.price[day.stay][day.offers]
        own: Reals = paid[day.start[:-1]] - paid[day.start[1:]] - price
        return own

    def priced(self, n: int, day: GroupDay, y: Reals, least: float) -> tuple[float, list[Column]]:
        """The most that a day of group-day `n` is worth at `y`, at least `least`; better days."""
        profit = self.profit(day, y)
        half = float(y[day.halves_row]) if day.halves_row >= 0 else 0.0
        most, columns = least, []
        for frame, taken in self.frames[n] if half > 0 else self.frames[n][:1]:
            paid = half * taken - day.slack
            bound, points, lengths, chosen, begun = best_routes(
                frame, profit, self.marked[n], most + paid, WANTED
            )
            most = max(most, float(bound) - paid)
            for k in np.flatnonzero(points - paid > least):
                offers, starts = day.offers[chosen[k, : lengths[k]]], begun[k, : lengths[k]]
                route = tuple(zip(offers.tolist(), starts.tolist(), strict=True))
                columns.append(self.column(n, day, route))
        return most, columns

    def column(self, n: int, day: GroupDay, route: Route) -> Column:
        """The column of a route."""
        place = {int(j): i for i, j in enumerate(day.offers)}
        sums: dict[int, float] = {n: 1.0}
        for j, _ in route:
            i = place[j]
            for e in range(day.start[i], day.start[i + 1]):
                row = int(day.row[e])
                sums[row] = sums.get(row, 0.0) + float(day.value[e])
        if day.halves_row >= 0:
            sums[day.halves_row] = float(self._taken(day, route))
        number = sum(int(self.city.professional[j]) for j, _ in route)
        count = self.state.count_value(day.stay, day.day)
        price = float(sum(self.city.price[day.stay, j] for j, _ in route))
        value = float(count[number] - count[0]) - price + day.slack
        index = [row for row, c in sorted(sums.items()) if c]
        return Column(
            n,
            route,
            value,
            np.array(index, dtype=np.int64),
            np.array([sums[row] for row in index]),
        )

    def _taken(self, day: GroupDay, route: Route) -> int:
        """Half-days of the day that the route takes."""
        minutes = self.city.minutes
        halves = self.city.stays[day.stay].days[day.day].halves
        return sum(
            any(start < ends and start + minutes[j] > starts for j, start in route)
            for starts, ends in halves
        )


def lagrangian(rows: Rows, y: Reals, most: Reals) -> float:
    """The bound at prices `y` of rows, where whole days are worth (group-days,) `most` at most."""
    total = rows.constant + float(most.sum())
    number = len(rows.days)
    upper = rows.upper.copy()
    upper[:number] = 0.0
    total += float(y @ upper)
    for extra in rows.extras:
        reduced = extra.cost - sum(c * y[row] for row, c in extra.entries)
        total += max(0.0, reduced) * extra.upper
    for theme in rows.themes:
        total += faded(theme.worth, float(y[theme.row]))
    return total
