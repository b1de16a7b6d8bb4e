"""PyVRP on the days of a city, as a prize-collecting routing problem with time windows.

Each day of each group is a vehicle on a piece of the clock of its own, so that a visit's time
says who makes it; each possible visit and window is a client with a prize. Loads keep the number
of appointments, the interpreters' minutes and one evening of a kind; lunch is a client that has
to be served; transfers and lengths are such that starts stay on the grid. What it cannot say is
left out and repaired afterwards by dropping visits: several groups at one offer, free half-days,
and offers for two or three groups. Its prizes do not fade: each is what the visit is worth alone,
less for every theme and objective that it shares with others (`prizes`). It proves no bound.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from benchmarks.peers.days_model import DaysModel, Visit, days_model, solution_of
from benchmarks.peers.days_plans import PeerDays, repaired
from benchmarks.peers.days_ways import shares
from sojourn.engine.days.problem import City

DAY = 1440
PRIZE_UNITS = 10
"""Units of a prize in a point."""
MOST_CLIENTS = 40
"""Visits of a day that become clients, those with the best prizes."""


class Client(NamedTuple):
    """A visit within one run of starts: its number, the first and the last start."""

    visit: int
    first: int
    last: int


def solve(city: City, seconds: float, workers: int, seed: int) -> PeerDays:
    """The best plan of PyVRP in `seconds`, repaired; one thread, whatever `workers` says."""
    import pyvrp
    from pyvrp.stop import MaxRuntime

    given = days_model(city)
    if not given.visits:
        return PeerDays(None, None, None, 0.0)
    clients = list(_clients(given))
    routes = Routing(given, clients).data()
    began = time.perf_counter()
    result = pyvrp.solve(routes, MaxRuntime(seconds), seed=seed, collect_stats=False)
    spent = time.perf_counter() - began
    chosen = list(_chosen(city, given.visits, clients, result.best))
    return PeerDays(repaired(city, solution_of(city, chosen)), None, None, spent)


def _clients(given: DaysModel) -> Iterator[Client]:
    """The most promising visits of each day, one client for each run of starts."""
    worth = prizes(given)
    for s, d in given.city.group_days:
        step = given.city.stays[s].step
        own = sorted(given.on(s, d), key=lambda v: -worth[v])
        for v in sorted(own[:MOST_CLIENTS]):
            if worth[v] <= 0:
                continue
            runs = [[given.visits[v].starts[0]]]
            for start in given.visits[v].starts[1:]:
                if start == runs[-1][-1] + step:
                    runs[-1].append(start)
                else:
                    runs.append([start])
            for run in runs:
                yield Client(v, run[0], run[-1])


def prizes(given: DaysModel) -> list[float]:
    """Points of each visit, as if it were one of a usual stay's many.

    A concave term gives each of its visits the mean slope from nothing to what a stay of usual
    days would have of it: three visits a day, drawn evenly from those that are possible.
    """
    city = given.city
    points = [-visit.price for visit in given.visits]
    usual = 3.0 * len(city.group_days) / max(1, len(given.visits))
    for term in given.terms:
        units = np.array(list(term.units.values()), dtype=float)
        expected = max(float(units.max()), usual * float(units.sum()))
        slope = (term.value(round(expected)) - term.value(0)) / max(1.0, float(round(expected)))
        for v, amount in term.units.items():
            points[v] += slope * amount
    return points


class Routing:
    """The routing problem of a city: depot, places, lunch; clients, vehicles, groups of clients."""

    def __init__(self, given: DaysModel, clients: Sequence[Client]) -> None:
        self.given, self.city, self.clients = given, given.city, clients
        self.share = shares(self.city)
        self.worth = prizes(given)
        self.offers = len(self.city.offers)
        self.lunch_place = 1 + self.offers

    def data(self) -> Any:
        """The problem as PyVRP takes it."""
        import pyvrp

        own, groups = self._own_clients()
        for s, d in self.city.group_days:
            own += self._fixed(s, d)
        duration = self._durations()
        return pyvrp.ProblemData(
            [pyvrp.Location(0, 0) for _ in range(len(duration))],
            own,
            [pyvrp.Depot(0)],
            [self._vehicle(s, d) for s, d in self.city.group_days],
            [np.zeros_like(duration)],
            [duration],
            groups,
        )

    def _own_clients(self) -> tuple[list[Any], list[Any]]:
        """Clients, and groups of those of which one may be visited."""
        import pyvrp

        members: dict[tuple[int, ...], list[int]] = {}
        for c, client in enumerate(self.clients):
            visit = self.given.visits[client.visit]
            only = self.city.visits[visit.offer] == 1
            members.setdefault((visit.offer,) if only else (visit.offer, visit.stay), []).append(c)
        group_of = {c: g for g, own in enumerate(members.values()) for c in own}
        found = []
        for c, client in enumerate(self.clients):
            visit = self.given.visits[client.visit]
            base = self._clock(visit.stay, visit.day)
            minutes = int(self.city.minutes[visit.offer])
            social = int(self.city.social[visit.offer])
            work = bool(self.city.professional[visit.offer])
            found.append(
                pyvrp.Client(
                    1 + visit.offer,
                    delivery=[int(work), minutes * work, int(social == 0), int(social == 1)],
                    service_duration=minutes,
                    tw_early=base + client.first,
                    tw_late=base + client.last,
                    prize=max(1, round(self.worth[client.visit] * PRIZE_UNITS)),
                    required=False,
                    group=group_of[c],
                )
            )
        return found, [pyvrp.ClientGroup(own, required=False) for own in members.values()]

    def _clock(self, s: int, d: int) -> int:
        """The minute at which a day of a stay begins on the common clock."""
        return self.city.group_days.index((s, d)) * DAY

    def _fixed(self, s: int, d: int) -> Iterator[Any]:
        """What is placed on a day, and its lunch, which have to be served."""
        import pyvrp

        stay, base = self.city.stays[s], self._clock(s, d)
        load = [0, 0, 0, 0]
        for begins, ends, _ in stay.days[d].blocks.tolist():
            yield pyvrp.Client(
                self.lunch_place,
                delivery=load,
                service_duration=ends - begins,
                tw_early=base + begins,
                tw_late=base + begins,
            )
        if stay.days[d].lunch:
            earliest, latest, minutes = stay.lunch
            yield pyvrp.Client(
                self.lunch_place,
                delivery=load,
                service_duration=minutes,
                tw_early=base + earliest,
                tw_late=base + latest - minutes,
            )

    def _vehicle(self, s: int, d: int) -> Any:
        import pyvrp

        day, base = self.city.stays[s].days[d], self._clock(s, d)
        many = 10**6
        return pyvrp.VehicleType(
            capacity=[min(many, max(0, day.room)), min(many, max(0, day.minutes)), 1, 1],
            tw_early=base,
            tw_late=base + DAY - 1,
        )

    def _durations(self) -> Any:
        """Minutes between depot, offers and lunch, such that what follows begins on the grid."""
        city, step = self.city, self.city.stays[0].step
        number = self.offers
        table = np.zeros((number + 2, number + 2), dtype=np.int64)
        ways = city.transfer[np.ix_(city.place, city.place)]
        ends = city.minutes[:, None]
        table[1:-1, 1:-1] = -(-(ends + ways) // step) * step - ends
        lunch = -(-(city.minutes + self.share) // step) * step - city.minutes
        table[1:-1, -1] = lunch
        minutes = city.stays[0].lunch[2]
        table[-1, 1:-1] = -(-(minutes + self.share) // step) * step - minutes
        np.fill_diagonal(table, 0)
        return table


def _chosen(
    city: City, visits: Sequence[Visit], clients: Sequence[Client], found: Any
) -> Iterator[tuple[Visit, int]]:
    """The visits of a solution with their starts."""
    for route in found.routes():
        for stop in route.schedule():
            if stop.is_client() and stop.idx < len(clients):
                visit = visits[clients[stop.idx].visit]
                step = city.stays[visit.stay].step
                yield visit, -(-(stop.start_time % DAY) // step) * step
