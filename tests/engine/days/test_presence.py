"""Who is where already."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from tests.engine.days.invented import SUNDAY, event, group_of, offer, participant, programme

from sojourn.engine.days.presence import (
    Busy,
    Diary,
    all_day,
    merged,
    minute_on,
    on_day,
    place_of,
    working,
)
from sojourn.model import Room, StaffMember, localise

MONDAY = SUNDAY + timedelta(days=1)
ZONE = "America/Chicago"
PEOPLE = (participant(0), participant(1))
GIVEN = programme(
    participants=PEOPLE,
    offers=(offer("O1"),),
    rooms=(Room("R1", "austin", "Hall", 100),),
)


def test_place_of_an_event() -> None:
    """An offer is its own place, a session its room's or the host's, a meal has none."""
    base = event(datetime(2020, 4, 6, 9), 60)
    assert place_of(GIVEN, replace(base, kind="appointment", ref="O1")) == "O1"
    assert place_of(GIVEN, replace(base, room="R1")) == "R1"
    assert place_of(GIVEN, base) == "austin"
    assert place_of(GIVEN, replace(base, kind="travel", ref="O1")) == "austin"
    assert place_of(GIVEN, replace(base, kind="meal")) is None


def test_minutes_are_local_to_the_zone() -> None:
    """Minutes after midnight are those of the host's zone, also across midnight."""
    moment = localise(datetime(2020, 4, 6, 1), "America/New_York")
    assert minute_on(moment, MONDAY, ZONE) == 0
    assert minute_on(moment, SUNDAY, ZONE) == 1440
    assert minute_on(moment, MONDAY + timedelta(1), ZONE) == -1440


def test_busy_is_the_union_over_all_members() -> None:
    """What any member does is busy time of the group; fillers are not; spans end where they end."""
    group = group_of(GIVEN)
    own = event(datetime(2020, 4, 6, 9), 60)
    named = event(datetime(2020, 4, 6, 9, 30), 60, groups=(), participants=("P001",), room="R1")
    meal = event(datetime(2020, 4, 6, 12), 60, "meal")
    later = event(datetime(2020, 4, 6, 10, 30), 30)
    diary = Diary(GIVEN, (group,), (own, named, meal, later))
    assert diary.busy(group.participants, MONDAY, ZONE) == (
        Busy(540, 630, ("R1", "austin")),
        Busy(630, 660, ("austin",)),
    )
    assert diary.busy(("P000",), MONDAY, ZONE)[0] == Busy(540, 600, ("austin",))
    assert [e.starts.hour for e in diary.on(("P001",), MONDAY, ZONE)] == [9, 9, 10]
    assert diary.on(("P001",), SUNDAY, ZONE) == ()


def test_merged_keeps_spans_that_touch_apart() -> None:
    """Spans that only touch stay two, for the way between their places."""
    assert merged([(60, 90, ("a",)), (0, 60, ("b",))]) == (
        Busy(0, 60, ("b",)),
        Busy(60, 90, ("a",)),
    )


def test_presence_by_day() -> None:
    """Who arrives at noon is there on that day, and not all of it."""
    late = participant(0, arrives=datetime(2020, 4, 6, 12), departs=datetime(2020, 4, 8, 0))
    assert [on_day(late, MONDAY + timedelta(n)) for n in range(-1, 3)] == [False, True, True, False]
    assert not all_day(late, MONDAY, 540, 1290)
    assert all_day(late, MONDAY + timedelta(1), 540, 1290)


def test_staff_who_work_on_a_day() -> None:
    """Only staff within their dates work; unknown ids are passed over."""
    away = StaffMember("S1", "Sam", "liaison", (), available_until=date(2020, 4, 5))
    given = programme(participants=PEOPLE, staff=(away, StaffMember("S2", "Kit", "liaison", ())))
    group = group_of(given, staff=("S1", "S2", "S9"))
    assert [m.id for m in working(given, group, MONDAY)] == ["S2"]


def test_diary_with_one_event_more_is_the_diary_of_all() -> None:
    """Adding an event gives what a new diary would say, and leaves the old one as it was."""
    group = group_of(GIVEN)
    own = event(datetime(2020, 4, 6, 9), 60)
    named = event(datetime(2020, 4, 6, 11), 30, groups=(), participants=(PEOPLE[1].id,))
    people = (*group.participants, *group.staff)
    before = Diary(GIVEN, (group,), (own,))
    assert before.busy(people, MONDAY, ZONE) == (Busy(540, 600, ("austin",)),)
    after, whole = before.with_event(named), Diary(GIVEN, (group,), (own, named))
    assert after.shared(people) == whole.shared(people)
    assert after.busy(people, MONDAY, ZONE) == whole.busy(people, MONDAY, ZONE)
    assert after.of(PEOPLE[0].id) == (own,)
    assert before.shared(people) == (own,)
