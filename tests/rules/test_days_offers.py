"""What offers allow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.rules.building import (
    changed_event,
    changed_group,
    changed_row,
    found,
    happening,
    make_plan,
    make_programme,
    may,
    with_events,
)

from sojourn.model import Country, Plan


def _again(**columns: tuple[str, ...]) -> Plan:
    """A second event of the offer A1, a day later."""
    extra = happening("E90", "appointment", "cities", "austin", may(7, 14), 90, "A1", **columns)
    return with_events(make_plan(), extra)


def test_an_offer_receives_its_visits() -> None:
    """Two groups at an offer for one are one too many, together or apart."""
    together = changed_event(make_plan(), "E04", groups=("cities-1", "cities-2"))
    assert [f.amount for f in found(make_programme(), together, "visits")] == [1]
    apart = _again(groups=("cities-2",))
    assert [f.amount for f in found(make_programme(), apart, "visits")] == [1]
    two = changed_row(make_programme(), "offers", "A1", visits=2)
    assert found(two, together, "visits") == []


def test_an_event_that_names_people_only_counts_as_one_group() -> None:
    """Participants by name are a visit of their own."""
    plan = _again(participants=("P4",))
    assert [f.amount for f in found(make_programme(), plan, "visits")] == [1]
    assert found(make_programme(), make_plan(), "visits") == []


def test_a_group_comes_once() -> None:
    """A group at an offer twice is one visit, and found as a repetition."""
    plan = _again(groups=("cities-1",))
    assert [f.who for f in found(make_programme(), plan, "once")] == [("cities-1",)]
    assert found(make_programme(), plan, "visits") == []


def test_a_person_comes_once() -> None:
    """Somebody who comes with the group and once more by name is found."""
    plan = _again(participants=("P2",))
    assert [f.who for f in found(make_programme(), plan, "once")] == [("P2",)]


def test_a_session_is_held_once() -> None:
    """Two events of one session are one too many."""
    event = make_plan().event["E16"]
    second = replace(event, id="E90", participants=("P5",))
    (finding,) = found(make_programme(), with_events(make_plan(), second), "once")
    assert "is held 2 times" in finding.text


def test_an_offer_holds_its_people_at_once() -> None:
    """Staff count; two groups at once add up, one after the other do not."""
    programme = changed_row(make_programme(), "offers", "A1", capacity=4, visits=2)
    assert found(programme, make_plan(), "capacity") == []
    small = changed_row(programme, "offers", "A1", capacity=3)
    assert [f.amount for f in found(small, make_plan(), "capacity")] == [1]
    at_once = _again(groups=("cities-2",))
    event = at_once.event["E04"]
    at_once = changed_event(at_once, "E90", starts=event.starts, ends=event.ends)
    assert [f.amount for f in found(programme, at_once, "capacity")] == [4]
    assert found(programme, _again(groups=("cities-2",)), "capacity") == []


def test_a_session_holds_its_participants() -> None:
    """The capacity of a session does not count staff."""
    programme = changed_row(make_programme(), "sessions", "S2", capacity=3)
    assert found(programme, make_plan(), "capacity") == []
    small = changed_row(programme, "sessions", "S2", capacity=2)
    assert [f.amount for f in found(small, make_plan(), "capacity")] == [1]


def test_declined_offers_are_not_used() -> None:
    """An event of a declined offer is found; one of a requested offer is not."""
    programme = changed_row(make_programme(), "offers", "A1", status="declined")
    assert [f.event for f in found(programme, make_plan(), "declined")] == ["E04"]
    requested = changed_row(programme, "offers", "A1", status="requested")
    assert found(requested, make_plan(), "declined") == []


def test_people_from_refused_countries_are_not_brought() -> None:
    """A facility that refuses a country is not visited by its people."""
    programme = changed_row(make_programme(), "offers", "A1", refuses=(Country("BR"),))
    (finding,) = found(programme, make_plan(), "refuses")
    assert (finding.who, finding.event) == (("P2",), "E04")
    without = changed_event(make_plan(), "E04", groups=(), participants=("P1", "P3"))
    assert found(programme, without, "refuses") == []


def test_counterparts_refuse_people_and_countries() -> None:
    """Meetings with those whom the counterpart refuses are found."""
    programme = changed_row(make_programme(), "counterparts", "C1", refuses=("P1", "IN"))
    assert [f.who for f in found(programme, make_plan(), "refuses")] == [("P1",), ("P3",)]


def test_names_are_complete_in_time() -> None:
    """Who was added later than the days before the visit is found; the last day is in time."""
    programme = changed_row(make_programme(), "offers", "A1", clearance_days=10)
    late = changed_row(programme, "participants", "P2", added=date(2021, 4, 27))
    assert [f.who for f in found(late, make_plan(), "clearance")] == [("P2",)]
    in_time = changed_row(programme, "participants", "P2", added=date(2021, 4, 26))
    assert found(in_time, make_plan(), "clearance") == []
    assert found(programme, make_plan(), "clearance") == []


def test_strangers_do_not_fill_places() -> None:
    """Who does not exist is found by `present`, and takes no place."""
    programme = changed_row(make_programme(), "offers", "A1", capacity=4)
    plan = changed_group(make_plan(), "cities-1", participants=("P1", "P2", "P3", "PX"))
    assert found(programme, plan, "capacity") == []
