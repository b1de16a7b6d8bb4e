"""Days that were planned before, as the start of a new search."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import numpy as np

from sojourn.engine.days.problem import Choice, City, Route, Solution, empty
from sojourn.engine.days.state import CityState
from sojourn.model import MINUTES_A_DAY, Event


def kept(city: City, events: Iterable[Event]) -> Solution:
    """The visits among `events` that are still possible in `city`, group by group and day by day.

    Visits that name participants, and those of groups that are elsewhere now, are left out.
    """
    number = {offer: j for j, offer in enumerate(city.offers)}
    place = {
        (stay.group, day.day): (s, d)
        for s, stay in enumerate(city.stays)
        for d, day in enumerate(stay.days)
    }
    wanted: dict[tuple[int, int], list[Choice]] = {}
    for event in events:
        if event.host != city.host or len(event.groups) != 1 or event.ref not in number:
            continue
        where = place.get((event.groups[0], event.starts.date()))
        if where is not None:
            wanted.setdefault(where, []).append((number[event.ref], _minute(event.starts)))
    state = CityState(city, empty(city))
    for (s, d), choices in sorted(wanted.items()):
        route = _possible(state, s, d, sorted(choices, key=lambda choice: choice[1]))
        if np.isfinite(state.value(s, d, route)):
            state.lay(s, d, route)
    return state.solution


def _possible(state: CityState, s: int, d: int, choices: Iterable[Choice]) -> Route:
    """Those of `choices` that are open on a day, within its limits."""
    city, stay = state.city, state.city.stays[s]
    day, starts = stay.days[d], state.open_starts(s, d)
    visits, spent, ends = 0, 0, 0
    route: list[Choice] = []
    for offer, start in choices:
        slot, minutes = start // stay.step, int(city.minutes[offer])
        professional = int(city.professional[offer])
        if start < ends or start % stay.step or slot >= starts.shape[1] or not starts[offer, slot]:
            continue
        if professional and (visits >= day.room or spent + minutes > day.minutes):
            continue
        visits += professional
        spent += minutes * professional
        ends = start + minutes
        starts[offer] = 0
        route.append((offer, start))
    return tuple(route)


def _minute(moment: datetime) -> int:
    """Minutes after local midnight."""
    return (moment.hour * 60 + moment.minute) % MINUTES_A_DAY
