"""What an assignment of staff is worth, in whole units; larger is better."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sojourn.engine.staff.needs import missing_interpreters
from sojourn.engine.staff.problem import StaffProblem, Task
from sojourn.model import Group, StaffMember

MISSING = 1_000_000
"""Price of an interpreter missing on a day, or of a group without staff on a day."""
BARE = 5_000
"""Price of a language of a group that nobody with it speaks on a day."""
NO_BED = 200_000
"""Price of a member of staff for whom there is no room."""
SECOND = 3_000
"""Worth of a second member of staff with a group of `LARGE`: more than two days of rest."""
LARGE = 8
LIAISON = 600
"""Worth of the first liaison of a group."""
PER_HEAD = 20
"""Worth of each further liaison, per participant, divided by the liaisons before."""
MOST_LIAISONS = 4
"""Liaisons of a group that are worth something."""
MIXED = 50
"""Worth of a woman, and of a man, among the staff of a group."""


class Lacking(NamedTuple):
    """Interpreters missing, groups alone, both summed over days, and rooms missing."""

    interpreters: int
    alone: int
    beds: int


def worth_of(problem: StaffProblem, tasks: Sequence[Task]) -> int:
    """The worth of `tasks`: what is missing counts before all else."""
    lacking = lacking_of(problem, tasks)
    total = -MISSING * (lacking.interpreters + lacking.alone) - NO_BED * lacking.beds
    team = teams_of(problem, tasks)
    member = {s.id: s for s in problem.members}
    heard: dict[str, list[Task]] = {g.id: [] for g in problem.groups}
    for task in tasks:
        heard[task.group].append(task)
    for group in problem.groups:
        for day, length in problem.days:
            here = [t for t in heard[group.id] if member[t.member].available(day)]
            spoken = {language for t in here for language in t.languages}
            total -= BARE * length * len(set(problem.languages[group.id]) - spoken)
        liaisons = sum(s.role != "interpreter" for s in team[group.id])
        total += sum(liaison_steps(group)[:liaisons])
        total += SECOND * (len(group.participants) >= LARGE and len(team[group.id]) > 1)
        total += MIXED * len({s.gender for s in team[group.id]} & {"f", "m"})
    return total + sum(problem.worth[task] for task in tasks)


def lacking_of(problem: StaffProblem, tasks: Sequence[Task]) -> Lacking:
    """What `tasks` leave missing."""
    team = teams_of(problem, tasks)
    alone = sum(
        length
        for group in problem.groups
        for day, length in problem.days
        if not any(s.available(day) for s in team[group.id])
    )
    beds = sum(max(0, sum(len(team[g]) for g in shared) - left) for shared, left in problem.beds)
    missing = sum(sum(m.values()) for m in missing_of(problem, tasks).values())
    return Lacking(missing, alone, beds)


def missing_of(problem: StaffProblem, tasks: Sequence[Task]) -> Mapping[str, Mapping[str, int]]:
    """Interpreters missing by group and language, summed over days."""
    team = teams_of(problem, tasks)
    found: dict[str, dict[str, int]] = {}
    for group in problem.groups:
        languages = problem.languages[group.id]
        own = found.setdefault(group.id, {})
        for day, length in problem.days if languages else ():
            there = [s for s in team[group.id] if s.role == "interpreter" and s.available(day)]
            for language, amount in missing_interpreters(languages, there, problem.rule).items():
                own[language] = own.get(language, 0) + length * amount
    return found


def teams_of(problem: StaffProblem, tasks: Sequence[Task]) -> Mapping[str, list[StaffMember]]:
    """The staff of each group."""
    member = {s.id: s for s in problem.members}
    team: dict[str, list[StaffMember]] = {g.id: [] for g in problem.groups}
    for task in tasks:
        team[task.group].append(member[task.member])
    return team


def liaison_steps(group: Group) -> tuple[int, ...]:
    """What the first, second ... liaison of a group is worth, each less than the one before."""
    people = len(group.participants)
    further = (min(LIAISON, PER_HEAD * people // n) for n in range(1, MOST_LIAISONS))
    return (LIAISON, *further)
