from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sojourn.engine import kernel_cache
from sojourn.engine.kernel_cache import VARIABLE, digest, folder, provide_cache


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


KERNEL = """from sojourn.engine.compiled import compiled
from sojourn.engine.walks.terms import STEP
"""


def digest_of(stage: Path, **sources: str) -> str:
    """The digest of a stage with these modules."""
    stage.mkdir(exist_ok=True)
    for name, source in sources.items():
        (stage / f"{name}.py").write_text(source)
    digest.cache_clear()
    return digest(stage)


def test_code_is_kept_as_long_as_no_source_of_a_kernel_changes(tmp_path: Path) -> None:
    """A changed kernel, or a constant that one imports, is compiled anew; other changes are not."""
    stage = tmp_path / "walks"
    before = digest_of(stage, kernel=KERNEL, terms="STEP = 1", other="A = 1")
    assert digest_of(stage, other="A = 2") == before
    assert digest_of(stage, terms="STEP = 2") != before
    assert digest_of(stage, terms="STEP = 1") == before
    assert digest_of(stage, kernel=KERNEL + "# changed") != before


def test_code_of_sources_that_are_no_more_is_removed(tmp_path: Path) -> None:
    """Only the newest code of a stage stays on the disk."""
    (tmp_path / "__init__.py").write_text("")
    old = tmp_path / "__pycache__" / "kernels-old"
    old.mkdir(parents=True)
    found = folder(tmp_path / "kernel.py")
    assert found.parent == old.parent and not old.exists()
