"""The one group of a phase in which all are together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sojourn.engine.groups.supply import TeamRule, spoken_by
from sojourn.engine.staff.needs import (
    conflicting,
    countries_of,
    languages_of,
    missing_interpreters,
)
from sojourn.engine.staff.problem import SCALE
from sojourn.engine.staff.worth import MISSING, NO_BED
from sojourn.model import Group, Participant, Phase, Programme, StaffMember, Stop


def together_group(programme: Programme, phase: Phase) -> Group:
    """Everybody confirmed and the staff, at the one host of `phase`.

    Staff who are available on every day and work with every country are in it. Others join only
    where they cover a language, or a day without anybody, that would be uncovered without them.
    Where the host has too few rooms, those stay away of whom nothing depends.
    """
    everybody = tuple(p.id for p in programme.confirmed)
    countries = countries_of(programme, everybody)
    at_work = [s for s in programme.staff if any(s.available(day) for day in phase.days)]
    chosen = [
        s
        for s in at_work
        if all(s.available(day) for day in phase.days) and not conflicting(s, countries)
    ]
    reserve = sorted(
        (s for s in at_work if s not in chosen),
        key=lambda s: (conflicting(s, countries), -sum(s.available(d) for d in phase.days), s.id),
    )
    languages = languages_of(programme, everybody)
    rule = TeamRule.of(programme)
    short = _shortage(chosen, languages, phase.days, rule)
    while short > 0:
        better = _helpful(chosen, reserve, languages, phase.days, rule, short)
        if better is None:
            break
        chosen.append(better)
        reserve.remove(better)
        short = _shortage(chosen, languages, phase.days, rule)
    for _ in range(_without_bed(programme, phase, chosen)):
        spare = _dispensable(chosen, languages, phase.days, rule, short)
        if spare is None:
            break
        chosen.remove(spare)
    order = {s.id: number for number, s in enumerate(programme.staff)}
    return Group(
        id=phase.group_ids[0],
        phase=phase.id,
        participants=everybody,
        staff=tuple(sorted((s.id for s in chosen), key=order.__getitem__)),
        stops=(Stop(phase.hosts[0], phase.starts, phase.ends),) if phase.hosts else (),
    )


def value_and_bound(programme: Programme, phase: Phase, group: Group) -> tuple[float, float]:
    """What the staff of `group` is worth, and the most that any staff is, in points.

    What is missing counts: no choice lacks less than all who are at work together, or needs
    fewer rooms than the participants alone.
    """
    languages = languages_of(programme, group.participants)
    rule = TeamRule.of(programme)
    at_work = [s for s in programme.staff if any(s.available(day) for day in phase.days)]
    own = [s for s in at_work if s.id in set(group.staff)]
    points = [
        -MISSING * _shortage(members, languages, phase.days, rule)
        - NO_BED * _without_bed(programme, phase, lodged)
        for members, lodged in ((own, own), (at_work, ()))
    ]
    return points[0] / SCALE, points[1] / SCALE


def _helpful(
    chosen: Sequence[StaffMember],
    reserve: Sequence[StaffMember],
    languages: Sequence[str],
    days: Sequence[date],
    rule: TeamRule,
    short: int,
) -> StaffMember | None:
    """The first of `reserve` with whom less is missing."""
    return next(
        (s for s in reserve if _shortage([*chosen, s], languages, days, rule) < short), None
    )


def _without_bed(programme: Programme, phase: Phase, staff: Sequence[StaffMember]) -> int:
    """How many people more than the host's rooms are there on the fullest day (rule `rooms`)."""
    host = programme.host.get(phase.hosts[0]) if phase.hosts else None
    if host is None or host.lodging_rooms is None:
        return 0
    guests = (
        sum(_there(p, day) for p in programme.confirmed) + sum(s.available(day) for s in staff)
        for day in phase.days
    )
    return max(0, max(guests, default=0) - host.lodging_rooms)


def _there(person: Participant, day: date) -> bool:
    """Whether the person is there on some part of `day`."""
    arrives, departs = person.arrives, person.departs
    return (arrives is None or arrives.date() <= day) and (departs is None or day <= departs.date())


def _dispensable(
    chosen: Sequence[StaffMember],
    languages: Sequence[str],
    days: Sequence[date],
    rule: TeamRule,
    short: int,
) -> StaffMember | None:
    """The last of `chosen` without whom no more is missing; first those nobody listens to."""
    heard = [bool(spoken_by(s) & set(languages)) and s.role == "interpreter" for s in chosen]
    for serves in (False, True):
        for number in range(len(chosen) - 1, -1, -1):
            others = [*chosen[:number], *chosen[number + 1 :]]
            if heard[number] is serves and _shortage(others, languages, days, rule) <= short:
                return chosen[number]
    return None


def _shortage(
    members: Sequence[StaffMember], languages: Sequence[str], days: Sequence[date], rule: TeamRule
) -> int:
    """Interpreters missing over `days`, and days without any staff."""
    known: dict[tuple[str, ...], int] = {}
    total = 0
    for day in days:
        present = [s for s in members if s.available(day)]
        key = tuple(s.id for s in present)
        if key not in known:
            interpreters = [s for s in present if s.role == "interpreter"]
            missing = missing_interpreters(languages, interpreters, rule)
            known[key] = sum(missing.values()) + (not present)
        total += known[key]
    return total
