"""Places whatever the times and rooms of the sessions that can be moved: for a bound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sojourn.engine.sessions.attendance import Attendance, Flags, Seats
from sojourn.engine.sessions.conference import refuses


@dataclass(frozen=True)
class Freedom:
    """Every start and room that a session could have."""

    starts: tuple[int, ...]
    rooms: tuple[str | None, ...]


@dataclass
class AnyTime(Attendance):
    """`Attendance` of which every rule holds at all times and in all rooms that are possible.

    Its best value is at least that of the attendance at any placement of the sessions. `required`
    and `agendas` hold only what cannot be moved.
    """

    freedom: Mapping[str, Freedom] = field(default_factory=dict)

    def starts(self, number: int) -> tuple[int, ...]:
        """Every start that a session could have."""
        free = self.freedom.get(self.optional[number].session.id)
        return (self.optional[number].starts,) if free is None else free.starts

    def movable(self, number: int) -> bool:
        """Whether a session could have another start or room."""
        free = self.freedom.get(self.optional[number].session.id)
        return free is not None and (len(free.starts) > 1 or len(free.rooms) > 1)

    @cached_property
    def eligible(self) -> Flags:
        """Who could be at a session at some start, in some room (people x sessions)."""
        may = self.eligible_here()
        for j, placement in enumerate(self.optional):
            if self.movable(j):
                speakers = self.conference.speakers(placement.session)
                may[:, j] = [
                    not any(refuses(speaker, person) for speaker in speakers)
                    for person in self.conference.people
                ]
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
        """Never, for a session that could lie on another day."""
        return not self.movable(number) and Attendance.works_on(self, number, day)

    def seats(self, number: int) -> Seats:
        """The most seats and booths of all rooms that a session could have."""
        free = self.freedom.get(self.optional[number].session.id)
        if free is None:
            return Attendance.seats(self, number)
        known = [self.conference.programme.room.get(room or "") for room in free.rooms]
        rooms = [room for room in known if room is not None]
        if not rooms:
            return Seats(None, None)
        return Seats(max(r.capacity for r in rooms), max(r.booths for r in rooms))

    def least(self, number: int) -> int:
        """The least attendance, were all sessions at once."""
        return min(self.shape[0] // max(1, len(self.optional)), self.prices.least)
