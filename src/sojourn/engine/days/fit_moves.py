"""Where it pays to move or replace something of a group's day for an offer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np

from sojourn.engine.days.cities import city_of
from sojourn.engine.days.fit_answer import Change, Move
from sojourn.engine.days.fit_planned import Planned, Shares, told
from sojourn.engine.days.kept import kept
from sojourn.engine.days.problem import Bytes, City, Route
from sojourn.engine.days.state import CityState
from sojourn.model import PROFESSIONAL_OFFERS, Event

FORCED = 1e7
"""Points that put the offer into every day that can hold it."""
WIDTH = 4
"""Labels that the day builder keeps in each bucket."""
PAYS = 0.05
"""Points from which on a move pays."""
MOST_STARTS = 10
"""Starts on a day for which it is built from all offers."""
MOST_ROUNDS = 4
"""Rounds after which what does not go together in a plan is left as it is."""
OPTIONAL = (*sorted(PROFESSIONAL_OFFERS), "cultural", "hospitality")


class ForcedState(CityState):
    """A city in which one offer has to be taken at one time."""

    forced: tuple[int, int] | None = None
    """The offer and the slot."""
    only: frozenset[int] | None = None
    """Offers that the day may hold, or None for all."""

    def open_starts(self, s: int, d: int) -> Bytes:
        """Possible starts; of the forced offer only its slot."""
        starts = super().open_starts(s, d)
        if self.only is not None:
            starts[[o for o in range(starts.shape[0]) if o not in self.only]] = 0
        if self.forced is not None:
            offer, slot = self.forced
            only = starts[offer, slot]
            starts[offer] = 0
            starts[offer, slot] = only
        return starts


@dataclass(frozen=True)
class HostPlan:
    """The plan of one host as routes, and what cannot be moved as blocks.

    Attributes:
        city: the problem with points as the rules count them.
        lured: the same with the offer worth more than everything else.
        planned: the plan.
        number: the offer among those of the city.

    """

    city: City
    lured: City
    planned: Planned
    number: int


def host_plan(planned: Planned) -> tuple[HostPlan, CityState, ForcedState] | None:
    """The host's plan, or None where the offer cannot be used."""
    chosen = tuple(e for e in planned.events if _movable(planned, e))
    fixed = tuple(e for e in planned.events if not _movable(planned, e))
    for _ in range(MOST_ROUNDS):
        scene = planned.scene_of(fixed)
        rest = planned.ledger_of(fixed)
        city = city_of(told(scene), planned.offer.host, rest, {})
        solution = kept(city, chosen)
        laid = {
            (stay.group, day.day, city.offers[o], minute)
            for stay, routes in zip(city.stays, solution, strict=True)
            for day, route in zip(stay.days, routes, strict=True)
            for o, minute in route
        }
        left = tuple(e for e in chosen if _key(e) not in laid)
        if not left:
            break
        fixed = (*fixed, *left)
        chosen = tuple(e for e in chosen if _key(e) in laid)
    else:
        return None
    if planned.offer.id not in city.offers:
        return None
    number = city.offers.index(planned.offer.id)
    lured = city_of(scene, planned.offer.host, rest, planned.ledger.favour())
    price = lured.price.copy()
    price[:, number] -= FORCED
    lured = replace(lured, price=price)
    made = HostPlan(city, lured, planned, number)
    return made, CityState(city, solution), ForcedState(lured, solution)


def moves_of(planned: Planned, shares: Shares, placed: dict[tuple[str, date], float]) -> list[Move]:
    """Days that are worth more with the offer, best first.

    Each day is built anew once from the visits that it has, and once from all offers; the second
    is told where it is worth more. `placed` is what the offer is worth by group and day where it
    fits as it is.
    """
    made = host_plan(planned)
    if made is None:
        return []
    given, state, forced = made
    found = []
    for s, d in given.city.group_days:
        stay = given.city.stays[s]
        if not stay.days[d].starts[given.number].any():
            continue
        least = max(0.0, placed.get((stay.group, stay.days[d].day), 0.0))
        own = frozenset((given.number, *(o for o, _ in state.routes[s][d])))
        for only in (own, None):
            forced.only = only
            move = _rebuilt(given, state, forced, (s, d), shares)
            if move is not None and move.points > least + PAYS:
                found.append(move)
                least = move.points
    return sorted(found, key=lambda m: (-round(m.points, 6), m.starts, m.group))


def _rebuilt(
    given: HostPlan, state: CityState, forced: ForcedState, where: tuple[int, int], shares: Shares
) -> Move | None:
    """The best day with the offer in it; a visit that the group has already is given up.

    What the day drops goes to another day of the stop where that pays.
    """
    s, d = where
    both = (state, forced)
    before = tuple(state.routes[s])
    gain = 0.0
    for e, route in enumerate(before):
        if _holds(route, given.number):
            gain += _swap(both, s, e, _less(route, given.number))
    best = _best_route(given, both, s, d)
    if best is not None:
        dropped = [o for o, _ in before[d] if not _holds(best, o) and o != given.number]
        gain += _swap(both, s, d, best)
        gain += sum(_elsewhere(both, s, d, offer) for offer in dropped)
    after = tuple(state.routes[s])
    for e, route in enumerate(before):
        if after[e] != route:
            _swap(both, s, e, ())
    for e, route in enumerate(before):
        if after[e] != route:
            _swap(both, s, e, route)
    return None if best is None else _told(given, s, (before, after), gain, shares)


