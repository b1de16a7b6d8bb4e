"""Groups and cities: the engine, one CP-SAT model and plain annealing, side by side.

For each instance and seed the three run one after the other, each in a process of its own, with
the same limit and the same number of workers. Every plan is valued anew by one function.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.accounts import (
    NOT_PROVED,
    SMALLEST,
    better_at,
    gap,
    gap_at,
    last_word,
    medians,
    percent,
    proved_at,
    reached_at,
    value_at,
)
from benchmarks.family import Conditions, NoInstancesError, Row, family
from benchmarks.generate import programme as invented
from benchmarks.peers.contest import Account, problem_of
from benchmarks.process import Outcome, run_measured
from benchmarks.programmes import EXAMPLE
from sojourn.engine.groups.problem import SCALE, GroupsProblem
from sojourn.engine.groups.state import begin, value_of
from sojourn.files import ProblemsError, read, write

RESULTS = Path(__file__).parent / "results"
MARKS = (20, 60)
"""Seconds at which the gap is read."""


@dataclass(frozen=True)
class Instance:
    """One programme's groups: its limits in seconds, and whether CP-SAT is asked too."""

    name: str
    shape: Mapping[str, Any] | None
    seconds: float
    short_seconds: float | None = None
    monolith: bool = True


INSTANCES = (
    Instance("reference", None, 60, 10),
    Instance("24 x 3", {"participants": 24, "groups": 3}, 10, 5),
    Instance("85 x 5", {"participants": 85, "groups": 5}, 60),
    Instance("85 x 8", {"participants": 85, "groups": 8}, 60, 10),
    Instance("250 x 20", {"participants": 250, "groups": 20}, 180),
    Instance("850 x 80", {"participants": 850, "groups": 80}, 120),
    Instance("5000 x 450", {"participants": 5000, "groups": 450}, 600, monolith=False),
)
"""Participants by groups; a seed draws the people of the invented ones and is the engine's too."""
FOREIGN_SECONDS = 60.0
"""Limit for programmes that somebody else gives."""
SECOND_START = "second start"


@family("groups", "groups and cities: value, proven gap and seconds against CP-SAT and annealing")
def groups(conditions: Conditions) -> Iterator[Row]:
    """Every instance with every seed, then its medians; at the end a second start."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        measured = 0
        for instance, given in _instances(conditions):
            if not conditions.wants(instance.name):
                continue
            measured += 1
            rows = []
            for seed in range(1, conditions.seeds + 1):
                folder = given or _written(instance, seed, directory)
                rows.append(_contest(instance, folder, directory, conditions, seed))
                yield rows[-1]
            if len(rows) > 1:
                yield medians(rows)
        if conditions.instances is None and conditions.wants(SECOND_START):
            measured += 1
            yield _second_start(directory, conditions.workers)
    if not measured:
        raise NoInstancesError("no instance has such a name or lies in that folder")


def _instances(conditions: Conditions) -> Iterator[tuple[Instance, Path | None]]:
    """The instances with their folders; None where one is invented for each seed."""
    if conditions.instances is not None:
        for folder in sorted(path for path in conditions.instances.iterdir() if path.is_dir()):
            yield Instance(folder.name, None, FOREIGN_SECONDS, FOREIGN_SECONDS), folder
        return
    for instance in INSTANCES:
        if not conditions.short or instance.short_seconds is not None:
            yield instance, EXAMPLE if instance.shape is None else None


def _written(instance: Instance, seed: int, directory: Path) -> Path:
    folder = directory / f"{instance.name.replace(' ', '')}-{seed}"
    write(invented(seed, **(instance.shape or {})), folder)
    return folder


def _contest(
    instance: Instance, folder: Path, directory: Path, conditions: Conditions, seed: int
) -> Row:
    """One row: the three contestants on one programme."""
    own = (instance.short_seconds if conditions.short else None) or instance.seconds
    limit = own if conditions.seconds is None else conditions.seconds
    try:
        problem = problem_of(read(folder), seed)
    except (ValueError, ProblemsError) as error:
        return {"instance": instance.name, "seed": seed, "failed": str(error).splitlines()[0]}
    options = ["--seconds", str(limit), "--workers", str(conditions.workers), "--seed", str(seed)]
    accounts: dict[str, Account | None] = {}
    outcomes: dict[str, Outcome] = {}
    complaints: list[str] = []
    for who in ("engine", "cpsat", "annealing"):
        if who != "engine" and (conditions.alone or (not instance.monolith and who == "cpsat")):
            accounts[who] = None
            continue
        accounts[who], outcomes[who] = _run(who, folder, directory, options)
        if accounts[who] is None:
            complaints.append(f"{who}: {last_word(directory / 'log')}")
    values = {who: valued(problem, account) for who, account in accounts.items()}
    row: dict[str, str | int | float | None] = {
        "instance": instance.name,
        "seed": seed,
        "limit s": limit,
        "workers": conditions.workers,
        "people": len(problem.participants),
        "groups": len(problem.groups),
        "hosts": len(problem.hosts),
    }
    row |= _ours(accounts["engine"], values["engine"])
    row["MB"] = round(outcomes["engine"].megabytes)
    row |= _theirs(accounts, values)
    mark = fingerprint(problem)
    known = best_known(mark, RESULTS)
    row["% of best known"] = percent(values["engine"], known)
    row["problem"] = mark
    if complaints:
        row["failed"] = "; ".join(complaints)
    return row


def _run(
    who: str, folder: Path, directory: Path, options: Sequence[str]
) -> tuple[Account | None, Outcome]:
    """One contestant's account, None if it failed; and what its process took."""
    out = directory / "account.json"
    out.unlink(missing_ok=True)
    command = ["benchmarks.peers", who, str(folder), str(out), *options]
    outcome = run_measured(command, directory / "log")
    if outcome.status or not out.exists():
        return None, outcome
    return Account(**json.loads(out.read_text())), outcome


