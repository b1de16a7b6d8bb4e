"""From a path to a programme, or to everything that is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path

from sojourn.files.checks import check
from sojourn.files.folder import TOML_FILE, read_folder
from sojourn.files.inputs import Inputs
from sojourn.files.problem import Problem, Problems, ProblemsError, Spot
from sojourn.files.toml_part import KnownRules
from sojourn.files.workbook import read_workbook
from sojourn.model import Programme

WORKBOOK_ENDINGS = (".xlsx", ".xlsm")
Rules = Collection[str] | KnownRules


def read(path: str | os.PathLike[str], *, known_rules: Rules | None = None) -> Programme:
    """The programme in the folder or workbook `path`.

    `known_rules` are the ids of the catalogue, or its further settings and their defaults by id;
    where they are given, other rules in ``[rules]``, and settings of another kind than their
    defaults, are problems. Raises `ProblemsError` with every error and warning where there is an
    error.
    """
    found = Problems()
    inputs = _inputs(Path(path), known_rules, found)
    if inputs is None or found.any_error:
        raise ProblemsError(found.all(inputs.files if inputs is not None else ()))
    return inputs.build()


def problems(
    path: str | os.PathLike[str], *, known_rules: Rules | None = None
) -> tuple[Problem, ...]:
    """Every error and warning of the folder or workbook `path`, in the order of its files."""
    found = Problems()
    inputs = _inputs(Path(path), known_rules, found)
    return found.all(inputs.files if inputs is not None else ())


def _inputs(path: Path, known_rules: Rules | None, found: Problems) -> Inputs | None:
    """What `path` holds, cells and references checked."""
    rules = None if known_rules is None else _with_settings(known_rules)
    try:
        folder = path.is_dir()
        exists = path.exists()
    except (OSError, ValueError):
        folder = exists = False
    if not exists:
        found.error(Spot(str(path)), "there is no such folder or workbook")
        return None
    if not folder and path.name.lower() == TOML_FILE:
        path, folder = path.parent, True
    if folder:
        inputs = read_folder(path, rules, found)
        check(inputs, found)
        return inputs
    if path.suffix.lower() not in WORKBOOK_ENDINGS:
        found.error(Spot(path.name), "a programme folder or an .xlsx workbook is expected")
        return None
    inputs = read_workbook(path, rules, found)
    check(inputs, found)
    return inputs


def _with_settings(rules: Rules) -> KnownRules:
    return rules if isinstance(rules, Mapping) else {rule: {} for rule in rules}
