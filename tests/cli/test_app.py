"""The command line as a whole: help, errors, exit statuses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Command

from sojourn import __version__

HEAVY = ("ortools", "highspy", "numba", "numpy", "jinja2", "icalendar", "xlsxwriter", "pydantic")


def test_help_imports_nothing_heavy() -> None:
    """Help comes at once: what a command needs is loaded when it runs, not for the help."""
    code = "import sys, sojourn.cli.app; print([n for n in sys.argv[1:] if n in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code, *HEAVY], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]"


def test_the_version_is_told(sojourn: Command) -> None:
    """``--version`` prints the version."""
    assert sojourn("--version") == 0
    assert sojourn.out == f"sojourn {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["plam"], "plam"),
        (["plan"], "FOLDER"),
        (["plan", "x"], "--out"),
        (["plan", "/nowhere", "--out", "o"], "/nowhere"),
        (["validate", "/nowhere"], "/nowhere"),
        (["check", "/nowhere", "plan.json"], "/nowhere"),
        (["show", "/nowhere", "--day", "2020-04-01"], "/nowhere"),
        (["show", "x"], "--group"),
        (["convert", "/nowhere", "x.xlsx"], "/nowhere"),
        (["plan", "x", "--out", "o", "--seconds", "many"], "--seconds"),
    ],
)
def test_a_wrong_call_is_told_in_one_line(
    sojourn: Command, arguments: list[str], said: str
) -> None:
    """Whatever is wrong with a call is one line on standard error, and the status is 2."""
    assert sojourn(*arguments) == 2
    assert sojourn.err.count("\n") == 1
    assert said in sojourn.err
    assert "Traceback" not in sojourn.err


def test_no_command_shows_the_help(sojourn: Command) -> None:
    """Without a command the help is shown, and the status is 2."""
    assert sojourn() == 2
    assert "validate" in sojourn.out + sojourn.err


def test_a_file_that_cannot_be_read_is_told(sojourn: Command, folder: Path, tmp_path: Path) -> None:
    """Directories for files, binary rubbish and empty plans are one clear line each."""
    (tmp_path / "empty").mkdir()
    rubbish = tmp_path / "rubbish.json"
    rubbish.write_bytes(b"\x00\xff\xfe{]")
    for path in (tmp_path / "empty", rubbish, folder / "participants.csv"):
        assert sojourn("check", folder, path) == 2
        assert sojourn.err
        assert "Traceback" not in sojourn.err
        assert "should not have happened" not in sojourn.err


def test_a_closed_pipe_is_no_error(folder: Path, plan_file: Path) -> None:
    """``sojourn show … | head -1`` ends quietly."""
    command = [sys.executable, "-m", "sojourn.cli", "show", str(plan_file), "--person", "P001"]
    first = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert first.stdout is not None
    assert first.stderr is not None
    first.stdout.close()
    said = first.stderr.read()
    first.stderr.close()
    first.wait(60)
    assert said == b""
