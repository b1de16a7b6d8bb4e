"""How one plan differs from another: cities, people elsewhere, other company."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sojourn.model import Group, Plan, Programme

REALLY = 0.15
"""Part of the people who are elsewhere or in other company in a plan that really differs."""
COMPANY = 0.5
"""Who keeps less than this part of their companions is in other company."""


@dataclass(frozen=True)
class Difference:
    """What is different in a plan, seen from another; ids in the order of the programme.

    Attributes:
        added, dropped: hosts of split phases that only the one or the other uses.
        elsewhere: participants who are sent to another host in some stop.
        parted: participants who go to the same hosts, mostly with other people.
        share: part of all participants who are in `elsewhere` or `parted`.

    """

    added: tuple[str, ...]
    dropped: tuple[str, ...]
    elsewhere: tuple[str, ...]
    parted: tuple[str, ...]
    share: float

    @property
    def real(self) -> bool:
        """Whether it is enough to make another plan of it."""
        return bool(self.added or self.dropped) or self.share >= REALLY


def difference(programme: Programme, groups: Iterable[Group], of: Iterable[Group]) -> Difference:
    """How `groups` differ from the groups `of` another plan, in split phases."""
    new = tuple(g for g in groups if programme.phase[g.phase].split)
    old = tuple(g for g in of if programme.phase[g.phase].split)
    now, before = _stays(new), _stays(old)
    with_now, with_before = _company(new), _company(old)
    elsewhere, parted = [], []
    for person in (p.id for p in programme.confirmed):
        if now.get(person) != before.get(person):
            elsewhere.append(person)
        elif _left(with_now, with_before, person):
            parted.append(person)
    here, there = _hosts(new), _hosts(old)
    order = {host.id: number for number, host in enumerate(programme.hosts)}
    moved = len(elsewhere) + len(parted)
    return Difference(
        added=tuple(sorted((here - there), key=lambda h: order.get(h, len(order)))),
        dropped=tuple(sorted((there - here), key=lambda h: order.get(h, len(order)))),
        elsewhere=tuple(elsewhere),
        parted=tuple(parted),
        share=moved / max(1, len(programme.confirmed)),
    )


def of_plans(programme: Programme, plan: Plan, of: Plan) -> Difference:
    """How `plan` differs from another."""
    return difference(programme, plan.groups, of.groups)


def _stays(groups: Iterable[Group]) -> Mapping[str, list[tuple[str, int, str]]]:
    """Where everybody is: phase, number of the stop and host."""
    found: dict[str, list[tuple[str, int, str]]] = {}
    for group in groups:
        stays = [(group.phase, number, stop.host) for number, stop in enumerate(group.stops)]
        for person in group.participants:
            found.setdefault(person, []).extend(stays)
    return found


def _company(groups: Iterable[Group]) -> Mapping[tuple[str, str], frozenset[str]]:
    """With whom everybody is, by phase and person."""
    return {
        (group.phase, person): frozenset(group.participants) - {person}
        for group in groups
        for person in group.participants
    }


def _left(
    now: Mapping[tuple[str, str], frozenset[str]],
    before: Mapping[tuple[str, str], frozenset[str]],
    person: str,
) -> bool:
    """Whether a person has lost most of their companions in some phase."""
    kept: Iterator[tuple[frozenset[str], frozenset[str]]] = (
        (before[key], now.get(key, frozenset())) for key in before if key[1] == person
    )
    return any(old and len(old & new) < COMPANY * len(old) for old, new in kept)


def _hosts(groups: Iterable[Group]) -> Counter[str]:
    return Counter(stop.host for group in groups for stop in group.stops)
