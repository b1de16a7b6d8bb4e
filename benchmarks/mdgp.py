"""The maximally diverse grouping problem: public instances (MDGPLIB), with pair distances alone.

The search that plans groups divides people so that the distances inside groups are largest. A
file holds ``n m ds|ss a1 b1 ... am bm`` (sizes of each group) and lines ``i j d`` with i < j.
Published values: Yang et al., EJOR 302(3), 2022, 20 runs on one core with the seconds used here.
"""

from __future__ import annotations

import csv
import os
import statistics
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import numpy as np

from benchmarks.family import Conditions, NoInstancesError, Row, family
from sojourn.engine.groups.problem import (
    ESCORTS,
    SCALARS,
    Arrays,
    GroupsProblem,
    Ints,
    Solution,
    as_ints,
)
from sojourn.engine.groups.search import search
from sojourn.engine.run import StageRun

VARIABLE = "SOJOURN_BENCHMARKS"
DEFAULT = "../shared/benchmarks"
PUBLISHED_SECONDS = {120: 3.0, 240: 20.0}
SMALL_SECONDS = 1.0
SHORT = ("n010", "n012", "n120_ds_01")
UNLIMITED = 10**6


@dataclass(frozen=True)
class Instance:
    """One instance: distances (n, n) in whole units of ``1 / scale``, and sizes of each group."""

    name: str
    distance: Ints
    scale: int
    sizes: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Published:
    """The best value known of an instance, and the average of 20 published runs or None."""

    best: float
    average: float | None


def read_instance(path: Path) -> Instance:
    """The instance in `path`; raises `ValueError` naming the line that is wrong."""
    lines = path.read_text(encoding="ascii").split("\n")
    head = lines[0].split()
    try:
        people, groups = int(head[0]), int(head[1])
        bounds = [int(x) for x in head[3 : 3 + 2 * groups]]
        sizes = tuple(zip(bounds[::2], bounds[1::2], strict=True))
    except (IndexError, ValueError):
        raise ValueError(f"{path.name}, line 1: expected 'n m ds|ss a1 b1 ... am bm'") from None
    if len(sizes) != groups:
        raise ValueError(f"{path.name}, line 1: expected {groups} pairs of sizes, not {len(sizes)}")
    found: list[tuple[int, int, Decimal]] = []
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        try:
            i, j, d = line.split()
            found.append((int(i), int(j), Decimal(d)))
        except (ValueError, ArithmeticError):
            raise ValueError(f"{path.name}, line {number}: expected 'i j d'") from None
        if not (0 <= found[-1][0] < people and 0 <= found[-1][1] < people):
            raise ValueError(f"{path.name}, line {number}: nobody beyond {people - 1} is known")
    digits = max((-int(d.as_tuple().exponent) for _, _, d in found), default=0)
    scale = 10 ** max(0, digits)
    distance = np.zeros((people, people), dtype=np.int64)
    for i, j, d in found:
        distance[i, j] = distance[j, i] = int(d * scale)
    return Instance(path.stem, distance, scale, sizes)


def problem(instance: Instance) -> GroupsProblem:
    """The instance as a problem of groups: one host for all, distances as values of pairs."""
    people, groups = len(instance.distance), len(instance.sizes)
    hard = int(np.abs(instance.distance).sum(axis=1).max()) + 1
    n = np.arange(people + 1)
    sizes = [
        -hard * (np.maximum(0, low - n) + np.maximum(0, n - high)) for low, high in instance.sizes
    ]
    others = [np.flatnonzero(row) for row in instance.distance]
    scalars = np.zeros(SCALARS, dtype=np.int64)
    scalars[ESCORTS] = groups
    none = np.zeros(0, dtype=np.int64)
    everybody = np.full(people, -1, dtype=np.int64)
    arrays = Arrays(
        unary=as_ints(np.zeros((1, people, 1))),
        leg=as_ints(np.zeros((0, 8, 1, 1))),
        mask=as_ints(np.zeros(people)),
        place=as_ints(np.zeros((1, groups, 1))),
        classes=as_ints(np.zeros((people, 0))),
        step=as_ints(np.zeros((1, people + 1))),
        language=everybody.copy(),
        teams=none,
        team_size=none,
        team_value=none,
        friend_start=as_ints(np.cumsum([0] + [len(row) for row in others])),
        friend=as_ints(np.concatenate(others)),
        friend_value=as_ints(
            np.concatenate([instance.distance[i, row] for i, row in enumerate(others)])
        ),
        fixed=everybody.copy(),
        block=everybody.copy(),
        host_people=as_ints([UNLIMITED]),
        host_groups=as_ints([groups]),
        host_rooms=as_ints([UNLIMITED]),
        size_value=as_ints(np.array(sizes)),
        scalars=scalars,
    )
    names = tuple(str(i) for i in range(people))
    return GroupsProblem(
        arrays, names, tuple(f"g{g}" for g in range(groups)), ("here",), (), 0, hard
    )


