from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.sessions.conferences import FIRST, conference, everyone

from sojourn.engine import sessions
from sojourn.engine.run import StageRun
from sojourn.engine.sessions.conference import overlap
from sojourn.model import (
    Country,
    Event,
    Language,
    Participant,
    Plan,
    Programme,
    Room,
    Session,
    StaffMember,
    TransferTime,
    Window,
)
from sojourn.rules import check

STAFFING = {"interpreted", "accompanied", "staff_conflict", "rooms"}
"""Rules about who is in the group, which its sessions cannot change."""


def solved(programme: Programme, iterations: int = 20) -> sessions.SessionsResult:
    """The sessions of the programme's phase."""
    run = StageRun("sessions", 1, iterations=iterations)
    return sessions.solve(programme, programme.phases[0], everyone(programme), run)


def plan_of(programme: Programme, events: tuple[Event, ...]) -> Plan:
    """A plan of these events."""
    numbered = tuple(replace(e, id=f"E{n:04d}") for n, e in enumerate(events))
    return Plan(programme.id, (everyone(programme),), numbered)


def broken(programme: Programme, events: tuple[Event, ...]) -> list[tuple[str, str]]:
    """Rules and sentences of the hard findings that sessions and meetings answer for."""
    findings = check(programme, plan_of(programme, events))
    hard = [f for f in findings if f.level == "hard" and f.rule not in STAFFING]
    return [(f.rule, f.text) for f in hard]


def one(*held: Session, people: int = 12, **more: object) -> Programme:
    """A conference with just these sessions, nobody of special needs, no interpreter needed."""
    programme = conference(1, people=people, sessions=0, counterparts=0, staff=0, far=False)
    plain = tuple(
        replace(
            p, observance=(), access=(), arrives=None, departs=None, languages=(Language("en"),)
        )
        for p in programme.participants
    )
    return replace(programme, sessions=held, participants=plain, **more)


@settings(max_examples=10, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    people=st.integers(1, 30),
    count=st.integers(1, 14),
    days=st.integers(2, 6),
    staff=st.integers(0, 12),
)
def test_free_sessions_break_no_hard_rule(
    seed: int, people: int, count: int, days: int, staff: int
) -> None:
    """Sessions that are free to move break no hard rule, but for people whom speakers refuse."""
    programme = conference(seed, people=people, sessions=count, days=days, staff=staff, fixed=0.0)
    programme = replace(
        programme, counterparts=tuple(replace(c, refuses=()) for c in programme.counterparts)
    )
    result = solved(programme)
    findings = broken(programme, result.events)
    assert [f for f in findings if f[0] != "required"] == []
    if len(result.events) == count:
        kept = {p.id for p in programme.participants if p.observance or p.access}
        assert kept or not findings


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000), people=st.integers(1, 25), count=st.integers(1, 12))
def test_only_what_is_fixed_can_be_wrong(seed: int, people: int, count: int) -> None:
    """With fixed sessions, every hard finding is about one of them."""
    programme = conference(seed, people=people, sessions=count, fixed=0.6)
    fixed = {s.title for s in programme.sessions if s.fixed_starts is not None}
    for rule, text in broken(programme, solved(programme).events):
        if rule not in ("required", "lunch"):
            assert any(f"'{title}'" in text for title in fixed), (rule, text)


@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_same_seed_same_sessions(seed: int) -> None:
    """The same programme, seed and iterations give the same events."""
    programme = conference(seed, sessions=8)
    assert solved(programme) == solved(programme)


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000), people=st.integers(1, 30))
def test_bound_holds(seed: int, people: int) -> None:
    """The bound is never below the value."""
    result = solved(conference(seed, people=people, fixed=1.0))
    assert result.bound is None or result.bound >= result.value - 1e-6


def test_nothing_to_hold() -> None:
    """A phase without sessions, and one without people, end with nothing wrong."""
    assert solved(one()).events == ()
    empty = conference(2, people=0, sessions=5, staff=0, fixed=0.0)
    assert broken(empty, solved(empty).events) == []


def test_required_session_is_for_the_group() -> None:
    """A session for everyone names the group, with its title, place and the host's time zone."""
    session = Session("S1", "forum", "Opening", 60, required=True, room="R0")
    (event,) = solved(one(session)).events
    assert event.groups == ("forum-all",) and event.participants == ()
    assert (event.kind, event.ref, event.title, event.room) == ("session", "S1", "Opening", "R0")
    assert event.starts.utcoffset() == timedelta(hours=-4)
    assert event.minutes == 60


