"""The team orienteering problem with time windows: public instances, as a city without lunch.

The search that plans the days in a city chooses and orders the stops of several tours; each tour
is a group with one day, each point an offer that one group may visit, its score the points that it
is worth. A file holds ``k v N t`` (N points besides the depot), a line that is not used, and per
point ``i x y duration score f a list ... opening closing``, `list` having `a` entries; point 0 is
the depot, whose closing time is the end of every tour. Distances are Euclidean, truncated to one
decimal (Solomon's c, r and rc) or two (Cordeau's pr). Best-known values: `best.csv` beside the
files with the columns instance, tours, best.
"""

from __future__ import annotations

import csv
import math
import os
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np

from benchmarks.family import Conditions, NoInstancesError, Row, family
from benchmarks.mdgp import DEFAULT, VARIABLE
from sojourn.engine.days.board import board_of, solution_of
from sojourn.engine.days.ground import FOR_WAY, MOST, Ground, ground_of
from sojourn.engine.days.problem import City, Counts, Stay, StayDay, Weights, empty
from sojourn.engine.days.recreate import anneal

SECONDS = 10.0
TOURS = (1, 2, 3, 4)
"""Numbers of tours where no table of best-known values says others."""
SHORT = ("c101", "r101", "pr01")
SHORT_SECONDS = 2.0
FINE = 1000
"""Coordinates have three decimals at most."""
DAY = date(2020, 1, 1)
HOT, COLD = 1.0, 0.05
"""Temperatures at the start and the end, as shares of a usual score."""
LONGEST_STRING, MOST_TOURS = 8, 3
PIECE = 0.1
"""Seconds after which it is cooled further."""
FIRST_MOVES = 50
WAY = 0.01
"""Share of the smallest score that a detour of a whole tour's length counts."""


@dataclass(frozen=True)
class Instance:
    """One instance in whole units of ``1 / scale``; point 0 is the depot."""

    name: str
    scale: int
    distance: Counts
    duration: tuple[int, ...]
    score: tuple[int, ...]
    opening: tuple[int, ...]
    closing: tuple[int, ...]


@dataclass(frozen=True)
class Point:
    """One line of a file."""

    x: Decimal
    y: Decimal
    duration: Decimal
    score: Decimal
    opening: Decimal
    closing: Decimal


def read_instance(path: Path) -> Instance:
    """The instance in `path`; raises `ValueError` naming the file and the line that is wrong."""
    lines = path.read_text(encoding="ascii", errors="replace").split("\n")
    head = lines[0].split()
    if len(head) < 3 or not head[2].isdigit():
        raise ValueError(f"{path.name}, line 1: expected 'k v N t' with N points")
    number = int(head[2])
    rows = [(n, line.split()) for n, line in enumerate(lines[2:], 3) if line.strip()]
    if len(rows) <= number:
        raise ValueError(
            f"{path.name}, line {len(lines)}: expected {number + 1} points with the depot, "
            f"not {len(rows)}"
        )
    points = [_point(path.name, n, fields, i) for i, (n, fields) in enumerate(rows[: number + 1])]
    scale = 100 if path.stem.startswith("pr") else 10

    def whole(values: Sequence[Decimal]) -> tuple[int, ...]:
        return tuple(int(value * scale) for value in values)

    return Instance(
        path.stem,
        scale,
        _distances(points, scale),
        whole([p.duration for p in points]),
        tuple(int(p.score) for p in points),
        whole([p.opening for p in points]),
        whole([p.closing for p in points]),
    )


def _point(file: str, line: int, fields: Sequence[str], number: int) -> Point:
    wrong = f"{file}, line {line}: expected 'i x y duration score f a list opening closing'"
    try:
        listed = int(fields[6])
        values = [Decimal(field) for field in fields]
    except (IndexError, ValueError, ArithmeticError):
        raise ValueError(wrong) from None
    if len(fields) != 9 + listed or not all(value.is_finite() for value in values):
        raise ValueError(f"{wrong} with a = {listed} entries in the list")
    if values[0] != number:
        raise ValueError(f"{file}, line {line}: expected point {number}, not {fields[0]}")
    point = Point(*values[1:5], values[-2], values[-1])
    if min(point.duration, point.score, point.opening) < 0 or point.closing < point.opening:
        raise ValueError(f"{file}, line {line}: expected no negative numbers, opening <= closing")
    return point


