"""Several annealing runs from different starts, cut into slices that run on any executor."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sojourn.engine.groups.problem import Arrays, GroupsProblem, Ints, Solution, points
from sojourn.engine.groups.start import first_assignment
from sojourn.engine.run import StageRun

STARTS = 4
"""Independent runs, whatever the number of workers."""
FIRST_MOVES = 2_500
"""Moves of the first cooling per participant; later ones grow by `GROWTH`."""
GROWTH = 1.3
SLICE_SECONDS = 0.3
SLICE_MOVES = 500_000
"""Moves of a slice when iterations are the limit."""
PATIENCE = 8
"""Coolings without a better value after which a run limited by time ends."""
WARMTH = 0.6
"""The first temperature as a part of a typical soft difference."""
COLDEST = 1.0 / 30.0
"""The last temperature as a part of the first."""
REHEATED = 0.5
"""The first temperature of a cooling from a good assignment as a part of that from a new one."""


class Slice(NamedTuple):
    """One piece of one run, for a worker."""

    arrays: Arrays
    group: Ints
    host: Ints
    seed: int
    moves: int
    hot: float
    cold: float


class Found(NamedTuple):
    """What a search found: the best assignment, and good and different ones, best first."""

    best: Solution
    elite: tuple[Solution, ...]


class Annealed(NamedTuple):
    """What a slice gives back: the best assignment met, the last one, and the seconds it took."""

    best: Solution
    last: Solution
    seconds: float


@dataclass
class _Walker:
    """One run: where it is, the best that it met, and whether it has begun anew."""

    group: Ints
    host: Ints
    best: Solution
    fresh: bool = True


def run_slice(task: Slice) -> Annealed:
    """Anneal one slice (top-level, so that any executor can run it)."""
    from sojourn.engine.groups.kernel import anneal

    began = time.perf_counter()
    group, host, value, last_group, last_host, last_value = anneal(
        task.arrays,
        task.arrays.scalars,
        task.group,
        task.host,
        task.seed,
        task.moves,
        task.hot,
        task.cold,
    )
    return Annealed(
        Solution(group, host, int(value)),
        Solution(last_group, last_host, int(last_value)),
        time.perf_counter() - began,
    )


def search(
    problem: GroupsProblem, run: StageRun, reserve: float = 0.0, start: Sequence[Solution] = ()
) -> Found:
    """The best assignments that `STARTS` annealing runs find, by coolings of growing length.

    The first runs go on from the assignments of `start`.

    After each cooling half of the runs go on from the best assignments, the others begin anew.
    Limited by iterations, each run makes ``run.iterations`` thousand moves. Limited by time,
    the search ends when `reserve` seconds are left or nothing has become better for long.
    """
    return _Search(problem, run, reserve, start).found()


def start_temperature(problem: GroupsProblem) -> float:
    """A temperature at which a typical soft difference is often accepted."""
    a = problem.arrays
    if not a.unary.size:
        return 1.0
    worth = a.unary.sum(axis=0)
    spread = np.median(worth.max(axis=1) - np.median(worth, axis=1))
    steps = np.abs(np.diff(a.step[:, :4], axis=1)).max(initial=0)
    return float(WARMTH * max(100.0, min(float(spread) + 0.5 * float(steps), 20_000.0)))


class _Search:
    """The state of one search."""

    def __init__(
        self, problem: GroupsProblem, run: StageRun, reserve: float, start: Sequence[Solution]
    ) -> None:
        self.problem = problem
        self.run = run
        self.reserve = reserve
        self.rng = np.random.default_rng(run.seed)
        self.hot = start_temperature(problem)
        self.people = max(1, len(problem.participants))
        self.walkers = [
            _Walker(given.group, given.host, given, fresh=False) for given in start[:STARTS]
        ]
        self.walkers += [self._begun() for _ in range(STARTS - len(self.walkers))]
        self.each = SLICE_MOVES

    def found(self) -> Found:
        self._slice(0, [self.hot] * STARTS, 1.0)
        if self.run.iterations is not None:
            self._by_iterations(self.run.iterations * 1000)
        else:
            self._by_time()
        elite = sorted((w.best for w in self.walkers), key=lambda found: -found.value)
        return Found(elite[0], tuple(elite))

    def _by_iterations(self, total: int) -> None:
        """Coolings of `total` moves together; at least three where there are enough moves."""
        moves = max(1, min(FIRST_MOVES * self.people, total // 3))
        while total > 0 and not self.run.stopped():
            size = total if total < (1.0 + GROWTH) * moves else moves
            self._cool(size)
            total -= size
            moves = int(moves * GROWTH)
            self._restart()

    def _by_time(self) -> None:
        """Coolings of growing length while there is time and they help."""
        probe = 20 * self.people + 2000
        seconds = self._slice(probe, [self.hot] * STARTS, 1.0)
        speed = probe / max(1e-4, seconds)
        moves = FIRST_MOVES * self.people
        idle = 0
        while idle < PATIENCE and not self._ended():
            left = self.run.seconds_left() - self.reserve
            if math.isfinite(left):
                moves = min(moves, int(left * speed / STARTS) + 1)
            before = self._best().value
            began = time.perf_counter()
            self.each = max(1000, int(speed * SLICE_SECONDS))
            done = self._cool(moves)
            speed = max(1.0, STARTS * done / max(1e-4, time.perf_counter() - began))
            idle = 0 if self._best().value > before else idle + 1
            moves = int(moves * GROWTH)
            self._restart()

    def _ended(self) -> bool:
        return self.run.stopped() or self.run.seconds_left() <= self.reserve

    def _cool(self, moves: int) -> int:
        """One cooling of all walkers over `moves` moves, in slices; the moves made."""
        done = 0
        while done < moves and not self._ended():
            size = min(self.each, moves - done)
            begin, end = (COLDEST ** (part / moves) for part in (done, done + size))
            hot = [self.hot * (1.0 if w.fresh else REHEATED) * begin for w in self.walkers]
            self._slice(size, hot, end / begin)
            done += size
        return done

    def _slice(self, moves: int, hot: list[float], ratio: float) -> float:
        """Anneal every walker for `moves` moves; the slowest one's seconds."""
        tasks = [
            Slice(
                self.problem.arrays,
                walker.group,
                walker.host,
                int(self.rng.integers(2**31)),
                moves,
                temperature,
                temperature * ratio,
            )
            for walker, temperature in zip(self.walkers, hot, strict=True)
        ]
        seconds = 0.0
        for walker, annealed in zip(self.walkers, self.run.map(run_slice, tasks), strict=True):
            walker.group, walker.host = annealed.last.group, annealed.last.host
            seconds = max(seconds, annealed.seconds)
            if annealed.best.value > walker.best.value:
                walker.best = annealed.best
        self.run.report(points(self._best().value + self.problem.constant))
        return seconds

    def _restart(self) -> None:
        """Go on from the better half of the assignments; begin anew in place of the others."""
        order = sorted(range(STARTS), key=lambda i: -self.walkers[i].best.value)
        for place, i in enumerate(order):
            best = self.walkers[i].best
            if place < STARTS // 2:
                self.walkers[i] = _Walker(best.group, best.host, best, fresh=False)
            else:
                self.walkers[i] = self._begun()

    def _begun(self) -> _Walker:
        """A new walker at an assignment of its own."""
        group, host = first_assignment(self.problem, int(self.rng.integers(2**31)))
        return _Walker(group, host, Solution(group, host, -(2**62)))

    def _best(self) -> Solution:
        return max((w.best for w in self.walkers), key=lambda solution: solution.value)