def valued(problem: GroupsProblem, account: Account | None) -> float | None:
    """What a contestant's plan is worth in points, counted by us; None without a plan."""
    if account is None or not account.host:
        return None
    group, host = np.array(account.group, np.int64), np.array(account.host, np.int64)
    arrays = problem.arrays
    return (value_of(arrays, begin(arrays, group, host)) + problem.constant) / SCALE


def _ours(account: Account | None, value: float | None) -> dict[str, str | int | float | None]:
    """The columns about our engine."""
    if account is None or value is None:
        return {"value": None, "bound": None, "gap %": NOT_PROVED}
    found: dict[str, str | int | float | None] = {
        "value": value,
        "bound": account.bound,
        "gap %": gap(value, account.bound),
        "seconds": round(account.seconds, 2),
        "value at 1 s": value_at(account, 1.0),
    }
    for mark in MARKS:
        found[f"gap % at {mark} s"] = gap_at(account, mark)
    found["proved optimal s"] = proved_at(account)
    if account.value is not None and abs(account.value - value) > SMALLEST / 2:
        found["claimed"] = account.value
    return found


def _theirs(
    accounts: Mapping[str, Account | None], values: Mapping[str, float | None]
) -> dict[str, str | int | float | None]:
    """The columns about the peers, and ours against them."""
    ours, engine = values["engine"], accounts["engine"]
    monolith = accounts["cpsat"]
    bound = None if monolith is None else monolith.bound
    found: dict[str, str | int | float | None] = {
        "CP-SAT": values["cpsat"],
        "CP-SAT bound": bound,
        "CP-SAT gap %": gap(values["cpsat"], bound),
        "as good as CP-SAT s": reached_at(engine, values["cpsat"]),
        "better than CP-SAT s": better_at(engine, values["cpsat"]),
        "% of CP-SAT": percent(ours, values["cpsat"]),
        "annealing": values["annealing"],
        "% of annealing": percent(ours, values["annealing"]),
    }
    return found


def fingerprint(problem: GroupsProblem) -> str:
    """A short mark that two problems share only if all their numbers are equal."""
    digest = hashlib.sha256(str(problem.constant).encode())
    for array in problem.arrays:
        digest.update(str(array.shape).encode() + array.tobytes())
    return digest.hexdigest()[:8]


def best_known(mark: str, folder: Path) -> float | None:
    """The best value of the problem `mark` among the results in `folder`, by anybody."""
    values = [
        row[column]
        for path in sorted(folder.glob("*.json"))
        for row in json.loads(path.read_text()).get("rows", ())
        if row.get("problem") == mark
        for column in ("value", "CP-SAT", "annealing")
        if row.get(column) is not None
    ]
    return max(values, default=None)


def _second_start(directory: Path, workers: int) -> Row:
    """Seconds from the start of a process, kernels compiled before, to its first value."""
    out = directory / "account.json"
    options = ["--seconds", "1", "--workers", str(workers), "--cold"]
    command = ["benchmarks.peers", "engine", str(EXAMPLE), str(out), *options]
    seconds: float | None = None
    outcome = Outcome(1, 0.0, 0.0)
    for _ in range(2):
        out.unlink(missing_ok=True)
        began = time.time()
        outcome = run_measured(command, directory / "log")
        first = Account(**json.loads(out.read_text())).first if out.exists() else None
        seconds = None if first is None else round(first - began, 2)
    return {
        "instance": SECOND_START,
        "workers": workers,
        "seconds": seconds,
        "MB": round(outcome.megabytes),
    }
