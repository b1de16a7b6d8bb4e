from __future__ import annotations

import itertools
import random
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.sessions.conferences import FIRST, THEMES, conference, everyone, themes

from sojourn.engine import sessions
from sojourn.engine.run import StageRun
from sojourn.engine.sessions.conference import Conference
from sojourn.engine.sessions.held import Held
from sojourn.engine.sessions.interpreting import IN_A_BOOTH
from sojourn.engine.sessions.options import Placement
from sojourn.engine.sessions.places import give_places, polished
from sojourn.engine.sessions.placing import Placing
from sojourn.engine.sessions.timetable import Timetable
from sojourn.model import Language, Programme, Session, Window

RUN = StageRun("sessions", 1, iterations=12)


def tiny(seed: int) -> Programme:
    """Seven people who need nothing special, three sessions of an hour in 105 minutes."""
    rng = random.Random(seed)
    programme = conference(seed, people=7, sessions=0, counterparts=0, staff=0, far=False)
    people = tuple(
        replace(
            p, observance=(), access=(), arrives=None, departs=None, languages=(Language("en"),)
        )
        for p in programme.participants
    )
    day = FIRST + timedelta(days=1)
    window = Window.dated(datetime.combine(day, time(9)), datetime.combine(day, time(10, 45)))
    held = tuple(
        Session(
            f"S{n}",
            "forum",
            THEMES[n],
            60,
            "breakout",
            windows=(window,),
            room=f"R{n + 1}",
            themes=themes(rng),
            capacity=rng.choice((None, 3, 4)),
        )
        for n in range(3)
    )
    return replace(programme, sessions=held, participants=people)


@settings(max_examples=3, deadline=None)
@given(st.integers(0, 10_000))
def test_the_best_of_all_times(seed: int) -> None:
    """Of a tiny conference the result is the best at any of its times, and below its bound."""
    programme = tiny(seed)
    here = Conference.of(programme, programme.phases[0], everyone(programme))
    assert here is not None
    placing = Placing(here, programme.sessions, ())
    timetable = Timetable(placing, {}, {})
    best = 0.0
    free = placing.freedom()
    for starts in itertools.product(*(free[s.id].starts for s in programme.sessions)):
        at = [
            Placement(s, start, s.room) for s, start in zip(programme.sessions, starts, strict=True)
        ]
        if all(timetable.fits(p, [q for q in at if q is not p]) for p in at):
            held = Held(here, tuple(at), ())
            places = give_places(held.attendance, RUN)
            fresh = Held(here, tuple(at), ())
            best = max(best, polished(fresh.attendance, places.chosen, RUN).value)
    result = sessions.solve(programme, programme.phases[0], everyone(programme), RUN)
    assert result.value == pytest.approx(best, abs=1e-3)
    assert result.bound is not None
    assert result.bound >= best - 1e-4


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 25), st.integers(1, 9), st.integers(0, 12))
def test_interpreters_keep_their_limits(seed: int, people: int, count: int, staff: int) -> None:
    """In sessions that name their staff nobody is alone for long, too busy, or in two places."""
    programme = conference(seed, people=people, sessions=count, staff=staff, fixed=0.3)
    result = sessions.solve(
        programme, programme.phases[0], everyone(programme), StageRun("sessions", 1, iterations=2)
    )
    limit = programme.phases[0].day.interpreting_minutes
    spoken = programme.interpreting_languages
    rooms = {room.id: room for room in programme.rooms}
    by_choice = {s.id for s in programme.sessions if not s.required}
    for event in result.events:
        heard = {v for p in event.participants if (v := spoken.get(p)) is not None}
        if event.ref in by_choice and event.room is not None:
            assert len(heard) <= rooms[event.room].booths
            assert len(event.participants) + len(event.staff) <= rooms[event.room].capacity
        for language in heard:
            team = [
                m
                for m in (programme.staff_member[s] for s in event.staff)
                if m.role == "interpreter"
                and language in {tongue.primary for tongue in m.languages}
            ]
            if [m.mode for m in team] == ["simultaneous"]:
                assert event.minutes <= IN_A_BOOTH[0]
    for member in programme.staff:
        own = [e for e in result.events if member.id in e.staff]
        for one, other in itertools.combinations(own, 2):
            assert one.ends <= other.starts or other.ends <= one.starts
        for day in {e.starts.date() for e in own}:
            if member.role == "interpreter":
                worked = sum(
                    e.minutes
                    for e in own
                    if e.starts.date() == day
                    and any(s.id == e.ref and s.professional for s in programme.sessions)
                )
                assert worked <= limit or any(e.groups for e in own)


def test_the_same_run_twice() -> None:
    """Runs that are limited by iterations end with the same events."""
    programme = conference(4, people=18, sessions=7, fixed=0.2)
    group = everyone(programme)
    results = [
        sessions.solve(programme, programme.phases[0], group, StageRun("sessions", 3, iterations=4))
        for _ in range(2)
    ]
    assert results[0] == results[1]


def test_a_session_for_everyone_that_can_be_moved_has_a_bound() -> None:
    """Where everybody's plenary is free to move there is a bound all the same."""
    programme = tiny(3)
    plenary = Session("P", "forum", "Plenary", 60, required=True, themes={"cyber": 2.0})
    programme = replace(programme, sessions=(*programme.sessions, plenary))
    result = sessions.solve(programme, programme.phases[0], everyone(programme), RUN)
    assert len(result.events) >= 3
    assert result.bound is not None and result.bound >= result.value
