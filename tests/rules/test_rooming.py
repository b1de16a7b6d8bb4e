"""Who is where, and the rooming list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.building import (
    changed_group,
    changed_row,
    make_plan,
    make_programme,
    may,
)

from sojourn.model import Programme, Stop
from sojourn.rules import Scene
from sojourn.rules.rooming import FURTHEST, Stay, rooming_list, whereabouts


def of(programme: Programme, person: str) -> list[tuple[str, int, int, int]]:
    """Host, first night, morning of leaving and nights of a person's stays, as days of May."""
    return [
        (stay.host, stay.first.day, stay.leaves.day, stay.nights)
        for stay in rooming_list(programme, make_plan())
        if stay.person == person
    ]


def test_everyone_has_a_stay_at_each_stop() -> None:
    """The nights follow each other from the first day to the day of going home."""
    assert of(make_programme(), "P1") == [
        ("washington", 2, 5, 3),
        ("austin", 5, 10, 5),
        ("new-york", 10, 13, 3),
    ]


def test_early_arrivals_and_late_departures_have_beds() -> None:
    """Who comes before the first day is at the first stop, who stays on is at the last."""
    early = changed_row(make_programme(), "participants", "P1", arrives=may(1, 18))
    assert of(early, "P1")[0] == ("washington", 1, 5, 4)
    late = changed_row(make_programme(), "participants", "P1", departs=may(15, 9))
    assert of(late, "P1")[-1] == ("new-york", 10, 15, 5)
    far = changed_row(make_programme(), "participants", "P1", departs=may(31, 9))
    assert of(far, "P1")[-1][2] == 12 + FURTHEST + 1


def test_late_arrivals_and_early_departures_have_none() -> None:
    """Nights before arriving, and that of the day of departure, are nobody's."""
    programme = changed_row(
        make_programme(), "participants", "P1", arrives=may(6, 15), departs=may(8, 7)
    )
    assert of(programme, "P1") == [("austin", 6, 8, 2)]


def test_staff_have_rooms_while_they_work() -> None:
    """A liaison who works until the 7th has no room after it."""
    programme = changed_row(make_programme(), "staff", "I1", available_until=date(2021, 5, 7))
    assert of(programme, "I1")[-1] == ("austin", 5, 8, 3)


def test_one_stay_at_one_host_though_the_group_changes() -> None:
    """Who stays at a host from one phase to the next keeps the room."""
    plan = changed_group(
        make_plan(),
        "cities-1",
        stops=(Stop("washington", date(2021, 5, 5), date(2021, 5, 9)),),
    )
    found = [s for s in rooming_list(make_programme(), plan) if s.person == "P1"]
    assert found[0] == Stay(
        "washington", "P1", ("opening-all", "cities-1"), date(2021, 5, 2), date(2021, 5, 10)
    )


def test_hosts_come_in_the_order_of_their_table() -> None:
    """The list is ordered by host, first night and person."""
    found = rooming_list(make_programme(), make_plan())
    hosts = [host.id for host in make_programme().hosts]
    assert [hosts.index(stay.host) for stay in found] == sorted(
        hosts.index(stay.host) for stay in found
    )
    people = [stay.person for stay in found if stay.host == "washington"]
    assert people == ["P1", "P2", "P3", "P4", "P5", "P6", "I1", "L1"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.none() | st.integers(1, 9).map(may), st.none() | st.integers(10, 18).map(may)),
        min_size=6,
        max_size=6,
    )
)
def test_nobody_sleeps_twice_and_every_night_is_in_the_list(
    spans: list[tuple[None, None]],
) -> None:
    """Each person has one bed a night, and the list has the nights of the whereabouts."""
    made = make_programme()
    people = tuple(
        replace(p, arrives=arrives, departs=departs)
        for p, (arrives, departs) in zip(made.participants, spans, strict=True)
    )
    made = replace(made, participants=people)
    nights = [
        (day, host, person)
        for (day, host), who in whereabouts(Scene(made, make_plan())).nights.items()
        for person in who
    ]
    assert len({(day, person) for day, _, person in nights}) == len(nights)
    listed = [
        (stay.first.toordinal() + number, stay.host, stay.person)
        for stay in rooming_list(made, make_plan())
        for number in range(stay.nights)
    ]
    assert sorted(listed) == sorted(nights)
