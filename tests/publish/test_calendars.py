"""Calendars, read back by icalendar and compared event by event."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import icalendar
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publish.small import make_plan, make_programme

from sojourn.model import Plan, Programme
from sojourn.publish import calendar_of_group, calendar_of_person
from sojourn.publish.agenda import Agenda


def told(raw: bytes) -> dict[str, icalendar.Event]:
    """The events of a calendar by the id of the plan's event."""
    events = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    return {str(event["UID"]).split(".")[0]: event for event in events}


def test_a_calendar_tells_every_event_of_a_person(programme: Programme, plan: Plan) -> None:
    """Read back, a calendar holds the person's events: time, title and nothing else."""
    for person, expected in Agenda(programme, plan).events_of.items():
        found = told(calendar_of_person(programme, plan, person))
        assert sorted(found) == sorted(event.id for event in expected)
        for event in expected:
            assert found[event.id].start == event.starts
            assert found[event.id].end == event.ends
            assert found[event.id]["SUMMARY"] == event.title
            assert found[event.id]["SEQUENCE"] == 0


def test_a_calendar_of_a_group_tells_its_events(programme: Programme, plan: Plan) -> None:
    """Read back, a group's calendar holds what the group does together."""
    for group, expected in Agenda(programme, plan).events_of_group.items():
        assert sorted(told(calendar_of_group(programme, plan, group))) == sorted(
            event.id for event in expected
        )


def test_times_name_the_zone_of_their_place(programme: Programme, plan: Plan) -> None:
    """Times bear the zone of the host, those of a journey the zones of both ends."""
    text = calendar_of_person(programme, plan, "P001").decode()
    assert "DTSTART;TZID=America/New_York:20200404T090000" in text
    assert "DTEND;TZID=America/Chicago:20200404T120000" in text
    assert text.count("BEGIN:VTIMEZONE") == 2


def test_uids_name_event_person_and_programme(programme: Programme, plan: Plan) -> None:
    """A UID is made of the ids alone, so that it never changes."""
    text = calendar_of_person(programme, plan, "P001").decode()
    assert "UID:E03.P001@small-2020.sojourn\r\n" in text


def test_the_same_plan_gives_the_same_bytes(programme: Programme, plan: Plan) -> None:
    """Handing out an unchanged plan again changes nothing, not even a sequence number."""
    first = calendar_of_person(programme, plan, "P001")
    assert calendar_of_person(programme, plan, "P001", earlier=first) == first


def test_only_what_changes_gets_a_higher_sequence(programme: Programme, plan: Plan) -> None:
    """A moved event counts up, a vanished one is cancelled once, others stay as they are."""
    first = calendar_of_person(programme, plan, "P001")
    moved = replace(
        plan.event["E03"],
        starts=plan.event["E03"].starts + timedelta(minutes=30),
        ends=plan.event["E03"].ends + timedelta(minutes=30),
    )
    events = tuple(moved if e.id == "E03" else e for e in plan.events if e.id != "E04")
    changed = replace(plan, events=events)
    second = calendar_of_person(programme, changed, "P001", earlier=first)
    found = told(second)
    assert found["E03"]["SEQUENCE"] == 1
    assert found["E01"]["SEQUENCE"] == 0
    assert (found["E04"]["STATUS"], found["E04"]["SEQUENCE"]) == ("CANCELLED", 1)
    assert calendar_of_person(programme, changed, "P001", earlier=second) == second
    back = told(calendar_of_person(programme, plan, "P001", earlier=second))
    assert (back["E04"]["STATUS"], back["E04"]["SEQUENCE"]) == ("CONFIRMED", 2)
    assert back["E03"]["SEQUENCE"] == 2


def test_free_time_does_not_block(programme: Programme, plan: Plan) -> None:
    """Free time is transparent, and fillers can be left out."""
    assert told(calendar_of_person(programme, plan, "P004"))["E06"]["TRANSP"] == "TRANSPARENT"
    assert "E06" not in told(calendar_of_person(programme, plan, "P004", fillers=False))


@settings(max_examples=60, deadline=None)
@given(title=st.text(max_size=200), person=st.text(min_size=1, max_size=120))
def test_any_text_can_be_told(title: str, person: str) -> None:
    """Whatever a title or an id holds, the calendar can be read and nothing breaks out."""
    programme, plan = make_programme(), make_plan()
    participants = tuple(
        replace(p, id=person) if p.id == "P001" else p for p in programme.participants
    )
    events = (replace(plan.events[0], title=title, groups=(), participants=(person,)),)
    raw = calendar_of_person(
        replace(programme, participants=participants), replace(plan, events=events), person
    )
    assert list(told(raw)) == ["E01"]
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))


@settings(max_examples=40, deadline=None)
@given(earlier=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_a_broken_earlier_calendar_does_no_harm(earlier: bytes) -> None:
    """What cannot be read as a calendar of ours counts as none."""
    programme, plan = make_programme(), make_plan()
    fresh = calendar_of_person(programme, plan, "P001")
    assert calendar_of_person(programme, plan, "P001", earlier=earlier) == fresh
