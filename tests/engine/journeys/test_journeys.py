"""Journeys between stops: who, how and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.groups.invented_groups import CITIES, programme
from tests.engine.staff.staffed import planned

from sojourn.engine.journeys import Timetable, feasible, journeys, moves
from sojourn.model import (
    Event,
    Group,
    Leg,
    Offer,
    OfferPin,
    Programme,
    Room,
    Session,
    Stop,
    TransferTime,
)
from sojourn.reference.journeys import estimate_leg


def travels(made: Programme) -> list[Event]:
    """The journeys of a planned programme."""
    return [event for event in planned(made, iterations=2).events if event.kind == "travel"]


def test_into_a_split_phase_groups_travel_and_out_of_it_people_from_each_host() -> None:
    """A group goes to its city as a group; to all together go the people of a city by name."""
    made = programme(1, people=12, groups=3, hosts=4, extras=False)
    plan = planned(made)
    into = [e for e in plan.events if e.phase == "cities"]
    out = [e for e in plan.events if e.phase == "closing"]
    assert sorted(e.groups for e in into) == [("cities-1",), ("cities-2",), ("cities-3",)]
    assert all(e.groups == () for e in out)
    by_people = {e.participants: e.staff for e in out}
    for group in plan.groups:
        if group.phase == "cities":
            assert by_people[group.participants] == group.staff


def test_a_group_travels_between_its_stops() -> None:
    """Two stops of a group are joined by one journey on the second's move day."""
    made = programme(1, people=8, groups=2, hosts=5, route=(3, 4), extras=False)
    between = [e for e in travels(made) if e.starts.date() == date(2020, 4, 8)]
    assert sorted(e.groups for e in between) == [("cities-1",), ("cities-2",)]


def test_who_stays_at_a_host_does_not_travel() -> None:
    """No journey leads from a host to itself."""
    made = programme(1, people=6, groups=1, hosts=1, extras=False)
    split = replace(made.phases[1], hosts=("washington",))
    made = replace(made, phases=(made.phases[0], split, made.phases[2]))
    assert [e.host for e in travels(made)] == ["tampa"]


def test_who_has_left_is_not_named() -> None:
    """People who leave before the journey out of their city are not on it."""
    made = programme(1, people=8, groups=2, hosts=3, extras=False)
    gone = replace(made.participants[3], departs=datetime(2020, 4, 8, 12))
    people = (*made.participants[:3], gone, *made.participants[4:])
    out = [e for e in travels(replace(made, participants=people)) if e.phase == "closing"]
    assert sorted(p for e in out for p in e.participants) == sorted(
        p.id for p in made.participants if p.id != gone.id
    )


def test_a_given_leg_with_seats_is_taken_and_one_without_is_not() -> None:
    """Of two legs the one with seats for all is the journey; with none it is estimated."""
    made = programme(1, people=6, groups=1, hosts=1, extras=False)
    small = Leg("J1", "austin", "tampa", "air", time(10), time(14), seats=3)
    large = Leg("J2", "austin", "tampa", "rail", time(11), time(15), seats=30)
    event = next(e for e in travels(replace(made, legs=(small, large))) if e.phase == "closing")
    assert (event.ref, event.title) == ("J2", "Train from Austin to Tampa")
    assert event.starts.isoformat() == "2020-04-10T11:00:00-05:00"
    assert event.ends.isoformat() == "2020-04-10T15:00:00-04:00"
    event = next(e for e in travels(replace(made, legs=(small,))) if e.phase == "closing")
    assert event.ref is None


def test_seats_are_shared_by_all_on_a_leg() -> None:
    """Two groups on one leg need the seats of both."""
    made = programme(1, people=8, groups=2, hosts=1, extras=False, size=(4, 4))
    hosts = tuple(replace(h, groups=2) for h in made.hosts)
    leg = Leg("J1", "washington", "austin", "air", time(10), time(14), seats=10)
    events = travels(replace(made, hosts=hosts, legs=(leg,)))
    assert sorted(str(e.ref) for e in events if e.phase == "cities") == ["J1", "None"]


@pytest.mark.parametrize(
    ("leg", "taken"),
    [
        (Leg("J", "austin", "tampa", "air", time(10), time(14), weekdays=(4,)), True),
        (Leg("J", "austin", "tampa", "air", time(10), time(14), weekdays=(5,)), False),
        (Leg("J", "austin", "tampa", "air", time(17), time(21)), False),
        (Leg("J", "austin", "tampa", "air", time(22), time(6)), False),
        (Leg("J", "austin", "tampa", "road", minutes=300), True),
        (Leg("J", "austin", "tampa", "air", datetime(2020, 4, 10, 9), minutes=200), True),
        (Leg("J", "austin", "tampa", "air", datetime(2020, 4, 11, 9), minutes=200), False),
        (Leg("J", "tampa", "austin", "air", time(10), time(14)), False),
    ],
)
def test_legs_are_taken_when_they_run_and_arrive(leg: Leg, taken: bool) -> None:
    """A leg is taken on its days, in its direction, when it arrives by 20:00 of the day."""
    made = programme(1, people=6, groups=1, hosts=1, extras=False)
    event = next(e for e in travels(replace(made, legs=(leg,))) if e.phase == "closing")
    assert (event.ref == "J") == taken
    assert event.ends.date() == date(2020, 4, 10) and event.ends.hour < 20


