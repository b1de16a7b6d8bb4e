"""The one group of a phase in which all are together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sojourn.engine.groups.supply import TeamRule
from sojourn.engine.staff.needs import (
    conflicting,
    countries_of,
    languages_of,
    missing_interpreters,
)
from sojourn.model import Group, Phase, Programme, StaffMember, Stop


def together_group(programme: Programme, phase: Phase) -> Group:
    """Everybody confirmed and the staff, at the one host of `phase`.

    Staff who are available on every day and work with every country are in it. Others join only
    where they cover a language, or a day without anybody, that would be uncovered without them.
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
    order = {s.id: number for number, s in enumerate(programme.staff)}
    return Group(
        id=phase.group_ids[0],
        phase=phase.id,
        participants=everybody,
        staff=tuple(sorted((s.id for s in chosen), key=order.__getitem__)),
        stops=(Stop(phase.hosts[0], phase.starts, phase.ends),) if phase.hosts else (),
    )


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
