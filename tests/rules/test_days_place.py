"""Events and people are at the same place at the same time."""

from __future__ import annotations

from dataclasses import replace

from tests.rules.building import (
    changed_event,
    changed_group,
    changed_row,
    found,
    happening,
    make_plan,
    make_programme,
    may,
    moved_event,
    with_events,
)

from sojourn.model import Leg


def test_an_event_is_where_its_group_is() -> None:
    """An event of a group that is in another city that day is found."""
    plan = changed_event(make_plan(), "E04", groups=("cities-2",))
    (finding,) = found(make_programme(), plan, "place")
    assert (finding.who, finding.event) == (("cities-2",), "E04")
    assert "in Reno that day" in finding.text


def test_people_whom_an_event_names_are_there() -> None:
    """Naming somebody whose group is in another city is found."""
    plan = changed_event(make_plan(), "E04", participants=("P5",))
    (finding,) = found(make_programme(), plan, "place")
    assert finding.who == ("P5",)


def test_an_event_lies_on_a_day_of_its_phase() -> None:
    """A day before the phase begins, or after it ends, is found."""
    for day in (4, 10):
        plan = moved_event(make_plan(), "E04", may(day, 9, 30))
        assert any("outside 'cities'" in f.text for f in found(make_programme(), plan, "place"))


def test_an_offer_is_used_at_its_host_and_as_what_it_is() -> None:
    """An offer of another host, and one told as another kind, are found."""
    other = changed_event(make_plan(), "E04", ref="R1")
    assert "is an offer of Reno" in found(make_programme(), other, "place")[0].text
    told = changed_event(make_plan(), "E04", kind="cultural")
    assert "told as 'cultural'" in found(make_programme(), told, "place")[0].text


def test_sessions_rooms_and_meetings_belong_to_phase_and_host() -> None:
    """A session of another phase, a room elsewhere, a counterpart of another phase are found."""
    plan = make_plan()
    assert found(make_programme(), changed_event(plan, "E16", ref="S1"), "place")
    assert found(make_programme(), changed_event(plan, "E16", room="W1"), "place")
    programme = changed_row(make_programme(), "counterparts", "C1", phase="opening")
    assert len(found(programme, plan, "place")) == 6


def test_a_journey_leads_to_where_its_group_is_that_evening() -> None:
    """A journey to another city is found, and so is an unknown leg; a known one is not."""
    plan = make_plan()
    assert found(make_programme(), changed_event(plan, "E02", host="reno"), "place")
    assert found(make_programme(), changed_event(plan, "E02", ref="J9"), "place")
    legs = (Leg("J1", "washington", "austin", "air"),)
    programme = replace(make_programme(), legs=legs)
    assert found(programme, changed_event(plan, "E02", ref="J1"), "place") == []


def test_fillers_have_no_place() -> None:
    """A meal without a host is nowhere wrong; one at another host is."""
    assert found(make_programme(), make_plan(), "place") == []
    assert found(make_programme(), changed_event(make_plan(), "E05", host="reno"), "place")


def test_who_is_not_confirmed_takes_no_part() -> None:
    """A withdrawn member of groups, and one whom events name, are found."""
    programme = changed_row(make_programme(), "participants", "P1", status="withdrawn")
    findings = found(programme, make_plan(), "present")
    assert {f.who for f in findings} == {("P1",)}
    assert {f.event for f in findings} == {None, "E14", "E16", "E17"}
    assert "'withdrawn', not confirmed" in findings[0].text


def test_who_is_named_is_there_for_all_of_it() -> None:
    """Naming somebody who arrives during the event, or leaves during it, is found."""
    for columns in ({"arrives": may(11, 9, 45)}, {"departs": may(11, 10, 15)}):
        programme = changed_row(make_programme(), "participants", "P2", **columns)
        events = {f.event for f in found(programme, make_plan(), "present")}
        assert "E16" in events


def test_members_are_only_at_what_they_are_there_for() -> None:
    """A member who arrives later is not at the group's earlier events, and breaks nothing."""
    programme = changed_row(make_programme(), "participants", "P3", arrives=may(8, 12))
    assert found(programme, make_plan(), "present") == []
    small = changed_row(programme, "offers", "A1", capacity=3)
    assert found(small, make_plan(), "capacity") == []
    assert found(changed_row(small, "participants", "P3", arrives=None), make_plan(), "capacity")


def test_unknown_people_in_groups_are_found() -> None:
    """Ids of nobody among participants and staff of a group are told apart."""
    plan = changed_group(make_plan(), "cities-1", participants=("P1", "P2", "P3", "PX"))
    plan = changed_group(plan, "cities-2", staff=("L1", "LX"))
    assert {f.who for f in found(make_programme(), plan, "present")} == {("PX",), ("LX",)}


def test_staff_without_a_group_may_be_named_anywhere() -> None:
    """Staff who are in no group that day can be at an event of any city."""
    programme = changed_row(make_programme(), "staff", "L1")
    plan = changed_group(make_plan(), "cities-2", staff=())
    extra = happening("E90", "free", "cities", "austin", may(9, 9), 60, staff=("L1",))
    assert found(programme, with_events(plan, extra), "place") == []
    assert found(programme, with_events(make_plan(), extra), "place")
