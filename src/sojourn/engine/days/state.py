"""What is chosen in a city so far, and what each group-day is worth beside the rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from sojourn.engine.days.account import close_touching, demand, enter, unevenness
from sojourn.engine.days.arrays import Given, shown_in
from sojourn.engine.days.points import day_value, tightened
from sojourn.engine.days.problem import Bytes, City, Reals, Route, Solution
from sojourn.engine.days.route import LONGEST, best_day, most_points, next_starts

NEVER = 1_000_000
GAINS = 6
"""Meetings of one objective on one day that may still be worth something."""
FULL = 3.0
"""Appointments from which on a day counts as full."""


class CityState:
    """A solution of a city with the sums that make the value of a change quick to find."""

    def __init__(self, city: City, solution: Solution) -> None:
        self.city = city
        self.shown = shown_in(city)
        self.potential = city.potential.copy()
        self.missing = city.missing.copy()
        self.visits = np.zeros(len(city.offers), dtype=np.int64)
        self.levels = np.array([stay.levels for stay in city.stays])
        self.kinds = np.array([stay.kinds for stay in city.stays])
        self.organisations = np.array([stay.organisations for stay in city.stays])
        self.social = np.array([stay.social for stay in city.stays])
        self.routes: list[list[Route]] = [[() for _ in stay.days] for stay in city.stays]
        self.holders: list[list[tuple[int, int, int]]] = [[] for _ in city.offers]
        self._count_values: dict[tuple[int, int], Reals] = {}
        kinds = np.arange(city.stays[0].kinds.shape[0] + 1) if city.stays else np.zeros(1)
        self.kinds_value = city.weights.variety * np.minimum(kinds, city.weights.kinds).astype(
            np.float64
        )
        for s, routes in enumerate(solution):
            for d, route in enumerate(routes):
                self.lay(s, d, route)

    @property
    def solution(self) -> Solution:
        """The routes by stay and day."""
        return tuple(tuple(routes) for routes in self.routes)

    def lay(self, s: int, d: int, route: Route) -> None:
        """Put `route` on an empty day."""
        self.routes[s][d] = route
        self._enter(s, d, route, 1)
        for offer, start in route:
            self._count(s, offer, 1)
            self.holders[offer].append((s, d, start))

    def lift(self, s: int, d: int) -> Route:
        """Empty a day; returns what was on it."""
        route = self.routes[s][d]
        self._enter(s, d, route, -1)
        for offer, start in route:
            self._count(s, offer, -1)
            self.holders[offer].remove((s, d, start))
        self.routes[s][d] = ()
        return route

    def _enter(self, s: int, d: int, route: Route, sign: int) -> None:
        """Enter a whole day into the people's account, or take it out."""
        if not route:
            return
        city, stay = self.city, self.city.stays[s]
        offers = [offer for offer, _ in route]
        enter(
            self.potential,
            self.missing,
            stay.members,
            stay.days[d].present,
            city.fading[offers].prod(axis=0),
            city.objectives[offers].sum(axis=0, dtype=np.int64),
            sign,
        )

    def _count(self, s: int, offer: int, sign: int) -> None:
        city = self.city
        self.visits[offer] += sign
        if city.level[offer] >= 0:
            self.levels[s, city.level[offer]] += sign
        self.kinds[s, city.kind[offer]] += sign
        if city.organisation[offer] >= 0:
            self.organisations[s, city.organisation[offer]] += sign
        if city.social[offer] >= 0:
            self.social[s, city.social[offer]] += sign

    def given(self, s: int, d: int, starts: Bytes) -> Given:
        """The day, which is empty now, with what everything on it is worth."""
        city, stay = self.city, self.city.stays[s]
        day, weights = stay.days[d], city.weights
        need, gain = demand(self.potential, self.missing, stay.members, day.present, GAINS)
        settings = np.array(
            [
                day.room,
                day.minutes,
                day.lunch,
                *stay.lunch,
                stay.closes,
                stay.step,
                *self._rest(s, d),
                stay.opens,
                weights.idle_minutes,
            ],
            dtype=np.int64,
        )
        return Given(
            starts=starts,
            blocks=day.blocks,
            price=city.price[s],
            need=need,
            objective_gain=weights.objective * gain,
            level_gain=weights.variety * stay.split * (self.levels[s] == 0),
            kinds_met=(self.kinds[s] > 0).astype(np.uint8),
            kinds_value=self.kinds_value * stay.split,
            met_organisation=(self.organisations[s] > 0).astype(np.uint8),
            social_gain=weights.hospitality * (self.social[s] == 0),
            count_value=self.count_value(s, d),
            pace_value=self.pace_value(s, d),
            settings=settings,
            prices=np.array(
                [
                    weights.variety * stay.split,
                    weights.idle * stay.members.size,
                    weights.early * stay.size,
                ]
            ),
        )

    def open_starts(self, s: int, d: int) -> Bytes:
        """Possible starts beside what the other groups and days have taken."""
        city, stay = self.city, self.city.stays[s]
        day = stay.days[d]
        starts = day.starts.copy()
        starts[self.visits >= city.visits] = 0
        for offer in np.flatnonzero(self.visits):
            for other, other_day, start in self.holders[offer]:
                if city.clash[s, other]:
                    starts[offer] = 0
                elif city.stays[other].days[other_day].day == day.day:
                    self._beside(starts[offer], s, day.day, int(offer), start)
        return starts

    def _beside(self, row: Bytes, s: int, day: date, offer: int, start: int) -> None:
        """Close the starts at which two groups would be at an offer that cannot hold both.

        Groups that fit in together begin together or come at different times.
        """
        city, step = self.city, self.city.stays[s].step
        minutes = int(city.minutes[offer])
        first = max(0, (start - minutes) // step + 1)
        last = -(-(start + minutes) // step)
        slot = start // step
        joint = row[slot] if start % step == 0 and slot < row.size else 0
        row[first:last] = 0
        people = sum(
            city.stays[other].size
            for other, d, begun in self.holders[offer]
            if begun == start and city.stays[other].days[d].day == day
        )
        if joint and people + city.stays[s].size <= city.capacity[offer]:
            row[slot] = joint

    def _rest(self, s: int, d: int) -> tuple[int, int]:
        """Before which minute the day should not begin, after which it should not end."""
        ready, late = -NEVER, NEVER
        rest = self.city.weights.rest
        before = self._span(s, d - 1) if d > 0 else None
        after = self._span(s, d + 1) if d + 1 < len(self.routes[s]) else None
        if before is not None:
            ready = before[1] + rest - 1440
        if after is not None:
            late = after[0] + 1440 - rest
        return ready, late

    def _span(self, s: int, d: int) -> tuple[int, int] | None:
        """From the first to the last minute of a day, or None when it is empty."""
        blocks, route = self.city.stays[s].days[d].blocks, self.routes[s][d]
        starts = [start for _, start in route] + [int(b[0]) for b in blocks]
        ends = [start + int(self.city.minutes[o]) for o, start in route]
        ends += [int(b[1]) for b in blocks]
        return (min(starts), max(ends)) if starts else None

    def count_value(self, s: int, d: int) -> Reals:
        """Points for 0, 1, 2 … professional offers on the day."""
        known = self._count_values.get((s, d))
        if known is None:
            day, weights = self.city.stays[s].days[d], self.city.weights
            number = np.arange(min(day.room, LONGEST) + 2)
            lacking = np.maximum(0, day.wanted - number)
            crowded = np.maximum(0.0, number + day.load - FULL)
            known = np.asarray(-weights.at_least * lacking - weights.beyond * crowded)
            self._count_values[s, d] = known
        return known

    def pace_value(self, s: int, d: int) -> Reals:
        """Points for each number of professional minutes on the day, which is empty now."""
        stay, weights = self.city.stays[s], self.city.weights
        if not stay.days[d].paced or not weights.pace:
            return np.zeros(1)
        others = [self.filled(s, e) for e, day in enumerate(stay.days) if e != d and day.paced]
        spread: Reals = unevenness(
            np.array(others, dtype=np.float64),
            stay.days[d].filled,
            max(1, stay.closes - stay.opens + 1),
            weights.pace_minutes,
        )
        return -weights.pace * spread

    def filled(self, s: int, d: int) -> int:
        """Professional minutes of a day, placed and chosen."""
        city = self.city
        chosen = sum(int(city.minutes[o]) for o, _ in self.routes[s][d] if city.professional[o])
        return city.stays[s].days[d].filled + chosen

    def best(self, s: int, d: int, width: int, without: Sequence[int] = ()) -> tuple[float, Route]:
        """The best route for an empty day, `without` some offers, and its value beside the rest."""
        stay = self.city.stays[s]
        open_starts = self.open_starts(s, d)
        for offer in without:
            open_starts[offer] = 0
        given = self.given(s, d, open_starts)
        best_value = -np.inf
        best_route: Route = ()
        most = most_points(self.shown, given)
        for closed in self.closings(s, d):
            if closed:
                given = given._replace(starts=self._closed(s, open_starts, closed))
            following = next_starts(given.starts, stay.step)
            value, number, chosen, begun = best_day(self.shown, given, following, most, width)
            if number > 1:
                value = tightened(self.shown, given, chosen[:number], begun[:number])
            if value > best_value:
                best_value = value
                best_route = tuple((int(chosen[n]), int(begun[n])) for n in range(number))
        if best_value == -np.inf:
            return 0.0, ()
        return float(best_value) - self._bare(given), best_route

    def _closed(self, s: int, starts: Bytes, spans: tuple[tuple[int, int], ...]) -> Bytes:
        """Those of `starts` from which nothing touches `spans`."""
        left = starts.copy()
        for first, last in spans:
            close_touching(left, self.city.minutes, self.city.stays[s].step, first, last)
        return left

    def value(self, s: int, d: int, route: Route) -> float:
        """What `route` would add to a day that is empty now."""
        if not route:
            return 0.0
        chosen = np.array([offer for offer, _ in route], dtype=np.int64)
        starts = np.array([start for _, start in route], dtype=np.int64)
        given = self.given(s, d, self.city.stays[s].days[d].starts)
        return float(day_value(self.shown, given, chosen, starts)) - self._bare(given)

    def _bare(self, given: Given) -> float:
        """The value of a day with nothing but what is placed."""
        if not given.blocks.shape[0]:
            return float(given.pace_value[0])
        none = np.zeros(0, dtype=np.int64)
        return float(day_value(self.shown, given, none, none))

    def closings(self, s: int, d: int) -> tuple[tuple[tuple[int, int], ...], ...]:
        """Rule `free_half_day`: the ways to leave free on this day what is still owed."""
        stay = self.city.stays[s]
        owed = stay.free_halves - sum(
            self.halves_left(s, e) for e in range(len(stay.days)) if e != d
        )
        halves = stay.days[d].halves
        if owed <= 0:
            return ((),)
        if owed >= len(halves):
            return (halves,)
        return tuple((half,) for half in halves)

    def halves_left(self, s: int, d: int) -> int:
        """Half-days of a day that its route leaves free."""
        minutes = self.city.minutes
        route = self.routes[s][d]
        return sum(
            all(start >= ends or start + minutes[o] <= starts for o, start in route)
            for starts, ends in self.city.stays[s].days[d].halves
        )

    def total(self) -> float:
        """The value of the whole solution above that of an empty one."""
        held = [(s, d, self.lift(s, d)) for s, d in self.chosen_days()]
        total = 0.0
        for s, d, route in held:
            total += self.value(s, d, route)
            self.lay(s, d, route)
        return total

    def chosen_days(self) -> list[tuple[int, int]]:
        """Stays and days on which anything is chosen."""
        return [
            (s, d)
            for s, routes in enumerate(self.routes)
            for d, route in enumerate(routes)
            if route
        ]
