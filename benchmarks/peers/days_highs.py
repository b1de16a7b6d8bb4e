"""HiGHS on one mixed-integer model of all days of a city, indexed by time.

A column for each visit and start; in each moment a group is at one thing at most, each visit with
its share of the ways before and after it (`benchmarks.peers.days_ways`), lunch among them. Some
plans that are possible keep the ways and not the shares, so that its bound is none of the city
and is not told. Two groups are at one offer together from its start on, or at other times. The
value is `benchmarks.peers.days_model`; waiting and short nights cost it nothing. It begins at the
plain plan.
"""

from __future__ import annotations

import math
import time
from collections import defaultdict
from collections.abc import Iterator

from benchmarks.peers.days_model import (
    DaysModel,
    Kinds,
    Pace,
    Term,
    Visit,
    days_model,
    halves,
    solution_of,
    touches,
)
from benchmarks.peers.days_plans import PeerDays, plain
from benchmarks.peers.days_ways import STEP, narrowed, shares
from sojourn.engine.days.problem import City
from sojourn.engine.milp import Milp
from sojourn.engine.run import StageRun

NODES = 100_000_000
"""More nodes than any limit of time allows."""


def solve(city: City, seconds: float, workers: int, seed: int) -> PeerDays:
    """The best plan of HiGHS in `seconds`, which do not count the building of the model.

    It uses one thread, whatever `workers` says: its tree is not searched in parallel.
    """
    built = MipDays(days_model(city))
    if not built.given.visits:
        return PeerDays(None, None, None, 0.0)
    began = time.perf_counter()
    run = StageRun("days", seed, seconds=seconds)
    found = built.milp.maximise(run, nodes=NODES, start=built.start)
    spent = time.perf_counter() - began
    if found is None:
        return PeerDays(solution_of(city, built.first), None, None, spent)
    chosen = [choice for choice, column in built.begins.items() if found.values[column] > 0.5]
    visits = [(built.given.visits[v], start) for v, start in chosen]
    return PeerDays(solution_of(city, visits), found.objective + built.constant, None, spent)


