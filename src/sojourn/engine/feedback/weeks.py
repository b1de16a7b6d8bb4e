"""Planned weeks by host: what any group would find there, whoever goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sojourn.model import Event, Group, Programme, Stop

Place = tuple[str, int, str]
"""A phase, the number of a stop, and the host."""


@dataclass(frozen=True)
class Week:
    """The visits that a group makes in a stop."""

    group: str
    visits: tuple[Event, ...]


def places(programme: Programme, group: Group) -> Iterator[tuple[Place, Stop]]:
    """The stops of a group of a split phase, by phase, number and host."""
    if programme.phase[group.phase].split:
        for number, stop in enumerate(group.stops):
            yield (group.phase, number, stop.host), stop


def weeks(
    programme: Programme, groups: Iterable[Group], days: Iterable[Event]
) -> Mapping[Place, tuple[Week, ...]]:
    """The weeks of the groups of split phases by place, from the visits that are for all."""
    of: dict[str, list[Event]] = {}
    for event in days:
        for group_id in event.groups:
            of.setdefault(group_id, []).append(event)
    found: dict[Place, list[Week]] = {}
    for group in groups:
        for place, stop in places(programme, group):
            visits = (e for e in of.get(group.id, ()) if _within(e, stop))
            found.setdefault(place, []).append(Week(group.id, tuple(visits)))
    return {place: tuple(held) for place, held in found.items()}


def carried(
    programme: Programme,
    groups: Iterable[Group],
    known: Mapping[Place, tuple[Week, ...]],
    days: Iterable[Event],
) -> tuple[Event, ...]:
    """`days` for other groups: those who come to a host now take over its weeks.

    A group that stays at a host keeps its own week there; the others take those left over.
    """
    groups = tuple(groups)
    split = {group.id for group in groups if programme.phase[group.phase].split}
    events = [event for event in days if not split.intersection(event.groups)]
    coming: dict[Place, list[str]] = {}
    for group in groups:
        for place, _ in places(programme, group):
            coming.setdefault(place, []).append(group.id)
    for place, ids in coming.items():
        free = {week.group: week for week in known.get(place, ())}
        own = [(i, free.pop(i)) for i in ids if i in free]
        others = [i for i in ids if i not in {i for i, _ in own}]
        for group_id, week in (*own, *zip(others, free.values(), strict=False)):
            events += (replace(e, groups=(group_id,)) for e in week.visits)
    return tuple(events)


def unchanged(old: Iterable[Group], new: Iterable[Group]) -> frozenset[str]:
    """Hosts at which the same groups are with the same people on the same days."""
    before, after = _stays(old), _stays(new)
    return frozenset(host for host in after if before.get(host) == after[host])


def _stays(groups: Iterable[Group]) -> dict[str, list[tuple[object, ...]]]:
    found: dict[str, list[tuple[object, ...]]] = {}
    for group in groups:
        for stop in group.stops:
            stay = (group.id, group.participants, group.staff, stop)
            found.setdefault(stop.host, []).append(stay)
    return found


def _within(event: Event, stop: Stop) -> bool:
    day: date = event.starts.date()
    return event.host == stop.host and stop.starts <= day <= stop.ends
