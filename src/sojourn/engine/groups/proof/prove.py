"""Column generation: bounds that fall, and columns from which better solutions are made.

Columns are groups at locations (Barnhart et al., Branch-and-price, 1998,
doi:10.1287/opre.46.3.316). Prices go part of the way from those of the best bound to those of
the master (Wentges, Weighted Dantzig-Wolfe decomposition, 1997, doi:10.1016/S0969-6016(97)00001-4)
and stay in a box around them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from sojourn.engine.branching import divided
from sojourn.engine.groups.problem import GroupsProblem, Solution, points
from sojourn.engine.groups.proof.branch import Halves, evenest, restricted
from sojourn.engine.groups.proof.columns import Column, column_of
from sojourn.engine.groups.proof.compact import first_prices, flat_lines
from sojourn.engine.groups.proof.integer import whole_solution
from sojourn.engine.groups.proof.layout import layout
from sojourn.engine.groups.proof.limits import differences, most_members, provable, unlimited
from sojourn.engine.groups.proof.locations import Locations, habits, locations, tongues
from sojourn.engine.groups.proof.master import Master
from sojourn.engine.groups.proof.order import pairs_of
from sojourn.engine.groups.proof.pricing import Priced, Pricing
from sojourn.engine.groups.proof.rows import rows_of
from sojourn.engine.linear import Floats
from sojourn.engine.run import StageRun

MOST_ROUNDS = 400
FIRST_PRICES_SHARE = 0.7
"""Part of the time that the compact relaxation may take."""
STATES = 400
SMALL_STATES = 6_000
COARSE_STATES = 60
"""States of the rough dynamic programme that is tried first."""
FINER = 4
"""How many times more states the dynamic programme has, once prices are found for fewer."""
INHERITED = 2_000
"""Columns, nearest to their prices, that the finer proof begins with."""
SMALL = 40
"""Participants up to whom the dynamic programme may have `SMALL_STATES`."""
WIDTH = 30.0
"""First width of the box, as a part of what hosts differ for a typical participant."""
WAY = 0.5
"""Part of the way from the best prices to the master's, at most."""
LEAST_WAY = 0.1
"""The same at least, with more than `SMALL` participants."""
SLOWER, QUICKER = 0.6, 1.3
"""How the way changes after steps that were too long, and after good ones."""
ENOUGH = 0.1
"""A step is good that gains this part of what the master promises."""
FIRST_TRIES, MOST_TRIES = 12, 200
"""Dynamic programmes for one location: while prices are far from the best, and in the end."""
SLACK = 0.3
"""How far bounds of locations may lie above, as a part of the gap that is open."""
LOOSE = 0.3
"""Pricing is thorough enough while its own gap is this part of the one that is open."""
WORTH_PROVING = 0.1
"""A bound for solutions that keep the hard rules is proved for all if it closes so much."""
CLOSE = 0.001
"""Part of the bound that may be open between estimate and master before bounds are exact."""
DONE = 3e-5
"""Part of the bound that may be open between estimate and master when prices are the last."""
MOST_PARTS = 2_000
"""Parts of the solutions that are bounded on their own."""
PARTS_SHARE = 0.5
"""Part of the time left that they take with more than `SMALL` participants; then search goes on."""
PART_ROUNDS = 10
"""Rounds that a part stands for in a run limited by iterations."""
LAST_UNIT, LAST_PART = 0.5, 0.05
"""The same in units of value for up to `SMALL` participants: enough to close the gap; and for a
part of the solutions, as a part of the gap that it leaves."""
WHOLE_EVERY = 8
"""Rounds between two solutions made of whole columns."""


class Proof(NamedTuple):
    """A proven upper bound in integer units, constant part left out, or None; and a solution."""

    bound: int | None
    best: Solution


Improve = Callable[[Solution], Solution]
"""A search that goes on from a solution."""


def proved(
    problem: GroupsProblem,
    known: Sequence[Solution],
    run: StageRun,
    reserve: float = 0.0,
    improve: Improve | None = None,
) -> Proof:
    """The best bound until the run, less `reserve` seconds, is over or the gap is closed.

    Args:
        problem: what is bounded.
        known: good solutions, the best first, as first columns.
        run: limits and executor; limited by iterations, so many rounds of pricing.
        reserve: seconds to leave for others.
        improve: makes the solutions of whole columns better.

    """
    where = locations(problem.arrays) if provable(problem) else None
    if where is None:
        return Proof(None, known[0])
    people = problem.arrays.language.shape[0]
    states = SMALL_STATES if people <= SMALL else STATES
    proof = _Proof(problem, where, known, run, reserve, improve, states)
    ended = proof.converged(proof.first_prices())
    while ended is not None and states * FINER <= SMALL_STATES and proof.pricing.plan.relaxed:
        states *= FINER
        finer = _Proof(problem, where, known, run, reserve, improve, states)
        ended = finer.converged(finer.inherited(proof, ended))
        proof = finer
    if ended is not None:
        proof.divide(ended)
    return proof.result()


