"""Random small conferences, made from a seed."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

from sojourn.model import (
    Counterpart,
    Country,
    Day,
    Group,
    Host,
    Language,
    MeetingRules,
    Objective,
    Participant,
    Phase,
    Programme,
    Room,
    Session,
    StaffMember,
    Stop,
    Theme,
    TransferTime,
    Window,
    Wish,
)

FIRST = date(2020, 4, 12)
THEMES = ("cyber", "narcotics", "borders", "trafficking", "laundering", "terrorism")
COUNTRIES = ("FR", "DE", "MX", "BR", "JO", "SN", "JP", "KE", "PL", "PE", "TH", "IN")
LANGUAGES = (("en",), ("en", "fr"), ("fr",), ("es",), ("ar", "fr"), ("es", "en"), ("ja",))


def themes(rng: random.Random, most: int = 3) -> dict[str, float]:
    """A few weighted themes."""
    return {t: float(rng.randint(1, 5)) for t in rng.sample(THEMES, rng.randint(1, most))}


def person(rng: random.Random, number: int, days: int) -> Participant:
    """A participant; some keep a faith, need step-free rooms, or come late."""
    arrives = None
    departs = None
    if rng.random() < 0.06:
        arrives = datetime.combine(FIRST + timedelta(days=1), time(12))
    if rng.random() < 0.06:
        departs = datetime.combine(FIRST + timedelta(days=days - 1), time(11))
    kept = rng.choice(("friday_prayer", "sabbath", "sunday_service"))
    return Participant(
        id=f"P{number:03d}",
        given_name=f"Given{number}",
        family_name=f"Family{number}",
        country=Country(rng.choice(COUNTRIES)),
        languages=tuple(Language(x) for x in rng.choice(LANGUAGES)),
        interests=themes(rng),
        observance=(kept,) if rng.random() < 0.15 else (),
        access=("step_free",) if rng.random() < 0.08 else (),
        arrives=arrives,
        departs=departs,
    )


def session(rng: random.Random, number: int, days: int, fixed: float) -> Session:
    """A session: fixed or free, for everyone or not."""
    required = rng.random() < 0.3
    kind = "plenary" if required else rng.choice(("breakout", "panel", "workshop", "reception"))
    minutes = rng.choice((45, 60, 90, 120))
    starts = None
    windows: tuple[Window, ...] = ()
    day = FIRST + timedelta(days=rng.randint(1, days - 1))
    if rng.random() < fixed:
        starts = datetime.combine(day, time(rng.choice((9, 10, 14, 16)), 0))
    elif rng.random() < 0.5:
        windows = (Window.weekly(range(5), 540, 1050),)
    elif rng.random() < 0.5:
        windows = (Window.dated(datetime.combine(day, time(9)), datetime.combine(day, time(13))),)
    return Session(
        id=f"S{number:03d}",
        phase="forum",
        title=f"Session {number % 17}",
        minutes=minutes,
        kind=kind,
        starts=starts,
        windows=windows,
        themes=themes(rng),
        objectives=("liberty",) if rng.random() < 0.2 else (),
        speakers=(f"C{rng.randint(0, 5):03d}",) if rng.random() < 0.4 else (),
        track=rng.choice(("", "", "a", "b")),
        required=required,
        capacity=rng.randint(6, 30) if not required and rng.random() < 0.5 else None,
        level=rng.choice(("", "", "federal", "local", "private")),
    )


def counterpart(rng: random.Random, number: int) -> Counterpart:
    """Somebody to meet; some speak little English, refuse a country, or come for half a day."""
    windows: tuple[Window, ...] = ()
    if rng.random() < 0.3:
        windows = (Window.weekly(range(5), 780, 1050),)
    return Counterpart(
        id=f"C{number:03d}",
        given_name=f"Jane{number}",
        family_name=f"Sample{number}",
        organisation=f"County Office {number}",
        level=rng.choice(("", "federal", "state", "local", "private")),
        themes=themes(rng),
        languages=rng.choice(
            ((), (Language("en"),), (Language("es"), Language("en")), (Language("es"),))
        ),
        phase=rng.choice((None, "forum")),
        windows=windows,
        meetings=rng.choice((None, 4, 8, 12)),
        prefers=(rng.choice(COUNTRIES),) if rng.random() < 0.2 else (),
        refuses=(rng.choice(COUNTRIES),) if rng.random() < 0.15 else (),
    )


def member(rng: random.Random, number: int) -> StaffMember:
    """An interpreter or a liaison."""
    if number % 5 == 4:
        return StaffMember(f"L{number:02d}", f"Liaison {number}", "liaison", (Language("en"),))
    language = ("fr", "es", "ar", "ja")[number % 4]
    languages = (
        (Language(language),) if rng.random() < 0.5 else (Language(language), Language("en"))
    )
    mode = "consecutive" if rng.random() < 0.25 else "simultaneous"
    return StaffMember(
        f"I{number:02d}",
        f"Interpreter {number}",
        "interpreter",
        languages,
        mode,
        available_until=FIRST + timedelta(days=3) if rng.random() < 0.1 else None,
        conflicts=(Country(rng.choice(COUNTRIES)),) if rng.random() < 0.1 else (),
    )


def conference(
    seed: int,
    people: int = 20,
    sessions: int = 12,
    counterparts: int = 10,
    staff: int = 8,
    days: int = 5,
    fixed: float = 0.5,
    far: bool | None = None,
) -> Programme:
    """A programme of one phase together with sessions and meetings."""
    rng = random.Random(seed)
    far = rng.random() < 0.5 if far is None else far
    host = Host("york", "York", 40.71, -74.0, "America/New_York", state="NY", country=Country("US"))
    rooms = [Room("R0", "york", "Hall", 1000 if people > 100 else people + staff, 6)]
    for number in range(1, 6):
        rooms.append(
            Room(
                f"R{number}",
                "york",
                f"Room {number}",
                rng.choice((12, 20, 30)) * max(1, people // 40),
                rng.choice((0, 1, 2)),
                rng.choice((True, None, None, False)),
                40.75 if far and number == 5 else None,
                -73.98 if far and number == 5 else None,
            )
        )
    afternoon = rng.random() < 0.5
    windows = [
        Window.dated(
            datetime.combine(FIRST + timedelta(days=d), time(13, 30) if afternoon else time(9)),
            datetime.combine(FIRST + timedelta(days=d), time(17, 30)),
        )
        for d in (3, 4)
        if d < days
    ]
    phase = Phase(
        id="forum",
        kind="together",
        title="Forum",
        hosts=("york",),
        starts=FIRST,
        ends=FIRST + timedelta(days=days - 1),
        meetings=MeetingRules(20, 2, 6, tuple(windows)),
        day=Day(),
    )
    persons = tuple(person(rng, i, days) for i in range(people))
    partners = tuple(counterpart(rng, i) for i in range(counterparts))
    wishes = tuple(
        Wish(p.id, c.id, float(rng.randint(1, 5)))
        for p in persons
        for c in rng.sample(partners, min(len(partners), 3))
        if rng.random() < 0.7
    )
    return Programme(
        id="test",
        title="Test",
        starts=FIRST,
        ends=phase.ends,
        objectives=(Objective("liberty", "Liberty"),),
        themes=tuple(Theme(t, t) for t in THEMES),
        phases=(phase,),
        participants=persons,
        hosts=(host,),
        sessions=tuple(session(rng, i, days, fixed) for i in range(sessions)),
        rooms=tuple(rooms),
        counterparts=partners,
        wishes=wishes,
        staff=tuple(member(rng, i) for i in range(staff)),
        transfers=(TransferTime("R0", "R5", 25),) if far else (),
    )


def everyone(programme: Programme) -> Group:
    """The one group of the forum, with everybody and all staff."""
    phase = programme.phases[0]
    return Group(
        id=f"{phase.id}-all",
        phase=phase.id,
        participants=tuple(p.id for p in programme.confirmed),
        staff=tuple(s.id for s in programme.staff),
        stops=(Stop(phase.hosts[0], phase.starts, phase.ends),),
    )
