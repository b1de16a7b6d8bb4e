"""Who could be with which groups of a split phase, and what that is worth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sojourn.engine.groups.supply import TeamRule, spoken_by
from sojourn.engine.staff.needs import conflicting, countries_of, languages_of
from sojourn.engine.staff.rest import rest_lost
from sojourn.model import Group, Phase, Programme, StaffMember
from sojourn.rules import setting

SCALE = 100
"""Integer units of worth per point."""
ESCORT = 300
"""Price of an interpreter as an escort, where a liaison would do."""
PART_TIME = 300
"""Price of somebody who is not there on every day of the phase."""
KNOWN = 4
"""Worth per participant who knows the member of staff from an earlier phase."""


@dataclass(frozen=True)
class Task:
    """A member of staff with a group: an interpreter of `languages` there, or as an escort."""

    member: str
    group: str
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class StaffProblem:
    """Who could be with which group in a split phase.

    Attributes:
        groups: the groups, unstaffed.
        languages: interpreted languages of each group id.
        members: staff at work on some day of the phase.
        tasks: every group that somebody could be with, conflicts with countries left out.
        days: one day for each different set of available staff, with its number of days.
        beds: rooms left for staff by group ids that share a host and a stop, and places left by
            a group at an offer that is pinned to it.
        rule: what covers a language on one day.
        worth: what each task is worth beside what it covers, in units of worth: people who know
            each other, less fees, days of rest, and who is not there throughout.

    """

    groups: tuple[Group, ...]
    languages: Mapping[str, tuple[str, ...]]
    members: tuple[StaffMember, ...]
    tasks: tuple[Task, ...]
    days: tuple[tuple[date, int], ...]
    beds: tuple[tuple[tuple[str, ...], int], ...]
    rule: TeamRule
    worth: Mapping[Task, int]


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
                serves = tuple(lang for lang in languages[group.id] if lang in spoken)
                if serves or escorting:
                    tasks.append(Task(member.id, group.id, serves))
                continue
            tasks.append(Task(member.id, group.id))
    return StaffProblem(
        groups=groups,
        languages=languages,
        members=members,
        tasks=tuple(tasks),
        days=distinct_days(members, phase.days),
        beds=(*_beds(programme, groups), *_seats(programme, groups)),
        rule=TeamRule.of(programme),
        worth=_worth(programme, phase, members, tasks, groups, earlier),
    )


def distinct_days(
    members: Sequence[StaffMember], days: Sequence[date]
) -> tuple[tuple[date, int], ...]:
    """One of `days` for each different set of available members, with its number of days."""
    patterns: dict[tuple[bool, ...], list[date]] = {}
    for day in days:
        patterns.setdefault(tuple(s.available(day) for s in members), []).append(day)
    return tuple((same[0], len(same)) for same in patterns.values())


def _worth(
    programme: Programme,
    phase: Phase,
    members: Sequence[StaffMember],
    tasks: Sequence[Task],
    groups: Sequence[Group],
    earlier: Sequence[Group],
) -> Mapping[Task, int]:
    """What each task is worth beside what it covers."""
    met = _met(groups, earlier)
    by_id = {s.id: s for s in members}
    price: dict[str, int] = {}
    cost, rest = setting(programme, "cost"), setting(programme, "staff_rest")
    for s in members:
        money = s.daily_rate.cents / 100 * sum(s.available(day) for day in phase.days)
        fee = cost.weight * money / 1000 * SCALE if cost.level != "off" else 0.0
        tired = 0
        if rest.level != "off":
            tired = rest_lost(programme, phase, s, earlier)
        price[s.id] = round(fee + rest.weight * SCALE * tired)
        price[s.id] += 0 if _throughout(s, phase) else PART_TIME
    found: dict[Task, int] = {}
    for task in tasks:
        escort = by_id[task.member].role == "interpreter" and not task.languages
        known = KNOWN * met.get((task.member, task.group), 0)
        found[task] = known - price[task.member] - (ESCORT if escort else 0)
    return found


def _met(groups: Sequence[Group], earlier: Sequence[Group]) -> Mapping[tuple[str, str], int]:
    """How many members of each group know each member of staff from `earlier` groups."""
    met: dict[tuple[str, str], int] = {}
    for group in groups:
        here = set(group.participants)
        for before in earlier:
            if shared := len(here.intersection(before.participants)):
                for s in before.staff:
                    met[s, group.id] = met.get((s, group.id), 0) + shared
    return met


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
