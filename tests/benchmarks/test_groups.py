from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.__main__ import main
from benchmarks.generate import programme
from benchmarks.groups import (
    EQUAL,
    INSTANCES,
    NEVER,
    NOT_PROVED,
    Account,
    best_known,
    better_at,
    fingerprint,
    gap,
    gap_at,
    medians,
    proved_at,
    reached_at,
    value_at,
)
from benchmarks.peers.contest import problem_of, small_programme
from tests.benchmarks.peers.invented_problem import invented_problem

from sojourn.files import write

TRACE: list[tuple[float, float, float | None]] = [
    (0.2, 80.0, None),
    (0.9, 90.0, None),
    (5.0, 90.0, 100.0),
    (30.0, 95.0, 96.0),
    (40.0, 95.0, 95.0),
]


def account(
    trace: list[tuple[float, float, float | None]] = TRACE,
    bound: float | None = 95.0,
    seconds: float = 40.0,
) -> Account:
    """An account with the progress given."""
    return Account(95.0, bound, seconds, [], [], trace, None)


def test_progress_is_read_at_its_marks() -> None:
    """Values, gaps and moments come from what was told up to then."""
    told = account()
    assert value_at(told, 1.0) == 90.0 and value_at(told, 0.1) is None
    assert gap_at(told, 20) == 10.0 and gap_at(told, 60) == 0.0
    assert proved_at(told) == 40.0
    assert reached_at(told, 90.0) == 0.9
    assert better_at(told, 90.0) == 30.0
    assert better_at(told, 95.0) == EQUAL and better_at(told, 96.0) == NEVER
    assert better_at(told, None) is None


def test_without_a_bound_nothing_is_proved() -> None:
    """A run without a bound says so in words, and a mark beyond a short limit is empty."""
    short = account(trace=TRACE[:2], bound=None, seconds=25.0)
    assert proved_at(short) == NOT_PROVED and gap(90.0, None) == NOT_PROVED
    assert gap_at(short, 20) == NOT_PROVED and gap_at(short, 60) is None


def test_medians_count_what_was_not_reached_as_last() -> None:
    """Of three seeds one of which proved nothing, the median is that of the worse proof."""
    rows = [
        {"instance": "x", "seed": seed, "gap %": given, "value": seed, "groups": 3}
        for seed, given in ((1, 0.5), (2, NOT_PROVED), (3, 1.5))
    ]
    assert medians(rows) == {
        "instance": "x",
        "seed": "median",
        "gap %": 1.5,
        "value": 2.0,
        "groups": 3,
    }
    assert medians([rows[1], rows[1], rows[0]])["gap %"] == NOT_PROVED


def test_the_best_known_is_of_the_same_problem(tmp_path: Path) -> None:
    """The best value of earlier results counts only where all numbers of the problem are equal."""
    one, other = invented_problem(1), invented_problem(2)
    assert fingerprint(one) == fingerprint(invented_problem(1)) != fingerprint(other)
    rows = [{"problem": fingerprint(one), "value": 7.0, "CP-SAT": 9.0, "annealing": None}]
    (tmp_path / "long.json").write_text(json.dumps({"rows": rows}))
    assert best_known(fingerprint(one), tmp_path) == 9.0
    assert best_known(fingerprint(other), tmp_path) is None


def test_instances_are_those_promised() -> None:
    """The family has every size, and the short set only small ones with limits of their own."""
    names = [instance.name for instance in INSTANCES]
    assert names == [
        "reference",
        "24 x 3",
        "85 x 5",
        "85 x 8",
        "250 x 20",
        "850 x 80",
        "5000 x 450",
    ]
    short = [instance.name for instance in INSTANCES if instance.short_seconds is not None]
    assert short == ["reference", "24 x 3", "85 x 8"]


def test_a_given_programme_is_measured_side_by_side(tmp_path: Path) -> None:
    """One row has the engine, both peers, and one value function's word on all three plans."""
    write(small_programme(), tmp_path / "instances/tiny")
    out = tmp_path / "groups.json"
    folder = str(tmp_path / "instances")
    arguments = ["run", "groups", "--instances", folder, "--seconds", "0.5", "--workers", "1"]
    assert main([*arguments, "--json", str(out)]) == 0
    (row,) = json.loads(out.read_text())["rows"]
    assert row["problem"] == fingerprint(problem_of(small_programme(), 1))
    assert row["value"] >= row["CP-SAT"] - 1e-6 and row["value"] >= row["annealing"] - 1e-6
    assert row["CP-SAT bound"] >= row["value"] and row["MB"] > 0
    assert "claimed" not in row


def test_what_cannot_be_measured_says_why(tmp_path: Path) -> None:
    """Folders without a split phase, or that cannot be read, give a row with the reason."""
    write(programme(1, participants=9, groups=1, phases="together"), tmp_path / "instances/all")
    (tmp_path / "instances/empty").mkdir()
    out = tmp_path / "groups.json"
    folder = str(tmp_path / "instances")
    assert main(["run", "groups", "--instances", folder, "--json", str(out)]) == 0
    rows = json.loads(out.read_text())["rows"]
    assert "no split phase" in rows[0]["failed"] and "programme.toml" in rows[1]["failed"]


def test_names_that_fit_no_instance_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--only` with an unknown name says so, with exit status 2."""
    assert main(["run", "groups", "--only", "nowhere"]) == 2
    assert "no instance" in capsys.readouterr().out
