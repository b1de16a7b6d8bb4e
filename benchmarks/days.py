"""Days in a city: the engine, CP-SAT, HiGHS and PyVRP on one problem, side by side.

For each city and seed the four run one after the other, each in a process of its own, with the
same limit and the same number of workers. Every plan is checked and valued by one function.
"""

from __future__ import annotations

import json
import pickle
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

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
    value_at,
)
from benchmarks.cities import cities_of, fingerprint, invented_city
from benchmarks.family import Conditions, NoInstancesError, Row, family
from benchmarks.peers.days_contest import DaysAccount, valued
from benchmarks.process import run_measured
from benchmarks.programmes import EXAMPLE
from sojourn.engine.days.problem import City
from sojourn.files import ProblemsError, read

PEERS: Mapping[str, str] = {"cpsat": "CP-SAT", "highs": "HiGHS", "pyvrp": "PyVRP"}
"""Peers by the names of their columns."""
MARKS = (10, 20, 30)
"""Seconds at which the gap is read."""
CLOSE = 1.0
"""Per cent of a gap that counts as close."""
CITY_SECONDS = 10.0
"""Limit for the cities of a programme."""
SHORT_SECONDS = 4.0
"""Limit in the short set."""
SHORT_CITIES = 1
"""Cities of a programme in the short set, those with the most offers."""


@dataclass(frozen=True)
class Instance:
    """An invented city of so many offers, full days and groups, and its limit in seconds."""

    offers: int
    days: int
    groups: int
    seconds: float
    short: bool = False

    @property
    def name(self) -> str:
        """Offers x days x groups."""
        return f"{self.offers} x {self.days} x {self.groups}"


INSTANCES = (
    Instance(40, 3, 4, 20, short=True),
    Instance(60, 4, 5, 30),
    Instance(120, 5, 8, 30),
    Instance(200, 5, 12, 30),
)
"""A seed draws the city and is the seed of all contestants."""


@family("days", "days in a city: value, proven gap and seconds against CP-SAT, HiGHS and PyVRP")
def days(conditions: Conditions) -> Iterator[Row]:
    """Every city with every seed, then its medians."""
    measured = 0
    with tempfile.TemporaryDirectory() as name:
        for instance, seconds, city_of_seed in _instances(conditions):
            measured += 1
            rows = []
            for seed in range(1, conditions.seeds + 1):
                limit = seconds if conditions.seconds is None else conditions.seconds
                contest = _Contest(instance, city_of_seed(seed), Path(name), conditions, limit)
                rows.append(contest.row(seed))
                yield rows[-1]
            if len(rows) > 1:
                yield medians(rows)
        for folder, reason in _unreadable(conditions):
            measured += 1
            yield {"instance": folder, "seed": None, "failed": reason}
    if not measured:
        raise NoInstancesError("no city has such a name or lies in that folder")


CityOfSeed = Callable[[int], City]


def _instances(conditions: Conditions) -> Iterator[tuple[str, float, CityOfSeed]]:
    """Names, limits in seconds, and what makes the city of a seed."""
    if conditions.instances is None:
        for own in INSTANCES:
            if conditions.wants(own.name) and (own.short or not conditions.short):
                seconds = SHORT_SECONDS if conditions.short else own.seconds
                yield own.name, seconds, _inventor(own)
        folders = [("reference", EXAMPLE)]
    else:
        folders = [(f.name, f) for f in sorted(conditions.instances.iterdir()) if f.is_dir()]
    for name, folder in folders:
        if not _wanted(conditions, name):
            continue
        try:
            cities = list(cities_of(read(folder)))
        except (ProblemsError, ValueError):
            continue
        if conditions.short:
            cities = sorted(cities, key=lambda city: -len(city.offers))[:SHORT_CITIES]
        for city in cities:
            if conditions.wants(f"{name}/{city.host}"):
                seconds = SHORT_SECONDS if conditions.short else CITY_SECONDS
                yield f"{name}/{city.host}", seconds, _always(city)


def _wanted(conditions: Conditions, folder: str) -> bool:
    """Whether any city of a folder may be wanted; a name in `only` may be a host's."""
    invented = {own.name for own in INSTANCES}
    return not conditions.only or any(
        not any(part in name for name in invented) or part in folder for part in conditions.only
    )


def _unreadable(conditions: Conditions) -> Iterator[tuple[str, str]]:
    """Folders of instances that are no programmes, and why."""
    folders = [] if conditions.instances is None else sorted(conditions.instances.iterdir())
    for folder in folders:
        if folder.is_dir() and _wanted(conditions, folder.name):
            try:
                read(folder)
            except (ProblemsError, ValueError) as error:
                yield folder.name, str(error).splitlines()[0]


