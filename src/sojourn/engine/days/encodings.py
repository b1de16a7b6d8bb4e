"""What a group may do on a day: one small function for each hard rule that concerns offers.

Every function says either that an offer is barred from a whole day (the id of the rule that
bars it) or which minutes it must not touch. Times are minutes after local midnight.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from sojourn.engine.days.presence import Busy, Diary, Span, on_day
from sojourn.model import (
    MINUTES_A_DAY,
    Day,
    Group,
    Host,
    Offer,
    Participant,
    Phase,
    Programme,
    Stop,
)
from sojourn.reference.holidays import public_holiday
from sojourn.reference.observances import intervals
from sojourn.reference.places import TransferTable

OFFICIAL = frozenset(("federal", "state", "local"))
"""Levels of government, which keep public holidays."""
SUNSET_MARGIN = 5
"""Minutes kept free around the Sabbath beyond the rule's own."""
SETTLING = 60
"""Minutes from the end of a journey to an evening event of the same day."""


@dataclass(frozen=True)
class DayFacts:
    """A group's day at a host: everything about it that does not depend on what is chosen.

    Attributes:
        present: members (confirmed, by the table) who are present on any part of the day.
        people: participants and staff who must fit in, whether they are present or not.
        busy: merged spans of what is already placed for any of them.
        forbidden: spans that a present member's observance keeps free.
        moving: whether it is the move day of the stop.
        arrival: the minute at which the group's journey ends on a move day, if it has one.

    """

    day: date
    host: Host
    hours: Day
    present: tuple[Participant, ...]
    people: int
    busy: tuple[Busy, ...] = ()
    forbidden: tuple[Span, ...] = ()
    moving: bool = False
    arrival: int | None = None
    holiday: bool = False
    closed: bool = False
    received: bool = True
    off: frozenset[str] = field(default_factory=frozenset)

    @property
    def workday(self) -> bool:
        """Whether the day is one of the workdays."""
        return self.day.weekday() in self.hours.workdays


def day_facts(
    programme: Programme, group: Group, stop: Stop, day: date, diary: Diary, off: frozenset[str]
) -> DayFacts:
    """The facts of one day of a stop; `off` are ids of rules that are switched off."""
    host, phase = programme.host[stop.host], programme.phase[group.phase]
    people = (*group.participants, *group.staff)
    members = [programme.participant[p] for p in group.participants if p in programme.participant]
    present = tuple(p for p in members if p.status == "confirmed" and on_day(p, day))
    moving = day == stop.starts
    busy = diary.busy(people, day, host.timezone)
    return DayFacts(
        day=day,
        host=host,
        hours=phase.day,
        present=present,
        people=len(people),
        busy=busy,
        forbidden=() if "observance" in off else observed(present, host, day),
        moving=moving,
        arrival=arrival_minute(diary, people, phase, day, host) if moving else None,
        holiday=public_holiday(host.country, host.state, host.timezone, day) is not None,
        closed=day in host.closed,
        received=host.receives(day),
        off=off,
    )


def observed(present: tuple[Participant, ...], host: Host, day: date) -> tuple[Span, ...]:
    """Rule `observance`: spans of `day` that any of those present keeps, sunset padded."""
    kept = sorted({observance for person in present for observance in person.observance})
    spans = []
    for observance in kept:
        pad = SUNSET_MARGIN if observance == "sabbath" else 0
        for starts, ends in intervals(
            observance, day, host.latitude, host.longitude, host.timezone
        ):
            spans.append((max(0, starts - pad), min(MINUTES_A_DAY, ends + pad)))
    return tuple(sorted(spans))


def arrival_minute(
    diary: Diary, people: tuple[str, ...], phase: Phase, day: date, host: Host
) -> int | None:
    """When the last of `people` ends a journey to `host` on `day`, or None without a journey."""
    ends = [
        diary.span(event, day, host.timezone)[1]
        for event in diary.shared(people)
        if event.kind == "travel" and event.phase == phase.id and event.host == host.id
    ]
    return max((minute for minute in ends if 0 < minute <= MINUTES_A_DAY), default=None)


def barred(offer: Offer, facts: DayFacts) -> str | None:
    """The rule that keeps `offer` from the whole day for this group, or None."""
    for rule, keeps in (
        ("declined", declined),
        ("arrival_day", arrival_day),
        ("workday", workday),
        ("holiday", holiday),
        ("host_capacity", unreceived),
        ("capacity", capacity),
        ("access", step_free),
        ("refuses", refuses),
        ("clearance", clearance),
    ):
        if rule not in facts.off and keeps(offer, facts):
            return rule
    return None


def declined(offer: Offer, facts: DayFacts) -> bool:
    """Rule `declined`: nothing declined is used."""
    return offer.status == "declined"


def arrival_day(offer: Offer, facts: DayFacts) -> bool:
    """Rule `arrival_day`: a move day holds nothing professional; all else only after a journey."""
    return facts.moving and (offer.professional or facts.arrival is None)


def workday(offer: Offer, facts: DayFacts) -> bool:
    """Rule `workday`: professional offers but those of the community lie on workdays."""
    return offer.professional and offer.kind != "community" and not facts.workday


