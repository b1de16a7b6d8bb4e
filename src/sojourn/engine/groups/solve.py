"""The groups of one split phase."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from sojourn.engine.groups.build import build
from sojourn.engine.groups.problem import GroupsProblem, Solution, as_ints, points
from sojourn.engine.groups.proof import provable, proved
from sojourn.engine.groups.search import Found, search
from sojourn.engine.groups.state import begin, value_of
from sojourn.engine.groups.supply import Supply, supply
from sojourn.engine.groups.values import HostValues
from sojourn.engine.run import StageRun
from sojourn.model import Group, Phase, Programme, Stop

SEARCH_SECONDS = (0.5, 0.03)
"""Seconds of search before the proof begins: for a problem, and for each participant."""
SEARCH_SHARES = (0.1, 0.5)
"""The least and the most part of the time that this may be."""
POLISH = 100
"""Iterations of the search that goes on from a solution made of columns."""


@dataclass(frozen=True)
class Again:
    """What a search for better groups starts from: groups that are planned, and what is known.

    Attributes:
        start: the groups of the phase as they are.
        values: what hosts are worth, now that their days are planned.

    """

    start: tuple[Group, ...]
    values: HostValues


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
    again: Again | None = None,
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
        again: what is known from a plan made before, if any.

    """
    supplied = supply(programme, phase, run.seed) if staff is None else staff
    values = None if again is None else again.values
    problem = build(programme, phase, supplied, earlier, conflicts, values)
    if not problem.hosts or not problem.groups:
        return GroupsResult((), 0.0, None)
    left = run.seconds_left() - reserve
    proving = again is None and provable(problem)
    proof = left - _search_seconds(problem, left) if math.isfinite(left) and proving else 0.0
    start = () if again is None else (assignment(problem, again.start),)
    searched = search(problem, run, reserve + proof, start)
    best, bound = searched.best, None
    if proving:
        best, proven = _proved(problem, searched, run, reserve)
        bound = None if proven is None else points(proven + problem.constant)
    value = points(best.value + problem.constant)
    run.report(value, bound)
    return GroupsResult(groups_of(phase, problem, best), value, bound)


def _search_seconds(problem: GroupsProblem, left: float) -> float:
    """Seconds of the `left` ones that the search has before the proof."""
    alone, each = SEARCH_SECONDS
    least, most = SEARCH_SHARES
    wanted = alone + each * len(problem.participants)
    return max(least * left, min(most * left, wanted))


def _proved(
    problem: GroupsProblem, searched: Found, run: StageRun, reserve: float
) -> tuple[Solution, int | None]:
    """The best solution, now that columns are known too, and a proven bound of its value."""
    polishing = run.part(POLISH)

    def improve(solution: Solution) -> Solution:
        return search(problem, polishing, 0.0, (solution,)).best

    found = proved(problem, searched.elite or (searched.best,), run, reserve, improve)
    best = max(searched.best, found.best, key=lambda solution: solution.value)
    if found.bound is None or best.value >= found.bound or run.iterations is not None:
        return best, found.bound
    # The bound is as low as columns prove: what time is left may still find better groups.
    return search(problem, run, reserve, (best, *searched.elite)).best, found.bound


def assignment(problem: GroupsProblem, groups: Sequence[Group]) -> Solution:
    """Groups of the problem's phase as a solution; who or what is missing goes to the first."""
    number = {group_id: g for g, group_id in enumerate(problem.groups)}
    place = {host: h for h, host in enumerate(problem.hosts)}
    host = np.zeros(problem.arrays.place.shape[:2], dtype=np.int64)
    group_of: dict[str, int] = {}
    for group in groups:
        if group.id in number:
            group_of.update(dict.fromkeys(group.participants, number[group.id]))
            for s, stop in enumerate(group.stops[: len(host)]):
                host[s, number[group.id]] = place.get(stop.host, 0)
    member_of = as_ints([group_of.get(p, 0) for p in problem.participants])
    value = value_of(problem.arrays, begin(problem.arrays, member_of, host))
    return Solution(member_of, host, int(value))


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
