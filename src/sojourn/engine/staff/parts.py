"""Staff for very many groups: the same problem for a few groups at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from sojourn.engine.run import StageRun
from sojourn.engine.staff.mixed import solved_mixed
from sojourn.engine.staff.problem import StaffProblem, Task
from sojourn.engine.staff.search import SHARE, Solved, solved
from sojourn.model import Group

MANY_TASKS = 600
"""Tasks from which on HiGHS is quicker than CP-SAT."""
MOST_TASKS = 40_000
"""Tasks beyond which the groups are taken in several parts."""


def solved_in_parts(problem: StaffProblem, start: Sequence[Task], run: StageRun) -> Solved:
    """The best assignment found from `start`: of all groups at once, or part by part.

    A part may use its own staff of `start` and all who are free when its turn comes; parts prove
    nothing of the whole.
    """
    count = -(-len(problem.tasks) // MOST_TASKS)
    if count <= 1:
        return solved_once(problem, start, run)
    tasks = tuple(start)
    for number, groups in enumerate(parts(problem.groups, count)):
        if run.stopped():
            break
        inside = {group.id for group in groups}
        others = tuple(task for task in tasks if task.group not in inside)
        own = tuple(task for task in tasks if task.group in inside)
        part = part_of(problem, groups, others)
        tasks = (*others, *solved_once(part, own, run, 1.0 / (count - number + 1)).tasks)
    return Solved(tasks, None)


def solved_once(
    problem: StaffProblem, start: Sequence[Task], run: StageRun, share: float = SHARE
) -> Solved:
    """The best assignment found from `start`, by the solver that suits the problem's size."""
    many = len(problem.tasks) > MANY_TASKS
    return (solved_mixed if many else solved)(problem, start, run, share)


def parts(groups: Sequence[Group], count: int) -> Iterator[tuple[Group, ...]]:
    """`count` parts of `groups`, hosts kept together as far as that goes."""
    order = sorted(groups, key=lambda group: [stop.host for stop in group.stops])
    for number in range(count):
        first, last = (len(order) * n // count for n in (number, number + 1))
        if first < last:
            yield tuple(order[first:last])


def part_of(
    problem: StaffProblem, groups: Sequence[Group], others: Collection[Task]
) -> StaffProblem:
    """The problem of some of the groups, while `others` are done elsewhere."""
    inside = {group.id for group in groups}
    taken = {task.member for task in others}
    staff = Counter(task.group for task in others)
    free = {member.id for member in problem.members} - taken
    return replace(
        problem,
        groups=tuple(groups),
        members=tuple(member for member in problem.members if member.id in free),
        tasks=tuple(t for t in problem.tasks if t.group in inside and t.member in free),
        beds=tuple(
            (tuple(g for g in shared if g in inside), max(0, left - sum(staff[g] for g in shared)))
            for shared, left in problem.beds
            if inside.intersection(shared)
        ),
    )
