from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from threading import Event as Signal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.sessions.conferences import FIRST, conference, everyone
from tests.engine.sessions.test_solve import broken, plan_of

from sojourn.engine import meetings, sessions
from sojourn.engine.run import StageRun
from sojourn.model import (
    Country,
    Event,
    Language,
    MeetingRules,
    Programme,
    StaffMember,
    Window,
    Wish,
)
from sojourn.rules import assess


def solved(
    programme: Programme, placed: tuple[Event, ...] = (), iterations: int = 100
) -> meetings.MeetingsResult:
    """The meetings of the programme's phase."""
    run = StageRun("meetings", 1, iterations=iterations)
    phase = programme.phases[0]
    return meetings.solve(programme, phase, everyone(programme), placed, run)


def held(programme: Programme) -> tuple[Event, ...]:
    """The sessions of the programme's phase."""
    run = StageRun("sessions", 1, iterations=5)
    return sessions.solve(programme, programme.phases[0], everyone(programme), run).events


def plain(people: int, counterparts: int, windows: tuple[Window, ...] | None = None) -> Programme:
    """A conference without sessions at which everybody speaks English and is free."""
    programme = conference(7, people=people, sessions=0, counterparts=counterparts, staff=0)
    phase = programme.phases[0]
    day = FIRST + timedelta(days=3)
    window = Window(day, day, frozenset(range(7)), 840, 900)
    rules = MeetingRules(20, 1, 3, windows or (window,))
    return replace(
        programme,
        phases=(replace(phase, meetings=rules),),
        wishes=(),
        participants=tuple(
            replace(
                p,
                languages=(Language("en"),),
                observance=(),
                arrives=None,
                departs=None,
                interests={},
            )
            for p in programme.participants
        ),
        counterparts=tuple(
            replace(
                c,
                languages=(),
                windows=(),
                meetings=None,
                prefers=(),
                refuses=(),
                level="",
                phase="forum",
            )
            for c in programme.counterparts
        ),
    )


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    people=st.integers(0, 25),
    counterparts=st.integers(0, 12),
    staff=st.integers(0, 12),
    days=st.integers(2, 6),
)
def test_meetings_break_no_hard_rule(
    seed: int, people: int, counterparts: int, staff: int, days: int
) -> None:
    """Beside sessions that break no rule, meetings break none, and none lies over its bound."""
    programme = conference(
        seed,
        people=people,
        counterparts=counterparts,
        staff=staff,
        days=days,
        sessions=6,
        fixed=0.0,
    )
    placed = held(programme)
    result = solved(programme, placed)
    before = Counter(rule for rule, _ in broken(programme, placed))
    after = Counter(rule for rule, _ in broken(programme, placed + result.events))
    assert after == before
    assert result.bound is None or result.bound >= result.value - 1e-6


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_windows_at_lunch_leave_lunch(seed: int) -> None:
    """Meetings from eleven to three leave everybody their lunch."""
    programme = conference(seed, people=12, counterparts=8, staff=8, sessions=5, fixed=0.0)
    phase = programme.phases[0]
    assert phase.meetings is not None
    windows = (Window.weekly(range(5), 660, 900),)
    rules = replace(phase.meetings, windows=windows, at_most=12)
    programme = replace(programme, phases=(replace(phase, meetings=rules),))
    placed = held(programme)
    result = solved(programme, placed)
    assert result.events
    assert not [f for f in broken(programme, placed + result.events) if f[0] != "required"]


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_same_seed_same_meetings(seed: int) -> None:
    """The same programme, seed and iterations give the same meetings."""
    programme = conference(seed)
    assert solved(programme) == solved(programme)


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10_000), tables=st.none() | st.integers(1, 6))
def test_the_value_is_what_the_rules_count(seed: int, tables: int | None) -> None:
    """Wishes, even chances and the price of missing meetings make up the value of the stage."""
    programme = conference(seed, people=10, counterparts=8, sessions=0)
    phase = programme.phases[0]
    assert phase.meetings is not None
    rules = replace(phase.meetings, tables=tables)
    programme = replace(programme, phases=(replace(phase, meetings=rules),))
    result = solved(programme)
    assessment = assess(programme, plan_of(programme, result.events))
    by_rule = assessment.score.by_rule
    few = sum(f.amount for f in assessment.findings if f.rule == "meetings" and f.level == "soft")
    wanted = rules.at_least * len(programme.confirmed)
    points = by_rule.get("wishes", 0.0) + by_rule.get("even_chances", 0.0)
    met = {p for e in result.events for p in e.participants}
    if len(met) == len(programme.confirmed):
        assert result.value == pytest.approx(points + 30.0 * (wanted - few), abs=1e-4)
    assert result.bound is not None and result.bound >= points + 30.0 * (wanted - few) - 1e-4
    at_once = Counter(e.starts for e in result.events)
    assert tables is None or max(at_once.values(), default=0) <= tables


