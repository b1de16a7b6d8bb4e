"""``sojourn budget``."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from tests.cli.conftest import Command
from tests.publish.small import make_plan, make_programme

from sojourn.rules import total_cost
from sojourn.rules.cuts import CUTS


def printed() -> str:
    """The small plan's cost as it is printed."""
    return f"{total_cost(make_programme(), make_plan()).units:,.2f}"


@pytest.mark.parametrize("by", CUTS)
def test_every_cut_is_a_table_with_the_same_total(
    sojourn: Command, folder: Path, plan_file: Path, by: str
) -> None:
    """Each table ends with the total, and what the budget leaves follows."""
    assert sojourn("budget", folder, plan_file, "--by", by) == 0
    lines = sojourn.out.splitlines()
    assert lines[0] == f"A Small Programme: USD {printed()} in all"
    assert lines[-2].startswith("Total")
    assert printed() in lines[-2]
    assert lines[-1].startswith("budget 100,000.00: ")
    assert lines[-1].endswith(" left")


def test_categories_stand_in_their_sections(
    sojourn: Command, folder: Path, plan_file: Path
) -> None:
    """Without a cut the categories of participants, staff and project are told."""
    assert sojourn("budget", folder, plan_file) == 0
    for name in ("Participants", "  Lodging and Supplemental", "Staff", "Project"):
        assert f"\n{name} " in sojourn.out


def test_json_adds_up(sojourn: Command, folder: Path, plan_file: Path) -> None:
    """Every cut of the answer, and its lines, add up to its total exactly."""
    assert sojourn("budget", folder, plan_file, "--json") == 0
    told = json.loads(sojourn.out)
    for key in (*(f"by_{one}" for one in CUTS), "lines"):
        assert sum(Decimal(part["amount"]) for part in told[key]) == Decimal(told["total"])
    assert Decimal(told["left"]) == Decimal(told["budget"]) - Decimal(told["total"])
    assert sojourn("budget", folder, plan_file, "--json", "--by", "day") == 0
    assert "by_place" not in json.loads(sojourn.out)


def test_a_workbook_is_written(
    sojourn: Command, folder: Path, plan_file: Path, tmp_path: Path
) -> None:
    """With --xlsx every cut is a sheet; with --json the answer stays JSON."""
    out = tmp_path / "budget.xlsx"
    assert sojourn("budget", folder, plan_file, "--xlsx", out, "--json") == 0
    assert json.loads(sojourn.out)["currency"] == "USD"
    assert CalamineWorkbook.from_path(str(out)).sheet_names == [
        "budget",
        "budget by place",
        "budget by day",
        "budget by person",
        "per diem",
        "budget lines",
    ]


def test_what_cannot_be_is_said_in_a_line(
    sojourn: Command, folder: Path, plan_file: Path, tmp_path: Path
) -> None:
    """A cut that there is not, a workbook that cannot be written, a plan that is missing."""
    (tmp_path / "dir.xlsx").mkdir()
    for options, words in (
        (("--by", "country"), "none of category, place, day, person"),
        (("--xlsx", tmp_path / "no" / "b.xlsx"), "could not be written: No such file"),
        (("--xlsx", tmp_path / "dir.xlsx"), "is a folder"),
        (("--xlsx", tmp_path / "b.csv"), "ends in .xlsx"),
    ):
        assert sojourn("budget", folder, plan_file, *options) == 2
        assert words in sojourn.err
        assert len(sojourn.err.splitlines()) == 1
    assert sojourn("budget", folder, tmp_path / "none.json") == 2


def test_the_folder_is_never_overwritten(sojourn: Command, plan_file: Path, tmp_path: Path) -> None:
    """A workbook from which the budget is made does not become the budget."""
    from sojourn import files

    source = tmp_path / "programme.xlsx"
    files.write_workbook(make_programme(), source)
    before = source.read_bytes()
    assert sojourn("budget", source, plan_file, "--xlsx", source) == 2
    assert "name another workbook" in sojourn.err
    assert source.read_bytes() == before


def test_a_plan_of_another_programme_is_refused(
    sojourn: Command, folder: Path, plan_file: Path
) -> None:
    """The folder must be the one that the plan was made from."""
    text = plan_file.read_text("utf-8").replace("small-2020", "other-2021")
    plan_file.write_text(text, "utf-8")
    assert sojourn("budget", folder, plan_file) == 2
    assert "not of 'small-2020'" in sojourn.err
