"""What the models of days share: possible visits, and our value as terms over sums of them.

Our value of a city is a sum of concave functions, each of a weighted sum of the visits chosen
(`Term`), beside a price for each visit, the kinds of offers met and the evenness of days. Where
members are there for parts of a day, or themes have weights off every grid, terms promise a
little more than our value gives, never less; waiting and short nights are not among them.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sojourn.engine.days.account import unevenness
from sojourn.engine.days.problem import City, Solution, Stay, StayDay, empty
from sojourn.engine.days.state import CityState
from sojourn.rules.worth import FADING

GRIDS = (1.0, 0.5, 0.25)
"""Units in which sums of the weights of a theme are counted, the first that fits all of them."""
LONGEST_TABLE = 70
"""Entries of a table of fading points; what is left after it is given to everybody."""


class Visit(NamedTuple):
    """An offer that a stay may visit on a day: its starts in minutes, its price in points."""

    stay: int
    day: int
    offer: int
    starts: tuple[int, ...]
    price: float


class Term(NamedTuple):
    """A concave function of the sum of units of the visits chosen, as its values at 0, 1, 2 …

    Beyond the table it goes on as it ends.
    """

    units: Mapping[int, int]
    table: tuple[float, ...]

    @property
    def lines(self) -> tuple[tuple[float, float], ...]:
        """Slopes and heights of the lines of which the function is the least."""
        steps = [b - a for a, b in itertools.pairwise(self.table)]
        found = []
        for n, step in enumerate(steps):
            if n == 0 or abs(step - steps[n - 1]) > 1e-12:
                found.append((step, self.table[n] - step * n))
        return tuple(found)

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the most that the function can be over the visits."""
        most = sum(self.units.values())
        values = [self.value(n) for n in (0, most)]
        return min(values), max(*values, *self.table)

    def value(self, units: int) -> float:
        """The function at a sum of units."""
        return min((slope * units + height for slope, height in self.lines), default=0.0)


class Limit(NamedTuple):
    """The weighted sum of some visits is at most so much."""

    weights: Mapping[int, int]
    most: int


class Kinds(NamedTuple):
    """`points` for each new kind that a stay meets, at most `most` times; visits by kind."""

    points: float
    most: int
    visits: tuple[tuple[int, ...], ...]


class Pace(NamedTuple):
    """Days of a stay that should be even: minutes placed and visits by day, and the price."""

    filled: tuple[int, ...]
    visits: tuple[tuple[int, ...], ...]
    tolerance: int
    price: float
    before: float


@dataclass(frozen=True)
class DaysModel:
    """A city as visits, terms and limits; `spare` are points that terms leave to everybody."""

    city: City
    visits: tuple[Visit, ...]
    terms: tuple[Term, ...]
    limits: tuple[Limit, ...]
    kinds: tuple[Kinds, ...]
    paces: tuple[Pace, ...]
    spare: float

    def on(self, stay: int, day: int) -> list[int]:
        """The visits that are possible on a day of a stay."""
        return [v for v, visit in enumerate(self.visits) if visit[:2] == (stay, day)]

    def shared(self) -> Iterator[tuple[int, list[int]]]:
        """Offers that several groups may visit on one date, with those visits."""
        together: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
        for v, visit in enumerate(self.visits):
            day = self.city.stays[visit.stay].days[visit.day].day
            together[visit.offer, day.isoformat()].append(v)
        for (offer, _), visits in together.items():
            if len(visits) > 1 and self.city.visits[offer] > 1:
                yield offer, visits

    def alone(self) -> list[float]:
        """What each visit would be worth alone, early or late; -inf if it leaves no lunch."""
        state = CityState(self.city, empty(self.city))

        def worth(visit: Visit, start: int) -> float:
            return state.value(visit.stay, visit.day, ((visit.offer, start),))

        return [max(worth(v, v.starts[0]), worth(v, v.starts[-1])) for v in self.visits]


def days_model(city: City) -> DaysModel:
    """The model of a city."""
    visits = tuple(_visits(city))
    terms, spare = _themes(city, visits)
    terms += [*_objectives(city, visits), *_variety(city, visits), *_counts(city, visits)]
    return DaysModel(
        city,
        visits,
        tuple(terms),
        tuple(_limits(city, visits)),
        tuple(_kinds(city, visits)),
        tuple(_paces(city, visits)),
        spare,
    )


