"""A small programme folder and a plan of it on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.publish.small import make_plan, make_programme

from sojourn import files
from sojourn.cli.app import run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the small programme."""
    files.write(make_programme(), tmp_path / "folder")
    return tmp_path / "folder"


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """The plan of the small programme."""
    files.write_plan(make_plan(), tmp_path / "plan.json")
    return tmp_path / "plan.json"


class Command:
    """Runs ``sojourn`` in this process and keeps what it said."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys
        self.out = self.err = ""

    def __call__(self, *arguments: object) -> int:
        """The exit status of ``sojourn`` with these arguments."""
        status = run([str(argument) for argument in arguments])
        self.out, self.err = self.capsys.readouterr()
        return status


@pytest.fixture
def sojourn(capsys: pytest.CaptureFixture[str]) -> Command:
    """The command."""
    return Command(capsys)
