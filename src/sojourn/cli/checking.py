"""``sojourn validate`` and ``sojourn check``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from sojourn.cli.inputs import read_plan_of, read_programme, rule_settings
from sojourn.cli.terminal import (
    BAD_INPUT,
    DONE,
    HARD_FINDINGS,
    Failure,
    counted,
    say,
    tell_problems,
)
from sojourn.model import Finding


def validate(folder: Path) -> int:
    """Tell every problem of a folder, one a line; 2 when one of them is an error."""
    from sojourn import files

    if not folder.exists():
        raise Failure(f"{folder}: there is no such file or folder")
    problems = tuple(files.problems(folder, known_rules=rule_settings()))
    errors = [problem for problem in problems if is_error(problem)]
    tell_problems(problems, error=False)
    warnings = len(problems) - len(errors)
    said = [counted(len(errors), "problem")] if errors else []
    said += [counted(warnings, "warning")] if warnings else []
    say(f"{folder}: {', '.join(said) or 'no problems'}", error=True)
    return BAD_INPUT if errors else DONE


def is_error(problem: object) -> bool:
    """Whether a problem keeps the folder from being read."""
    return str(getattr(problem, "severity", "error")) == "error"


def check(folder: Path, path: Path, brief: bool = False) -> int:
    """Tell the findings of a plan by rule, hard ones first; 3 when there are hard ones.

    When `brief`, soft findings are counted by rule and not told one by one.
    """
    from sojourn import rules

    programme = read_programme(folder)
    plan = read_plan_of(programme, path)
    findings = tuple(rules.check(programme, plan))
    for (level, rule), found in by_rule(findings).items():
        meaning = rules.CATALOGUE[rule].sentence if rule in rules.CATALOGUE else ""
        say(
            f"{rule} ({level}, {len(found)}): {meaning}",
            style="bold red" if level == "hard" else "bold",
        )
        for finding in () if brief and level == "soft" else found:
            say_indented(finding.text)
    hard = sum(finding.level == "hard" for finding in findings)
    say(verdict(hard, len(findings) - hard), style="bold red" if hard else "bold green")
    return HARD_FINDINGS if hard else DONE


def by_rule(findings: Iterable[Finding]) -> Mapping[tuple[str, str], tuple[Finding, ...]]:
    """Findings by level and rule: hard ones first, then those with most findings."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        found.setdefault((finding.level, finding.rule), []).append(finding)
    ordered = sorted(found, key=lambda key: (key[0] != "hard", -len(found[key]), key[1]))
    return {key: tuple(found[key]) for key in ordered}


def verdict(hard: int, soft: int) -> str:
    """The one line that says how a plan stands."""
    if hard:
        return f"{counted(hard, 'hard finding')}, {counted(soft, 'soft finding')}"
    return f"no hard finding, {counted(soft, 'soft finding')}"


def say_indented(text: str) -> None:
    """Say a line below a heading."""
    from sojourn.cli.terminal import one_line

    print(f"  {one_line(text)}")
