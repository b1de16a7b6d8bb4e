"""Groups and their staff together: what the staff cannot serve goes back into the search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sojourn.engine.groups.solve import Again, GroupsResult, solve
from sojourn.engine.groups.supply import Supply, TeamRule, spoken_by, supply
from sojourn.engine.run import StageRun
from sojourn.engine.staff.assign import Shortage, Staffed, assign
from sojourn.engine.staff.gathering import gathered
from sojourn.engine.staff.needs import countries_of, languages_of
from sojourn.model import Group, Phase, Programme, RuleOverride, StaffMember
from sojourn.rules import setting

ROUNDS = 3
"""Searches for groups that can be staffed, at most, before people are gathered for the staff."""


def solve_with_staff(
    programme: Programme,
    phase: Phase,
    run: StageRun,
    earlier: Sequence[Group] = (),
    again: Again | None = None,
) -> GroupsResult:
    """The staffed groups of a split phase; `earlier` are the groups of the phases before.

    Where somebody is missing, a model of participants and staff together tells whether other
    groups would need fewer. If so the groups are searched again, with the people apart whom
    conflicts concern or with fewer teams, and at last with those in their groups whom the model
    has gathered for the staff. With `again` the search goes on from groups whose days are
    planned.
    """
    return _Search(programme, phase, run, earlier, again).result()


class _Search:
    """The searches for groups of one phase that can be staffed."""

    def __init__(
        self,
        programme: Programme,
        phase: Phase,
        run: StageRun,
        earlier: Sequence[Group],
        again: Again | None,
    ) -> None:
        self.programme, self.phase, self.run = programme, phase, run
        self.earlier, self.again = earlier, again
        self.splits = tuple(g for g in earlier if programme.phase[g.phase].split)
        self.best: GroupsResult | None = None
        self.least = 0

    def result(self) -> GroupsResult:
        """The groups that lack least, of those the best found."""
        staff = supply(self.programme, self.phase, self.run.seed)
        conflicts = _certain(self.programme, staff)
        found = self._searched(self.programme, staff, conflicts, 0.35)
        gathering = None
        if found.missing and not self.run.stopped():
            groups = found.groups
            gathering = gathered(self.programme, self.phase, groups, self.run)
        attainable = 0 if gathering is None else gathering.least
        for turn in range(1, ROUNDS):
            if self.least <= attainable or self.run.stopped():
                break
            more = {*conflicts, *_conflicts(self.programme, found.groups, found.short)}
            if more == set(conflicts):
                tighter = _tightened(staff, found.short)
                if tighter == staff:
                    break
                staff = tighter
            conflicts = tuple(sorted(more))
            found = self._searched(self.programme, staff, conflicts, 0.6 if turn == 1 else 0.4)
        if gathering is not None and gathering.lacking < self.least and not self.run.stopped():
            self._gather(gathering.group_of, staff)
        assert self.best is not None
        return self.best

    def _gather(self, group_of: Mapping[str, str], staff: Supply) -> None:
        """Search once more, with participants fixed in their groups."""
        if self.again is not None:
            self.again = replace(self.again, start=moved(self.again.start, group_of))
        self._searched(with_pins(self.programme, group_of), staff, (), 0.0)

    def _searched(
        self,
        programme: Programme,
        staff: Supply,
        conflicts: tuple[tuple[str, str], ...],
        part: float,
    ) -> Staffed:
        """Search once and staff what is found; a `part` of the time is left for others."""
        left = self.run.seconds_left()
        least = 4.0 + 0.05 * self.phase.groups
        later = min(left * max(part, 0.1), least)
        found = solve(
            programme, self.phase, self.run, self.splits, staff, conflicts, later, self.again
        )
        staffed = assign(self.programme, self.phase, found.groups, self.run, self.earlier)
        better = self.best is None or staffed.missing < self.least
        if better:
            self.best = replace(found, groups=staffed.groups)
            self.least = staffed.missing
        return staffed


def moved(groups: Sequence[Group], group_of: Mapping[str, str]) -> tuple[Group, ...]:
    """`groups` with some participants in the groups that are theirs now."""
    return tuple(
        replace(
            g,
            participants=(
                *(p for p in g.participants if group_of.get(p, g.id) == g.id),
                *(p for p, to in group_of.items() if to == g.id and p not in g.participants),
            ),
        )
        for g in groups
    )


def with_pins(programme: Programme, group_of: Mapping[str, str]) -> Programme:
    """`programme` with participants pinned to groups, beside those who are pinned."""
    kept = setting(programme, "pinned").level != "off"
    people = tuple(
        replace(p, group=group_of.get(p.id, p.group if kept else None))
        for p in programme.participants
    )
    rules = {**programme.rules, "pinned": RuleOverride(level="hard")}
    return replace(programme, participants=people, rules=rules)


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
