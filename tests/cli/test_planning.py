"""``sojourn plan``, from a folder to what a planner opens."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor
from pathlib import Path

import pytest
from tests.cli.conftest import Command

from sojourn import files


def test_a_folder_becomes_a_plan(sojourn: Command, folder: Path, tmp_path: Path) -> None:
    """Everything is written, the summary names it, and the status tells of hard findings."""
    out = tmp_path / "out"
    status = sojourn("plan", folder, "--out", out, "--iterations", "1", "--workers", "1")
    plan = files.read_plan(out / "plan.json")
    assert status == (0 if plan.valid else 3)
    assert str(out / "plan.json") in sojourn.out
    assert str(out / "index.html") in sojourn.out
    for group in plan.groups:
        assert group.id in sojourn.out
    for word in ("objectives", "satisfaction", "cost", "findings"):
        assert word in sojourn.out


def test_a_run_by_iterations_is_reproducible(
    sojourn: Command, folder: Path, tmp_path: Path
) -> None:
    """The same folder, seed and iterations give the same bytes, on one worker or two."""
    for name, workers in (("a", 1), ("b", 1), ("c", 2)):
        sojourn("plan", folder, "--out", tmp_path / name, "--iterations", 1, "--workers", workers)
    plans = {(tmp_path / name / "plan.json").read_bytes() for name in "abc"}
    assert len(plans) == 1


@pytest.mark.parametrize(
    "limits",
    [
        ("--seconds", "-1"),
        ("--iterations", "-1"),
        ("--seconds", "1", "--iterations", "1"),
        ("--workers", "0"),
    ],
)
def test_impossible_limits_are_refused(
    sojourn: Command, folder: Path, tmp_path: Path, limits: tuple[str, ...]
) -> None:
    """Limits that make no sense are told in one line before anything is done."""
    assert sojourn("plan", folder, "--out", tmp_path / "out", *limits) == 2
    assert sojourn.err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_an_output_that_is_a_file_is_refused(
    sojourn: Command, folder: Path, tmp_path: Path
) -> None:
    """What cannot be written to is told before the search, not after it."""
    (tmp_path / "out").write_text("mine")
    assert sojourn("plan", folder, "--out", tmp_path / "out") == 2
    assert "out" in sojourn.err
    assert (tmp_path / "out").read_text() == "mine"


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_keeps_the_best_plan(
    folder: Path, tmp_path: Path, workers: str, number: signal.Signals
) -> None:
    """An interrupt or a polite kill of all processes ends the search soon; the plan is written."""
    out = tmp_path / "out"
    command = [sys.executable, "-m", "sojourn.cli", "plan", str(folder), "--out", str(out)]
    run = subprocess.Popen(
        [*command, "--seconds", "300", "--workers", workers],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        while not out.exists() and run.poll() is None:
            time.sleep(0.05)
        time.sleep(0.5)
        if run.poll() is None:
            os.killpg(run.pid, number)
        assert run.wait(60) in (0, 3)
    finally:
        if run.poll() is None:
            run.kill()
    assert files.read_plan(out / "plan.json").groups
    assert (out / "index.html").is_file()


def test_a_worker_that_is_ended_from_outside_is_told(
    sojourn: Command, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the system ends a process of the search, that is said in one line."""

    def broken(*_: object) -> None:
        raise BrokenExecutor("terminated abruptly")

    monkeypatch.setattr("sojourn.cli.planning._run", broken)
    assert sojourn("plan", folder, "--out", tmp_path / "out", "--workers", "1") == 2
    assert "ended from outside" in sojourn.err and sojourn.err.count("\n") == 1


def test_a_full_disk_is_told_and_loses_no_plan(
    sojourn: Command, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the page does not fit, the plan alone is written; when nothing fits, nothing changes."""
    out = tmp_path / "out"
    arguments = ("plan", folder, "--out", out, "--iterations", "1", "--workers", "1")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("sojourn.publish.sheets.write_sheets", full)
    assert sojourn(*arguments) == 2
    assert "No space left on device" in sojourn.err
    assert [path.name for path in out.iterdir()] == ["plan.json"]
    assert (out / "plan.json").stat().st_mode & 0o777 == 0o600
    before = (out / "plan.json").read_bytes()
    monkeypatch.setattr(os, "fsync", full)
    assert sojourn(*arguments, "--seed", "2") == 2
    monkeypatch.undo()
    assert (out / "plan.json").read_bytes() == before
    assert [path.name for path in out.iterdir()] == ["plan.json"]