def value_of(instance: Instance, found: Solution) -> float:
    """Sum of the distances inside groups, counted anew; raises `ValueError` for a wrong size."""
    sizes = np.bincount(found.group, minlength=len(instance.sizes))
    for g, (low, high) in enumerate(instance.sizes):
        if not low <= sizes[g] <= high:
            raise ValueError(f"{instance.name}: group {g} has {sizes[g]}, not {low} to {high}")
    same = found.group[:, None] == found.group[None, :]
    return float((instance.distance * same).sum() // 2) / instance.scale


@family("mdgp", "dividing people into mixed groups: public instances against published runs")
def mdgp(conditions: Conditions) -> Iterator[Row]:
    """A row for each instance with the best and the mean of all seeds, and one for all."""
    folder = conditions.instances or Path(os.environ.get(VARIABLE, DEFAULT)) / "mdgp"
    paths = [p for p in sorted(folder.glob("*.txt")) if conditions.wants(p.stem)]
    if conditions.short:
        paths = [p for p in paths if any(part in p.stem for part in SHORT)]
    if not paths:
        raise NoInstancesError(f"no instances (*.txt) in {folder}; {VARIABLE} says where they are")
    known = _published(folder / "best.csv")
    rows = []
    for path in paths:
        rows.append(_measured(read_instance(path), known.get(path.stem), conditions))
        yield rows[-1]
    yield _all(rows)


def _published(path: Path) -> Mapping[str, Published]:
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        return {
            row["instance"]: Published(
                float(row["best"]), float(row["average_of_20"]) if row["average_of_20"] else None
            )
            for row in csv.DictReader(lines)
        }


def _measured(instance: Instance, known: Published | None, conditions: Conditions) -> Row:
    built = problem(instance)
    seconds = conditions.seconds or _seconds(len(instance.distance))
    search(built, StageRun("groups", 1, None, 0.1))  # kernels are compiled or loaded
    values, taken = [], []
    for seed in range(1, conditions.seeds + 1):
        began = time.perf_counter()
        found = search(built, StageRun("groups", seed, None, seconds))
        taken.append(time.perf_counter() - began)
        values.append(value_of(instance, found.best))
    mean, best = statistics.fmean(values), max(values)
    row: dict[str, str | int | float | None] = {
        "instance": instance.name,
        "seconds": round(statistics.fmean(taken), 2),
        "mean": round(mean, 3),
        "best": round(best, 3),
    }
    if known is not None:
        row["published best"] = known.best
        row["best short of it %"] = round(100 * (known.best - best) / known.best, 4)
        row["exceeded"] = "yes" if best > known.best + 1e-6 else ""
        if known.average is not None:
            row["published average"] = round(known.average, 3)
            row["mean / average"] = round(mean / known.average, 6)
    return row


def _seconds(people: int) -> float:
    """The published seconds, or those of the next smaller published size by its square."""
    sizes = [n for n in PUBLISHED_SECONDS if n <= people]
    if not sizes:
        return SMALL_SECONDS
    return PUBLISHED_SECONDS[max(sizes)] * (people / max(sizes)) ** 2


def _all(rows: list[Row]) -> Row:
    """The mean of ratios over all instances, the worst best, and the bests exceeded."""
    ratios = [float(row["mean / average"] or 0) for row in rows if "mean / average" in row]
    short = [float(row["best short of it %"] or 0) for row in rows if "best short of it %" in row]
    exceeded = [str(row["instance"]) for row in rows if row.get("exceeded")]
    return {
        "instance": "all",
        "mean / average": round(statistics.fmean(ratios), 6) if ratios else None,
        "best short of it %": max(short) if short else None,
        "exceeded": ", ".join(exceeded),
    }