def _visits(city: City) -> Iterator[Visit]:
    for s, d in city.group_days:
        stay = city.stays[s]
        for offer, row in enumerate(stay.days[d].starts):
            starts = tuple(int(slot) * stay.step for slot in np.flatnonzero(row))
            if starts and city.visits[offer] > 0:
                yield Visit(s, d, offer, starts, float(city.price[s, offer]))


def _classes(city: City) -> dict[tuple[tuple[int, tuple[float, ...]], ...], list[int]]:
    """People who are there at the same times, by where and when that is."""
    there: dict[int, list[tuple[int, tuple[float, ...]]]] = {}
    for s, stay in enumerate(city.stays):
        for m, person in enumerate(stay.members):
            presence = tuple(float(day.present[m]) for day in stay.days)
            there.setdefault(int(person), []).append((s, presence))
    classes: dict[tuple[tuple[int, tuple[float, ...]], ...], list[int]] = {}
    for person, when in there.items():
        classes.setdefault(tuple(when), []).append(person)
    return classes


def _presence(
    when: Sequence[tuple[int, tuple[float, ...]]], visits: Sequence[Visit]
) -> Iterator[tuple[int, float]]:
    """The visits at which a class of people is, and for what part of the day."""
    days = dict(when)
    for v, visit in enumerate(visits):
        present = days.get(visit.stay, ())
        if present and present[visit.day] > 0:
            yield v, present[visit.day]


def _themes(city: City, visits: Sequence[Visit]) -> tuple[list[Term], float]:
    """Rule `theme_fit`, and the points beyond the tables."""
    weight = np.log(city.fading) / math.log(FADING)
    terms, spare = [], 0.0
    for when, people in _classes(city).items():
        present = list(_presence(when, visits))
        for t in range(city.fading.shape[1]):
            points = float(city.potential[people, t].sum())
            sums = {v: part * float(weight[visits[v].offer, t]) for v, part in present}
            sums = {v: x for v, x in sums.items() if x > 1e-9}
            if not sums or points <= 0:
                continue
            unit = _grid(sums.values())
            units = {v: math.ceil(x / unit - 1e-6) for v, x in sums.items()}
            length = min(LONGEST_TABLE, sum(units.values()))
            table = [points * (1 - FADING ** (n * unit)) for n in range(length + 1)]
            if length == LONGEST_TABLE:
                table.append(table[-1])
                spare += points - table[-1]
            terms.append(Term(units, tuple(table)))
    return terms, spare


def _grid(sums: Iterable[float]) -> float:
    """The coarsest unit of which all sums are multiples, or the finest."""
    values = np.array(list(sums), dtype=float)
    for unit in GRIDS:
        if np.allclose(values / unit, np.round(values / unit), atol=1e-6):
            return unit
    return GRIDS[-1]


def _objectives(city: City, visits: Sequence[Visit]) -> Iterator[Term]:
    """Rule `objective_coverage`: points for each person and time that is still missing."""
    for when, people in _classes(city).items():
        present = [v for v, part in _presence(when, visits) if part >= 1.0]
        for o in range(city.missing.shape[1]):
            units = {v: 1 for v in present if city.objectives[visits[v].offer, o]}
            missing = np.maximum(0, city.missing[people, o])
            if not units or not missing.any():
                continue
            times = range(int(missing.max()) + 2)
            table = [city.weights.objective * float(np.minimum(missing, n).sum()) for n in times]
            yield Term(units, tuple(table))


def _variety(city: City, visits: Sequence[Visit]) -> Iterator[Term]:
    """Levels, organisations and evenings of a stay: what the first is worth, or the next costs."""
    weights = city.weights
    for s, stay in enumerate(city.stays):
        own = [v for v, visit in enumerate(visits) if visit.stay == s]
        points = weights.variety * stay.split
        for level in np.flatnonzero(stay.levels == 0):
            met = {v: 1 for v in own if city.level[visits[v].offer] == level}
            yield from _once(met, points)
        for social in np.flatnonzero(stay.social == 0):
            met = {v: 1 for v in own if city.social[visits[v].offer] == social}
            yield from _once(met, weights.hospitality)
        for organisation, before in enumerate(stay.organisations):
            met = {v: 1 for v in own if city.organisation[visits[v].offer] == organisation}
            if len(met) + before > 1 and met and points:
                first = (0.0, -points) if before > 0 else (0.0, 0.0, -points)
                yield Term(met, first)


def _once(met: Mapping[int, int], points: float) -> Iterator[Term]:
    if met and points:
        yield Term(met, (0.0, points, points))


