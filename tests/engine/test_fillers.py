"""Meals and free half-days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from tests.engine.days.invented import SUNDAY, group_of, offer, participant, programme, split

from sojourn.engine.fillers import fillers
from sojourn.model import (
    Event,
    MeetingRules,
    Phase,
    Programme,
    Session,
    StaffMember,
    Window,
    localise,
)

PEOPLE = tuple(participant(i) for i in range(4))
LIAISON = StaffMember("L1", "Lou Example", "liaison", ())
MONDAY = datetime(2020, 4, 6)


def event(hour: float, minutes: int, kind: str = "appointment", **changes: object) -> Event:
    """An event of the first group on Monday."""
    begins = MONDAY + timedelta(hours=hour)
    given: dict[str, object] = {
        "id": "",
        "kind": kind,
        "phase": "cities",
        "host": "austin",
        "ref": None,
        "title": "Something",
        "room": None,
        "starts": localise(begins, "America/Chicago"),
        "ends": localise(begins + timedelta(minutes=minutes), "America/Chicago"),
        "groups": ("cities-1",),
    }
    return Event(**{**given, **changes})  # type: ignore[arg-type]


def lunches(given: Programme, *events: Event, staff: tuple[str, ...] = ()) -> list[Event]:
    """The meals of the first group."""
    found = fillers(given, (group_of(given, staff=staff),), events)
    return [e for e in found if e.kind == "meal"]


def hours(events: list[Event]) -> list[str]:
    """From when to when."""
    return [f"{e.starts:%H:%M}-{e.ends:%H:%M}" for e in events]


def test_group_lunches_together_in_the_middle() -> None:
    """One meal for the whole group, as near to the middle of the lunch hours as possible."""
    given = programme(participants=PEOPLE)
    meals = lunches(given, event(9, 60), event(15, 60))
    assert hours(meals) == ["12:15-13:15"]
    assert meals[0].groups == ("cities-1",) and meals[0].participants == ()


def test_no_meal_without_something_professional() -> None:
    """Days with culture alone, and the move day, have no meal of the programme."""
    given = programme(participants=PEOPLE)
    assert lunches(given, event(10, 60, "cultural")) == []
    assert lunches(given, event(10 - 24, 60)) == []


def test_meal_leaves_the_transfer_whole() -> None:
    """The way between two places lies wholly before or wholly after the meal."""
    offers = (
        offer("A", latitude=30.27, longitude=-97.74),
        offer("B", latitude=30.27, longitude=-97.94),
    )
    given = programme(participants=PEOPLE, offers=offers)
    meals = lunches(given, event(11, 60, ref="A"), event(14.5, 60, ref="B"))
    assert len(meals) == 1
    begins, ends = (m.hour * 60 + m.minute for m in (meals[0].starts, meals[0].ends))
    assert begins - 720 >= 65 or 870 - ends >= 65
    tight = lunches(given, event(11, 60, ref="A"), event(14, 60, ref="B"))
    assert tight == []


def test_members_apart_eat_apart() -> None:
    """Without a common hour each set of people has its meal, and everybody has one."""
    given = programme(participants=PEOPLE, staff=(LIAISON,))
    ids = tuple(p.id for p in PEOPLE)
    first = event(11.5, 75, "meeting", groups=(), participants=ids[:2])
    second = event(12.75, 75, "meeting", groups=(), participants=ids[2:])
    meals = lunches(given, event(9, 60), first, second, staff=("L1",))
    assert sorted(p for m in meals for p in (*m.participants, *m.staff)) == ["L1", *ids]
    assert all(m.groups == () for m in meals) and len(meals) == 2
    for meal in meals:
        for other in (first, second):
            if set(meal.participants) & set(other.participants):
                assert meal.ends <= other.starts or meal.starts >= other.ends


def test_nobody_eats_before_arriving() -> None:
    """A meal that names people names only those who are there, and staff who work that day."""
    late = replace(PEOPLE[0], arrives=MONDAY + timedelta(hours=13.5))
    away = replace(LIAISON, available_from=date(2020, 4, 8))
    given = programme(participants=(late, *PEOPLE[1:]), staff=(away,))
    first = event(11.5, 75, "meeting", groups=(), participants=("P001",))
    second = event(12.75, 75, "meeting", groups=(), participants=("P002", "P003"))
    meals = lunches(given, event(9, 60), first, second, staff=("L1",))
    named = {p for m in meals for p in (*m.participants, *m.staff)}
    assert named == {"P001", "P002", "P003"}


def test_free_half_days_of_long_stops() -> None:
    """Mornings and afternoons without anything are told as free, in stops of four days on."""
    given = programme(participants=PEOPLE, phases=(split(4),))
    found = fillers(given, (group_of(given),), (event(10, 60), event(18, 60, "hospitality")))
    free = [f"{e.starts:%a} {e.title}" for e in found if e.kind == "free"]
    assert free[0] == "Mon Free afternoon"
    assert free[1:] == [f"{d} Free {h}" for d in ("Tue", "Wed") for h in ("morning", "afternoon")]
    short = programme(participants=PEOPLE, phases=(split(3),))
    assert fillers(short, (group_of(short),), ()) == ()


def test_together_phase_has_meals_and_no_free_time() -> None:
    """When all are together they lunch together, and no half-days are marked."""
    days = split(5)
    phase = Phase(
        "cities",
        "together",
        "All",
        days.hosts,
        SUNDAY,
        days.ends,
        meetings=MeetingRules(20, 1, 2, (Window.weekly(range(5), 540, 1020),)),
    )
    given = programme(
        participants=PEOPLE,
        phases=(phase,),
        sessions=(Session("W1", "cities", "Opening", 90),),
    )
    opening = event(9, 90, "session", ref="W1", groups=("cities-all",))
    found = fillers(given, (group_of(given),), (opening,))
    assert [(e.kind, e.groups) for e in found] == [("meal", ("cities-all",))]
