"""Visits of a part of a group, for objectives that the whole group cannot meet together.

Where somebody may not go (a country refused, names too late, no step-free way, a faith's hours)
or has been there, or was not yet there when the group met an objective, the others may still go:
the event then names them and the staff instead of the group.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sojourn.engine.days.cities import LONG_STOP, NONE, Scene, free_halves, single_visit
from sojourn.engine.days.encodings import DayFacts, day_facts, observed, start_mask
from sojourn.engine.days.ledger import Ledger
from sojourn.engine.days.presence import working
from sojourn.engine.days.problem import empty
from sojourn.engine.days.state import CityState
from sojourn.engine.days.visit_event import visit_event
from sojourn.engine.run import StageRun
from sojourn.model import (
    MINUTES_A_DAY,
    Event,
    Group,
    Offer,
    Programme,
    Stop,
    at,
    days_between,
)

BEAM = 2
"""Labels that the day builder keeps for the one offer at hand."""


@dataclass(frozen=True)
class _Try:
    """A part of a group that could be at an offer on a day."""

    offer: Offer
    number: int
    day: date
    people: tuple[str, ...]
    gain: int


def visits_in_part(
    scene: Scene, chosen: tuple[Event, ...], run: StageRun
) -> tuple[tuple[Event, ...], float]:
    """Events that name participants and meet objectives still missing, and their points.

    `chosen` is what the search has chosen. Nothing is moved for them: they lie in what the days
    have left, under the same rules.
    """
    ledger = Ledger(scene.programme, scene.groups)
    ledger.enter(scene.placed)
    ledger.enter(chosen)
    now = Scene.of(scene.programme, scene.groups, (*scene.placed, *chosen))
    found: list[Event] = []
    points = 0.0
    for group in scene.groups:
        for stop in group.stops:
            more = True
            while more and not run.cancelled and lacking(scene.programme, group, ledger):
                event, value = _next(now, group, stop, ledger)
                more = event is not None
                if event is not None:
                    ledger.enter((event,))
                    found.append(event)
                    points += value
                    now = now.with_event(event)
    return tuple(found), points


def _next(scene: Scene, group: Group, stop: Stop, ledger: Ledger) -> tuple[Event | None, float]:
    """The visit of a part of the group that meets most, where there is one that has room."""
    tries = sorted(
        _tries(scene, group, stop, ledger), key=lambda one: (-one.gain, one.day, one.number)
    )
    for one in tries:
        event, value = _placed(scene, group, stop, one, ledger)
        if event is not None:
            return event, value
    return None, 0.0


def lacking(programme: Programme, group: Group, ledger: Ledger) -> dict[str, set[str]]:
    """Which objectives confirmed members of a group still lack, for those who lack any."""
    found = {}
    for person in group.participants:
        if person in ledger.objectives:
            met = ledger.objectives[person]
            short = {o.id for o in programme.objectives if met[o.id] < o.minimum}
            if short:
                found[person] = short
    return found


def _tries(scene: Scene, group: Group, stop: Stop, ledger: Ledger) -> Iterator[_Try]:
    """Every offer and day at a stop by which some members would meet what they lack."""
    programme = scene.programme
    short = lacking(programme, group, ledger)
    wanted = {objective for objectives in short.values() for objective in objectives}
    offers = [
        (number, offer)
        for number, offer in enumerate(programme.offers_at.get(stop.host, ()))
        if wanted.intersection(offer.objectives)
        and ledger.visits[offer.id] < offer.visits
        and offer.windows
    ]
    if not offers:
        return
    for day in days_between(stop.starts, stop.ends):
        facts = day_facts(programme, group, stop, day, scene.diary, scene.off)
        for number, offer in offers:
            people = _may_go(scene, offer, facts, ledger)
            if len(people) == len(facts.present):
                continue
            gain = sum(len(short.get(p, set()).intersection(offer.objectives)) for p in people)
            if gain:
                yield _Try(offer, number, day, people, gain)


def _may_go(scene: Scene, offer: Offer, facts: DayFacts, ledger: Ledger) -> tuple[str, ...]:
    """Members who could be at the offer at some time of the day and have not been there."""
    slots = -(-MINUTES_A_DAY // facts.hours.step)
    known: dict[object, bool] = {}
    people = []
    for person in facts.present:
        if ledger.offers.get(person.id, NONE)[offer.id]:
            continue
        alike = (person.country, person.access, person.added, person.observance)
        if alike not in known:
            kept = () if "observance" in facts.off else observed((person,), facts.host, facts.day)
            alone = replace(facts, present=(person,), people=1, forbidden=kept)
            known[alike] = bool(start_mask(offer, alone, scene.transfers, slots).any())
        if known[alike]:
            people.append(person.id)
    return tuple(people)


def _leaves_free_time(scene: Scene, group: Group, stop: Stop, event: Event) -> bool:
    """Rule `free_half_day`: whether the whole group still has its free half-days with an event."""
    phase = scene.programme.phase[group.phase]
    days = days_between(stop.starts, stop.ends)
    if not phase.split or len(days) < LONG_STOP or "free_half_day" in scene.off:
        return True
    diary = scene.diary.with_event(event)
    left = sum(
        len(free_halves(day_facts(scene.programme, group, stop, day, diary, scene.off)))
        for day in days[1:]
    )
    return left >= phase.day.free_half_days


def _placed(
    scene: Scene, group: Group, stop: Stop, one: _Try, ledger: Ledger
) -> tuple[Event | None, float]:
    """The event of a part of a group where its day has room for it, and its points."""
    programme = scene.programme
    staff = tuple(m.id for m in working(programme, group, one.day))
    part = replace(group, participants=one.people, staff=staff)
    city = single_visit(scene, part, stop, one.offer, ledger)
    d = (one.day - stop.starts).days
    if not city.offers or (0, d) not in city.group_days:
        return None, 0.0
    value, route = CityState(city, empty(city)).best(0, d, BEAM)
    if not route or value <= 0:
        return None, 0.0
    starts, ends = at(one.day, route[0][1]), at(one.day, route[0][1] + one.offer.minutes)
    there = tuple(p for p in one.people if programme.participant[p].present(starts, ends))
    if not there:
        return None, 0.0
    event = visit_event(programme, one.offer, group.phase, starts, (), there, staff)
    return (event, value) if _leaves_free_time(scene, group, stop, event) else (None, 0.0)
