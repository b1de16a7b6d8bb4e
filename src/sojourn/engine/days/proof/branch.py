"""How the solutions of a city divide: those in which a group visits an offer, and the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sojourn.engine.days.problem import City, Reals
from sojourn.engine.days.proof.pricing import Column
from sojourn.engine.days.proof.rows import ANY_DAY, Rows, Visit

WHOLE = 1e-4
"""A visit is made or not made but for this part."""


def evenest(rows: Rows, columns: Sequence[Column], taken: Reals) -> Visit | None:
    """The visit that an optimum of whole days makes in the most even parts, or None.

    Whether a group makes it at all comes before the question on which day.
    """
    by_stay: dict[Visit, float] = {}
    by_day: dict[Visit, float] = {}
    for column, part in zip(columns, taken.tolist(), strict=True):
        if part > WHOLE:
            day = rows.days[column.group_day]
            for j, _ in column.route:
                ever, then = (day.stay, ANY_DAY, j), (day.stay, day.day, j)
                by_stay[ever] = by_stay.get(ever, 0.0) + part
                by_day[then] = by_day.get(then, 0.0) + part
    for parts in (by_stay, by_day):
        even = {visit: min(part, 1.0 - part) for visit, part in parts.items()}
        best = max(even, key=lambda visit: (even[visit], visit), default=None)
        if best is not None and even[best] > WHOLE:
            return best
    return None


def without(city: City, visit: Visit) -> City:
    """The city in which the group cannot make the visit."""
    stay, day, offer = visit
    days = []
    for d, given in enumerate(city.stays[stay].days):
        starts = given.starts
        if day in (ANY_DAY, d):
            starts = starts.copy()
            starts[offer] = np.uint8(0)
        days.append(replace(given, starts=starts))
    stays = list(city.stays)
    stays[stay] = replace(stays[stay], days=tuple(days))
    return replace(city, stays=tuple(stays))
