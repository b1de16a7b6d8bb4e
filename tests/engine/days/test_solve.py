"""The whole stage: what it returns keeps the rules of days in a city."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from importlib import import_module
from threading import Event as Signal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engine.days.invented import (
    SUNDAY,
    group_of,
    host,
    invented,
    offer,
    participant,
    programme,
    solved,
    split,
)
from tests.engine.days.random_programmes import all_events, random_programme

from sojourn.engine.assemble import assemble
from sojourn.engine.days import solve
from sojourn.engine.days.cities import Scene, city_of
from sojourn.engine.run import StageRun
from sojourn.model import Country, Objective, OfferPin, Stop, Window, localise
from sojourn.rules import CATALOGUE, check

PEOPLE = tuple(participant(i) for i in range(8))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6))
def test_no_hard_finding_of_days(seed: int) -> None:
    """Whatever the programme, the chosen offers and fillers break no hard rule of days."""
    programme_, groups = random_programme(seed)
    groups, events = all_events(programme_, groups)
    plan = assemble(programme_, groups, events)
    chosen = {
        e.id
        for e in plan.events
        if e.kind not in ("session", "meeting", "travel")
        and not (e.ref in programme_.offer and programme_.offer[e.ref].pin)
    }
    of_days = {rule.id for rule in CATALOGUE.values() if rule.family == "days"}
    broken = [
        f.text
        for f in check(programme_, plan)
        if f.level == "hard" and f.rule in of_days and (f.event is None or f.event in chosen)
    ]
    assert broken == []


def test_nothing_to_choose_from() -> None:
    """No offers, offers without windows, no groups: no events and no error."""
    bare = programme(participants=PEOPLE)
    assert solved(bare).events == ()
    closed = programme(participants=PEOPLE, offers=(offer("O1", windows=()),))
    assert solved(closed).events == ()
    assert solve(closed, (), (), StageRun("days", 1, 10)).events == ()


def test_stop_of_one_day_has_nothing() -> None:
    """A stop that is only a move day holds nothing professional."""
    short = programme(participants=PEOPLE, phases=(split(1),), offers=(offer("O1"),))
    assert solved(short).events == ()


def test_scarce_objective_is_met() -> None:
    """An objective that one offer alone gives is met although others interest more."""
    dull = offer("O0", objectives=("liberties",), windows=(Window.weekly((1,), 600, 690),))
    bright = tuple(
        offer(f"O{i}", themes={"cyber": 3.0}, windows=(Window.weekly((1,), 540, 1020),))
        for i in range(1, 8)
    )
    given_ = programme(
        participants=PEOPLE, offers=(*bright, dull), objectives=(Objective("liberties", "L"),)
    )
    assert "O0" in {event.ref for event in solved(given_).events}


def test_declined_is_never_used_and_requested_comes_second() -> None:
    """Of two like offers the agreed one is taken; a declined one never."""
    one, other, gone = (
        offer(f"O{i}", status=status, themes={"cyber": 1.0}, organisation="Same")
        for i, status in enumerate(("requested", "confirmed", "declined"))
    )
    monday = (Window.weekly((0,), 540, 630),)
    offers = tuple(replace(o, windows=monday) for o in (one, other, gone))
    refs = [e.ref for e in solved(programme(participants=PEOPLE, offers=offers)).events]
    assert refs == ["O1"]


def test_pinned_offer_holds() -> None:
    """A pin puts its group at the offer at its time; the rest of the day goes around it."""
    pin = OfferPin("cities-1", datetime(2020, 4, 7, 10, 0))
    offers = (offer("O0", pin=pin), *(offer(f"O{i}") for i in range(1, 9)))
    events = solved(programme(participants=PEOPLE, offers=offers)).events
    pinned = [e for e in events if e.ref == "O0"]
    assert [e.starts for e in pinned] == [localise(pin.starts, "America/Chicago")]
    assert pinned[0].groups == ("cities-1",)
    same_day = [e for e in events if e.starts.date() == pin.starts.date() and e.ref != "O0"]
    assert same_day and all(
        e.ends <= pinned[0].starts or e.starts >= pinned[0].ends for e in same_day
    )


def test_pinned_offer_names_those_who_may_go() -> None:
    """Where one member may not go, the pinned event names the others and the staff."""
    pin = OfferPin("cities-1", datetime(2020, 4, 7, 10, 0))
    refusing = offer("O0", pin=pin, refuses=(Country("FR"),))
    events = solved(programme(participants=PEOPLE, offers=(refusing,))).events
    assert [e.groups for e in events] == [()]
    assert events[0].participants == tuple(p.id for p in PEOPLE if p.country != "FR")


def test_pin_elsewhere_is_left() -> None:
    """A pin for a day on which its group is elsewhere gives no event then."""
    pin = OfferPin("cities-1", datetime(2020, 5, 7, 10, 0))
    events = solved(programme(participants=PEOPLE, offers=(offer("O0", pin=pin),))).events
    assert all(e.starts.date() <= SUNDAY + timedelta(6) for e in events)


def test_groups_share_an_offer_that_holds_both() -> None:
    """Two groups come together where an offer holds both, and one alone where it does not."""
    phase = split(7, groups=2)
    narrow = (Window.weekly((1,), 600, 690),)
    for capacity, number in ((8, 2), (7, 1)):
        one = offer("O1", capacity=capacity, visits=2, windows=narrow)
        given_ = programme(phases=(phase,), participants=PEOPLE, offers=(one,))
        ids = tuple(p.id for p in PEOPLE)
        groups = (group_of(given_, 1, ids[:4]), group_of(given_, 2, ids[4:]))
        assert len(solved(given_, groups).events) == number


def test_visits_are_shared_by_stops_and_phases() -> None:
    """An offer of one visit receives one group, although another comes to the city later."""
    phase = split(6, groups=2, route=(3, 3), hosts=("austin", "reno"))
    given_ = programme(
        phases=(phase,),
        participants=PEOPLE,
        hosts=(host(), host("reno")),
        offers=(offer("O1", visits=1), offer("O2", visits=2)),
    )
    ids = tuple(p.id for p in PEOPLE)
    (a, b), (c, d) = phase.stop_spans
    there = replace(group_of(given_, 1, ids[:4]), stops=(Stop("austin", a, b), Stop("reno", c, d)))
    back = replace(group_of(given_, 2, ids[4:]), stops=(Stop("reno", a, b), Stop("austin", c, d)))
    events = solved(given_, (there, back)).events
    assert sorted((e.ref or "", e.groups) for e in events if e.ref == "O2") == [
        ("O2", ("cities-1",)),
        ("O2", ("cities-2",)),
    ]
    assert len([e for e in events if e.ref == "O1"]) == 1


def test_nobody_sees_an_offer_twice() -> None:
    """Who comes to a city in two phases does not see the same thing again."""
    first = split(4, groups=1)
    second = replace(
        split(4, groups=1), id="again", starts=SUNDAY + timedelta(4), ends=SUNDAY + timedelta(7)
    )
    given_ = programme(phases=(first, second), participants=PEOPLE, offers=(offer("O1", visits=5),))
    group = group_of(given_)
    later = replace(
        group,
        id="again-1",
        phase="again",
        stops=(Stop("austin", second.starts, second.ends),),
    )
    assert len(solved(given_, (group, later)).events) == 1


def test_free_half_days_are_left() -> None:
    """A full city still leaves each group of a long stop its free half-day."""
    given_, groups = invented(5, 1, 1, 60)
    wide = tuple(replace(o, windows=(Window.weekly(range(7), 540, 1290),)) for o in given_.offers)
    given_ = replace(given_, offers=wide)
    plan = assemble(given_, groups, solved(given_, groups).events)
    assert not [f for f in check(given_, plan) if f.rule == "free_half_day"]


def test_same_events_on_one_and_two_workers() -> None:
    """The number of workers changes nothing in a run limited by iterations."""
    given_, groups = invented(2, 4, 2, 20, people=4)
    alone = solve(given_, groups, (), StageRun("days", 1, 60))
    with ProcessPoolExecutor(2) as pool:
        together = solve(given_, groups, (), StageRun("days", 1, 60, executor=pool))
    assert alone == together


def test_cancelled_run_keeps_its_pins() -> None:
    """A run that is cancelled before it begins returns at once with what is pinned."""
    cancel = Signal()
    cancel.set()
    pin = OfferPin("cities-1", datetime(2020, 4, 7, 10, 0))
    given_ = programme(participants=PEOPLE, offers=(offer("O0", pin=pin), offer("O1")))
    run = StageRun("days", 1, 50, cancel=cancel)
    assert [e.ref for e in solve(given_, (group_of(given_),), (), run).events] == ["O0"]


def test_cancelled_run_looks_at_no_more_cities(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is cancelled while cities are looked at leaves those that are not yet seen."""
    given_, groups = invented(2, 3, 2, 6, people=6)
    given_ = replace(given_, hosts=(*given_.hosts, replace(given_.hosts[0], id="second")))
    stop = replace(groups[1].stops[0], host="second")
    groups = (groups[0], replace(groups[1], stops=(stop,)), *groups[2:])
    cancel, seen = Signal(), []

    def looked_at(scene: Scene, host: str, *rest: object) -> object:
        seen.append(host)
        cancel.set()
        return city_of(scene, host, *rest)

    monkeypatch.setattr(import_module("sojourn.engine.days.solve"), "city_of", looked_at)
    solve(given_, groups, (), StageRun("days", 1, 50, cancel=cancel))
    assert seen == [given_.hosts[0].id]


def test_run_out_of_time_still_has_days() -> None:
    """Without any time left the first construction is still returned."""
    given_, groups = invented(2, 2, 2, 20, people=4)
    assert len(solve(given_, groups, (), StageRun("days", 1, seconds=0.0)).events) > 10


@pytest.mark.parametrize("step", [1, 7, 60])
def test_any_grid(step: int) -> None:
    """Starts lie on the grid, however fine or odd it is."""
    phase = split(4)
    phase = replace(phase, day=replace(phase.day, step=step))
    given_ = programme(
        phases=(phase,), participants=PEOPLE, offers=tuple(offer(f"O{i}") for i in range(4))
    )
    events = solved(given_, iterations=5).events
    assert events
    assert all((e.starts.hour * 60 + e.starts.minute) % step == 0 for e in events)
