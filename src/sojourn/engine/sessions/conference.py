"""A phase in which all are together, seen as its sessions and meetings need it.

Times are whole minutes after the local midnight that begins the phase's first day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt

from sojourn.model import (
    MINUTES_A_DAY,
    Counterpart,
    Event,
    Group,
    Host,
    Participant,
    Phase,
    Programme,
    Room,
    Session,
    StaffMember,
    Window,
    at,
    localise,
    open_spans,
)
from sojourn.reference.holidays import public_holiday
from sojourn.reference.observances import intervals
from sojourn.reference.places import TransferTable

Span = tuple[int, int]
SUNSET_MARGIN = 5
"""Minutes by which sunset and nightfall are padded."""
PUBLIC_LEVELS = frozenset(("federal", "state", "local"))
"""Levels that public holidays close."""


def overlap(a: Span, b: Span) -> bool:
    """Whether two half-open spans share a minute."""
    return a[0] < b[1] and b[0] < a[1]


@dataclass(frozen=True)
class Conference:
    """The people, rooms and hours of a phase in which all are together."""

    programme: Programme
    phase: Phase
    group: Group
    host: Host

    @classmethod
    def of(cls, programme: Programme, phase: Phase, group: Group) -> Conference | None:
        """The conference of `phase`, or None where its host is unknown."""
        host_id = group.stops[0].host if group.stops else next(iter(phase.hosts), "")
        host = programme.host.get(host_id)
        return None if host is None else cls(programme, phase, group, host)

    @cached_property
    def people(self) -> tuple[Participant, ...]:
        """The confirmed members of the group, in its order."""
        known = (self.programme.participant.get(p) for p in self.group.participants)
        return tuple(p for p in known if p is not None and p.status == "confirmed")

    @cached_property
    def staff(self) -> tuple[StaffMember, ...]:
        """The staff of the group, in its order."""
        known = (self.programme.staff_member.get(s) for s in self.group.staff)
        return tuple(s for s in known if s is not None)

    @cached_property
    def rooms(self) -> tuple[Room, ...]:
        """The rooms of the host, in the order of the table."""
        return self.programme.rooms_at[self.host.id]

    @cached_property
    def language(self) -> Mapping[str, str]:
        """The interpreting language of each member who needs interpreting and can have it."""
        needed = self.programme.interpreting_languages
        pairs = ((p.id, needed.get(p.id)) for p in self.people)
        return {person: language for person, language in pairs if language is not None}

    @cached_property
    def table(self) -> TransferTable:
        """Minutes between places."""
        return TransferTable(self.programme)

    def gap(self, origin: str, destination: str) -> int:
        """Minutes from one place to another; 0 where one is unknown."""
        try:
            return self.table.minutes(origin, destination)
        except KeyError:
            return 0

    def place(self, room: str | None) -> str:
        """The place of `room`; without a room it is the host's."""
        return self.host.id if room is None else room

    def minute(self, moment: datetime) -> int:
        """Minutes from the start of the phase to the local time `moment`."""
        local = moment.replace(tzinfo=None)
        return int((local - datetime.combine(self.phase.starts, time())).total_seconds()) // 60

    def local(self, minute: int) -> datetime:
        """The local time `minute` minutes after the start of the phase."""
        return at(self.phase.starts, minute)

    def aware(self, minute: int) -> datetime:
        """`local`, in the time zone of the host."""
        return localise(self.local(minute), self.host.timezone)

    def date_of(self, minute: int) -> date:
        """The date on which `minute` lies."""
        return self.phase.starts + timedelta(days=minute // MINUTES_A_DAY)

    def midnight(self, day: date) -> int:
        """The minute that begins `day`."""
        return (day - self.phase.starts).days * MINUTES_A_DAY

    def span(self, event: Event) -> Span:
        """The minutes that `event` takes."""
        starts = event.starts.astimezone(localise(self.local(0), self.host.timezone).tzinfo)
        ends = event.ends.astimezone(starts.tzinfo)
        return self.minute(starts), self.minute(ends)

    def spans(self, windows: Iterable[Window]) -> tuple[Span, ...]:
        """The spans of `windows` on the days of the phase, in order."""
        ordered = tuple(windows)
        return tuple(
            (self.midnight(day) + opens, self.midnight(day) + closes)
            for day in self.phase.days
            for opens, closes in open_spans(ordered, day)
        )

    def bounds(self, day: date, professional: bool) -> Span:
        """The minutes of `day` inside which an event has to lie."""
        midnight, hours = self.midnight(day), self.phase.day
        closes = hours.closes if professional else hours.evening_closes
        return midnight + hours.opens, midnight + closes

    def holiday(self, day: date) -> bool:
        """Whether `day` is a public holiday at the host."""
        host = self.host
        return public_holiday(host.country, host.state, host.timezone, day) is not None

    def open_on(self, day: date, professional: bool, level: str) -> bool:
        """Whether something that is free to move may lie on `day`.

        Rules `arrival_day`, `workday`, `holiday`, `host_capacity`.
        """
        if day in self.host.closed or not self.host.receives(day):
            return False
        if not professional:
            return True
        if day == self.phase.starts or day.weekday() not in self.phase.day.workdays:
            return False
        return level.lower() not in PUBLIC_LEVELS or not self.holiday(day)

    def kept(self, person: Participant) -> tuple[Span, ...]:
        """The spans that the person's faith keeps free (rule `observance`)."""
        host = self.host
        found: list[Span] = []
        for day in self.phase.days:
            for observance in person.observance:
                hours = intervals(observance, day, host.latitude, host.longitude, host.timezone)
                pad = SUNSET_MARGIN if observance == "sabbath" else 0
                shift = self.midnight(day)
                found.extend((shift + a - pad, shift + b + pad) for a, b in hours)
        return tuple(sorted(found))

    @cached_property
    def faith(self) -> Mapping[str, tuple[Span, ...]]:
        """`kept` of each member who keeps anything."""
        return {p.id: spans for p in self.people if p.observance and (spans := self.kept(p))}

    def free_for(self, person: Participant, span: Span) -> bool:
        """Whether the person is there, and their faith lets them take part, all of `span`."""
        if not person.present(self.local(span[0]), self.local(span[1])):
            return False
        return not any(overlap(span, kept) for kept in self.faith.get(person.id, ()))

    def absent(self, span: Span) -> int:
        """How many members are not `free_for` all of `span`."""
        late = (self._stay[0] > span[0]) | (self._stay[1] < span[1])
        absent = int(late.sum())
        for number, kept in self._keeping:
            absent += not late[number] and any(overlap(span, hours) for hours in kept)
        return absent

    @cached_property
    def _stay(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Minutes of arrival and departure of the members, infinite where they are not given."""
        arrives = [-np.inf if p.arrives is None else self.minute(p.arrives) for p in self.people]
        departs = [np.inf if p.departs is None else self.minute(p.departs) for p in self.people]
        return np.array(arrives, dtype=float), np.array(departs, dtype=float)

    @cached_property
    def _keeping(self) -> tuple[tuple[int, tuple[Span, ...]], ...]:
        """Numbers of the members who keep something free, and what they keep."""
        people = enumerate(self.people)
        return tuple((n, self.faith[p.id]) for n, p in people if p.id in self.faith)

    def staffed(self, member: StaffMember, span: Span) -> bool:
        """Whether the member of staff is available on every date of `span`."""
        first, last = self.date_of(span[0]), self.date_of(max(span[0], span[1] - 1))
        return member.available(first) and member.available(last)

    def speakers(self, session: Session) -> tuple[Counterpart, ...]:
        """The known speakers of `session`."""
        known = (self.programme.counterpart.get(c) for c in dict.fromkeys(session.speakers))
        return tuple(c for c in known if c is not None)


def refuses(counterpart: Counterpart, person: Participant) -> bool:
    """Whether `counterpart` does not receive the person or their country (rule `refuses`)."""
    refused = {name.casefold() for name in counterpart.refuses}
    return person.id.casefold() in refused or person.country.casefold() in refused
