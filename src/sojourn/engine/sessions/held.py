"""Sessions that have their times and rooms: who is at those for everyone, and their events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from sojourn.engine.sessions.agenda import Agenda, Entry
from sojourn.engine.sessions.attendance import Attendance, Flags
from sojourn.engine.sessions.conference import Conference
from sojourn.engine.sessions.interpreting import Interpreters
from sojourn.engine.sessions.options import Placement, may_attend
from sojourn.model import MINUTES_A_DAY, Event, Participant


class Held:
    """The events of sessions that have their times and rooms."""

    def __init__(
        self,
        conference: Conference,
        placements: tuple[Placement, ...],
        taken: Sequence[Event],
    ) -> None:
        self.conference = conference
        self.required = tuple(p for p in placements if p.session.required)
        self.optional = tuple(p for p in placements if not p.session.required)
        self.interpreters = Interpreters(conference)
        self.agendas = {person.id: Agenda(conference) for person in conference.people}

        self._take(taken)
        self.attending = {p.session.id: self._attending(p) for p in self.required}
        for placement in self.required:
            for person in self.attending[placement.session.id]:
                self.agendas[person.id].add(self._entry(placement))
        days = self._long_days(self.required, self.optional)
        self.needed = tuple(
            self._required_event(p, self.attending[p.session.id], days) for p in self.required
        )

    @cached_property
    def attendance(self) -> Attendance:
        """Who could be at the sessions by choice."""
        return Attendance(
            self.conference, self.optional, self.required, self.agendas, self.interpreters
        )

    def events(self, chosen: Flags) -> tuple[Event, ...]:
        """All sessions, those by choice with the places that are `chosen`."""
        events = list(self.needed)
        for number, placement in enumerate(self.optional):
            given = chosen[:, number]
            here = [p for i, p in enumerate(self.conference.people) if given[i]]
            if here or placement.session.fixed_starts is not None:
                events.append(self._optional_event(placement, here))
        return tuple(self._reinforced(event) for event in events)

    def _reinforced(self, event: Event) -> Event:
        """The event with more interpreters where those of a booth have a long day."""
        if event.groups or not event.staff:
            return event
        conference = self.conference
        session = conference.programme.session[event.ref or ""]
        span = conference.span(event)
        entry = Entry(*span, conference.place(event.room), session.professional)
        here = [conference.programme.participant[p] for p in event.participants]
        room = conference.programme.room.get(event.room or "")
        most = len(conference.staff) if room is None else max(0, room.capacity - len(here))
        return replace(event, staff=self.interpreters.reinforced(entry, here, event.staff, most))

    def _take(self, taken: Sequence[Event]) -> None:
        """Enter the events that are settled already into everybody's agenda."""
        conference = self.conference
        for event in taken:
            if event.filler:
                continue
            everyone = conference.group.id in event.groups
            entry = Entry(
                *conference.span(event),
                conference.place(event.room),
                event.kind not in ("travel", "cultural", "hospitality"),
            )
            named = frozenset(event.participants)
            for person in conference.people:
                if everyone or person.id in named:
                    self.agendas[person.id].add(entry)
            for member in conference.staff:
                if everyone or member.id in event.staff:
                    self.interpreters.agendas[member.id].add(entry)

    def _entry(self, placement: Placement) -> Entry:
        place = self.conference.place(placement.room)
        return Entry(*placement.span, place, placement.session.professional)

    def _attending(self, placement: Placement) -> list[Participant]:
        """Those who can be at a session for everyone, not still on their way."""
        conference = self.conference
        room = conference.programme.room.get(placement.room or "")
        return [
            person
            for person in conference.people
            if may_attend(conference, person, placement.session, room, placement.span)
            and not self.agendas[person.id].busy(placement.span)
        ]

    def _long_days(
        self, required: Sequence[Placement], optional: Sequence[Placement]
    ) -> frozenset[int]:
        """The days that are too long for interpreters who are at everything."""
        conference = self.conference
        minutes: dict[int, set[int]] = {}
        spans = [p.span for p in (*required, *optional) if p.session.professional]
        if conference.phase.meetings is not None:
            spans += conference.spans(conference.phase.meetings.windows)
        for first, last in spans:
            minutes.setdefault(first // MINUTES_A_DAY, set()).update(range(first, last))
        limit = self.interpreters.limit
        return frozenset(day for day, busy in minutes.items() if len(busy) > limit)

    def _required_event(
        self, placement: Placement, attending: list[Participant], long_days: frozenset[int]
    ) -> Event:
        """A session for everyone: as the group, unless hours, room or faith forbid it."""
        conference = self.conference
        entry = self._entry(placement)
        span = placement.span
        local = conference.local(span[0]), conference.local(span[1])
        present = [p for p in conference.people if p.present(*local)]
        staff = [m for m in conference.staff if conference.staffed(m, span)]
        room = conference.programme.room.get(placement.room or "")
        room_left = None if room is None else room.capacity - len(attending)
        whole = len(present) == len(attending) and (
            not placement.session.professional or span[0] // MINUTES_A_DAY not in long_days
        )
        if whole and (room_left is None or len(staff) <= room_left):
            languages = self.interpreters.heard(attending)
            for member in staff:
                self.interpreters.book(member, entry, languages)
            return self._event(placement, groups=(conference.group.id,))
        most = len(staff) if room_left is None else max(0, room_left)
        team = self.interpreters.team(entry, attending, most)
        liaisons = [
            m.id
            for m in staff
            if m.role == "liaison" and self.interpreters.can(m, entry, (), frozenset())
        ][: max(0, most - len(team))]
        for member_id in liaisons:
            self.interpreters.agendas[member_id].add(entry)
        return self._event(
            placement,
            participants=tuple(p.id for p in attending),
            staff=(*team, *liaisons),
        )

    def _optional_event(self, placement: Placement, here: list[Participant]) -> Event:
        """A session with those who have a place in it and their interpreters."""
        conference = self.conference
        room = conference.programme.room.get(placement.room or "")
        most = len(conference.staff) if room is None else max(0, room.capacity - len(here))
        team = self.interpreters.team(self._entry(placement), here, most)
        return self._event(placement, participants=tuple(p.id for p in here), staff=team)

    def _event(
        self,
        placement: Placement,
        groups: tuple[str, ...] = (),
        participants: tuple[str, ...] = (),
        staff: tuple[str, ...] = (),
    ) -> Event:
        conference, session = self.conference, placement.session
        starts, ends = placement.span
        return Event(
            id="",
            kind="session",
            phase=conference.phase.id,
            host=conference.host.id,
            ref=session.id,
            title=session.title,
            room=placement.room,
            starts=conference.aware(starts),
            ends=conference.aware(ends),
            groups=groups,
            participants=participants,
            counterparts=tuple(c.id for c in conference.speakers(session)),
            staff=staff,
        )
