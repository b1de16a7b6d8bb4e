"""Per diem in the United States by place and month.

Source: the rates that the U.S. General Services Administration publishes for each fiscal year
(October to September) under 41 CFR 301-11, a work of the United States Government. They are
ceilings, before tax, for the 48 contiguous states and the District of Columbia. Towns are
assigned to GSA's destinations by county, after the Census Bureau's lists of 2020.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from sojourn.model import Money
from sojourn.reference.states import OUTSIDE_CONUS, us_state
from sojourn.reference.suggestions import folded

TABLE = Path(__file__).with_name("per_diem.json")
STANDARD = "Standard rate"
"""Name of the destination of all places that GSA does not list."""

_FIRST_MONTH = 10
_SHORT = {"saint": "st", "fort": "ft", "mount": "mt"}
_OTHER_NAMES = {
    ("NY", "new york"): ("NY", "new york city"),
    ("NY", "manhattan"): ("NY", "new york city"),
    ("NY", "brooklyn"): ("NY", "new york city"),
    ("NY", "queens"): ("NY", "new york city"),
    ("NY", "bronx"): ("NY", "new york city"),
    ("NY", "the bronx"): ("NY", "new york city"),
    ("NY", "staten island"): ("NY", "new york city"),
    ("DC", "washington"): ("DC", "district of columbia"),
    ("DC", "washington d c"): ("DC", "district of columbia"),
    ("DC", "washington dc"): ("DC", "district of columbia"),
    ("FL", "tampa bay"): ("FL", "tampa"),
    ("CA", "silicon valley"): ("CA", "san jose"),
}


@dataclass(frozen=True)
class PerDiem:
    """Rates of a place in a month, in US dollars.

    `lodging` is per night, `meals` (meals and incidentals) per full day. `destination` is GSA's
    name of the place, or `STANDARD`. `exact` is False where the rate is the nearest there is: the
    date's fiscal year is not published here, or the place is unknown or outside the table.
    """

    lodging: Money
    meals: Money
    fiscal_year: int
    destination: str
    exact: bool


class MealShare(NamedTuple):
    """What each part of a day's meals rate is worth."""

    breakfast: Money
    lunch: Money
    dinner: Money
    incidental: Money


@dataclass(frozen=True)
class _Rate:
    """Whole dollars; twelve months from January."""

    meals: int
    lodging: tuple[int, ...]


@dataclass(frozen=True)
class _Year:
    standard: _Rate
    rates: Mapping[str, _Rate]
    tiers: tuple[tuple[Money, ...], ...]


@dataclass(frozen=True)
class _Table:
    """`names` are GSA's by id; `listed` and `towns` lead from state and key to an id."""

    names: Mapping[str, str]
    listed: Mapping[tuple[str, str], str]
    towns: Mapping[tuple[str, str], str]
    years: Mapping[int, _Year]


def place_key(name: str) -> str:
    """`name` as places are compared: ``Saint Paul`` and ``ST. PAUL`` are ``st paul``."""
    words = folded(name.replace("'", "").replace("’", "")).split()
    return " ".join(_SHORT.get(word, word) for word in words)


@lru_cache(maxsize=1)
def _table() -> _Table:
    content = json.loads(TABLE.read_text("utf-8"))
    destinations: dict[str, list[str]] = content["destinations"]
    listed: dict[tuple[str, str], str] = {}
    for key, (state, *names) in destinations.items():
        for part in (part for name in names for part in (name, *name.split("/"))):
            listed.setdefault((state, place_key(part)), key)
    towns = {
        (state, town): key
        for key, states in content["places"].items()
        for state, joined in states.items()
        for town in joined.split(";")
    }
    years = {int(year): _year(rows) for year, rows in content["years"].items()}
    latest = {key: row[1] for key, row in destinations.items()}
    return _Table(latest, listed, towns, years)


def _year(rows: Mapping[str, list[list[float]]]) -> _Year:
    standard, rates = rows["standard"], rows["rates"]
    assert isinstance(rates, dict)
    tiers = tuple(tuple(Money.of(amount) for amount in tier) for tier in rows["tiers"])
    return _Year(_rate(standard), {key: _rate(row) for key, row in rates.items()}, tiers)


