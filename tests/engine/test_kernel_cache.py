from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sojourn.engine import kernel_cache
from sojourn.engine.kernel_cache import VARIABLE, provide_cache


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable as it was, afterwards."""
    monkeypatch.setenv(VARIABLE, "")


def test_where_something_can_be_written_nothing_is_made() -> None:
    """The usual places serve, and the environment stays as it is."""
    assert provide_cache() is None
    assert os.environ[VARIABLE] == ""


def test_where_nothing_can_be_written_a_private_directory_serves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A read-only package and a read-only home do not keep the engine from compiling."""
    monkeypatch.setattr(kernel_cache, "_writable", lambda place: False)
    made = provide_cache()
    assert made is not None and os.environ[VARIABLE] == str(made)
    assert made.stat().st_mode & 0o777 == 0o700


def test_the_directory_is_gone_afterwards() -> None:
    """What a run has compiled for itself alone does not fill the disk."""
    program = (
        "from sojourn.engine import kernel_cache as k; k._writable = lambda place: False; "
        "print(k.provide_cache())"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert not Path(run.stdout.strip()).exists()


def test_a_place_that_is_not_there_is_judged_by_what_is_above(tmp_path: Path) -> None:
    """A cache that can still be made counts; one below a file does not."""
    (tmp_path / "file").write_text("")
    assert kernel_cache._writable(tmp_path / "a" / "b")
    assert not kernel_cache._writable(tmp_path / "file" / "b")
