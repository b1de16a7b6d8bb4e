"""The groups of one split phase."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sojourn.engine.groups.bound import upper_bound
from sojourn.engine.groups.build import build
from sojourn.engine.groups.problem import GroupsProblem, Solution, points
from sojourn.engine.groups.search import search
from sojourn.engine.groups.supply import Supply, supply
from sojourn.engine.run import StageRun
from sojourn.model import Group, Phase, Programme, Stop

PROOF_SHARE = 0.15
"""Part of the time that the bound may take."""


@dataclass(frozen=True)
class GroupsResult:
    """The groups of a split phase, their value in points, and a proven upper bound or None."""

    groups: tuple[Group, ...]
    value: float
    bound: float | None


def solve(
    programme: Programme,
    phase: Phase,
    run: StageRun,
    earlier: Sequence[Group] = (),
    staff: Supply | None = None,
    conflicts: Iterable[tuple[str, str]] = (),
    reserve: float = 0.0,
) -> GroupsResult:
    """Divide the confirmed participants into the groups of `phase`, at its candidate hosts.

    Args:
        programme: what is given.
        phase: a split phase.
        run: limits, seed and executor; one iteration is a thousand moves of each start.
        earlier: groups of the phases before, for new faces and journeys.
        staff: what the staff can serve (default: counted from the programme).
        conflicts: languages and countries that the staff cannot serve in one group.
        reserve: seconds to leave for others.

    """
    supplied = supply(programme, phase, run.seed) if staff is None else staff
    problem = build(programme, phase, supplied, earlier, conflicts)
    if not problem.hosts or not problem.groups:
        return GroupsResult((), 0.0, None)
    left = run.seconds_left() - reserve
    proof = PROOF_SHARE * left if math.isfinite(left) else 0.0
    found = search(problem, run, reserve + proof).best
    bound = points(upper_bound(problem, found.value, run, reserve))
    value = points(found.value + problem.constant)
    run.report(value, bound)
    return GroupsResult(groups_of(phase, problem, found), value, bound)


def groups_of(phase: Phase, problem: GroupsProblem, found: Solution) -> tuple[Group, ...]:
    """The groups of a solution, members in the order of the table, without staff."""
    return tuple(
        Group(
            id=group_id,
            phase=phase.id,
            participants=tuple(
                p
                for p, to in zip(problem.participants, found.group, strict=True)
                if int(to) == number
            ),
            staff=(),
            stops=tuple(
                Stop(problem.hosts[int(found.host[s, number])], first, last)
                for s, (first, last) in enumerate(phase.stop_spans)
            ),
        )
        for number, group_id in enumerate(problem.groups)
    )
