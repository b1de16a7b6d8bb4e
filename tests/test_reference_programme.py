"""The whole road on the reference programme, as a planner would walk it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sojourn.files import read, read_plan
from sojourn.model import Plan, Programme
from sojourn.rules import check

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples/safer-world-2020"


def run(*arguments: str | Path, hash_seed: str = "0") -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "sojourn.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "COLUMNS": "200"},
    )


@pytest.fixture(scope="module")
def programme() -> Programme:
    """The reference programme."""
    return read(EXAMPLE)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a short run, limited by iterations, in one process."""
    out = tmp_path_factory.mktemp("reference") / "out"
    done = run("plan", EXAMPLE, "--out", out, "--iterations", "2", "--workers", "1")
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="module")
def drawn(out: Path) -> Plan:
    """The plan of that run."""
    return read_plan(out / "plan.json")


def test_no_hard_finding_is_left(programme: Programme, drawn: Plan) -> None:
    """The reference programme is planned without a hard finding, in the checker's own words."""
    assert [f.text for f in check(programme, drawn) if f.level == "hard"] == []


def test_everyone_meets_every_objective(programme: Programme, drawn: Plan) -> None:
    """Every participant meets every objective at least as often as the sponsor wants."""
    met = {(p.id, o.id): 0 for p in programme.confirmed for o in programme.objectives}
    for event in drawn.events:
        source = programme.session.get(event.ref or "") or programme.offer.get(event.ref or "")
        for person in drawn.attendees(event):
            for objective in source.objectives if source else ():
                met[person, objective] += 1
    minimum = {o.id: o.minimum for o in programme.objectives}
    assert [key for key, times in met.items() if times < minimum[key[1]]] == []


def test_the_whole_programme_is_planned(programme: Programme, drawn: Plan) -> None:
    """Eight groups travel, every session is held once, and everyone has one-to-one meetings."""
    assert len([g for g in drawn.groups if g.phase == "cities"]) == 8
    held = sorted(e.ref or "" for e in drawn.events if e.kind == "session")
    assert held == sorted(programme.session)
    met = {p for e in drawn.events if e.kind == "meeting" for p in e.participants}
    assert met == {p.id for p in programme.confirmed}


def test_the_command_line_checks_what_it_planned(out: Path) -> None:
    """`check` agrees with the plan that `plan` wrote, and says so by its exit status."""
    done = run("check", EXAMPLE, out / "plan.json")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_broken_plan_is_told_by_name(programme: Programme, out: Path, tmp_path: Path) -> None:
    """A participant taken out of a group is named in the findings, and the status is 3."""
    broken = json.loads((out / "plan.json").read_text(encoding="utf-8"))
    group = next(g for g in broken["groups"] if g["phase"] == "cities")
    lost = programme.participant[group["participants"].pop(0)]
    (tmp_path / "plan.json").write_text(json.dumps(broken), encoding="utf-8")
    done = run("check", EXAMPLE, tmp_path / "plan.json")
    assert done.returncode == 3
    assert lost.family_name in done.stdout and "Traceback" not in done.stderr


def test_output_is_complete(programme: Programme, out: Path, drawn: Plan) -> None:
    """The page, the workbook and a calendar for each person and group are written."""
    for name in ("plan.json", "index.html", "plan.xlsx"):
        assert (out / name).stat().st_size > 0
    people = {path.stem for path in (out / "calendars/people").glob("*.ics")}
    assert {p.id for p in programme.confirmed} <= people
    groups = {path.stem for path in (out / "calendars/groups").glob("*.ics")}
    assert {g.id for g in drawn.groups} == groups


def test_same_iterations_same_bytes(out: Path, tmp_path: Path) -> None:
    """Folder, seed and iterations give the same plan.json on two workers and any hash seed."""
    arguments = ("plan", EXAMPLE, "--out", tmp_path / "out", "--iterations", "2", "--workers", "2")
    assert run(*arguments, hash_seed="7").returncode == 0
    again = (tmp_path / "out/plan.json").read_bytes()
    assert again == (out / "plan.json").read_bytes()


def test_another_seed_is_another_plan(out: Path, tmp_path: Path) -> None:
    """The seed matters: another one divides the participants otherwise."""
    arguments = ("plan", EXAMPLE, "--out", tmp_path / "out", "--iterations", "2", "--seed", "2")
    assert run(*arguments).returncode == 0
    other = read_plan(tmp_path / "out/plan.json")
    assert other.groups != read_plan(out / "plan.json").groups
