"""The search for groups: rounds of annealing by several walkers, on any executor."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sojourn.engine.groups.crossing import crossed
from sojourn.engine.groups.elite import Elite
from sojourn.engine.groups.problem import (
    LANGUAGE_PRICE,
    Arrays,
    GroupsProblem,
    Ints,
    Solution,
    points,
)
from sojourn.engine.groups.start import first_assignment
from sojourn.engine.groups.warmth import first_temperature, place, warmth
from sojourn.engine.run import StageRun

WALKERS, FEW_WALKERS = 4, 2
"""Annealings of a round, whatever the number of workers; few ..."""
LARGE = 1_000_000
"""... where participants times groups are more than this."""
ITERATION = 10_000
"""Changes that each walker weighs in one iteration."""
SWEEPS = 3000
"""Times that a walker of the first round weighs every change."""
GROWTH, GROWING = 1.4, 8
"""Each round is longer than the one before, for so many rounds."""
ROUNDS = 3.0
"""The first round takes at most the time divided by this."""
LAST = 1.5
"""What is left of the time goes to one round if two would not fit: less than so many rounds."""
PATIENCE = 6
"""Rounds without a better value after which the search ends."""
SLICE_SECONDS = 0.5
"""Seconds of a slice of all walkers together."""
SLICE_WORK = 20_000_000
"""Changes that a slice weighs at most when iterations are the limit."""
LEAST_SIZE, LEAST_SLICES = 1000, 6
"""Changes that a slice weighs, and slices of an annealing, at least."""
FIRST_SPEED = 3e7
"""Changes weighed in a second, before that is measured."""
SETTLING, SETTLING_WORK = 30, 20_000_000
"""Times that every change is weighed before temperatures are chosen; and changes at most."""
NOTHING = 1e-6
"""A temperature at which nothing is made worse."""
REHEATED = 0.5
"""The first temperature from a good assignment as a part of that from a new one."""
PARENTS = 8
PARTS = (0.25, 0.5)
"""Parts of the groups that are taken from a second assignment."""
EASED = 0.6
"""The part of an annealing in which hard rules may be cheaper."""
EASE, LEAST_EASE = 0.25, 1.0 / 64.0
"""How much cheaper at first, and at least."""
WALL = 20.0
"""A price is never cheaper than so many times the temperature at first."""


class Slice(NamedTuple):
    """One piece of one annealing, for a worker."""

    arrays: Arrays
    prices: Ints
    group: Ints
    host: Ints
    seed: int
    moves: int
    hot: float
    cold: float


class Annealed(NamedTuple):
    """What a slice gives back: the best assignment met, the last one, changes weighed.

    `paid` is what hard rules take from the last one's value.
    """

    best: Solution
    last: Solution
    weighed: int
    paid: int


class Found(NamedTuple):
    """What a search found: the best assignment, and good and different ones, best first."""

    best: Solution
    elite: tuple[Solution, ...]


@dataclass
class Walker:
    """One annealing: where it is, the best that it met, and how far it has come.

    Attributes:
        group, host: the assignment where it is.
        done: the part of the course of temperatures that is behind it.
        ease: factor of the hard prices in the first part of the course.
        best: the best assignment met, or None before the first slice.
        weighed: changes weighed.
        frozen: whether nothing moves any more.

    """

    group: Ints
    host: Ints
    done: float = 0.0
    ease: float = 1.0
    best: Solution | None = None
    weighed: int = 0
    frozen: bool = False


def run_slice(task: Slice) -> Annealed:
    """Anneal one slice (top-level, so that any executor can run it)."""
    from sojourn.engine.groups.kernel import anneal

    found = anneal(
        task.arrays,
        task.prices,
        task.group,
        task.host,
        task.seed,
        task.moves,
        task.hot,
        task.cold,
    )
    return Annealed(
        Solution(found.group, found.host, int(found.best)),
        Solution(found.last_group, found.last_host, int(found.last)),
        int(found.weighed),
        int(found.paid),
    )


def search(
    problem: GroupsProblem, run: StageRun, reserve: float = 0.0, start: Sequence[Solution] = ()
) -> Found:
    """The best assignments that rounds of annealing find.

    In the first round the walkers go on from the assignments of `start`, or from new ones;
    later ones from the best, from what is made of two good ones, and some from new ones. Rounds
    grow. Limited by iterations, each walker weighs ``run.iterations`` times ten thousand
    changes. Limited by time, the search ends when `reserve` seconds are left or nothing has
    become better for long.
    """
    return _Search(problem, run, reserve).found(start)


class _Search:
    """The state of one search."""

    def __init__(self, problem: GroupsProblem, run: StageRun, reserve: float) -> None:
        self.problem = problem
        self.run = run
        self.reserve = reserve
        self.rng = np.random.default_rng(run.seed)
        people, groups = len(problem.participants), len(problem.groups)
        self.number = WALKERS if people * groups <= LARGE else FEW_WALKERS
        self.changes = max(1, people * (people + groups))
        self.work_left = math.inf
        if run.iterations is not None:
            self.work_left = float(run.iterations * ITERATION * self.number)
        self.speed = FIRST_SPEED
        self.hot = 1.0
        self.ease = [1.0, EASE] * (self.number // 2)
        self.elite = Elite(people)
        self.best: Solution | None = None

    def found(self, start: Sequence[Solution]) -> Found:
        walkers = [self._first(start, i) for i in range(self.number)]
        self._slice(walkers, 0, [(1.0, 1.0)] * len(walkers))
        self._settle(walkers[0])
        length = float(SWEEPS * self.changes)
        idle = turn = 0
        while idle < PATIENCE and not self._ended():
            before = self._value()
            if turn:
                walkers = [self._next(i, turn) for i in range(self.number)]
            most = self._budget() / self.number
            work = min(most / ROUNDS, length) if turn == 0 else length
            self._round(walkers, most if most < LAST * work else work)
            length *= GROWTH if turn < GROWING else 1.0
            turn += 1
            idle = 0 if self._value() > before else idle + 1
        self._keep(walkers)
        if self.best is not None:  # it may be older than the walkers of the last round
            self.elite.add(self.best)
        elite = self.elite.found
        return Found(elite[0], elite)

    def _value(self) -> int:
        """The value of the best assignment met."""
        return -(2**62) if self.best is None else self.best.value

    def _keep(self, walkers: list[Walker]) -> None:
        """Keep the best of each walker among the good and different ones."""
        for walker in walkers:
            if walker.best is not None:
                self.elite.add(walker.best)

    def _budget(self) -> float:
        """Changes that can still be weighed."""
        if self.run.iterations is not None:
            return self.work_left
        return max(0.0, self.run.seconds_left() - self.reserve) * self.speed

    def _ended(self) -> bool:
        if self.work_left < 1.0:
            return True
        return self.run.stopped() or self.run.seconds_left() <= self.reserve

    def _first(self, start: Sequence[Solution], i: int) -> Walker:
        """A walker from the assignments of `start`, where there are any."""
        if not start:
            return self._anew(i)
        given, fixed = start[i % len(start)], self.problem.arrays.fixed
        group = np.where(fixed >= 0, fixed, given.group)
        return Walker(group, given.host, place(REHEATED), self.ease[i])

    def _anew(self, i: int) -> Walker:
        """A walker at an assignment of its own."""
        group, host = first_assignment(self.problem, self._seed())
        return Walker(group, host, 0.0, self.ease[i])

    def _next(self, i: int, turn: int) -> Walker:
        """A walker of a later round: from the best, from two good ones, or anew."""
        elite = self.elite.found[:PARENTS]
        if i == self.number - 1 and (turn % 2 == 1 or len(elite) < 2):
            return self._anew(i)
        if i == 0 or len(elite) < 2:
            return Walker(elite[0].group, elite[0].host, place(REHEATED), self.ease[i])
        one, two = (elite[k] for k in self.rng.permutation(len(elite))[:2])
        part = PARTS[i % len(PARTS)]
        group, host = crossed(self.problem.arrays, one, two, part, self.rng)
        return Walker(group, host, place(REHEATED), self.ease[i])

    def _seed(self) -> int:
        return int(self.rng.integers(2**31))

    def _settle(self, walker: Walker) -> None:
        """Choose temperatures by the changes of an assignment that has settled down."""
        if self._ended():
            return
        work = min(SETTLING * self.changes, SETTLING_WORK, int(self._budget() / 20))
        settling = Walker(walker.group, walker.host)
        while settling.weighed < work and not settling.frozen and not self._ended():
            size = min(self._size(1), work - settling.weighed)
            self._slice([settling], size, [(NOTHING, NOTHING)])
        self.hot = first_temperature(
            self.problem.arrays, settling.group, settling.host, self._seed()
        )

    def _round(self, walkers: list[Walker], work: float) -> None:
        """One annealing of each of `walkers`; whole ones weigh about `work` changes."""
        course = max(1.0, work)
        going = list(walkers)
        while going and not self._ended():
            ahead = sum(1.0 - w.done for w in going)
            course = max(1.0, min(course, self._budget() / ahead))
            size = min(self._size(len(going)), math.ceil(course / LEAST_SLICES))
            temperatures = []
            for walker in going:
                hot = self.hot * warmth(walker.done)
                walker.done = min(1.0, walker.done + size / course)
                temperatures.append((hot, self.hot * warmth(walker.done)))
            self._slice(going, size, temperatures)
            going = [w for w in going if w.done < 1.0 and not w.frozen]
        self.ease = [walker.ease for walker in walkers]
        self._keep(walkers)

    def _size(self, walkers: int) -> int:
        """Changes that each of so many walkers weighs in a slice."""
        if self.run.iterations is not None:
            return max(1, min(SLICE_WORK, int(self.work_left / walkers)))
        return max(LEAST_SIZE, int(self.speed * SLICE_SECONDS / walkers))

    def _slice(
        self, walkers: list[Walker], moves: int, temperatures: list[tuple[float, float]]
    ) -> None:
        """Anneal each walker for `moves` changes between two temperatures."""
        arrays = self.problem.arrays
        tasks = [
            Slice(
                self._eased(walker),
                arrays.scalars,
                walker.group,
                walker.host,
                self._seed(),
                moves,
                hot,
                cold,
            )
            for walker, (hot, cold) in zip(walkers, temperatures, strict=True)
        ]
        began, weighed = time.perf_counter(), 0
        for walker, annealed in zip(walkers, self.run.map(run_slice, tasks), strict=True):
            walker.group, walker.host = annealed.last.group, annealed.last.host
            walker.weighed += annealed.weighed
            walker.frozen = annealed.weighed < moves
            if walker.ease < 1.0 and walker.done < EASED:
                factor = 2.0 if annealed.paid < 0 else 0.5
                walker.ease = min(EASE, max(LEAST_EASE, factor * walker.ease))
            if walker.best is None or annealed.best.value > walker.best.value:
                walker.best = annealed.best
            if annealed.best.value > self._value():
                self.best = annealed.best
            weighed += annealed.weighed
        self.work_left -= weighed
        if weighed > LEAST_SIZE:
            self.speed = weighed / max(1e-4, time.perf_counter() - began)
        self.run.report(points(self._value() + self.problem.constant))

    def _eased(self, walker: Walker) -> Arrays:
        """The arrays, with cheaper hard rules while the walker may cross what breaks them."""
        arrays = self.problem.arrays
        if walker.ease == 1.0 or walker.done >= EASED:
            return arrays
        prices = arrays.scalars.copy()
        true = prices[LANGUAGE_PRICE:]
        cheap = np.maximum(true * walker.ease, WALL * self.hot).astype(np.int64)
        prices[LANGUAGE_PRICE:] = np.minimum(true, cheap)
        return arrays._replace(scalars=prices)
