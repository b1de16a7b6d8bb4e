"""What journeys to, between and from candidate hosts cost, and for whom they are impossible."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from sojourn.engine.groups.problem import SCALE, Ints, as_ints
from sojourn.engine.journeys.timetable import Timetable
from sojourn.model import Group, Host, Participant, Phase, Programme
from sojourn.reference.journeys import estimate_leg
from sojourn.reference.observances import OBSERVANCES
from sojourn.rules import setting

ROAD_FARE = 0.20
"""Rough fare per kilometre by road, in units of money."""
AIR_FARE = (120.0, 0.10)
"""Rough fare by air: for a flight, and per kilometre."""


class JourneyValues(NamedTuple):
    """(S, P, H): small prices of journeys, and whether they cannot be made (surely, perhaps)."""

    soft: Ints
    impossible: Ints
    doubtful: Ints


def masks(people: Sequence[Participant]) -> Ints:
    """(P,) observances of each participant as bits, in the order of `OBSERVANCES`."""
    return as_ints(
        [sum(1 << i for i, o in enumerate(OBSERVANCES) if o in p.observance) for p in people]
    )


def journey_values(
    programme: Programme, phase: Phase, hosts: Sequence[Host], earlier: Sequence[Group]
) -> JourneyValues:
    """Journeys to the first stop and from the last, for each participant and host."""
    people = programme.confirmed
    shape = (len(phase.stop_spans), len(people), len(hosts))
    soft, impossible, doubtful = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    timetable = Timetable(programme)
    mask = masks(people)
    position = [p.id for p in programme.phases].index(phase.id)
    last = shape[0] - 1
    origin = _origins(programme, position, earlier)
    alike = _alike([origin.get(person.id) for person in people], mask)
    after = programme.phases[position + 1] if position + 1 < len(programme.phases) else None
    onward = after.hosts[0] if after is not None and not after.split and after.hosts else None
    for h, host in enumerate(hosts):
        for (start, kept), who in alike.items():
            if start is not None:
                level = _difficulty(timetable, start, host.id, phase.starts, kept)
                impossible[0, who, h] += level == 2
                doubtful[0, who, h] += level == 1
                soft[0, who, h] -= _fare(programme, start, host.id)
            if after is not None and onward is not None:
                level = _difficulty(timetable, host.id, onward, after.starts, kept)
                impossible[last, who, h] += level == 2
                doubtful[last, who, h] += level == 1
                soft[last, who, h] -= _fare(programme, host.id, onward)
    return JourneyValues(soft, impossible, doubtful)


def _alike(origins: Sequence[str | None], mask: Ints) -> dict[tuple[str | None, int], Ints]:
    """The participants, by number, who come from the same host with the same observances."""
    found: dict[tuple[str | None, int], list[int]] = {}
    for p, start in enumerate(origins):
        found.setdefault((start, int(mask[p])), []).append(p)
    return {key: as_ints(who) for key, who in found.items()}


def leg_values(programme: Programme, phase: Phase, hosts: Sequence[Host], price: int) -> Ints:
    """(S - 1, 8, H, H) value of journeys between stops for each mask of observances."""
    spans = phase.stop_spans
    found = np.zeros((len(spans) - 1, 1 << len(OBSERVANCES), len(hosts), len(hosts)), np.int64)
    timetable = Timetable(programme)
    used = sorted(set(masks(programme.confirmed).tolist()))
    for s in range(len(spans) - 1):
        for a, origin in enumerate(hosts):
            for b, destination in enumerate(hosts):
                fare = _fare(programme, origin.id, destination.id)
                for mask in used:
                    level = _difficulty(timetable, origin.id, destination.id, spans[s + 1][0], mask)
                    hurt = price if level == 2 else price // 4 if level == 1 else 0
                    found[s, mask, a, b] = -hurt - fare
    return found


def _origins(programme: Programme, position: int, earlier: Sequence[Group]) -> dict[str, str]:
    """The host at which each participant is before the phase at `position`."""
    if position == 0:
        return {}
    before = programme.phases[position - 1]
    if not before.split:
        return {p.id: before.hosts[0] for p in programme.confirmed} if before.hosts else {}
    return {
        p: group.stops[-1].host
        for group in earlier
        if group.phase == before.id and group.stops
        for p in group.participants
    }


def _difficulty(timetable: Timetable, origin: str, destination: str, day: date, mask: int) -> int:
    kept = frozenset(o for i, o in enumerate(OBSERVANCES) if mask >> i & 1)
    return timetable.difficulty(origin, destination, day, kept)


def _fare(programme: Programme, origin: str, destination: str) -> int:
    """The rough fare of a journey for one person, as a price in integer units."""
    rule = setting(programme, "cost")
    if origin == destination or rule.level == "off":
        return 0
    given = programme.host
    leg = estimate_leg(given[origin], given[destination])
    fare = ROAD_FARE * leg.km if leg.mode == "road" else AIR_FARE[0] + AIR_FARE[1] * leg.km
    return round(rule.weight * fare / 1000 * SCALE)
