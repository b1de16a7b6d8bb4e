"""The assignment of staff as one CP-SAT model, on one worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sojourn.engine.run import StageRun
from sojourn.engine.staff.problem import StaffProblem, Task
from sojourn.engine.stopping import stopped_by
from sojourn.model import Group, StaffMember

MISSING = 1_000_000
"""Price of an interpreter missing on a day, or of a group without staff on a day."""
NO_BED = 200_000
LIAISON = 2_000
"""Worth of the first liaison of a group."""
PER_HEAD = 20
"""Worth of each further liaison, per participant, divided by the liaisons before."""
PART_TIME = 300
MIXED = 50
KNOWN = 4
"""Worth per participant who knows the member of staff from an earlier phase."""
DETERMINISTIC_SECONDS = 0.3
PER_TASK = 0.00003
"""Further deterministic seconds for each thing that somebody could do."""
GAP = 0.002
"""Relative gap at which an assignment is good enough."""


def solved(
    problem: StaffProblem, start: Sequence[Task], run: StageRun, share: float = 0.6
) -> tuple[Task, ...]:
    """The best assignment that CP-SAT finds in a `share` of the time left, or `start`."""
    if run.cancelled:
        return tuple(start)
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    does = {task: model.new_bool_var("") for task in problem.tasks}
    begun = set(start)
    of: dict[str, list[Any]] = {member.id: [] for member in problem.members}
    for task, variable in does.items():
        model.add_hint(variable, task in begun)
        of[task.member].append(variable)
    for variables in of.values():
        model.add_at_most_one(variables)
    model.maximize(sum(_worth(model, problem, does)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.catch_sigint_signal = False
    solver.parameters.random_seed = run.seed
    solver.parameters.max_deterministic_time = DETERMINISTIC_SECONDS + PER_TASK * len(problem.tasks)
    solver.parameters.relative_gap_limit = GAP
    if run.iterations is None:
        solver.parameters.max_time_in_seconds = min(20.0, max(1.5, share * run.seconds_left()))
    with stopped_by(run, solver.stop_search):
        status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return tuple(start)
    return tuple(task for task, variable in does.items() if solver.boolean_value(variable))


def _worth(model: Any, problem: StaffProblem, does: Mapping[Task, Any]) -> list[Any]:
    """The terms of the objective; larger is better."""
    member = {s.id: s for s in problem.members}
    rule = problem.rule
    worth: list[Any] = []
    at: dict[str, list[Task]] = {g.id: [] for g in problem.groups}
    for task in does:
        at[task.group].append(task)
    for group in problem.groups:
        mine = at[group.id]
        for day, length in problem.days:
            here = [t for t in mine if member[t.member].available(day)]
            for language in problem.languages[group.id]:
                team = [t for t in here if t.language == language]
                pair = sum(does[t] for t in team if member[t.member].mode == "simultaneous")
                single = sum(does[t] for t in team if member[t.member].mode == "consecutive")
                by_single = model.new_bool_var("")
                short = model.new_int_var(0, max(rule.simultaneous, rule.consecutive), "")
                model.add(short >= rule.simultaneous - pair - rule.simultaneous * by_single)
                model.add(short >= rule.consecutive * by_single - single)
                model.add(by_single <= single)
                worth.append(-MISSING * length * short)
            alone = model.new_bool_var("")
            model.add_bool_or(*(does[t] for t in here), alone)
            worth.append(-MISSING * length * alone)
        worth.extend(_liaisons(model, group, [t for t in mine if t.language is None], does, member))
        worth.extend(_mixed(model, mine, does, member))
    by_id = {g.id: g for g in problem.groups}
    for shared, rooms in problem.beds:
        over = model.new_int_var(0, len(problem.members), "")
        model.add(sum(does[t] for g in shared for t in at[g]) <= rooms + over)
        worth.append(-NO_BED * over)
    every_day = [day for day, _ in problem.days]
    for task, variable in does.items():
        s = member[task.member]
        value = KNOWN * problem.known.get((s.id, by_id[task.group].id), 0)
        value -= s.daily_rate.cents // 10_000
        value -= 0 if all(s.available(day) for day in every_day) else PART_TIME
        value -= 0 if s.role == "liaison" or task.language is not None else LIAISON // 2
        worth.append(value * variable)
    return worth


def _liaisons(
    model: Any,
    group: Group,
    tasks: Sequence[Task],
    does: Mapping[Task, Any],
    member: Mapping[str, StaffMember],
) -> list[Any]:
    """A liaison for the group, and more where it is large."""
    liaisons = [does[t] for t in tasks if member[t.member].role != "interpreter"]
    steps = [model.new_bool_var("") for _ in range(min(len(liaisons), 4))]
    if not steps:
        return []
    model.add(sum(steps) <= sum(liaisons))
    people = len(group.participants)
    return [
        (LIAISON if number == 0 else PER_HEAD * people // number) * step
        for number, step in enumerate(steps)
    ]


def _mixed(
    model: Any, tasks: Sequence[Task], does: Mapping[Task, Any], member: Mapping[str, StaffMember]
) -> list[Any]:
    """Both women and men among the staff of a group."""
    terms = []
    for gender in ("f", "m"):
        there = [does[t] for t in tasks if member[t.member].gender == gender]
        if there:
            some = model.new_bool_var("")
            model.add(some <= sum(there))
            terms.append(MIXED * some)
    return terms
