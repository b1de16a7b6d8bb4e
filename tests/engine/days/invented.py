"""Invented programmes for the tests of this stage."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from sojourn.engine.days import DaysResult, solve
from sojourn.engine.days.cities import Scene, city_of
from sojourn.engine.days.encodings import DayFacts
from sojourn.engine.days.ledger import Ledger
from sojourn.engine.days.problem import City
from sojourn.engine.run import StageRun
from sojourn.model import (
    Country,
    Day,
    Event,
    Group,
    Host,
    Language,
    Objective,
    Offer,
    Participant,
    Phase,
    Programme,
    StaffMember,
    Stop,
    Theme,
    Window,
    localise,
)

SUNDAY = date(2020, 4, 5)
TUESDAY = date(2020, 4, 7)
WEEKDAYS = range(5)
THEMES = ("cyber", "narcotics", "borders", "prisons", "courts", "extremism")
OBJECTIVES = ("liberties", "cooperation", "community", "federalism", "training", "technology")
LEVELS = ("federal", "state", "local", "community", "private")
KINDS = ("appointment", "site_visit", "panel", "community", "school_visit")
COUNTRIES = ("FR", "PL", "BR", "JP", "KE", "IN", "MX", "TR", "EG", "IL")


def host(host_id: str = "austin", **changes: object) -> Host:
    """A host in Texas."""
    given: dict[str, object] = {
        "city": host_id.title(),
        "latitude": 30.27,
        "longitude": -97.74,
        "timezone": "America/Chicago",
        "state": "TX",
        "country": Country("US"),
    }
    return Host(host_id, **{**given, **changes})  # type: ignore[arg-type]


def offer(offer_id: str, kind: str = "appointment", **changes: object) -> Offer:
    """An offer of an hour and a half on weekdays from nine to five."""
    given: dict[str, object] = {
        "host": "austin",
        "title": f"Visit {offer_id}",
        "minutes": 90,
        "windows": (Window.weekly(WEEKDAYS, 540, 1020),),
        "organisation": f"Office {offer_id}",
    }
    return Offer(offer_id, kind=kind, **{**given, **changes})  # type: ignore[arg-type]


def participant(number: int, **changes: object) -> Participant:
    """An invented participant with interest in two themes."""
    given: dict[str, object] = {
        "given_name": f"Ana{number}",
        "family_name": "Example",
        "country": Country(COUNTRIES[number % len(COUNTRIES)]),
        "languages": (Language("en"),),
        "interests": {THEMES[number % 6]: 3.0, THEMES[(number + 2) % 6]: 1.0},
    }
    return Participant(f"P{number:03d}", **{**given, **changes})  # type: ignore[arg-type]


def split(days: int = 7, starts: date = SUNDAY, **changes: object) -> Phase:
    """A split phase of one group at one host."""
    given: dict[str, object] = {
        "title": "Cities",
        "hosts": ("austin",),
        "starts": starts,
        "ends": starts + timedelta(days=days - 1),
    }
    return Phase("cities", "split", **{**given, **changes})  # type: ignore[arg-type]


def programme(**changes: object) -> Programme:
    """A programme of three weeks around the split phase."""
    given: dict[str, object] = {
        "starts": SUNDAY - timedelta(days=8),
        "ends": SUNDAY + timedelta(days=13),
        "hosts": (host(),),
        "phases": (split(),),
        "themes": tuple(Theme(t, t.title()) for t in THEMES),
    }
    return Programme("safer", "Safer", **{**given, **changes})  # type: ignore[arg-type]


def group_of(
    given: Programme,
    number: int = 1,
    participants: tuple[str, ...] | None = None,
    staff: tuple[str, ...] = (),
    host_id: str = "austin",
) -> Group:
    """A group at one host for the whole of the first phase."""
    phase = given.phases[0]
    people = participants or tuple(p.id for p in given.confirmed)
    group_id = phase.group_ids[number - 1]
    return Group(group_id, phase.id, people, staff, (Stop(host_id, phase.starts, phase.ends),))


def facts(day: date = TUESDAY, **changes: object) -> DayFacts:
    """An ordinary day of a group of ten with two members of staff."""
    people = tuple(participant(i) for i in range(10))
    given: dict[str, object] = {"host": host(), "hours": Day(), "present": people, "people": 12}
    return DayFacts(day=day, **{**given, **changes})  # type: ignore[arg-type]


def event(starts_at: datetime, minutes: int, kind: str = "session", **changes: object) -> Event:
    """An event in Austin for the first group."""
    begins = localise(starts_at, "America/Chicago")
    given: dict[str, object] = {
        "id": "",
        "kind": kind,
        "phase": "cities",
        "host": "austin",
        "ref": None,
        "title": "Something",
        "room": None,
        "starts": begins,
        "ends": localise(starts_at + timedelta(minutes=minutes), "America/Chicago"),
        "groups": ("cities-1",),
    }
    return Event(**{**given, **changes})  # type: ignore[arg-type]


def solved(
    given: Programme,
    groups: tuple[Group, ...] | None = None,
    placed: tuple[Event, ...] = (),
    iterations: int = 60,
) -> DaysResult:
    """What the stage makes of a programme, by default with all people in one group."""
    return solve(given, groups or (group_of(given),), placed, StageRun("days", 1, iterations))


def city(given: Programme, groups: tuple[Group, ...]) -> City:
    """The first host's problem."""
    ledger = Ledger(given, groups)
    return city_of(Scene.of(given, groups, ()), given.hosts[0].id, ledger, ledger.even_favour())


