"""Days in all cities: one chain of search for each host, in classes that do not interact."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field

from sojourn.engine.days.cities import Scene, city_of
from sojourn.engine.days.kept import kept
from sojourn.engine.days.ledger import Ledger
from sojourn.engine.days.partial import visits_in_part
from sojourn.engine.days.pins import pinned_events
from sojourn.engine.days.problem import City, Solution, empty
from sojourn.engine.days.proof import CLOSED, Proof, proved
from sojourn.engine.days.search import Outcome, Slice, construct, improve
from sojourn.engine.days.state import CityState
from sojourn.engine.days.weights import rules_off
from sojourn.engine.run import StageRun
from sojourn.model import Event, Group, Programme, at, localise

STEPS = 60
"""Steps of search in a slice of a usual city, which take a fraction of a second."""
USUAL_STARTS = 4000
"""Offers times slots of the grid in a usual city."""
PATIENCE = 100
"""Steps for each group-day without a better solution after which a city is left as it is."""
AHEAD = 8
"""Slices that may be under way at once."""
ROUNDS = 2
"""How often all cities are searched where they give to the same people."""
HASTE = (1, 2)
"""Passes and width of the first construction when there is no time left."""
PROOF_SHARE = 0.5
"""Part of a class's time in the last round that is kept for proofs, and the search after them."""
POLL = 0.2
"""Seconds between two looks at whether the run is cancelled."""


@dataclass(frozen=True)
class DaysResult:
    """What the stage decided: events of offers, their value, a proven bound or None."""

    events: tuple[Event, ...]
    value: float
    bound: float | None


