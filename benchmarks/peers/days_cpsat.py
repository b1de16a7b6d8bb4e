"""CP-SAT on one model of all days of a city, as a good modeller would have it.

Each possible visit is an optional interval with its starts as domain. The days of each group are
circuits, whose arcs carry the transfers and make room for lunch, which is an interval of its own.
Visits of two groups to one offer begin together or come after each other. The value is
`benchmarks.peers.days_model`, in thousandths of a point; waiting is priced on the arcs where a
city has few of them. It begins at the plain plan.
"""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Iterator
from typing import Any

from benchmarks.peers.days_model import (
    DaysModel,
    Kinds,
    Pace,
    Term,
    days_model,
    halves,
    solution_of,
    touches,
)
from benchmarks.peers.days_plans import PeerDays, plain
from sojourn.engine.days.problem import City, Solution, StayDay

UNIT = 1000
"""Units of the objective in a point."""
FEW_ARCS = 40_000
"""Arcs up to which waiting is priced; beyond, the model knows nothing of it."""


def solve(city: City, seconds: float, workers: int, seed: int) -> PeerDays:
    """The best plan of CP-SAT in `seconds`, which do not count the building of the model."""
    from ortools.sat.python import cp_model

    built = CpDays(days_model(city))
    if not built.model_of.visits:
        return PeerDays(None, None, None, 0.0)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    began = time.perf_counter()
    status = solver.solve(built.model)
    spent = time.perf_counter() - began
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return PeerDays(None, None, None, spent)
    bound = solver.best_objective_bound / UNIT + built.constant
    value = solver.objective_value / UNIT + built.constant
    return PeerDays(built.plan(solver), value, bound, spent)


