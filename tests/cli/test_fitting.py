"""``sojourn fit``."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.cli.conftest import Command
from tests.engine.days.invented import (
    group_of,
    host,
    offer,
    participant,
    programme,
    split,
)

from sojourn import files
from sojourn.engine.assemble import assemble
from sojourn.engine.days import solve
from sojourn.engine.run import StageRun
from sojourn.model import Objective, Programme, Window


def small() -> Programme:
    """One group of eight in Austin with three offers there and one in Reno."""
    return programme(
        participants=tuple(participant(i) for i in range(8)),
        hosts=(host(), host("reno", state="NV", timezone="America/Los_Angeles")),
        phases=(split(size=(1, 12)),),
        objectives=(Objective("liberties", "Civil liberties"),),
        offers=(
            offer("O1", windows=(Window.weekly((1,), 540, 720),)),
            offer("O2", objectives=("liberties",), windows=(Window.weekly((1, 2), 540, 720),)),
            offer("O3", capacity=5),
            offer("R1", host="reno"),
        ),
    )


@pytest.fixture
def planned(tmp_path: Path) -> tuple[Path, Path]:
    """The folder, and a plan of it that was made before O2 and O3 came."""
    given = small()
    before = replace(given, offers=given.offers[:1])
    groups = (group_of(before),)
    events = solve(before, groups, (), StageRun("days", 1, 10)).events
    files.write(given, tmp_path / "folder")
    files.write_plan(assemble(before, groups, events), tmp_path / "plan.json")
    return tmp_path / "folder", tmp_path / "plan.json"


def test_places_are_told_best_first(sojourn: Command, planned: tuple[Path, Path]) -> None:
    """The table names group, day, starts, points and why, and the plan stays as it was."""
    before = planned[1].read_bytes()
    assert sojourn("fit", *planned, "--offer", "O2") == 0
    assert "fits without moving anything:" in sojourn.out
    assert "Wed 8 Apr" in sojourn.out
    assert "09:00-10:30" in sojourn.out
    assert "8 people still lack 'liberties' +800.0" in sojourn.out
    assert "the group travels on this day" in sojourn.out
    assert planned[1].read_bytes() == before


def test_json_says_the_same(sojourn: Command, planned: tuple[Path, Path]) -> None:
    """With --json everything is there to be read by a program."""
    assert sojourn("fit", *planned, "--offer", "O2", "--json") == 0
    told = json.loads(sojourn.out)
    assert told["offer"] == "O2"
    assert [p["day"] for p in told["places"]] == ["2020-04-08", "2020-04-07"]
    assert told["places"][0]["starts"][0]["at"] == "09:00"
    assert told["places"][0]["why"][0]["rule"] == "objective_coverage"
    assert {d for one in told["not_possible"] for d in one["days"]} >= {"2020-04-05", "2020-04-11"}


def test_present_place_is_told(sojourn: Command, planned: tuple[Path, Path]) -> None:
    """An offer that the plan uses is told with its visit."""
    assert sojourn("fit", *planned, "--offer", "O1") == 0
    assert "in the plan: cities-1 on Tue 7 Apr" in sojourn.out
    assert "visited already, on Tue 7 April" in sojourn.out


def test_too_small_for_the_group(sojourn: Command, planned: tuple[Path, Path]) -> None:
    """One sentence says why an offer fits nowhere."""
    assert sojourn("fit", *planned, "--offer", "O3") == 0
    assert "fits nowhere without moving something" in sojourn.out
    assert "group of 8, room for 5" in sojourn.out


def test_host_where_nobody_goes(sojourn: Command, planned: tuple[Path, Path]) -> None:
    """An offer at a host that no group visits is answered in a sentence."""
    assert sojourn("fit", *planned, "--offer", "R1") == 0
    assert "no group of the plan is ever in Reno" in sojourn.out


def test_unknown_offer(sojourn: Command, planned: tuple[Path, Path]) -> None:
    """An id that is not there is told with the nearest ones."""
    assert sojourn("fit", *planned, "--offer", "o2") == 2
    assert "offers.csv has no offer 'o2'; did you mean O2" in sojourn.err
    assert sojourn("fit", *planned, "--offer", "") == 2
    assert sojourn.err.count("\n") == 1


def test_plan_of_another_programme(sojourn: Command, planned: tuple[Path, Path]) -> None:
    """A plan of another programme is refused in one line."""
    plan = files.read_plan(planned[1])
    files.write_plan(replace(plan, programme="other"), planned[1])
    assert sojourn("fit", *planned, "--offer", "O2") == 2
    assert "is a plan of 'other', not of 'safer'" in sojourn.err


def test_plan_that_the_folder_has_outgrown(sojourn: Command, planned: tuple[Path, Path]) -> None:
    """Hosts, phases and people that the folder no longer has do not stop the answer."""
    plan = files.read_plan(planned[1])
    gone = replace(plan.groups[0], participants=(*plan.groups[0].participants, "P999"))
    other = replace(plan.groups[0], id="old-1", phase="old")
    lost = replace(plan.events[0], id="lost", host="nowhere", groups=("old-1",))
    files.write_plan(replace(plan, groups=(gone, other), events=(*plan.events, lost)), planned[1])
    assert sojourn("fit", *planned, "--offer", "O2") == 0
    assert "fits without moving anything:" in sojourn.out
