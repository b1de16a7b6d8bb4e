"""The runner of the benchmarks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.__main__ import FAMILIES, main
from benchmarks.generate import small

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
