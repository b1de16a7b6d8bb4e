"""Groups and their staff together: what the staff cannot serve goes back into the search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sojourn.engine.groups.solve import GroupsResult, solve
from sojourn.engine.groups.supply import Supply, spoken_by, supply
from sojourn.engine.run import StageRun
from sojourn.engine.staff.assign import Shortage, assigned
from sojourn.model import Group, Phase, Programme

ROUNDS = 3
"""Searches for groups that can be staffed, at most."""


def solve_with_staff(
    programme: Programme, phase: Phase, run: StageRun, earlier: Sequence[Group] = ()
) -> GroupsResult:
    """The staffed groups of a split phase; `earlier` are the groups of the phases before.

    Where interpreters are missing though there are enough of them, because of conflicts with
    countries, the groups are searched again with those people apart, or with fewer teams.
    """
    staff = supply(programme, phase, run.seed)
    conflicts: tuple[tuple[str, str], ...] = ()
    best: GroupsResult | None = None
    least = 0
    for turn in range(ROUNDS):
        left = run.seconds_left()
        later = min(left * (0.35 if turn == 0 else 0.1), 4.0 + 0.05 * phase.groups)
        splits = tuple(g for g in earlier if programme.phase[g.phase].split)
        found = solve(programme, phase, run, splits, staff, conflicts, later)
        staffed, short = assigned(programme, phase, found.groups, run, earlier)
        amount = sum(s.amount for s in short)
        if best is None or amount < least:
            best, least = replace(found, groups=staffed), amount
        if not amount or run.stopped():
            break
        more = tuple(sorted({*conflicts, *_conflicts(programme, staffed, short)}))
        tighter = _tightened(staff, staffed, short, programme)
        if more == conflicts and tighter == staff:
            break
        conflicts, staff = more, tighter
    assert best is not None
    return best


def _conflicts(
    programme: Programme, groups: Sequence[Group], short: Sequence[Shortage]
) -> Iterator[tuple[str, str]]:
    """Languages missing in a group, with the countries there that keep interpreters away."""
    by_id = {g.id: g for g in groups}
    for shortage in short:
        countries = {programme.participant[p].country for p in by_id[shortage.group].participants}
        for member in programme.staff:
            if member.role == "interpreter" and shortage.language in spoken_by(member):
                for country in member.conflicts:
                    if country in countries:
                        yield shortage.language, country


def _tightened(
    staff: Supply, groups: Sequence[Group], short: Sequence[Shortage], programme: Programme
) -> Supply:
    """One team less of each language that is missing somewhere, where there are several."""
    missing = {shortage.language for shortage in short}
    teams = {
        language: count - 1 if language in missing and count > 1 else count
        for language, count in staff.teams.items()
    }
    return replace(staff, teams=teams)
