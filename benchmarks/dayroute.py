"""One day of a group at given prices: microseconds of the exact dynamic programme.

Once with so many offers that each have hours of their own, once with so many choices of an offer
and its start.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator
from statistics import median

import numpy as np

from benchmarks.cities import invented_city
from benchmarks.family import Conditions, Row, family
from sojourn.engine.days.dayframe import DayFrame
from sojourn.engine.days.dayroute import best_routes
from sojourn.engine.days.problem import Bytes, City, Counts, Reals, empty
from sojourn.engine.days.route import LONGEST, next_starts
from sojourn.engine.days.state import CityState

CHOICES = 60
"""Offers of a day that is measured, or offers with their starts."""
STARTS = 4
"""Starts of each offer where they are choices too."""
CITY = (200, 5, 12)
"""Offers, days and groups of the city whose days they are."""
REPEATS = 7
"""Runs of each day, of which the middle one counts."""
KNOWN = 0.95
"""Part of a best day that a good plan already has."""
CHARGED = 0.6
"""Prices take this part of what an offer is worth alone, on average, as they do in a good plan."""


@family("dayroute", "one day at given prices: median microseconds of the programme")
def dayroute(conditions: Conditions) -> Iterator[Row]:
    """Two rows for each seed: all days of a large city, cut down to `CHOICES`.

    Each day is measured twice: for its best route, and for the routes that are worth more than
    `KNOWN` of the best, as it is asked for when a good plan is known.
    """
    for seed in range(1, conditions.seeds + 1):
        city = invented_city(seed, *CITY)
        yield _row(f"{CHOICES} offers", seed, days(city, seed))
        name = f"{CHOICES // STARTS} offers x {STARTS} starts"
        yield _row(name, seed, days(city, seed, CHOICES // STARTS, STARTS))


def _row(name: str, seed: int, found: Iterable[tuple[DayFrame, Reals]]) -> Row:
    """How long the programme takes for some days."""
    best, better = [], []
    for day, profit in found:
        best.append(microseconds(day, profit, 0.0))
        most = float(best_routes(day, profit, np.zeros(profit.size, dtype=np.int64), 0.0, 1)[0])
        better.append(microseconds(day, profit, KNOWN * most))
    return {
        "instance": f"a day of {name}",
        "seed": seed,
        "days": len(best),
        "median us": round(median(best), 1),
        "slowest us": round(max(best), 1),
        f"median us above {100 * KNOWN:.0f} %": round(median(better), 1),
    }


def days(
    city: City, seed: int, number: int = CHOICES, most: int | None = None
) -> Iterator[tuple[DayFrame, Reals]]:
    """Every day of `city` with enough offers, priced at random; at `most` so many starts each."""
    state = CityState(city, empty(city))
    rng = np.random.default_rng(seed)
    for s, d in city.group_days:
        possible = np.flatnonzero(city.stays[s].days[d].starts.any(axis=1))
        if possible.size >= number:
            offers = np.sort(rng.choice(possible, number, replace=False))
            alone = np.array([_alone(state, s, d, int(offer)) for offer in offers])
            price = alone.mean() * rng.uniform(0, 2 * CHARGED, number)
            yield frame(state, s, d, offers, most), np.asarray(alone - price, dtype=np.float64)


def frame(state: CityState, s: int, d: int, offers: Counts, most: int | None = None) -> DayFrame:
    """A day of a stay with some of its offers, as the dynamic programme reads it.

    Each offer keeps at `most` so many of its starts, as far apart as they go.
    """
    city, stay = state.city, state.city.stays[s]
    day = stay.days[d]
    count = state.count_value(s, d)[: min(day.room, LONGEST, len(offers)) + 1]
    return DayFrame(
        next_starts(_spread(day.starts[offers], most), stay.step),
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


def _spread(starts: Bytes, most: int | None) -> Bytes:
    """`starts` (offers, slots) with at `most` so many of each offer."""
    if most is None:
        return starts
    kept = np.zeros_like(starts)
    for offer, own in enumerate(starts):
        slots = np.flatnonzero(own)
        if slots.size:
            kept[offer, slots[np.linspace(0, slots.size - 1, most).round().astype(int)]] = 1
    return kept


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