def test_no_meetings_asked_for() -> None:
    """Without meetings in the phase, counterparts or people there are none."""
    programme = plain(3, 3)
    phase = replace(programme.phases[0], meetings=None)
    assert solved(replace(programme, phases=(phase,))).events == ()
    assert solved(plain(0, 3)).events == ()
    assert solved(plain(3, 0)).events == ()


def test_a_meeting_is_told_in_full() -> None:
    """A meeting names its two people, has the counterpart's id, and is at the host's."""
    programme = plain(1, 1)
    (event,) = solved(programme).events
    assert (event.kind, event.ref, event.room, event.groups) == ("meeting", "C000", None, ())
    assert event.title == "Meeting with Jane0 Sample0, County Office 0"
    assert (event.participants, event.counterparts, event.staff) == (("P000",), ("C000",), ())
    assert event.minutes == 20
    assert event.starts.isoformat() in {
        f"2020-04-15T14:{minute:02d}:00-04:00" for minute in (0, 20, 40)
    }


def test_everyone_free_is_edge_colouring() -> None:
    """Three people, three counterparts and three slots hold all nine meetings (König)."""
    programme = plain(3, 3)
    wishes = tuple(
        Wish(p.id, c.id, 3.0) for p in programme.participants for c in programme.counterparts
    )
    result = solved(replace(programme, wishes=wishes))
    assert len(result.events) == 9
    assert result.value == pytest.approx(result.bound)


def test_wishes_come_first() -> None:
    """Of two counterparts the one who is wished for is met where only one slot is left."""
    day = FIRST + timedelta(days=3)
    programme = plain(1, 2, (Window(day, day, frozenset(range(7)), 840, 860),))
    programme = replace(programme, wishes=(Wish("P000", "C001", 5.0),))
    (event,) = solved(programme).events
    assert event.ref == "C001"


def test_bounds_on_both_sides() -> None:
    """Nobody has more meetings than the phase, and no counterpart more than they, allow."""
    programme = plain(6, 2)
    counterparts = tuple(replace(c, meetings=2) for c in programme.counterparts)
    wishes = tuple(Wish(p.id, c.id, 5.0) for p in programme.participants for c in counterparts)
    result = solved(replace(programme, counterparts=counterparts, wishes=wishes))
    assert Counter(e.ref for e in result.events) == {"C000": 2, "C001": 2}
    assert max(Counter(e.participants for e in result.events).values()) == 1


def test_even_chances() -> None:
    """Four meetings of like worth are shared by four people."""
    programme = plain(4, 1, (Window.weekly(range(5), 840, 920),))
    phase = programme.phases[0]
    assert phase.meetings is not None
    rules = replace(phase.meetings, at_least=0)
    counterpart = replace(programme.counterparts[0], meetings=4)
    wishes = tuple(Wish(p.id, "C000", 4.0) for p in programme.participants)
    programme = replace(
        programme,
        counterparts=(counterpart,),
        wishes=wishes,
        phases=(replace(phase, meetings=rules),),
    )
    assert len({e.participants for e in solved(programme).events}) == 4


