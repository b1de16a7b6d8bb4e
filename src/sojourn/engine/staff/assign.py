"""Interpreters and liaisons to the groups of a split phase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sojourn.engine.run import StageRun
from sojourn.engine.staff.greedy import greedy
from sojourn.engine.staff.parts import solved_in_parts
from sojourn.engine.staff.problem import StaffProblem, Task, staff_problem
from sojourn.model import Group, Phase, Programme, StaffMember


@dataclass(frozen=True)
class Shortage:
    """Interpreters missing for a language of a group, summed over days."""

    group: str
    language: str
    amount: int


def assign(
    programme: Programme,
    phase: Phase,
    groups: tuple[Group, ...],
    run: StageRun,
    earlier: Sequence[Group] = (),
) -> tuple[Group, ...]:
    """`groups` with their staff: nobody left without interpreters whom some could serve."""
    return assigned(programme, phase, groups, run, earlier)[0]


def assigned(
    programme: Programme,
    phase: Phase,
    groups: tuple[Group, ...],
    run: StageRun,
    earlier: Sequence[Group] = (),
) -> tuple[tuple[Group, ...], tuple[Shortage, ...]]:
    """`groups` with their staff, and the interpreters that are missing all the same.

    Rules `interpreted`, `accompanied`, `staff_available`, `staff_conflict` and `rooms`; then a
    liaison for each group, further ones where groups are large, known faces, mixed genders and
    low cost. CP-SAT on one worker, with a greedy assignment as its start and its substitute.
    """
    problem = staff_problem(programme, phase, groups, earlier)
    start = greedy(problem)
    tasks = start
    if problem.tasks:
        tasks = min(
            solved_in_parts(problem, start, run), start, key=lambda some: failures(problem, some)
        )
    order = {s.id: number for number, s in enumerate(programme.staff)}
    by_group: dict[str, list[str]] = {g.id: [] for g in groups}
    for task in tasks:
        by_group[task.group].append(task.member)
    staffed = tuple(
        replace(g, staff=tuple(sorted(by_group[g.id], key=order.__getitem__))) for g in groups
    )
    return staffed, shortages(problem, tasks)


def failures(problem: StaffProblem, tasks: Sequence[Task]) -> tuple[int, int]:
    """Interpreters and escorts missing over all days, and rooms missing."""
    member = {s.id: s for s in problem.members}
    team: dict[str, list[StaffMember]] = {g.id: [] for g in problem.groups}
    for task in tasks:
        team[task.group].append(member[task.member])
    alone = sum(
        length
        for group in problem.groups
        for day, length in problem.days
        if not any(s.available(day) for s in team[group.id])
    )
    beds = sum(max(0, sum(len(team[g]) for g in shared) - left) for shared, left in problem.beds)
    return sum(s.amount for s in shortages(problem, tasks)) + alone, beds


def shortages(problem: StaffProblem, tasks: Sequence[Task]) -> tuple[Shortage, ...]:
    """What `tasks` leave uncovered of the groups' languages."""
    member = {s.id: s for s in problem.members}
    found: list[Shortage] = []
    for group in problem.groups:
        for language in problem.languages[group.id]:
            team = [
                member[t.member] for t in tasks if t.group == group.id and t.language == language
            ]
            amount = 0
            for day, length in problem.days:
                present = [s for s in team if s.available(day)]
                pair = sum(s.mode == "simultaneous" for s in present)
                single = len(present) - pair
                short = problem.rule.simultaneous - pair
                if single:
                    short = min(short, problem.rule.consecutive - single)
                amount += length * max(0, short)
            if amount:
                found.append(Shortage(group.id, language, amount))
    return tuple(found)
