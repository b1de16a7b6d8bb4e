"""Whole programmes: how long a plan and a check of it take, and what the checker says.

Each plan is made by the command line in a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.family import Conditions, Row, family
from benchmarks.generate import programme as invented
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


@dataclass(frozen=True)
class Outcome:
    """What one process did: exit status, seconds by the wall clock, peak memory in MB."""

    status: int
    seconds: float
    megabytes: float


def run_measured(arguments: list[str], directory: Path) -> Outcome:
    """Run the command line in a process of its own and watch its memory, children included."""
    began = time.perf_counter()
    with (directory / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "sojourn.cli", *arguments], stdout=log, stderr=log
        )
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, _megabytes(process.pid))
            time.sleep(0.05)
    return Outcome(process.returncode, time.perf_counter() - began, peak)


def _megabytes(pid: int) -> float:
    """Memory of a process and all below it: proportional shares, in MB; 0 where it has ended."""
    total = 0.0
    waiting = [pid]
    while waiting:
        current = waiting.pop()
        try:
            rollup = Path(f"/proc/{current}/smaps_rollup").read_text()
            for task in os.listdir(f"/proc/{current}/task"):
                children = Path(f"/proc/{current}/task/{task}/children").read_text()
                waiting += map(int, children.split())
        except OSError:
            continue
        pss = next((line for line in rollup.splitlines() if line.startswith("Pss:")), "Pss: 0 kB")
        total += int(pss.split()[1]) / 1024
    return total


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
            yield folder.name, folder
        return
    yield "reference programme", EXAMPLE
    shapes = SHAPES if conditions.short else {**SHAPES, **LARGE}
    for instance, shape in shapes.items():
        folder = directory / f"{instance}-{seed}".replace(" ", "-").replace(",", "")
        write(invented(seed, **shape), folder)
        yield instance, folder


def _planned(
    instance: str, folder: Path, directory: Path, conditions: Conditions, seed: int
) -> Row:
    out = directory / f"{folder.name}-plan"
    limit = () if conditions.seconds is None else ("--seconds", str(conditions.seconds))
    options = [*limit, "--seed", str(seed), "--workers", str(conditions.workers)]
    outcome = run_measured(["plan", str(folder), "--out", str(out), *options], directory)
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
