"""The runner of the benchmarks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks import __main__ as runner
from benchmarks.__main__ import FAMILIES, main
from benchmarks.family import Conditions, Family, NoInstancesError, Row
from benchmarks.generate import small
from benchmarks.machine import LIBRARIES

from sojourn.files import write


def test_families_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """`list` names every family."""
    assert main(["list"]) == 0
    printed = capsys.readouterr().out
    assert all(name in printed for name in FAMILIES)


def test_a_folder_of_instances_is_measured(tmp_path: Path) -> None:
    """`run` measures each programme of a given folder and writes rows with their conditions."""
    write(small(3), tmp_path / "instances/tiny")
    out = tmp_path / "results/programmes.json"
    folder = str(tmp_path / "instances")
    arguments = ["run", "programmes", "--instances", folder, "--seconds", "0", "--workers", "1"]
    assert main([*arguments, "--json", str(out)]) == 0
    record = json.loads(out.read_text())
    (row,) = record["rows"]
    assert row["instance"] == "tiny" and row["events"] > 0 and row["MB"] > 0
    assert record["conditions"]["workers"] == 1 and record["versions"]["sojourn"]


def test_a_missing_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder of instances that does not exist is named, with exit status 2."""
    assert main(["run", "programmes", "--instances", str(tmp_path / "none")]) == 2
    assert "none" in capsys.readouterr().err


def only(monkeypatch: pytest.MonkeyPatch, family: Family) -> None:
    """Let the runner know `family` alone."""
    monkeypatch.setattr(runner, "FAMILIES", {family.name: family})


def squares(conditions: Conditions) -> Iterator[Row]:
    """Rows of a tiny family."""
    for seed in range(1, conditions.seeds + 1):
        yield {"instance": "square", "seed": seed, "value": seed**2, "bound": None}


def test_a_record_carries_machine_versions_and_seeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is written says on which machine, with which versions, seeds and limits."""
    only(monkeypatch, Family("squares", "squares", squares))
    out = tmp_path / "deep/squares.json"
    assert main(["run", "squares", "--seeds", "2", "--json", str(out)]) == 0
    record = json.loads(out.read_text())
    assert [row["value"] for row in record["rows"]] == [1, 4]
    assert record["conditions"]["seeds"] == [1, 2]
    assert record["machine"]["processor"] and record["machine"]["MB"] > 0
    assert "load before" in record["machine"]
    assert set(record["versions"]) == set(LIBRARIES) > {"sojourn", "ortools", "highspy", "pyvrp"}
    printed = capsys.readouterr().out
    assert "square" in printed and f"results are in {out}" in printed


def test_an_interrupted_run_keeps_its_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are written as they are done: what was measured before an interrupt is kept."""

    def interrupted(conditions: Conditions) -> Iterator[Row]:
        yield {"instance": "first", "seed": 1}
        raise KeyboardInterrupt

    only(monkeypatch, Family("broken", "broken off", interrupted))
    out = tmp_path / "broken.json"
    with pytest.raises(KeyboardInterrupt):
        main(["run", "broken", "--json", str(out)])
    assert [row["instance"] for row in json.loads(out.read_text())["rows"]] == ["first"]


def test_the_short_set_goes_on_without_instances(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A family whose public instances are absent is named in one line, the others are measured."""

    def absent(conditions: Conditions) -> Iterator[Row]:
        raise NoInstancesError("there are none at nowhere")
        yield {}

    families = [Family("public", "absent", absent), Family("squares", "squares", squares)]
    monkeypatch.setattr(runner, "FAMILIES", {family.name: family for family in families})
    monkeypatch.setattr(runner, "OUT", tmp_path)
    assert main([]) == 0
    printed = capsys.readouterr().out
    assert "public: left out, there are none at nowhere" in printed
    assert (tmp_path / "squares.json").exists() and not (tmp_path / "public.json").exists()
    assert main(["run", "public"]) == 2


def test_a_wide_table_is_broken_and_loses_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every column and value of a wide row is printed whole."""
    wide = {"instance": "wide", "seed": 1, **{f"column number {n}": n * 11111 for n in range(30)}}
    only(monkeypatch, Family("wide", "wide", lambda conditions: iter([wide])))
    assert main(["run", "wide"]) == 0
    printed = capsys.readouterr().out
    assert all(str(key) in printed and str(value) in printed for key, value in wide.items())


@pytest.mark.parametrize(
    ("option", "word"), [("--seconds", "-1"), ("--seeds", "0"), ("--workers", "none")]
)
def test_bad_numbers_are_refused(
    option: str, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Limits below nothing are refused by name, with exit status 2."""
    with pytest.raises(SystemExit) as refused:
        main(["run", "programmes", option, word])
    assert refused.value.code == 2
    assert option in capsys.readouterr().err
