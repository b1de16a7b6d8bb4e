"""A plan beside its programme."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.rules.building import (
    changed_event,
    changed_row,
    make_plan,
    make_programme,
    may,
)
from tests.rules.large import make_large

from sojourn.rules import Scene
from sojourn.rules.placed import local_minutes, utc_minutes, zone_of
from sojourn.rules.scene import overlapping


def test_members_are_at_what_lies_between_arrival_and_departure() -> None:
    """The whole event counts, at its local time; who is named is at it in any case."""
    programme = changed_row(make_programme(), "participants", "P3", arrives=may(6, 10))
    scene = Scene(programme, make_plan())
    at = {e.id: e.people for e in scene.events}
    assert "P3" not in at["E04"]
    assert "P3" in at["E06"]
    named = changed_event(make_plan(), "E04", participants=("P3",))
    assert "P3" in {e.id: e.people for e in Scene(programme, named).events}["E04"]


def test_staff_are_at_what_lies_on_their_days() -> None:
    """Staff of a group are only at its events on days on which they work."""
    programme = changed_row(make_programme(), "staff", "I1", available_until=may(6).date())
    at = {e.id: e.staff for e in Scene(programme, make_plan()).events}
    assert at["E04"] == ("I1",)
    assert at["E06"] == ()


def test_a_filler_without_a_host_is_in_its_groups_city() -> None:
    """A meal's day is that of the city where its group is."""
    scene = Scene(make_programme(), make_plan())
    meal = next(e for e in scene.events if e.id == "E05")
    assert meal.host is scene.programme.host["austin"]
    assert meal.place is None


def test_professional_are_offers_sessions_and_meetings_of_work() -> None:
    """Receptions, culture, hospitality, meals and journeys are not professional."""
    scene = Scene(make_programme(), make_plan())
    assert {e.event.kind for e in scene.events if e.professional} == {
        "session",
        "appointment",
        "site_visit",
        "community",
        "meeting",
    }
    reception = changed_row(make_programme(), "sessions", "S2", kind="reception")
    (event,) = [e for e in Scene(reception, make_plan()).events if e.id == "E16"]
    assert not event.professional


@given(st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1)), st.integers(-720, 720))
def test_instants_keep_their_minutes(moment: datetime, offset: int) -> None:
    """Minutes since the epoch are those of the instant, local ones those of the zone."""
    instant = moment.replace(tzinfo=UTC)
    zone = zone_of("America/Chicago")
    minutes = utc_minutes(instant, zone)
    assert minutes == moment.toordinal() * 1440 + moment.hour * 60 + moment.minute
    local = instant.astimezone(zone)
    assert local_minutes(instant, zone) == (
        local.toordinal() * 1440 + local.hour * 60 + local.minute
    )
    later = utc_minutes(instant + timedelta(minutes=offset), zone)
    assert later - minutes == offset


def test_unknown_zones_are_utc() -> None:
    """A zone that does not exist does no harm."""
    assert zone_of("Atlantis/Capital").key == "UTC"


def test_overlaps_are_all_pairs_that_share_a_minute() -> None:
    """The sweep finds what comparing all pairs finds."""
    _, plan = make_large(20)
    programme, _ = make_large(20)
    scene = Scene(programme, plan)
    events = scene.events[:120]
    slow = {
        (a.index, b.index)
        for a in events
        for b in events
        if a.index < b.index and a.utc_starts < b.utc_ends and b.utc_starts < a.utc_ends
    }
    assert set(overlapping(events)) == slow
