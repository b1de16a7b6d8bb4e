"""``sojourn validate`` and ``sojourn check``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.cli.conftest import Command
from tests.publish.small import make_plan, make_programme

from sojourn import files, rules


def test_a_good_folder_is_valid(sojourn: Command, folder: Path) -> None:
    """A folder without errors gives status 0 and says so."""
    assert sojourn("validate", folder) == 0


def test_each_problem_is_a_line(sojourn: Command, folder: Path) -> None:
    """Problems are printed exactly as they read, one a line, and the status is 2."""
    table = folder / "participants.csv"
    text = table.read_text().replace(",BR,", ",Brasil,").replace(",ZA,", ",[bold]ZA[/bold],")
    table.write_text(text)
    assert sojourn("validate", folder) == 2
    known = frozenset(rules.CATALOGUE)
    expected = [str(problem) for problem in files.problems(folder, known_rules=known)]
    assert sojourn.out.splitlines() == expected
    assert len(expected) >= 2
    assert "2 problems" in sojourn.err


def test_a_folder_with_problems_is_not_planned(
    sojourn: Command, folder: Path, tmp_path: Path
) -> None:
    """Commands that need a folder tell its problems and stop."""
    (folder / "hosts.csv").unlink()
    assert sojourn("plan", folder, "--out", tmp_path / "out") == 2
    assert "hosts.csv" in sojourn.err
    assert not (tmp_path / "out").exists()


def test_findings_come_by_rule(sojourn: Command, folder: Path, plan_file: Path) -> None:
    """All findings are told, hard ones first, with the rule's sentence; the status is 3."""
    findings = rules.check(make_programme(), make_plan())
    hard = sum(finding.level == "hard" for finding in findings)
    assert hard
    assert sojourn("check", folder, plan_file) == 3
    lines = sojourn.out.splitlines()
    headings = [line for line in lines[:-1] if not line.startswith("  ")]
    levels = [heading.split("(")[1].split(",")[0] for heading in headings]
    assert levels == sorted(levels)
    assert sorted(line[2:] for line in lines if line.startswith("  ")) == sorted(
        finding.text for finding in findings
    )
    assert lines[-1].startswith(f"{hard} hard finding")


def test_a_brief_check_counts_soft_findings(
    sojourn: Command, folder: Path, plan_file: Path
) -> None:
    """With --brief the hard findings are told and the soft ones are counted by rule."""
    findings = rules.check(make_programme(), make_plan())
    assert sojourn("check", "--brief", folder, plan_file) == 3
    told = sorted(line[2:] for line in sojourn.out.splitlines() if line.startswith("  "))
    assert told == sorted(finding.text for finding in findings if finding.level == "hard")
    soft = {finding.rule for finding in findings if finding.level == "soft"}
    assert soft and all(f"{rule} (soft, " in sojourn.out for rule in soft)


def test_a_plan_without_hard_findings_passes(
    sojourn: Command, folder: Path, tmp_path: Path
) -> None:
    """With every rule off nothing is found and the status is 0."""
    off = "\n".join(f'{rule} = "off"' for rule in rules.CATALOGUE)
    toml = folder / "programme.toml"
    toml.write_text(toml.read_text() + f"\n[rules]\n{off}\n")
    files.write_plan(make_plan(), tmp_path / "plan.json")
    assert sojourn("check", folder, tmp_path) == 0
    assert sojourn.out == "no hard finding, 0 soft findings\n"


def test_a_plan_of_another_programme_is_refused(
    sojourn: Command, folder: Path, tmp_path: Path
) -> None:
    """The plan must name the programme of the folder."""
    files.write_plan(replace(make_plan(), programme="other"), tmp_path / "other.json")
    assert sojourn("check", folder, tmp_path / "other.json") == 2
    assert "'other'" in sojourn.err
    assert "'small-2020'" in sojourn.err