def _counts(city: City, visits: Sequence[Visit]) -> Iterator[Term]:
    """Rule `appointments`, and the leaning against crowded days."""
    state = CityState(city, empty(city))
    for s, d in city.group_days:
        own = _professional(city, visits, s, d)
        table = state.count_value(s, d)
        if own and np.ptp(table):
            yield Term(dict.fromkeys(own, 1), tuple(float(x) for x in table - table[0]))


def _professional(city: City, visits: Sequence[Visit], s: int, d: int) -> list[int]:
    return [
        v
        for v, visit in enumerate(visits)
        if visit[:2] == (s, d) and city.professional[visit.offer]
    ]


def _kinds(city: City, visits: Sequence[Visit]) -> Iterator[Kinds]:
    """Rule `variety`: the number of kinds that a stay meets."""
    for s, stay in enumerate(city.stays):
        most = city.weights.kinds - int((stay.kinds > 0).sum())
        if not stay.split or most <= 0 or not city.weights.variety:
            continue
        new = tuple(
            tuple(v for v, x in enumerate(visits) if x.stay == s and city.kind[x.offer] == kind)
            for kind in np.flatnonzero(stay.kinds == 0)
        )
        yield Kinds(city.weights.variety, most, tuple(own for own in new if own))


def _paces(city: City, visits: Sequence[Visit]) -> Iterator[Pace]:
    """Rule `pace`: how far the days of a stay are from their mean."""
    weights = city.weights
    for s, stay in enumerate(city.stays):
        days = [d for d, day in enumerate(stay.days) if day.paced]
        if len(days) < 2 or not weights.pace:
            continue
        filled = tuple(stay.days[d].filled for d in days)
        others = np.array(filled[1:], dtype=np.float64)
        before = float(unevenness(others, filled[0], 1, weights.pace_minutes)[0])
        yield Pace(
            filled,
            tuple(tuple(_professional(city, visits, s, d)) for d in days),
            weights.pace_minutes,
            weights.pace,
            before,
        )


def _limits(city: City, visits: Sequence[Visit]) -> Iterator[Limit]:
    """Visits, `once`, people in two stays, and what a day may hold."""
    at: defaultdict[int, defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for v, visit in enumerate(visits):
        at[visit.offer][visit.stay].append(v)
    for offer, by_stay in at.items():
        every = [v for own in by_stay.values() for v in own]
        if len(by_stay) > city.visits[offer]:
            yield Limit(dict.fromkeys(every, 1), int(city.visits[offer]))
        for own in by_stay.values():
            if len(own) > 1:
                yield Limit(dict.fromkeys(own, 1), 1)
        for one, other in itertools.combinations(by_stay, 2):
            if city.clash[one, other]:
                yield Limit(dict.fromkeys((*by_stay[one], *by_stay[other]), 1), 1)
    for s, d in city.group_days:
        yield from _day_limits(city, visits, city.stays[s].days[d], s, d)


def _day_limits(
    city: City, visits: Sequence[Visit], day: StayDay, s: int, d: int
) -> Iterator[Limit]:
    work = _professional(city, visits, s, d)
    minutes = {v: int(city.minutes[visits[v].offer]) for v in work}
    if len(work) > day.room:
        yield Limit(dict.fromkeys(work, 1), day.room)
    if sum(minutes.values()) > day.minutes:
        yield Limit(minutes, day.minutes)
    for social in (0, 1):
        evenings = [
            v
            for v, visit in enumerate(visits)
            if visit[:2] == (s, d) and city.social[visit.offer] == social
        ]
        if len(evenings) > 1:
            yield Limit(dict.fromkeys(evenings, 1), 1)


def halves(city: City) -> Iterator[tuple[Stay, list[tuple[int, int, int]]]]:
    """Stays that owe free half-days, with their half-days as day, from and to."""
    for stay in city.stays:
        if stay.free_halves > 0:
            yield stay, [(d, *half) for d, day in enumerate(stay.days) for half in day.halves]


def touches(city: City, visit: Visit, start: int, first: int, last: int) -> bool:
    """Whether a visit that begins at `start` takes some of the time from `first` to `last`."""
    return start < last and start + int(city.minutes[visit.offer]) > first


def solution_of(city: City, chosen: Sequence[tuple[Visit, int]]) -> Solution:
    """The visits chosen with their starts, as routes by stay and day."""
    routes: list[list[list[tuple[int, int]]]] = [[[] for _ in stay.days] for stay in city.stays]
    for visit, start in chosen:
        routes[visit.stay][visit.day].append((visit.offer, start))
    return tuple(
        tuple(tuple(sorted(route, key=lambda c: c[1])) for route in days) for days in routes
    )
