"""Several annealing runs from different starts, cut into slices that run on any executor."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sojourn.engine.groups.problem import Arrays, GroupsProblem, Ints, Solution
from sojourn.engine.groups.start import first_assignment
from sojourn.engine.run import StageRun

STARTS = 4
"""Independent runs, whatever the number of workers."""
FIRST_MOVES = 12_000
"""Moves of the first cooling per participant, when time is the limit."""
SLICE_SECONDS = 0.3
SLICE_MOVES = 500_000
"""Moves of a slice when iterations are the limit."""
PATIENCE = 3
"""Coolings without a better value after which a run limited by time ends."""
COLDEST = 1.0 / 600.0
"""The last temperature as a part of the first."""
REHEATED = 0.25
"""The first temperature of later coolings as a part of that of the first one."""


class Slice(NamedTuple):
    """One piece of one run, for a worker."""

    arrays: Arrays
    group: Ints
    host: Ints
    seed: int
    moves: int
    hot: float
    cold: float


class Annealed(NamedTuple):
    """What a slice gives back: the best assignment met, the last one, and the seconds it took."""

    best: Solution
    last: Solution
    seconds: float


@dataclass
class _Walker:
    """One run: where it is and the best that it met."""

    group: Ints
    host: Ints
    best: Solution


def run_slice(task: Slice) -> Annealed:
    """Anneal one slice (top-level, so that any executor can run it)."""
    from sojourn.engine.groups.kernel import anneal

    began = time.perf_counter()
    group, host, value, last_group, last_host, last_value = anneal(
        task.arrays, task.group, task.host, task.seed, task.moves, task.hot, task.cold
    )
    return Annealed(
        Solution(group, host, int(value)),
        Solution(last_group, last_host, int(last_value)),
        time.perf_counter() - began,
    )


def search(problem: GroupsProblem, run: StageRun, reserve: float = 0.0) -> Solution:
    """The best assignment that `STARTS` annealing runs find.

    Limited by iterations, each start makes ``run.iterations`` thousand moves in two coolings.
    Limited by time, coolings grow until `reserve` seconds are left or nothing improves.
    """
    rng = np.random.default_rng(run.seed)
    hot = start_temperature(problem)
    walkers = []
    for _ in range(STARTS):
        group, host = first_assignment(problem, int(rng.integers(2**31)))
        walkers.append(_Walker(group, host, Solution(group, host, -(2**62))))
    _slice(problem, walkers, run, rng, 0, hot, hot)
    if run.iterations is not None:
        moves = run.iterations * 1000
        _cool(problem, walkers, run, rng, moves - moves // 2, hot, SLICE_MOVES)
        _restart(walkers)
        _cool(problem, walkers, run, rng, moves // 2, hot * REHEATED, SLICE_MOVES)
        return _best(walkers)
    _anneal_in_time(problem, walkers, run, rng, hot, reserve)
    return _best(walkers)


def start_temperature(problem: GroupsProblem) -> float:
    """A temperature at which a typical soft difference is often accepted."""
    a = problem.arrays
    if not a.unary.size:
        return 1.0
    worth = (a.unary + a.menu.max(axis=3).transpose(0, 2, 1)).sum(axis=0)
    spread = np.median(worth.max(axis=1) - np.median(worth, axis=1))
    steps = np.abs(np.diff(a.step[:, :4], axis=1)).max(initial=0)
    return float(max(100.0, min(float(spread) + 0.5 * float(steps), 20_000.0)))


def _anneal_in_time(
    problem: GroupsProblem,
    walkers: list[_Walker],
    run: StageRun,
    rng: np.random.Generator,
    hot: float,
    reserve: float,
) -> None:
    """Coolings of growing length while there is time and they help."""
    people = max(1, len(problem.participants))
    probe = 20 * people + 2000
    speed = probe / max(1e-4, _slice(problem, walkers, run, rng, probe, hot, hot))
    moves = FIRST_MOVES * people
    idle = 0
    first = True
    while idle < PATIENCE and run.seconds_left() > reserve:
        left = run.seconds_left() - reserve
        if math.isfinite(left):
            part = 0.6 if first else 1.0
            moves = min(moves, int(part * left * speed / STARTS) + 1)
        before = _best(walkers).value
        began = time.perf_counter()
        each = max(1000, int(speed * SLICE_SECONDS))
        done = _cool(
            problem, walkers, run, rng, moves, hot if first else hot * REHEATED, each, reserve
        )
        speed = max(1.0, STARTS * done / max(1e-4, time.perf_counter() - began))
        idle = 0 if _best(walkers).value > before or first else idle + 1
        first = False
        moves = int(moves * 1.5)
        _restart(walkers)


def _cool(
    problem: GroupsProblem,
    walkers: list[_Walker],
    run: StageRun,
    rng: np.random.Generator,
    moves: int,
    hot: float,
    each: int,
    reserve: float = 0.0,
) -> int:
    """One cooling of all walkers over `moves` moves in slices of `each`; the moves made."""
    done = 0
    while done < moves and not run.stopped() and run.seconds_left() > reserve:
        size = min(each, moves - done)
        from_, to = (hot * COLDEST ** (part / moves) for part in (done, done + size))
        _slice(problem, walkers, run, rng, size, from_, to)
        done += size
    return done


def _slice(
    problem: GroupsProblem,
    walkers: list[_Walker],
    run: StageRun,
    rng: np.random.Generator,
    moves: int,
    hot: float,
    cold: float,
) -> float:
    """Anneal every walker for `moves` moves; the slowest one's seconds for all, one by one."""
    tasks = [
        Slice(problem.arrays, w.group, w.host, int(rng.integers(2**31)), moves, hot, cold)
        for w in walkers
    ]
    seconds = 0.0
    for walker, annealed in zip(walkers, run.map(run_slice, tasks), strict=True):
        walker.group, walker.host = annealed.last.group, annealed.last.host
        seconds = max(seconds, annealed.seconds)
        if annealed.best.value > walker.best.value:
            walker.best = annealed.best
    run.report(_best(walkers).value / 100.0)
    return seconds


def _restart(walkers: list[_Walker]) -> None:
    """Put every walker at its best; the worst half at the best of all."""
    order = sorted(range(len(walkers)), key=lambda i: -walkers[i].best.value)
    best = walkers[order[0]].best
    for place, i in enumerate(order):
        chosen = walkers[i].best if place < (len(walkers) + 1) // 2 else best
        walkers[i].group, walkers[i].host = chosen.group, chosen.host


def _best(walkers: list[_Walker]) -> Solution:
    return max((w.best for w in walkers), key=lambda solution: solution.value)
