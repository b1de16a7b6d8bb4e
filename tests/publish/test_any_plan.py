"""Plans that make no sense can still be read: a planner mends what they can see."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import icalendar
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.publish.small import make_plan, make_programme

from sojourn.model import Event, Plan
from sojourn.publish import publish
from sojourn.publish.agenda import KIND_NAMES

PEOPLE = ("P001", "P004", "P007", "nobody", "I1", "C1")
GROUPS = ("start-all", "cities-1", "cities-2", "finish-all", "no-group")


@st.composite
def events(draw: st.DrawFn) -> Event:
    """An event at any time, of anything, anywhere, for anybody."""
    zone = timezone(timedelta(hours=draw(st.integers(-12, 14))))
    starts = datetime(2020, 3, 30, tzinfo=zone) + timedelta(minutes=draw(st.integers(0, 20_000)))
    return Event(
        id="",
        kind=draw(st.sampled_from((*KIND_NAMES, "parade"))),
        phase=draw(st.sampled_from(("start", "cities", "finish", "unknown"))),
        host=draw(st.sampled_from(("dc", "austin", "denver", "ny", "atlantis", None))),
        ref=draw(st.sampled_from(("O1", "O3", "S1", "S2", "C1", "AUS-NY", "unknown", None))),
        title=draw(st.text(max_size=20)),
        room=draw(st.sampled_from(("R1", "R9", None))),
        starts=starts,
        ends=starts + timedelta(minutes=draw(st.integers(0, 3_000))),
        groups=tuple(draw(st.lists(st.sampled_from(GROUPS), max_size=3, unique=True))),
        participants=tuple(draw(st.lists(st.sampled_from(PEOPLE), max_size=3, unique=True))),
        counterparts=tuple(draw(st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True))),
        staff=tuple(draw(st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True))),
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(events(), max_size=12))
def test_any_plan_can_be_published(drawn: list[Event]) -> None:
    """Whatever the events are, page, workbook and calendars are written and can be read."""
    numbered = tuple(replace(event, id=f"E{number}") for number, event in enumerate(drawn))
    plan: Plan = replace(make_plan(), events=numbered)
    with TemporaryDirectory() as directory:
        published = publish(make_programme(), plan, Path(directory) / "out")
        for path in published.calendars.rglob("*.ics"):
            icalendar.Calendar.from_ical(path.read_bytes())
