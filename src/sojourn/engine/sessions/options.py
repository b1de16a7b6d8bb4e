"""When and where a session may be held, taken by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sojourn.engine.sessions.conference import Conference, Span, refuses
from sojourn.model import Participant, Room, Session, Window

Floats = npt.NDArray[np.float64]
STEP_FREE = "step_free"


@dataclass(frozen=True)
class Placement:
    """A session at a time (minutes of the conference) and in a room, or at the host's."""

    session: Session
    starts: int
    room: str | None

    @property
    def span(self) -> Span:
        """First minute, and the minute after the last."""
        return self.starts, self.starts + self.session.minutes


@dataclass(frozen=True)
class Choice:
    """The starts and rooms that a session may have, with the price of each (starts x rooms)."""

    starts: npt.NDArray[np.int64]
    rooms: tuple[str | None, ...]
    price: Floats


def possible_starts(
    conference: Conference, session: Session, heed_speakers: bool = True
) -> tuple[int, ...]:
    """The minutes at which `session` may begin, in order.

    Rules `in_window` (its own windows, those of its speakers, the day), `grid`, `arrival_day`,
    `workday`, `holiday`. A ceremony or reception may lie on days that are not workdays, or on
    the move day, only where nothing else is left.
    """
    every = [
        start
        for day in conference.phase.days
        if conference.open_on(day, session.professional, session.level)
        for start in _starts_on(conference, session, conference.bounds(day, session.professional))
    ]
    allowed = [s for s in every if _inside(conference, session.windows, s, session.minutes)]
    if heed_speakers:
        for speaker in conference.speakers(session):
            allowed = [
                s for s in allowed if _inside(conference, speaker.windows, s, session.minutes)
            ]
    workdays = [s for s in allowed if conference.open_on(conference.date_of(s), True, "")]
    return tuple(workdays or allowed)


def _starts_on(conference: Conference, session: Session, bounds: Span) -> range:
    """The starts on the grid with which the session lies inside `bounds` of one day."""
    step = max(1, conference.phase.day.step)
    midnight = bounds[0] - bounds[0] % 1440
    first = midnight + -(-(bounds[0] - midnight) // step) * step
    return range(first, bounds[1] - session.minutes + 1, step)


def _inside(conference: Conference, windows: Sequence[Window], start: int, minutes: int) -> bool:
    """Whether the span lies inside one of `windows` (none: it does)."""
    if not windows:
        return True
    day = conference.date_of(start)
    midnight = conference.midnight(day)
    hours = (window.on(day) for window in windows)
    return any(
        span is not None and midnight + span[0] <= start and start + minutes <= midnight + span[1]
        for span in hours
    )


def may_attend(
    conference: Conference, person: Participant, session: Session, room: Room | None, span: Span
) -> bool:
    """Whether the person may be at `session` then and there, by themselves.

    Rules `present`, `observance`, `refuses`, `access`.
    """
    if room is not None and room.step_free is False and STEP_FREE in person.access:
        return False
    if any(refuses(speaker, person) for speaker in conference.speakers(session)):
        return False
    return conference.free_for(person, span)


def languages_of(conference: Conference, people: Sequence[Participant]) -> tuple[str, ...]:
    """The interpreting languages that `people` need, sorted."""
    language = conference.language
    return tuple(sorted({language[p.id] for p in people if p.id in language}))


def suits_everyone(conference: Conference, session: Session, room: Room) -> bool:
    """Whether `room` is good enough for everyone: rules `room_capacity`, `booths`, `access`."""
    people = conference.people
    return (
        room.capacity >= len(people) + len(conference.staff)
        and room.booths >= len(languages_of(conference, people))
        and not (room.step_free is False and any(STEP_FREE in p.access for p in people))
    )
