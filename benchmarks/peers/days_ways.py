"""Transfers told without pairs: each place has a share of every way to and from it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from benchmarks.peers.days_model import DaysModel
from sojourn.engine.days.problem import City, Counts
from sojourn.engine.milp import Milp
from sojourn.engine.run import StageRun

STEP = 5
"""Minutes to which shares are rounded up."""


def shares(city: City) -> Counts:
    """Minutes by offer so that any two together are no shorter than the way between them.

    A plan that keeps the shares free on both sides of each visit keeps all transfers; some plans
    that are possible do not. The sum of the shares is the least possible, before rounding.
    """
    number = len(city.offers)
    ways = city.transfer[np.ix_(city.place, city.place)]
    ways = np.maximum(ways, ways.T)
    lp = Milp()
    for _ in range(number):
        lp.column(-1.0, 0.0, math.inf, integer=False)
    for i in range(number):
        for j in range(i + 1, number):
            if ways[i, j] > 0:
                lp.row(((i, 1.0), (j, 1.0)), lower=float(ways[i, j]))
    solved = lp.maximise(StageRun("days", 1, iterations=1)) if lp.begins[1:] else None
    if solved is None:
        return np.asarray(-(-ways.max(axis=1, initial=0) // 2), dtype=np.int64)
    rounded = np.ceil(solved.values / STEP - 1e-6) * STEP
    return np.asarray(rounded, dtype=np.int64)


def narrowed(given: DaysModel, own: Counts) -> DaysModel:
    """The model of a city where the way between two offers is the sum of their shares."""
    city = given.city
    transfer = city.transfer.copy()
    transfer[np.ix_(city.place, city.place)] = own[:, None] + own[None, :]
    return replace(given, city=replace(city, transfer=transfer))
