"""A small programme and plan, made by hand: two phases together, one split into two groups."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sojourn.model import (
    Counterpart,
    Country,
    EngineReport,
    Event,
    Finding,
    Group,
    Host,
    Language,
    Leg,
    Money,
    Objective,
    Offer,
    Participant,
    Phase,
    Plan,
    Programme,
    Room,
    Score,
    Session,
    StaffMember,
    StageReport,
    Stop,
    Theme,
    Window,
    localise,
)

EASTERN, CENTRAL, MOUNTAIN = "America/New_York", "America/Chicago", "America/Denver"
OFFICE_HOURS = (Window.weekly(range(5), 540, 1020),)


def moment(day: int, hour: int, minute: int = 0, zone: str = EASTERN) -> datetime:
    """A local time of April 2020 in `zone`."""
    return localise(datetime(2020, 4, day, hour, minute), zone)


def _participants() -> Iterator[Participant]:
    names = [
        ("P001", "Ana", "Exemplar", "BR", ("pt", "es"), {"cyber": 3}),
        ("P002", "Bongani", "Sample", "ZA", ("en",), {"narcotics": 2}),
        ("P003", "Chiara", "Modello", "IT", ("it", "en"), {"cyber": 1, "narcotics": 1}),
        ("P004", "Drilon", "Shembull", "XK", ("sq", "en"), {"cyber": 5}),
        ("P005", "Émile", "Modèle", "SN", ("fr",), {"narcotics": 4}),
        ("P006", "Fatima <b>", "O'Mithal & Sons", "MA", ("ar", "fr"), {}),
    ]
    for identity, given, family, country, languages, interests in names:
        yield Participant(
            identity,
            given,
            family,
            Country(country),
            tuple(Language(tag) for tag in languages),
            field="judicial",
            position="Prosecutor",
            interests=interests,
        )


def make_programme() -> Programme:
    """Six participants, two interpreters, a liaison; Washington, two cities, New York."""
    return Programme(
        id="small-2020",
        title="A Small Programme",
        edition=6,
        starts=date(2020, 4, 1),
        ends=date(2020, 4, 11),
        objectives=(
            Objective("rights", "Balance security and rights"),
            Objective("trade", "Trade"),
        ),
        themes=(Theme("cyber", "Cyber warfare"), Theme("narcotics", "Narcotics")),
        phases=(
            Phase("start", "together", "Opening", ("dc",), date(2020, 4, 1), date(2020, 4, 3)),
            Phase(
                "cities",
                "split",
                "City splits",
                ("austin", "denver"),
                date(2020, 4, 4),
                date(2020, 4, 7),
                groups=2,
                size=(2, 4),
                route=(4,),
            ),
            Phase("finish", "together", "Conference", ("ny",), date(2020, 4, 8), date(2020, 4, 10)),
        ),
        budget=Money.of(100_000),
        country_names={"XK": "Kosovo"},
        participants=(
            *_participants(),
            Participant(
                "P007", "Gone", "Away", Country("FR"), (Language("fr"),), status="withdrawn"
            ),
        ),
        hosts=(
            Host("dc", "Washington", 38.9, -77.04, EASTERN, "DC", Country("US")),
            Host("austin", "Austin", 30.27, -97.74, CENTRAL, "TX", Country("US")),
            Host("denver", "Denver", 39.74, -104.99, MOUNTAIN, "CO", Country("US")),
            Host(
                "ny", "New York", 40.71, -74.0, EASTERN, "NY", Country("US"), organisation="Center"
            ),
        ),
        offers=(
            Offer(
                "O1",
                "austin",
                "appointment",
                "County Sheriff; briefing, with <script>alert(1)</script>",
                90,
                OFFICE_HOURS,
                30.28,
                -97.73,
                organisation="County Sheriff's Office",
                themes={"cyber": 2},
                objectives=("rights",),
                status="confirmed",
                contact="Front desk",
                phone="555-0100",
            ),
            Offer(
                "O2",
                "denver",
                "site_visit",
                "Crime laboratory",
                120,
                OFFICE_HOURS,
                themes={"narcotics": 1},
                objectives=("trade",),
            ),
            Offer("O3", "denver", "cultural", "Museum", 120, OFFICE_HOURS),
        ),
        sessions=(
            Session("S1", "start", "Plenary", 90, required=True, objectives=("rights",)),
            Session("S2", "finish", "Breakout A", 60, "breakout", themes={"cyber": 1}),
            Session("S3", "finish", "Breakout B", 60, "breakout", themes={"narcotics": 1}),
        ),
        rooms=(Room("R1", "ny", "Hall A", 50, 2), Room("R2", "ny", "Hall B", 50)),
        counterparts=(Counterpart("C1", "Cara", "Counter", phase="finish"),),
        staff=(
            StaffMember("I1", "Ines Voice", "interpreter", (Language("pt"), Language("en"))),
            StaffMember("I2", "Ivo Tone", "interpreter", (Language("fr"), Language("en"))),
            StaffMember(
                "L1",
                "Lee Guide",
                "liaison",
                (Language("en"),),
                available_until=date(2020, 4, 7),
            ),
        ),
        legs=(Leg("AUS-NY", "austin", "ny", "air"),),
    )


def make_plan() -> Plan:
    """A plan of `make_programme`, with one hard and one soft finding."""
    everyone = ("P001", "P002", "P003", "P004", "P005", "P006")
    first, second = everyone[:3], everyone[3:]
    together = ("I1", "I2", "L1")
    groups = (
        Group(
            "start-all",
            "start",
            everyone,
            together,
            (Stop("dc", date(2020, 4, 1), date(2020, 4, 3)),),
        ),
        Group(
            "cities-1",
            "cities",
            first,
            ("I1",),
            (Stop("austin", date(2020, 4, 4), date(2020, 4, 7)),),
        ),
        Group(
            "cities-2",
            "cities",
            second,
            ("I2", "L1"),
            (Stop("denver", date(2020, 4, 4), date(2020, 4, 7)),),
        ),
        Group(
            "finish-all",
            "finish",
            everyone,
            together,
            (Stop("ny", date(2020, 4, 8), date(2020, 4, 10)),),
        ),
    )
    return Plan(
        "small-2020",
        groups,
        tuple(_events(first, second)),
        (
            Finding("same_country", "soft", ("P001", "P003"), None, 1, "Two from one country."),
            Finding("lunch", "hard", ("P001",), "E03", 15, "Ana Exemplar has no lunch <today>."),
        ),
        Score(1, 120.5, 130.0, {"theme_fit": 120.5}),
        EngineReport("0.1.0", 7, 0.0, (StageReport("groups", 10.0, 11.0, 0.0),)),
    )


def _events(first: tuple[str, ...], second: tuple[str, ...]) -> Iterator[Event]:
    start, one, two, finish = ("start-all",), ("cities-1",), ("cities-2",), ("finish-all",)
    yield Event(
        "E01",
        "session",
        "start",
        "dc",
        "S1",
        "Plenary",
        None,
        moment(2, 9),
        moment(2, 10, 30),
        start,
    )
    yield Event(
        "E02",
        "travel",
        "cities",
        "austin",
        None,
        "Washington to Austin",
        None,
        moment(4, 9),
        moment(4, 12, zone=CENTRAL),
        one,
    )
    yield Event(
        "E03",
        "appointment",
        "cities",
        "austin",
        "O1",
        "County Sheriff; briefing, with <script>alert(1)</script>",
        None,
        moment(6, 9, 30, CENTRAL),
        moment(6, 11, zone=CENTRAL),
        one,
        staff=("I1",),
    )
    yield Event(
        "E04",
        "meal",
        "cities",
        "austin",
        None,
        "Lunch",
        None,
        moment(6, 12, zone=CENTRAL),
        moment(6, 13, zone=CENTRAL),
        one,
    )
    yield Event(
        "E05",
        "site_visit",
        "cities",
        "denver",
        "O2",
        "Crime laboratory",
        None,
        moment(6, 10, zone=MOUNTAIN),
        moment(6, 12, zone=MOUNTAIN),
        two,
    )
    yield Event(
        "E06",
        "free",
        "cities",
        "denver",
        None,
        "Free time",
        None,
        moment(7, 13, zone=MOUNTAIN),
        moment(7, 17, zone=MOUNTAIN),
        two,
    )
    yield Event(
        "E07",
        "travel",
        "finish",
        "ny",
        "AUS-NY",
        "Austin to New York",
        None,
        moment(8, 8, zone=CENTRAL),
        moment(8, 13),
        (),
        first,
        staff=("I1",),
    )
    yield Event(
        "E08",
        "travel",
        "finish",
        "ny",
        None,
        "Denver to New York",
        None,
        moment(8, 8, zone=MOUNTAIN),
        moment(8, 14),
        (),
        second,
        staff=("I2",),
    )
    for identity, session, room, people in (
        ("E09", "S2", "R1", first),
        ("E10", "S3", "R2", second),
    ):
        yield Event(
            identity,
            "session",
            "finish",
            "ny",
            session,
            f"Breakout {room[-1]}",
            room,
            moment(9, 9),
            moment(9, 10),
            (),
            people,
        )
    yield Event(
        "E11",
        "meeting",
        "finish",
        "ny",
        "C1",
        "Ana Exemplar meets Cara Counter",
        None,
        moment(9, 14),
        moment(9, 14, 20),
        (),
        ("P001",),
        ("C1",),
        ("I1",),
    )
    yield Event(
        "E12",
        "session",
        "finish",
        "ny",
        None,
        "Farewell",
        None,
        moment(10, 9),
        moment(10, 10),
        finish,
    )
