"""Groups and their staff together: what the staff cannot serve goes back into the search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sojourn.engine.groups.solve import Again, GroupsResult, solve
from sojourn.engine.groups.supply import Supply, TeamRule, spoken_by, supply
from sojourn.engine.run import StageRun
from sojourn.engine.staff.assign import Shortage, assign
from sojourn.engine.staff.needs import countries_of, languages_of
from sojourn.model import Group, Phase, Programme, StaffMember

ROUNDS = 6
"""Searches for groups that can be staffed, at most."""


def solve_with_staff(
    programme: Programme,
    phase: Phase,
    run: StageRun,
    earlier: Sequence[Group] = (),
    again: Again | None = None,
) -> GroupsResult:
    """The staffed groups of a split phase; `earlier` are the groups of the phases before.

    Where interpreters are missing though there are enough of them, because of conflicts with
    countries, the groups are searched again with those people apart, else with fewer teams.
    With `again` the search goes on from groups whose days are planned.
    """
    staff = supply(programme, phase, run.seed)
    conflicts = _certain(programme, staff)
    best: GroupsResult | None = None
    least = 0
    for turn in range(ROUNDS):
        left = run.seconds_left()
        later = min(left * (0.35 if turn == 0 else 0.1), 4.0 + 0.05 * phase.groups)
        splits = tuple(g for g in earlier if programme.phase[g.phase].split)
        found = solve(programme, phase, run, splits, staff, conflicts, later, again)
        staffed = assign(programme, phase, found.groups, run, earlier)
        amount, short = staffed.lacking.interpreters + staffed.lacking.alone, staffed.short
        if best is None or amount < least:
            best, least = replace(found, groups=staffed.groups), amount
        if not amount or run.stopped():
            break
        more = tuple(sorted({*conflicts, *_conflicts(programme, staffed.groups, short)}))
        if more == conflicts:
            tighter = _tightened(staff, short)
            if tighter == staff:
                break
            staff = tighter
        conflicts = more
    assert best is not None
    return best


def _certain(programme: Programme, staff: Supply) -> tuple[tuple[str, str], ...]:
    """Languages that only one team can serve, with the countries of its members' conflicts."""
    rule = TeamRule.of(programme)
    found: set[tuple[str, str]] = set()
    for language in staff.teams:
        serving = _serving(programme, language)
        pair = [s for s in serving if s.mode == "simultaneous"]
        single = [s for s in serving if s.mode == "consecutive"]
        if not single and len(pair) <= rule.simultaneous:
            found.update((language, country) for s in pair for country in s.conflicts)
        elif len(single) <= rule.consecutive and len(pair) < rule.simultaneous:
            found.update((language, country) for s in single for country in s.conflicts)
    return tuple(sorted(found))


def _serving(programme: Programme, language: str) -> list[StaffMember]:
    return [s for s in programme.staff if s.role == "interpreter" and language in spoken_by(s)]


def _conflicts(
    programme: Programme, groups: Sequence[Group], short: Sequence[Shortage]
) -> Iterator[tuple[str, str]]:
    """Languages missing in a group, with the countries there that keep interpreters away.

    Where every interpreter of the language is needed, with all countries of their conflicts.
    """
    by_id = {g.id: g for g in groups}
    rule = TeamRule.of(programme)
    for shortage in short:
        language = shortage.language
        serving = _serving(programme, language)
        wanted = sum(language in languages_of(programme, g.participants) for g in groups)
        scarce = len(serving) <= wanted * rule.simultaneous
        here = countries_of(programme, by_id[shortage.group].participants)
        for member in serving:
            for country in member.conflicts:
                if scarce or country in here:
                    yield language, country


def _tightened(staff: Supply, short: Sequence[Shortage]) -> Supply:
    """One team less of each language that is missing somewhere, where there are several."""
    missing = {shortage.language for shortage in short}
    teams = {
        language: count - 1 if language in missing and count > 1 else count
        for language, count in staff.teams.items()
    }
    return replace(staff, teams=teams)
