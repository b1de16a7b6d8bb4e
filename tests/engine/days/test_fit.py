"""Where an offer would fit into a plan: what is told agrees with the rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engine.days.invented import (
    SUNDAY,
    TUESDAY,
    city_offers,
    event,
    group_of,
    host,
    invented,
    offer,
    participant,
    programme,
    split,
)
from tests.engine.days.random_programmes import all_events, random_programme

from sojourn.engine.assemble import assemble
from sojourn.engine.days import solve
from sojourn.engine.days.fit import fit
from sojourn.engine.run import StageRun
from sojourn.model import (
    OFFER_KINDS,
    Country,
    Event,
    Group,
    Objective,
    Plan,
    Programme,
    Window,
    at,
    localise,
)
from sojourn.rules import assess, check

PEOPLE = tuple(participant(i) for i in range(8))


def visit(given_: Programme, group: str, ref: str, starts: datetime) -> Event:
    """A group's visit to an offer."""
    one = given_.offer[ref]
    zone = given_.host[one.host].timezone
    return Event(
        "new",
        one.kind,
        "cities",
        one.host,
        one.id,
        one.title,
        None,
        localise(starts, zone),
        localise(starts + timedelta(minutes=one.minutes), zone),
        (group,),
    )


def hard(given_: Programme, plan: Plan) -> set[tuple[str, tuple[str, ...], float]]:
    """Hard findings by rule, who and amount."""
    return {(f.rule, f.who, f.amount) for f in check(given_, plan) if f.level == "hard"}


def with_visit(plan: Plan, one: Event) -> Plan:
    """The plan with one more event."""
    return replace(plan, events=(*plan.events, one))


def thinned(
    given_: Programme, groups: tuple[Group, ...], events: Iterable[Event], seed: int
) -> Plan:
    """A plan of what is decided but for fillers and half of the visits, so that there is room."""
    random = Random(seed)
    kept = [
        e for e in events if not e.filler and (e.kind not in OFFER_KINDS or random.random() < 0.5)
    ]
    return assemble(given_, groups, kept)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6))
def test_no_told_place_breaks_a_rule(seed: int) -> None:
    """Whatever the programme and offer, each told place and start adds no hard finding."""
    random = Random(seed)
    given_, groups = random_programme(seed)
    if not given_.offers:
        return
    groups, events = all_events(given_, groups)
    plan = thinned(given_, groups, events, seed)
    before = hard(given_, plan)
    for one in random.sample(given_.offers, min(3, len(given_.offers))):
        for place in fit(given_, plan, one.id).places:
            for start in random.sample(place.starts, min(2, len(place.starts))):
                new = visit(given_, place.group, one.id, at(place.day, start.minute))
                new = replace(new, phase=place.phase)
                assert hard(given_, with_visit(plan, new)) - before == set()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6))
def test_every_day_is_told_once(seed: int) -> None:
    """Each day of each group at the host either has a place or a reason, never both."""
    given_, groups = random_programme(seed)
    groups, events = all_events(given_, groups)
    plan = thinned(given_, groups, events, seed)
    for one in given_.offers[:3]:
        found = fit(given_, plan, one.id)
        told = [(p.group, p.day) for p in found.places]
        told += [(r.group, day) for r in found.refusals for day in r.days]
        days = [
            (g.id, s.starts + timedelta(days=n))
            for g in plan.groups
            for s in g.stops
            if s.host == one.host
            for n in range((s.ends - s.starts).days + 1)
        ]
        assert sorted(told) == sorted(days)
        assert all(r.text for r in found.refusals)


def planned(seed: int) -> tuple[Programme, Plan]:
    """A small programme, planned, without what the engine is stricter about than the rules."""
    given_, groups = invented(seed, 2, 1, 14, people=5, days=5)
    given_ = replace(
        given_,
        participants=tuple(replace(p, observance=()) for p in given_.participants),
        offers=tuple(replace(o, visits=1) for o in given_.offers),
    )
    events = solve(given_, groups, (), StageRun("days", 1, 20)).events
    return given_, thinned(given_, groups, events, seed)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_not_told_breaks_a_rule(seed: int) -> None:
    """In a small plan each start on the grid that is not told would break a hard rule."""
    given_, plan = planned(seed)
    before = hard(given_, plan)
    rng = Random(seed)
    used = {e.ref for e in plan.events}
    free = [o for o in given_.offers if o.id not in used and o.professional][:2]
    for one in free:
        found = fit(given_, plan, one.id)
        told = {(p.group, at(p.day, s.minute)) for p in found.places for s in p.starts}
        for group in plan.groups:
            for n in range(5):
                for minute in rng.sample(range(480, 1200, 15), 12):
                    starts = at(SUNDAY + timedelta(days=n), minute)
                    if (group.id, starts) in told:
                        continue
                    new = with_visit(plan, visit(given_, group.id, one.id, starts))
                    assert hard(given_, new) - before, (one.id, group.id, starts)


