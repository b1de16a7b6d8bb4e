"""Each hard rule that concerns offers, alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.days.invented import (
    SUNDAY,
    TUESDAY,
    event,
    facts,
    group_of,
    host,
    offer,
    participant,
    programme,
)

from sojourn.engine.days.encodings import (
    DayFacts,
    arrival_minute,
    barred,
    common_lunch,
    day_facts,
    kept_free,
    lunch_fits,
    open_hours,
    start_mask,
)
from sojourn.engine.days.presence import Busy, Diary
from sojourn.model import Country, Offer, Programme, Window
from sojourn.reference.places import TransferTable

FRIDAY = SUNDAY + timedelta(days=5)
SATURDAY = SUNDAY + timedelta(days=6)
SLOTS = 96


def starts(given: Programme, one: Offer, day: DayFacts) -> list[int]:
    """The possible starts of an offer in minutes after midnight."""
    return [int(s) * 15 for s in np.flatnonzero(start_mask(one, day, TransferTable(given), SLOTS))]


def test_ordinary_offer_is_not_barred() -> None:
    """An ordinary offer on an ordinary day is open from its first hour to its last."""
    one = offer("O1")
    given = programme(offers=(one,))
    assert barred(one, facts()) is None
    found = starts(given, one, facts())
    assert (found[0], found[-1]) == (540, 1020 - 90)


@pytest.mark.parametrize(
    ("rule", "one", "day"),
    [
        ("declined", offer("O1", status="declined"), facts()),
        ("arrival_day", offer("O1", "community"), facts(SUNDAY, moving=True, arrival=600)),
        ("arrival_day", offer("O1", "cultural"), facts(SUNDAY, moving=True)),
        ("workday", offer("O1", "school_visit"), facts(SATURDAY)),
        ("holiday", offer("O1", level="state"), facts(holiday=True)),
        ("holiday", offer("O1", "cultural"), facts(closed=True)),
        ("host_capacity", offer("O1"), facts(received=False)),
        ("capacity", offer("O1", capacity=11), facts()),
        (
            "access",
            offer("O1", step_free=False),
            facts(present=(participant(1, access=("step_free",)),)),
        ),
        (
            "refuses",
            offer("O1", refuses=(Country("FR"),)),
            facts(present=(participant(1, country=Country("FR")),)),
        ),
        (
            "clearance",
            offer("O1", clearance_days=10),
            facts(present=(participant(1, added=TUESDAY - timedelta(days=9)),)),
        ),
    ],
)
def test_rule_bars_an_offer(rule: str, one: Offer, day: DayFacts) -> None:
    """Each rule bars the offer that breaks it, and does not when it is switched off."""
    assert barred(one, day) == rule
    assert barred(one, replace(day, off=frozenset((rule,)))) is None
    assert not start_mask(one, day, TransferTable(programme(offers=(one,))), SLOTS).any()


@pytest.mark.parametrize(
    ("one", "day"),
    [
        (offer("O1", "community"), facts(SATURDAY)),
        (offer("O1", "cultural"), facts(SATURDAY)),
        (offer("O1", level="private"), facts(holiday=True)),
        (offer("O1", "hospitality", level="local"), facts(holiday=True)),
        (offer("O1", capacity=12), facts()),
        (offer("O1", step_free=None), facts(present=(participant(1, access=("step_free",)),))),
        (
            offer("O1", clearance_days=10),
            facts(present=(participant(1, added=TUESDAY - timedelta(days=10)),)),
        ),
        (offer("O1", "hospitality"), facts(SUNDAY, moving=True, arrival=900)),
    ],
)
def test_rule_lets_an_offer_pass(one: Offer, day: DayFacts) -> None:
    """What lies just inside a rule is not barred."""
    assert barred(one, day) is None


def test_evening_after_a_journey_begins_well_after_it() -> None:
    """On a move day nothing begins within an hour of the arrival."""
    one = offer("O1", "hospitality", windows=(Window.weekly(range(7), 900, 1290),))
    assert open_hours(one, facts(SUNDAY, moving=True, arrival=1000)) == ((1060, 1290),)


def test_professional_ends_with_the_working_day() -> None:
    """Professional offers end by `closes`, others by `evening_closes`, whatever their windows."""
    wide = (Window.weekly(range(7), 0, 1440),)
    assert open_hours(offer("O1", windows=wide), facts()) == ((540, 1050),)
    assert open_hours(offer("O1", "cultural", windows=wide), facts()) == ((540, 1290),)


def test_adjacent_windows_are_not_one() -> None:
    """An offer lies inside one of its windows, not across two that touch."""
    one = offer(
        "O1", windows=(Window.weekly(range(5), 540, 600), Window.weekly(range(5), 600, 660))
    )
    assert starts(programme(offers=(one,)), one, facts()) == []


def test_window_over_midnight_is_cut_at_the_evening() -> None:
    """A window from the evening before opens at midnight, one into the night ends with the day."""
    late = Window.dated(datetime(2020, 4, 6, 22, 0), datetime(2020, 4, 7, 10, 0))
    assert open_hours(offer("O1", "cultural", windows=(late,)), facts()) == ((540, 600),)


def test_placed_event_keeps_its_transfers_free() -> None:
    """Around a placed event the way to and from it is kept free."""
    one = offer("O1", latitude=30.27, longitude=-97.84)
    given = programme(offers=(one,))
    table = TransferTable(given)
    day = facts(busy=(Busy(600, 660, ("austin",)),), moving=True, arrival=0)
    way = table.minutes("O1", "austin")
    assert way > 0
    assert kept_free(one, day, table) == ((600 - way, 660 + way),)


def test_lunch_hours_are_kept_where_members_have_no_common_hour() -> None:
    """Where what is placed leaves no common lunch, offers keep out of its hours altogether."""
    table = TransferTable(programme(offers=(offer("O1"),)))
    meetings = facts(busy=(Busy(680, 900, ("austin",)),))
    assert not common_lunch(meetings, table)
    assert (690, 840) in kept_free(offer("O1"), meetings, table)
    assert common_lunch(facts(busy=(Busy(680, 780, ("austin",)),)), table)


def test_lunch_and_a_transfer() -> None:
    """Between two events there is room for the meal with the whole way before or after it."""
    assert lunch_fits(720, 800, 20, 690, 840, 60)
    assert not lunch_fits(720, 795, 20, 690, 840, 60)
    assert lunch_fits(780, 1000, 20, 690, 840, 60), "eaten until 14:00, the way after it"
    assert not lunch_fits(785, 1000, 0, 690, 840, 60)


def test_observance_of_those_who_are_there() -> None:
    """Friday prayer and the Sabbath close hours of the day, unless the keeper is away."""
    keeper = participant(0, observance=("friday_prayer", "sabbath"))
    given = programme(participants=(keeper, participant(1)), offers=(offer("O1"),))
    group = group_of(given)
    stop, diary = group.stops[0], Diary(given, (group,), ())
    friday = day_facts(given, group, stop, FRIDAY, diary, frozenset())
    assert friday.forbidden[0] == (750, 855)
    assert 1140 < friday.forbidden[1][0] < 1200, "sunset in Austin, five minutes early"
    assert max(s for s in starts(given, offer("O1"), friday) if s < 750) == 660
    saturday = day_facts(given, group, stop, SATURDAY, diary, frozenset())
    assert saturday.forbidden[0][0] == 0 and saturday.forbidden[0][1] > 1200
    away = replace(keeper, departs=datetime(2020, 4, 9, 12))
    gone = replace(given, participants=(away, participant(1)))
    assert day_facts(gone, group, stop, FRIDAY, diary, frozenset()).forbidden == ()


def test_arrival_is_the_last_journey_of_anybody() -> None:
    """The day of a move begins when the last member has arrived."""
    given = programme(participants=(participant(0),))
    group = group_of(given)
    early = event(datetime(2020, 4, 5, 9), 120, "travel")
    late = event(datetime(2020, 4, 5, 11), 180, "travel", groups=(), participants=("P000",))
    diary = Diary(given, (group,), (early, late))
    phase = given.phases[0]
    assert arrival_minute(diary, group.participants, phase, SUNDAY, given.hosts[0]) == 14 * 60
    assert arrival_minute(diary, group.participants, phase, TUESDAY, given.hosts[0]) is None


def test_public_holiday_of_the_state_is_known() -> None:
    """A holiday of the host's country and state closes the offices there."""
    easter_monday = date(2020, 4, 13)
    good_friday = date(2020, 4, 10)
    given = programme(hosts=(host(state="Connecticut", timezone="America/New_York"),))
    group = group_of(given, participants=("nobody",))
    diary = Diary(given, (group,), ())
    found = [
        day_facts(given, group, group.stops[0], day, diary, frozenset()).holiday
        for day in (good_friday, easter_monday)
    ]
    assert found == [True, False]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 61), st.integers(1, 400), st.integers(0, 1300), st.integers(0, 400))
def test_mask_is_what_the_spans_say(step: int, minutes: int, busy: int, length: int) -> None:
    """A start is possible exactly when the offer lies in an open span and touches no other."""
    one = offer("O1", "cultural", minutes=minutes)
    given_ = programme(offers=(one,))
    day = facts(busy=(Busy(busy, busy + length, ("O1",)),))
    day = replace(day, hours=replace(day.hours, step=step))
    table, slots = TransferTable(given_), -(-1440 // step)
    mask = start_mask(one, day, table, slots)
    opened, closed = open_hours(one, day), kept_free(one, day, table)
    for slot in range(slots):
        first, last = slot * step, slot * step + minutes
        inside = any(a <= first and last <= b for a, b in opened)
        free = all(first >= b or last <= a for a, b in closed)
        assert mask[slot] == (inside and free)
