"""Prices that make a search find other groups: on a city that is used, on staying where one is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sojourn.engine.groups.values import HostValues, candidates
from sojourn.model import Group, Phase, Programme

Reals = npt.NDArray[np.float64]
AVOIDED = 200.0
"""Points for each participant at a host that is to be left out."""
LEAVING = 3.0
"""Points for each participant who is moved, where a host is left out."""
STAYING = (6.0, 15.0)
"""Points for each participant who is not moved, where people are to be moved."""
MOST = 16
"""Ways that are tried in one phase, at most."""


@dataclass(frozen=True)
class Price:
    """(S, P, H) points that each participant pays in each stop at each candidate host."""

    phase: str
    points: Reals

    def paid(self, programme: Programme, groups: Iterable[Group]) -> float:
        """What `groups` of the phase pay in all."""
        phase = programme.phase[self.phase]
        return float((self.points * _where(programme, phase, groups)).sum())


def charged(values: HostValues, price: Price) -> HostValues:
    """`values` less a price."""
    return HostValues(values.fit - price.points, values.others)


def prices(
    programme: Programme, groups: Iterable[Group], values: Mapping[str, HostValues]
) -> Iterator[Price]:
    """The ways to differ from `groups`: to move people, and to leave out each city for another.

    By `values` of the hosts, the cities that are missed least come first.
    """
    groups = tuple(groups)
    for phase in programme.phases:
        own = [g for g in groups if g.phase == phase.id]
        if not phase.split or phase.id not in values or not own:
            continue
        here = _where(programme, phase, own)
        moving = [Price(phase.id, points * here) for points in STAYING if len(own) > 1]
        used = here.any(axis=(0, 1))
        worth = values[phase.id].fit.mean(axis=(0, 1))
        leaving = []
        for h in np.flatnonzero(used)[np.argsort(worth[used], kind="stable")]:
            points = -LEAVING * here
            points[:, :, h] = AVOIDED
            leaving.append(Price(phase.id, points))
        ways = [*moving[:1], *(leaving if not used.all() else ()), *moving[1:]]
        yield from ways[:MOST]


def _where(programme: Programme, phase: Phase, groups: Iterable[Group]) -> Reals:
    """(S, P, H) 1 where a participant is in a stop."""
    hosts = candidates(programme, phase)
    place = {host.id: h for h, host in enumerate(hosts)}
    row = {person.id: i for i, person in enumerate(programme.confirmed)}
    found = np.zeros((len(phase.stop_spans), len(row), len(hosts)))
    for group in groups:
        if group.phase != phase.id:
            continue
        for s, stop in enumerate(group.stops):
            rows = [row[p] for p in group.participants if p in row]
            if stop.host in place:
                found[s, rows, place[stop.host]] = 1.0
    return found
