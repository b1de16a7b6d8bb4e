"""Small invented programmes for the tests of groups, staff and journeys."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sojourn.model import (
    Country,
    Host,
    Language,
    Objective,
    Offer,
    OfferPin,
    Pair,
    Participant,
    Phase,
    Programme,
    StaffMember,
    Theme,
    Window,
)

CITIES = (
    ("washington", 38.9, -77.0, "America/New_York"),
    ("austin", 30.3, -97.7, "America/Chicago"),
    ("denver", 39.7, -105.0, "America/Denver"),
    ("reno", 39.5, -119.8, "America/Los_Angeles"),
    ("tampa", 27.9, -82.5, "America/New_York"),
    ("boston", 42.4, -71.1, "America/New_York"),
    ("tulsa", 36.2, -95.9, "America/Chicago"),
    ("portland", 45.5, -122.7, "America/Los_Angeles"),
    ("cleveland", 41.5, -81.7, "America/New_York"),
    ("omaha", 41.3, -95.9, "America/Chicago"),
)
LANGUAGES = ("en", "fr", "es", "ar", "ru")
COUNTRIES = ("FR", "SN", "PE", "EG", "KZ", "IN", "KE", "JP")
THEMES = ("cyber", "borders", "courts")


def host(number: int, **changes: Any) -> Host:
    """The host of one of `CITIES`."""
    city, latitude, longitude, zone = CITIES[number % len(CITIES)]
    name = city if number < len(CITIES) else f"{city}-{number // len(CITIES)}"
    return Host(name, city.title(), latitude, longitude, zone, country=Country("US"), **changes)


def person(rng: random.Random, number: int, **changes: Any) -> Participant:
    """An invented participant."""
    language = rng.choice(LANGUAGES)
    spoken = (language,) if rng.random() < 0.5 or language == "en" else (language, "en")
    return Participant(
        id=f"P{number:03d}",
        given_name=f"Given{number}",
        family_name=f"Family{number}",
        country=Country(rng.choice(COUNTRIES)),
        languages=tuple(Language(tag) for tag in spoken),
        field=rng.choice(("judicial", "security")),
        gender=rng.choice(("f", "m")),
        rank=rng.randint(1, 3),
        interests={theme: float(rng.randint(0, 5)) for theme in THEMES},
        **changes,
    )


def programme(
    seed: int,
    people: int = 12,
    groups: int = 3,
    hosts: int = 4,
    route: tuple[int, ...] = (5,),
    starts: date = date(2020, 4, 5),
    interpreters: int = 10,
    liaisons: int = 4,
    extras: bool = True,
    size: tuple[int, int] | None = None,
) -> Programme:
    """All in Washington, a split phase of `groups` groups with `hosts` candidates, all in Tampa.

    With `extras` there are pins, pairs, faiths, needs and limits; each could be kept alone.
    """
    rng = random.Random(seed)
    first = starts - timedelta(days=3)
    end = starts + timedelta(days=sum(route) - 1)
    split_hosts = tuple(host(n + 1 if n < 3 else n + 2) for n in range(hosts))
    mean = people // groups
    phases = (
        Phase("opening", "together", "Opening", ("washington",), first, starts - timedelta(days=1)),
        Phase(
            "cities",
            "split",
            "Cities",
            tuple(h.id for h in split_hosts),
            starts,
            end,
            groups=groups,
            size=size or (max(1, mean - 2), mean + 2),
            route=route,
            max_languages=3,
        ),
        Phase(
            "closing",
            "together",
            "Closing",
            ("tampa",),
            end + timedelta(days=1),
            end + timedelta(days=3),
        ),
    )
    participants = [person(rng, n) for n in range(people)]
    pairs: tuple[Pair, ...] = ()
    if extras:
        participants = [_with_needs(rng, p) for p in participants]
        participants[0] = _changed(participants[0], group="cities-1")
        a, b, c = rng.sample(range(1, people), 3)
        pairs = (Pair(f"P{b:03d}", f"P{c:03d}", "together"),)
        if groups > 1:
            pairs = (*pairs, Pair(f"P{a:03d}", f"P{b:03d}", "apart"))
    staff = [
        StaffMember(
            f"I{n:02d}",
            f"Interpreter {n}",
            "interpreter",
            (Language(rng.choice(LANGUAGES[1:])), Language("en")),
            mode=rng.choice(("simultaneous", "simultaneous", "consecutive")),
            gender=rng.choice(("f", "m")),
        )
        for n in range(interpreters)
    ] + [
        StaffMember(f"L{n:02d}", f"Liaison {n}", "liaison", (Language("en"),))
        for n in range(liaisons)
    ]
    offers = tuple(
        Offer(
            f"O{h.id}{n}",
            h.id,
            rng.choice(("appointment", "panel", "community")),
            f"Offer {n}",
            60,
            (Window.weekly(range(7), 540, 1020),),
            themes={rng.choice(THEMES): float(rng.randint(1, 3))},
            objectives=(rng.choice(("law", "trust")),),
        )
        for h in split_hosts
        for n in range(6)
    )
    if extras and groups > 1:
        pinned = offers[0]
        pin = OfferPin("cities-2", datetime.combine(starts, datetime.min.time()).replace(hour=10))
        offers = (_changed(pinned, pin=_later(pin)), *offers[1:])
    return Programme(
        id="invented",
        title="Invented",
        starts=first,
        ends=end + timedelta(days=4),
        objectives=(Objective("law", "Law"), Objective("trust", "Trust")),
        themes=tuple(Theme(t, t.title()) for t in THEMES),
        phases=phases,
        participants=tuple(participants),
        hosts=(host(0), host(4), *split_hosts),
        offers=offers,
        pairs=pairs,
        staff=tuple(staff),
    )


def _later(pin: OfferPin) -> OfferPin:
    return OfferPin(pin.group, pin.starts + timedelta(days=1))


def _with_needs(rng: random.Random, p: Participant) -> Participant:
    draw = rng.random()
    if draw < 0.1:
        return _changed(p, observance=("sunday_service",))
    if draw < 0.2:
        return _changed(p, diet=("halal",), observance=("friday_prayer",))
    if draw < 0.25:
        return _changed(p, access=("step_free",))
    return p


def _changed(row: Any, **changes: Any) -> Any:
    return replace(row, **changes)
