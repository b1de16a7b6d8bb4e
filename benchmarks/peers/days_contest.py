"""One contestant on the days of one city, as an account of what it did."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.peers import days_cpsat, days_highs, days_pyvrp
from benchmarks.peers.contest import executor
from benchmarks.peers.days_plans import PeerDays, faults
from sojourn.engine.days import city_search
from sojourn.engine.days.problem import City, Solution
from sojourn.engine.days.state import CityState
from sojourn.engine.progress import Progress
from sojourn.engine.run import StageRun

Peer = Callable[[City, float, int, int], PeerDays]
PEERS: Mapping[str, Peer] = {
    "cpsat": days_cpsat.solve,
    "highs": days_highs.solve,
    "pyvrp": days_pyvrp.solve,
}


@dataclass(frozen=True)
class DaysAccount:
    """What a contestant found; values and bounds in points.

    Attributes:
        value: what it says that its plan is worth, or None where it does not say.
        bound: its proven upper bound of any plan's value, or None.
        seconds: how long it searched, starting with processes and kernels ready.
        routes: offers and starts by stay and day, or None without a plan.
        trace: (seconds, best value, bound) as it told them; empty where it tells nothing.

    """

    value: float | None
    bound: float | None
    seconds: float
    routes: list[list[list[tuple[int, int]]]] | None
    trace: list[tuple[float, float, float | None]]

    @property
    def solution(self) -> Solution | None:
        """Its plan, or None."""
        if self.routes is None:
            return None
        return tuple(
            tuple(tuple((int(offer), int(start)) for offer, start in route) for route in days)
            for days in self.routes
        )


def by_engine(city: City, seconds: float, workers: int, seed: int) -> DaysAccount:
    """Our engine; its processes have started and loaded their kernels before."""
    from benchmarks.cities import invented_city

    heard: list[Progress] = []
    tiny = invented_city(1, offers=6, days=2, groups=2)
    with executor(workers) as pool:
        for number in range(1, workers + 1):
            city_search(tiny, StageRun("days", number, iterations=2, executor=pool))
        run = StageRun("days", seed, seconds=seconds, executor=pool, listener=heard.append)
        result = city_search(city, run)
        spent = run.elapsed
    trace = [(event.seconds, event.best, event.bound) for event in heard]
    return DaysAccount(result.value, result.bound, spent, _routes(result.solution), trace)


def by_peer(name: str, city: City, seconds: float, workers: int, seed: int) -> DaysAccount:
    """A peer; what it imports has been before, and its model is built outside its time."""
    from benchmarks.cities import invented_city

    peer = PEERS[name]
    peer(invented_city(1, offers=6, days=1, groups=1), 0.1, 1, 1)
    found = peer(city, seconds, workers, seed)
    routes = None if found.solution is None else _routes(found.solution)
    return DaysAccount(found.value, found.bound, found.seconds, routes, [])


def _routes(solution: Solution) -> list[list[list[tuple[int, int]]]]:
    return [[list(route) for route in days] for days in solution]


def valued(city: City, account: DaysAccount | None) -> float | None:
    """What a contestant's plan is worth in points, counted by us; None without a plan.

    Raises:
        ValueError: if the plan breaks what a plan must keep; the message says what.

    """
    solution = None if account is None else account.solution
    if solution is None:
        return None
    broken = faults(city, solution)
    if broken:
        raise ValueError(broken[0])
    return CityState(city, solution).total()
