"""Put the stages' groups and events together into a plan with stable ids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from sojourn.model import Event, Group, Plan, Programme


def assemble(programme: Programme, groups: Iterable[Group], events: Iterable[Event]) -> Plan:
    """A plan of `groups` in the order of the phases and of `events` in the order of time.

    Events get ids ``E0001`` … in that order; events that begin together are ordered by phase,
    host, kind and who takes part, so that the same events always get the same ids.
    """
    phase_order = {phase.id: number for number, phase in enumerate(programme.phases)}
    number_of = {
        group_id: number
        for number, group_id in enumerate(g for p in programme.phases for g in p.group_ids)
    }
    ordered_groups = sorted(groups, key=lambda g: (number_of.get(g.id, len(number_of)), g.id))

    def place_in_time(event: Event) -> tuple[object, ...]:
        start: datetime = event.starts.astimezone(UTC)
        return (
            start,
            event.ends.astimezone(UTC),
            phase_order.get(event.phase, len(phase_order)),
            event.host or "",
            event.kind,
            event.ref or "",
            tuple(number_of.get(g, len(number_of)) for g in event.groups),
            event.participants,
            event.title,
        )

    ordered = sorted(events, key=place_in_time)
    width = max(4, len(str(len(ordered))))
    numbered = tuple(
        replace(event, id=f"E{number:0{width}d}") for number, event in enumerate(ordered, 1)
    )
    return Plan(programme=programme.id, groups=tuple(ordered_groups), events=numbered)
