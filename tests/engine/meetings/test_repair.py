from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.meetings.test_solve import plain, solved
from tests.engine.sessions.conferences import FIRST, conference, everyone
from tests.engine.sessions.test_solve import broken

from sojourn.engine.meetings.repair import RepairedMeetings, repaired
from sojourn.engine.run import StageRun
from sojourn.model import Event, Programme, Window, Wish, at

DAY = FIRST + timedelta(days=3)


def named(programme: Programme, iterations: int = 40) -> tuple[Event, ...]:
    """The meetings of a programme with ids."""
    events = solved(programme, iterations=iterations).events
    return tuple(replace(event, id=f"M{n:03d}") for n, event in enumerate(events))


def again(programme: Programme, held: tuple[Event, ...], now: datetime) -> RepairedMeetings:
    """The meetings `held`, repaired for the programme as it is."""
    run = StageRun("meetings", 1, iterations=100)
    return repaired(programme, programme.phases[0], everyone(programme), (), held, now, run)


def moments(events: tuple[Event, ...]) -> dict[str, tuple[datetime, tuple[str, ...]]]:
    """Start and interpreters of each event that has an id."""
    return {e.id: (e.starts, e.staff) for e in events if e.id}


def lacking(programme: Programme, ident: str) -> Programme:
    """The programme without a counterpart."""
    left = tuple(c for c in programme.counterparts if c.id != ident)
    return replace(programme, counterparts=left)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 14))
def test_without_a_change_nothing_moves(seed: int, hour: int) -> None:
    """A repair without a change keeps every meeting where it was, with its interpreter."""
    programme = conference(seed, people=12, counterparts=8, sessions=0)
    held = named(programme)
    result = again(programme, held, at(DAY, 60 * (8 + hour)))
    assert moments(result.events) == moments(held)
    assert (result.moved, result.lost, result.stayed) == (0, 0, len(held))


@settings(max_examples=30, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    change=st.sampled_from(("counterpart", "windows", "person", "departs", "slot", "staff")),
    minute=st.sampled_from((700, 820, 860, 905, 960)),
)
def test_a_repair_is_valid_freezes_what_began_and_keeps_the_rest(
    seed: int, change: str, minute: int
) -> None:
    """Nothing before the moment changes, who is not hit keeps their meetings, no rule is broken."""
    programme = conference(seed, people=14, counterparts=9, sessions=0, days=5)
    held = named(programme)
    rng = random.Random(seed)
    days = sorted({e.starts.date() for e in held}) or [DAY]
    now = at(rng.choice(days), minute)
    changed, hit = disturbed(programme, change, now, rng)
    result = again(changed, held, now)
    zone = held[0].starts.tzinfo if held else None
    frozen = tuple(e for e in held if e.starts < now.replace(tzinfo=zone))
    assert frozen == tuple(e for e in result.events if e in frozen)
    known = {p.id for p in changed.confirmed} | {c.id for c in changed.counterparts}
    later = tuple(e for e in result.events if e not in frozen)
    assert all({*e.participants, *e.counterparts} <= known for e in later)
    before, after = moments(held), moments(result.events)
    unhit = [e for e in held if not hit & {*e.participants, *e.counterparts, *e.staff}]
    if change != "slot":
        bare = not_met(changed, unhit)  # for them others may have to move
        assert bare or all(after.get(e.id) == before[e.id] for e in unhit)
    # what has begun may have been with somebody who is gone now
    gone = {*(p.id for p in programme.confirmed), *(c.id for c in programme.counterparts)} - known
    sound = tuple(e for e in result.events if not gone & {*e.participants, *e.counterparts})
    old = broken(changed, tuple(e for e in sound if e in frozen))
    assert Counter(rule for rule, _ in broken(changed, sound)) == Counter(rule for rule, _ in old)


def not_met(programme: Programme, events: tuple[Event, ...]) -> int:
    """Participants without a meeting."""
    met = {p for e in events for p in e.participants}
    return sum(p.id not in met for p in programme.confirmed)


