"""Why an offer cannot go into a group's day, in the shortest sentence that tells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from sojourn.engine.days.cities import NONE
from sojourn.engine.days.encodings import (
    DayFacts,
    barred,
    common_lunch,
    day_facts,
    kept_free,
    open_hours,
)
from sojourn.engine.days.fit_answer import Refusal
from sojourn.engine.days.fit_places import Stay, beside
from sojourn.engine.days.problem import Bytes
from sojourn.model import Participant, clock, open_spans
from sojourn.rules import wording

Reason = tuple[str, str]
"""The id of a rule and a sentence."""
OBSERVANCES = {
    "friday_prayer": "Friday prayer",
    "sabbath": "the Sabbath",
    "sunday_service": "Sunday service",
}
CLOSED = "closed"
MOST_NAMED = 2
"""People or events that a sentence names before it counts."""


def refusals_of(stay: Stay) -> Iterator[Refusal]:
    """The days of a stop on which the offer has no place, days with one reason together."""
    reasons: dict[Reason, list[int]] = {}
    whole = whole_stop(stay)
    for d in range(len(stay.days)):
        if whole is not None or not stay.starts(d):
            reasons.setdefault(whole or day_reason(stay, d), []).append(d)
    for (rule, text), numbers in reasons.items():
        days = tuple(stay.days[d] for d in numbers)
        words = f"{text} on {days[0]:%A}" if text == CLOSED and len(days) == 1 else text
        yield Refusal(stay.group.id, days, rule, words)


def whole_stop(stay: Stay) -> Reason | None:
    """What keeps the offer from every day of the group's stop, or None."""
    planned, offer = stay.planned, stay.planned.offer
    off, scene = planned.scene.off, planned.scene
    if offer.status == "declined":
        return "declined", "declined"
    if offer.minutes <= 0:
        return "in_window", "it has no length"
    if not offer.windows:
        return "in_window", "it has no windows"
    if "once" not in off:
        people = (*stay.group.participants, *stay.group.staff)
        been = [p for p in people if planned.ledger.offers.get(p, NONE)[offer.id] > 0]
        visits = [e for e in planned.visits if stay.group.id in e.groups]
        if visits:
            return "once", f"visited already, on {wording.on_day(visits[0].starts.toordinal())}"
        if been:
            names = wording.people(planned.programme, been, MOST_NAMED)
            return "once", f"{names} {'has' if len(been) == 1 else 'have'} been there"
    if "visits" not in off and planned.ledger.visits[offer.id] >= offer.visits:
        taken = wording.listed(sorted({g for e in planned.visits for g in e.groups}) or ["others"])
        visits_word = wording.count(offer.visits, "visit")
        return "visits", f"no visit left: {visits_word} taken by {taken}"
    size = len(stay.group.participants) + len(stay.group.staff)
    if "capacity" not in scene.off and offer.capacity is not None and size > offer.capacity:
        return "capacity", f"group of {size}, room for {offer.capacity}"
    return None


def day_reason(stay: Stay, d: int) -> Reason:
    """What keeps the offer from one day of the stop."""
    planned, offer = stay.planned, stay.planned.offer
    scene, day = planned.scene, stay.days[d]
    facts = day_facts(planned.programme, stay.group, stay.stop, day, scene.diary, scene.off)
    if not facts.present:
        return "present", "nobody of the group is there"
    rule = barred(offer, facts)
    if rule is not None:
        return rule, _barred(stay, facts, rule)
    hours = open_hours(offer, facts)
    if not any(last - first >= offer.minutes for first, last in hours):
        return "in_window", _hours(stay, facts)
    return _taken(stay, facts, d, hours)


def _barred(stay: Stay, facts: DayFacts, rule: str) -> str:
    """A rule that keeps the offer from the whole day, with what it reads."""
    offer = stay.planned.offer
    if rule == "arrival_day":
        return "the group travels on this day"
    if rule == "workday":
        return f"{facts.day:%A} is no workday"
    if rule == "holiday":
        return "the host is closed" if facts.closed else "public holiday"
    if rule == "host_capacity":
        return "the host receives nobody on this day"
    if rule == "capacity":
        return f"group of {facts.people}, room for {offer.capacity}"
    due = facts.day - timedelta(days=offer.clearance_days or 0)
    who = [p for p in facts.present if _kept_out(p, stay, rule, due)]
    names = wording.people(stay.planned.programme, [p.id for p in who], MOST_NAMED)
    if rule == "access":
        return f"no step-free way for {names}"
    if rule == "refuses":
        return f"does not receive {wording.listed(sorted({p.country for p in who}))}: {names}"
    return f"names were due on {wording.on_day(due.toordinal())}; added later: {names}"


