"""Whole programmes: how long a plan and a check of it take, and what the checker says.

Each plan is made by the command line in a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.family import Conditions, Row, family
from benchmarks.generate import programme as invented
from benchmarks.process import run_measured
from sojourn.files import read, read_plan, write
from sojourn.model import Plan, Programme
from sojourn.rules import check

EXAMPLE = Path(__file__).parents[1] / "examples/safer-world-2020"
SHAPES: Mapping[str, Mapping[str, Any]] = {
    "10 people, 1 group": {"participants": 10, "groups": 1, "hosts": 2},
    "85 people, 8 groups": {},
    "60 people, two stops": {"participants": 60, "groups": 6, "stops": 2},
    "50 people, two splits": {
        "participants": 50,
        "groups": 5,
        "phases": "together,split,together,split,together",
    },
    "40 people, no split": {"participants": 40, "phases": "together,together"},
    "60 people, a holiday": {"participants": 60, "groups": 6, "holiday": True},
    "60 people, half keep Friday prayer": {"participants": 60, "groups": 6, "observant": 0.5},
    "60 people, a third keep the Sabbath": {"participants": 60, "groups": 6, "sabbath": 0.33},
    "250 people, 25 groups": {"participants": 250, "groups": 25},
}
LARGE: Mapping[str, Mapping[str, Any]] = {
    "850 people, 80 groups": {"participants": 850, "groups": 80, "hosts": 100, "counterparts": 300},
}
REPEATS = 5
SHORT_SECONDS = 12.0
"""Limit of search of a plan in the short set."""


@family("programmes", "whole programmes: seconds and memory of `sojourn plan`, findings, quality")
def programmes(conditions: Conditions) -> Iterator[Row]:
    """The reference programme and invented ones of many shapes, or the folders of `instances`."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        for seed in range(1, conditions.seeds + 1):
            for instance, folder in _folders(conditions, directory, seed):
                yield _planned(instance, folder, directory, conditions, seed)


def _folders(conditions: Conditions, directory: Path, seed: int) -> Iterator[tuple[str, Path]]:
    if conditions.instances is not None:
        for folder in sorted(conditions.instances.iterdir()):
            if conditions.wants(folder.name):
                yield folder.name, folder
        return
    if conditions.wants("reference programme"):
        yield "reference programme", EXAMPLE
    shapes = SHAPES if conditions.short else {**SHAPES, **LARGE}
    for instance, shape in shapes.items():
        if not conditions.wants(instance):
            continue
        folder = directory / f"{instance}-{seed}".replace(" ", "-").replace(",", "")
        write(invented(seed, **shape), folder)
        yield instance, folder


def _planned(
    instance: str, folder: Path, directory: Path, conditions: Conditions, seed: int
) -> Row:
    out = directory / f"{folder.name}-plan"
    seconds = SHORT_SECONDS if conditions.short else None
    seconds = seconds if conditions.seconds is None else conditions.seconds
    limit = () if seconds is None else ("--seconds", str(seconds))
    options = [*limit, "--seed", str(seed), "--workers", str(conditions.workers)]
    command = ["sojourn.cli", "plan", str(folder), "--out", str(out), *options]
    outcome = run_measured(command, directory / "log")
    if outcome.status not in (0, 3):
        return {"instance": instance, "seed": seed, "status": outcome.status}
    programme, drawn = read(folder), read_plan(out / "plan.json")
    missing = sum(f.amount for f in drawn.findings if f.rule == "objective_coverage")
    return {
        "instance": instance,
        "seed": seed,
        "status": outcome.status,
        "seconds": round(outcome.seconds, 1),
        "MB": round(outcome.megabytes),
        "events": len(drawn.events),
        "hard findings": drawn.score.hard,
        "objectives missing": missing,
        "soft": round(drawn.score.soft, 1),
        "check seconds": round(check_seconds(programme, drawn), 3),
    }


def check_seconds(programme: Programme, drawn: Plan) -> float:
    """The median of `REPEATS` checks of one plan."""
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        check(programme, drawn)
        times.append(time.perf_counter() - began)
    return sorted(times)[REPEATS // 2]
