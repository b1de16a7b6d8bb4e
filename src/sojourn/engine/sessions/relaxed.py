"""Places whatever the times and rooms of the sessions that can be moved: for a bound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from sojourn.engine.sessions.attendance import (
    Attendance,
    Flags,
    Floats,
    Numbers,
    Packing,
    Seats,
)
from sojourn.engine.sessions.conference import Span, overlap, refuses
from sojourn.engine.sessions.interest import weight_array
from sojourn.engine.sessions.options import Placement
from sojourn.model import MINUTES_A_DAY, Participant, Session

Hull = tuple[tuple[int, Span], ...]
"""By day of the phase: the first minute that a session may take there, and the last."""


@dataclass(frozen=True)
class Freedom:
    """Every start and room that a session could have."""

    starts: tuple[int, ...]
    rooms: tuple[str | None, ...]

    @property
    def movable(self) -> bool:
        """Whether there is more than one start or room."""
        return len(self.starts) > 1 or len(self.rooms) > 1


@dataclass
class AnyTime(Attendance):
    """`Attendance` of which every rule holds at all times and in all rooms that are possible.

    Its best value is at least that of the attendance at any placement of the sessions in which
    those for everyone are held and parallel to no other. `required` and `agendas` hold only what
    cannot be moved, `loose` the sessions for everyone that can.
    """

    freedom: Mapping[str, Freedom] = field(default_factory=dict)
    loose: tuple[Session, ...] = ()

    def starts(self, number: int) -> tuple[int, ...]:
        """Every start that a session could have."""
        free = self.freedom.get(self.optional[number].session.id)
        return (self.optional[number].starts,) if free is None else free.starts

    def movable(self, number: int) -> bool:
        """Whether a session could have another start or room."""
        free = self.freedom.get(self.optional[number].session.id)
        return free is not None and free.movable

    @cached_property
    def base(self) -> Floats:
        """Weight of each theme that each person can meet in the sessions for everyone."""
        base = np.zeros_like(self.interest)
        for session, who in self._needed:
            base[who] += weight_array([session.themes], self.themes)[0]
        return base

    @cached_property
    def wanted(self) -> Numbers:
        """Times that people still want to meet objectives (people x objectives)."""
        objectives = self.conference.programme.objectives
        wanted = np.zeros((self.shape[0], len(objectives)), dtype=np.int64)
        for k, objective in enumerate(objectives):
            wanted[:, k] = max(0, objective.minimum)
            for session, who in self._needed:
                if objective.id in session.objectives:
                    wanted[who, k] -= 1
        return np.maximum(wanted, 0)

    @cached_property
    def _needed(self) -> tuple[tuple[Session, Flags], ...]:
        """Each session for everyone, with those who could be at it (people)."""
        fixed = [(p.session, (p.starts,)) for p in self.required]
        loose = [(session, self.freedom[session.id].starts) for session in self.loose]
        return tuple(
            (session, self._could(session, starts))
            for session, starts in (*fixed, *loose)
            if starts
        )

    def _could(self, session: Session, starts: tuple[int, ...]) -> Flags:
        """Who could be at a session at one of `starts`, in some room (people)."""
        speakers = self.conference.speakers(session)
        return np.array(
            [
                not any(refuses(speaker, person) for speaker in speakers)
                and self._free_once(person, session.minutes, starts)
                for person in self.conference.people
            ],
            dtype=bool,
        )

    def _free_once(self, person: Participant, minutes: int, starts: tuple[int, ...]) -> bool:
        if not self._special(person):
            return True
        return any(self.conference.free_for(person, (s, s + minutes)) for s in starts)

    def _special(self, person: Participant) -> bool:
        """Whether the person is not always there and free."""
        comes_or_goes = person.arrives is not None or person.departs is not None
        return comes_or_goes or person.id in self.conference.faith

    @cached_property
    def eligible(self) -> Flags:
        """Who could be at a session at some start, in some room (people x sessions)."""
        may = self.eligible_here()
        for j, placement in enumerate(self.optional):
            if self.movable(j):
                may[:, j] = self._could(placement.session, self.starts(j))
        return may

    @cached_property
    def clash(self) -> Flags:
        """Whether two sessions clash at all their starts (sessions x sessions)."""
        clash = self.clash_here()
        for i in range(len(self.optional)):
            for j in range(i):
                if self.movable(i) or self.movable(j):
                    clash[i, j] = clash[j, i] = self._always_overlap(i, j)
        return clash

    def _always_overlap(self, i: int, j: int) -> bool:
        """Whether neither can end before the other begins."""
        first, second = self.starts(i), self.starts(j)
        ends_i = min(first) + self.optional[i].session.minutes
        ends_j = min(second) + self.optional[j].session.minutes
        return ends_i > max(second) and ends_j > max(first)

    def under_way(self, number: int, now: int) -> bool:
        """Whether a session is under way at the minute `now` at all its starts."""
        starts = self.starts(number)
        return max(starts) <= now < min(starts) + self.optional[number].session.minutes

    def moments(self) -> tuple[int, ...]:
        """The minutes at which most sessions are under way."""
        return tuple(sorted({max(self.starts(j)) for j in range(len(self.optional))}))

    def works_on(self, number: int, day: int) -> bool:
        """Never, for a session that could lie on another day, or where one for everyone could."""
        moves = self.movable(number) or bool(self.loose)
        return not moves and Attendance.works_on(self, number, day)

    def seats(self, number: int) -> Seats:
        """The most seats and booths of all rooms that a session could have."""
        free = self.freedom.get(self.optional[number].session.id)
        if free is None:
            return Attendance.seats(self, number)
        known = [self.conference.programme.room.get(room or "") for room in free.rooms]
        if None in known or not known:
            return Seats(None, None)
        rooms = [room for room in known if room is not None]
        return Seats(max(r.capacity for r in rooms), max(r.booths for r in rooms))

    def packings(self) -> tuple[Packing, ...]:
        """The time that there is where sessions may lie, less lunch and what is for everyone."""
        hulls = {self._hull(j) for j in range(len(self.optional)) if self.movable(j)}
        found = []
        for hull in sorted(hulls):
            inside = tuple(j for j in range(len(self.optional)) if _within(self._hull(j), hull))
            if len(inside) > 1:
                found.append(Packing(inside, *self._minutes(hull, inside)))
        return tuple(found)

    def _hull(self, number: int) -> Hull:
        return hull_of(self.starts(number), self.optional[number].session.minutes)

    def _minutes(self, hull: Hull, inside: tuple[int, ...]) -> tuple[int, int]:
        """Minutes of `hull` for who is at all that is for everyone, and for all others."""
        professional = all(self.optional[j].session.professional for j in inside)
        blocked = [p.span for p in self.required]
        open_to_all = sum(last - first for _, (first, last) in hull)
        left = 0
        for day, (first, last) in hull:
            free = _free((first, last), blocked)
            left += free
            if professional:
                left -= self._lunch(day, (first, last), blocked)
        for session in self.loose:
            starts = self.freedom[session.id].starts
            if starts and _within(hull_of(starts, session.minutes), hull):
                left -= session.minutes
        return max(0, left), open_to_all

    def _lunch(self, day: int, span: Span, blocked: list[Span]) -> int:
        """Minutes of `span` that lunch takes at least, were it at another time if it can."""
        lunch = self.conference.phase.day.lunch
        shift = day * MINUTES_A_DAY
        whole = (shift + lunch.earliest, shift + lunch.latest)
        free = _free(whole, blocked)
        here = _free((max(span[0], whole[0]), min(span[1], whole[1])), blocked)
        return 0 if free < lunch.minutes else max(0, lunch.minutes - (free - here))

    @cached_property
    def everywhere(self) -> Flags:
        """Who is at everything that is for everyone (people)."""
        there = np.ones(self.shape[0], dtype=bool)
        for _, who in self._needed:
            there &= who
        for i, person in enumerate(self.conference.people):
            there[i] &= not self._special(person)
        return there


def hull_of(starts: tuple[int, ...], minutes: int) -> Hull:
    """The first and the last minute that a session may take, day by day."""
    days: dict[int, Span] = {}
    for start in starts:
        day = start // MINUTES_A_DAY
        first, last = days.get(day, (start, start + minutes))
        days[day] = min(first, start), max(last, start + minutes)
    return tuple(sorted(days.items()))


def _within(inner: Hull, outer: Hull) -> bool:
    """Whether each day of `inner` lies inside that of `outer`."""
    days = dict(outer)
    return all(
        day in days and days[day][0] <= span[0] and span[1] <= days[day][1] for day, span in inner
    )


def _free(span: Span, blocked: list[Span]) -> int:
    """Minutes of `span` that none of `blocked` takes."""
    if span[1] <= span[0]:
        return 0
    busy = sorted((max(a, span[0]), min(b, span[1])) for a, b in blocked if overlap((a, b), span))
    taken, until = 0, span[0]
    for first, last in busy:
        taken += max(0, last - max(first, until))
        until = max(until, last)
    return span[1] - span[0] - taken


def widest(
    held: tuple[Placement, ...], freedom: Mapping[str, Freedom], sessions: tuple[Session, ...]
) -> tuple[Placement, ...]:
    """`held`, and those of `sessions` that are not held where they could be."""
    there = {p.session.id for p in held}
    others = [s for s in sessions if s.id not in there and freedom[s.id].starts]
    return (
        *held,
        *(Placement(s, freedom[s.id].starts[0], freedom[s.id].rooms[0]) for s in others),
    )
