"""Column generation over whole days: a bound that falls, and days from which plans are made.

Prices go part of the way from those of the best bound to those of the master (Wentges, Weighted
Dantzig-Wolfe decomposition, 1997, doi:10.1016/S0969-6016(97)00001-4). At any prices the best day
of each group at them bounds every solution, so the bound holds whenever it is stopped.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np

from sojourn.engine.branching import divided
from sojourn.engine.days.problem import City, Reals, Route, Solution
from sojourn.engine.days.proof.branch import evenest, without
from sojourn.engine.days.proof.master import Master, chosen, whole
from sojourn.engine.days.proof.pricing import Column, Pricing, lagrangian
from sojourn.engine.days.proof.rows import Visit, rows_of
from sojourn.engine.days.state import CityState
from sojourn.engine.linear import Optimum
from sojourn.engine.run import StageRun

MOST_ROUNDS = 400
FIRST_WAY, LEAST_WAY, MOST_WAY = 0.5, 0.2, 0.8
"""Part of the way from the best prices to the master's: at first, at least, at most."""
FASTER, SLOWER = 1.2, 0.8
"""How it changes after a round that lowers the bound, and after one that does not."""
DONE, DONE_OF_GAP = 1e-6, 0.02
"""Part of the bound, and of the gap, that may be open between bound and master in the end."""
MOST_PARTS = 10_000
"""Parts of the solutions that are bounded on their own at most."""
PART_ROUNDS = 5
"""Rounds that a part stands for in a run limited by iterations."""
CLOSED = 1e-6
"""Part of the value that may be open when a solution is called optimal."""
WHOLE_SECONDS = 3.0
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
    city: City,
    known: Sequence[Solution],
    run: StageRun,
    reserve: float = 0.0,
    heard: Heard | None = None,
    threads: int = 1,
) -> Proof:
    """The best bound until the run, less `reserve` seconds, is over or the gap is closed.

    Args:
        city: what is bounded.
        known: good solutions, the best first, whose days are the first columns.
        run: limits and executor; limited by iterations, so many rounds of pricing.
        reserve: seconds to leave for others.
        heard: told of progress.
        threads: group-days that are priced at the same time.

    """
    with ThreadPoolExecutor(threads) as pool:
        return _Proof(city, known, run, reserve, heard, pool).proved()


@dataclass
class _Best:
    """The best solution known and its value, which the proofs of all parts share."""

    solution: Solution
    value: float


class _Proof:
    """The state of one proof: of all solutions, or of a part of them."""

    def __init__(
        self,
        city: City,
        known: Sequence[Solution],
        run: StageRun,
        reserve: float,
        heard: Heard | None,
        pool: ThreadPoolExecutor,
        required: tuple[Visit, ...] = (),
        best: _Best | None = None,
    ) -> None:
        self.city, self.run, self.reserve, self.heard = city, run, reserve, heard
        self.pool, self.required = pool, required
        self.best = best or _Best(known[0], CityState(city, known[0]).total())
        self.pricing = Pricing(city)
        self.rows = rows_of(city, self.pricing.slack(), required)
        self.pricing.prepare(self.rows)
        self.master = Master(self.rows)
        self.bound = math.inf
        self.last: Optimum | None = None
        self.prices = np.zeros(len(self.rows.upper))
        for solution in known:
            self._keep(solution)

    def proved(self) -> Proof:
        if self.rows.days:
            self._priced(None)
            self._whole()
            self.bound = min(self.bound, divided(self, self._told, self._most_parts()))
        else:
            self.bound = self.best.value
        best, value = self.best.solution, self.best.value
        return Proof(max(self.bound, value), best, value, self._worth())

    def _most_parts(self) -> int:
        """Parts of the solutions that are bounded on their own."""
        rounds = self.run.iterations
        return MOST_PARTS if rounds is None else min(MOST_PARTS, rounds // PART_ROUNDS)

    def _told(self, bound: float) -> bool:
        """Take a lower bound of all solutions; whether parts go on being looked at."""
        if bound < self.bound:
            self.bound = bound
            self._tell()
        return not self._over()

    def parts(self) -> Sequence[Callable[[], _Proof]]:
        """The proofs of the solutions with a visit, and of those without it."""
        if self.last is None:
            return ()
        taken = self.master.taken(self.last.values)
        columns = self.master.columns[: len(taken)]
        visit = evenest(self.rows, columns, taken)
        if visit is None:
            self._take(chosen(self.city, self.rows, columns, taken))
            return ()
        with_it = partial(self._part, self.city, (*self.required, visit))
        return with_it, partial(self._part, without(self.city, visit), self.required)

    def _part(self, city: City, required: tuple[Visit, ...]) -> _Proof:
        """The proof for a part of the solutions, from what is known here."""
        part = _Proof(city, (), self.run, self.reserve, None, self.pool, required, self.best)
        part.bound = self.bound
        number = {(day.stay, day.day): n for n, day in enumerate(part.rows.days)}
        row = {name: i for i, name in enumerate(part.rows.names)}
        centre = np.zeros(len(part.rows.upper))
        for name, price in zip(self.rows.names, self.prices.tolist(), strict=True):
            if name in row:
                centre[row[name]] = price
        part.master.add(
            part.pricing.column(n, part.rows.days[n], column.route)
            for column in self.master.columns
            for day in (self.rows.days[column.group_day],)
            for n in (number.get((day.stay, day.day), -1),)
            if n >= 0 and part.rows.days[n].holds(column.route)
        )
        part.prices = centre
        part._priced(centre)
        return part

    def _over(self) -> bool:
        closed = self.bound - self.best.value <= CLOSED * max(1.0, abs(self.best.value))
        return closed or self.run.stopped() or self.run.seconds_left() <= self.reserve

    def _priced(self, centre: Reals | None) -> None:
        """Rounds of pricing until the bound is that of the linear programme over all days.

        Prices begin at `centre`, or at those of the columns that are known.
        """
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
            done = max(DONE * abs(self.bound), DONE_OF_GAP * (self.bound - self.best.value))
            if open_part < done or (not new and way == 1.0):
                self.last = solved
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

        def priced(n: int) -> tuple[float, list[Column]] | None:
            if self.run.stopped() or self.run.seconds_left() <= self.reserve:
                return None
            return self.pricing.priced(n, self.rows.days[n], y, float(least[n]))

        for n, answer in enumerate(self.pool.map(priced, range(len(most)))):
            if answer is None:
                return None
            most[n] = answer[0]
            columns += answer[1]
        return lagrangian(self.rows, y, most), columns

    def _whole(self) -> None:
        """Choose whole days among those that a better solution may have, and keep the best."""
        if self._over() or not math.isfinite(self.bound):
            return
        missing, gap = -self.master.reduced(self.prices), self.bound - self.best.value
        near = np.argsort(missing, kind="stable")[:MOST_COLUMNS]
        columns = [self.master.columns[i] for i in near if missing[i] < gap]
        left = min(WHOLE_SECONDS, self.run.seconds_left() - self.reserve)
        made = whole(self.city, self.rows, columns, self.run, left)
        if made is not None:
            self._take(made)

    def _take(self, made: Solution) -> None:
        """Keep what is possible of a solution of whole days, if it is the best."""
        solution = possible(self.city, made)
        value = CityState(self.city, solution).total()
        if value > self.best.value:
            self.best.solution, self.best.value = solution, value
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
            self.heard(self.best.value, max(self.bound, self.best.value))

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
