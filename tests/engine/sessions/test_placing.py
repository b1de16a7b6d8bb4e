from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.engine.sessions.conferences import FIRST, conference, everyone

from sojourn.engine.run import StageRun
from sojourn.engine.sessions.conference import Conference, overlap
from sojourn.engine.sessions.placing import Placing
from sojourn.model import MeetingRules, Programme, Session, Window

RUN = StageRun("sessions", iterations=20)
MONDAY = FIRST + timedelta(days=1)


def placing(programme: Programme) -> Placing:
    """The search of the programme's phase."""
    here = Conference.of(programme, programme.phases[0], everyone(programme))
    assert here is not None
    return Placing(here, programme.sessions, ())


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 14))
def test_rooms_and_speakers_have_one_session_at_a_time(seed: int, count: int) -> None:
    """Of free sessions no two share a room or a speaker at once, and no two are for everyone."""
    programme = conference(seed, sessions=count, fixed=0.0)
    placements, _ = placing(programme).solve(RUN)
    for n, a in enumerate(placements):
        for b in placements[:n]:
            if overlap(a.span, b.span):
                assert a.room is None or a.room != b.room
                assert not set(a.session.speakers) & set(b.session.speakers)
                assert not (a.session.required and b.session.required)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 10))
def test_the_price_is_never_below_its_bound(seed: int, count: int) -> None:
    """No placement costs less than each session by itself at its best."""
    search = placing(conference(seed, sessions=count, fixed=0.0))
    _, price = search.solve(RUN)
    assert search.least(search.sessions) <= price + 1e-6


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
@example(735)
def test_prices_agree_with_cost(seed: int) -> None:
    """What a session is priced when it is put in is its part of the cost.

    A required session beside one of the same interests once paid for the likeness only here.
    """
    programme = conference(seed, sessions=5, fixed=0.0)
    search = placing(programme)
    *others, last = programme.sessions
    held = search.insert(others, [])
    prices = search.prices(last, held)
    done = search.insert([last], held)
    if len(done) > len(held):
        assert search._cost_of(done[-1], done) == pytest.approx(float(prices.min()))


def test_meetings_keep_their_hours() -> None:
    """A required session that could lie anywhere on a day leaves the hours of meetings free."""
    window = Window.dated(datetime.combine(MONDAY, time(9)), datetime.combine(MONDAY, time(12)))
    programme = conference(1, sessions=0, staff=0)
    phase = replace(programme.phases[0], meetings=MeetingRules(20, 1, 3, (window,)))
    session = Session(
        "S", "forum", "Talk", 60, required=True, windows=(Window.days(MONDAY, MONDAY),)
    )
    programme = replace(programme, phases=(phase,), sessions=(session,))
    ((only,), _) = placing(programme).solve(RUN)
    assert only.starts >= 1440 + 720


def test_alike_sessions_lie_apart() -> None:
    """Of three breakouts in two hours the two on one theme are not at the same time."""
    window = (Window.dated(datetime.combine(MONDAY, time(9)), datetime.combine(MONDAY, time(11))),)
    programme = conference(1, sessions=0, staff=0)
    held = tuple(
        Session(f"S{n}", "forum", f"Talk {n}", 60, "breakout", windows=window, themes={theme: 3.0})
        for n, theme in enumerate(("cyber", "cyber", "borders"))
    )
    placements, _ = placing(replace(programme, sessions=held)).solve(RUN)
    by_id = {p.session.id: p.span for p in placements}
    assert not overlap(by_id["S0"], by_id["S1"])


def test_a_free_room_that_suits() -> None:
    """A required session without a room gets one that holds everyone, and none that is taken."""
    nine = datetime.combine(MONDAY, time(9))
    programme = conference(1, people=20, sessions=0, staff=0)
    first = Session("S1", "forum", "One", 60, required=True, starts=nine)
    programme = replace(programme, sessions=(first,))
    assert placing(programme).fixed()[0].room == "R0"
    second = replace(first, id="S2", required=False, room="R0")
    both = replace(programme, sessions=(first, second))
    rooms = {p.session.id: p.room for p in placing(both).fixed()}
    assert rooms["S2"] == "R0" and rooms["S1"] != "R0"