@pytest.mark.parametrize("seed", range(6))
def test_points_are_those_of_the_rules(seed: int) -> None:
    """The points of a place are the change of the score, and its parts add up to them."""
    given_, plan = planned(seed)
    before = assess(given_, plan).score.soft
    used = {e.ref for e in plan.events}
    for one in [o for o in given_.offers if o.id not in used][:4]:
        for place in fit(given_, plan, one.id).places:
            new = visit(given_, place.group, one.id, at(place.day, place.best.minute))
            after = assess(given_, with_visit(plan, new)).score.soft
            assert place.points == pytest.approx(after - before, abs=0.2)
            assert sum(p.points for p in place.parts) == pytest.approx(place.points, abs=0.1)
            assert place.points == max(s.points for s in place.starts)


@pytest.mark.parametrize("seed", range(6))
def test_moves_are_worth_what_is_told(seed: int) -> None:
    """A plan with a move carried out breaks no more rules and scores better by its points."""
    given_, plan = planned(seed)
    old = assess(given_, plan)
    used = {e.ref for e in plan.events}
    moves = [
        (one, move)
        for one in [o for o in given_.offers if o.id not in used][:6]
        for move in fit(given_, plan, one.id).moves[:2]
    ]
    for one, move in moves:
        gone = {(c.offer, c.before) for c in move.changes if c.before}
        kept = [e for e in plan.events if (e.ref, e.starts) not in gone]
        come = [(c.offer, c.after) for c in move.changes if c.after] + [(one.id, move.starts)]
        new = [visit(given_, move.group, ref, starts.replace(tzinfo=None)) for ref, starts in come]
        moved = assess(given_, assemble(given_, plan.groups, [*kept, *new]))
        assert moved.score.hard <= old.score.hard
        assert move.points == pytest.approx(moved.score.soft - old.score.soft, abs=0.2)
        assert move.points > 0


def alone(**changes: object) -> tuple[Programme, Plan]:
    """One group of eight with one offer and nothing planned."""
    given_ = programme(participants=PEOPLE, offers=(offer("O1", **changes),))
    return given_, assemble(given_, (group_of(given_),), ())


@pytest.mark.parametrize(
    ("changes", "rule", "text"),
    [
        ({"status": "declined"}, "declined", "declined"),
        ({"windows": ()}, "in_window", "it has no windows"),
        ({"capacity": 5}, "capacity", "group of 8, room for 5"),
        ({"refuses": (Country("FR"),)}, "refuses", "does not receive FR: Ana0 Example (P000)"),
        ({"windows": (Window.weekly((5,), 540, 1020),)}, "workday", "Saturday is no workday"),
        ({"windows": (Window.weekly((1,), 540, 600),)}, "in_window", "too short for 90 minutes"),
        ({"windows": (Window.weekly((1,), 1100, 1300),)}, "in_window", "outside the day"),
        ({"windows": (Window.weekly((1,), 540, 1020),)}, "in_window", "closed"),
        ({}, "arrival_day", "the group travels on this day"),
    ],
)
def test_shortest_reason(changes: dict[str, object], rule: str, text: str) -> None:
    """Each thing that keeps an offer out is told in one sentence with what it reads."""
    found = fit(*alone(**changes), "O1")
    assert any(r.rule == rule and text in r.text for r in found.refusals), found.refusals


def test_visited_already_and_no_visit_left() -> None:
    """A group that was there is told when; another that no visit is left, and by whom."""
    given_ = programme(participants=PEOPLE, offers=(offer("O1"),), phases=(split(groups=2),))
    groups = tuple(
        group_of(given_, n, tuple(p.id for p in PEOPLE[(n - 1) * 4 : n * 4])) for n in (1, 2)
    )
    held = event(datetime(2020, 4, 7, 10, 0), 90, "appointment", ref="O1")
    found = fit(given_, assemble(given_, groups, (held,)), "O1")
    assert found.places == ()
    assert [p.stands for p in found.present] == [True]
    assert {r.group: r.text for r in found.refusals} == {
        "cities-1": "visited already, on Tue 7 April",
        "cities-2": "no visit left: 1 visit taken by cities-1",
    }


