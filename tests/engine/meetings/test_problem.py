from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.sessions.conferences import FIRST, conference, everyone

from sojourn.engine.meetings.hours import Hours
from sojourn.engine.meetings.problem import MeetingProblem, meeting_problem, worth_of_meetings
from sojourn.engine.sessions.conference import Conference
from sojourn.model import Event, MeetingRules, Programme, Window
from sojourn.rules.worth import meeting_points


def of(programme: Programme) -> tuple[Conference, MeetingRules]:
    """The conference of the programme's phase and its rules for meetings."""
    phase = programme.phases[0]
    here = Conference.of(programme, phase, everyone(programme))
    assert here is not None and phase.meetings is not None
    return here, phase.meetings


def problem(programme: Programme) -> MeetingProblem:
    """The problem without any placed event."""
    here, rules = of(programme)
    return meeting_problem(here, rules, ())


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_worth_is_that_of_the_rules(seed: int) -> None:
    """Every pair is worth what `meeting_points` says."""
    programme = conference(seed, people=8, counterparts=8)
    points = meeting_points(programme)
    worth = worth_of_meetings(programme, programme.participants, programme.counterparts)
    for i, person in enumerate(programme.participants):
        for j, counterpart in enumerate(programme.counterparts):
            assert worth[i, j] == pytest.approx(points(person, counterpart))


def test_slots_follow_each_other_from_the_start_of_a_window() -> None:
    """Slots of 20 minutes start at 13:30, 13:50 …, inside the window and the working day."""
    programme = conference(1)
    here, _ = of(programme)
    day = FIRST + timedelta(days=3)
    rules = MeetingRules(20, 1, 3, (Window(day, day, frozenset(range(7)), 810, 1085),))
    slots = Hours(here, rules, ()).slots
    assert slots[0] == (3 * 1440 + 810, 3 * 1440 + 830)
    assert slots[-1] == (3 * 1440 + 1030, 3 * 1440 + 1050)
    assert all(b[0] - a[0] == 20 for a, b in itertools.pairwise(slots))


def test_no_slots_on_the_move_day_or_at_weekends() -> None:
    """A window on every day gives slots on workdays after the move day."""
    programme = conference(1, days=8)
    here, _ = of(programme)
    rules = MeetingRules(30, 1, 3, (Window.weekly(range(7), 900, 960),))
    days = {here.date_of(first).weekday() for first, _ in Hours(here, rules, ()).slots}
    assert days == {0, 1, 2, 3, 4}


def test_overlapping_windows_give_disjoint_slots() -> None:
    """Slots of windows that overlap do not."""
    programme = conference(1)
    here, _ = of(programme)
    windows = (Window.weekly(range(5), 840, 930), Window.weekly(range(5), 850, 960))
    slots = Hours(here, MeetingRules(20, 1, 3, windows), ()).slots
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(slots))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_people_are_free_only_while_they_are_there(seed: int) -> None:
    """A participant is free in no slot outside their stay or in what their faith keeps."""
    programme = conference(seed, days=6)
    here, _ = of(programme)
    found = problem(programme)
    for i, person in enumerate(found.people):
        for k, slot in enumerate(found.slots):
            assert not found.free[i, k] or here.free_for(person, slot)


def test_counterparts_keep_their_windows() -> None:
    """A counterpart is open inside their windows only."""
    programme = conference(2)
    window = Window.weekly(range(5), 900, 960)
    counterparts = tuple(replace(c, windows=(window,)) for c in programme.counterparts)
    found = problem(replace(programme, counterparts=counterparts))
    for k, (first, last) in enumerate(found.slots):
        if first % 1440 < 900 or last % 1440 > 960:
            assert not found.open[:, k].any()


def test_at_least_is_never_over_at_most() -> None:
    """A minimum above the maximum is cut to it."""
    programme = conference(2)
    phase = programme.phases[0]
    assert phase.meetings is not None
    rules = replace(phase.meetings, at_least=5, at_most=3)
    cut = problem(replace(programme, phases=(replace(phase, meetings=rules),)))
    assert (cut.at_least == 3).all()


def test_the_way_to_the_first_meeting_does_not_take_lunch() -> None:
    """After a session far away until 12:40, a meeting at 14:00 would cut lunch short; 14:20 not."""
    programme = conference(1, people=1, sessions=0, far=True)
    person = replace(programme.participants[0], observance=(), arrives=None, departs=None)
    programme = replace(programme, participants=(person,))
    here, _ = of(programme)
    day = 3 * 1440
    way = here.gap("R5", "york")
    assert way == 30
    event = Event(
        id="",
        kind="session",
        phase="forum",
        host="york",
        ref=None,
        title="Far away",
        room="R5",
        starts=here.aware(day + 600),
        ends=here.aware(day + 760),
        groups=("forum-all",),
    )
    window = Window.weekly(range(5), 840, 900)
    hours = Hours(here, MeetingRules(20, 1, 3, (window,)), (event,))
    slots = [k for k, slot in enumerate(hours.slots) if slot[0] // 1440 == 3]
    free = hours.of_person(person, 0)
    assert [free[k] for k in slots] == [False, True, True]
