"""The groups of a split phase keep the hard rules that a programme leaves possible."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.groups.invented_groups import programme
from tests.engine.staff.staffed import planned

from sojourn.engine.groups.solve import solve
from sojourn.engine.run import StageRun
from sojourn.model import (
    Country,
    Language,
    Pair,
    Programme,
    RuleOverride,
    StaffMember,
    Window,
)
from sojourn.rules import CATALOGUE, check

OURS = frozenset(
    (
        *("one_group", "group_size", "route", "host_capacity", "apart", "together", "access"),
        *("diet", "group_languages", "leg", "rooms", "accompanied", "staff_available"),
        *("staff_conflict", "observance"),
    )
)


@settings(deadline=None, max_examples=25)
@given(
    st.integers(0, 10_000),
    st.sampled_from([(12, 3, 4), (20, 4, 6), (10, 2, 3), (17, 5, 6)]),
    st.sampled_from([(5,), (3, 4), (1,)]),
)
def test_hard_rules_hold(seed: int, shape: tuple[int, int, int], route: tuple[int, ...]) -> None:
    """Groups, staff and journeys of an invented programme break none of their hard rules."""
    people, groups, hosts = shape
    hosts = max(hosts, len(route))
    made = programme(seed, people, groups, hosts, route, interpreters=40, liaisons=6)
    found = check(made, planned(made))
    assert [f.text for f in found if f.level == "hard" and f.rule in OURS] == []


def split(made: Programme, **changes: object) -> Programme:
    """`made` with its split phase changed."""
    phases = (made.phases[0], replace(made.phases[1], **changes), made.phases[2])  # type: ignore[arg-type]
    return replace(made, phases=phases)


def test_pins_hold() -> None:
    """A pinned participant is in their group, and a pinned offer's group at its host."""
    made = programme(1, people=12, groups=3, hosts=4)
    found = {g.id: g for g in solve(made, made.phases[1], StageRun("groups", 1, 5)).groups}
    assert "P000" in found["cities-1"].participants
    assert found["cities-2"].stops[0].host == made.offers[0].host


def test_sizes_that_do_not_fit_are_missed_by_as_little_as_possible() -> None:
    """Thirteen people in three groups of at most four leave one person over."""
    made = split(programme(2, people=13, groups=3, extras=False), size=(2, 4))
    found = solve(made, made.phases[1], StageRun("groups", 1, 5)).groups
    assert sum(max(0, len(g.participants) - 4) for g in found) == 1


@pytest.mark.parametrize("rule", ["spread", "same_country", "lone_gender", "cost", "new_faces"])
def test_no_weight_of_a_soft_rule_buys_the_breaking_of_a_hard_one(rule: str) -> None:
    """A rule of thousands of points leaves languages interpreted and hosts within their limits."""
    made = programme(2, people=13, groups=3, hosts=4, extras=False, interpreters=40, liaisons=6)
    heavy = {rule: RuleOverride("soft", CATALOGUE[rule].weight * 10_000)}
    made = replace(made, rules={**made.rules, **heavy})
    hard = {f.rule for f in check(made, planned(made)) if f.level == "hard"}
    assert not hard & {*OURS, "interpreted"}


def test_groups_share_a_host_that_takes_several() -> None:
    """With one candidate that takes three groups, all three are there."""
    made = programme(2, people=12, groups=3, hosts=1, extras=False)
    hosts = (*made.hosts[:2], replace(made.hosts[2], groups=3))
    found = solve(replace(made, hosts=hosts), made.phases[1], StageRun("groups", 1, 5)).groups
    assert [g.stops[0].host for g in found] == [made.hosts[2].id] * 3


def test_hosts_outside_their_windows_are_not_chosen() -> None:
    """A host that receives nobody in these days is left out where there is another."""
    made = programme(2, people=12, groups=3, hosts=4, extras=False)
    shut = replace(made.hosts[3], windows=(Window.days(date(2021, 1, 1), date(2021, 2, 1)),))
    made = replace(made, hosts=(*made.hosts[:3], shut, *made.hosts[4:]))
    found = solve(made, made.phases[1], StageRun("groups", 1, 5)).groups
    assert shut.id not in {g.stops[0].host for g in found}


def test_rooms_are_kept_with_staff() -> None:
    """A host with six rooms gets at most six people, staff counted."""
    made = programme(2, people=15, groups=3, hosts=3, extras=False, size=(2, 8))
    small = replace(made.hosts[2], lodging_rooms=6)
    made = replace(made, hosts=(*made.hosts[:2], small, *made.hosts[3:]))
    plan = planned(made)
    there = [g for g in plan.groups if g.stops[0].host == small.id]
    assert all(len(g.participants) + len(g.staff) <= 6 for g in there)