def holiday(offer: Offer, facts: DayFacts) -> bool:
    """Rule `holiday`: no office on a public holiday, nothing on a date that the host closed."""
    return facts.closed or (facts.holiday and offer.professional and offer.level in OFFICIAL)


def unreceived(offer: Offer, facts: DayFacts) -> bool:
    """Rule `host_capacity`: nobody is at a host outside its windows."""
    return not facts.received


def capacity(offer: Offer, facts: DayFacts) -> bool:
    """Rule `capacity`: participants and staff fit in."""
    return offer.capacity is not None and facts.people > offer.capacity


def step_free(offer: Offer, facts: DayFacts) -> bool:
    """Rule `access`: who needs a step-free way is brought to no offer without one."""
    return offer.step_free is False and any("step_free" in p.access for p in facts.present)


def refuses(offer: Offer, facts: DayFacts) -> bool:
    """Rule `refuses`: nobody is brought to a place that does not receive their country."""
    return any(p.country in offer.refuses for p in facts.present)


def clearance(offer: Offer, facts: DayFacts) -> bool:
    """Rule `clearance`: names were complete so many days before the visit."""
    if offer.clearance_days is None:
        return False
    due = facts.day - timedelta(days=offer.clearance_days)
    return any(p.added is not None and p.added > due for p in facts.present)


def open_hours(offer: Offer, facts: DayFacts) -> tuple[Span, ...]:
    """Rule `in_window`: the spans in one of which the whole offer must lie."""
    hours = facts.hours
    first = hours.opens
    last = hours.closes if offer.professional else hours.evening_closes
    if facts.moving and facts.arrival is not None:
        first = max(first, facts.arrival + SETTLING)
    spans = (window.on(facts.day) for window in offer.windows)
    return tuple(
        (max(first, span[0]), min(last, span[1], MINUTES_A_DAY))
        for span in spans
        if span is not None and max(first, span[0]) < min(last, span[1], MINUTES_A_DAY)
    )


def kept_free(offer: Offer, facts: DayFacts, transfers: TransferTable) -> tuple[Span, ...]:
    """Rules `no_overlap`, `transfer`, `observance`: spans that the offer must not touch.

    Around what is placed they include the transfers, and the hours of lunch where what is
    placed leaves the members no common piece of it.
    """
    spans = list(facts.forbidden)
    farthest = 0
    for busy in facts.busy:
        before = max((transfers.minutes(offer.id, place) for place in busy.places), default=0)
        after = max((transfers.minutes(place, offer.id) for place in busy.places), default=0)
        farthest = max(farthest, before, after)
        spans.append((busy.starts - before, busy.ends + after))
    if facts.busy and not facts.moving and not common_lunch(facts, transfers):
        lunch = facts.hours.lunch
        spans.append((lunch.earliest - farthest, lunch.latest + farthest))
    return tuple(spans)


def common_lunch(facts: DayFacts, transfers: TransferTable) -> bool:
    """Rule `lunch`: whether what is placed leaves all members one free piece together."""
    lunch = facts.hours.lunch
    before: Busy | None = None
    for busy in (*facts.busy, None):
        ends = 0 if before is None else before.ends
        travel = 0 if before is None or busy is None else farthest_minutes(before, busy, transfers)
        limit = MINUTES_A_DAY if busy is None else busy.starts
        if lunch_fits(ends, limit, travel, lunch.earliest, lunch.latest, lunch.minutes):
            return True
        before = busy
    return False


def farthest_minutes(one: Busy, other: Busy, transfers: TransferTable) -> int:
    """The longest transfer between the places of two spans."""
    return max(
        (transfers.minutes(a, b) for a in one.places for b in other.places),
        default=0,
    )


def lunch_fits(
    ends: int, starts: int, travel: int, earliest: int, latest: int, minutes: int
) -> bool:
    """Whether lunch fits between two events with the transfer wholly before or after it."""
    eaten = max(ends, earliest) + minutes
    if eaten <= latest and eaten + travel <= starts:
        return True
    eaten = max(ends + travel, earliest) + minutes
    return eaten <= latest and eaten <= starts


def start_mask(
    offer: Offer, facts: DayFacts, transfers: TransferTable, slots: int
) -> npt.NDArray[np.uint8]:
    """Rule `grid`: 1 for each start on the grid that no rule forbids; shape (slots,)."""
    mask = np.zeros(slots, dtype=np.uint8)
    if offer.minutes <= 0 or barred(offer, facts) is not None:
        return mask
    step, minutes = facts.hours.step, offer.minutes
    for opens, closes in open_hours(offer, facts):
        mask[_slot(opens, step) : _slot(closes - minutes + 1, step)] = 1
    for from_minute, to_minute in kept_free(offer, facts, transfers):
        mask[_slot(from_minute - minutes + 1, step) : _slot(to_minute, step)] = 0
    return mask


def _slot(minute: int, step: int) -> int:
    """The first slot of the grid that begins at `minute` or after it."""
    return max(0, -(-minute // step))
