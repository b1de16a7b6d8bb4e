"""An invented programme of one host: so many offers, full days and groups, from a seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from benchmarks.invention import people, places
from benchmarks.invention.calendar import Span
from benchmarks.invention.shape import Shape
from sojourn.model import (
    Day,
    Group,
    Objective,
    Offer,
    Phase,
    Programme,
    StaffMember,
    Stop,
    Theme,
    Window,
)

FRIDAY = date(2021, 4, 16)
"""The last day of every invented stay, so that Friday prayer is always one of its hours."""
HEADS = 11
"""Participants in a group."""
WORKING_DAY = Day(interpreting_minutes=300)
PHASE = "cities"
QUARTER = 15


def one_host(
    seed: int,
    offers: int,
    days: int,
    groups: int,
    themes: Sequence[Theme],
    objectives: Sequence[Objective],
) -> tuple[Programme, tuple[Group, ...]]:
    """A programme of one host and its groups; `days` are full days before a Saturday.

    Raises:
        ValueError: if there are no groups, no days, or more days than a week has workdays.

    """
    if groups < 1 or offers < 0:
        raise ValueError(f"{offers} offers and {groups} groups make no city")
    if not 1 <= days <= 5:
        raise ValueError(f"days is {days}; a stay has 1 to 5 full workdays")
    rng = random.Random(f"city {seed} {offers} {days} {groups}")
    shape = Shape(
        participants=HEADS * groups,
        groups=groups,
        offers=offers,
        phases="split",
        interpreted=0.6,
        observant=0.04,
        closed=0.0,
        zones=1,
    )
    span = Span("split", FRIDAY - timedelta(days=days), (days + 1,))
    drawn = people.division(rng, shape, tuple(themes))
    confirmed = people.with_particulars(rng, replace(shape, pins=0.0), drawn, (span,), [])
    staff = people.staff(rng, shape, drawn, (span,), [])
    host = replace(places.candidates(rng, shape, len(staff), (span,))[0], groups=groups)
    shown = places.offers(rng, shape, (host,), (span,), tuple(themes), tuple(objectives))
    stop = Stop(host.id, span.starts, span.ends)
    made = Programme(
        id=f"city-{seed}",
        title=f"Invented city {seed}",
        starts=span.starts,
        ends=span.ends + timedelta(days=1),
        objectives=tuple(objectives),
        themes=tuple(themes),
        phases=(
            Phase(
                PHASE,
                "split",
                "City splits",
                (host.id,),
                span.starts,
                span.ends,
                groups=groups,
                size=shape.size,
                day=WORKING_DAY,
            ),
        ),
        day=WORKING_DAY,
        participants=confirmed,
        hosts=(host,),
        offers=tuple(_with_hours(rng, offer) for offer in shown),
        staff=staff,
    )
    return made, _groups(made, drawn, stop)


def _with_hours(rng: random.Random, offer: Offer) -> Offer:
    """The offer open for several hours on some weekdays, for few groups and not for all sizes."""
    return replace(
        offer,
        windows=_hours(rng, offer),
        visits=rng.choice((1, 1, 1, 2, 2, 3)),
        capacity=rng.choice((HEADS, HEADS + 3, HEADS + 5, 2 * HEADS + 6, 3 * HEADS + 9, None)),
        status=rng.choices(("offered", "requested", "confirmed"), (4, 3, 4))[0],
    )


def _hours(rng: random.Random, offer: Offer) -> tuple[Window, ...]:
    """One or two windows of several hours on the grid, closed on some of the days."""
    open_on = sorted(rng.sample(range(5), rng.choice((2, 3, 4, 5))))
    if offer.kind == "hospitality" or (offer.kind == "cultural" and rng.random() < 0.6):
        opens = 18 * 60 + QUARTER * rng.randrange(3)
        return (Window.weekly(open_on, opens, opens + offer.minutes + QUARTER * rng.randrange(4)),)
    if rng.random() < 0.4:
        noon = 12 * 60 + QUARTER * rng.randrange(3)
        return (
            Window.weekly(open_on, 9 * 60 + QUARTER * rng.randrange(4), noon),
            Window.weekly(open_on, noon + 60, 16 * 60 + QUARTER * rng.randrange(6)),
        )
    opens = 9 * 60 + QUARTER * rng.randrange(20)
    length = max(offer.minutes + QUARTER, 150 + QUARTER * rng.randrange(12))
    return (Window.weekly(open_on, opens, min(opens + length, 18 * 60)),)


def _groups(programme: Programme, drawn: people.Division, stop: Stop) -> tuple[Group, ...]:
    """The groups of the division, each with the interpreters or the liaison that it needs."""
    free = list(programme.staff)
    groups = []
    for number, (members, languages) in enumerate(
        zip(drawn.members, drawn.languages, strict=True), 1
    ):
        taken: list[StaffMember] = []
        for tongue in languages:
            taken += _team(free, tongue)
        taken += [] if taken else [next(one for one in free if one.role == "liaison")]
        free = [one for one in free if one not in taken]
        groups.append(
            Group(
                id=f"{PHASE}-{number}",
                phase=PHASE,
                participants=tuple(sorted(person.id for person in members)),
                staff=tuple(one.id for one in taken),
                stops=(stop,),
            )
        )
    return tuple(groups)


def _team(free: Sequence[StaffMember], tongue: str) -> list[StaffMember]:
    """One consecutive interpreter of a language or two simultaneous ones, taken from `free`."""
    known = [
        one
        for one in free
        if one.role == "interpreter" and any(lang.primary == tongue for lang in one.languages[:1])
    ]
    pair = [one for one in known if one.mode == "simultaneous"][:2]
    return pair if len(pair) == 2 else [one for one in known if one.mode == "consecutive"][:1]