def test_fixed_and_pinned_stay() -> None:
    """A fixed start and a pin with its room are kept to the minute, even on a Sunday."""
    sunday = datetime.combine(FIRST, time(16, 5))
    monday = datetime.combine(FIRST + timedelta(days=1), time(10))
    fixed = Session("S1", "forum", "Arrival talk", 60, required=True, starts=sunday)
    pinned = Session("S2", "forum", "Pinned", 60, pin_starts=monday, pin_room="R2")
    events = {e.ref: e for e in solved(one(fixed, pinned)).events}
    assert events["S1"].starts.replace(tzinfo=None) == sunday
    assert events["S2"].starts.replace(tzinfo=None) == monday
    assert events["S2"].room == "R2"


def test_required_sessions_are_never_parallel() -> None:
    """Six hours of required sessions and breakouts in one day lie one after the other."""
    day = FIRST + timedelta(days=1)
    window = (Window.days(day, day),)
    plenaries = [
        Session(f"S{n}", "forum", f"Plenary {n}", 60, required=True, windows=window)
        for n in range(4)
    ]
    breakouts = [
        Session(f"B{n}", "forum", f"Breakout {n}", 60, "breakout", windows=window) for n in range(4)
    ]
    result = solved(one(*plenaries, *breakouts))
    spans = {e.ref: (e.starts, e.ends) for e in result.events}
    assert len(spans) == 8
    for n in range(4):
        for other in spans:
            if other != f"S{n}":
                a, b = spans[f"S{n}"], spans[other]
                assert a[1] <= b[0] or b[1] <= a[0]


def test_what_has_no_room_in_time_is_left_out() -> None:
    """Of two required sessions with the same narrow window one is held."""
    day = FIRST + timedelta(days=1)
    window = (Window.dated(datetime.combine(day, time(9)), datetime.combine(day, time(10))),)
    both = [
        Session(f"S{n}", "forum", f"Plenary {n}", 60, required=True, windows=window)
        for n in range(2)
    ]
    assert len(solved(one(*both)).events) == 1


def test_for_everyone_rather_beside_what_then_nobody_goes_to_than_not_at_all() -> None:
    """A session for everyone is held though a fixed breakout begins too soon after it."""
    starts = datetime.combine(FIRST + timedelta(days=1), time(14, 30))
    window = Window.dated(starts - timedelta(minutes=90), starts)
    rooms = (Room("R0", "york", "Hall", 60), Room("R1", "york", "Annex", 60))
    far = (TransferTime("R0", "R1", 10),)
    breakout = Session("S1", "forum", "Breakout", 60, "breakout", starts, room="R1")
    panel = Session("S2", "forum", "Panel", 90, required=True, windows=(window,), room="R0")
    programme = one(breakout, panel, rooms=rooms, transfers=far)
    held = {event.ref: event for event in solved(programme).events}
    assert held["S2"].groups and not held["S1"].groups
    assert held["S1"].participants == ()
    assert broken(programme, tuple(held.values())) == []


def test_required_before_optional() -> None:
    """Where one of two fits, the required one is held."""
    day = FIRST + timedelta(days=1)
    window = (Window.dated(datetime.combine(day, time(9)), datetime.combine(day, time(10))),)
    optional = Session("S1", "forum", "Breakout", 60, "breakout", windows=window)
    required = Session("S2", "forum", "Plenary", 60, required=True, windows=window)
    assert [e.ref for e in solved(one(optional, required)).events] == ["S2"]


@pytest.mark.parametrize("level", ["federal", "State", "local"])
def test_public_holidays_are_free(level: str) -> None:
    """A session of a public level is not put on a public holiday, others are."""
    phase = replace(one().phases[0], starts=date(2020, 5, 24), ends=date(2020, 5, 26))
    window = (Window.days(date(2020, 5, 25), date(2020, 5, 26)),)
    session = Session("S1", "forum", "Brief", 60, required=True, windows=window, level=level)
    programme = one(session, phases=(phase,), starts=phase.starts, ends=phase.ends)
    (event,) = solved(programme).events
    assert event.starts.date() == date(2020, 5, 26)
    private = replace(programme, sessions=(replace(session, level="private"),))
    assert solved(private).events[0].starts.date() == date(2020, 5, 25)


def test_closed_dates_are_free() -> None:
    """Nothing is put on a date on which the host is closed."""
    monday = FIRST + timedelta(days=1)
    programme = one(Session("S1", "forum", "Opening", 60, required=True))
    host = replace(programme.hosts[0], closed=(monday,))
    (event,) = solved(replace(programme, hosts=(host,))).events
    assert event.starts.date() == monday + timedelta(days=1)


