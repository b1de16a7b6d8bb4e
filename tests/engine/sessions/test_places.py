from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.sessions.conferences import conference, everyone

from sojourn.engine.run import StageRun
from sojourn.engine.sessions.agenda import Agenda
from sojourn.engine.sessions.attendance import Attendance, Flags
from sojourn.engine.sessions.conference import Conference
from sojourn.engine.sessions.greedy import greedy_block
from sojourn.engine.sessions.interpreting import Interpreters
from sojourn.engine.sessions.options import Placement
from sojourn.engine.sessions.places import give_places, polished

RUN = StageRun("sessions", iterations=200)


def attendance(seed: int, people: int, count: int, staff: int = 4) -> Attendance:
    """Sessions by choice of a random conference, some at the same time, in small rooms."""
    programme = conference(seed, people=people, sessions=count, staff=staff, fixed=1.0, far=False)
    held = tuple(replace(s, required=False, speakers=()) for s in programme.sessions)
    programme = replace(programme, sessions=held)
    here = Conference.of(programme, programme.phases[0], everyone(programme))
    assert here is not None
    placements = []
    for n, session in enumerate(held):
        assert session.fixed_starts is not None
        start = here.minute(session.fixed_starts)
        placements.append(Placement(session, start, f"R{n % 5 + 1}"))
    agendas = {p.id: Agenda(here) for p in here.people}
    return Attendance(here, tuple(placements), (), agendas, Interpreters(here))


def obeys(found: Attendance, chosen: Flags) -> bool:
    """Whether places obey every hard rule, looked at one by one."""
    if (chosen & ~found.eligible).any():
        return False
    for row in chosen:
        own = np.flatnonzero(row).tolist()
        for a, b in itertools.combinations(own, 2):
            if found.clash[a, b] or found.topic[a] == found.topic[b]:
                return False
    heard = {lang: chosen[who].any(axis=0) for lang, who in found.hearers.items()}
    for j, placement in enumerate(found.optional):
        people = int(chosen[:, j].sum())
        room = found.conference.programme.room[placement.room or ""]
        spoken = [lang for lang in heard if heard[lang][j]]
        staff = sum(found.interpreters.team_size(lang) for lang in spoken)
        if people and (people + staff > room.capacity or len(spoken) > room.booths):
            return False
        if placement.session.capacity is not None and people > placement.session.capacity:
            return False
        for lang in spoken:
            now = placement.starts
            teams = found.interpreters.teams(lang, now // 1440)
            beside = sum(
                bool(heard[lang][k]) and found.under_way(k, now) for k in range(len(found.optional))
            )
            if teams and beside > teams:
                return False
    return _rested(found, heard)


def _rested(found: Attendance, heard: dict[str, Flags]) -> bool:
    for lang, where in heard.items():
        minutes: dict[int, int] = {}
        for j in np.flatnonzero(where).tolist():
            placement = found.optional[j]
            if placement.session.professional:
                day = placement.starts // 1440
                minutes[day] = minutes.get(day, 0) + placement.session.minutes
        for day, worked in minutes.items():
            left = found.interpreters.minutes_left(lang, day)
            if left is not None and worked > left:
                return False
    return True


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 3), st.integers(1, 4))
def test_places_equal_brute_force(seed: int, people: int, count: int) -> None:
    """Of tiny conferences the places are the best of all that obey the rules, and proved so."""
    found = attendance(seed, people, count)
    best = max(
        found.worth(chosen)
        for bits in itertools.product((False, True), repeat=people * count)
        for chosen in [np.array(bits, dtype=bool).reshape(people, count)]
        if obeys(found, chosen)
    )
    result = polished(attendance(seed, people, count), give_places(found, RUN).chosen, RUN)
    assert result.value == pytest.approx(best, abs=1e-4)
    assert result.bound == pytest.approx(best, abs=1e-2)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 30), st.integers(1, 14), st.integers(0, 9))
def test_places_obey_the_rules(seed: int, people: int, count: int, staff: int) -> None:
    """Places of larger conferences obey every hard rule and lie below their bound."""
    found = attendance(seed, people, count, staff)
    result = give_places(found, RUN)
    assert obeys(found, result.chosen)
    assert result.value == pytest.approx(found.worth(result.chosen))
    best = polished(attendance(seed, people, count, staff), result.chosen, RUN)
    assert obeys(found, best.chosen)
    assert best.value >= result.value - 1e-6
    assert best.bound is None or best.bound >= best.value - 1e-6


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 30), st.integers(1, 10), st.integers(0, 9))
def test_places_in_haste_obey_the_rules(seed: int, people: int, count: int, staff: int) -> None:
    """What is given without a solver obeys the same rules within its block."""
    found = attendance(seed, people, count, staff)
    for block in found.blocks:
        chosen = np.zeros(found.shape, dtype=bool)
        may = found.eligible[:, list(block)]
        gains = found.gains(chosen, block)
        given_ = greedy_block(found, block, may, gains, chosen)
        chosen[:, list(block)] = given_
        assert obeys(found, chosen)


def test_worth_counts_a_theme_less_each_time() -> None:
    """Two sessions on one theme are worth less than twice one."""
    found = attendance(5, 6, 6)
    one = np.zeros(found.shape, dtype=bool)
    one[:, 0] = True
    two = one.copy()
    two[:, 1] = True
    other = np.zeros(found.shape, dtype=bool)
    other[:, 1] = True
    assert found.worth(two) <= found.worth(one) + found.worth(other) - found.worth(one & other)
