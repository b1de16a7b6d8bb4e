from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.sessions.conferences import FIRST, conference, everyone

from sojourn.engine.sessions.conference import Conference
from sojourn.engine.sessions.options import may_attend, possible_starts, suits_everyone
from sojourn.model import Programme, Session, Window

MONDAY = FIRST + timedelta(days=1)


def of(programme: Programme) -> Conference:
    """The conference of the programme's phase."""
    found = Conference.of(programme, programme.phases[0], everyone(programme))
    assert found is not None
    return found


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), days=st.integers(2, 8))
def test_starts_equal_their_plain_twin(seed: int, days: int) -> None:
    """The starts are those of all minutes that obey grid, windows, day, workday and holiday."""
    programme = conference(seed, sessions=6, days=days, fixed=0.0)
    here = of(programme)
    for session in programme.sessions:
        plain = []
        for start in range(days * 1440):
            day = here.date_of(start)
            minute = start % 1440
            professional = session.professional
            closes = here.phase.day.closes if professional else here.phase.day.evening_closes
            speakers = [
                programme.counterpart[c] for c in session.speakers if c in programme.counterpart
            ]
            inside = all(
                not windows
                or any(
                    (w := window.on(day)) and w[0] <= minute and minute + session.minutes <= w[1]
                    for window in windows
                )
                for windows in (session.windows, *(c.windows for c in speakers))
            )
            if (
                minute % 15 == 0
                and here.phase.day.opens <= minute
                and minute + session.minutes <= closes
                and inside
                and here.open_on(day, professional, session.level)
            ):
                plain.append(start)
        workdays = [s for s in plain if here.open_on(here.date_of(s), True, "")]
        assert list(possible_starts(here, session)) == (workdays or plain)


def test_a_window_too_short() -> None:
    """A session that is longer than its window has no start."""
    window = Window.dated(datetime.combine(MONDAY, time(9)), datetime.combine(MONDAY, time(10)))
    session = Session("S", "forum", "Long", 90, windows=(window,))
    assert possible_starts(of(conference(1)), session) == ()


def test_a_reception_may_be_in_the_evening_of_arrival() -> None:
    """A reception lies on the move day where its window leaves nothing else, until the evening."""
    window = Window.dated(datetime.combine(FIRST, time(19)), datetime.combine(FIRST, time(21)))
    session = Session("S", "forum", "Reception", 120, "reception", windows=(window,))
    here = of(conference(1))
    assert possible_starts(here, session) == (19 * 60,)
    assert possible_starts(here, replace(session, kind="panel")) == ()


def test_who_may_attend() -> None:
    """Rooms that are not step-free, and speakers who refuse, keep people out."""
    programme = conference(1, people=1)
    person = replace(
        programme.participants[0],
        access=("step_free",),
        observance=(),
        arrives=datetime.combine(MONDAY, time(8)),
        departs=datetime.combine(MONDAY, time(18)),
    )
    programme = replace(programme, participants=(person,))
    here = of(programme)
    room = programme.rooms[0]
    session = Session("S", "forum", "Talk", 60)
    morning = 1440 + 540, 1440 + 600
    assert may_attend(here, person, session, room, morning)
    assert not may_attend(here, person, session, replace(room, step_free=False), morning)
    assert not may_attend(here, person, session, room, (540, 600))
    assert not may_attend(here, person, session, room, (1440 + 1050, 1440 + 1110))


def test_a_room_for_everyone() -> None:
    """A room suits everyone with seats for people and staff, and a booth for each language."""
    programme = conference(4, people=20, staff=8)
    here = of(programme)
    hall = programme.rooms[0]
    languages = len(set(here.language.values()))
    assert suits_everyone(here, replace(programme.sessions[0]), hall)
    assert not suits_everyone(here, programme.sessions[0], replace(hall, capacity=27))
    assert not suits_everyone(here, programme.sessions[0], replace(hall, booths=languages - 1))
