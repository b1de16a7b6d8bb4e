"""Interpreters and liaisons to the groups of a split phase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sojourn.engine.run import StageRun
from sojourn.engine.staff.greedy import greedy
from sojourn.engine.staff.parts import solved_in_parts
from sojourn.engine.staff.problem import SCALE, StaffProblem, Task, staff_problem
from sojourn.engine.staff.search import Solved
from sojourn.engine.staff.worth import Lacking, lacking_of, missing_of, worth_of
from sojourn.model import Group, Phase, Programme


@dataclass(frozen=True)
class Shortage:
    """Interpreters missing for a language of a group, summed over days."""

    group: str
    language: str
    amount: int


@dataclass(frozen=True)
class Staffed:
    """Groups with their staff.

    Attributes:
        groups: the groups.
        short: the interpreters that are missing all the same.
        lacking: how much is missing in all.
        value: what the assignment is worth, in points.
        bound: a proven upper bound of what any is worth for these groups, or None.

    """

    groups: tuple[Group, ...]
    short: tuple[Shortage, ...]
    lacking: Lacking
    value: float
    bound: float | None

    @property
    def missing(self) -> int:
        """Interpreters missing and groups alone, summed over days."""
        return self.lacking.interpreters + self.lacking.alone


def assign(
    programme: Programme,
    phase: Phase,
    groups: tuple[Group, ...],
    run: StageRun,
    earlier: Sequence[Group] = (),
) -> Staffed:
    """`groups` with their staff: nobody left without interpreters whom some could serve.

    Rules `interpreted`, `accompanied`, `staff_available`, `staff_conflict` and `rooms`; then a
    liaison for each group, further ones where groups are large, known faces, rest, mixed genders
    and low cost. CP-SAT on one worker, with a greedy assignment as its start and its substitute.
    """
    problem = staff_problem(programme, phase, groups, earlier)
    tasks, bound = _best(problem, greedy(problem), run)
    order = {s.id: number for number, s in enumerate(programme.staff)}
    by_group: dict[str, list[str]] = {g.id: [] for g in groups}
    for task in tasks:
        by_group[task.group].append(task.member)
    return Staffed(
        groups=tuple(
            replace(g, staff=tuple(sorted(by_group[g.id], key=order.__getitem__))) for g in groups
        ),
        short=shortages(problem, tasks),
        lacking=lacking_of(problem, tasks),
        value=worth_of(problem, tasks) / SCALE,
        bound=None if bound is None else bound / SCALE,
    )


def proved(problem: StaffProblem, tasks: Sequence[Task], run: StageRun) -> float | None:
    """A proven upper bound of what any tasks are worth, in points; `tasks` are known."""
    bound = _best(problem, tasks, run).bound
    return None if bound is None else bound / SCALE


def _best(problem: StaffProblem, start: Sequence[Task], run: StageRun) -> Solved:
    """The best tasks found from `start`; where nobody can do anything, none are proved best."""
    if not problem.tasks:
        return Solved((), worth_of(problem, ()))
    return solved_in_parts(problem, start, run)


def shortages(problem: StaffProblem, tasks: Sequence[Task]) -> tuple[Shortage, ...]:
    """What `tasks` leave uncovered of the groups' languages."""
    return tuple(
        Shortage(group, language, amount)
        for group, missing in missing_of(problem, tasks).items()
        for language, amount in sorted(missing.items())
    )


def tasks_of(problem: StaffProblem, groups: Sequence[Group]) -> tuple[Task, ...]:
    """The tasks of staffed `groups`; who could not be with a group at all is left out."""
    possible = {(task.member, task.group): task for task in problem.tasks}
    return tuple(
        possible[member, group.id]
        for group in groups
        for member in group.staff
        if (member, group.id) in possible
    )