def city_offers(random: Random, host_id: str, number: int, place: Host) -> tuple[Offer, ...]:
    """Offers as a city host would propose them."""
    offers = []
    for i in range(number):
        social = i % 6
        kind = {0: "cultural", 1: "hospitality"}.get(social, random.choice(KINDS))
        if kind in ("cultural", "hospitality"):
            opens = 1080 if kind == "hospitality" else random.choice((600, 840, 1080))
            windows = tuple(
                Window.weekly((d,), opens, opens + 180) for d in random.sample(range(7), 3)
            )
        else:
            opens = random.choice((540, 540, 600, 780, 840))
            closes = random.choice((720, 1020, 1020))
            closes = max(closes, opens + 180)
            windows = tuple(
                Window.weekly((d,), opens, closes) for d in sorted(random.sample(range(5), 2))
            )
        offers.append(
            Offer(
                id=f"{host_id}-{i:03d}",
                host=host_id,
                kind=kind,  # type: ignore[arg-type]
                title=f"{kind} {i}",
                minutes=random.choice((60, 75, 90, 90, 120)),
                windows=windows,
                latitude=place.latitude + random.uniform(-0.1, 0.1),
                longitude=place.longitude + random.uniform(-0.1, 0.1),
                organisation=f"Office {random.randrange(number)}",
                level=random.choice(LEVELS),
                themes={
                    t: random.choice((1.0, 1.0, 2.0))
                    for t in random.sample(THEMES, random.choice((0, 1, 1, 2)))
                },
                objectives=tuple(random.sample(OBJECTIVES, random.choice((0, 0, 1, 1, 2)))),
                capacity=random.choice((12, 16, 20, 30, None)),
                visits=random.choice((1, 1, 1, 2, 3)),
                status=random.choice(("offered", "confirmed", "confirmed", "requested")),
            )
        )
    return tuple(offers)


def invented(
    seed: int, groups: int, hosts: int, offers: int, people: int = 10, days: int = 7
) -> tuple[Programme, tuple[Group, ...]]:
    """A programme of one split phase whose groups are spread over the hosts in turn."""
    random = Random(seed)
    places = tuple(
        host(f"city{h}", latitude=30.0 + h % 12, longitude=-97.0 + h % 7) for h in range(hosts)
    )
    participants = tuple(
        participant(
            i,
            interests={t: float(random.randint(1, 5)) for t in random.sample(THEMES, 3)},
            observance=("friday_prayer",) if random.random() < 0.1 else (),
        )
        for i in range(groups * people)
    )
    staff = tuple(StaffMember(f"L{g}", f"Liaison {g}", "liaison", ()) for g in range(groups))
    phase = split(days, groups=groups, hosts=tuple(h.id for h in places))
    given = programme(
        hosts=places,
        phases=(phase,),
        participants=participants,
        staff=staff,
        objectives=tuple(Objective(o, o.title()) for o in OBJECTIVES),
        offers=tuple(o for h in places for o in city_offers(random, h.id, offers, h)),
    )
    made = tuple(
        Group(
            f"cities-{g + 1}",
            "cities",
            tuple(p.id for p in participants[g * people : (g + 1) * people]),
            (f"L{g}",),
            (Stop(places[g % hosts].id, phase.starts, phase.ends),),
        )
        for g in range(groups)
    )
    return given, made
