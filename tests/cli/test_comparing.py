"""``sojourn plan --alternatives``."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Command
from tests.engine import whole

from sojourn import files


@pytest.fixture
def cities(tmp_path: Path) -> Path:
    """A folder with five candidate cities for three groups."""
    files.write(whole.programme(), tmp_path / "cities")
    return tmp_path / "cities"


def test_alternatives_are_written_and_compared(
    sojourn: Command, cities: Path, tmp_path: Path
) -> None:
    """Each alternative is a plan on the disk and a line that tells what it gains and loses."""
    out = tmp_path / "out"
    status = sojourn("plan", cities, "-o", out, "--iterations", 2, "--alternatives", 2)
    plan = files.read_plan(out / "plan.json")
    assert status == (0 if plan.valid else 3)
    assert f"compare: {out / 'alternatives.html'}" in sojourn.out
    numbers = sorted(path.name for path in (out / "alternatives").iterdir())
    assert numbers == [str(n) for n in range(2, 2 + len(numbers))]
    for number in numbers:
        files.read_plan(out / "alternatives" / number / "plan.json")
        assert f"plan {number}: " in sojourn.out
    assert "gains" in sojourn.out
    assert "loses" in sojourn.out


def test_a_plan_without_alternatives_leaves_none_of_before(
    sojourn: Command, cities: Path, tmp_path: Path
) -> None:
    """Alternatives belong to the plan beside which they lie: a new plan removes them."""
    out = tmp_path / "out"
    sojourn("plan", cities, "-o", out, "--iterations", 3, "--alternatives", 1)
    assert (out / "alternatives.html").exists()
    sojourn("plan", cities, "-o", out, "--iterations", 1)
    assert not (out / "alternatives.html").exists()
    assert not (out / "alternatives").exists()


@pytest.mark.parametrize("count", ["0", "10", "-1", "two"])
def test_impossible_numbers_are_refused(
    sojourn: Command, cities: Path, tmp_path: Path, count: str
) -> None:
    """Only 1 to 9 alternatives can be asked for; anything else is told in one line."""
    assert sojourn("plan", cities, "-o", tmp_path / "out", "--alternatives", count) == 2
    assert sojourn.err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_where_there_are_none_that_is_said(sojourn: Command, tmp_path: Path) -> None:
    """With two groups and all cities in use, fewer than nine are found, which is told in words."""
    folder = tmp_path / "few"
    files.write(whole.programme(), folder)
    sojourn("plan", folder, "-o", tmp_path / "out", "--seconds", "0", "--alternatives", 9)
    assert "0 of 9 alternatives were found within the limit" in sojourn.out
