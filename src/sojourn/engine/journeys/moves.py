"""Who moves from where to where, and when: every change of host in a programme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from sojourn.model import Group, Phase, Programme


@dataclass(frozen=True)
class Move:
    """Some people who go from one host to another on one day.

    `group` is the group travelled in (its first stop, or a later one). `whole` tells that the
    journey is the group's as such; otherwise it names `participants` and `staff`, who were at
    `origin` before and belong to `group` from now on. `parts` are its participants and staff by
    the groups in which they were before, where these are several.
    """

    phase: str
    day: date
    origin: str
    destination: str
    group: str
    whole: bool
    participants: tuple[str, ...]
    staff: tuple[str, ...]
    parts: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()

    def apart(self) -> tuple[Move, ...]:
        """The same by those who were in one group before, each on a journey of their own."""
        return tuple(
            replace(self, participants=people, staff=staff, parts=())
            for people, staff in self.parts
        )


def moves(programme: Programme, groups: Iterable[Group]) -> tuple[Move, ...]:
    """Every move of `groups` in the order of time; none where the host stays the same.

    Moves into a phase from one together, and between stops, are made by groups. Moves out of a
    split phase are made by those who were at the same host and go to the same group.
    """
    of_phase: dict[str, list[Group]] = {phase.id: [] for phase in programme.phases}
    for group in groups:
        if group.phase in of_phase and group.stops:
            of_phase[group.phase].append(group)
    found: list[Move] = []
    before: Phase | None = None
    for phase in programme.phases:
        if before is not None:
            found.extend(_into(phase, before, of_phase[before.id], of_phase[phase.id]))
        for group in of_phase[phase.id]:
            found.extend(_between_stops(group))
        before = phase
    return tuple(sorted(found, key=lambda move: move.day))


def _between_stops(group: Group) -> Iterator[Move]:
    for last, following in zip(group.stops, group.stops[1:], strict=False):
        if last.host != following.host:
            yield _whole(group, last.host, following.host, following.starts)


def _into(
    phase: Phase, before: Phase, origins: list[Group], destinations: list[Group]
) -> Iterator[Move]:
    """Moves from the groups of the phase `before` to those of `phase`."""
    for group in destinations:
        stop = group.stops[0]
        if not before.split:
            for origin in origins:
                if origin.stops[-1].host != stop.host:
                    yield _whole(group, origin.stops[-1].host, stop.host, stop.starts)
            continue
        here = list(dict.fromkeys(g.stops[-1].host for g in origins))
        for host in here:
            leaving = [g for g in origins if g.stops[-1].host == host]
            people = {p for g in leaving for p in g.participants}
            staff = {s for g in leaving for s in g.staff}
            named = tuple(p for p in group.participants if p in people)
            accompanying = tuple(s for s in group.staff if s in staff)
            if host != stop.host and (named or accompanying):
                yield Move(
                    phase.id,
                    stop.starts,
                    host,
                    stop.host,
                    group.id,
                    False,
                    named,
                    accompanying,
                    _parts(leaving, named, accompanying),
                )


def _parts(
    leaving: list[Group], named: tuple[str, ...], accompanying: tuple[str, ...]
) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """`named` and `accompanying` by the group that each leaves, where these are several."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for place, people in enumerate((named, accompanying)):
        for person in people:
            own = next(g.id for g in leaving if person in (g.participants, g.staff)[place])
            found.setdefault(own, ([], []))[place].append(person)
    parts = tuple((tuple(people), tuple(staff)) for people, staff in found.values())
    return parts if len(parts) > 1 else ()


def _whole(group: Group, origin: str, destination: str, day: date) -> Move:
    return Move(
        group.phase, day, origin, destination, group.id, True, group.participants, group.staff
    )