def _kept_out(person: Participant, stay: Stay, rule: str, due: date) -> bool:
    """Whether a rule about people keeps one of them out."""
    offer = stay.planned.offer
    if rule == "access":
        return "step_free" in person.access
    if rule == "refuses":
        return person.country in offer.refuses
    return person.added is not None and person.added > due


def _hours(stay: Stay, facts: DayFacts) -> str:
    """Why the open hours of the day are too short for the offer."""
    offer, hours = stay.planned.offer, facts.hours
    spans = open_spans(offer.windows, facts.day)
    if not spans:
        return CLOSED
    opens = wording.listed(wording.span(first, last) for first, last in spans)
    if max(last - first for first, last in spans) < offer.minutes:
        return f"open {opens}, too short for {offer.minutes} minutes"
    closes = hours.closes if offer.professional else hours.evening_closes
    if facts.moving and facts.arrival is not None:
        return f"open {opens}; the group arrives at {clock(facts.arrival)}"
    return f"open {opens}, outside the day {wording.span(hours.opens, closes)}"


def _taken(stay: Stay, facts: DayFacts, d: int, hours: tuple[tuple[int, int], ...]) -> Reason:
    """Why a day on which the offer is open has no room for it."""
    planned, offer = stay.planned, stay.planned.offer
    day, step = stay.city.stays[0].days[d], stay.city.stays[0].step
    slots = np.zeros(day.starts.shape[1], dtype=np.uint8)
    for first, last in hours:
        slots[-(-first // step) : (last - offer.minutes) // step + 1] = 1
    if not slots.any():
        return "grid", f"no start on the grid of {step} minutes"
    if offer.professional and day.room <= 0:
        return "appointments", f"the day has {facts.hours.at_most} appointments, the most allowed"
    if offer.professional and offer.minutes > day.minutes:
        left = wording.count(max(0, day.minutes), "minute")
        return "interpreting_hours", f"the interpreters have {left} left"
    if not _outside(slots, step, offer.minutes, facts.forbidden).any():
        kept = sorted({o for p in facts.present for o in p.observance if o in OBSERVANCES})
        return "observance", f"{wording.listed(OBSERVANCES[o] for o in kept)} of some members"
    spans = kept_free(offer, facts, planned.scene.transfers)
    open_slots = _outside(slots, step, offer.minutes, spans)
    if not open_slots.any():
        if facts.busy and not common_lunch(facts, planned.scene.transfers):
            return "lunch", "no lunch would be left"
        return "no_overlap", _in_the_way(stay, facts, hours)
    if not beside(planned, stay.city, stay.group, d, open_slots).any():
        others = wording.listed(sorted({g for e in planned.visits for g in e.groups}))
        return "capacity", f"{others} is there at that time"
    if not stay.free(d).any():
        return "free_half_day", "the group's free half-day"
    return "lunch", "no lunch would be left"


def _outside(slots: Bytes, step: int, minutes: int, spans: tuple[tuple[int, int], ...]) -> Bytes:
    """The open slots from which nothing touches `spans`."""
    left = slots.copy()
    for first, last in spans:
        for slot in np.flatnonzero(left):
            if slot * step < last and slot * step + minutes > first:
                left[slot] = 0
    return left


def _in_the_way(stay: Stay, facts: DayFacts, hours: tuple[tuple[int, int], ...]) -> str:
    """What is placed in the hours of the offer, with the ways there and back."""
    planned = stay.planned
    people = (*stay.group.participants, *stay.group.staff)
    zone = planned.programme.host[stay.city.host].timezone
    diary = planned.scene.diary
    names = []
    for event in diary.shared(people):
        first, last = diary.span(event, facts.day, zone)
        if any(first < closes and last > opens for opens, closes in hours):
            names.append(f"{event.title} {wording.span(max(0, first), min(1440, last))}")
    if not names:
        return "too little time around what is planned"
    return "in the way: " + wording.some(names, MOST_NAMED)
