"""Invented hosts in real cities, with what they have to show and how to get there."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from benchmarks.invention.calendar import Span
from benchmarks.invention.gazetteer import CANDIDATES, GATHERINGS, Place
from benchmarks.invention.shape import Shape
from sojourn.model import (
    Country,
    Host,
    Leg,
    Money,
    Objective,
    Offer,
    OfferKind,
    Theme,
    Window,
    at,
)

NEEDS = ("step_free", "hearing", "vision")
DIETS = ("halal", "kosher", "vegetarian", "vegan", "no_pork", "no_beef")
KINDS: tuple[tuple[OfferKind, int], ...] = (
    ("appointment", 30),
    ("site_visit", 22),
    ("panel", 10),
    ("community", 8),
    ("school_visit", 4),
    ("cultural", 14),
    ("hospitality", 12),
)
LEVELS = ("federal", "state", "local", "community", "private", "academic")
ORGANISATIONS = {
    "federal": ("U.S. Attorney's Office", "Federal investigators", "Customs and Border Protection"),
    "state": ("Attorney General's Office", "State Fusion Center", "State police"),
    "local": ("Police Department", "County Sheriff's Office", "District Attorney"),
    "community": ("Community policing board", "Victim services", "Refugee centre"),
    "private": ("Regional bank", "Security company", "Hotel association"),
    "academic": ("Law school", "Cyber-security institute", "Criminology department"),
}
EVERY_NEED_SHARE = 0.8
MOST_LEGS = 200
WORKDAYS = range(5)
NINE, NOON, ONE, FIVE, SIX, HALF_PAST_NINE = 540, 720, 780, 1020, 1080, 1290


def gatherings(shape: Shape, staff: int, spans: tuple[Span, ...]) -> tuple[Host, ...]:
    """A host for each phase together, with room for everybody."""
    places = [place for place in GATHERINGS if place.band < shape.zones]
    if shape.zones == 1:
        places = [place for place in GATHERINGS if place.band == 0]
    count = sum(span.kind == "together" for span in spans)
    beds = shape.participants + staff + 5
    return tuple(
        _host(place, number // len(places), groups=1, people=None, rooms=beds, full=True)
        for number, place in ((n, places[n % len(places)]) for n in range(count))
    )


def candidates(
    rng: random.Random, shape: Shape, staff: int, spans: tuple[Span, ...]
) -> tuple[Host, ...]:
    """The candidate hosts: enough of them meet every need; later ones may not."""
    if not shape.split:
        return ()
    places = [place for place in CANDIDATES if place.band < shape.zones]
    needed = min(shape.groups, 60)
    count = shape.hosts if shape.hosts is not None else -(-needed * 3 // 2)
    count = max(count, shape.most_stops + 1) + shape.barren
    useful = count - shape.barren
    most = -(-shape.groups // useful) if useful < shape.groups else 1
    hosts = []
    for number in range(count):
        place = places[number % len(places)]
        full = max(shape.most_stops, -(-shape.groups // most))
        sure = number < full or rng.random() < EVERY_NEED_SHARE
        rooms = most * (shape.size[1] + min(staff, 8) + 2)
        people = most * shape.size[1] if rng.random() < 0.5 else None
        host = _host(place, number // len(places), most, people, rooms, sure)
        if rng.random() < shape.closed:
            days = [day for span in spans if span.kind == "split" for day in span.full_days]
            host = replace(host, closed=(rng.choice(days),))
        hosts.append(host)
    return tuple(hosts)


def _host(
    place: Place, again: int, groups: int, people: int | None, rooms: int, full: bool
) -> Host:
    """`place` as a host; where it comes `again`, a neighbouring town of it."""
    return Host(
        id=place.id if again == 0 else f"{place.id}-{again + 1}",
        city=place.city,
        latitude=round(place.latitude + 0.07 * again, 4),
        longitude=round(place.longitude + 0.05 * again, 4),
        timezone=place.timezone,
        state=place.state,
        country=Country("US"),
        airport=place.airport,
        size="mid",
        participants=people,
        groups=groups,
        access=NEEDS if full else NEEDS[:1],
        diets=DIETS if full else DIETS[2:],
        lodging_rooms=rooms,
    )


def offers(
    rng: random.Random,
    shape: Shape,
    hosts: tuple[Host, ...],
    spans: tuple[Span, ...],
    themes: tuple[Theme, ...],
    objectives: tuple[Objective, ...],
) -> Iterator[Offer]:
    """`shape.offers` for each host but the last `shape.barren`."""
    days = [day for span in spans if span.kind == "split" for day in span.full_days]
    number = 0
    for host in hosts[: len(hosts) - shape.barren]:
        for _ in range(shape.offers):
            number += 1
            yield _offer(rng, shape, f"O{number:04d}", host, days, themes, objectives)


def _offer(
    rng: random.Random,
    shape: Shape,
    ident: str,
    host: Host,
    days: list[date],
    themes: tuple[Theme, ...],
    objectives: tuple[Objective, ...],
) -> Offer:
    kind = rng.choices([k for k, _ in KINDS], [w for _, w in KINDS])[0]
    social = kind in ("cultural", "hospitality")
    level = "community" if kind in ("community", "hospitality") else rng.choice(LEVELS)
    about = [] if social else rng.sample(themes, rng.choice((1, 1, 2)))
    latitude, longitude = _near(rng, host)
    minutes = rng.choice((120, 150) if social else (60, 75, 90, 90, 120))
    large = shape.size[1] + 8
    named = about[0].title if about else rng.choice(("The old town", "An evening with hosts"))
    return Offer(
        id=ident,
        host=host.id,
        kind=kind,
        title=f"{named} ({kind.replace('_', ' ')}, {host.city})",
        minutes=minutes,
        windows=_windows(rng, kind, minutes, days),
        latitude=latitude,
        longitude=longitude,
        organisation=f"{rng.choice(ORGANISATIONS[level])}, {host.city}",
        level=level,
        themes={theme.id: float(rng.randint(1, 3)) for theme in about},
        objectives=() if social else tuple(o.id for o in rng.sample(objectives, 2)),
        capacity=rng.choice((large, large, large + 6, max(4, large - 5), None)),
        visits=rng.choice((1, 1, 2)) + host.groups - 1,
        status=rng.choices(("offered", "requested", "confirmed", "declined"), (30, 30, 36, 4))[0],
        clearance_days=rng.choice((10, 14, 21)) if rng.random() < 0.12 and not social else None,
        step_free=rng.choice((True, True, True, None, False)),
        cost=Money.of(rng.choice((0, 0, 0, 50, 120))),
        cost_per_person=Money.of(rng.choice((8, 15, 25)) if social else 0),
    )


def _near(rng: random.Random, host: Host) -> tuple[float, float]:
    """A point within 12 km of the host, more often near."""
    distance = min(12.0, rng.expovariate(1 / 3.5))
    bearing = rng.uniform(0, 2 * math.pi)
    north = distance * math.cos(bearing) / 111.2
    east = distance * math.sin(bearing) / (111.2 * math.cos(math.radians(host.latitude)))
    return round(host.latitude + north, 4), round(host.longitude + east, 4)


def _windows(
    rng: random.Random, kind: OfferKind, minutes: int, days: list[date]
) -> tuple[Window, ...]:
    if kind == "hospitality":
        return (Window.weekly(rng.sample(range(6), 4), SIX, HALF_PAST_NINE),)
    if kind in ("cultural", "community") and rng.random() < 0.6:
        return (Window.weekly((5, 6), 10 * 60, FIVE),)
    if kind == "cultural":
        return (Window.weekly(range(6), SIX, HALF_PAST_NINE),)
    draw = rng.random()
    if draw < 0.3 and days:
        chosen = sorted(rng.sample(days, min(len(days), 2)))
        opens = rng.choice((NINE, 570, ONE, 840))
        return tuple(Window.dated(at(d, opens), at(d, opens + max(minutes, 150))) for d in chosen)
    if draw < 0.5:
        return (Window.weekly(WORKDAYS, NINE, NOON),)
    if draw < 0.7:
        return (Window.weekly(WORKDAYS, NINE, NOON), Window.weekly(WORKDAYS, ONE, FIVE))
    return (Window.weekly(WORKDAYS, NINE, FIVE),)


def legs(
    rng: random.Random,
    shape: Shape,
    stays: list[tuple[Span, tuple[str, ...]]],
    everybody: int,
    groups: int,
) -> Iterator[Leg]:
    """Some of the journeys between consecutive phases, by day, with seats for all.

    `everybody` is how many move from one phase together to the next, `groups` the most groups
    that move between two cities.
    """
    number = 0
    for (_, origins), (span, destinations) in pairwise(stays):
        one = len(origins) == len(destinations) == 1
        seats = everybody if one else groups * (shape.size[1] + 12)
        chance = min(shape.legs, MOST_LEGS / max(1, len(origins) * len(destinations)))
        for origin in origins:
            for destination in destinations:
                if origin == destination or rng.random() >= chance:
                    continue
                number += 1
                yield _leg(rng, f"J{number:04d}", origin, destination, span.starts, seats)


def _leg(
    rng: random.Random, ident: str, origin: str, destination: str, day: date, seats: int
) -> Leg:
    """A leg that leaves in the morning and is there by the evening in every pair of zones."""
    departs = datetime.combine(day, time(8, 30)) + timedelta(minutes=rng.choice((0, 30, 60, 90)))
    return Leg(
        id=ident,
        origin=origin,
        destination=destination,
        mode="air",
        departs=departs,
        arrives=departs + timedelta(hours=rng.choice((6, 7, 8))),
        seats=seats,
        cost_per_person=Money.of(rng.randint(160, 420)),
    )
