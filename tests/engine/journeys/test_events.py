"""Journeys where seats, hours or legs are short; checked by the rule itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.building import changed_row, found, make_plan, make_programme, may

from sojourn.engine.assemble import assemble
from sojourn.engine.journeys import journeys, moves
from sojourn.model import Event, Group, Leg, Money, Plan, Programme, Stop

NOON = (time(10), time(14))


def two_in_austin() -> tuple[Programme, tuple[Group, ...]]:
    """Both groups of the tiny programme are in Austin: three and an interpreter, three and one."""
    made = changed_row(make_programme(), "hosts", "austin", groups=2)
    stop = Stop("austin", date(2021, 5, 5), date(2021, 5, 9))
    groups = tuple(
        replace(g, stops=(stop,)) if g.phase == "cities" else g for g in make_plan().groups
    )
    return made, groups


def planned(programme: Programme, groups: tuple[Group, ...]) -> Plan:
    """A plan of nothing but groups and journeys."""
    return assemble(programme, groups, journeys(programme, groups))


def into(plan: Plan, phase: str) -> list[Event]:
    """The journeys into a phase."""
    return [e for e in plan.events if e.kind == "travel" and e.phase == phase]


def out_of_austin(seats: tuple[int, ...]) -> tuple[Leg, ...]:
    """Legs from Austin to New York with so many seats."""
    return tuple(
        Leg(f"J{n}", "austin", "new-york", "air", *NOON, seats=s) for n, s in enumerate(seats)
    )


def test_groups_that_share_a_way_never_exceed_the_seats() -> None:
    """The larger of two groups gets the leg with more seats, whichever comes first."""
    made, groups = two_in_austin()
    big = next(g for g in groups if g.id == "cities-2")
    small = next(g for g in groups if g.id == "cities-1")
    moved = replace(big, participants=(*big.participants, *small.participants[1:]))
    left = replace(small, participants=small.participants[:1])
    for first, second in ((moved, left), (left, moved)):
        pair = (replace(first, id="cities-1"), replace(second, id="cities-2"))
        now = (groups[0], *pair, groups[-1])
        sizes = {g.id: len(g.participants) + len(g.staff) for g in pair}
        legs = (
            Leg("J1", "washington", "austin", "air", *NOON, seats=max(sizes.values())),
            Leg("J2", "washington", "austin", "air", time(11), time(15), seats=2),
        )
        plan = planned(replace(made, legs=legs), now)
        assert {e.groups[0]: e.ref for e in into(plan, "cities")} == {
            group: "J1" if size > 2 else "J2" for group, size in sizes.items()
        }
        assert found(replace(made, legs=legs), plan, "leg") == []


def test_people_of_two_groups_travel_apart_where_only_so_they_have_seats() -> None:
    """No leg takes all eight out of Austin; two take four each, group by group."""
    made, groups = two_in_austin()
    apart = replace(made, legs=out_of_austin((4, 4)))
    plan = planned(apart, groups)
    assert sorted(str(e.ref) for e in into(plan, "closing")) == ["J0", "J1"]
    assert found(apart, plan, "leg") == []
    whole = replace(made, legs=out_of_austin((4, 8)))
    assert [e.ref for e in into(planned(whole, groups), "closing")] == ["J1"]
    none = replace(made, legs=out_of_austin((4, 3)))
    plan = planned(none, groups)
    assert [e.ref for e in into(plan, "closing")] == [None]
    assert found(none, plan, "leg") == []


def test_of_several_legs_the_cheapest_in_points_is_taken() -> None:
    """A cheaper fare is worth taking, and two hours of sleep are worth a small fare."""
    made = make_programme()
    dear = Leg("J1", "washington", "austin", "air", *NOON, cost_per_person=Money.of(900))
    cheap = replace(dear, id="J2", cost_per_person=Money.of(300))
    early = replace(cheap, id="J3", departs=time(5), arrives=time(9), cost_per_person=Money.of(290))
    for legs, taken in (
        ((dear, cheap), "J2"),
        ((cheap, dear), "J2"),
        ((early, cheap), "J2"),
        ((dear, replace(early, cost_per_person=Money())), "J1"),
    ):
        plan = planned(replace(made, legs=legs), make_plan().groups)
        assert [e.ref for e in into(plan, "cities") if e.host == "austin"] == [taken]


def test_with_no_way_before_eight_people_leave_at_a_decent_hour() -> None:
    """Where nothing arrives in time nobody is sent off at midnight for it."""
    made = make_programme()
    far = changed_row(
        made, "hosts", "austin", latitude=-33.9, longitude=151.2, timezone="Australia/Sydney"
    )
    groups = make_plan().groups
    event = next(e for e in into(planned(far, groups), "cities") if e.host == "austin")
    assert event.starts.time() >= time(5)
    assert event.starts.date() == date(2021, 5, 5)
    late = found(far, planned(far, groups), "leg")
    assert any("a faster leg in legs.csv, or a nearer host, would help" in f.text for f in late)


def test_a_dated_arrival_is_of_its_day_only() -> None:
    """A leg that tells only when it arrives, on another day, is no journey of this one."""
    made = make_programme()
    leg = Leg("J1", "washington", "austin", "air", None, may(4, 15), minutes=200)
    event = next(
        e
        for e in into(planned(replace(made, legs=(leg,)), make_plan().groups), "cities")
        if e.host == "austin"
    )
    assert (event.ref, event.starts.date()) == (None, date(2021, 5, 5))
    leg = replace(leg, arrives=may(5, 15))
    plan = planned(replace(made, legs=(leg,)), make_plan().groups)
    assert [e.ref for e in into(plan, "cities") if e.host == "austin"] == ["J1"]


def test_parts_are_told_by_the_group_before() -> None:
    """Those who leave two groups of one city are told apart; those of one are not."""
    made, groups = two_in_austin()
    (move,) = (m for m in moves(made, groups) if m.phase == "closing")
    assert move.parts == tuple((g.participants, g.staff) for g in groups if g.phase == "cities")
    assert [part.participants for part in move.apart()] == [p for p, _ in move.parts]
    other = [m for m in moves(made, make_plan().groups) if m.phase == "closing"]
    assert all(m.parts == () for m in other)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("washington", "austin")),
            st.integers(0, 23),
            st.integers(1, 11),
            st.none() | st.integers(1, 9),
            st.integers(0, 900),
            st.sets(st.integers(0, 6), max_size=3),
        ),
        max_size=7,
    ),
    st.sampled_from((date(2021, 3, 9), date(2021, 5, 2), date(2021, 11, 4))),
)
def test_any_legs_make_journeys_that_keep_the_rule(
    rows: list[tuple[str, int, int, int | None, int, set[int]]], starts: date
) -> None:
    """Whatever legs there are, also where clocks change, nobody is late, apart or without seat."""
    made, groups = two_in_austin()
    shift = starts - made.starts
    legs = tuple(
        Leg(
            f"J{n}",
            origin,
            "austin" if origin == "washington" else "new-york",
            "air",
            time(hour),
            None,
            60 * length,
            seats,
            Money.of(cost),
            tuple(sorted(days)),
        )
        for n, (origin, hour, length, seats, cost, days) in enumerate(rows)
    )
    made = replace(
        made,
        starts=starts,
        ends=made.ends + shift,
        legs=legs,
        phases=tuple(
            replace(p, starts=p.starts + shift, ends=p.ends + shift, meetings=None)
            for p in made.phases
        ),
    )
    groups = tuple(
        replace(
            g,
            stops=tuple(replace(s, starts=s.starts + shift, ends=s.ends + shift) for s in g.stops),
        )
        for g in groups
    )
    plan = planned(made, groups)
    assert found(made, plan, "leg") == []
    for event in plan.events:
        if event.ref is not None:
            leg = made.leg[event.ref]
            assert isinstance(leg.departs, time)
            assert event.ends - event.starts == timedelta(minutes=leg.minutes or 0)
            assert isinstance(event.starts, datetime)