class MipDays:
    """The model of a city's days.

    Attributes:
        constant: points that do not depend on the plan.
        begins: the column of each visit (its number) and start.
        first: the plan with which the search begins; start: the values of its columns.

    """

    def __init__(self, given: DaysModel) -> None:
        self.given, self.city = given, given.city
        self.constant = given.spare
        self.milp = Milp()
        self.share = shares(self.city)
        self.whether = [self.milp.column(-visit.price, integer=False) for visit in given.visits]
        self.begins: dict[tuple[int, int], int] = {}
        for v, visit in enumerate(given.visits):
            own = [self.begins.setdefault((v, s), self.milp.column(0.0)) for s in visit.starts]
            self.milp.row([(self.whether[v], -1.0), *((x, 1.0) for x in own)], 0.0, 0.0)
        for limit in given.limits:
            weights = ((self.whether[v], float(w)) for v, w in limit.weights.items())
            self.milp.row(weights, upper=limit.most)
        self.lunches: dict[tuple[int, int], dict[int, int]] = {}
        for s, d in self.city.group_days:
            self._day(s, d)
        self._shared()
        self._free_halves()
        for term in given.terms:
            self._term(term)
        for kinds in given.kinds:
            self._kinds(kinds)
        for pace in given.paces:
            self._pace(pace)
        self.first = list(self._first())
        number = {visit[:3]: v for v, visit in enumerate(given.visits)}
        begun = {self.begins[number[visit[:3]], at] for visit, at in self.first}
        self.start = {column: float(column in begun) for column in self.begins.values()}

    def _taken(self, v: int, start: int) -> range:
        """The moments that a visit takes, as numbers of steps, ways included."""
        visit = self.given.visits[v]
        share = int(self.share[visit.offer])
        ends = start + int(self.city.minutes[visit.offer]) + share
        return range(math.floor((start - share) / STEP), math.ceil(ends / STEP))

    def _day(self, s: int, d: int) -> None:
        """In each moment one thing at most; lunch is one of them."""
        at: defaultdict[int, list[int]] = defaultdict(list)
        for v in self.given.on(s, d):
            for start in self.given.visits[v].starts:
                for moment in self._taken(v, start):
                    at[moment].append(self.begins[v, start])
        lunches = {}
        for start in self._lunches(s, d):
            lunches[start] = self.milp.column(0.0)
            for moment in range(start // STEP, -(-(start + self.city.stays[s].lunch[2]) // STEP)):
                at[moment].append(lunches[start])
        if lunches:
            self.milp.row(((column, 1.0) for column in lunches.values()), 1.0, 1.0)
        self.lunches[s, d] = lunches
        before: list[int] = []
        for moment in sorted(at):
            if at[moment] != before and len(at[moment]) > 1:
                self.milp.row(((column, 1.0) for column in at[moment]), upper=1.0)
            before = at[moment]

    def _lunches(self, s: int, d: int) -> Iterator[int]:
        """When lunch may begin beside what is placed."""
        stay = self.city.stays[s]
        earliest, latest, minutes = stay.lunch
        if stay.days[d].lunch:
            for start in range(earliest, latest - minutes + 1, STEP):
                if all(b[1] <= start or b[0] >= start + minutes for b in stay.days[d].blocks):
                    yield start

    def _shared(self) -> None:
        """Groups at one offer on one date begin together if they fit in, or do not overlap."""
        for offer, visits in self.given.shared():
            minutes, capacity = int(self.city.minutes[offer]), float(self.city.capacity[offer])
            held: dict[int, int] = {}
            for start in sorted({s for v in visits for s in self.given.visits[v].starts}):
                here = [
                    (v, self.begins[v, start])
                    for v in visits
                    if start in self.given.visits[v].starts
                ]
                held[start] = self.milp.column(0.0)
                sizes = [float(self.city.stays[self.given.visits[v].stay].size) for v, _ in here]
                most = min(capacity, sum(sizes))
                people = [(x, size) for (_, x), size in zip(here, sizes, strict=True)]
                self.milp.row([*people, (held[start], -most)], upper=0.0)
                for _, column in here:
                    self.milp.row(((column, 1.0), (held[start], -1.0)), upper=0.0)
            for start in held:
                near = [x for other, x in held.items() if start <= other < start + minutes]
                self.milp.row(((column, 1.0) for column in near), upper=1.0)

    def _free_halves(self) -> None:
        """Rule `free_half_day`."""
        for stay, spans in halves(self.city):
            s = self.city.stays.index(stay)
            kept = []
            for d, first, last in spans:
                free = self.milp.column(0.0)
                kept.append(free)
                for v in self.given.on(s, d):
                    touching = self._touching(v, first, last)
                    if touching:
                        self.milp.row([(free, 1.0), *((x, 1.0) for x in touching)], upper=1.0)
            self.milp.row(((free, 1.0) for free in kept), lower=float(stay.free_halves))

    def _touching(self, v: int, first: int, last: int) -> list[int]:
        visit = self.given.visits[v]
        return [
            self.begins[v, s] for s in visit.starts if touches(self.city, visit, s, first, last)
        ]

    def _term(self, term: Term) -> None:
        """A concave function is at most each of its lines."""
        worth = self.milp.column(1.0, *term.bounds, integer=False)
        for slope, height in term.lines:
            units = ((self.whether[v], -slope * n) for v, n in term.units.items())
            terms = [(worth, 1.0), *units] if slope else [(worth, 1.0)]
            self.milp.row(terms, upper=height)

    def _kinds(self, kinds: Kinds) -> None:
        number = self.milp.column(kinds.points, 0.0, float(kinds.most), integer=False)
        met = [self.milp.column(0.0, integer=False) for _ in kinds.visits]
        for kind, visits in zip(met, kinds.visits, strict=True):
            self.milp.row([(kind, 1.0), *((self.whether[v], -1.0) for v in visits)], upper=0.0)
        self.milp.row([(number, 1.0), *((kind, -1.0) for kind in met)], upper=0.0)

    def _pace(self, pace: Pace) -> None:
        """How far each day is from the mean beyond the tolerance."""
        days = len(pace.filled)
        mean = sum(pace.filled) / days
        for n, filled in enumerate(pace.filled):
            far = self.milp.column(-pace.price, 0.0, 1440.0, integer=False)
            for sign in (1.0, -1.0):
                terms = [
                    (self.whether[v], sign * self._minutes(v) * ((m == n) - 1 / days))
                    for m, visits in enumerate(pace.visits)
                    for v in visits
                ]
                most = pace.tolerance - sign * (filled - mean)
                self.milp.row([(far, -1.0), *terms], upper=most)
        self.constant += pace.price * pace.before

    def _minutes(self, v: int) -> float:
        return float(self.city.minutes[self.given.visits[v].offer])

    def _first(self) -> Iterator[tuple[Visit, int]]:
        """The plain plan without the visits whose shares leave no time for lunch."""
        number = {visit[:3]: v for v, visit in enumerate(self.given.visits)}
        days: defaultdict[tuple[int, int], list[tuple[Visit, int]]] = defaultdict(list)
        for visit, start in plain(narrowed(self.given, self.share)):
            days[visit.stay, visit.day].append((visit, start))
        for (s, d), chosen in sorted(days.items()):
            best: list[tuple[Visit, int]] = [] if self.lunches[s, d] else chosen
            for lunch in self.lunches[s, d]:
                eaten = set(range(lunch // STEP, -(-(lunch + self.city.stays[s].lunch[2]) // STEP)))
                kept = [
                    (visit, start)
                    for visit, start in chosen
                    if eaten.isdisjoint(self._taken(number[visit[:3]], start))
                ]
                best = kept if len(kept) > len(best) else best
            yield from best