def test_faith_is_kept() -> None:
    """A required session with all of Friday avoids Friday prayer; a fixed one names the others."""
    friday = FIRST + timedelta(days=5)
    window = (Window.dated(datetime.combine(friday, time(11)), datetime.combine(friday, time(16))),)
    session = Session("S1", "forum", "Talk", 60, required=True, windows=window)
    programme = one(session)
    phase = replace(programme.phases[0], ends=friday, meetings=None)
    first, *rest = programme.participants
    faithful = replace(first, observance=("friday_prayer",))
    programme = replace(programme, phases=(phase,), ends=friday, participants=(faithful, *rest))
    (event,) = solved(programme).events
    minute = event.starts.hour * 60 + event.starts.minute
    assert not overlap((minute, minute + 60), (750, 855))
    fixed = replace(session, starts=datetime.combine(friday, time(13)))
    (event,) = solved(replace(programme, sessions=(fixed,))).events
    assert event.groups == () and event.participants == tuple(p.id for p in rest)


def parallel(capacity: tuple[int | None, ...], **more: object) -> tuple[Session, ...]:
    """Breakouts at the same time on Monday, one a theme."""
    ten = datetime.combine(FIRST + timedelta(days=1), time(10))
    return tuple(
        Session(
            f"B{n}",
            "forum",
            f"Breakout {n}",
            60,
            "breakout",
            starts=ten,
            room=f"R{n}",
            themes={theme: 3.0},
            capacity=most,
            **more,
        )
        for n, (theme, most) in enumerate(
            zip(("cyber", "narcotics", "borders"), capacity, strict=False)
        )
    )


def with_interests(programme: Programme, *interests: str) -> Programme:
    """The same with participants who are each interested in one theme."""
    people = tuple(
        replace(p, interests={theme: 5.0})
        for p, theme in zip(programme.participants, interests, strict=True)
    )
    return replace(programme, participants=people)


ROOMS = tuple(Room(f"R{n}", "york", f"Room {n}", 30, 2) for n in range(3))


def test_places_follow_interest() -> None:
    """With room enough, everybody gets the breakout of their theme."""
    wanted = ("cyber", "narcotics", "borders") * 4
    programme = with_interests(one(*parallel((None,) * 3), rooms=ROOMS), *wanted)
    events = {e.ref: e.participants for e in solved(programme).events}
    for n in range(3):
        assert events[f"B{n}"] == tuple(p.id for p in programme.participants[n::3])


def test_capacity_of_sessions_and_rooms() -> None:
    """A full session leaves the others to the rest; nobody is left without a place."""
    rooms = (ROOMS[0], replace(ROOMS[1], capacity=4), ROOMS[2])
    programme = with_interests(
        one(*parallel((5, None, None)), rooms=rooms), *(("cyber",) * 8 + ("narcotics",) * 4)
    )
    events = {e.ref: e.participants for e in solved(programme).events}
    assert len(events["B0"]) == 5 and len(events["B1"]) == 4
    assert sorted(p for ps in events.values() for p in ps) == [p.id for p in programme.participants]


def test_step_free_rooms() -> None:
    """Who needs step-free rooms is not brought to one that is not."""
    rooms = (replace(ROOMS[0], step_free=False), *ROOMS[1:])
    programme = with_interests(one(*parallel((None,) * 3), rooms=rooms), *(("cyber",) * 12))
    first, *rest = programme.participants
    programme = replace(programme, participants=(replace(first, access=("step_free",)), *rest))
    events = {e.ref: e.participants for e in solved(programme).events}
    assert first.id not in events["B0"]


def interpreted(staff: int, booths: int, speakers: int = 6) -> Programme:
    """Twelve people, some of whom speak French only, three breakouts, simultaneous interpreters."""
    rooms = tuple(replace(room, booths=booths) for room in ROOMS)
    programme = with_interests(
        one(*parallel((None,) * 3), rooms=rooms), *(("cyber", "narcotics", "borders") * 4)
    )
    people = tuple(
        replace(p, languages=(Language("fr"),)) if n < speakers else p
        for n, p in enumerate(programme.participants)
    )
    team = tuple(
        StaffMember(f"I{n}", f"Interpreter {n}", "interpreter", (Language("fr"),))
        for n in range(staff)
    )
    return replace(programme, participants=people, staff=team)


def test_a_language_is_concentrated() -> None:
    """With one team of French, all who need it sit together and the team is with them."""
    programme = interpreted(staff=2, booths=1)
    events = solved(programme).events
    french = {p.id for p in programme.participants[:6]}
    heard = [e for e in events if french & set(e.participants)]
    assert len(heard) == 1
    assert french <= set(heard[0].participants)
    assert heard[0].staff == ("I0", "I1")


def test_more_teams_more_choice() -> None:
    """With three teams of French everybody gets the breakout of their theme."""
    programme = interpreted(staff=6, booths=1)
    events = {e.ref: e for e in solved(programme).events}
    for n in range(3):
        assert events[f"B{n}"].participants == tuple(p.id for p in programme.participants[n::3])
        assert len(events[f"B{n}"].staff) == 2


