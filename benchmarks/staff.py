"""Staff of split phases: the engine, CP-SAT and HiGHS alone, and a plain greedy choice.

The engine takes CP-SAT for usual sizes and HiGHS for many tasks.

The groups are those that a short search of the engine makes for each programme; all contestants
staff the same groups and are valued by one function.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.accounts import NOT_PROVED, gap, medians
from benchmarks.family import Conditions, NoInstancesError, Row, family
from benchmarks.generate import programme as invented
from benchmarks.programmes import EXAMPLE
from sojourn.engine.groups.build import build
from sojourn.engine.groups.search import search
from sojourn.engine.groups.solve import groups_of
from sojourn.engine.groups.supply import supply
from sojourn.engine.run import StageRun
from sojourn.engine.staff import assign
from sojourn.engine.staff.greedy import greedy
from sojourn.engine.staff.mixed import solved_mixed
from sojourn.engine.staff.problem import SCALE, StaffProblem, staff_problem
from sojourn.engine.staff.search import SHARE, solved
from sojourn.engine.staff.worth import worth_of
from sojourn.files import ProblemsError, read
from sojourn.model import Group, Phase, Programme

SHAPES: Mapping[str, Mapping[str, Any]] = {
    "85 people, scarce": {"slack": 0.0},
    "85 people, ample": {"slack": 0.5},
    "85 people, two splits": {"phases": "together,split,together,split,together"},
    "250 people, scarce": {"participants": 250, "groups": 25, "slack": 0.0},
    "250 people, ample": {"participants": 250, "groups": 25, "slack": 0.5},
    "850 people, scarce": {"participants": 850, "groups": 80, "slack": 0.0},
    "850 people, ample": {"participants": 850, "groups": 80, "slack": 0.5},
}
SHORT = ("reference", "85 people, scarce", "85 people, two splits")
ITERATIONS = 20
"""Iterations of the search for groups."""
PEERS = {"CP-SAT": solved, "HiGHS": solved_mixed}
"""Solvers of the whole problem, by the names of their columns."""
SUMS = ("groups", "tasks", "missing", "value", "bound", "seconds", "greedy")
SECONDS = 10.0
"""Limit of a contestant for one phase."""


@family("staff", "interpreters and liaisons: value, proven gap and seconds against HiGHS, greedy")
def staff(conditions: Conditions) -> Iterator[Row]:
    """Every programme with every seed, then its medians; one phase after the other is staffed."""
    measured = 0
    for name, programme_of_seed in _instances(conditions):
        measured += 1
        rows = []
        for seed in range(1, conditions.seeds + 1):
            row = _row(programme_of_seed(seed), conditions, seed)
            rows.append({"instance": name, "seed": seed, **row})
            yield rows[-1]
        if len(rows) > 1:
            yield medians(rows)
    if not measured:
        raise NoInstancesError("no programme has such a name or lies in that folder")


def _instances(conditions: Conditions) -> Iterator[tuple[str, Any]]:
    """Names, and what makes the programme of a seed."""
    if conditions.instances is not None:
        for folder in sorted(conditions.instances.iterdir()):
            if folder.is_dir() and conditions.wants(folder.name):
                try:
                    given = read(folder)
                except (ProblemsError, ValueError):
                    continue
                yield folder.name, lambda seed, given=given: given
        return
    for name in ("reference", *SHAPES):
        if not conditions.wants(name) or (conditions.short and name not in SHORT):
            continue
        if name == "reference":
            given = read(EXAMPLE)
            yield name, lambda seed, given=given: given
        else:
            yield name, lambda seed, shape=SHAPES[name]: invented(seed, **shape)


def _row(programme: Programme, conditions: Conditions, seed: int) -> Row:
    """One line: sizes, ours, then the others', summed over the split phases."""
    limit = SECONDS if conditions.seconds is None else conditions.seconds
    sums: dict[str, float] = dict.fromkeys(SUMS, 0.0)
    proved = True
    peers = {name: _Peer() for name in PEERS}
    earlier: list[Group] = []
    for phase in programme.phases:
        if not phase.split:
            continue
        groups = _groups(programme, phase, earlier, seed)
        problem = staff_problem(programme, phase, groups, earlier)
        began = time.perf_counter()
        run = StageRun("staff", seed, None, limit / SHARE)
        found = assign(programme, phase, groups, run, earlier)
        sums["seconds"] += time.perf_counter() - began
        sums["groups"] += len(groups)
        sums["tasks"] += len(problem.tasks)
        sums["missing"] += found.missing
        sums["value"] += found.value
        proved = proved and found.bound is not None
        sums["bound"] += found.bound or 0.0
        sums["greedy"] += worth_of(problem, greedy(problem)) / SCALE
        earlier += found.groups
        if not conditions.alone:
            for name, peer in peers.items():
                peer.add(name, problem, StageRun("staff", seed, None, limit / SHARE))
    row: dict[str, str | int | float | None] = {
        "people": len(programme.confirmed),
        "staff": len(programme.staff),
        "groups": int(sums["groups"]),
        "tasks": int(sums["tasks"]),
        "missing": int(sums["missing"]),
        "value": round(sums["value"], 2),
        "bound": round(sums["bound"], 2) if proved else None,
        "gap %": gap(sums["value"], sums["bound"]) if proved else NOT_PROVED,
        "seconds": round(sums["seconds"], 2),
        "greedy value": round(sums["greedy"], 2),
    }
    if not conditions.alone:
        for name, peer in peers.items():
            row |= peer.cells(name)
    return row


def _groups(
    programme: Programme, phase: Phase, earlier: list[Group], seed: int
) -> tuple[Group, ...]:
    """Groups without staff, by a short search."""
    run = StageRun("groups", seed, ITERATIONS)
    problem = build(programme, phase, supply(programme, phase, run.seed), earlier)
    return groups_of(phase, problem, search(problem, run, 0.0, ()).best)


@dataclass
class _Peer:
    """What one solver reached over all phases."""

    value: float = 0.0
    bound: float | None = 0.0
    seconds: float = 0.0

    def add(self, name: str, problem: StaffProblem, run: StageRun) -> None:
        """Let the solver staff one phase, from the greedy choice."""
        began = time.perf_counter()
        found = PEERS[name](problem, greedy(problem), run)
        self.seconds += time.perf_counter() - began
        self.value += worth_of(problem, found.tasks) / SCALE
        unproved = found.bound is None or self.bound is None
        self.bound = None if unproved else self.bound + found.bound / SCALE

    def cells(self, name: str) -> Row:
        """The columns of this solver."""
        return {
            f"{name} value": round(self.value, 2),
            f"{name} gap %": gap(self.value, self.bound),
            f"{name} seconds": round(self.seconds, 2),
        }
