"""The assignment of staff as one CP-SAT model, on one worker."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sojourn.engine.run import StageRun
from sojourn.engine.staff.problem import StaffProblem, Task
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
from sojourn.engine.stopping import stopped_by
from sojourn.model import Group, StaffMember

DETERMINISTIC_SECONDS = 1.0
PER_TASK = 0.0002
"""Further deterministic seconds for each task."""
SHARE = 0.6
"""The part of the time left that the model may use."""
MOST_SECONDS = 20.0
LEAST_SECONDS = 1.5


class Solved(NamedTuple):
    """Tasks, and a proven upper bound of what any tasks are worth, None where there is none."""

    tasks: tuple[Task, ...]
    bound: int | None


def solved(
    problem: StaffProblem, start: Sequence[Task], run: StageRun, share: float = SHARE
) -> Solved:
    """The best assignment that CP-SAT finds in a `share` of the time left, or `start`."""
    if run.cancelled:
        return Solved(tuple(start), None)
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
    solver.parameters.linearization_level = 2
    if run.iterations is None:
        left = share * run.seconds_left()
        solver.parameters.max_time_in_seconds = min(MOST_SECONDS, max(LEAST_SECONDS, left))
    with stopped_by(run, solver.stop_search):
        status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Solved(tuple(start), None)
    bound = math.floor(solver.best_objective_bound + 1e-6)
    found = tuple(task for task, variable in does.items() if solver.boolean_value(variable))
    return Solved(max(found, tuple(start), key=lambda some: worth_of(problem, some)), bound)


def _worth(model: Any, problem: StaffProblem, does: Mapping[Task, Any]) -> list[Any]:
    """The terms of the objective, which is `worth_of` the tasks that are done."""
    member = {s.id: s for s in problem.members}
    worth: list[Any] = [problem.worth[task] * variable for task, variable in does.items()]
    at: dict[str, list[Task]] = {g.id: [] for g in problem.groups}
    for task in does:
        at[task.group].append(task)
    for group in problem.groups:
        mine = at[group.id]
        for day, length in problem.days:
            here = [t for t in mine if member[t.member].available(day)]
            serving = _serving(model, here, does)
            for language in problem.languages[group.id]:
                team = {t: v for (t, lang), v in serving.items() if lang == language}
                short = _short(model, problem, team, member)
                worth.append(-MISSING * length * short)
                bare = model.new_bool_var("")
                model.add_bool_or(*(does[t] for t in here if language in t.languages), bare)
                worth.append(-BARE * length * bare)
            alone = model.new_bool_var("")
            model.add_bool_or(*(does[t] for t in here), alone)
            worth.append(-MISSING * length * alone)
        worth.extend(_liaisons(model, group, mine, does, member))
        if len(group.participants) >= LARGE:
            second = model.new_bool_var("")
            model.add(2 * second <= sum(does[t] for t in mine))
            worth.append(SECOND * second)
        worth.extend(_mixed(model, mine, does, member))
    for shared, rooms in problem.beds:
        over = model.new_int_var(0, len(problem.members), "")
        model.add(sum(does[t] for g in shared for t in at[g]) <= rooms + over)
        worth.append(-NO_BED * over)
    return worth


def _serving(
    model: Any, tasks: Sequence[Task], does: Mapping[Task, Any]
) -> Mapping[tuple[Task, str], Any]:
    """Who serves which language on a day: who knows several of the group's serves one."""
    found: dict[tuple[Task, str], Any] = {}
    for task in tasks:
        if len(task.languages) == 1:
            found[task, task.languages[0]] = does[task]
        elif task.languages:
            chosen = [model.new_bool_var("") for _ in task.languages]
            model.add(sum(chosen) == does[task])
            found.update(
                ((task, language), variable)
                for language, variable in zip(task.languages, chosen, strict=True)
            )
    return found


def _short(
    model: Any, problem: StaffProblem, team: Mapping[Task, Any], member: Mapping[str, StaffMember]
) -> Any:
    """Interpreters missing where those of `team` serve a language on a day."""
    rule = problem.rule
    pair = sum(v for t, v in team.items() if member[t.member].mode == "simultaneous")
    single = sum(v for t, v in team.items() if member[t.member].mode == "consecutive")
    short = model.new_int_var(0, max(rule.simultaneous, rule.consecutive), "")
    by_single = model.new_bool_var("")
    model.add(short >= rule.simultaneous - pair - rule.simultaneous * by_single)
    model.add(short >= rule.consecutive * by_single - single)
    return short


def _liaisons(
    model: Any,
    group: Group,
    tasks: Sequence[Task],
    does: Mapping[Task, Any],
    member: Mapping[str, StaffMember],
) -> list[Any]:
    """A liaison for the group, and more where it is large."""
    liaisons = [does[t] for t in tasks if member[t.member].role != "interpreter"]
    worth = liaison_steps(group)[: len(liaisons)]
    steps = [model.new_bool_var("") for _ in worth]
    if not steps:
        return []
    model.add(sum(steps) <= sum(liaisons))
    return [gain * step for gain, step in zip(worth, steps, strict=True)]


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
