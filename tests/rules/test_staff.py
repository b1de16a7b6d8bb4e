"""When staff work, and with whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

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

from sojourn.model import Country


def test_staff_work_on_a_day_of_their_group() -> None:
    """Who works on none of the group's days is found; who works on some is not."""
    programme = changed_row(make_programme(), "staff", "L1", available_until=date(2021, 5, 4))
    groups = {f.text for f in found(programme, make_plan(), "staff_available")}
    assert any("cities-2" in text for text in groups)
    some = changed_row(make_programme(), "staff", "L1", available_from=date(2021, 5, 4))
    assert found(some, make_plan(), "staff_available") == []


def test_staff_whom_an_event_names_work_that_day() -> None:
    """Naming an interpreter after their last day is found, one finding an event."""
    programme = changed_row(make_programme(), "staff", "I1", available_until=date(2021, 5, 10))
    assert {f.event for f in found(programme, make_plan(), "staff_available")} == {"E16", "E17"}


def test_staff_travel_with_one_group_at_a_time() -> None:
    """Two groups of a split phase at once are five days too many."""
    plan = changed_group(make_plan(), "cities-1", staff=("I1", "L1"))
    (finding,) = found(make_programme(), plan, "staff_available")
    assert (finding.who, finding.amount) == (("L1",), 5)
    assert found(make_programme(), make_plan(), "staff_available") == []


def test_staff_are_not_with_countries_of_their_conflicts() -> None:
    """A conflict with a country in the group is found; when all are together it is not."""
    programme = changed_row(make_programme(), "staff", "I1", conflicts=(Country("BR"),))
    (finding,) = found(programme, make_plan(), "staff_conflict")
    assert (finding.who, finding.amount) == (("I1", "P2"), 1)
    assert "Brazil" in finding.text
    other = changed_row(make_programme(), "staff", "I1", conflicts=(Country("IT"),))
    assert found(other, make_plan(), "staff_conflict") == []


def test_staff_have_a_free_day_in_seven() -> None:
    """Seven days in a row are one too many; fillers are no work."""
    assert found(make_programme(), make_plan(), "staff_rest") == []
    days = [
        happening(f"X{d}", "cultural", "cities", "reno", may(d, 19), 60, "R3", staff=("L1",))
        for d in (3, 4, 9)
    ]
    plan = with_events(make_plan(), *days)
    (finding,) = found(make_programme(), plan, "staff_rest")
    assert (finding.who, finding.amount, finding.level) == (("L1",), 1, "soft")
    rest = changed_event(plan, "X9", kind="rest", ref=None)
    assert found(make_programme(), rest, "staff_rest") == []


def test_days_alike_in_two_zones_are_one_day() -> None:
    """Events late in the evening count for their local day."""
    event = make_plan().event["E12"]
    later = replace(event, starts=event.starts + timedelta(hours=3))
    plan = changed_event(make_plan(), "E12", starts=later.starts, ends=event.ends)
    assert found(make_programme(), plan, "staff_rest") == []