def disturbed(
    programme: Programme, change: str, now: datetime, rng: random.Random
) -> tuple[Programme, set[str]]:
    """The programme with a change at `now`, and whom it concerns."""
    if change == "counterpart":
        gone = rng.choice(programme.counterparts)
        return lacking(programme, gone.id), {gone.id}
    if change == "windows":
        early = rng.choice(programme.counterparts)
        windows = (Window.dated(at(FIRST, 0), now),)
        counterparts = tuple(
            replace(c, windows=windows) if c is early else c for c in programme.counterparts
        )
        return replace(programme, counterparts=counterparts), {early.id}
    if change in ("person", "departs"):
        person = rng.choice(programme.participants)
        other = (
            replace(person, status="withdrawn")
            if change == "person"
            else replace(person, arrives=None, departs=now)
        )
        people = tuple(other if p is person else p for p in programme.participants)
        return replace(programme, participants=people), {person.id}
    if change == "staff":
        member = rng.choice(programme.staff)
        left = tuple(s for s in programme.staff if s is not member)
        return replace(programme, staff=left), {member.id}
    phase = programme.phases[0]
    assert phase.meetings is not None
    windows = tuple(
        replace(w, closes=max(w.opens + 20, w.closes - 40)) for w in phase.meetings.windows
    )
    rules = replace(phase.meetings, windows=windows)
    return replace(programme, phases=(replace(phase, meetings=rules),)), set()


def test_who_lost_a_meeting_gets_another() -> None:
    """The counterpart of the first meeting leaves; the participant meets another one instead."""
    programme = plain(2, 3)
    phase = programme.phases[0]
    assert phase.meetings is not None
    phase = replace(phase, meetings=replace(phase.meetings, at_most=1))
    wishes = (Wish("P000", "C000", 5.0), Wish("P001", "C001", 5.0), Wish("P000", "C002", 1.0))
    programme = replace(programme, phases=(phase,), wishes=wishes)
    held = named(programme)
    assert {e.ref for e in held} == {"C000", "C001"}
    result = again(lacking(programme, "C000"), held, at(DAY, 600))
    assert {(e.participants[0], e.ref) for e in result.events} == {
        ("P000", "C002"),
        ("P001", "C001"),
    }
    assert (result.stayed, result.moved, result.lost, result.new) == (1, 0, 1, 1)


def test_a_lost_slot_moves_its_meeting_and_keeps_its_id() -> None:
    """A meeting in a slot that is lost is held in another one under the same id."""
    programme = plain(1, 1)
    (event,) = named(programme)
    phase = programme.phases[0]
    assert phase.meetings is not None
    local = event.starts.replace(tzinfo=None)
    minute = local.hour * 60 + local.minute
    other = (840, 860) if minute >= 860 else (880, 900)
    window = Window(DAY, DAY, frozenset(range(7)), *other)
    rules = replace(phase.meetings, windows=(window,))
    result = again(
        replace(programme, phases=(replace(phase, meetings=rules),)), (event,), at(DAY, 600)
    )
    (moved,) = result.events
    assert moved.id == event.id and moved.starts != event.starts
    assert (result.moved, result.lost) == (1, 0)


def test_fewer_tables_drop_what_is_worth_least() -> None:
    """When a table is lost, the meeting that is worth the least gives way."""
    programme = plain(2, 2, (Window(DAY, DAY, frozenset(range(7)), 840, 860),))
    wishes = (Wish("P000", "C000", 5.0), Wish("P001", "C001", 2.0))
    programme = replace(programme, wishes=wishes)
    held = named(programme)
    assert len(held) == 2
    phase = programme.phases[0]
    assert phase.meetings is not None
    rules = replace(phase.meetings, tables=1)
    result = again(replace(programme, phases=(replace(phase, meetings=rules),)), held, at(DAY, 600))
    assert [e.ref for e in result.events] == ["C000"]


def test_without_meetings_all_are_lost() -> None:
    """Where the phase has no meetings any more, none is held."""
    programme = plain(2, 2)
    held = named(programme)
    phase = replace(programme.phases[0], meetings=None)
    result = again(replace(programme, phases=(phase,)), held, at(DAY, 600))
    assert result.events == () and result.lost == len(held)


@pytest.mark.parametrize("zoned", [False, True])
def test_the_moment_is_local_or_bears_its_zone(zoned: bool) -> None:
    """Meetings before 14:20 are frozen, whether the moment bears the host's offset or none."""
    programme = plain(3, 3)
    held = named(programme)
    now = at(DAY, 860)
    moment = now.replace(tzinfo=held[0].starts.tzinfo) if zoned else now
    early = [e for e in held if e.starts.replace(tzinfo=None) < now]
    empty = replace(programme, counterparts=())
    assert list(again(empty, held, moment).events) == early


def test_a_repair_is_fast() -> None:
    """A counterpart lost at noon at a conference of 60 is repaired within a second."""
    programme = conference(5, people=60, counterparts=40, sessions=0, staff=12)
    held = named(programme, 5)
    busiest = Counter(e.ref for e in held).most_common(1)[0][0]
    assert busiest is not None
    changed = lacking(programme, busiest)
    began = time.process_time()
    run = StageRun("meetings", 1, seconds=1.0)
    repaired(changed, changed.phases[0], everyone(changed), (), held, at(FIRST, 0), run)
    assert time.process_time() - began < 1.0