def _distances(points: Sequence[Point], scale: int) -> Counts:
    """Distances truncated to whole units, exactly."""
    at = [(int(p.x * FINE), int(p.y * FINE)) for p in points]
    return np.array(
        [
            [math.isqrt(((a - c) ** 2 + (b - d) ** 2) * scale**2 // FINE**2) for c, d in at]
            for a, b in at
        ],
        dtype=np.int64,
    )


def city(instance: Instance, tours: int) -> City:
    """The instance as a city: a group for each tour, which has one day, in units as minutes."""
    points, ends = len(instance.score), instance.closing[0]
    starts = np.zeros((points - 1, ends + 1), dtype=np.uint8)
    for i in range(1, points):
        first = max(instance.opening[i], int(instance.distance[0, i]))
        back = ends - instance.duration[i] - int(instance.distance[i, 0])
        starts[i - 1, first : max(0, min(instance.closing[i], back) + 1)] = 1
    none = np.zeros(0, dtype=np.int64)
    day = StayDay(
        day=DAY,
        starts=starts,
        blocks=np.zeros((0, 3), dtype=np.int64),
        present=np.zeros(0),
        room=points,
        minutes=ends,
        lunch=False,
        wanted=0,
        load=0.0,
        filled=0,
        paced=False,
        halves=(),
    )
    stays = tuple(
        Stay(
            group=f"tour {n + 1}",
            phase="",
            members=none,
            size=1,
            days=(day,),
            free_halves=0,
            levels=np.zeros(1, dtype=np.int64),
            kinds=np.zeros(1, dtype=np.int64),
            organisations=none,
            social=np.zeros(2, dtype=np.int64),
            step=1,
            lunch=(0, ends, 0),
            opens=0,
            closes=ends,
            split=False,
        )
        for n in range(tours)
    )
    offers = points - 1
    nothing = np.full(offers, -1, dtype=np.int64)
    return City(
        host="",
        offers=tuple(str(i) for i in range(1, points)),
        minutes=np.array(instance.duration[1:], dtype=np.int64),
        place=np.arange(offers),
        level=nothing,
        kind=np.zeros(offers, dtype=np.int64),
        organisation=nothing,
        professional=np.zeros(offers, dtype=np.uint8),
        social=nothing,
        capacity=np.ones(offers, dtype=np.int64),
        visits=np.ones(offers, dtype=np.int64),
        transfer=instance.distance[1:, 1:],
        fading=np.ones((offers, 0)),
        objectives=np.zeros((offers, 0), dtype=np.uint8),
        price=np.tile(-np.array(instance.score[1:], dtype=np.float64), (tours, 1)),
        stays=stays,
        potential=np.zeros((0, 0)),
        missing=np.zeros((0, 0), dtype=np.int64),
        clash=np.zeros((tours, tours), dtype=np.uint8),
        weights=Weights(idle=0.0, early=0.0, pace=0.0, variety=0.0),
    )


def _ground(instance: Instance, problem: City) -> Ground:
    """The arrays of the search: a tour may have as many stops as there are."""
    ground = ground_of(problem)
    rule, weight = ground.rule.copy(), ground.weight.copy()
    rule[MOST] = len(problem.offers)
    least = min((score for score in instance.score[1:] if score), default=1)
    weight[FOR_WAY] = WAY * least / max(1, instance.closing[0])
    return ground._replace(rule=rule, weight=weight)


def solve(instance: Instance, tours: int, seed: int, seconds: float) -> list[list[int]]:
    """Stops of each tour after `seconds` of search on one core."""
    began = time.perf_counter()
    problem = city(instance, tours)
    ground = _ground(instance, problem)
    board = board_of(problem, ground, empty(problem))
    random = np.array([seed], dtype=np.uint64)
    strings = np.array([LONGEST_STRING, min(MOST_TOURS, tours)])
    scores = [score for score in instance.score[1:] if score]
    usual = statistics.fmean(scores) if scores else 1.0
    gain, moves, share = 0.0, FIRST_MOVES, 0.0
    while share < 1.0:
        begun = time.perf_counter()
        warm = usual * HOT * (COLD / HOT) ** share
        gain, _ = anneal(ground, board, gain, moves, np.array([warm, warm]), strings, random)
        taken = time.perf_counter() - begun
        left = seconds - (time.perf_counter() - began)
        share = 1.0 - left / seconds
        moves = max(1, int(moves * min(2.0, min(PIECE, left) / max(taken, 1e-6))))
    found = solution_of(ground, board.top_item, board.top_start, board.top_length)
    return [[offer + 1 for offer, _ in day] for (day,) in found]


def score_of(instance: Instance, tours: Sequence[Sequence[int]]) -> int:
    """The score of tours, each driven through anew; raises `ValueError` where one is late.

    Knows nothing of the search.
    """
    seen: set[int] = set()
    for tour in tours:
        at, clock = 0, instance.opening[0]
        for point in tour:
            if point in seen or not 0 < point < len(instance.score):
                raise ValueError(f"{instance.name}: point {point} is unknown or visited twice")
            seen.add(point)
            clock = max(clock + int(instance.distance[at, point]), instance.opening[point])
            if clock > instance.closing[point]:
                raise ValueError(f"{instance.name}: point {point} is closed at {clock}")
            clock += instance.duration[point]
            at = point
        if clock + int(instance.distance[at, 0]) > instance.closing[0]:
            raise ValueError(f"{instance.name}: a tour is late at the depot")
    return sum(instance.score[point] for point in seen)


@family("toptw", "choosing and ordering visits of several tours: public instances, best-known")
def toptw(conditions: Conditions) -> Iterator[Row]:
    """A row for each instance and number of tours, and one for all."""
    folder = conditions.instances or Path(os.environ.get(VARIABLE, DEFAULT)) / "toptw"
    paths = [p for p in sorted(folder.glob("*.txt")) if conditions.wants(p.stem)]
    if conditions.short:
        paths = [p for p in paths if p.stem in SHORT]
    if not paths:
        raise NoInstancesError(f"no instances (*.txt) in {folder}; {VARIABLE} says where they are")
    known = _known(folder / "best.csv")
    solve(read_instance(paths[0]), 1, 1, 0.01)  # kernels are compiled or loaded
    rows = []
    for path in paths:
        instance = read_instance(path)
        for tours in sorted(t for name, t in known if name == path.stem) or TOURS:
            best = known.get((path.stem, tours))
            rows.append(_measured(instance, tours, best, conditions))
            yield rows[-1]
    yield _all(rows)


def _known(path: Path) -> Mapping[tuple[str, int], float]:
    """The best-known values by instance and tours; none where there is no table."""
    if not path.is_file():
        return {}
    known = {}
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        for row in reader:
            try:
                known[row["instance"], int(row["tours"])] = float(row["best"])
            except (KeyError, TypeError, ValueError):
                raise ValueError(
                    f"{path.name}, line {reader.line_num}: expected columns instance, tours, best"
                ) from None
    return known


def _measured(instance: Instance, tours: int, best: float | None, conditions: Conditions) -> Row:
    seconds = conditions.seconds or (SHORT_SECONDS if conditions.short else SECONDS)
    values, taken = [], []
    for seed in range(1, conditions.seeds + 1):
        began = time.perf_counter()
        found = solve(instance, tours, seed, seconds)
        taken.append(time.perf_counter() - began)
        values.append(score_of(instance, found))
    row: dict[str, str | int | float | None] = {
        "instance": instance.name,
        "tours": tours,
        "seconds": round(statistics.fmean(taken), 2),
        "mean": round(statistics.fmean(values), 2),
        "best": max(values),
    }
    if best:
        row["best known"] = best
        row["gap %"] = round(100 * (1 - statistics.fmean(values) / best), 3)
        row["gap of best %"] = round(100 * (1 - max(values) / best), 3)
    return row


def _all(rows: Sequence[Row]) -> Row:
    """The means of the gaps and the largest."""
    gaps = [float(row["gap %"] or 0) for row in rows if "gap %" in row]
    bests = [float(row["gap of best %"] or 0) for row in rows if "gap of best %" in row]
    return {
        "instance": "all",
        "gap %": round(statistics.fmean(gaps), 3) if gaps else None,
        "gap of best %": round(statistics.fmean(bests), 3) if bests else None,
        "largest gap %": max(gaps) if gaps else None,
    }
