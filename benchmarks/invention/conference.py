"""Invented sessions, rooms, counterparts and wishes of the phases in which all are together."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime

from benchmarks.invention.gazetteer import FAMILY_ENDS, FAMILY_STARTS, GIVEN, SPEAKERS_OF
from benchmarks.invention.shape import Shape
from sojourn.model import (
    Counterpart,
    Host,
    Language,
    MeetingRules,
    Objective,
    Participant,
    Room,
    Session,
    SessionKind,
    Theme,
    Window,
    Wish,
    at,
)
from sojourn.reference.holidays import public_holiday

PLENARY, BLOCK, PANEL = 570, 870, 975
"""Starts of the sessions of a day: 09:30, 14:30 and 16:15; Friday prayer lies between."""
MEETINGS = (810, 1050)
PUBLIC_LEVELS = ("federal", "state", "local")
FRIDAY = 4
WHOLE: tuple[tuple[SessionKind, int, int], ...] = (("plenary", PLENARY, 90), ("panel", PANEL, 60))
BREAKOUT: tuple[SessionKind, int, int] = ("breakout", BLOCK, 75)


def rooms(host: Host, people: int, breakouts: int, booths: int, away: bool) -> Iterator[Room]:
    """A hall for everybody and a room for each parallel session, all in one building."""
    place = (round(host.latitude + 0.02, 4), round(host.longitude, 4)) if away else (None, None)
    yield Room(f"{host.id}-hall", host.id, "Hall", people + 10, booths, True, *place)
    each = -(-people * 14 // (10 * max(1, breakouts))) + 6
    for number in range(1, breakouts + 1):
        ident = f"{host.id}-room-{number}"
        yield Room(ident, host.id, f"Room {number}", each, booths, True, *place)


def sessions(
    rng: random.Random,
    shape: Shape,
    phase: str,
    host: Host,
    days: list[date],
    themes: tuple[Theme, ...],
    objectives: tuple[Objective, ...],
    first: int,
) -> Iterator[Session]:
    """Sessions of `days`, the full workdays of a phase: as many a day as the shape says."""
    number = first
    for day in days:
        public = public_holiday(host.country, host.state, host.timezone, day) is None
        slots = [*WHOLE[: shape.sessions], *[BREAKOUT] * (shape.sessions - len(WHOLE))]
        for place, (kind, starts, minutes) in enumerate(slots):
            number += 1
            about = rng.sample(themes, rng.choice((1, 2)))
            placed = kind == "breakout" and day.toordinal() % 2 == 0
            parallel = kind == "breakout"
            seats = -(-shape.participants * 13 // (10 * max(1, shape.sessions - 2)))
            yield Session(
                id=f"S{number:03d}",
                phase=phase,
                title=f"{about[0].title}: {kind} of {day:%d %B}",
                minutes=minutes,
                kind=kind,
                starts=None if placed else at(day, starts),
                windows=(Window.dated(at(day, starts), at(day, starts + 90)),) if placed else (),
                room=f"{host.id}-room-{place - 1}" if parallel else f"{host.id}-hall",
                themes={theme.id: float(rng.randint(1, 3)) for theme in about},
                objectives=tuple(o.id for o in rng.sample(objectives, 2)),
                required=not parallel,
                capacity=seats if parallel else None,
                level=rng.choice(("", "federal", "academic")) if public else "academic",
            )


def meeting_rules(rng: random.Random, day: date) -> MeetingRules:
    """One-to-one meetings on the afternoon of `day`."""
    return MeetingRules(20, rng.choice((1, 2)), 6, (Window.dated(*_afternoon(day)),))


def _afternoon(day: date) -> tuple[datetime, datetime]:
    opens = 870 if day.weekday() == FRIDAY else MEETINGS[0]
    return at(day, opens), at(day, MEETINGS[1])


def meeting_day(host: Host, days: list[date]) -> date | None:
    """The last of `days` that is no public holiday at `host`, a Friday only if it must be."""
    ordinary = [
        day for day in days if public_holiday(host.country, host.state, host.timezone, day) is None
    ]
    return next(
        (day for day in reversed(ordinary) if day.weekday() != FRIDAY),
        ordinary[-1] if ordinary else None,
    )


def counterparts(
    rng: random.Random, shape: Shape, phase: str, day: date, themes: tuple[Theme, ...]
) -> Iterator[Counterpart]:
    """`shape.counterparts` people who take meetings on `day`, some for half the time."""
    half = (Window.dated(at(day, 900), at(day, MEETINGS[1])),)
    for number in range(1, shape.counterparts + 1):
        languages = ["en"] + [rng.choice(list(SPEAKERS_OF))] * (rng.random() < 0.3)
        yield Counterpart(
            id=f"C{number:03d}",
            given_name=rng.choice(GIVEN["fm"[number % 2]]),
            family_name=rng.choice(FAMILY_STARTS) + rng.choice(FAMILY_ENDS),
            organisation=rng.choice(("Police department", "Bank", "Law school", "Task force")),
            level=rng.choice((*PUBLIC_LEVELS, "private", "academic")),
            position=rng.choice(("Director", "Commander", "Counsel", "Professor")),
            themes={theme.id: float(rng.randint(1, 3)) for theme in rng.sample(themes, 2)},
            languages=tuple(Language(tag) for tag in languages),
            phase=phase,
            windows=half if rng.random() < 0.2 else (),
            meetings=rng.choice((4, 6, 8, None)),
        )


def wishes(
    rng: random.Random, participants: tuple[Participant, ...], met: tuple[Counterpart, ...]
) -> Iterator[Wish]:
    """About two wishes for each participant."""
    for person in participants:
        for other in rng.sample(met, min(len(met), rng.choice((1, 2, 3)))):
            yield Wish(person.id, other.id, float(rng.randint(2, 5)))
