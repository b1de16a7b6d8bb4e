"""Invented conferences of any size, most of whose sessions have neither a time nor a room."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from benchmarks.generate import OBJECTIVES, THEMES
from benchmarks.generate import programme as invented
from sojourn.engine.staff import together_group
from sojourn.model import (
    Counterpart,
    Group,
    Phase,
    Programme,
    Room,
    Session,
    SessionKind,
    StaffMember,
    Window,
    at,
)

FIRST = date(2020, 4, 12)
"""The Sunday on which people arrive."""
A_DAY = 6
"""Sessions that one person can be at on a full day, one after the other."""
AT_ONCE = 3.5
"""Sessions by choice that run at the same time, about."""
MOST_INTERPRETERS = 4
"""Interpreters of one language: two teams."""
TRACKS = ("", "", "cases", "methods", "law")
KINDS: tuple[SessionKind, ...] = ("breakout", "panel", "workshop")


@dataclass(frozen=True)
class Forum:
    """A phase in which all are together, and its one group."""

    programme: Programme
    phase: Phase

    @property
    def group(self) -> Group:
        """Everybody and all staff."""
        return together_group(self.programme, self.phase)


def invented_forum(seed: int, people: int, sessions: int) -> Forum:
    """A conference of so many people and sessions; a plan that breaks nothing exists.

    One in six sessions is for everyone. A third of them have a fixed start; all others are free
    within windows of an afternoon, a day or the whole conference, and so are their rooms.
    """
    rng = random.Random(f"forum {seed} {people} {sessions}")
    base = invented(
        seed, participants=people, groups=max(1, people // 11), phases="together", counterparts=0
    )
    days = max(1, round(sessions / (A_DAY * AT_ONCE * 0.75)))
    host = replace(base.hosts[0], windows=(), closed=(), timezone="America/New_York")
    full = [FIRST + timedelta(days=n) for n in range(1, days + 1)]
    phase = replace(base.phases[0], hosts=(host.id,), starts=FIRST, ends=full[-1], meetings=None)
    staff = tuple(_staff(base.staff))
    speakers = tuple(_speakers(rng, max(4, sessions // 2), full))
    return Forum(
        phase=phase,
        programme=replace(
            base,
            id=f"forum-{people}-{sessions}-{seed}",
            starts=FIRST,
            ends=full[-1] + timedelta(days=1),
            phases=(phase,),
            hosts=(host,),
            offers=(),
            participants=tuple(
                replace(p, arrives=None, departs=None, added=None, group=None, visited=())
                for p in base.participants
            ),
            sessions=tuple(_sessions(rng, phase.id, people, sessions, full, speakers)),
            rooms=tuple(_rooms(rng, host.id, people, len(staff), host.latitude, host.longitude)),
            counterparts=speakers,
            wishes=(),
            staff=staff,
            pairs=(),
            legs=(),
            budget=None,
        ),
    )


def forums_of(programme: Programme) -> Iterator[Forum]:
    """The phases of a programme in which all are together, each as a programme of its own."""
    for phase in programme.phases:
        held = programme.sessions_of.get(phase.id, ())
        if not phase.split and held:
            people = tuple(replace(p, group=None) for p in programme.participants)
            alone = replace(
                programme, phases=(phase,), sessions=held, offers=(), participants=people
            )
            yield Forum(alone, phase)


def _staff(staff: tuple[StaffMember, ...]) -> Iterator[StaffMember]:
    """At most two teams of each language, and a few liaisons, there on all days."""
    met: Counter[str] = Counter()
    for member in staff:
        own = member.role if member.role == "liaison" else member.languages[0].primary
        met[own] += 1
        if met[own] <= MOST_INTERPRETERS:
            yield replace(member, available_from=None, available_until=None, conflicts=())


def _speakers(rng: random.Random, count: int, days: list[date]) -> Iterator[Counterpart]:
    """Speakers, a quarter of whom are there on one day only."""
    for number in range(1, count + 1):
        day = rng.choice(days)
        windows = (Window.days(day, day),) if rng.random() < 0.25 else ()
        yield Counterpart(f"C{number:03d}", f"Given{number}", f"Family{number}", windows=windows)


def _rooms(
    rng: random.Random, host: str, people: int, staff: int, latitude: float, longitude: float
) -> Iterator[Room]:
    """A hall for everybody and rooms for the rest, one of them in another street."""
    yield Room("hall", host, "Hall", people + staff + 5, 20, True)
    count = round(AT_ONCE) + 2
    for number in range(1, count + 1):
        seats = round(people * rng.uniform(0.28, 0.5)) + 8
        away = (round(latitude + 0.01, 4), longitude) if number == count else (None, None)
        step_free = number != 2
        yield Room(
            f"room-{number}", host, f"Room {number}", seats, rng.choice((2, 3, 4)), step_free, *away
        )


def _sessions(
    rng: random.Random,
    phase: str,
    people: int,
    count: int,
    days: list[date],
    speakers: tuple[Counterpart, ...],
) -> Iterator[Session]:
    needed = max(len(days), count // 6)
    for number in range(count):
        required = number < needed
        day = days[number % len(days)]
        free = tuple(s for s in speakers if not s.windows)
        about = rng.sample(THEMES, rng.choice((1, 1, 2)))
        speaking = rng.sample(free if required else speakers, 1 if rng.random() < 0.7 else 0)
        yield Session(
            id=f"S{number + 1:03d}",
            phase=phase,
            title=f"{about[0].title} {number + 1}",
            minutes=75 if required else rng.choice((60, 75, 75, 90)),
            kind="plenary" if required else rng.choice(KINDS),
            starts=at(day, 540) if number < len(days) else None,
            windows=() if number < len(days) else _windows(rng, day, speaking, required),
            themes={theme.id: float(rng.randint(1, 3)) for theme in about},
            objectives=tuple(o.id for o in rng.sample(OBJECTIVES, 2)),
            speakers=tuple(s.id for s in speaking),
            track="" if required else rng.choice(TRACKS),
            required=required,
            capacity=round(people * rng.uniform(0.3, 0.45)) + 6 if not required else None,
        )


def _windows(
    rng: random.Random, day: date, speaking: list[Counterpart], required: bool
) -> tuple[Window, ...]:
    """Any time, one day, or its afternoon; any time for who is there on one day only."""
    kind = 0.0 if any(s.windows for s in speaking) else rng.random()
    if kind < 0.5:
        return ()
    if required or kind < 0.8:
        return (Window.days(day, day),)
    return (Window.dated(at(day, 810), at(day, 1050)),)