def _inventor(own: Instance) -> CityOfSeed:
    return lambda seed: invented_city(seed, own.offers, own.days, own.groups)


def _always(city: City) -> CityOfSeed:
    return lambda seed: city


@dataclass(frozen=True)
class _Contest:
    """The contestants on one city."""

    instance: str
    city: City
    directory: Path
    conditions: Conditions
    limit: float

    def row(self, seed: int) -> Row:
        """One line: ours, then every peer's."""
        file = self.directory / "city"
        file.write_bytes(pickle.dumps(self.city))
        found: dict[str, str | int | float | None] = {
            "instance": self.instance,
            "seed": seed,
            "limit s": self.limit,
            "workers": self.conditions.workers,
            "offers": len(self.city.offers),
            "groups": len(self.city.stays),
            "group-days": len(self.city.group_days),
        }
        accounts: dict[str, DaysAccount | None] = {}
        values: dict[str, float | None] = {}
        complaints: list[str] = []
        memory: dict[str, float] = {}
        for who in ("engine", *(() if self.conditions.alone else PEERS)):
            accounts[who], memory[who] = self._run(who, file, seed)
            values[who] = None
            try:
                values[who] = valued(self.city, accounts[who])
            except ValueError as fault:
                complaints.append(f"{who}: {fault}")
            if accounts[who] is None:
                complaints.append(f"{who}: {last_word(self.directory / 'log')}")
        found |= ours(accounts["engine"], values["engine"], best_bound(accounts))
        found["MB"] = round(memory["engine"])
        for who in accounts:
            if who != "engine":
                found |= theirs(who, accounts, values)
        found["problem"] = fingerprint(self.city)
        if complaints:
            found["failed"] = "; ".join(complaints)
        return found

    def _run(self, who: str, file: Path, seed: int) -> tuple[DaysAccount | None, float]:
        """One contestant's account, None if it failed, and its memory in MB."""
        out = self.directory / "account.json"
        out.unlink(missing_ok=True)
        limits = ["--seconds", str(self.limit), "--workers", str(self.conditions.workers)]
        command = ["benchmarks.peers.days", who, str(file), str(out), *limits, "--seed", str(seed)]
        outcome = run_measured(command, self.directory / "log")
        if outcome.status or not out.exists():
            return None, outcome.megabytes
        return DaysAccount(**json.loads(out.read_text())), outcome.megabytes


def best_bound(accounts: Mapping[str, DaysAccount | None]) -> float | None:
    """The least bound that anybody has proved."""
    bounds = [a.bound for a in accounts.values() if a is not None and a.bound is not None]
    return min(bounds, default=None)


def ours(account: DaysAccount | None, value: float | None, proved: float | None) -> Row:
    """The columns about our engine; `proved` is the best bound of the run."""
    if account is None or value is None:
        return {"value": None, "bound": None, "gap %": NOT_PROVED}
    found: dict[str, str | int | float | None] = {
        "value": round(value, 3),
        "bound": None if account.bound is None else round(account.bound, 3),
        "gap %": gap(value, account.bound),
        "best bound": None if proved is None else round(proved, 3),
        "gap to best bound %": gap(value, proved),
        "seconds": round(account.seconds, 2),
        "value at 1 s": value_at(account, 1.0),
    }
    for mark in MARKS:
        found[f"gap % at {mark} s"] = gap_at(account, mark)
    found[f"{CLOSE:g} % proved s"] = close_at(account)
    found["proved optimal s"] = proved_at(account)
    if account.value is not None and abs(account.value - value) > SMALLEST:
        found["claimed"] = round(account.value, 3)
    return found


def theirs(
    who: str, accounts: Mapping[str, DaysAccount | None], values: Mapping[str, float | None]
) -> Row:
    """The columns about one peer, and ours against it."""
    name, account, value = PEERS[who], accounts[who], values[who]
    bound = None if account is None else account.bound
    found: dict[str, str | int | float | None] = {name: None if value is None else round(value, 3)}
    if who == "cpsat":
        found[f"{name} bound"] = None if bound is None else round(bound, 3)
    found[f"{name} gap to best bound %"] = gap(value, best_bound(accounts))
    found[f"% of {name}"] = percent(values["engine"], value)
    found[f"better than {name} s"] = better_at(accounts["engine"], value)
    return found


def close_at(account: DaysAccount) -> float | str:
    """Seconds until the gap told was at most `CLOSE`."""
    for when, value, bound in account.trace:
        told = gap(value, bound)
        if not isinstance(told, str) and told <= CLOSE:
            return round(when, 2)
    return NOT_PROVED
