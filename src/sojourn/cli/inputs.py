"""Reading what a command is given."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sojourn.cli.terminal import Failure
from sojourn.model import Plan, Programme


def read_programme(folder: Path) -> Programme:
    """The programme of a folder or workbook; raises with every problem that it has."""
    from sojourn import files

    _must_exist(folder)
    return files.read(folder, known_rules=rule_settings())


def read_plan(path: Path) -> Plan:
    """The plan at `path`: a plan.json or the directory in which it lies."""
    from sojourn import files

    _must_exist(path)
    return files.read_plan(path / "plan.json" if path.is_dir() else path)


def read_plan_of(programme: Programme, path: Path) -> Plan:
    """The plan at `path`, which must be a plan of `programme`."""
    plan = read_plan(path)
    if plan.programme != programme.id:
        raise Failure(
            f"{path} is a plan of {plan.programme!r}, not of {programme.id!r}: "
            "give the folder that it was made from"
        )
    return plan


def rule_settings() -> Mapping[str, Mapping[str, Any]]:
    """The further settings, with their defaults, of every rule that ``[rules]`` may name."""
    from sojourn.rules import CATALOGUE

    return {rule: one.settings for rule, one in CATALOGUE.items()}


def _must_exist(path: Path) -> None:
    if not path.exists():
        raise Failure(f"{path}: there is no such file or folder")
