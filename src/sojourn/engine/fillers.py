"""Meals and free half-days: what is left of a day once everything else is placed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sojourn.engine.days.encodings import day_facts
from sojourn.engine.days.presence import Busy, Diary, Span, working
from sojourn.model import (
    PROFESSIONAL_OFFERS,
    Day,
    Event,
    Group,
    Phase,
    Programme,
    Stop,
    at,
    days_between,
    localise,
)
from sojourn.reference.places import TransferTable
from sojourn.rules import setting

LONG_STOP = 4
"""Days from which on a stop has free half-days."""
FINE = 5
"""Minutes between the times at which a meal may begin, beside the ends of events."""


def fillers(
    programme: Programme, groups: tuple[Group, ...], events: tuple[Event, ...]
) -> tuple[Event, ...]:
    """Meals and free half-days that overlap nothing of anybody.

    Each group lunches together on every full day with a professional event. Where its members
    have no hour in common (parallel sessions, one-to-one meetings), meals name those who eat
    together. Long stops of split phases get their free half-days told as ``free`` events.
    """
    table = _Table(programme, groups, events)
    found: list[Event] = []
    for group in groups:
        phase = programme.phase[group.phase]
        for stop in group.stops:
            for day in days_between(stop.starts, stop.ends):
                if day == stop.starts:
                    continue
                found.extend(table.meals(phase, group, stop, day))
                if phase.split and len(days_between(stop.starts, stop.ends)) >= LONG_STOP:
                    found.extend(table.free(phase, group, stop, day))
    return tuple(found)


class _Table:
    """Lays the table: knows what everybody does and how far things are apart."""

    def __init__(
        self, programme: Programme, groups: tuple[Group, ...], events: tuple[Event, ...]
    ) -> None:
        self.programme = programme
        self.diary = Diary(programme, groups, events)
        self.transfers = TransferTable(programme)
        self.lunch = setting(programme, "lunch").level != "off"

    def meals(self, phase: Phase, group: Group, stop: Stop, day: date) -> Iterator[Event]:
        """Lunch of a group on a full day: one for all, else one for each set of people."""
        people = self._people(group, day)
        zone = self.programme.host[stop.host].timezone
        if not self.lunch or not self._professional(people, day, zone):
            return
        hours = phase.day
        start = self._start(self.diary.busy((*group.participants, *group.staff), day, zone), hours)
        if start is not None:
            yield self._event(
                "meal", "Lunch", phase, stop, day, (start, hours.lunch.minutes), group
            )
            return
        hungry = {
            person: self._starts(self.diary.busy((person,), day, zone), hours) for person in people
        }
        while any(hungry.values()):
            start, eaters = _largest(hungry, hours)
            eaters = [e for e in eaters if self._there(e, day, start, hours.lunch.minutes)]
            if not eaters:
                hungry = {p: starts - {start} for p, starts in hungry.items()}
                continue
            yield self._event(
                "meal", "Lunch", phase, stop, day, (start, hours.lunch.minutes), None, eaters
            )
            hungry = {p: starts for p, starts in hungry.items() if p not in set(eaters)}

    def free(self, phase: Phase, group: Group, stop: Stop, day: date) -> Iterator[Event]:
        """The half-days of a day on which the group has nothing."""
        zone = self.programme.host[stop.host].timezone
        hours = phase.day
        busy = self.diary.busy((*group.participants, *group.staff), day, zone)
        halves = (
            ("Free morning", hours.opens, hours.lunch.earliest),
            ("Free afternoon", hours.lunch.latest, hours.closes),
        )
        for title, first, last in halves:
            start = -(-first // hours.step) * hours.step
            if start < last and all(b.ends <= first or b.starts >= last for b in busy):
                yield self._event("free", title, phase, stop, day, (start, last - start), group)

    def _people(self, group: Group, day: date) -> tuple[str, ...]:
        """Who of a group is there on any part of `day`."""
        programme = self.programme
        stop = next(s for s in group.stops if s.starts <= day <= s.ends)
        facts = day_facts(programme, group, stop, day, self.diary, frozenset())
        staff = (member.id for member in working(programme, group, day))
        return (*(p.id for p in facts.present), *staff)

    def _professional(self, people: Sequence[str], day: date, zone: str) -> bool:
        return any(self._counts(event) for event in self.diary.on(people, day, zone))

    def _counts(self, event: Event) -> bool:
        """Whether an event is professional."""
        if event.kind == "session":
            session = self.programme.session.get(event.ref or "")
            return session is None or session.professional
        return event.kind == "meeting" or event.kind in PROFESSIONAL_OFFERS

    def _start(self, busy: Sequence[Busy], hours: Day) -> int | None:
        """The possible start of lunch that is nearest to the middle of its hours."""
        return min(
            self._starts(busy, hours),
            key=lambda start: (_off_middle(start, hours), start),
            default=None,
        )

    def _starts(self, busy: Sequence[Busy], hours: Day) -> set[int]:
        """Every minute at which lunch may begin beside what is placed (rule `lunch`)."""
        lunch = hours.lunch
        first = max(lunch.earliest, 0)
        last = min(lunch.latest, max(hours.closes, hours.evening_closes)) - lunch.minutes
        tries = {*range(first, last + 1, FINE), first}
        tries |= {b.ends for b in busy} | {b.starts - lunch.minutes for b in busy}
        return {
            start
            for start in tries
            if first <= start <= last and self._fits(busy, start, start + lunch.minutes)
        }

    def _fits(self, busy: Sequence[Busy], start: int, end: int) -> bool:
        """Whether nothing is touched, and the transfer lies wholly before or after the meal."""
        if any(b.starts < end and start < b.ends for b in busy):
            return False
        before = [b for b in busy if b.places and b.ends <= start]
        after = [b for b in busy if b.places and b.starts >= end]
        if not before or not after:
            return True
        travel = self._travel(before[-1], after[0])
        return before[-1].ends + travel <= start or end + travel <= after[0].starts

    def _travel(self, one: Busy, other: Busy) -> int:
        return max(self.transfers.minutes(a, b) for a in one.places for b in other.places)

    def _there(self, person: str, day: date, start: int, minutes: int) -> bool:
        """Whether a person is present for the whole meal; staff are by the day."""
        known = self.programme.participant.get(person)
        return known is None or known.present(at(day, start), at(day, start + minutes))

    def _event(
        self,
        kind: str,
        title: str,
        phase: Phase,
        stop: Stop,
        day: date,
        span: Span,
        group: Group | None,
        people: Sequence[str] = (),
    ) -> Event:
        """A filler of `span` (start, minutes) for a group, or for `people` alone."""
        zone = self.programme.host[stop.host].timezone
        start, minutes = span
        known = self.programme.participant
        return Event(
            id="",
            kind=kind,
            phase=phase.id,
            host=stop.host,
            ref=None,
            title=title,
            room=None,
            starts=localise(at(day, start), zone),
            ends=localise(at(day, start + minutes), zone),
            groups=() if group is None else (group.id,),
            participants=tuple(p for p in people if p in known),
            staff=tuple(p for p in people if p not in known),
        )


def _off_middle(start: int, hours: Day) -> int:
    """Minutes by which a lunch lies off the middle of its hours."""
    lunch = hours.lunch
    return abs(2 * start + lunch.minutes - lunch.earliest - lunch.latest)


def _largest(hungry: dict[str, set[int]], hours: Day) -> tuple[int, list[str]]:
    """The start that suits most people, the nearest to the middle of the hours among such."""
    tries = sorted({start for starts in hungry.values() for start in starts})
    suits = {start: [p for p, starts in hungry.items() if start in starts] for start in tries}
    best = min(tries, key=lambda start: (-len(suits[start]), _off_middle(start, hours), start))
    return best, suits[best]
