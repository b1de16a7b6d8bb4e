"""Journeys and beds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from tests.rules.building import (
    changed_event,
    changed_group,
    changed_row,
    found,
    journey,
    make_plan,
    make_programme,
    may,
    with_events,
    without_event,
)

from sojourn.model import Leg, Stop


def test_everyone_who_changes_host_is_on_a_journey() -> None:
    """Without the group's journey everyone in it, staff too, is named."""
    assert found(make_programme(), make_plan(), "leg") == []
    (finding,) = found(make_programme(), without_event(make_plan(), "E02"), "leg")
    assert finding.who == ("P1", "P2", "P3", "I1")
    assert "from Washington to Austin with cities-1 on Wed 5 May" in finding.text


def test_a_journey_by_name_brings_those_whom_it_names() -> None:
    """Who is not named on the way to a phase together is found."""
    plan = changed_event(make_plan(), "E14", participants=("P1", "P2"))
    assert [f.who for f in found(make_programme(), plan, "leg")] == [("P3",)]


def test_a_group_travels_together_with_its_staff() -> None:
    """An interpreter on a journey of their own is apart."""
    plan = changed_event(make_plan(), "E14", staff=())
    alone = journey("E90", "closing", "austin", "new-york", may(10, 9), may(10, 15), staff=("I1",))
    (finding,) = found(make_programme(), with_events(plan, alone), "leg")
    assert finding.who == ("I1",)
    assert "apart" in finding.text


def test_journeys_from_and_to_home_are_excepted() -> None:
    """Who arrives on the move day, or leaves by it, needs no journey; nor do new staff."""
    plan = changed_event(make_plan(), "E14", participants=("P1", "P2"))
    for columns in ({"departs": may(10, 9)}, {"arrives": may(10, 12)}):
        programme = changed_row(make_programme(), "participants", "P3", **columns)
        assert found(programme, plan, "leg") == []
    fresh = changed_group(make_plan(), "opening-all", staff=("L1",))
    fresh = changed_event(fresh, "E02", groups=(), participants=("P1", "P2", "P3"))
    assert found(make_programme(), fresh, "leg") == []


def test_journeys_arrive_by_eight_on_their_day() -> None:
    """Arriving at 20:05, or on the next day, is late for all on board; local time counts."""
    programme = make_programme()
    for leaves, arrives in ((may(5, 9), may(5, 20, 5)), (may(4, 22), may(5, 6))):
        move = journey("X", "cities", "washington", "austin", leaves, arrives)
        plan = changed_event(make_plan(), "E02", starts=move.starts, ends=move.ends)
        late = [f for f in found(programme, plan, "leg") if "after 20:00" in f.text]
        assert [f.amount for f in late] == [4]
    move = journey("X", "cities", "washington", "austin", may(5, 17), may(5, 20))
    plan = changed_event(make_plan(), "E02", starts=move.starts, ends=move.ends)
    assert found(programme, plan, "leg") == []


def test_a_given_leg_has_the_seats() -> None:
    """Four people on a leg of three seats are one too many; two journeys share its seats."""
    leg = Leg("J1", "washington", "austin", "air", seats=3)
    programme = replace(make_programme(), legs=(leg,))
    plan = changed_event(make_plan(), "E02", ref="J1")
    assert [f.amount for f in found(programme, plan, "leg")] == [1]
    roomy = replace(programme, legs=(replace(leg, seats=4),))
    assert found(roomy, plan, "leg") == []


def test_a_given_leg_is_used_as_it_is() -> None:
    """A leg between other hosts, on another day or at other times is found."""
    leg = Leg("J1", "washington", "austin", "air", departs=time(9), arrives=time(12))
    plan = changed_event(make_plan(), "E02", ref="J1")
    assert found(replace(make_programme(), legs=(leg,)), plan, "leg") == []
    for columns in (
        {"destination": "reno"},
        {"origin": "reno"},
        {"weekdays": (0,)},
        {"departs": time(9, 30)},
        {"arrives": time(12, 30)},
    ):
        programme = replace(make_programme(), legs=(replace(leg, **columns),))
        assert len(found(programme, plan, "leg")) == 1, columns


def test_a_second_stop_needs_a_journey() -> None:
    """Between two stops of one group everyone travels on the day of the second."""
    programme = changed_row(make_programme(), "phases", "cities", route=(3, 2))
    stops = (
        Stop("austin", date(2021, 5, 5), date(2021, 5, 7)),
        Stop("reno", date(2021, 5, 8), date(2021, 5, 9)),
    )
    plan = changed_group(make_plan(), "cities-1", stops=stops)
    texts = [f.text for f in found(programme, plan, "leg")]
    assert any("from Austin to Reno with cities-1 on Sat 8 May" in text for text in texts)
    move = journey("E90", "cities", "austin", "reno", may(8, 9), may(8, 12), groups=("cities-1",))
    texts = [f.text for f in found(programme, with_events(plan, move), "leg")]
    assert not any("from Austin to Reno" in text for text in texts)


def test_everyone_has_a_room_every_day() -> None:
    """Three participants and an interpreter need four rooms; who is away needs none."""
    programme = changed_row(make_programme(), "hosts", "austin", lodging_rooms=3)
    (finding,) = found(programme, make_plan(), "rooms")
    assert (finding.who, finding.amount) == (("austin",), 1)
    assert "Wed 5 May to Sun 9 May" in finding.text
    late = changed_row(programme, "participants", "P3", arrives=may(9, 8))
    assert "on Sun 9 May" in found(late, make_plan(), "rooms")[0].text
    enough = changed_row(programme, "hosts", "austin", lodging_rooms=4)
    assert found(enough, make_plan(), "rooms") == []
