"""When all are together."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

import pytest
from tests.rules.building import (
    changed_event,
    changed_row,
    found,
    make_plan,
    make_programme,
    may,
    moved_event,
    with_rule,
    without_event,
)

from sojourn.model import Programme, Window
from sojourn.rules import assess
from sojourn.rules.together import reason_not_held


def test_everyone_is_at_required_sessions() -> None:
    """Who is not at a required session is named; who arrives later is excused."""
    plan = changed_event(make_plan(), "E01", groups=(), participants=("P1", "P2", "P3", "P4", "P5"))
    (finding,) = found(make_programme(), plan, "required")
    assert (finding.who, finding.amount, finding.event) == (("P6",), 1, "E01")
    late = changed_row(make_programme(), "participants", "P6", arrives=may(3, 10))
    assert found(late, plan, "required") == []


def test_required_sessions_are_held() -> None:
    """A required session without an event is missed by everyone."""
    (finding,) = found(make_programme(), without_event(make_plan(), "E01"), "required")
    assert finding.amount == 6


def test_rooms_hold_the_people_in_them() -> None:
    """Six participants and two staff need eight seats."""
    programme = changed_row(make_programme(), "rooms", "W1", capacity=8)
    assert found(programme, make_plan(), "room_capacity") == []
    small = changed_row(programme, "rooms", "W1", capacity=7)
    assert [f.amount for f in found(small, make_plan(), "room_capacity")] == [1]


def test_rooms_interpret_the_languages_needed() -> None:
    """French in a room without a booth is one language too many; without a room, none."""
    programme = changed_row(make_programme(), "rooms", "N1", booths=0)
    assert [f.event for f in found(programme, make_plan(), "booths")] == ["E16"]
    english = changed_event(make_plan(), "E16", participants=("P2", "P4"))
    assert found(programme, english, "booths") == []
    assert found(programme, changed_event(make_plan(), "E16", room=None), "booths") == []


def test_a_speaker_is_in_one_place() -> None:
    """A meeting with a speaker during the session is found; two meetings are not this rule's."""
    plan = moved_event(make_plan(), "E17", may(11, 9, 45))
    assert [(f.who, f.amount) for f in found(make_programme(), plan, "speakers")] == [(("C1",), 20)]
    double = moved_event(make_plan(), "E18", may(12, 13, 30))
    assert found(make_programme(), double, "speakers") == []


def test_breakouts_suit_interests() -> None:
    """P1 (cyber 3) and P4 (cyber 1) give four points; an empty session takes some."""
    programme = make_programme()
    whole = assess(programme, make_plan()).score.by_rule["breakout_fit"]
    assert whole == pytest.approx(0.3 * 4)
    plan = changed_event(make_plan(), "E16", participants=("P1",))
    assert assess(programme, plan).score.by_rule["breakout_fit"] == pytest.approx(0.3 * (3 - 5))


def test_sessions_nearly_empty_or_not_held_are_told() -> None:
    """A breakout of one, and one that is not held, are told softly."""
    plan = changed_event(make_plan(), "E16", participants=("P1",))
    (finding,) = found(make_programme(), plan, "breakout_fit")
    assert (finding.amount, finding.level) == (1, "soft")
    (finding,) = found(make_programme(), without_event(make_plan(), "E16"), "breakout_fit")
    assert "is not held" in finding.text
    content = with_rule(make_programme(), "breakout_fit", settings={"least": 1})
    assert found(content, plan, "breakout_fit") == []


def free_session(minutes: int, **more: object) -> Programme:
    """The programme with a session for everyone that is not held and has a window of an hour."""
    programme = make_programme()
    first = programme.sessions[0]
    day = programme.phase[first.phase].days[1]
    window = Window.dated(datetime.combine(day, time(10)), datetime.combine(day, time(11)))
    changed = replace(
        first,
        starts=None,
        pin_starts=None,
        windows=(window,),
        minutes=minutes,
        required=True,
        **more,
    )
    return replace(programme, sessions=(changed, *programme.sessions[1:]))


def test_a_session_longer_than_its_window_is_told() -> None:
    """What is not held because no window is long enough says so, with its row."""
    programme = free_session(90)
    ident = programme.sessions[0].id
    plan = without_event(make_plan(), "E01")
    (finding,) = (f for f in found(programme, plan, "required") if ident in f.text)
    assert f"windows of {ident}" in finding.text
    assert "90 minutes" in finding.text and "60 minutes" in finding.text


def test_what_would_help_is_told() -> None:
    """A room that is too small, and one without booths, name the room that would do or say none."""
    small = changed_row(make_programme(), "rooms", "W1", capacity=7)
    (finding,) = found(small, make_plan(), "room_capacity")
    assert "rooms.csv" in finding.text
    deaf = changed_row(make_programme(), "rooms", "N1", booths=0)
    (finding,) = found(deaf, make_plan(), "booths")
    assert "rooms.csv" in finding.text
    plan = moved_event(make_plan(), "E17", may(11, 9, 45))
    (finding,) = found(make_programme(), plan, "speakers")
    assert "sessions.csv" in finding.text


def test_a_speaker_who_is_not_there_is_told() -> None:
    """A session is not held while its speaker is away: their row is named."""
    programme = free_session(45)
    speaker = programme.counterparts[0]
    day = programme.phase[programme.sessions[0].phase].days[1]
    away = Window.dated(datetime.combine(day, time(14)), datetime.combine(day, time(16)))
    programme = changed_row(programme, "counterparts", speaker.id, windows=(away,))
    session = replace(programme.sessions[0], speakers=(speaker.id,))
    text = reason_not_held(programme, session)
    assert f"windows of {speaker.id}" in text
