"""Column generation over whole days: a bound that falls, and days from which plans are made.

Prices go part of the way from those of the best bound to those of the master (Wentges, Weighted
Dantzig-Wolfe decomposition, 1997, doi:10.1016/S0969-6016(97)00001-4). At any prices the best day
of each group at them bounds every solution, so the bound holds whenever it is stopped.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from sojourn.engine.days.problem import City, Reals, Route, Solution
from sojourn.engine.days.proof.master import Master, whole
from sojourn.engine.days.proof.pricing import Column, Pricing, lagrangian
from sojourn.engine.days.proof.rows import rows_of
from sojourn.engine.days.state import CityState
from sojourn.engine.run import StageRun

MOST_ROUNDS = 400
FIRST_WAY, LEAST_WAY, MOST_WAY = 0.5, 0.2, 0.8
"""Part of the way from the best prices to the master's: at first, at least, at most."""
FASTER, SLOWER = 1.2, 0.8
"""How it changes after a round that lowers the bound, and after one that does not."""
DONE = 1e-5
"""Part of the bound that may be open between bound and master when prices are the last."""
CLOSED = 1e-6
"""Part of the value that may be open when a solution is called optimal."""
WHOLE_SECONDS = 10.0
"""Longest programme over whole days."""
MOST_COLUMNS = 3_000
"""Columns that it chooses from, nearest to their prices first."""


class Proof(NamedTuple):
    """What is proved of a city.

    Attributes:
        bound: no solution is worth more; infinite where the first round did not end.
        best: the best solution that is known.
        value: its value.
        prices: (stays, days, offers) points that a visit is worth to a group on a day at the
            last prices, nan where it is not possible.

    """

    bound: float
    best: Solution
    value: float
    prices: Reals


Heard = Callable[[float, float], None]
"""Hears the best value and the bound, each time that one is better."""


def proved(
    city: City, known: Solution, run: StageRun, reserve: float = 0.0, heard: Heard | None = None
) -> Proof:
    """The best bound until the run, less `reserve` seconds, is over or the gap is closed.

    Args:
        city: what is bounded.
        known: a good solution, whose days are the first columns.
        run: limits and executor; limited by iterations, so many rounds of pricing.
        reserve: seconds to leave for others.
        heard: told of progress.

    """
    return _Proof(city, known, run, reserve, heard).proved()


class _Proof:
    """The state of one proof."""

    def __init__(
        self, city: City, known: Solution, run: StageRun, reserve: float, heard: Heard | None
    ) -> None:
        self.city, self.run, self.reserve, self.heard = city, run, reserve, heard
        self.best, self.value = known, CityState(city, known).total()
        self.pricing = Pricing(city)
        self.rows = rows_of(city, self.pricing.slack())
        self.pricing.prepare(self.rows)
        self.master = Master(self.rows)
        self.bound = math.inf
        self.prices = np.zeros(len(self.rows.upper))
        self._keep(known)

    def proved(self) -> Proof:
        if self.rows.days:
            self._priced()
            self._whole()
        else:
            self.bound = self.value
        return Proof(max(self.bound, self.value), self.best, self.value, self._worth())

    def _over(self) -> bool:
        closed = self.bound - self.value <= CLOSED * max(1.0, abs(self.value))
        return closed or self.run.stopped() or self.run.seconds_left() <= self.reserve

    def _priced(self) -> None:
        """Rounds of pricing until the bound is that of the linear programme over all days."""
        centre: Reals | None = None
        way = FIRST_WAY
        rounds = MOST_ROUNDS if self.run.iterations is None else self.run.iterations
        for _ in range(min(rounds, MOST_ROUNDS)):
            solved = None if self._over() else self.master.solved()
            if solved is None:
                return
            aimed = np.maximum(0.0, solved.prices)
            y = aimed if centre is None else centre + way * (aimed - centre)
            priced = self._round(y)
            if priced is None:
                return
            bound, columns = priced
            new = self.master.add(columns)
            better = bound < self.bound
            if better:
                self.bound, self.prices, centre = bound, y, y
                self._tell()
            elif centre is None:
                centre = y
            open_part = self.bound - solved.value - self.rows.constant
            if open_part < DONE * abs(self.bound) + 1e-6 or (not new and way == 1.0):
                return
            if not new and not better:
                way = 1.0
            else:
                way = min(MOST_WAY, way * FASTER) if better else max(LEAST_WAY, way * SLOWER)

    def _round(self, y: Reals) -> tuple[float, list[Column]] | None:
        """The bound at prices `y` and days that are worth more; None when the time is over."""
        least = self.master.best_known(y)
        most = np.empty(len(self.rows.days))
        columns: list[Column] = []
        for n, day in enumerate(self.rows.days):
            if self.run.stopped() or self.run.seconds_left() <= self.reserve:
                return None
            most[n], found = self.pricing.priced(n, day, y, float(least[n]))
            columns += found
        return lagrangian(self.rows, y, most), columns

    def _whole(self) -> None:
        """Choose whole days among those that a better solution may have, and keep the best."""
        if self._over() or not math.isfinite(self.bound):
            return
        missing = -self.master.reduced(self.prices)
        near = np.argsort(missing, kind="stable")[:MOST_COLUMNS]
        columns = [self.master.columns[i] for i in near if missing[i] < self.bound - self.value]
        left = min(WHOLE_SECONDS, self.run.seconds_left() - self.reserve)
        made = whole(self.city, self.rows, columns, self.run, left)
        if made is not None:
            self._take(possible(self.city, made))

    def _take(self, solution: Solution) -> None:
        value = CityState(self.city, solution).total()
        if value > self.value:
            self.best, self.value = solution, value
            self._keep(solution)
            self._tell()

    def _keep(self, solution: Solution) -> None:
        self.master.add(
            self.pricing.column(n, day, solution[day.stay][day.day])
            for n, day in enumerate(self.rows.days)
            if solution[day.stay][day.day]
        )

    def _tell(self) -> None:
        if self.heard is not None:
            self.heard(self.value, max(self.bound, self.value))

    def _worth(self) -> Reals:
        """(stays, days, offers) points of each visit at the last prices."""
        city = self.city
        most = max((len(stay.days) for stay in city.stays), default=0)
        found = np.full((len(city.stays), most, len(city.offers)), np.nan)
        for day in self.rows.days:
            found[day.stay, day.day, day.offers] = self.pricing.profit(day, self.prices)
        return found


def possible(city: City, solution: Solution) -> Solution:
    """`solution` without the visits that do not go together with those before them.

    The rows do not count how many people an offer holds at once.
    """
    state = CityState(city, tuple(tuple(() for _ in stay.days) for stay in city.stays))
    for s, routes in enumerate(solution):
        for d, route in enumerate(routes):
            starts, step = state.open_starts(s, d), city.stays[s].step
            kept: Route = tuple(
                (offer, start) for offer, start in route if starts[offer, start // step]
            )
            state.lay(s, d, kept)
    return state.solution
