"""The family that measures days in a city."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.__main__ import main
from benchmarks.accounts import NOT_PROVED
from benchmarks.cities import cities_of, fingerprint
from benchmarks.days import INSTANCES, best_bound, close_at, ours, theirs
from benchmarks.generate import programme
from benchmarks.peers.days_contest import DaysAccount, by_engine, valued
from tests.benchmarks.peers.tiny_cities import tiny_city

from sojourn.files import write

TRACE: list[tuple[float, float, float | None]] = [
    (0.2, 80.0, None),
    (5.0, 90.0, 100.0),
    (9.0, 99.5, 100.0),
]


def account(value: float, bound: float | None) -> DaysAccount:
    """An account with the progress of `TRACE`."""
    return DaysAccount(value, bound, 9.5, [], TRACE)


def test_columns_are_read_from_accounts() -> None:
    """Gaps are to our bound and to the best of the run; values in per cent of a peer's."""
    accounts = {"engine": account(99.5, 100.0), "cpsat": account(90.0, 99.75), "pyvrp": None}
    assert best_bound(accounts) == 99.75
    row = ours(accounts["engine"], 99.5, best_bound(accounts))
    assert row["gap %"] == 0.5 and row["gap to best bound %"] == 0.251
    assert row["1 % proved s"] == 9.0 and row["proved optimal s"] == NOT_PROVED
    assert close_at(account(1.0, None)) == 9.0
    peer = theirs("cpsat", accounts, {"engine": 99.5, "cpsat": 85.0})
    assert peer["CP-SAT bound"] == 99.75 and peer["% of CP-SAT"] == 117.06
    assert peer["better than CP-SAT s"] == 5.0
    absent = theirs("pyvrp", accounts, {"engine": 99.5, "pyvrp": None})
    assert absent["PyVRP"] is None and absent["better than PyVRP s"] is None


def test_a_plan_that_breaks_something_is_not_valued() -> None:
    """An offer at midnight is told in words instead of a value."""
    city = tiny_city(1)
    routes: list[list[list[tuple[int, int]]]] = [[[] for _ in stay.days] for stay in city.stays]
    s, d = city.group_days[0]
    routes[s][d].append((0, 0))
    with pytest.raises(ValueError, match="not open"):
        valued(city, DaysAccount(1.0, None, 1.0, routes, []))
    assert valued(city, None) is None


def test_the_engine_tells_what_it_did() -> None:
    """The engine's account has its plan, worth what it says, and what it told on the way."""
    city = tiny_city(1)
    told = by_engine(city, 0.5, 1, 1)
    assert told.value is not None and valued(city, told) == pytest.approx(told.value)
    assert told.trace[-1][1] == pytest.approx(told.value)
    assert told.bound is None or told.bound >= told.value - 1e-6


def test_instances_are_those_promised() -> None:
    """The family has the four sizes, of which the short set has the smallest."""
    names = [instance.name for instance in INSTANCES]
    assert names == ["40 x 3 x 4", "60 x 4 x 5", "120 x 5 x 8", "200 x 5 x 12"]
    assert [instance.name for instance in INSTANCES if instance.short] == ["40 x 3 x 4"]


def test_a_given_programme_is_measured_side_by_side(tmp_path: Path) -> None:
    """A row for each city has the engine and its peers, no better than what is proved."""
    given = programme(1, participants=8, groups=1, offers=5, phases="split", hosts=1)
    write(given, tmp_path / "instances/tiny")
    (tmp_path / "instances/empty").mkdir()
    out = tmp_path / "days.json"
    folder = str(tmp_path / "instances")
    arguments = ["run", "days", "--instances", folder, "--seconds", "1", "--workers", "1"]
    assert main([*arguments, "--json", str(out)]) == 0
    *rows, last = json.loads(out.read_text())["rows"]
    cities = cities_of(given)
    assert [row["instance"] for row in rows] == [f"tiny/{city.host}" for city in cities]
    for row, city in zip(rows, cities, strict=True):
        assert row["problem"] == fingerprint(city) and "failed" not in row
        assert row["value"] <= row["CP-SAT bound"] + 0.01
        assert row["HiGHS"] is not None and row["PyVRP"] is not None
    assert last["instance"] == "empty" and "programme.toml" in last["failed"]


def test_names_that_fit_no_city_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    """`--only` with an unknown name says so, with exit status 2."""
    assert main(["run", "days", "--only", "40 x 3 x 5"]) == 2
    assert "no city" in capsys.readouterr().out
