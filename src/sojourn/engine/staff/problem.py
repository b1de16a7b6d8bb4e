"""Who could do what for the groups of a split phase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sojourn.engine.groups.supply import TeamRule, spoken_by
from sojourn.engine.staff.needs import conflicting, countries_of, languages_of
from sojourn.model import Group, Phase, Programme, StaffMember
from sojourn.rules import setting


@dataclass(frozen=True)
class Task:
    """One thing that a member of staff can do: serve a language of a group, or escort it."""

    member: str
    group: str
    language: str | None


@dataclass(frozen=True)
class StaffProblem:
    """Who could do what in a split phase.

    Attributes:
        groups: the groups, unstaffed.
        languages: interpreted languages of each group id.
        members: staff at work on some day of the phase.
        tasks: everything that somebody could do, conflicts with countries left out.
        days: one day for each different set of available staff, with its number of days.
        beds: rooms left for staff by group ids that share a host and a stop, and places left by
            a group at an offer that is pinned to it.

    """

    groups: tuple[Group, ...]
    languages: Mapping[str, tuple[str, ...]]
    members: tuple[StaffMember, ...]
    tasks: tuple[Task, ...]
    days: tuple[tuple[date, int], ...]
    beds: tuple[tuple[tuple[str, ...], int], ...]
    rule: TeamRule
    known: Mapping[tuple[str, str], int]


def staff_problem(
    programme: Programme, phase: Phase, groups: tuple[Group, ...], earlier: Sequence[Group] = ()
) -> StaffProblem:
    """The problem of staffing `groups` in `phase`; `earlier` are staffed groups before it."""
    members = tuple(s for s in programme.staff if any(s.available(d) for d in phase.days))
    interpreted = setting(programme, "interpreted").level != "off"
    conflicts = setting(programme, "staff_conflict").level == "hard"
    languages = {
        g.id: languages_of(programme, g.participants) if interpreted else () for g in groups
    }
    # Interpreters escort only where there may be too few liaisons to do so.
    lasting = [s for s in members if s.role != "interpreter" and _throughout(s, phase)]
    escorting = len(lasting) < len(groups) or any(s.conflicts for s in lasting)
    tasks: list[Task] = []
    for group in groups:
        countries = countries_of(programme, group.participants)
        for member in members:
            if conflicts and conflicting(member, countries):
                continue
            if member.role == "interpreter":
                spoken = spoken_by(member)
                serves = [lang for lang in languages[group.id] if lang in spoken]
                tasks.extend(Task(member.id, group.id, lang) for lang in serves)
                if serves or not escorting:
                    continue
            tasks.append(Task(member.id, group.id, None))
    patterns: dict[tuple[bool, ...], list[date]] = {}
    for day in phase.days:
        patterns.setdefault(tuple(s.available(day) for s in members), []).append(day)
    met: dict[tuple[str, str], int] = {}
    for group in groups:
        here = set(group.participants)
        for before in earlier:
            if shared := len(here.intersection(before.participants)):
                for s in before.staff:
                    met[s, group.id] = met.get((s, group.id), 0) + shared
    return StaffProblem(
        groups=groups,
        languages=languages,
        members=members,
        tasks=tuple(tasks),
        days=tuple((same[0], len(same)) for same in patterns.values()),
        beds=(*_beds(programme, groups), *_seats(programme, groups)),
        rule=TeamRule.of(programme),
        known=met,
    )


def _throughout(member: StaffMember, phase: Phase) -> bool:
    """Whether `member` is available on every day of `phase`."""
    return all(member.available(day) for day in phase.days)


def _beds(programme: Programme, groups: Sequence[Group]) -> tuple[tuple[tuple[str, ...], int], ...]:
    """Groups that share a host at a stop, and the rooms left there for their staff."""
    if setting(programme, "rooms").level == "off":
        return ()
    found: dict[tuple[str, ...], int] = {}
    for number in range(max((len(g.stops) for g in groups), default=0)):
        for host in dict.fromkeys(g.stops[number].host for g in groups):
            rooms = programme.host[host].lodging_rooms
            if rooms is None:
                continue
            here = [g for g in groups if g.stops[number].host == host]
            key = tuple(g.id for g in here)
            left = max(0, rooms - sum(len(g.participants) for g in here))
            found[key] = min(left, found.get(key, left))
    return tuple(found.items())


def _seats(programme: Programme, groups: Sequence[Group]) -> Iterator[tuple[tuple[str, ...], int]]:
    """Each group to which an offer is pinned, and the places that it leaves there for staff."""
    if setting(programme, "capacity").level == "off":
        return
    size = {group.id: len(group.participants) for group in groups}
    for offer in programme.offers:
        pin = offer.pin
        if pin is not None and pin.group in size and offer.capacity is not None:
            yield (pin.group,), max(0, offer.capacity - size[pin.group])