@dataclass
class Chain:
    """The search in one city, and what is proved of it: `bound` is infinite before that."""

    host: str
    city: City
    outcome: Outcome
    seed: int
    number: int = 0
    done: int = 0
    stale: int = 0
    value: float = 0.0
    bound: float = math.inf

    @property
    def closed(self) -> bool:
        """Whether no solution is better."""
        return self.bound - self.value <= CLOSED * max(1.0, abs(self.value))

    @property
    def steps(self) -> int:
        """Steps in a slice: fewer where each takes longer."""
        starts = max((day.starts.size for stay in self.city.stays for day in stay.days), default=1)
        return max(5, min(STEPS, STEPS * USUAL_STARTS // max(1, starts)))

    @property
    def patience(self) -> int:
        """Steps after which nothing better is expected."""
        return max(300, PATIENCE * len(self.city.group_days))

    def slice(self, steps: int) -> Slice:
        """The next piece of search."""
        return Slice(
            self.city,
            self.outcome.current,
            self.outcome.best,
            self.outcome.gain,
            self.number,
            steps,
            self.seed,
        )

    def take(self, outcome: Outcome, steps: int) -> None:
        """Go on from where a piece of search has ended."""
        self.outcome, self.value = outcome, outcome.value
        self.number += 1
        self.done += steps
        self.stale = 0 if outcome.improved else self.stale + steps


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
        proven = [self.bounds.get(host, math.inf) for host in hosts]
        bound = math.fsum(proven) if value and not self.run.cancelled else math.inf
        return DaysResult((*self.fixed, *events), value, bound if math.isfinite(bound) else None)

    def _work(self, hosts: Sequence[str], number: int) -> float:
        """How much there is to search at some hosts, less in later rounds, in group-days."""
        searched = (host for host in hosts if host not in self.settled)
        stays = (stop for host in searched for _, stop in self.scene.stays_at(host))
        return sum((stop.ends - stop.starts).days + 1 for stop in stays) / (number + 1)

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
        left = self.run.seconds_left() - reserve
        last = number + 1 == self.rounds
        proof = PROOF_SHARE * left if last and math.isfinite(left) else 0.0
        self._search(chains, reserve + proof)
        if last and not self.run.cancelled:
            self._prove(chains, hosts, favour, reserve)
            self._search(chains, reserve)
        for chain in chains:
            self.solutions[chain.host] = chain.outcome.best
            self.values[chain.host] = chain.value
            self.chosen[chain.host] = events_of(self.programme, chain.city, chain.outcome.best)

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

    def _search(self, chains: Sequence[Chain], reserve: float) -> None:
        """Take the chains on in slices, in turn, until all are done or the run has to end.

        `reserve` are the seconds that must be left.
        """
        queue = deque(
            chain for chain in chains if chain.city.group_days and chain.host not in self.settled
        )
        pending: dict[Future[Outcome], tuple[Chain, int]] = {}
        while queue or pending:
            while queue and len(pending) < AHEAD:
                if self.run.stopped() or self.run.seconds_left() < reserve:
                    queue.clear()
                    break
                chain = queue.popleft()
                steps = self._steps(chain)
                if steps > 0:
                    piece = self.run.executor.submit(improve, chain.slice(steps))
                    pending[piece] = (chain, steps)
                    if piece.done():
                        break
            if not pending:
                continue
            finished, _ = wait(pending, timeout=POLL, return_when=FIRST_COMPLETED)
            for piece in [p for p in pending if p in finished]:
                chain, steps = pending.pop(piece)
                chain.take(piece.result(), steps)
                queue.append(chain)
            self._tell(chains)
            if self.run.cancelled:
                for piece in pending:
                    piece.cancel()
                return

    def _prove(
        self,
        chains: Sequence[Chain],
        hosts: Sequence[str],
        favour: Mapping[str, float],
        keep: float,
    ) -> None:
        """Bound each city of a class, as if nothing were chosen elsewhere, and take what is better.

        What is chosen elsewhere takes from what a city can give: the bounds of all cities so
        add up to one of everything. `keep` are the seconds that must be left.
        """
        ledger = Ledger(self.programme, self.scene.groups)
        ledger.enter(self.scene.placed)
        alone = self.chosen.keys() - set(hosts)
        left = self.run.seconds_left() - keep
        tasks = deque(chain for chain in chains if chain.host not in self.settled)
        pending: dict[Future[Proof], Chain] = {}
        while (tasks or pending) and not self.run.cancelled:
            while tasks and len(pending) < AHEAD:
                chain = tasks.popleft()
                city = city_of(self.scene, chain.host, ledger, favour) if alone else chain.city
                limits = (self.run.iterations, max(0.0, min(left, self.run.seconds_left() - keep)))
                task = self.run.executor.submit(prove, city, chain.outcome.best, *limits)
                pending[task] = chain
                if task.done():
                    break
            finished, _ = wait(pending, timeout=POLL, return_when=FIRST_COMPLETED)
            for task in [p for p in pending if p in finished]:
                self._proved(pending.pop(task), task.result())
            self._tell(chains)
        for task in pending:
            task.cancel()

    def _proved(self, chain: Chain, proof: Proof) -> None:
        """Take what a proof has found."""
        if math.isfinite(proof.bound):
            self.bounds[chain.host] = proof.bound
            chain.bound = proof.bound
        value = CityState(chain.city, proof.best).total() if fits(chain.city, proof.best) else 0.0
        if value > chain.value + chain.outcome.gain:
            chain.outcome = Outcome(proof.best, proof.best, 0.0, value, True)
            chain.value, chain.stale = value, 0

    def _reserve(self, work: float) -> float:
        """Seconds that must be left after `work`, for what is still ahead."""
        left = self.run.seconds_left()
        after = max(0.0, self.ahead - work)
        reserve = 0.0 if left == float("inf") or not after else left * after / self.ahead
        self.ahead = after
        return reserve

    def _steps(self, chain: Chain) -> int:
        """Steps of a chain's next slice; 0 when it is done."""
        if chain.stale >= chain.patience or chain.closed:
            return 0
        if self.run.iterations is None:
            return chain.steps
        return min(chain.steps, self.run.iterations - chain.done)

    def _tell(self, chains: Sequence[Chain]) -> None:
        values = self.values | {chain.host: chain.value for chain in chains}
        value = sum(values[host] for host in sorted(values))
        proven = [self.bounds.get(host, math.inf) for host in sorted(values)]
        bound = math.fsum(proven)
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
        known: events of offers from which the search goes on, as far as they are still possible.
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


def prove(city: City, known: Solution, iterations: int | None, seconds: float) -> Proof:
    """What is proved of a city within limits (top-level, so that any executor can run it)."""
    limit = None if iterations is not None else seconds
    return proved(city, known, StageRun("days", iterations=iterations, seconds=limit))


def nothing(city: City) -> Outcome:
    """Nothing chosen in a city."""
    return Outcome(empty(city), empty(city), 0.0, 0.0, False)


def fits(city: City, solution: Solution) -> bool:
    """Whether an earlier solution is still possible in `city`."""
    state = CityState(city, empty(city))
    for s, routes in enumerate(solution):
        for d, route in enumerate(routes):
            starts, step = state.open_starts(s, d), city.stays[s].step
            if any(not starts[offer, start // step] for offer, start in route):
                return False
            state.lay(s, d, route)
    return True


def events_of(programme: Programme, city: City, solution: Solution) -> tuple[Event, ...]:
    """The events of a solution."""
    zone = programme.host[city.host].timezone
    events = []
    for stay, routes in zip(city.stays, solution, strict=True):
        for day, route in zip(stay.days, routes, strict=True):
            for number, start in route:
                offer = programme.offer[city.offers[number]]
                events.append(
                    Event(
                        id="",
                        kind=offer.kind,
                        phase=stay.phase,
                        host=city.host,
                        ref=offer.id,
                        title=offer.title,
                        room=None,
                        starts=localise(at(day.day, start), zone),
                        ends=localise(at(day.day, start + offer.minutes), zone),
                        groups=(stay.group,),
                    )
                )
    return tuple(events)
