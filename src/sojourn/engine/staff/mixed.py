"""The assignment of very many staff as one mixed-integer programme (HiGHS)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from sojourn.engine.milp import Milp
from sojourn.engine.run import StageRun
from sojourn.engine.staff.problem import StaffProblem, Task
from sojourn.engine.staff.search import LEAST_SECONDS, MOST_SECONDS, SHARE, Solved
from sojourn.engine.staff.worth import (
    BARE,
    LARGE,
    MISSING,
    MIXED,
    NO_BED,
    SECOND,
    liaison_steps,
    worth_of,
)
from sojourn.model import Group, StaffMember


def solved_mixed(
    problem: StaffProblem, start: Sequence[Task], run: StageRun, share: float = SHARE
) -> Solved:
    """The best assignment that HiGHS finds in a `share` of the time left, or `start`.

    Its bound is rounded up to the next whole unit but one, for the solver's tolerances.
    """
    if run.cancelled:
        return Solved(tuple(start), None)
    model = Milp()
    does = {task: model.column(problem.worth[task]) for task in problem.tasks}
    of: dict[str, list[Task]] = {s.id: [] for s in problem.members}
    at: dict[str, list[Task]] = {g.id: [] for g in problem.groups}
    for task in problem.tasks:
        of[task.member].append(task)
        at[task.group].append(task)
    for tasks in of.values():
        if tasks:
            model.row([(does[t], 1) for t in tasks], upper=1)
    member = {s.id: s for s in problem.members}
    for group in problem.groups:
        for day, length in problem.days:
            here = [t for t in at[group.id] if member[t.member].available(day)]
            _day(model, problem, does, here, member, problem.languages[group.id], length)
        _team(model, group, does, at[group.id], member)
    for shared, rooms in problem.beds:
        over = model.column(-NO_BED, 0, len(problem.members))
        model.row([*((does[t], 1) for g in shared for t in at[g]), (over, -1)], upper=rooms)
    left = share * run.seconds_left()
    seconds = min(MOST_SECONDS, max(LEAST_SECONDS, left))
    found = model.maximise(run, seconds, gap=1e-9)
    if found is None:
        return Solved(tuple(start), None)
    chosen = tuple(task for task, column in does.items() if found.values[column] > 0.5)
    best = max(chosen, tuple(start), key=lambda some: worth_of(problem, some))
    bound = math.floor(found.bound) + 1 if math.isfinite(found.bound) else None
    return Solved(best, None if bound is None else max(bound, worth_of(problem, best)))


def _day(
    model: Milp,
    problem: StaffProblem,
    does: Mapping[Task, int],
    here: Sequence[Task],
    member: Mapping[str, StaffMember],
    languages: Sequence[str],
    length: int,
) -> None:
    """What a group wants on a day: somebody, and interpreters for each language."""
    rule = problem.rule
    alone = model.column(-MISSING * length)
    model.row([(alone, 1), *((does[t], 1) for t in here)], lower=1)
    serving: dict[tuple[Task, str], int] = {}
    for task in here:
        if len(task.languages) == 1:
            serving[task, task.languages[0]] = does[task]
        elif task.languages:
            serving |= {(task, language): model.column(0) for language in task.languages}
            own = [(serving[task, language], 1.0) for language in task.languages]
            model.row([*own, (does[task], -1)], upper=0)
    for language in languages:
        bare = model.column(-BARE * length)
        able = [(does[t], 1.0) for t in here if language in t.languages]
        model.row([(bare, 1), *able], lower=1)
        short = model.column(-MISSING * length, 0, max(rule.simultaneous, rule.consecutive))
        by_single = model.column(0)
        team = [(member[t.member].mode, c) for (t, lang), c in serving.items() if lang == language]
        pair = [(c, 1.0) for mode, c in team if mode == "simultaneous"]
        single = [(c, 1.0) for mode, c in team if mode == "consecutive"]
        model.row([(short, 1), (by_single, rule.simultaneous), *pair], lower=rule.simultaneous)
        model.row([(short, 1), (by_single, -rule.consecutive), *single], lower=0)


def _team(
    model: Milp,
    group: Group,
    does: Mapping[Task, int],
    tasks: Sequence[Task],
    member: Mapping[str, StaffMember],
) -> None:
    """What a group would like over all days: liaisons, a second member, women and men."""
    liaisons = [(does[t], -1.0) for t in tasks if member[t.member].role != "interpreter"]
    steps = [model.column(worth) for worth in liaison_steps(group)[: len(liaisons)]]
    if steps:
        model.row([*((step, 1) for step in steps), *liaisons], upper=0)
    if len(group.participants) >= LARGE:
        second = model.column(SECOND)
        model.row([(second, 2), *((does[t], -1) for t in tasks)], upper=0)
    for gender in ("f", "m"):
        there = [(does[t], -1.0) for t in tasks if member[t.member].gender == gender]
        if there:
            some = model.column(MIXED)
            model.row([(some, 1), *there], upper=0)
