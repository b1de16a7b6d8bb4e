"""What the staff of a plan is worth, and how well it could be chosen for the plan's groups."""

from __future__ import annotations

from collections.abc import Sequence

from sojourn.engine.run import StageRun
from sojourn.engine.staff.assign import proved, tasks_of
from sojourn.engine.staff.problem import SCALE, staff_problem
from sojourn.engine.staff.together import value_and_bound
from sojourn.engine.staff.worth import worth_of
from sojourn.model import Group, Programme


def account(
    programme: Programme, groups: Sequence[Group], run: StageRun
) -> tuple[float, float | None]:
    """The value of the staff of all groups in points, and a proven upper bound or None.

    Every phase is proved for the participants that its groups have and the staff of the phases
    before it.
    """
    value, bound = 0.0, 0.0
    proven = True
    earlier: list[Group] = []
    for phase in programme.phases:
        own = tuple(group for group in groups if group.phase == phase.id)
        if not phase.split:
            for group in own:
                told = value_and_bound(programme, phase, group)
                value, bound = value + told[0], bound + told[1]
            continue
        problem = staff_problem(programme, phase, own, earlier)
        tasks = tasks_of(problem, own)
        reached = worth_of(problem, tasks) / SCALE
        most = proved(problem, tasks, run)
        proven = proven and most is not None
        value += reached
        bound += reached if most is None else max(reached, most)
        earlier += own
    return value, bound if proven else None
