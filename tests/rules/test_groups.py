"""Groups: membership, size, route, capacity of hosts, pins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.rules.building import (
    changed_event,
    changed_group,
    changed_row,
    found,
    hard,
    make_plan,
    make_programme,
    may,
    moved_event,
    without_event,
)

from sojourn.model import OfferPin, Stop, Window


def test_who_is_in_no_group_is_found() -> None:
    """A confirmed participant in no group of a split phase is named."""
    plan = changed_group(make_plan(), "cities-1", participants=("P1", "P2"))
    (finding,) = found(make_programme(), plan, "one_group")
    assert (finding.who, finding.amount) == (("P3",), 1)
    assert finding.text == "Chi Example (P3) is in no group of 'cities'."


def test_who_is_in_two_groups_is_found() -> None:
    """A participant in two groups of one split phase is named with both."""
    plan = changed_group(make_plan(), "cities-2", participants=("P3", "P4", "P5", "P6"))
    (finding,) = found(make_programme(), plan, "one_group")
    assert finding.who == ("P3",)
    assert "cities-1 and cities-2" in finding.text


def test_the_group_of_a_phase_together_holds_all_who_are_there() -> None:
    """Who is there on a day of a phase together is in its group; who comes later need not be."""
    plan = changed_group(make_plan(), "opening-all", participants=("P1", "P2", "P3", "P4", "P5"))
    assert found(make_programme(), plan, "one_group")
    late = changed_row(make_programme(), "participants", "P6", arrives=may(5, 9))
    assert found(late, plan, "one_group") == []


def test_only_confirmed_participants_need_a_group() -> None:
    """A withdrawn participant is missed by nobody."""
    programme = changed_row(make_programme(), "participants", "P3", status="withdrawn")
    plan = changed_group(make_plan(), "cities-1", participants=("P1", "P2"))
    assert found(programme, plan, "one_group") == []


def test_groups_have_their_size() -> None:
    """Participants over the largest or under the smallest size are counted."""
    plan = changed_group(make_plan(), "cities-1", participants=("P1", "P2", "P3", "P4", "P5"))
    plan = changed_group(plan, "cities-2", participants=("P6",))
    findings = found(make_programme(), plan, "group_size")
    assert [(f.who, f.amount) for f in findings] == [(("cities-1",), 1), (("cities-2",), 1)]


def test_a_phase_has_its_number_of_groups() -> None:
    """A missing group of a split phase is found, and so is a second group of one id."""
    plan = make_plan()
    fewer = replace(plan, groups=tuple(g for g in plan.groups if g.id != "cities-2"))
    assert [f.amount for f in found(make_programme(), fewer, "group_size")] == [1]
    twice = replace(plan, groups=(*plan.groups, plan.groups[1]))
    texts = [f.text for f in found(make_programme(), twice, "group_size")]
    assert "2 groups bear the id cities-1." in texts


def test_stops_follow_the_route() -> None:
    """Wrong dates, a wrong host and a wrong number of stops are each found."""
    programme, plan = make_programme(), make_plan()
    stop = plan.group["cities-1"].stops[0]
    for stops in (
        (replace(stop, ends=date(2021, 5, 8)),),
        (replace(stop, host="new-york"),),
        (replace(stop, host="nowhere"),),
        (),
        (stop, stop),
    ):
        assert hard(found(programme, changed_group(plan, "cities-1", stops=stops), "route"))


def test_two_stops_have_the_lengths_of_the_route() -> None:
    """With a route of 3 and 2 days exactly these two stops are right."""
    programme = changed_row(make_programme(), "phases", "cities", route=(3, 2))
    plan = make_plan()
    for group_id, first, second in (
        ("cities-1", "austin", "reno"),
        ("cities-2", "reno", "austin"),
    ):
        stops = (
            Stop(first, date(2021, 5, 5), date(2021, 5, 7)),
            Stop(second, date(2021, 5, 8), date(2021, 5, 9)),
        )
        plan = changed_group(plan, group_id, stops=stops)
    assert found(programme, plan, "route") == []
    assert len(found(programme, make_plan(), "route")) == 4


def test_a_group_of_no_phase_is_found() -> None:
    """A group whose phase does not exist has no right stop."""
    plan = changed_group(make_plan(), "cities-1", phase="towns")
    assert found(make_programme(), plan, "route")[0].who == ("cities-1",)


def test_a_host_holds_its_participants() -> None:
    """People over the host's number are counted, staff not, late ones only when there."""
    programme = changed_row(make_programme(), "hosts", "austin", participants=2)
    (finding,) = found(programme, make_plan(), "host_capacity")
    assert (finding.who, finding.amount) == (("cities-1",), 1)
    assert "Wed 5 May to Sun 9 May" in finding.text
    late = changed_row(programme, "participants", "P3", arrives=may(8, 9))
    assert "Sat 8 May to Sun 9 May" in found(late, make_plan(), "host_capacity")[0].text
    roomy = changed_row(programme, "hosts", "austin", participants=3)
    assert found(roomy, make_plan(), "host_capacity") == []


