"""Small random programmes that touch every rule of a day in a city."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from tests.engine.days.invented import OBJECTIVES, THEMES, city_offers, host, participant

from sojourn.engine import meetings, sessions, staff
from sojourn.engine.days import solve
from sojourn.engine.fillers import fillers
from sojourn.engine.journeys import journeys
from sojourn.engine.run import StageRun
from sojourn.model import (
    Counterpart,
    Country,
    Day,
    Event,
    Group,
    Host,
    Language,
    Lunch,
    MeetingRules,
    Objective,
    Offer,
    OfferPin,
    Participant,
    Phase,
    Programme,
    Session,
    StaffMember,
    Stop,
    Theme,
    TransferTime,
    Window,
)

STARTS = (date(2020, 4, 5), date(2020, 3, 4), date(2020, 5, 21), date(2020, 6, 28))
"""Weeks with Good Friday, a change of clocks, Memorial Day, Independence Day."""
ZONES = (
    ("America/Chicago", 41.9, -87.6, "IL"),
    ("America/New_York", 41.8, -72.7, "CT"),
    ("America/Los_Angeles", 36.2, -115.1, "NV"),
    ("America/Phoenix", 33.4, -112.1, "AZ"),
    ("America/Anchorage", 64.8, -147.7, "AK"),
    ("Pacific/Honolulu", 21.3, -157.9, "HI"),
)


def random_programme(seed: int) -> tuple[Programme, tuple[Group, ...]]:
    """A phase together and a split phase, with groups that stay at one or two hosts."""
    random = Random(seed)
    begin = random.choice(STARTS)
    hosts = _hosts(random, begin)
    people = tuple(_participant(random, i, begin) for i in range(random.choice((3, 6, 10))))
    number = random.choice((1, 2, 2, 3))
    route = random.choice(((6,), (7,), (4, 3), (1,), (2, 4)))
    day = Day(
        opens=random.choice((420, 540, 540, 600)),
        closes=random.choice((780, 1050, 1050, 1200)),
        evening_closes=random.choice((1200, 1290, 1440)),
        workdays=random.choice((frozenset(range(5)), frozenset(range(6)), frozenset((6, 0, 1)))),
        lunch=random.choice((Lunch(), Lunch(), Lunch(660, 780, 45), Lunch(720, 780, 60))),
        step=random.choice((5, 15, 15, 30, 60)),
        at_most=random.choice((0, 1, 3, 4, 8)),
        free_half_days=random.choice((0, 1, 2)),
        interpreting_minutes=random.choice((180, 360)),
    )
    met = begin + timedelta(days=3)
    together = Phase(
        "all",
        "together",
        "All",
        (hosts[0].id,),
        begin,
        met,
        day=day,
        meetings=MeetingRules(
            20,
            1,
            3,
            (Window.dated(datetime.combine(met, time(10)), datetime.combine(met, time(15))),),
        )
        if random.random() < 0.5
        else None,
    )
    first = met + timedelta(days=1)
    cities = Phase(
        "cities",
        "split",
        "Cities",
        tuple(h.id for h in hosts),
        first,
        first + timedelta(days=sum(route) - 1),
        groups=number,
        route=route,
        day=day,
    )
    crew = tuple(_staff(random, i, begin) for i in range(number * 2))
    groups = _groups(random, cities, people, crew, hosts)
    given = Programme(
        "random",
        "Random",
        begin,
        cities.ends + timedelta(days=1),
        objectives=tuple(Objective(o, o, random.choice((1, 1, 2))) for o in OBJECTIVES[:4]),
        themes=tuple(Theme(t, t) for t in THEMES),
        phases=(together, cities),
        day=day,
        participants=people,
        hosts=hosts,
        offers=tuple(
            _varied(random, o, groups, begin)
            for h in hosts
            for o in city_offers(random, h.id, random.choice((0, 5, 15, 30)), h)
        ),
        sessions=_sessions(random, together),
        counterparts=tuple(
            Counterpart(f"C{i}", "Kim", f"Example{i}", phase="all") for i in range(3)
        ),
        staff=crew,
    )
    rows = tuple(
        TransferTime(random.choice(given.offers).id, random.choice(given.offers).id, 75)
        for _ in range(6 if given.offers else 0)
    )
    return replace(given, transfers=rows), groups


def all_events(
    given: Programme, groups: tuple[Group, ...]
) -> tuple[tuple[Group, ...], list[Event]]:
    """Groups of all phases and the events of all stages, this one with 30 steps of search."""
    phase = given.phases[0]
    everyone = staff.together_group(given, phase)
    groups = (everyone, *groups)
    placed = list(journeys(given, groups))
    held = sessions.solve(given, phase, everyone, StageRun("sessions", 1, 5))
    placed += held.events
    if phase.meetings is not None:
        run = StageRun("meetings", 1, 5)
        placed += meetings.solve(given, phase, everyone, held.events, run).events
    placed += solve(given, groups, tuple(placed), StageRun("days", 1, 30)).events
    placed += fillers(given, groups, tuple(placed))
    return groups, placed


def _hosts(random: Random, begin: date) -> tuple[Host, ...]:
    found = []
    for i in range(random.choice((1, 2, 3))):
        zone, latitude, longitude, state = random.choice(ZONES)
        closed = (begin + timedelta(days=random.randrange(12)),) if random.random() < 0.4 else ()
        found.append(
            host(
                f"city{i}",
                timezone=zone,
                latitude=latitude,
                longitude=longitude + 0.3 * i,
                state=state,
                closed=closed,
                groups=3,
            )
        )
    return tuple(found)


def _participant(random: Random, number: int, begin: date) -> Participant:
    arrives = datetime.combine(begin + timedelta(days=random.randrange(9)), time(13, 20))
    departs = datetime.combine(begin + timedelta(days=random.randrange(5, 11)), time(15, 10))
    observances = random.choice(((), (), (), ("friday_prayer",), ("sabbath",), ("sunday_service",)))
    return participant(
        number,
        languages=tuple(
            Language(x) for x in random.choice((("en",), ("en",), ("fr",), ("es", "fr")))
        ),
        observance=observances,
        access=("step_free",) if random.random() < 0.2 else (),
        added=begin - timedelta(days=random.randrange(20)) if random.random() < 0.3 else None,
        arrives=arrives if random.random() < 0.15 else None,
        departs=departs if random.random() < 0.15 else None,
    )


def _staff(random: Random, number: int, begin: date) -> StaffMember:
    role = random.choice(("interpreter", "liaison"))
    until = begin + timedelta(days=7) if random.random() < 0.2 else None
    return StaffMember(
        f"S{number}",
        f"Sam {number}",
        role,  # type: ignore[arg-type]
        (Language(random.choice(("fr", "es"))),),
        available_until=until,
    )


def _groups(
    random: Random,
    phase: Phase,
    people: tuple[Participant, ...],
    crew: tuple[StaffMember, ...],
    hosts: tuple[Host, ...],
) -> tuple[Group, ...]:
    made = []
    for g, group_id in enumerate(phase.group_ids):
        stops = tuple(
            Stop(hosts[(g + s) % len(hosts)].id, first, last)
            for s, (first, last) in enumerate(phase.stop_spans)
        )
        made.append(
            Group(
                group_id,
                phase.id,
                tuple(p.id for p in people[g :: phase.groups]),
                tuple(m.id for m in crew[g :: phase.groups]),
                stops,
            )
        )
    return tuple(made)


def _varied(random: Random, one: Offer, groups: tuple[Group, ...], begin: date) -> Offer:
    """The offer with some of the things that may be said of it."""
    if random.random() < 0.1:
        one = replace(one, refuses=(Country("FR"), Country("PL")))
    if random.random() < 0.15:
        one = replace(one, clearance_days=random.choice((3, 10)))
    if random.random() < 0.15:
        one = replace(one, step_free=False)
    if random.random() < 0.1:
        one = replace(one, status="declined")
    if random.random() < 0.1:
        one = replace(one, latitude=None, longitude=None)
    if random.random() < 0.1:
        days = Window.days(begin, begin + timedelta(days=30))
        late = Window.dated(
            datetime.combine(begin + timedelta(days=5), time(20)),
            datetime.combine(begin + timedelta(days=6), time(11)),
        )
        one = replace(one, windows=(random.choice((days, late)),))
    if random.random() < 0.03:
        group = random.choice(groups)
        stop = random.choice(group.stops)
        if stop.host == one.host and stop.ends > stop.starts:
            wide = Window.days(begin, begin + timedelta(days=30))
            pin = OfferPin(group.id, datetime.combine(stop.ends, time(15)))
            one = replace(one, kind="cultural", windows=(wide,), pin=pin)
    return one


def _sessions(random: Random, phase: Phase) -> tuple[Session, ...]:
    made = []
    for i in range(random.choice((0, 2, 5))):
        day = phase.starts + timedelta(days=1 + i % 3)
        begins = datetime.combine(day, time(random.choice((9, 10, 14, 16))))
        made.append(
            Session(
                f"W{i}",
                "all",
                f"Session {i}",
                random.choice((60, 75, 90)),
                kind=random.choice(("plenary", "workshop", "breakout", "reception")),
                starts=begins if random.random() < 0.3 else None,
                required=random.random() < 0.5,
                themes={random.choice(THEMES): 1.0},
                objectives=(random.choice(OBJECTIVES),),
            )
        )
    return tuple(made)
