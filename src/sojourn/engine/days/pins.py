"""Offers that are pinned to a group and a time: they hold before anything is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sojourn.engine.days.encodings import DayFacts, day_facts, refuses, step_free
from sojourn.engine.days.encodings import clearance as uncleared
from sojourn.engine.days.presence import Diary, minute_on, working
from sojourn.engine.days.visit_event import visit_event
from sojourn.model import (
    Event,
    Group,
    Offer,
    Participant,
    Programme,
    StaffMember,
    Stop,
    localise,
)


@dataclass(frozen=True)
class _Visit:
    """A pinned offer with the group and stop that it is meant for."""

    offer: Offer
    group: Group
    stop: Stop


def pinned_events(
    programme: Programme,
    groups: Iterable[Group],
    placed: tuple[Event, ...],
    off: frozenset[str],
) -> tuple[Event, ...]:
    """An event for each pinned offer (rule `pinned`) whose group is in its city that day.

    Members who may not go, or do not fit in, are left out: the event then names the others and
    the staff. A pin that would put people into two events at once is not kept.
    """
    found: list[Event] = []
    by_id = {group.id: group for group in groups}
    for offer in programme.offers:
        visit = _visit(offer, by_id)
        if visit is None:
            continue
        diary = Diary(programme, by_id.values(), (*placed, *found))
        event = _event(programme, visit, diary, off)
        if event is not None:
            found.append(event)
    return tuple(found)


def _visit(offer: Offer, groups: dict[str, Group]) -> _Visit | None:
    if offer.pin is None or offer.status == "declined" or offer.minutes <= 0:
        return None
    group = groups.get(offer.pin.group)
    day = offer.pin.starts.date()
    stop = next((s for s in group.stops if s.starts <= day <= s.ends), None) if group else None
    if group is None or stop is None or stop.host != offer.host:
        return None
    return _Visit(offer, group, stop)


def _event(programme: Programme, visit: _Visit, diary: Diary, off: frozenset[str]) -> Event | None:
    offer, group = visit.offer, visit.group
    assert offer.pin is not None
    host = programme.host[offer.host]
    starts = offer.pin.starts
    ends = starts + timedelta(minutes=offer.minutes)
    facts = day_facts(programme, group, visit.stop, starts.date(), diary, off)
    first = minute_on(localise(starts, host.timezone), facts.day, host.timezone)
    last = first + offer.minutes
    if any(busy.starts < last and first < busy.ends for busy in facts.busy):
        return None
    may = [p for p in facts.present if _may_go(p, offer, facts, (first, last))]
    if not may:
        return None
    going = [p for p in may if p.present(starts, ends)]
    team = working(programme, group, facts.day)
    if offer.capacity is None or "capacity" in off or len(going) + len(team) <= offer.capacity:
        whole = len(may) == len(facts.present)
    else:
        whole = False
        going, team = _within(offer.capacity, going, team)
    if whole:
        return visit_event(programme, offer, group.phase, starts, (group.id,))
    people, crew = tuple(p.id for p in going), tuple(m.id for m in team)
    return visit_event(programme, offer, group.phase, starts, (), people, crew)


def _within(
    capacity: int, people: list[Participant], team: tuple[StaffMember, ...]
) -> tuple[list[Participant], tuple[StaffMember, ...]]:
    """As many as fit in: liaisons stay away first, one member of staff goes, then participants."""
    ranked = sorted(team, key=lambda member: member.role != "interpreter")
    staff = ranked[: max(1, capacity - len(people))]
    kept = tuple(member for member in team if member in staff)
    return people[: max(0, capacity - len(kept))], kept


def _may_go(person: Participant, offer: Offer, facts: DayFacts, hours: tuple[int, int]) -> bool:
    """Whether nothing keeps one participant from the offer at these hours."""
    from dataclasses import replace

    from sojourn.engine.days.encodings import observed

    alone = replace(facts, present=(person,))
    kept = () if "observance" in facts.off else observed((person,), facts.host, facts.day)
    return not (
        any(starts < hours[1] and hours[0] < ends for starts, ends in kept)
        or ("refuses" not in facts.off and refuses(offer, alone))
        or ("access" not in facts.off and step_free(offer, alone))
        or ("clearance" not in facts.off and uncleared(offer, alone))
    )