def test_no_booth_no_interpreting() -> None:
    """Nobody who needs interpreting sits in a room without a booth."""
    programme = interpreted(staff=6, booths=0)
    french = {p.id for p in programme.participants[:6]}
    assert all(not french & set(e.participants) for e in solved(programme).events)


def test_a_topic_once() -> None:
    """A breakout that is held twice is attended once."""
    day = FIRST + timedelta(days=1)
    twice = [
        Session(
            f"B{n}",
            "forum",
            "The same talk",
            60,
            "breakout",
            starts=datetime.combine(day, time(9 + 2 * n)),
            themes={"cyber": 3.0},
        )
        for n in range(2)
    ]
    programme = with_interests(one(*twice), *(("cyber",) * 12))
    people = [p for e in solved(programme).events for p in e.participants]
    assert len(people) == len(set(people)) == 12


def test_interpreters_take_turns_on_long_days() -> None:
    """Seven and a half interpreted hours are shared, so that nobody works too long."""
    day = FIRST + timedelta(days=1)
    plenaries = [
        Session(
            f"S{n}",
            "forum",
            f"Plenary {n}",
            90,
            required=True,
            starts=datetime.combine(day, time(hour, minute)),
        )
        for n, (hour, minute) in enumerate(((9, 0), (10, 30), (13, 0), (14, 30), (16, 0)))
    ]
    programme = one(*plenaries)
    people = tuple(replace(p, languages=(Language("fr"),)) for p in programme.participants)
    staff = tuple(
        StaffMember(f"I{n}", f"Interpreter {n}", "interpreter", (Language("fr"),)) for n in range(4)
    )
    programme = replace(programme, participants=people, staff=staff)
    events = solved(programme).events
    assert broken(programme, events) == []
    assert all(2 <= len(e.staff) <= 3 for e in events)


def test_refused_people_stay_away() -> None:
    """A speaker who does not receive a country speaks to the others."""
    programme = conference(1, sessions=0, counterparts=1, staff=0, far=False)
    country = programme.participants[0].country
    speaker = replace(programme.counterparts[0], refuses=(str(country).lower(),), windows=())
    session = Session("S1", "forum", "Talk", 60, speakers=(speaker.id,))
    programme = replace(programme, counterparts=(speaker,), sessions=(session,))
    (event,) = solved(programme).events
    assert event.counterparts == (speaker.id,)
    here = {programme.participant[p].country for p in event.participants}
    assert country not in here and here


def test_unconfirmed_people_have_no_place() -> None:
    """Only confirmed members of the group are given places."""
    programme = one(*parallel((None,) * 3), rooms=ROOMS)
    extra = Participant("X1", "Not", "Coming", Country("FR"), (Language("en"),), status="withdrawn")
    group = everyone(programme)
    programme = replace(programme, participants=(*programme.participants, extra))
    group = replace(group, participants=(*group.participants, "X1", "unknown"))
    run = StageRun("sessions", 1, iterations=5)
    result = sessions.solve(programme, programme.phases[0], group, run)
    assert all({"X1", "unknown"}.isdisjoint(e.participants) for e in result.events)


def test_settled_events_are_respected() -> None:
    """A session does not lie over what the group is at already."""
    day = FIRST + timedelta(days=1)
    session = Session("S1", "forum", "Opening", 60, required=True, windows=(Window.days(day, day),))
    programme = one(session)
    (before,) = solved(programme).events
    taken = replace(before, kind="cultural", ref=None, ends=before.starts + timedelta(hours=3))
    run = StageRun("sessions", 1, iterations=5)
    result = sessions.solve(programme, programme.phases[0], everyone(programme), run, (taken,))
    (event,) = result.events
    assert event.starts >= taken.ends


def test_who_is_still_on_the_way_is_not_at_a_session_for_everyone() -> None:
    """Two people whose flight lands after a fixed reception has begun are left out of it."""
    starts = datetime.combine(FIRST, time(18))
    programme = one(Session("S1", "forum", "Welcome", 60, "reception", starts, required=True))
    (whole,) = solved(programme).events
    late = tuple(p.id for p in programme.participants[:2])
    flight = replace(
        whole,
        kind="travel",
        ref=None,
        groups=(),
        participants=late,
        starts=whole.starts - timedelta(hours=4),
        ends=whole.starts + timedelta(minutes=15),
    )
    run = StageRun("sessions", 1, iterations=5)
    result = sessions.solve(programme, programme.phases[0], everyone(programme), run, (flight,))
    (event,) = result.events
    assert whole.groups and not event.groups
    assert event.participants == tuple(p.id for p in programme.participants[2:])
