"""CP-SAT on one model of all days of a city, as a good modeller would have it.

Each possible visit is an optional interval with its starts as domain. The days of each group are
circuits, whose arcs carry the transfers and make room for lunch, which is an interval of its own.
In cities with very many arcs the days are intervals without overlap instead, each with its share
of the ways (`benchmarks.peers.days_ways`); some plans are then not possible, so no bound is told.
Visits of two groups to one offer begin together or come after each other. The value is
`benchmarks.peers.days_model`, in thousandths of a point; waiting is priced where there are few
arcs, nights are not. It begins at the plain plan, told in full, without which it finds nothing in
larger cities for a long time; nor does it with its probing, which is left out.
"""

from __future__ import annotations

import itertools
import math
from typing import Any

from benchmarks.peers.cpsat import solver_of, timed
from benchmarks.peers.days_cpsat_day import CpDay
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
from benchmarks.peers.days_ways import narrowed, shares
from sojourn.engine.days.problem import City, Solution

UNIT = 1000
"""Units of the objective in a point."""
PRICED_ARCS = 12_000
"""Arcs up to which waiting is priced; beyond, the model knows nothing of it."""
MOST_ARCS = 60_000
"""Arcs beyond which days are told without them."""


def solve(city: City, seconds: float, workers: int, seed: int) -> PeerDays:
    """The best plan of CP-SAT in `seconds`, which do not count the building of the model."""

    built = CpDays(days_model(city))
    if not built.given.visits:
        return PeerDays(None, None, None, 0.0)
    solver = solver_of(seconds, workers, seed)
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.max_presolve_iterations = 1
    solved, spent = timed(solver, built.model)
    if not solved:
        return PeerDays(built.first, None, None, spent)
    value = solver.objective_value / UNIT + built.constant
    bound = solver.best_objective_bound / UNIT + built.constant
    return PeerDays(built.plan(solver), value, bound if built.exact else None, spent)