def _rate(row: object) -> _Rate:
    assert isinstance(row, list)
    meals, runs = row
    fiscal = [
        int(rate)
        for rate, count in (run.split("*") for run in runs.split())
        for _ in range(int(count))
    ]
    before = 13 - _FIRST_MONTH
    return _Rate(meals, (*fiscal[before:], *fiscal[:before]))


def fiscal_years() -> tuple[int, ...]:
    """The fiscal years with published rates, in order."""
    return tuple(sorted(_table().years))


def fiscal_year(day: date) -> int:
    """The fiscal year of `day`: 2027 runs from 1 October 2026 to 30 September 2027."""
    return day.year + (day.month >= _FIRST_MONTH)


def _nearest(year: int) -> int:
    """The year nearest to `year` that has rates."""
    years = fiscal_years()
    return min(max(year, years[0]), years[-1])


@lru_cache(maxsize=16384)
def per_diem(city: str, state: str, day: date) -> PerDiem:
    """The rate for a night in, and a full day at, `city` in `state` (code or name) on `day`.

    A place that GSA does not list has the standard rate. A fiscal year without rates has those of
    the nearest year that has some, for the same month.
    """
    year = _nearest(fiscal_year(day))
    rates = _table().years[year]
    destination, sure = _destination(city, state)
    rate = rates.rates.get(destination or "")
    name = STANDARD if destination is None or rate is None else _table().names[destination]
    rate = rate or rates.standard
    return PerDiem(
        lodging=Money.of(rate.lodging[day.month - 1]),
        meals=Money.of(rate.meals),
        fiscal_year=year,
        destination=name,
        exact=sure and year == fiscal_year(day),
    )


@lru_cache(maxsize=4096)
def _destination(city: str, state: str) -> tuple[str | None, bool]:
    """The id of the destination, or None for the standard rate; and whether that is sure."""
    code = us_state(state)
    names = _possible_names(city)
    if code is None:
        before, _, after = city.rpartition(",")
        if before and us_state(after):
            return _destination(before, after)
        return _only_namesake(names), False
    found = (_lookup(code, name) for name in names)
    return next((key for key in found if key is not None), None), code not in OUTSIDE_CONUS


def _possible_names(city: str) -> tuple[str, ...]:
    """Keys to try: the whole name, then its parts (``Dallas-Fort Worth``), the first first."""
    parts = re.split(r"[/,&()–-]| and ", city)
    keys = [place_key(part) for part in (city, *parts)]
    bare = [re.sub(r"^(city of|greater|downtown) | (metro|area)$", "", key) for key in keys]
    return tuple(dict.fromkeys(key for key in (*keys, *bare) if key))


def _lookup(state: str, name: str) -> str | None:
    table = _table()
    place = _OTHER_NAMES.get((state, name), (state, name))
    return table.listed.get(place) or table.towns.get(place)


def _only_namesake(names: tuple[str, ...]) -> str | None:
    """The one destination in any state that bears one of `names`."""
    listed = _table().listed
    for name in names:
        found = {key for (_, place), key in listed.items() if place == name}
        found |= {listed[new] for (_, old), new in _OTHER_NAMES.items() if old == name}
        if len(found) == 1:
            return found.pop()
    return None


def meal_share(meals: Money, year: int) -> MealShare:
    """Breakfast, lunch, dinner and incidentals of a day's rate, to deduct what is provided.

    By GSA's tiers of the fiscal `year` (or the nearest that has some); a rate that is not a tier
    is shared like the nearest tier. The four always add up to `meals`.
    """
    tiers = _table().years[_nearest(year)].tiers
    tier = min(tiers, key=lambda row: (abs(row[0].cents - meals.cents), row[0].cents))
    whole = tier[0].cents
    breakfast, lunch, dinner = (
        part * Decimal(meals.cents) * (Decimal(1) / whole) if meals != tier[0] else part
        for part in tier[1:4]
    )
    return MealShare(breakfast, lunch, dinner, meals - breakfast - lunch - dinner)


def first_last_day(meals: Money) -> Money:
    """What the first and the last day of a journey are paid: 75 % of a day's meals rate."""
    return meals * Decimal("0.75")