def _best_route(
    given: HostPlan, both: tuple[CityState, ForcedState], s: int, d: int
) -> Route | None:
    """The best day that has the offer, by the points of the rules."""
    state, forced = both
    old = state.lift(s, d)
    forced.lift(s, d)
    values = {route: state.value(s, d, route) for route in _routes(given, forced, s, d)}
    state.lay(s, d, old)
    forced.lay(s, d, old)
    return max(values, key=lambda route: round(values[route], 6), default=None)


def _elsewhere(both: tuple[CityState, ForcedState], s: int, d: int, offer: int) -> float:
    """Put an offer that day `d` has dropped on another day where it pays; what that adds.

    The other day keeps all that it has, if at other hours.
    """
    state, forced = both
    best: tuple[float, int, Route] | None = None
    allowed = forced.only
    for e, day in enumerate(state.city.stays[s].days):
        if e == d or not day.starts[offer].any():
            continue
        old = state.lift(s, e)
        forced.lift(s, e)
        forced.only = frozenset((offer, *(o for o, _ in old)))
        _, route = forced.best(s, e, WIDTH)
        gain = state.value(s, e, route) - state.value(s, e, old)
        state.lay(s, e, old)
        forced.lay(s, e, old)
        whole = all(_holds(route, o) for o in (offer, *(o for o, _ in old)))
        if whole and gain > PAYS and (best is None or gain > best[0] + 1e-9):
            best = (gain, e, route)
    forced.only = allowed
    return 0.0 if best is None else _swap(both, s, best[1], best[2])


def _routes(given: HostPlan, forced: ForcedState, s: int, d: int) -> Iterator[Route]:
    """The best day for each start of the offer; with all offers at hand, for some of them."""
    slots = np.flatnonzero(given.city.stays[s].days[d].starts[given.number])
    if forced.only is None and slots.size > MOST_STARTS:
        slots = slots[np.linspace(0, slots.size - 1, MOST_STARTS).round().astype(np.int64)]
    for slot in slots:
        forced.forced = (given.number, int(slot))
        _, route = forced.best(s, d, WIDTH)
        if _holds(route, given.number):
            yield route
    forced.forced = None


def _swap(both: tuple[CityState, ForcedState], s: int, d: int, route: Route) -> float:
    """Put another route on a day of both states; what that adds by the points of the rules."""
    state, forced = both
    old = state.lift(s, d)
    gain = state.value(s, d, route) - state.value(s, d, old)
    state.lay(s, d, route)
    forced.lift(s, d)
    forced.lay(s, d, route)
    return gain


def _told(
    given: HostPlan,
    s: int,
    routes: tuple[tuple[Route, ...], tuple[Route, ...]],
    points: float,
    shares: Shares,
) -> Move | None:
    """A move in terms of the plan, or None where nothing changes."""
    planned, stay = given.planned, given.city.stays[s]
    group = next(g for g in planned.groups if g.id == stay.group)
    was, becomes = (_events(given, s, one) for one in routes)
    gone = [e for key, e in was.items() if key not in becomes or becomes[key].starts != e.starts]
    come = [e for key, e in becomes.items() if key not in was or was[key].starts != e.starts]
    own = planned.offer.id
    if all(e.ref != own for e in come):
        return None
    fair = shares.points(group, gone, come)
    changes = [
        Change(ref, _start(was.get(ref)), _start(becomes.get(ref)))
        for ref in dict.fromkeys((e.ref or "") for e in (*gone, *come))
    ]
    changes.sort(key=lambda c: ((c.before or c.after or datetime.min).isoformat(), c.offer))
    starts = becomes[own].starts
    shown = tuple(c for c in changes if c.offer != own or c.before is not None)
    return Move(group.id, group.phase, starts, points + fair, shown) if shown else None


def _events(given: HostPlan, s: int, routes: tuple[Route, ...]) -> dict[str, Event]:
    """The events of a stay's routes by offer."""
    planned, stay = given.planned, given.city.stays[s]
    group = next(g for g in planned.groups if g.id == stay.group)
    return {
        given.city.offers[o]: planned.visit(
            group, planned.programme.offer[given.city.offers[o]], day.day, minute
        )
        for day, route in zip(stay.days, routes, strict=True)
        for o, minute in route
    }


def _start(event: Event | None) -> datetime | None:
    return None if event is None else event.starts


def _holds(route: Route, number: int) -> bool:
    return any(offer == number for offer, _ in route)


def _less(route: Route, number: int) -> Route:
    return tuple(choice for choice in route if choice[0] != number)


def _movable(planned: Planned, event: Event) -> bool:
    """Whether an event is a whole group's visit at the offer's host that no pin holds."""
    offer = planned.programme.offer.get(event.ref or "")
    return (
        offer is not None
        and event.kind in OPTIONAL
        and event.host == planned.offer.host
        and len(event.groups) == 1
        and not event.participants
        and not event.staff
        and offer.pin is None
    )


def _key(event: Event) -> tuple[str, date, str, int]:
    local = event.starts
    return event.groups[0], local.date(), event.ref or "", local.hour * 60 + local.minute
