from __future__ import annotations

from pathlib import Path

from benchmarks.machine import machine, versions
from benchmarks.process import run_measured


def test_a_process_is_measured(tmp_path: Path) -> None:
    """A run tells its exit status, seconds and memory, and what it printed is kept."""
    log = tmp_path / "log"
    outcome = run_measured(["timeit", "-n", "1", "-r", "1", "import time; time.sleep(0.3)"], log)
    assert outcome.status == 0 and outcome.seconds >= 0.3 and outcome.megabytes > 1
    assert "loop" in log.read_text()


def test_a_failing_process_tells_its_status(tmp_path: Path) -> None:
    """A module that does not exist gives a status other than 0."""
    assert run_measured(["benchmarks.nowhere"], tmp_path / "log").status != 0


def test_the_machine_is_described() -> None:
    """What a result needs to be judged is there: processor, cores, memory, versions."""
    assert machine()["processor"] and machine()["cores"] and versions()["sojourn"]