@settings(deadline=None, max_examples=60)
@given(
    st.integers(0, len(CITIES) - 1),
    st.integers(0, len(CITIES) - 1),
    st.dates(date(2020, 1, 1), date(2020, 12, 31)),
)
def test_estimated_journeys_last_as_long_as_estimated(a: int, b: int, day: date) -> None:
    """Ends bear their own zones, the time between them is the estimate's, on any day."""
    made = programme(1, people=4, groups=1, hosts=8, extras=False)
    origin, destination = made.hosts[a], made.hosts[b]
    if origin.id == destination.id:
        return
    chosen = Timetable(made).choose(origin.id, destination.id, day, {})
    minutes = (chosen.ends - chosen.starts).total_seconds() / 60
    assert minutes == estimate_leg(origin, destination).minutes
    assert str(chosen.starts.tzinfo) == origin.timezone
    assert str(chosen.ends.tzinfo) == destination.timezone
    assert chosen.starts.date() == day == chosen.ends.date()
    assert chosen.ends.time() <= time(20)
    assert chosen.hardship.broken == 0


@pytest.mark.parametrize("required", [True, False])
def test_who_is_awaited_on_the_evening_leaves_in_time(required: bool) -> None:
    """A reception for everyone at 15:00 of the day of arrival is reached, a way of 30 included."""
    made = programme(1, people=6, groups=1, hosts=1, extras=False)
    phase = made.phases[2]
    starts = datetime.combine(phase.starts, time(15))
    hall = Room("hall", "tampa", "Hall", 50)
    welcome = Session(
        "S1", phase.id, "Welcome", 60, "reception", starts, room="hall", required=required
    )
    late = Leg("J1", "austin", "tampa", "air", time(11), time(14, 45))
    made = replace(
        made,
        rooms=(hall,),
        sessions=(welcome,),
        transfers=(TransferTime("tampa", "hall", 30),),
        legs=(late,),
    )
    event = next(e for e in travels(made) if e.phase == "closing")
    assert (event.ref is None) == required == (event.ends.time() <= time(14, 30))


def test_a_group_is_in_time_for_an_offer_pinned_to_its_first_evening() -> None:
    """A dinner that is pinned to 16:00 of the move day makes the group leave earlier."""
    made = programme(1, people=6, groups=1, hosts=1, extras=False)
    pin = OfferPin("cities-1", datetime.combine(made.phases[1].starts, time(16)))
    dinner = Offer("O1", "austin", "hospitality", "Dinner", 60, (), pin=pin)
    late = Leg("J1", "washington", "austin", "air", time(15), time(17))
    made = replace(made, offers=(dinner,), legs=(late,))
    event = next(e for e in travels(made) if e.phase == "cities")
    assert event.ref is None and event.ends.time() <= time(16)


def test_observances_of_travellers_are_kept() -> None:
    """Who keeps Sunday service travels before or after it, by the hours of both ends."""
    made = programme(1, people=6, groups=1, hosts=1, extras=False)
    people = tuple(replace(p, observance=("sunday_service",)) for p in made.participants)
    event = next(e for e in travels(replace(made, participants=people)) if e.phase == "cities")
    assert event.starts.date() == date(2020, 4, 5)
    assert event.starts.hour >= 13 or event.ends.hour < 9


def test_a_saturday_in_spring_is_no_day_of_travel_for_the_sabbath() -> None:
    """No journey on a Saturday avoids the Sabbath and arrives by 20:00; on a Monday one does."""
    made = programme(1, people=6, groups=1, hosts=1, extras=False)
    sabbath = frozenset({"sabbath"})
    assert not feasible(made, "washington", "austin", date(2020, 4, 4), sabbath)
    assert feasible(made, "washington", "austin", date(2020, 4, 6), sabbath)
    assert feasible(made, "washington", "austin", date(2020, 4, 4), frozenset())


def test_difficulty_is_what_the_choice_finds() -> None:
    """The difficulty of a journey agrees with the hardship of the journey that is chosen."""
    made = programme(1, people=4, groups=1, hosts=6, extras=False)
    timetable = Timetable(made)
    kinds: tuple[tuple[str, ...], ...] = ((), ("sabbath",), ("friday_prayer", "sabbath"))
    for day in (date(2020, 4, 3) + timedelta(n) for n in range(3)):
        for origin in made.hosts:
            for destination in made.hosts:
                for kept in (*kinds, ("sunday_service",)):
                    if origin.id == destination.id:
                        continue
                    chosen = timetable.choose(
                        origin.id, destination.id, day, dict.fromkeys(kept, 1)
                    ).hardship
                    level = 2 if chosen.broken else 1 if chosen.doubtful else 0
                    found = timetable.difficulty(origin.id, destination.id, day, frozenset(kept))
                    assert found == level


def test_split_phases_one_after_another() -> None:
    """From one split phase to the next each host sends its people to each new group by name."""
    made = programme(1, people=4, groups=2, hosts=3, extras=False)
    first = made.phases[1]
    day = first.ends + timedelta(1)
    more = replace(first, id="more", starts=day, ends=day + timedelta(4))
    made = replace(made, phases=(first, more))
    one, two, three = first.hosts
    groups = (
        Group("cities-1", "cities", ("P000", "P001"), ("L00",), (Stop(one, day, day),)),
        Group("cities-2", "cities", ("P002", "P003"), ("L01",), (Stop(two, day, day),)),
        Group("more-1", "more", ("P000", "P002"), ("L01",), (Stop(one, day, more.ends),)),
        Group("more-2", "more", ("P001", "P003"), ("L00",), (Stop(three, day, more.ends),)),
    )
    found = {(m.origin, m.group): (m.participants, m.staff) for m in moves(made, groups)}
    assert found == {
        (two, "more-1"): (("P002",), ("L01",)),
        (one, "more-2"): (("P001",), ("L00",)),
        (two, "more-2"): (("P003",), ()),
    }
    assert len(journeys(made, groups)) == 3