def test_a_host_holds_its_groups() -> None:
    """Two groups at a host for one are one too many."""
    stop = (Stop("austin", date(2021, 5, 5), date(2021, 5, 9)),)
    plan = changed_group(make_plan(), "cities-2", stops=stop)
    assert [f.amount for f in found(make_programme(), plan, "host_capacity")] == [1]
    double = changed_row(make_programme(), "hosts", "austin", groups=2)
    assert found(double, plan, "host_capacity") == []


def test_nobody_is_at_a_host_outside_its_windows() -> None:
    """A day that no window touches is found; a window of an hour opens its day."""
    shut = changed_row(
        make_programme(),
        "hosts",
        "austin",
        windows=(Window.days(date(2021, 5, 5), date(2021, 5, 8)),),
    )
    (finding,) = found(shut, make_plan(), "host_capacity")
    assert "Sun 9 May" in finding.text
    assert finding.amount == 3
    touched = changed_row(
        make_programme(), "hosts", "austin", windows=(Window.weekly(range(7), 600, 660),)
    )
    assert found(touched, make_plan(), "host_capacity") == []


def test_pins_of_participants_hold() -> None:
    """Who is pinned to another group is found."""
    programme = changed_row(make_programme(), "participants", "P2", group="cities-2")
    (finding,) = found(programme, make_plan(), "pinned")
    assert finding.who == ("P2",)
    kept = changed_row(make_programme(), "participants", "P2", group="cities-1")
    assert found(kept, make_plan(), "pinned") == []


def test_pins_of_offers_hold() -> None:
    """A pinned offer has that group at that time, unless it was declined."""
    pin = OfferPin("cities-1", may(6, 9, 30))
    programme = changed_row(make_programme(), "offers", "A1", pin=pin)
    plan = make_plan()
    assert found(programme, plan, "pinned") == []
    for mutant in (
        moved_event(plan, "E04", may(6, 10)),
        changed_event(plan, "E04", groups=("cities-2",)),
        without_event(plan, "E04"),
    ):
        assert found(programme, mutant, "pinned")[0].who == ("cities-1",)
    named = changed_event(plan, "E04", groups=(), participants=("P1", "P2"))
    assert found(programme, named, "pinned") == []
    declined = changed_row(programme, "offers", "A1", status="declined")
    assert found(declined, without_event(plan, "E04"), "pinned") == []


def test_pins_of_sessions_hold() -> None:
    """A pinned session is held at its time, and a session with a room is in it."""
    programme = changed_row(make_programme(), "sessions", "S2", pin_starts=may(11, 9, 30))
    plan = make_plan()
    assert found(programme, plan, "pinned") == []
    assert found(programme, moved_event(plan, "E16", may(11, 10)), "pinned")
    assert found(programme, without_event(plan, "E16"), "pinned")
    for columns in ({"room": "N1"}, {"pin_room": "N1"}):
        roomed = changed_row(make_programme(), "sessions", "S2", **columns)
        assert found(roomed, plan, "pinned") == []
        assert found(roomed, changed_event(plan, "E16", room=None), "pinned")