def test_refused_people_are_not_met() -> None:
    """Neither a country nor a participant whom the counterpart refuses is met."""
    programme = plain(2, 1)
    first, second = programme.participants
    second = replace(second, country=Country("ZA"))
    counterpart = replace(programme.counterparts[0], refuses=(first.id, "za"))
    programme = replace(programme, participants=(first, second), counterparts=(counterpart,))
    assert solved(programme).events == ()


def test_public_holidays_of_counterparts() -> None:
    """A county's counterpart is not met on a public holiday, a private one is."""
    phase = plain(1, 1).phases[0]
    monday = date(2020, 5, 25)
    rules = MeetingRules(20, 1, 3, (Window.days(monday, monday),))
    phase = replace(phase, starts=monday - timedelta(days=1), ends=monday, meetings=rules)
    programme = replace(plain(1, 1), phases=(phase,), starts=phase.starts, ends=phase.ends)
    counterpart = programme.counterparts[0]
    public = replace(programme, counterparts=(replace(counterpart, level="local"),))
    assert solved(public).events == ()
    private = replace(programme, counterparts=(replace(counterpart, level="private"),))
    assert len(solved(private).events) == 1


def spanish(people: int, staff: int) -> Programme:
    """Participants who speak Spanish only, counterparts who speak English only, interpreters."""
    programme = plain(people, people)
    return replace(
        programme,
        participants=tuple(replace(p, languages=(Language("es"),)) for p in programme.participants),
        staff=tuple(
            StaffMember(f"I{n}", f"Interpreter {n}", "interpreter", (Language("es"),))
            for n in range(staff)
        ),
        wishes=tuple(
            Wish(p.id, c.id, 3.0) for p in programme.participants for c in programme.counterparts
        ),
    )


def test_no_interpreter_no_meeting() -> None:
    """Two who share no language do not meet without an interpreter."""
    assert solved(spanish(2, 0)).events == ()


def test_interpreters_are_in_one_place_at_a_time() -> None:
    """Two interpreters and three slots serve six meetings, each with one interpreter."""
    events = solved(spanish(4, 2)).events
    assert len(events) == 6
    assert len({(e.starts, e.staff) for e in events}) == 6
    assert all(len(e.staff) == 1 for e in events)


def test_interpreters_hours() -> None:
    """An interpreter with forty minutes a day serves two meetings."""
    programme = spanish(4, 1)
    phase = programme.phases[0]
    day = replace(phase.day, interpreting_minutes=40)
    programme = replace(programme, phases=(replace(phase, day=day),))
    assert len(solved(programme).events) == 2


def test_interpreters_conflicts() -> None:
    """An interpreter does not serve people of a country of their conflicts."""
    programme = spanish(1, 1)
    country = programme.participants[0].country
    staff = (replace(programme.staff[0], conflicts=(country,)),)
    assert solved(replace(programme, staff=staff)).events == ()


def test_a_cancelled_run_still_answers() -> None:
    """A run that is cancelled at once comes back with meetings that break no rule."""
    programme = conference(11, people=30, counterparts=20, sessions=0)
    cancel = Signal()
    cancel.set()
    run = StageRun("meetings", 1, iterations=100, cancel=cancel)
    result = meetings.solve(programme, programme.phases[0], everyone(programme), (), run)
    assert broken(programme, result.events) == []


def test_only_one_phase_with_meetings_takes_those_without_a_phase() -> None:
    """Counterparts without a phase are met where one phase only has meetings."""
    programme = plain(1, 1)
    counterpart = replace(programme.counterparts[0], phase=None)
    programme = replace(programme, counterparts=(counterpart,))
    assert len(solved(programme).events) == 1
    second = replace(programme.phases[0], id="other")
    assert solved(replace(programme, phases=(*programme.phases, second))).events == ()
