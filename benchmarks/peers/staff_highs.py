"""The assignment of staff as one mixed-integer programme for HiGHS, with our objective."""

from __future__ import annotations

from sojourn.engine.milp import Milp
from sojourn.engine.run import StageRun
from sojourn.engine.staff.problem import StaffProblem, Task
from sojourn.engine.staff.worth import BARE, LARGE, MISSING, MIXED, NO_BED, SECOND, liaison_steps

NODES = 10_000_000


def by_highs(problem: StaffProblem, seconds: float) -> tuple[tuple[Task, ...] | None, float | None]:
    """The tasks that HiGHS finds within `seconds`, and its bound in units of worth."""
    model = Milp()
    does = {task: model.column(problem.worth[task]) for task in problem.tasks}
    for member in problem.members:
        model.row([(does[t], 1) for t in problem.tasks if t.member == member.id], upper=1)
    for group in problem.groups:
        _group(model, problem, does, [t for t in problem.tasks if t.group == group.id])
    for shared, rooms in problem.beds:
        over = model.column(-NO_BED, 0, len(problem.members))
        lodged = [(does[t], 1.0) for t in problem.tasks if t.group in shared]
        model.row([*lodged, (over, -1)], upper=rooms)
    run = StageRun("staff", 1, None, seconds)
    found = model.maximise(run, seconds, NODES)
    if found is None:
        return None, None
    return tuple(t for t, c in does.items() if found.values[c] > 0.5), found.bound


def _group(model: Milp, problem: StaffProblem, does: dict[Task, int], tasks: list[Task]) -> None:
    """What one group wants of its staff; groups that nobody can be with are not asked for."""
    if not tasks:
        return
    member = {s.id: s for s in problem.members}
    group = next(g for g in problem.groups if g.id == tasks[0].group)
    rule = problem.rule
    for day, length in problem.days:
        here = [t for t in tasks if member[t.member].available(day)]
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
        for language in problem.languages[group.id]:
            bare = model.column(-BARE * length)
            able = [(does[t], 1.0) for t in here if language in t.languages]
            model.row([(bare, 1), *able], lower=1)
            short = model.column(-MISSING * length, 0, max(rule.simultaneous, rule.consecutive))
            single = model.column(0)
            team = [(t, c) for (t, lang), c in serving.items() if lang == language]
            pairs = [(c, 1.0) for t, c in team if member[t.member].mode == "simultaneous"]
            alone_ = [(c, 1.0) for t, c in team if member[t.member].mode == "consecutive"]
            model.row([(short, 1), (single, rule.simultaneous), *pairs], lower=rule.simultaneous)
            model.row([(short, 1), (single, -rule.consecutive), *alone_], lower=0)
    liaisons = [(does[t], 1.0) for t in tasks if member[t.member].role != "interpreter"]
    steps = [model.column(worth) for worth in liaison_steps(group)[: len(liaisons)]]
    if steps:
        model.row([*((s, 1) for s in steps), *((c, -n) for c, n in liaisons)], upper=0)
    if len(group.participants) >= LARGE:
        second = model.column(SECOND)
        model.row([(second, 2), *((does[t], -1) for t in tasks)], upper=0)
    for gender in ("f", "m"):
        there = [(does[t], -1.0) for t in tasks if member[t.member].gender == gender]
        if there:
            some = model.column(MIXED)
            model.row([(some, 1), *there], upper=0)
