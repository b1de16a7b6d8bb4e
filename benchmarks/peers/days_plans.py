"""Plans of days judged and repaired by our rules, and the plain plan with which peers begin."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from benchmarks.peers.days_model import DaysModel, Visit, solution_of
from sojourn.engine.days.problem import City, Route, Solution, empty
from sojourn.engine.days.state import CityState


class PeerDays(NamedTuple):
    """What a peer found: its plan or None, its own word on value and bound in points, seconds."""

    solution: Solution | None
    value: float | None
    bound: float | None
    seconds: float


def faults(city: City, solution: Solution) -> list[str]:
    """What a plan breaks, day by day in words; empty for a plan that keeps everything."""
    state = CityState(city, empty(city))
    found = []
    for s, routes in enumerate(solution):
        for d, route in enumerate(routes):
            found += [f"stay {s}, day {d}: {fault}" for fault in _day_faults(state, s, d, route)]
            state.lay(s, d, route)
        owed = city.stays[s].free_halves
        if sum(state.halves_left(s, d) for d in range(len(routes))) < owed:
            found.append(f"stay {s}: fewer than {owed} half-days are free")
    return found


def _day_faults(state: CityState, s: int, d: int, route: Route) -> Iterator[str]:
    """What a route breaks on a day that is empty now, beside what the state holds."""
    city, stay = state.city, state.city.stays[s]
    day = stay.days[d]
    starts = state.open_starts(s, d)
    if any(not starts[offer, start // stay.step] or start % stay.step for offer, start in route):
        yield "an offer is not open for the group then"
    if len({offer for offer, _ in route}) < len(route):
        yield "an offer is visited twice"
    work = [int(city.minutes[offer]) for offer, _ in route if city.professional[offer]]
    if len(work) > max(0, day.room) or sum(work) > max(0, day.minutes):
        yield "there are too many appointments or minutes of interpreting"
    evenings = [int(city.social[offer]) for offer, _ in route if city.social[offer] >= 0]
    if len(set(evenings)) < len(evenings):
        yield "there are two evenings of a kind"
    events = [(start, start + int(city.minutes[o]), int(city.place[o])) for o, start in route]
    events += [(int(a), int(b), int(place)) for a, b, place in day.blocks]
    for one, other in itertools.pairwise(sorted(events)):
        if one[1] + int(city.transfer[one[2], other[2]]) > other[0]:
            yield "two events are too near in time"
    if route and not math.isfinite(state.value(s, d, route)):
        yield "there is no lunch"


def allowed(state: CityState, s: int, d: int, route: Route) -> bool:
    """Whether a day that is empty now may hold the route, beside what the state holds."""
    if any(True for _ in _day_faults(state, s, d, route)):
        return False
    minutes = state.city.minutes
    return any(
        all(
            start >= last or start + int(minutes[offer]) <= first
            for first, last in spans
            for offer, start in route
        )
        for spans in state.closings(s, d)
    )


def repaired(city: City, solution: Solution) -> Solution:
    """The plan without the visits that our rules do not allow, the best of them kept first."""
    if not faults(city, solution):
        return solution
    alone = CityState(city, empty(city))
    visits = [
        (alone.value(s, d, (choice,)), s, d, choice)
        for s, routes in enumerate(solution)
        for d, route in enumerate(routes)
        for choice in route
    ]
    state = CityState(city, empty(city))
    for _, s, d, choice in sorted(visits, reverse=True):
        _insert(state, s, d, [choice])
    return state.solution


def plain(model: DaysModel) -> list[tuple[Visit, int]]:
    """A plan in one go: the visits by what they are worth alone, each as early as it fits in."""
    state = CityState(model.city, empty(model.city))
    worth = model.alone()
    minutes = model.city.minutes
    chosen: list[tuple[Visit, int]] = []
    for v in sorted(range(len(worth)), key=lambda v: -worth[v] / minutes[model.visits[v].offer]):
        visit = model.visits[v]
        if worth[v] <= 0:
            continue
        starts = state.open_starts(visit.stay, visit.day)[visit.offer]
        step = model.city.stays[visit.stay].step
        options = [(visit.offer, s) for s in visit.starts if starts[s // step]]
        start = _insert(state, visit.stay, visit.day, options)
        if start is not None:
            chosen.append((visit, start))
    return chosen


def _insert(state: CityState, s: int, d: int, options: Sequence[tuple[int, int]]) -> int | None:
    """Add the first of the choices with which the day is allowed and better; returns its start."""
    old = state.lift(s, d)
    before = state.value(s, d, old)
    for choice in options:
        route = tuple(sorted((*old, choice), key=lambda c: c[1]))
        if allowed(state, s, d, route) and state.value(s, d, route) > before:
            state.lay(s, d, route)
            return choice[1]
    state.lay(s, d, old)
    return None


def plain_solution(model: DaysModel) -> Solution:
    """The plain plan as routes."""
    return solution_of(model.city, plain(model))