class CpDays:
    """The model of a city's days; `constant` are points that do not depend on the plan."""

    def __init__(self, given: DaysModel) -> None:
        from ortools.sat.python import cp_model

        self.model_of = given
        self.city = given.city
        self.model = cp_model.CpModel()
        self.constant = given.spare
        self.objective: list[Any] = []
        model, minutes = self.model, self.city.minutes
        self.chosen = [model.new_bool_var("") for _ in given.visits]
        self.start = [
            model.new_int_var_from_domain(cp_model.Domain.from_values(visit.starts), "")
            for visit in given.visits
        ]
        self.interval = [
            model.new_optional_fixed_size_interval_var(
                self.start[v], int(minutes[visit.offer]), self.chosen[v], ""
            )
            for v, visit in enumerate(given.visits)
        ]
        for limit in given.limits:
            terms = [weight * self.chosen[v] for v, weight in limit.weights.items()]
            model.add(sum(terms) <= limit.most)
        self._days()
        self._shared()
        self._free_halves()
        self._value()
        self._begin()

    def plan(self, solver: Any) -> Solution:
        """The solver's plan as routes."""
        visits = self.model_of.visits
        taken = [v for v in range(len(visits)) if solver.boolean_value(self.chosen[v])]
        return solution_of(self.city, [(visits[v], solver.value(self.start[v])) for v in taken])

    def _days(self) -> None:
        """One circuit for each day of each stay."""
        days = [_Day(self, s, d) for s, d in self.city.group_days]
        priced = sum(len(day.arcs) for day in days) <= FEW_ARCS
        for day in days:
            day.build(priced)

    def _shared(self) -> None:
        """Groups at one offer on one date begin together if they fit in, or do not overlap."""
        model, stays = self.model, self.city.stays
        for offer, visits in self.model_of.shared():
            capacity, minutes = int(self.city.capacity[offer]), int(self.city.minutes[offer])
            sizes = [stays[self.model_of.visits[v].stay].size for v in visits]
            if sum(sizes) > capacity:
                model.add_cumulative([self.interval[v] for v in visits], sizes, capacity)
            for v, w in itertools.combinations(visits, 2):
                one, other = self.start[v], self.start[w]
                before, after, same = (model.new_bool_var("") for _ in range(3))
                model.add(one + minutes <= other).only_enforce_if(before)
                model.add(other + minutes <= one).only_enforce_if(after)
                model.add(one == other).only_enforce_if(same)
                model.add_bool_or(before, after, same, ~self.chosen[v], ~self.chosen[w])

    def _free_halves(self) -> None:
        """Rule `free_half_day`."""
        from ortools.sat.python import cp_model

        for stay, spans in halves(self.city):
            s = self.city.stays.index(stay)
            free = [self.model.new_bool_var("") for _ in spans]
            self.model.add(sum(free) >= stay.free_halves)
            for kept, (d, first, last) in zip(free, spans, strict=True):
                for v in self.model_of.on(s, d):
                    visit = self.model_of.visits[v]
                    clear = [x for x in visit.starts if not touches(self.city, visit, x, first, last)]
                    if not clear:
                        self.model.add_implication(kept, ~self.chosen[v])
                    elif len(clear) < len(visit.starts):
                        domain = cp_model.Domain.from_values(clear)
                        self.model.add_linear_expression_in_domain(
                            self.start[v], domain
                        ).only_enforce_if(kept, self.chosen[v])

    def _value(self) -> None:
        for v, visit in enumerate(self.model_of.visits):
            if visit.price:
                self.objective.append(-math.floor(visit.price * UNIT) * self.chosen[v])
        for term in self.model_of.terms:
            self._term(term)
        for kinds in self.model_of.kinds:
            self._kinds(kinds)
        for pace in self.model_of.paces:
            self._pace(pace)
        self.model.maximize(sum(self.objective))

    def _term(self, term: Term) -> None:
        """A concave function is at most each of its lines; lines are rounded up."""
        least, most = term.bounds
        worth = self.model.new_int_var(math.floor(least * UNIT), math.ceil(most * UNIT), "")
        met = sum(units * self.chosen[v] for v, units in term.units.items())
        for slope, height in term.lines:
            self.model.add(worth <= _up(slope) * met + _up(height))
        self.objective.append(worth)

    def _kinds(self, kinds: Kinds) -> None:
        met = [self.model.new_bool_var("") for _ in kinds.visits]
        for kind, visits in zip(met, kinds.visits, strict=True):
            self.model.add(sum(self.chosen[v] for v in visits) >= kind)
        number = self.model.new_int_var(0, kinds.most, "")
        self.model.add(number <= sum(met))
        self.objective.append(math.ceil(kinds.points * UNIT) * number)

    def _pace(self, pace: Pace) -> None:
        """How far each day is from the mean beyond the tolerance, in parts of a minute."""
        days = len(pace.filled)
        minutes = [
            filled + sum(self._minutes(v) * self.chosen[v] for v in visits)
            for filled, visits in zip(pace.filled, pace.visits, strict=True)
        ]
        whole = sum(minutes)
        for own in minutes:
            far = self.model.new_int_var(0, 1440 * days, "")
            self.model.add(far >= days * own - whole - days * pace.tolerance)
            self.model.add(far >= whole - days * own - days * pace.tolerance)
            self.objective.append(-math.floor(pace.price * UNIT / days) * far)
        self.constant += pace.price * pace.before

    def _minutes(self, v: int) -> int:
        return int(self.city.minutes[self.model_of.visits[v].offer])

    def _begin(self) -> None:
        """Begin at the plain plan."""
        number = {visit[:3]: v for v, visit in enumerate(self.model_of.visits)}
        begun = {number[visit[:3]]: start for visit, start in plain(self.model_of)}
        for v, chosen in enumerate(self.chosen):
            self.model.add_hint(chosen, v in begun)
            if v in begun:
                self.model.add_hint(self.start[v], begun[v])


