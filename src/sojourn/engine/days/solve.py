"""Days in all cities: one chain of search for each host, in classes that do not interact."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

from sojourn.engine.days.chains import AHEAD, POLL, Chain, fits, nothing, search, search_and_prove
from sojourn.engine.days.cities import Scene, city_of
from sojourn.engine.days.kept import kept
from sojourn.engine.days.ledger import Ledger
from sojourn.engine.days.partial import visits_in_part
from sojourn.engine.days.pins import pinned_events
from sojourn.engine.days.problem import City, Solution
from sojourn.engine.days.search import Outcome, construct
from sojourn.engine.days.state import CityState
from sojourn.engine.days.visit_event import visit_event
from sojourn.engine.days.weights import rules_off
from sojourn.engine.run import StageRun
from sojourn.model import Event, Group, Programme, at

ROUNDS = 2
"""How often all cities are searched where they give to the same people."""
PROVING = 2.0
"""How much longer a round with proofs takes than the first search."""
HASTE = (1, 2)
"""Passes and width of the first construction when there is no time left."""


@dataclass(frozen=True)
class DaysResult:
    """What the stage decided: events of offers, their value, a proven bound or None."""

    events: tuple[Event, ...]
    value: float
    bound: float | None


@dataclass
class _Stage:
    """One run of the stage over all hosts."""

    programme: Programme
    scene: Scene
    run: StageRun
    fixed: tuple[Event, ...]
    known: tuple[Event, ...] = ()
    settled: frozenset[str] = frozenset()
    solutions: dict[str, Solution] = field(default_factory=dict)
    chosen: dict[str, tuple[Event, ...]] = field(default_factory=dict)
    values: dict[str, float] = field(default_factory=dict)
    bounds: dict[str, float] = field(default_factory=dict)
    rounds: int = 1
    ahead: float = 0.0

    def solved(self) -> DaysResult:
        hosts = [h.id for h in self.programme.hosts if self.scene.stays_at(h.id)]
        classes = independent(self.scene, hosts)
        self.rounds = ROUNDS if len(classes) > 1 or len(hosts) > 1 else 1
        rounds_of = [(number, own) for number in range(self.rounds) for own in classes]
        self.ahead = sum(self._work(own, number) for number, own in rounds_of)
        for number, own in rounds_of:
            if not (self.run.stopped() if number else self.run.cancelled):
                self._solve_class(own, number)
        events = tuple(e for host in hosts for e in self.chosen.get(host, ()))
        value = sum(self.values[host] for host in sorted(self.values))
        if not self.run.cancelled:
            parts, more = visits_in_part(self.scene, events, self.run)
            events, value = (*events, *parts), value + more
            self.bounds["in part"] = more
        bound = math.fsum(self.bounds.get(host, math.inf) for host in (*hosts, "in part"))
        return DaysResult((*self.fixed, *events), value, bound if math.isfinite(bound) else None)

    def _work(self, hosts: Sequence[str], number: int) -> float:
        """How much there is to do at some hosts in a round, in group-days searched."""
        searched = (host for host in hosts if host not in self.settled)
        stays = (stop for host in searched for _, stop in self.scene.stays_at(host))
        part = PROVING if self._proves(number) else 1.0 / (number + 1)
        return part * sum((stop.ends - stop.starts).days + 1 for stop in stays)

    def _proves(self, number: int) -> bool:
        """Whether what a round finds is proved."""
        return number + 1 == self.rounds and not self.known

    def _solve_class(self, hosts: Sequence[str], number: int) -> None:
        """Search in the cities of one class, what is chosen elsewhere being given."""
        ledger = self._ledger(hosts)
        favour = self._favour(number)
        cities = []
        for host in hosts:
            if self.run.cancelled:
                break
            cities.append(city_of(self.scene, host, ledger, favour))
        starts = self._first(cities)
        chains = [
            Chain(city.host, city, outcome, self.run.seed + number, value=outcome.value)
            for city, outcome in zip(cities, starts, strict=True)
        ]
        reserve = self._reserve(self._work(hosts, number))
        open_ = [chain for chain in chains if chain.host not in self.settled]

        def tell() -> None:
            self._tell(chains)

        if self._proves(number):
            alone = self._alone(hosts, favour)
            search_and_prove(open_, alone, self.run, reserve, tell)
        else:
            search(open_, self.run, reserve, tell)
        for chain in chains:
            self.bounds[chain.host] = chain.bound
            self.solutions[chain.host] = chain.outcome.best
            self.values[chain.host] = chain.value
            self.chosen[chain.host] = events_of(self.programme, chain.city, chain.outcome.best)

    def _alone(self, hosts: Sequence[str], favour: Mapping[str, float]) -> Callable[[Chain], City]:
        """Each chain's city as if nothing were chosen elsewhere.

        What is chosen elsewhere takes from what a city can give: the bounds of all cities so
        add up to one of everything.
        """
        if not self.chosen.keys() - set(hosts):
            return lambda chain: chain.city
        ledger = Ledger(self.programme, self.scene.groups)
        ledger.enter(self.scene.placed)
        return lambda chain: city_of(self.scene, chain.host, ledger, favour)

    def _favour(self, number: int) -> dict[str, float]:
        """How much each participant weighs in the worst share, by what is chosen so far."""
        if not number and not self.known:
            return Ledger(self.programme, self.scene.groups).even_favour()
        ledger = self._ledger(())
        if not number:
            ledger.enter(self.known)
        return ledger.favour()

    def _ledger(self, without: Sequence[str]) -> Ledger:
        """What is decided but for the choices at some hosts."""
        ledger = Ledger(self.programme, self.scene.groups)
        ledger.enter(self.scene.placed)
        for host in sorted(self.chosen):
            if host not in without:
                ledger.enter(self.chosen[host])
        return ledger

    def _first(self, cities: Sequence[City]) -> list[Outcome]:
        """Where each chain begins: at the solution so far, or at one built now."""
        begun: list[Outcome | Future[Outcome]] = []
        for number, city in enumerate(cities):
            if number >= AHEAD:
                early = number - AHEAD
                begun[early] = self._settled(cities[early], begun[early])
            begun.append(self._begin(city))
        return [self._settled(city, o) for city, o in zip(cities, begun, strict=True)]

    def _begin(self, city: City) -> Outcome | Future[Outcome]:
        known = self.solutions.get(city.host)
        if known is not None and not fits(city, known):
            known = None
        if known is None and self.known:
            known = kept(city, self.known)
        if known is not None and any(route for routes in known for route in routes):
            return Outcome(known, known, 0.0, CityState(city, known).total(), False)
        if self.run.cancelled:
            return nothing(city)
        if self.run.stopped():
            return self.run.executor.submit(construct, city, *HASTE)
        return self.run.executor.submit(construct, city)

    def _settled(self, city: City, begun: Outcome | Future[Outcome]) -> Outcome:
        """The outcome of a task, or nothing when the run is cancelled before it ends."""
        if not isinstance(begun, Future):
            return begun
        while not self.run.cancelled:
            try:
                return begun.result(timeout=POLL)
            except TimeoutError:
                continue
        begun.cancel()
        return nothing(city)

    def _reserve(self, work: float) -> float:
        """Seconds that must be left after `work`, for what is still ahead."""
        left = self.run.seconds_left()
        after = max(0.0, self.ahead - work)
        reserve = 0.0 if left == float("inf") or not after else left * after / self.ahead
        self.ahead = after
        return reserve

    def _tell(self, chains: Sequence[Chain]) -> None:
        values = self.values | {chain.host: chain.value for chain in chains}
        value = sum(values[host] for host in sorted(values))
        bounds = self.bounds | {chain.host: chain.bound for chain in chains}
        bound = math.fsum(bounds.get(host, math.inf) for host in sorted(values))
        self.run.report(value, max(bound, value) if math.isfinite(bound) else None)


def solve(
    programme: Programme,
    groups: tuple[Group, ...],
    placed: tuple[Event, ...],
    run: StageRun,
    known: tuple[Event, ...] = (),
    settled: frozenset[str] = frozenset(),
) -> DaysResult:
    """Choose which offers each group visits, on which day and when.

    Pins hold first. Then every host is a problem of its own (`sojourn.engine.days.problem`);
    hosts that share no person are searched side by side, the others after each other and twice,
    so that later ones know what earlier ones give.

    Args:
        programme: what is given.
        groups: the groups of all phases with their staff and stops.
        placed: what is decided already: journeys, sessions, meetings.
        run: limits, seed, executor, progress.
        known: events of offers from which the search goes on, as far as they are still possible;
            nothing is proved then.
        settled: hosts whose events among `known` stay as they are.

    """
    pins = pinned_events(programme, groups, placed, rules_off(programme))
    scene = Scene.of(programme, groups, (*placed, *pins))
    pinned = {(event.ref, event.groups, event.starts) for event in pins}
    free = tuple(e for e in known if (e.ref, e.groups, e.starts) not in pinned)
    return _Stage(programme, scene, run, pins, free, settled).solved()


def independent(scene: Scene, hosts: Sequence[str]) -> list[list[str]]:
    """Classes of hosts that share no person, earlier stays first."""
    people = {
        host: {m for g, _ in scene.stays_at(host) for m in (*g.participants, *g.staff)}
        for host in hosts
    }
    first = {host: min(stop.starts for _, stop in scene.stays_at(host)) for host in hosts}
    order = {host: i for i, host in enumerate(hosts)}
    classes: list[list[str]] = []
    taken: list[set[str]] = []
    for host in sorted(hosts, key=lambda h: (first[h], order[h])):
        for members, busy in zip(classes, taken, strict=True):
            if not busy & people[host]:
                members.append(host)
                busy |= people[host]
                break
        else:
            classes.append([host])
            taken.append(set(people[host]))
    return classes


def events_of(programme: Programme, city: City, solution: Solution) -> tuple[Event, ...]:
    """The events of a solution."""
    return tuple(
        visit_event(
            programme,
            programme.offer[city.offers[number]],
            stay.phase,
            at(day.day, start),
            (stay.group,),
        )
        for stay, routes in zip(city.stays, solution, strict=True)
        for day, route in zip(stay.days, routes, strict=True)
        for number, start in route
    )