def test_a_visit_that_no_longer_stands_is_given_up() -> None:
    """A changed offer tells why its visit is no longer possible and where it could go instead."""
    given_ = programme(
        participants=PEOPLE, offers=(offer("O1", windows=(Window.weekly((2,), 540, 720),)),)
    )
    held = event(datetime(2020, 4, 7, 10, 0), 90, "appointment", ref="O1")
    found = fit(given_, assemble(given_, (group_of(given_),), (held,)), "O1")
    assert [(p.stands, p.text) for p in found.present] == [(False, "closed")]
    assert [p.day for p in found.places] == [TUESDAY + timedelta(days=1)]
    assert [s.minute for s in found.places[0].starts] == [540, 555, 570, 585, 600, 615, 630]


def test_objective_that_is_lacked_comes_first() -> None:
    """The reason that is worth most names the objective and how many people lack it."""
    given_ = programme(
        participants=PEOPLE,
        objectives=(Objective("liberties", "Civil liberties"),),
        offers=(offer("O1", objectives=("liberties",)),),
    )
    found = fit(given_, assemble(given_, (group_of(given_),), ()), "O1")
    first = found.places[0].parts[0]
    assert (first.rule, first.points) == ("objective_coverage", 800.0)
    assert first.text == "8 people still lack 'liberties'"


def test_host_where_no_group_goes() -> None:
    """An offer at a host where nobody goes has no place, and the groups are told as elsewhere."""
    given_ = programme(
        participants=PEOPLE,
        hosts=(host(), host("reno")),
        offers=(offer("O1", host="reno"),),
    )
    found = fit(given_, assemble(given_, (group_of(given_),), ()), "O1")
    assert (found.places, found.moves, found.refusals) == ((), (), ())
    assert found.elsewhere == ("cities-1",)


def test_worse_visit_is_replaced() -> None:
    """Where a dull visit takes the only hour, the move names it and its net gain."""
    hour = (Window.weekly((1,), 600, 690),)
    given_ = programme(
        participants=PEOPLE,
        objectives=(Objective("liberties", "Civil liberties"),),
        offers=(
            offer("O1", windows=hour),
            offer("O2", windows=hour, objectives=("liberties",)),
        ),
    )
    held = event(datetime(2020, 4, 7, 10, 0), 90, "appointment", ref="O1")
    found = fit(given_, assemble(given_, (group_of(given_),), (held,)), "O2")
    assert found.places == ()
    assert [(c.offer, c.after) for c in found.moves[0].changes] == [("O1", None)]
    assert found.moves[0].points == pytest.approx(800.0, abs=1.0)
    tuesday = next(r for r in found.refusals if TUESDAY in r.days)
    assert tuesday.text == "in the way: Something 10:00–11:30"


def test_what_is_in_the_way_moves_to_another_day() -> None:
    """A visit that makes room goes to another day of the stop where it loses nothing."""
    given_ = programme(
        participants=PEOPLE,
        objectives=(Objective("liberties", "L"), Objective("courts", "C")),
        offers=(
            offer("O1", windows=(Window.weekly((1, 2), 600, 690),), objectives=("courts",)),
            offer("O2", windows=(Window.weekly((1,), 600, 690),), objectives=("liberties",)),
        ),
    )
    held = event(datetime(2020, 4, 7, 10, 0), 90, "appointment", ref="O1")
    found = fit(given_, assemble(given_, (group_of(given_),), (held,)), "O2")
    (change,) = found.moves[0].changes
    assert (change.offer, change.before, change.after) == (
        "O1",
        held.starts,
        held.starts + timedelta(days=1),
    )
    assert found.moves[0].points > 800


def test_unknown_offer() -> None:
    """An offer that the programme does not have is a KeyError."""
    given_, plan = alone()
    with pytest.raises(KeyError):
        fit(given_, plan, "O9")


def test_kinds_of_visits_are_those_of_offers() -> None:
    """Random offers are of known kinds, so that their visits are found in a plan."""
    offers = city_offers(Random(1), "austin", 12, host())
    assert {o.kind for o in offers} <= set(OFFER_KINDS)