class _Day:
    """One day of a stay: the order of its visits and placed events, and its lunch."""

    def __init__(self, days: CpDays, s: int, d: int) -> None:
        self.days, self.model, self.city = days, days.model, days.city
        self.stay = days.city.stays[s]
        self.day: StayDay = self.stay.days[d]
        self.visits = days.model_of.on(s, d)
        self.present: list[Any] = [days.chosen[v] for v in self.visits]
        self.start: list[Any] = [days.start[v] for v in self.visits]
        self.first = [days.model_of.visits[v].starts[0] for v in self.visits]
        self.last = [days.model_of.visits[v].starts[-1] for v in self.visits]
        offers = [days.model_of.visits[v].offer for v in self.visits]
        self.minutes = [int(self.city.minutes[o]) for o in offers]
        self.place = [int(self.city.place[o]) for o in offers]
        for starts, ends, place in self.day.blocks:
            self.present.append(True)
            self.start.append(int(starts))
            self.first.append(int(starts))
            self.last.append(int(starts))
            self.minutes.append(int(ends - starts))
            self.place.append(int(place))
        self.arcs = list(self._possible())

    def _possible(self) -> Iterator[tuple[int, int]]:
        for i, j in itertools.permutations(range(len(self.start)), 2):
            if self.first[i] + self.minutes[i] + self.way(i, j) <= self.last[j]:
                yield i, j

    def way(self, i: int, j: int) -> int:
        """Minutes from the place of one to that of another."""
        return int(self.city.transfer[self.place[i], self.place[j]])

    def build(self, priced: bool) -> None:
        """Add the day to the model; waiting costs something if it is `priced`."""
        model = self.model
        items = range(len(self.start))
        idle = model.new_bool_var("")
        arcs: list[tuple[int, int, Any]] = [(0, 0, idle)]
        for i in items:
            arcs += [(0, i + 1, model.new_bool_var("")), (i + 1, 0, model.new_bool_var(""))]
            if self.present[i] is not True:
                arcs.append((i + 1, i + 1, ~self.present[i]))
                model.add_implication(idle, ~self.present[i])
        self._lunch()
        waits = [model.new_int_var(0, 1440, "") for _ in items] if priced else []
        for i, j in self.arcs:
            follows = model.new_bool_var("")
            arcs.append((i + 1, j + 1, follows))
            self._after(i, j, follows)
            if priced:
                self._wait(i, j, follows, waits[j])
        model.add_circuit(arcs)
        price = math.floor(self.city.weights.idle * self.stay.members.size * UNIT)
        self.days.objective += [-price * wait for wait in waits]

    def _lunch(self) -> None:
        """An interval for lunch, and whether each item comes after it."""
        model, day = self.model, self.day
        spans = [self.days.interval[v] for v in self.visits]
        spans += [model.new_fixed_size_interval_var(int(a), int(b - a), "") for a, b, _ in day.blocks]
        self.later: list[Any] = []
        if day.lunch:
            earliest, latest, minutes = self.stay.lunch
            eaten = model.new_int_var(earliest, latest - minutes, "")
            spans.append(model.new_fixed_size_interval_var(eaten, minutes, ""))
            for i, start in enumerate(self.start):
                later = model.new_bool_var("")
                self.later.append(later)
                model.add(eaten + minutes <= start).only_enforce_if(later, self.present[i])
                model.add(start + self.minutes[i] <= eaten).only_enforce_if(~later, self.present[i])
        model.add_no_overlap(spans)

    def _after(self, i: int, j: int, follows: Any) -> None:
        """Item `j` comes after `i`, with the way between them and lunch if it lies between."""
        model, way = self.model, self.way(i, j)
        if self.last[i] + self.minutes[i] + way > self.first[j]:
            model.add(self.start[i] + self.minutes[i] + way <= self.start[j]).only_enforce_if(
                follows
            )
        if self.day.lunch and self._around_lunch(i, j):
            least = self.minutes[i] + way + self.stay.lunch[2]
            if self.last[i] + least > self.first[j]:
                model.add(self.start[i] + least <= self.start[j]).only_enforce_if(
                    follows, self.later[j], ~self.later[i]
                )

    def _around_lunch(self, i: int, j: int) -> bool:
        earliest, latest, minutes = self.stay.lunch
        return (
            self.first[i] + self.minutes[i] + minutes <= latest
            and earliest + minutes <= self.last[j]
        )

    def _wait(self, i: int, j: int, follows: Any, wait: Any) -> None:
        """Minutes of waiting before `j` beyond the patience, if it follows `i`; rule `idle`."""
        model, patience = self.model, self.city.weights.idle_minutes
        if self.last[j] - self.first[i] - self.minutes[i] - self.way(i, j) <= patience:
            return
        ends, starts = self.start[i] + self.minutes[i], self.start[j]
        eased: list[Any] = []
        relief: Any = 0
        earliest, latest, minutes = self.stay.lunch
        if self._around_lunch(i, j):
            lunch = model.new_bool_var("")
            model.add(starts - ends >= minutes).only_enforce_if(follows, lunch)
            model.add(starts >= earliest + minutes).only_enforce_if(follows, lunch)
            model.add(ends <= latest - minutes).only_enforce_if(follows, lunch)
            relief = minutes * lunch
        for open_until, from_minute in ((self.stay.opens, earliest), (latest, self.stay.closes)):
            if self.first[i] + self.minutes[i] <= open_until and from_minute <= self.last[j]:
                free = model.new_bool_var("")
                model.add(ends <= open_until).only_enforce_if(follows, free)
                model.add(starts >= from_minute).only_enforce_if(follows, free)
                eased.append(~free)
        model.add(wait >= starts - ends - self.way(i, j) - relief - patience).only_enforce_if(
            follows, *eased
        )


def _up(points: float) -> int:
    """Points in units of the objective, rounded up."""
    return math.ceil(points * UNIT - 1e-6)
