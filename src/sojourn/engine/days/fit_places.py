"""Where an offer fits into the days of a plan without moving anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from sojourn.engine.days.cities import single_visit
from sojourn.engine.days.fit_answer import Place, Start
from sojourn.engine.days.fit_planned import Planned, Shares, told
from sojourn.engine.days.fit_worth import Visit, parts_of
from sojourn.engine.days.presence import minute_on
from sojourn.engine.days.problem import Bytes, City, empty
from sojourn.engine.days.state import CityState
from sojourn.model import Event, Group, Stop


class Stay:
    """A group's stop at the offer's host, with nothing to choose but the offer."""

    def __init__(self, planned: Planned, group: Group, stop: Stop) -> None:
        self.planned, self.group, self.stop = planned, group, stop
        scene = told(planned.scene)
        self.city = single_visit(scene, group, stop, planned.offer, planned.ledger)
        self.state = CityState(self.city, empty(self.city))

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the stop."""
        return tuple(day.day for day in self.city.stays[0].days)

    def starts(self, d: int) -> tuple[tuple[int, float], ...]:
        """Every start on a day of the stop that breaks no rule, with its points."""
        return tuple(
            (minute, value)
            for minute in minutes_of(self.free(d), self.city.stays[0].step)
            if np.isfinite(value := self.state.value(0, d, ((0, minute),)))
        )

    def free(self, d: int) -> Bytes:
        """Starts on a day that nothing forbids, lunch apart; shape (slots,)."""
        stay = self.city.stays[0]
        day = stay.days[d]
        if not self.city.offers or not self.allowed(d):
            return np.zeros(day.starts.shape[1], dtype=np.uint8)
        return self.rested(d, beside(self.planned, self.city, self.group, d, day.starts[0]))

    def allowed(self, d: int) -> bool:
        """Whether the day may hold one more offer of this kind, hours apart."""
        day, minutes = self.city.stays[0].days[d], int(self.city.minutes[0])
        return not self.city.professional[0] or (day.room > 0 and minutes <= day.minutes)

    def rested(self, d: int, starts: Bytes) -> Bytes:
        """Those of `starts` that leave the free half-days which the stop owes."""
        stay, minutes = self.city.stays[0], int(self.city.minutes[0])
        left = np.zeros_like(starts)
        for closed in self.state.closings(0, d):
            for minute in minutes_of(starts, stay.step):
                if all(minute >= last or minute + minutes <= first for first, last in closed):
                    left[minute // stay.step] = 1
        return left


def places_of(stay: Stay, shares: Shares) -> Iterator[Place]:
    """The days of a stop on which the offer fits as it is."""
    planned, group = stay.planned, stay.group
    for d, day in enumerate(stay.days):
        starts = []
        fairs: dict[tuple[str, ...], float] = {}
        plain: dict[int, float] = {}
        for minute, value in stay.starts(d):
            event = planned.visit(group, planned.offer, day, minute)
            first, last = (t.replace(tzinfo=None) for t in (event.starts, event.ends))
            known = planned.programme.participant
            key = tuple(
                p for p in group.participants if p in known and known[p].present(first, last)
            )
            if key not in fairs:
                fairs[key] = shares.points(group, (), (event,))
            plain[minute] = value
            starts.append(Start(minute, value + fairs[key]))
        if not starts:
            continue
        best = max(starts, key=lambda one: (round(one.points, 6), -one.minute))
        visit = Visit(planned.programme, planned.ledger, group, planned.offer, stay.state, d)
        value = plain[best.minute]
        parts = parts_of(visit, value, best.points - value)
        yield Place(group.id, group.phase, day, tuple(starts), best, parts)


def beside(planned: Planned, city: City, group: Group, d: int, starts: Bytes) -> Bytes:
    """Those of `starts` at which other visits to the offer leave room for the group.

    Groups that fit in together begin together or come at different times.
    """
    stay, minutes = city.stays[0], int(city.minutes[0])
    day, zone = stay.days[d].day, planned.programme.host[city.host].timezone
    left = starts.copy()
    spans = [
        (minute_on(e.starts, day, zone), minute_on(e.ends, day, zone), _people(planned, e))
        for e in planned.visits
    ]
    for minute in minutes_of(starts, stay.step):
        at_once = [span for span in spans if span[0] < minute + minutes and minute < span[1]]
        together = all(span[:2] == (minute, minute + minutes) for span in at_once)
        people = stay.size + sum(span[2] for span in at_once)
        if at_once and not (together and people <= city.capacity[0]):
            left[minute // stay.step] = 0
    return left


def minutes_of(starts: Bytes, step: int) -> tuple[int, ...]:
    """The open starts in minutes after midnight."""
    return tuple(int(slot) * step for slot in np.flatnonzero(starts))


def _people(planned: Planned, event: Event) -> int:
    """Participants and staff at an event."""
    groups = {g.id: g for g in planned.groups}
    members = {
        m for g in event.groups if g in groups for m in (*groups[g].participants, *groups[g].staff)
    }
    return len(members | {*event.participants, *event.staff})
