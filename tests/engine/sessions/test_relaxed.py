from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.sessions.conferences import conference, everyone

from sojourn.engine.run import StageRun
from sojourn.engine.sessions.agenda import Agenda
from sojourn.engine.sessions.attendance import Attendance
from sojourn.engine.sessions.conference import Conference
from sojourn.engine.sessions.interpreting import Interpreters
from sojourn.engine.sessions.options import Placement
from sojourn.engine.sessions.places import give_places
from sojourn.engine.sessions.placing import Placing
from sojourn.engine.sessions.relaxed import AnyTime, Freedom
from sojourn.engine.sessions.whole import Whole

RUN = StageRun("sessions", iterations=100)


def here(seed: int, people: int, count: int) -> Conference:
    """A conference of sessions by choice, half of them free to move."""
    programme = conference(seed, people=people, sessions=count, staff=4, fixed=0.5)
    held = tuple(replace(s, required=False) for s in programme.sessions)
    programme = replace(programme, sessions=held)
    found = Conference.of(programme, programme.phases[0], everyone(programme))
    assert found is not None
    return found


def at(found: Conference, placements: tuple[Placement, ...]) -> Attendance:
    """The attendance at these times and in these rooms."""
    agendas = {p.id: Agenda(found) for p in found.people}
    return Attendance(found, placements, (), agendas, Interpreters(found))


def anytime(found: Attendance, freedom: dict[str, Freedom]) -> AnyTime:
    """The same at any time."""
    return AnyTime(
        found.conference,
        found.optional,
        (),
        found.agendas,
        found.interpreters,
        freedom=freedom,
    )


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 15), st.integers(1, 7))
def test_the_bound_holds_at_any_time(seed: int, people: int, count: int) -> None:
    """Whatever starts and rooms sessions get, their places are worth no more than the bound."""
    found = here(seed, people, count)
    placing = Placing(found, found.programme.sessions, ())
    freedom = placing.freedom()
    placements, _ = placing.solve(RUN)
    if len(placements) < count:
        return
    usual = at(found, tuple(placements))
    relaxed = Whole(anytime(usual, freedom)).relaxation(RUN, math.inf)
    assert relaxed is not None
    draw = np.random.default_rng(seed)
    for _ in range(3):
        other = tuple(
            Placement(
                p.session,
                freedom[p.session.id].starts[draw.integers(len(freedom[p.session.id].starts))],
                freedom[p.session.id].rooms[draw.integers(len(freedom[p.session.id].rooms))],
            )
            for p in placements
        )
        moved = at(found, other)
        worth = give_places(moved, RUN, quick=True).value
        assert worth <= relaxed.bound + 1e-6 * abs(relaxed.bound) + 1e-6


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 12), st.integers(1, 8))
def test_any_time_allows_what_one_time_allows(seed: int, people: int, count: int) -> None:
    """Who may attend, and what does not clash, at one time may at any."""
    found = here(seed, people, count)
    placing = Placing(found, found.programme.sessions, ())
    placements, _ = placing.solve(RUN)
    usual = at(found, tuple(placements))
    wide = anytime(usual, placing.freedom())
    assert not (usual.eligible & ~wide.eligible).any()
    assert not (wide.clash & ~usual.clash).any()
