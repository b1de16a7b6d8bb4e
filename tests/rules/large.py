"""Programmes and plans of any size, made without an engine, to measure the checks with.

Run ``python -m tests.rules.large 850`` to see how long a check takes.
"""

from __future__ import annotations

import sys
import time
from datetime import date, timedelta

from sojourn.model import (
    Counterpart,
    Country,
    Event,
    Group,
    Host,
    Language,
    MeetingRules,
    Objective,
    Offer,
    Participant,
    Phase,
    Plan,
    Programme,
    Room,
    Session,
    StaffMember,
    Stop,
    Theme,
    Window,
    at,
    days_between,
    localise,
)
from sojourn.rules import assess

FIRST = date(2021, 5, 2)
EASTERN, CENTRAL = "America/New_York", "America/Chicago"
COUNTRIES = ("SN", "BR", "IN", "IT", "KE", "PE", "NO", "JP", "MA", "FR", "MX", "EG", "VN")
THEMES = ("cyber", "borders", "narcotics", "trafficking", "laundering", "terrorism")
TOGETHER, SPLIT = 5, 10


def make_large(people: int) -> tuple[Programme, Plan]:
    """A programme of `people` with groups of ten: five days together, ten split, five together."""
    groups = max(1, people // 10)
    programme = _programme(people, groups)
    return programme, _plan(programme, groups)


def _phase(number: int) -> tuple[date, date]:
    first = FIRST + timedelta(days=(0, TOGETHER, TOGETHER + SPLIT)[number])
    length = (TOGETHER, SPLIT, TOGETHER)[number]
    return first, first + timedelta(days=length - 1)


def _programme(people: int, groups: int) -> Programme:
    cities = tuple(f"city-{n}" for n in range(groups))
    last = _phase(2)[1]
    meetings = MeetingRules(20, 2, 6, (Window.dated(at(last, 810), at(last, 1050)),))
    return Programme(
        id="large",
        title="A large programme",
        starts=FIRST,
        ends=last + timedelta(days=1),
        objectives=tuple(Objective(f"objective-{n}", f"Objective {n}") for n in range(6)),
        themes=tuple(Theme(theme, theme.title()) for theme in THEMES),
        phases=(
            Phase("opening", "together", "Opening", ("capital",), *_phase(0)),
            Phase("cities", "split", "Cities", cities, *_phase(1), groups, (8, 13), (SPLIT,), 2),
            Phase("closing", "together", "Closing", ("capital",), *_phase(2), meetings=meetings),
        ),
        participants=tuple(
            Participant(
                f"P{n:04d}",
                f"Given{n}",
                f"Family{n}",
                Country(COUNTRIES[n % len(COUNTRIES)]),
                (Language("fr"),) if n // 10 % 4 == 0 else (Language("en"),),
                field=("judicial", "security")[n % 2],
                gender="fm"[n % 2],
                rank=n % 4 + 1,
                interests={THEMES[n % 6]: 3.0, THEMES[n // 6 % 6]: 2.0},
                observance=("friday_prayer",) if n % 30 == 0 else (),
            )
            for n in range(people)
        ),
        hosts=(
            Host("capital", "Capital", 38.9, -77.0, EASTERN, "DC", Country("US")),
            *(
                Host(city, city.title(), 30 + n / 10, -97.7, CENTRAL, "TX", Country("US"))
                for n, city in enumerate(cities)
            ),
        ),
        offers=tuple(
            Offer(
                f"O{n}-{k}",
                city,
                "cultural" if k % 4 == 3 else "appointment",
                f"Offer {k} of {city}",
                90,
                (Window.weekly(range(7), 480, 1320),),
                30 + n / 10 + k / 1000,
                -97.7,
                level=("federal", "state", "local", "private")[k % 4],
                themes={THEMES[k % 6]: 2.0, THEMES[(k + 1) % 6]: 1.0},
                objectives=(f"objective-{k % 6}",),
            )
            for n, city in enumerate(cities)
            for k in range(40)
        ),
        sessions=tuple(
            Session(
                f"S{day}-{k}",
                "opening" if day < TOGETHER else "closing",
                f"Session {day}.{k}",
                90,
                "breakout",
                themes={THEMES[k]: 2.0},
            )
            for day in range(1, 2 * TOGETHER)
            for k in range(4)
        ),
        rooms=tuple(Room(f"M{k}", "capital", f"Room {k}", people, 4) for k in range(4)),
        counterparts=tuple(
            Counterpart(f"C{n}", f"Coun{n}", "Terpart", themes={THEMES[n % 6]: 2.0})
            for n in range(people * 2 // 3)
        ),
        staff=tuple(
            StaffMember(f"I{n:03d}", f"Staff {n}", "interpreter", (Language("fr"),))
            for n in range(2 * groups)
        ),
    )


def _plan(programme: Programme, groups: int) -> Plan:
    everyone = tuple(p.id for p in programme.participants)
    staff = tuple(s.id for s in programme.staff)
    made = [Group("opening-all", "opening", everyone, staff, (Stop("capital", *_phase(0)),))]
    for n in range(groups):
        own = everyone[n * 10 :] if n == groups - 1 else everyone[n * 10 : n * 10 + 10]
        stop = Stop(f"city-{n}", *_phase(1))
        made.append(Group(f"cities-{n + 1}", "cities", own, staff[2 * n : 2 * n + 2], (stop,)))
    made.append(Group("closing-all", "closing", everyone, staff, (Stop("capital", *_phase(2)),)))
    events: list[Event] = []
    for group in made[1:-1]:
        _move(events, group, "cities", group.stops[0].host, (group.id,))
        _days(events, group)
        _move(events, group, "closing", "capital", ())
    _sessions(events, everyone, staff)
    _meetings(events, programme)
    return Plan("large", tuple(made), tuple(events))


def _add(
    events: list[Event],
    kind: str,
    phase: str,
    host: str,
    day: date,
    minutes: tuple[int, int],
    ref: str | None,
    **columns: tuple[str, ...],
) -> None:
    zone = EASTERN if host == "capital" else CENTRAL
    starts, ends = (localise(at(day, minute), zone) for minute in minutes)
    number = f"E{len(events):05d}"
    events.append(
        Event(number, kind, phase, host, ref, f"{kind} {ref}", None, starts, ends, **columns)
    )


def _move(
    events: list[Event], group: Group, phase: str, host: str, groups: tuple[str, ...]
) -> None:
    day = _phase(1 if phase == "cities" else 2)[0]
    people = {} if groups else {"participants": group.participants, "staff": group.staff}
    _add(events, "travel", phase, host, day, (600, 840), None, groups=groups, **people)


def _days(events: list[Event], group: Group) -> None:
    city = group.stops[0].host
    offers = iter(range(40))
    for day in days_between(*_phase(1))[1:]:
        for start in (540, 645, 840) if day.weekday() < 5 else (600,):
            k = next(offers)
            kind = "cultural" if k % 4 == 3 else "appointment"
            ref = f"O{city.removeprefix('city-')}-{k}"
            _add(events, kind, "cities", city, day, (start, start + 90), ref, groups=(group.id,))
        _add(events, "meal", "cities", city, day, (735, 795), None, groups=(group.id,))


def _sessions(events: list[Event], everyone: tuple[str, ...], staff: tuple[str, ...]) -> None:
    for number in range(1, 2 * TOGETHER):
        phase = "opening" if number < TOGETHER else "closing"
        day = FIRST + timedelta(days=number if number < TOGETHER else number + SPLIT)
        for k in range(4):
            start = 540 + 105 * (k // 2)
            _add(
                events,
                "session",
                phase,
                "capital",
                day,
                (start, start + 90),
                f"S{number}-{k}",
                participants=everyone[k % 2 :: 2],
                staff=staff[k % 2 :: 2],
            )


def _meetings(events: list[Event], programme: Programme) -> None:
    last = _phase(2)[1]
    for n, participant in enumerate(programme.participants):
        for k in range(4):
            counterpart = f"C{(n + k) % len(programme.counterparts)}"
            start = 810 + 20 * (3 * k + n % 3)
            _add(
                events,
                "meeting",
                "closing",
                "capital",
                last,
                (start, start + 20),
                counterpart,
                participants=(participant.id,),
                counterparts=(counterpart,),
            )


def main(people: int) -> None:
    """Print how long a check of `people` takes."""
    programme, plan = make_large(people)
    for _ in range(3):
        began = time.process_time()
        assessment = assess(programme, plan)
        seconds = time.process_time() - began
        print(
            f"{people} people, {len(plan.events)} events, {len(assessment.findings)} findings: "
            f"{seconds:.3f} s"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 85)
