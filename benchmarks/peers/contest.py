"""One contestant on one programme's groups, as an account of what it did."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from benchmarks.peers import groups_annealing, groups_cpsat
from benchmarks.peers.plans import PeerResult
from sojourn.engine.groups.build import build
from sojourn.engine.groups.problem import SCALE, GroupsProblem, Ints
from sojourn.engine.groups.solve import solve
from sojourn.engine.groups.supply import supply
from sojourn.engine.progress import Progress
from sojourn.engine.run import InProcess, StageRun
from sojourn.model import Group, Phase, Programme

Peer = Callable[[GroupsProblem, float, int, int], PeerResult]
PEERS: Mapping[str, Peer] = {"cpsat": groups_cpsat.solve, "annealing": groups_annealing.solve}


@dataclass(frozen=True)
class Account:
    """What a contestant found; values and bounds in points.

    Attributes:
        value: what it says that its plan is worth; None without a plan.
        bound: proven upper bound of any plan's value, or None.
        seconds: how long it searched, starting with processes and kernels ready.
        group: group of each participant by number, in the problem's order.
        host: for each stop the host of each group by number.
        trace: (seconds, best value, bound) as it told them; empty where it tells nothing.
        first: the moment (`time.time`) at which it told its first value, or None.

    """

    value: float | None
    bound: float | None
    seconds: float
    group: list[int]
    host: list[list[int]]
    trace: list[tuple[float, float, float | None]]
    first: float | None


def split_phase(programme: Programme) -> Phase:
    """The first split phase. Raises `ValueError` if there is none."""
    found = next((phase for phase in programme.phases if phase.split), None)
    if found is None:
        raise ValueError(f"{programme.id} has no split phase, so no groups to measure")
    return found


def problem_of(programme: Programme, seed: int) -> GroupsProblem:
    """The problem that `sojourn.engine.groups.solve` sees with `seed`."""
    phase = split_phase(programme)
    return build(programme, phase, supply(programme, phase, StageRun("groups", seed).seed))


def by_engine(
    programme: Programme, seconds: float, workers: int, seed: int, ready: bool = True
) -> Account:
    """Our engine; with `ready`, its processes have started and loaded their kernels before."""
    phase = split_phase(programme)
    heard: list[Progress] = []
    first: list[float] = []

    def listen(event: Progress) -> None:
        if not first:
            first.append(time.time())
        heard.append(event)

    with executor(workers) as pool:
        if ready:
            make_ready(pool)
        run = StageRun("groups", seed, seconds=seconds, executor=pool, listener=listen)
        result = solve(programme, phase, run)
        spent = run.elapsed
    problem = problem_of(programme, seed)
    group, host = numbers_of(problem, result.groups)
    return Account(
        value=result.value,
        bound=result.bound,
        seconds=spent,
        group=group.tolist(),
        host=host.tolist(),
        trace=[(event.seconds, event.best, event.bound) for event in heard],
        first=first[0] if first else None,
    )


def by_peer(name: str, programme: Programme, seconds: float, workers: int, seed: int) -> Account:
    """A peer; what it compiles or imports has been before, and its model is built outside time."""
    peer = PEERS[name]
    peer(problem_of(small_programme(), 1), 0.2, 1, 1)
    problem = problem_of(programme, seed)
    found = peer(problem, seconds, workers, seed)
    return Account(
        value=None if found.value is None else found.value / SCALE,
        bound=None if found.bound is None else found.bound / SCALE,
        seconds=found.seconds,
        group=[] if found.solution is None else found.solution.group.tolist(),
        host=[] if found.solution is None else found.solution.host.tolist(),
        trace=[],
        first=None,
    )


@contextmanager
def executor(workers: int) -> Iterator[Executor]:
    """`workers` processes, started as the command line starts them, or this one."""
    if workers == 1:
        yield InProcess()
        return
    forked = "forkserver" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if forked else "spawn")
    with ProcessPoolExecutor(workers, context) as pool:
        yield pool


def make_ready(pool: Executor) -> None:
    """Let every process of `pool` load what it needs, on a tiny programme."""
    tiny = small_programme()
    for seed in (1, 2):
        solve(tiny, split_phase(tiny), StageRun("groups", seed, iterations=1, executor=pool))


def small_programme() -> Programme:
    """A tiny programme with a split phase of two groups."""
    from benchmarks.generate import small

    return next(p for seed in range(100) if _in_two(p := small(seed)))


def _in_two(programme: Programme) -> bool:
    return any(phase.split and phase.groups == 2 for phase in programme.phases)


def numbers_of(problem: GroupsProblem, groups: Sequence[Group]) -> tuple[Ints, Ints]:
    """Groups of a plan as numbers: (P,) of each participant, (S, G) hosts."""
    number = {ident: g for g, ident in enumerate(problem.groups)}
    inside = {p: number[group.id] for group in groups for p in group.participants}
    stops = problem.arrays.place.shape[0]
    host = np.zeros((stops, len(problem.groups)), np.int64)
    for group in groups:
        for s, stop in enumerate(group.stops):
            host[s, number[group.id]] = problem.hosts.index(stop.host)
    return np.array([inside[p] for p in problem.participants], np.int64), host