@pytest.mark.parametrize("until", [None, date(2020, 4, 5), date(2020, 4, 4)])
def test_pairs_end_with_their_until(until: date | None) -> None:
    """A pair of countries is apart unless its last date lies before the phase."""
    made = programme(5, people=12, groups=2, hosts=2, extras=False)
    people = [
        replace(p, country=Country("FR" if n < 2 else "PE"))
        for n, p in enumerate(made.participants)
    ]
    made = replace(
        made,
        participants=tuple(people),
        pairs=(Pair("FR", "FR", "apart", until=until), Pair("P000", "P001", "together", "soft")),
        rules={"same_country": RuleOverride(level="off")},
    )
    found = solve(made, made.phases[1], StageRun("groups", 1, 5)).groups
    parted = not any({"P000", "P001"} <= set(g.participants) for g in found)
    assert parted == (until is None or until >= made.phases[1].starts)


def test_countries_may_be_kept_in_clusters() -> None:
    """With ``prefer = cluster`` compatriots are in one group."""
    made = programme(5, people=12, groups=3, hosts=3, extras=False)
    countries = [Country(c) for c in ("FR", "PE", "EG")]
    people = [replace(p, country=countries[n % 3]) for n, p in enumerate(made.participants)]
    rule = RuleOverride(weight=100.0, settings={"prefer": "cluster"})
    off = RuleOverride(level="off")
    made = replace(
        made, participants=tuple(people), rules={"same_country": rule, "spread": off}, staff=()
    )
    for group in solve(made, made.phases[1], StageRun("groups", 1, 20)).groups:
        assert len({made.participant[p].country for p in group.participants}) == 1


def test_people_met_before_are_parted() -> None:
    """In a second split phase no pair of the first is together where that is possible."""
    made = programme(5, people=9, groups=3, hosts=3, extras=False, size=(3, 3))
    off = RuleOverride(level="off")
    quiet = ("same_country", "spread", "lone_gender", "theme_fit", "interpreted", "cost")
    made = replace(
        made,
        rules={**dict.fromkeys(quiet, off), "new_faces": RuleOverride(weight=50.0)},
    )
    first = made.phases[1]
    later = replace(
        first, id="more", starts=first.ends + timedelta(1), ends=first.ends + timedelta(5)
    )
    made = replace(made, phases=(made.phases[0], first, later))
    before = solve(made, first, StageRun("groups", 1, 5)).groups
    after = solve(made, later, StageRun("groups", 2, 20), before).groups
    pairs = [(a, b) for g in before for a in g.participants for b in g.participants if a < b]
    assert not any(a in g.participants and b in g.participants for a, b in pairs for g in after)


def test_nobody_and_nowhere() -> None:
    """Programmes without people, hosts, staff or offers give groups or none, and no error."""
    made = programme(1, people=12, groups=3, hosts=4)
    empty = replace(made, participants=(), staff=(), offers=(), pairs=(), themes=())
    assert len(solve(empty, empty.phases[1], StageRun("groups", 1, 1)).groups) == 3
    homeless = split(made, hosts=())
    assert solve(homeless, homeless.phases[1], StageRun("groups", 1, 1)).groups == ()


def test_nobody_goes_where_they_have_been_when_that_is_made_hard() -> None:
    """Six people who know one of two cities are sent to the other, whatever it has to show."""
    made = programme(1, people=12, groups=2, hosts=2, extras=False, size=(6, 6))
    known = made.phases[1].hosts[0]
    people = tuple(
        replace(p, visited=(known,) if n % 2 else ()) for n, p in enumerate(made.participants)
    )
    rules = {"visited": RuleOverride("hard")}
    made = replace(made, participants=people, rules=rules)
    plan = planned(made, iterations=20)
    assert not [f for f in check(made, plan) if f.rule == "visited"]


def test_languages_of_a_group_are_bounded_though_nobody_interprets() -> None:
    """With `interpreted` off a group still has at most its number of interpreted languages."""
    made = programme(1, people=12, groups=2, hosts=2, extras=False, size=(6, 6))
    tongues = ("fr", "es", "ar", "en")
    people = tuple(
        replace(p, languages=(Language(tongues[n % 4]),)) for n, p in enumerate(made.participants)
    )
    staff = tuple(
        StaffMember(f"I{n}", tongue, "interpreter", (Language(tongue),))
        for n, tongue in enumerate(tongues[:3])
    )
    phase = replace(made.phases[1], max_languages=2)
    made = replace(
        made,
        participants=people,
        staff=(*made.staff, *staff),
        phases=(made.phases[0], phase, made.phases[2]),
        rules={"interpreted": RuleOverride("off")},
    )
    plan = planned(made, iterations=20)
    assert not [f for f in check(made, plan) if f.rule == "group_languages"]
