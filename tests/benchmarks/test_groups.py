from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.__main__ import main
from benchmarks.generate import programme
from benchmarks.groups import INSTANCES, best_known, fingerprint
from benchmarks.peers.contest import problem_of, small_programme
from tests.benchmarks.peers.invented_problem import invented_problem

from sojourn.files import write


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
