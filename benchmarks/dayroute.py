"""One day of a group at given prices: microseconds of the exact dynamic programme."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from statistics import median

import numpy as np

from benchmarks.cities import invented_city
from benchmarks.family import Conditions, Row, family
from sojourn.engine.days.dayframe import DayFrame
from sojourn.engine.days.dayroute import best_routes
from sojourn.engine.days.problem import City, Counts, Reals, empty
from sojourn.engine.days.route import LONGEST, next_starts
from sojourn.engine.days.state import CityState

CHOICES = 60
"""Offers of a day that is measured."""
CITY = (200, 5, 12)
"""Offers, days and groups of the city whose days they are."""
REPEATS = 7
"""Runs of each day, of which the middle one counts."""
KNOWN = 0.95
"""Part of a best day that a good plan already has."""
CHARGED = 0.6
"""Prices take this part of what an offer is worth alone, on average, as they do in a good plan."""


@family("dayroute", "one day of 60 choices at given prices: median microseconds of the programme")
def dayroute(conditions: Conditions) -> Iterator[Row]:
    """A row for each seed: all days of a large city, cut down to `CHOICES` offers each.

    Each day is measured twice: for its best route, and for the routes that are worth more than
    `KNOWN` of the best, as it is asked for when a good plan is known.
    """
    for seed in range(1, conditions.seeds + 1):
        best, better = [], []
        for day, profit in days(invented_city(seed, *CITY), seed):
            best.append(microseconds(day, profit, 0.0))
            most = float(best_routes(day, profit, np.zeros(CHOICES, dtype=np.int64), 0.0, 1)[0])
            better.append(microseconds(day, profit, KNOWN * most))
        yield {
            "instance": f"a day of {CHOICES} choices",
            "seed": seed,
            "days": len(best),
            "median us": round(median(best), 1),
            "slowest us": round(max(best), 1),
            f"median us above {100 * KNOWN:.0f} %": round(median(better), 1),
        }


def days(city: City, seed: int) -> Iterator[tuple[DayFrame, Reals]]:
    """Every day of `city` with enough choices, its offers priced at random."""
    state = CityState(city, empty(city))
    rng = np.random.default_rng(seed)
    for s, d in city.group_days:
        possible = np.flatnonzero(city.stays[s].days[d].starts.any(axis=1))
        if possible.size >= CHOICES:
            offers = np.sort(rng.choice(possible, CHOICES, replace=False))
            alone = np.array([_alone(state, s, d, int(offer)) for offer in offers])
            price = alone.mean() * rng.uniform(0, 2 * CHARGED, CHOICES)
            yield frame(state, s, d, offers), np.asarray(alone - price, dtype=np.float64)


def frame(state: CityState, s: int, d: int, offers: Counts) -> DayFrame:
    """A day of a stay with some of its offers, as the dynamic programme reads it."""
    city, stay = state.city, state.city.stays[s]
    day = stay.days[d]
    count = state.count_value(s, d)[: min(day.room, LONGEST, len(offers)) + 1]
    return DayFrame(
        next_starts(day.starts[offers], stay.step),
        city.minutes[offers],
        city.place[offers],
        city.professional[offers],
        city.social[offers],
        city.transfer,
        day.blocks,
        np.ascontiguousarray(count - count[0]),
        stay.step,
        day.minutes,
        np.array(stay.lunch if day.lunch else (0, 0, 0), dtype=np.int64),
    )


def _alone(state: CityState, s: int, d: int, offer: int) -> float:
    """What an offer would be worth alone; 0 where it leaves no lunch."""
    stay = state.city.stays[s]
    starts = np.flatnonzero(stay.days[d].starts[offer])[[0, -1]] * stay.step
    best = max(state.value(s, d, ((offer, int(start)),)) for start in starts)
    return best if math.isfinite(best) else 0.0


def microseconds(day: DayFrame, profit: Reals, least: float) -> float:
    """How long the routes of a day worth more than `least` take, compiled before."""
    times = []
    for _ in range(REPEATS + 1):
        marked = np.zeros(profit.size, dtype=np.int64)
        began = time.perf_counter()
        best_routes(day, profit, marked, least, 1)
        times.append(1e6 * (time.perf_counter() - began))
    return median(times[1:])
