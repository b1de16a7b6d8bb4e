"""A plan of groups, staff and journeys only."""

from __future__ import annotations

from sojourn.engine.assemble import assemble
from sojourn.engine.journeys import journeys
from sojourn.engine.run import StageRun
from sojourn.engine.staff import solve_with_staff, together_group
from sojourn.model import Group, Plan, Programme


def planned(programme: Programme, iterations: int = 10, seed: int = 1) -> Plan:
    """`programme` planned up to its journeys."""
    groups: list[Group] = []
    for phase in programme.phases:
        if phase.split:
            run = StageRun("groups", seed, iterations)
            groups += solve_with_staff(programme, phase, run, tuple(groups)).groups
        else:
            groups.append(together_group(programme, phase))
    return assemble(programme, groups, journeys(programme, tuple(groups)))
