"""The layers: who may import whom, and what must not be imported early."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_layers_hold() -> None:
    """Imports go down the layers only, and the engine reads no file."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_types_hold() -> None:
    """mypy finds nothing in model, reference, files, rules and engine under its strict rules."""
    done = subprocess.run([sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_style_holds() -> None:
    """ruff finds nothing, and every file is formatted."""
    for command in (["check", "."], ["format", "--check", "."]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command], cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_no_solver_is_imported_for_help() -> None:
    """Asking the command line for help imports neither a solver nor a compiler."""
    heavy = "{'ortools', 'highspy', 'numba', 'pandas', 'babel', 'holidays'} & set(sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, sojourn.cli; print(sorted({heavy}))"],
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == "[]", done.stdout + done.stderr
