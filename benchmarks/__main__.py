"""``python -m benchmarks``: list what is measured, and measure it.

``list`` names the families; ``run NAME`` measures one and prints a table; without a command every
family is measured on its short set. Results carry machine, versions and seeds.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.family import Conditions, Family, Row
from benchmarks.programmes import programmes

FAMILIES: dict[str, Family] = {family.name: family for family in (programmes,)}
"""Every measured thing by name."""
LIBRARIES = ("sojourn", "numpy", "numba", "ortools", "highspy")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command of `arguments`; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("list", help="name what is measured")
    run = commands.add_parser("run", help="measure one family")
    run.add_argument("name", choices=sorted(FAMILIES))
    run.add_argument("--instances", type=Path, help="a folder of instances instead of our own")
    run.add_argument("--seconds", type=float, help="limit of search for each instance and seed")
    run.add_argument("--seeds", type=int, default=1)
    run.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    run.add_argument("--short", action="store_true", help="only the small instances")
    run.add_argument("--json", type=Path, help="where to write the results")
    given = parser.parse_args(arguments)
    if given.command == "list":
        for family in FAMILIES.values():
            print(f"{family.name:12} {family.sentence}")
        return 0
    if given.command is None:
        for name in FAMILIES:
            measure(name, Conditions(short=True), None)
        return 0
    if given.instances is not None and not given.instances.is_dir():
        print(f"there is no folder of instances at {given.instances}", file=sys.stderr)
        return 2
    conditions = Conditions(given.seconds, given.seeds, given.workers, given.instances, given.short)
    measure(given.name, conditions, given.json)
    return 0


def measure(name: str, conditions: Conditions, out: Path | None) -> None:
    """Measure family `name`, print its table and write its rows to `out` if that is given."""
    rows: list[Row] = []
    for row in FAMILIES[name].measure(conditions):
        rows.append(row)
        print("  ".join(f"{key} {value}" for key, value in row.items()), file=sys.stderr)
    Console().print(_table(name, rows))
    if out is not None:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(json.dumps(_record(name, conditions, rows), indent=1) + "\n")


def _table(name: str, rows: Sequence[Row]) -> Table:
    columns = list(dict.fromkeys(key for row in rows for key in row))
    table = Table(title=name)
    for column in columns:
        table.add_column(column, justify="left" if column == "instance" else "right")
    for row in rows:
        table.add_row(*(str(row.get(column, "")) for column in columns))
    return table


def _record(name: str, conditions: Conditions, rows: Sequence[Row]) -> dict[str, object]:
    return {
        "family": name,
        "when": datetime.now(UTC).date().isoformat(),
        "machine": {
            "cores": os.cpu_count(),
            "processor": platform.machine(),
            "python": platform.python_version(),
        },
        "versions": {library: version(library) for library in LIBRARIES},
        "conditions": {
            "seconds": conditions.seconds,
            "seeds": conditions.seeds,
            "workers": conditions.workers,
        },
        "rows": rows,
    }


if __name__ == "__main__":
    sys.exit(main())
