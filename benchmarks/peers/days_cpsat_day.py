"""One day of a group in CP-SAT: the order of its visits, the ways between them, lunch, waiting."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from benchmarks.peers.days_model import DaysModel
from sojourn.engine.days.problem import StayDay

if TYPE_CHECKING:
    from benchmarks.peers.days_cpsat import CpDays

UNIT = 1000
"""Units of the objective in a point, as in `benchmarks.peers.days_cpsat`."""
MINUTES_A_DAY = 1440


class CpDay:
    """One day of a stay: its visits, and what is placed, as items; possible arcs between them."""

    def __init__(self, given: DaysModel, s: int, d: int) -> None:
        self.city = given.city
        self.stay = given.city.stays[s]
        self.day: StayDay = self.stay.days[d]
        self.visits = given.on(s, d)
        offers = [given.visits[v].offer for v in self.visits]
        starts = [given.visits[v].starts for v in self.visits]
        blocks = self.day.blocks.tolist()
        placed = [begins for begins, _, _ in blocks]
        self.first = [*(own[0] for own in starts), *placed]
        self.last = [*(own[-1] for own in starts), *placed]
        self.minutes = [
            *(int(self.city.minutes[o]) for o in offers),
            *(b - a for a, b, _ in blocks),
        ]
        self.place = [
            *(int(self.city.place[o]) for o in offers),
            *(place for _, _, place in blocks),
        ]
        self.arcs = list(self._possible())

    def add_to(self, days: CpDays, priced: bool) -> None:
        """Add the day to a model; where it has arcs, waiting costs something if it is `priced`."""
        self.days, self.model = days, days.model
        placed = [int(begins) for begins, _, _ in self.day.blocks]
        self.present: list[Any] = [*(days.chosen[v] for v in self.visits), *(True for _ in placed)]
        self.start: list[Any] = [*(days.start[v] for v in self.visits), *placed]
        self.begun = {i: days.begun[v] for i, v in enumerate(self.visits) if v in days.begun}
        self.begun |= {len(self.visits) + n: begins for n, begins in enumerate(placed)}
        self.order = sorted(self.begun, key=lambda i: (self.begun[i], i))
        if days.exact:
            self._in_order(priced)
        else:
            self._apart()

    def _possible(self) -> Iterator[tuple[int, int]]:
        for i, j in itertools.permutations(range(len(self.first)), 2):
            if self.first[i] + self.minutes[i] + self.way(i, j) <= self.last[j]:
                yield i, j

    def way(self, i: int, j: int) -> int:
        """Minutes from the place of one item to that of another."""
        return int(self.city.transfer[self.place[i], self.place[j]])

    def _apart(self) -> None:
        """The day without arcs: visits do not overlap, each with its share of the ways.

        Lunch lies in a gap that is so much longer, wherever the ways lie in it.
        """
        days, model = self.days, self.model
        model.add_no_overlap([days.with_ways(v) for v in self.visits])
        model.add_no_overlap([*self._spans(), *self._lunch()])
        if not self.day.lunch:
            return
        share = [days.share_of(v) for v in self.visits]
        at = self._eaten()
        ends = [
            self.begun[i] + self.minutes[i] + share[i]
            for i in self.order
            if i < len(share) and self.begun[i] < at
        ]
        begin = days.between(-MINUTES_A_DAY, 2 * MINUTES_A_DAY, max(ends, default=-MINUTES_A_DAY))
        end = begin + self.stay.lunch[2]
        for i, way in enumerate(share):
            before = model.add(self.start[i] + self.minutes[i] + way <= begin)
            later = model.add(self.start[i] - way >= end)
            before.only_enforce_if(~self.later[i], self.present[i])
            later.only_enforce_if(self.later[i], self.present[i])

    def _spans(self) -> list[Any]:
        """The times of the items."""
        fixed = self.model.new_fixed_size_interval_var
        spans = [self.days.interval(v) for v in self.visits]
        return spans + [fixed(a, b - a, "") for a, b, _ in self.day.blocks.tolist()]

    def _in_order(self, priced: bool) -> None:
        """The day as a circuit; waiting costs something if it is `priced`."""
        flag, items = self.days.flag, range(len(self.start))
        idle = flag(not self.begun)
        arcs: list[tuple[int, int, Any]] = [(0, 0, idle)]
        for i in items:
            arcs.append((0, i + 1, flag(self.order[:1] == [i])))
            arcs.append((i + 1, 0, flag(self.order[-1:] == [i])))
            if self.present[i] is not True:
                arcs.append((i + 1, i + 1, ~self.present[i]))
                self.model.add_implication(idle, ~self.present[i])
        self.model.add_no_overlap([*self._spans(), *self._lunch()])
        following = set(itertools.pairwise(self.order))
        waited = {j: self._waited(i, j) for i, j in following}
        waits = [self.days.between(0, MINUTES_A_DAY, waited.get(i, 0)) for i in items]
        for i, j in self.arcs:
            follows = flag((i, j) in following)
            arcs.append((i + 1, j + 1, follows))
            self._after(i, j, follows)
            if priced:
                self._wait(i, j, follows, waits[j])
        self.model.add_circuit(arcs)
        if priced:
            price = math.floor(self.city.weights.idle * self.stay.members.size * UNIT)
            self.days.objective += [-price * wait for wait in waits]

    def _lunch(self) -> list[Any]:
        """An interval for lunch if there is one, and whether each item comes after it."""
        self.later: list[Any] = []
        if not self.day.lunch:
            return []
        earliest, latest, minutes = self.stay.lunch
        at = self._eaten()
        eaten = self.days.between(earliest, latest - minutes, at)
        for i, start in enumerate(self.start):
            later = self.days.flag(self.begun.get(i, 0) >= at + minutes)
            self.later.append(later)
            after = self.model.add(eaten + minutes <= start)
            before = self.model.add(start + self.minutes[i] <= eaten)
            after.only_enforce_if(later, self.present[i])
            before.only_enforce_if(~later, self.present[i])
        return [self.model.new_fixed_size_interval_var(eaten, minutes, "")]

    def _eaten(self) -> int:
        """When lunch begins in the first plan."""
        earliest, latest, minutes = self.stay.lunch
        ends, before = 0, -1
        for i in self.order:
            at, way = max(ends, earliest), self.way(before, i) if before >= 0 else 0
            room = self.begun[i] - ends >= way + minutes
            if room and at + minutes <= min(latest, self.begun[i]):
                return at
            ends, before = self.begun[i] + self.minutes[i], i
        return min(max(ends, earliest), latest - minutes)

    def _after(self, i: int, j: int, follows: Any) -> None:
        """Item `j` comes after `i`, with the way between them and lunch if it lies between."""
        least = self.minutes[i] + self.way(i, j)
        if self.last[i] + least > self.first[j]:
            after = self.model.add(self.start[i] + least <= self.start[j])
            after.only_enforce_if(follows)
        if not self.day.lunch or not self._around_lunch(i, j):
            return
        least += self.stay.lunch[2]
        if self.last[i] + least > self.first[j]:
            after = self.model.add(self.start[i] + least <= self.start[j])
            after.only_enforce_if(follows, self.later[j], ~self.later[i])

    def _around_lunch(self, i: int, j: int) -> bool:
        """Whether lunch may lie between the two."""
        earliest, latest, minutes = self.stay.lunch
        ends = self.first[i] + self.minutes[i]
        return ends + minutes <= latest and earliest + minutes <= self.last[j]

    def _wait(self, i: int, j: int, follows: Any, wait: Any) -> None:
        """Minutes of waiting before `j` beyond the patience, if it follows `i`; rule `idle`."""
        ends, starts = self.start[i] + self.minutes[i], self.start[j]
        least = self.city.weights.idle_minutes + self.way(i, j)
        if self.last[j] - self.first[i] - self.minutes[i] <= least:
            return
        relief: Any = 0
        earliest, latest, minutes = self.stay.lunch
        if self._around_lunch(i, j):
            lunch = self.days.flag(self._relieved(i, j) > 0)
            for needed in (
                starts - ends >= minutes,
                starts >= earliest + minutes,
                ends <= latest - minutes,
            ):
                self.model.add(needed).only_enforce_if(follows, lunch)
            relief = minutes * lunch
        eased: list[Any] = []
        for until, since in self._free_hours():
            if self.first[i] + self.minutes[i] <= until and since <= self.last[j]:
                free = self.days.flag(self._free(i, j, until, since))
                self.model.add(ends <= until).only_enforce_if(follows, free)
                self.model.add(starts >= since).only_enforce_if(follows, free)
                eased.append(~free)
        waited = self.model.add(wait >= starts - ends - relief - least)
        waited.only_enforce_if(follows, *eased)

    def _free_hours(self) -> tuple[tuple[int, int], ...]:
        """Ends and starts between which a morning or an afternoon is free, which is no waiting."""
        earliest, latest, _ = self.stay.lunch
        return (self.stay.opens, earliest), (latest, self.stay.closes)

    def _free(self, i: int, j: int, until: int, since: int) -> bool:
        """Whether the time between two items of the first plan is free."""
        if i not in self.begun or j not in self.begun:
            return False
        return self.begun[i] + self.minutes[i] <= until and since <= self.begun[j]

    def _relieved(self, i: int, j: int) -> int:
        """Minutes of lunch between two items of the first plan."""
        if i not in self.begun or j not in self.begun:
            return 0
        earliest, latest, minutes = self.stay.lunch
        ends, starts = self.begun[i] + self.minutes[i], self.begun[j]
        fits = min(starts, latest) - max(ends, earliest) >= minutes
        return minutes if fits else 0

    def _waited(self, i: int, j: int) -> int:
        """Minutes of waiting between two items of the first plan that cost something."""
        if any(self._free(i, j, until, since) for until, since in self._free_hours()):
            return 0
        gap = self.begun[j] - self.begun[i] - self.minutes[i] - self._relieved(i, j)
        return max(0, gap - self.way(i, j) - self.city.weights.idle_minutes)