class CpDays:
    """The model of a city's days.

    Attributes:
        constant: points that do not depend on the plan.
        exact: whether every plan that our rules allow is possible in the model.
        first: the plan with which the search begins; begun: the start of each of its visits.

    """

    def __init__(self, given: DaysModel, most_arcs: int = MOST_ARCS) -> None:
        from ortools.sat.python import cp_model

        self.given = given
        self.city = given.city
        self.model = cp_model.CpModel()
        self.constant = given.spare
        self.objective: list[Any] = []
        days = [CpDay(given, s, d) for s, d in self.city.group_days]
        arcs = sum(len(day.arcs) for day in days)
        self.exact = arcs <= most_arcs
        self.share = None if self.exact else shares(self.city)
        number = {visit[:3]: v for v, visit in enumerate(given.visits)}
        first = plain(given if self.share is None else narrowed(given, self.share))
        self.first = solution_of(self.city, first)
        self.begun = {number[visit[:3]]: start for visit, start in first}
        self.chosen = [self.flag(v in self.begun) for v in range(len(given.visits))]
        self.start = [
            self.whole(cp_model.Domain.from_values(x.starts), self._first_start(v))
            for v, x in enumerate(given.visits)
        ]
        for limit in given.limits:
            terms = [weight * self.chosen[v] for v, weight in limit.weights.items()]
            self.model.add(sum(terms) <= limit.most)
        for day in days:
            day.add_to(self, arcs <= PRICED_ARCS)
        self._shared()
        self._free_halves()
        self._value()

    def flag(self, hint: bool) -> Any:
        """A new variable that is true or false, in the first plan `hint`."""
        found = self.model.new_bool_var("")
        self.model.add_hint(found, hint)
        return found

    def whole(self, domain: Any, hint: int) -> Any:
        """A new whole variable with a domain, in the first plan `hint`."""
        found = self.model.new_int_var_from_domain(domain, "")
        self.model.add_hint(found, hint)
        return found

    def between(self, least: int, most: int, hint: int) -> Any:
        """A new whole variable between two numbers, in the first plan `hint`."""
        found = self.model.new_int_var(least, most, "")
        self.model.add_hint(found, hint)
        return found

    def plan(self, solver: Any) -> Solution:
        """The solver's plan as routes."""
        visits = self.given.visits
        taken = [v for v in range(len(visits)) if solver.boolean_value(self.chosen[v])]
        return solution_of(self.city, [(visits[v], solver.value(self.start[v])) for v in taken])

    def interval(self, v: int) -> Any:
        """The time of a visit."""
        return self._interval(v, 0)

    def with_ways(self, v: int) -> Any:
        """The time of a visit, with its share of the ways before and after."""
        return self._interval(v, self.share_of(v))

    def share_of(self, v: int) -> int:
        """A visit's share of the ways to and from it, 0 where arcs carry them."""
        return 0 if self.share is None else int(self.share[self.given.visits[v].offer])

    def _interval(self, v: int, share: int) -> Any:
        minutes = self.minutes(v) + 2 * share
        start, chosen = self.start[v] - share, self.chosen[v]
        return self.model.new_optional_fixed_size_interval_var(start, minutes, chosen, "")

    def minutes(self, v: int) -> int:
        """How long a visit is."""
        return int(self.city.minutes[self.given.visits[v].offer])

    def _shared(self) -> None:
        """Groups at one offer on one date begin together if they fit in, or do not overlap."""
        model, stays = self.model, self.city.stays
        for offer, visits in self.given.shared():
            capacity, minutes = int(self.city.capacity[offer]), int(self.city.minutes[offer])
            sizes = [stays[self.given.visits[v].stay].size for v in visits]
            if sum(sizes) > capacity:
                model.add_cumulative([self.interval(v) for v in visits], sizes, capacity)
            for v, w in itertools.combinations(visits, 2):
                one, other = self.start[v], self.start[w]
                a, b = self._first_start(v), self._first_start(w)
                before, after = self.flag(a + minutes <= b), self.flag(b + minutes <= a)
                same = self.flag(a == b)
                model.add(one + minutes <= other).only_enforce_if(before)
                model.add(other + minutes <= one).only_enforce_if(after)
                model.add(one == other).only_enforce_if(same)
                model.add_bool_or(before, after, same, ~self.chosen[v], ~self.chosen[w])

    def _first_start(self, v: int) -> int:
        """When a visit begins in the first plan, or might."""
        return self.begun.get(v, self.given.visits[v].starts[0])

    def _free_halves(self) -> None:
        """Rule `free_half_day`."""
        for stay, spans in halves(self.city):
            s = self.city.stays.index(stay)
            kept = [self._free_half(s, *span) for span in spans]
            self.model.add(sum(kept) >= stay.free_halves)

    def _free_half(self, s: int, d: int, first: int, last: int) -> Any:
        """Whether a half-day is kept free."""
        from ortools.sat.python import cp_model

        own = [(v, self.given.visits[v]) for v in self.given.on(s, d)]
        taken = (
            touches(self.city, x, self.begun[v], first, last) for v, x in own if v in self.begun
        )
        kept = self.flag(not any(taken))
        for v, visit in own:
            clear = [x for x in visit.starts if not touches(self.city, visit, x, first, last)]
            if not clear:
                self.model.add_implication(kept, ~self.chosen[v])
            elif len(clear) < len(visit.starts):
                domain = cp_model.Domain.from_values(clear)
                outside = self.model.add_linear_expression_in_domain(self.start[v], domain)
                outside.only_enforce_if(kept, self.chosen[v])
        return kept

    def _value(self) -> None:
        for v, visit in enumerate(self.given.visits):
            if visit.price:
                self.objective.append(-math.floor(visit.price * UNIT) * self.chosen[v])
        for term in self.given.terms:
            self._term(term)
        for kinds in self.given.kinds:
            self._kinds(kinds)
        for pace in self.given.paces:
            self._pace(pace)
        self.model.maximize(sum(self.objective))

    def _term(self, term: Term) -> None:
        """A concave function is at most each of its lines, which are rounded up."""
        lines = [(_up(slope), _up(height)) for slope, height in term.lines]
        least, most = term.bounds
        begun = sum(units for v, units in term.units.items() if v in self.begun)
        hint = min(_up(most), *(slope * begun + height for slope, height in lines))
        worth = self.between(math.floor(least * UNIT), _up(most), hint)
        met = sum(units * self.chosen[v] for v, units in term.units.items())
        for slope, height in lines:
            self.model.add(worth <= slope * met + height)
        self.objective.append(worth)

    def _kinds(self, kinds: Kinds) -> None:
        begun = [any(v in self.begun for v in visits) for visits in kinds.visits]
        met = [self.flag(known) for known in begun]
        for kind, visits in zip(met, kinds.visits, strict=True):
            self.model.add(sum(self.chosen[v] for v in visits) >= kind)
        number = self.between(0, kinds.most, min(kinds.most, sum(begun)))
        self.model.add(number <= sum(met))
        self.objective.append(_up(kinds.points) * number)

    def _pace(self, pace: Pace) -> None:
        """How far each day is from the mean beyond the tolerance, in parts of a minute."""
        days = len(pace.filled)
        minutes, begun = [], []
        for filled, visits in zip(pace.filled, pace.visits, strict=True):
            minutes.append(filled + sum(self.minutes(v) * self.chosen[v] for v in visits))
            begun.append(filled + sum(self.minutes(v) for v in visits if v in self.begun))
        whole, free = sum(minutes), days * pace.tolerance
        for own, at_first in zip(minutes, begun, strict=True):
            hint = max(0, abs(days * at_first - sum(begun)) - free)
            far = self.between(0, 1440 * days, hint)
            self.model.add(far >= days * own - whole - free)
            self.model.add(far >= whole - days * own - free)
            self.objective.append(-math.floor(pace.price * UNIT / days) * far)
        self.constant += pace.price * pace.before


def _up(points: float) -> int:
    """Points in units of the objective, rounded up."""
    return math.ceil(points * UNIT - 1e-6)