class _Proof:
    """The state of one proof, with so many states of the dynamic programme."""

    def __init__(
        self,
        problem: GroupsProblem,
        where: Locations,
        known: Sequence[Solution],
        run: StageRun,
        reserve: float,
        improve: Improve | None,
        states: int,
        whole: bool = True,
    ) -> None:
        self.problem, self.where, self.run, self.reserve = problem, where, run, reserve
        self.improve, self.states, self.whole = improve, states, whole
        self.a = a = unlimited(problem)
        self.best = known[0]
        spoken = tongues(a)
        assert spoken is not None
        self.habits = habits(a)
        aside = [habit.number for habit in self.habits]
        pairs = pairs_of(a)
        plan = layout(a, most_members(problem), states, aside, pairs)
        self.rows = rows_of(a, where, plan.relaxed)
        self.pricing = Pricing(
            a,
            where,
            spoken,
            self.habits,
            plan,
            self.rows,
            pairs,
            problem.hard,
            flat_lines(a, self.habits),
            layout(a, most_members(problem), COARSE_STATES, aside, pairs),
        )
        self.master = Master(self.rows)
        for solution in known:
            self._keep(self._columns(solution))
        self.bound = math.inf
        self.promising: Priced | None = None
        self.exceeded = False
        self.proving = 0.0
        self.last: Floats | None = None
        self.width = WIDTH * differences(a)

    def inherited(self, other: _Proof, prices: Floats) -> Floats:
        """Take the bound and the columns of a rougher proof; its `prices` for this one's rows."""
        other._prove()
        self.bound, self.best, self.width = other.bound, other.best, other.width
        self.exceeded = other.exceeded
        self.pricing.set_lines(other.pricing.lines)
        reduced = [
            float(c.value - c.relaxed - c.coefficients @ prices[c.rows])
            for c in other.master.columns
        ]
        nearest = np.argsort(-np.array(reduced), kind="stable")[:INHERITED]
        a, where, rows = self.a, self.where, self.rows
        self._keep(
            [
                column_of(a, where, rows, column.location, column.members)
                for column in (other.master.columns[i] for i in nearest)
            ]
        )
        return rows.feasible(rows.taken_over(other.rows, prices))

    def converged(self, centre: Floats) -> Floats | None:
        """Lower the bound; the best prices if they are the last, None if the end came before."""
        estimate = self._tried(centre, FIRST_TRIES)
        if estimate is None:
            return None
        centre, worth = estimate.prices, estimate.estimate
        way, pace, exact, tries = WAY, WAY, False, FIRST_TRIES
        slowest = WAY if self.a.language.shape[0] <= SMALL else LEAST_WAY
        rounds = MOST_ROUNDS if self.run.iterations is None else self.run.iterations
        for number in range(1, min(rounds, MOST_ROUNDS) + 1):
            if self._over():
                return None
            solved = self.master.solved(centre, self.width)
            if solved is None:
                return None
            optimum, held = solved
            worth = max(worth, self.pricing.known(centre))
            promised = worth - optimum.value
            if held <= 1e-6 and promised < self._done():
                self._whole(None)
                return centre
            aimed = self.rows.feasible(optimum.prices)
            prices = centre + way * (aimed - centre)
            slack = max(1.0, SLACK * promised / self.a.place.shape[1])
            priced = self._tried(prices, tries, slack)
            if priced is None:
                return None
            gained = worth - priced.estimate
            new = self._keep(priced.columns)
            if gained > 0 and gained >= ENOUGH * promised * way:
                centre, worth = priced.prices, priced.estimate
                pace = min(WAY, QUICKER * pace)
                if held > 1e-6:
                    self.width *= 1.5
            elif new or way < 1.0:
                pace = max(slowest, SLOWER * pace)
            else:
                if exact and held <= 1e-6:
                    self._whole(None)
                    return centre
                centre, worth = priced.prices, priced.estimate
                self.width *= 2.0
            way = pace if new else 1.0
            exact = exact or promised < CLOSE * abs(self.bound + self.problem.constant)
            if exact or (not new and way == 1.0):
                tries = MOST_TRIES
            elif priced.bound - priced.estimate > LOOSE * (priced.estimate - optimum.value):
                tries = min(MOST_TRIES, int(1.3 * tries) + 1)
            if number % WHOLE_EVERY == 0 and held <= 1e-6:
                self._whole(self.master.taken(optimum.values))
        return None

    def _done(self) -> float:
        """What may be open between estimate and master when prices are the last."""
        if not self.whole:
            return max(LAST_UNIT, LAST_PART * (self.bound - self.best.value))
        if self.problem.arrays.language.shape[0] <= SMALL:
            return LAST_UNIT
        return DONE * abs(self.bound + self.problem.constant)

    def divide(self, prices: Floats) -> None:
        """Lower the bound by those of parts of the solutions, from the last `prices` on."""
        self._prove()
        self.last = prices
        left = self.run.seconds_left() - self.reserve
        if math.isfinite(left) and self.problem.arrays.language.shape[0] > SMALL:
            self.reserve += left * (1.0 - PARTS_SHARE)

        def told(bound: float) -> bool:
            self.bound = min(self.bound, bound)
            self._tell()
            return not self._over()

        most = MOST_PARTS if self.run.iterations is None else self.run.iterations // PART_ROUNDS
        self.bound = min(self.bound, divided(self, told, min(most, MOST_PARTS)))

    def parts(self) -> Sequence[Callable[[], _Proof]]:
        """The proofs of both halves of a participant's hosts; none where prices are not the last.

        Who is divided says the optimum of the master.
        """
        solved = None if self.last is None else self.master.solved(self.last, self.width)
        if solved is None:
            return ()
        taken = self.master.taken(solved[0].values)[: len(self.master.columns)]
        halves = evenest(self.where, self.master.columns, taken, self.rows.hosts)
        if halves is None:
            return ()
        other = halves._replace(hosts=~halves.hosts)
        return partial(self._half, halves), partial(self._half, other)

    def _half(self, halves: Halves) -> _Proof:
        """The proof for the solutions of these hosts."""
        problem = restricted(self.problem, halves)
        where = locations(problem.arrays)
        assert where is not None and self.last is not None
        found = _Proof(
            problem, where, (self.best,), self.run, self.reserve, self.improve, self.states, False
        )
        found.last = found.converged(found.inherited(self, self.last))
        found._prove()
        return found

    def _over(self) -> bool:
        closed = self.bound < self.best.value + 1
        return closed or self.run.stopped() or self.run.seconds_left() <= self.reserve

    def result(self) -> Proof:
        """The bound and the best solution, when there is no more time or no gap."""
        self._prove()
        proven = math.isfinite(self.bound)
        return Proof(math.floor(self.bound + 1e-6) if proven else None, self.best)

    def first_prices(self) -> Floats:
        """Prices to begin with."""
        left = self.run.seconds_left() - self.reserve
        seconds = FIRST_PRICES_SHARE * left if math.isfinite(left) else 600.0
        pricing = self.pricing
        first = first_prices(
            self.a, self.where, self.habits, self.rows, pricing.halves, self.run, seconds
        )
        if first is not None:
            pricing.set_lines(first.lines)
            return self.rows.feasible(first.prices)
        solved = self.master.solved(np.zeros(len(self.rows.limit)), 1e9)
        prices = np.zeros(len(self.rows.limit)) if solved is None else solved[0].prices
        return self.rows.feasible(prices)

    def _tried(self, prices: Floats, tries: int, slack: float = 100.0) -> Priced | None:
        """What `prices` prove; the bound is told when it has become better."""
        priced = self.pricing.priced(prices, self.run, self.reserve, slack, tries)
        if priced is None:
            return None
        if self.promising is None or priced.bound < self.promising.bound or self.exceeded:
            self.promising = priced
            open_gap = self.bound - self.best.value
            if self.exceeded or not self.bound - priced.bound < WORTH_PROVING * open_gap:
                self._prove()
        return priced

    def _prove(self) -> None:
        """Make a bound for all solutions of one for those that keep the hard rules."""
        if self.promising is None or self.promising.bound >= self.bound:
            return
        began = self.run.elapsed
        excess = self.pricing.excess(self.promising.prices)
        # The last bound is made like this too, when the time for prices is over.
        self.reserve -= self.proving
        self.proving = self.run.elapsed - began
        self.reserve += self.proving
        self.exceeded = excess > 0
        if self.promising.bound + excess < self.bound:
            self.bound = self.promising.bound + excess
            self._tell()

    def _tell(self) -> None:
        if not self.whole:
            return
        constant = self.problem.constant
        bound = max(math.floor(self.bound + 1e-6), self.best.value)
        self.run.report(points(self.best.value + constant), points(bound + constant))

    def _keep(self, columns: Sequence[Column]) -> list[Column]:
        new = self.master.add(columns)
        for column in new:
            self.pricing.keep(column)
        return new

    def _columns(self, solution: Solution) -> list[Column]:
        """The columns of a solution's groups."""
        a, where = self.a, self.where
        found = []
        for g in range(solution.host.shape[1]):
            members = solution.group == g
            inside = (where.kind == where.kind_of[g]) & (where.route == solution.host[:, g]).all(
                axis=1
            )
            location = int(np.flatnonzero(inside)[0])
            found.append(column_of(a, where, self.rows, location, members))
        return found

    def _whole(self, taken: Floats | None) -> None:
        """Make a solution of whole columns, make it better, and keep it if it is the best."""
        if self._over() or not math.isfinite(self.bound) or not self.whole:
            return
        made = whole_solution(
            self.problem,
            self.where,
            self.rows,
            self.master.columns,
            self.best,
            self.run,
            self.reserve,
            taken,
        )
        if made is not None and self.improve is not None:
            made = self.improve(made)
        if made is not None:
            self._keep(self._columns(made))
            if made.value > self.best.value:
                self.best = made
                self._tell()
