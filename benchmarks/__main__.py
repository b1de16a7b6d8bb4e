"""``python -m benchmarks``: list what is measured, and measure it.

``list`` names the families; ``run NAME`` measures one and prints a table; without a command every
family is measured on its short set and the results go to ``out/benchmarks``. Results carry
machine, versions and seeds, and are written after every row.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.b2b import b2b
from benchmarks.dayroute import dayroute
from benchmarks.days import days
from benchmarks.family import Conditions, Family, NoInstancesError, Row
from benchmarks.groups import groups
from benchmarks.machine import machine, versions
from benchmarks.mdgp import mdgp
from benchmarks.meetings import meetings
from benchmarks.programmes import programmes
from benchmarks.sessions import sessions
from benchmarks.staff import staff
from benchmarks.toptw import toptw
from benchmarks.windows import windows

FAMILIES: dict[str, Family] = {
    family.name: family
    for family in (
        programmes,
        groups,
        days,
        dayroute,
        windows,
        sessions,
        meetings,
        staff,
        b2b,
        mdgp,
        toptw,
    )
}
"""Every measured thing by name."""
OUT = Path("out/benchmarks")
"""Where the short set's results go."""
WIDE = 160
"""Columns of a table that goes to a file or a pipe."""
REPEATED = 2
"""Columns that say which line it is, repeated where a table must be broken."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command of `arguments`; returns the exit status."""
    given = _parser().parse_args(arguments)
    if given.command == "list":
        for family in FAMILIES.values():
            print(f"{family.name:12} {family.sentence}")
        return 0
    if given.command is None:
        return _short_set()
    if given.instances is not None and not given.instances.is_dir():
        print(f"there is no folder of instances at {given.instances}", file=sys.stderr)
        return 2
    conditions = Conditions(
        given.seconds,
        given.seeds,
        given.workers,
        given.instances,
        given.short,
        given.alone,
        tuple(given.only),
    )
    return 0 if measure(given.name, conditions, given.json) else 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("list", help="name what is measured")
    run = commands.add_parser("run", help="measure one family")
    run.add_argument("name", choices=sorted(FAMILIES))
    run.add_argument("--instances", type=Path, help="a folder of instances instead of our own")
    run.add_argument("--seconds", type=_seconds, help="limit of search for each instance and seed")
    run.add_argument("--seeds", type=_positive, default=1, help="how many seeds, from 1 on")
    run.add_argument("--workers", type=_positive, default=os.cpu_count() or 1)
    run.add_argument("--short", action="store_true", help="only the small instances, small limits")
    run.add_argument("--alone", action="store_true", help="the engine without its peers")
    run.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="PART",
        help="only instances whose names contain PART; may be given several times",
    )
    run.add_argument("--json", type=Path, metavar="OUT", help="where to write the results")
    return parser


def _seconds(word: str) -> float:
    value = float(word)
    if not value >= 0:
        raise argparse.ArgumentTypeError(f"{word} is less than 0 seconds")
    return value


def _positive(word: str) -> int:
    value = int(word)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{word} is less than 1")
    return value


def _short_set() -> int:
    """Measure the short set of every family; what has no instances is named and left out."""
    for name in FAMILIES:
        measure(name, Conditions(workers=os.cpu_count() or 1, short=True), OUT / f"{name}.json")
    return 0


def measure(name: str, conditions: Conditions, out: Path | None) -> bool:
    """Measure family `name`, print its table, and write its rows to `out` if that is given.

    The rows are written as they are done, so that an interrupted run keeps what it has. Returns
    whether there was anything to measure.
    """
    record = {
        "family": name,
        "when": datetime.now(UTC).date().isoformat(),
        "machine": machine(),
        "versions": versions(),
        "conditions": {
            "seconds": conditions.seconds,
            "seeds": list(range(1, conditions.seeds + 1)),
            "workers": conditions.workers,
            "instances": None if conditions.instances is None else conditions.instances.name,
            "short": conditions.short,
            "alone": conditions.alone,
            "only": list(conditions.only),
        },
    }
    rows: list[Row] = []
    try:
        for row in FAMILIES[name].measure(conditions):
            rows.append(row)
            print("  ".join(f"{key} {value}" for key, value in row.items()), file=sys.stderr)
            if out is not None:
                _write(out, {**record, "rows": rows})
    except NoInstancesError as reason:
        print(f"{name}: left out, {reason}")
        return False
    finally:
        if rows:
            _print(name, rows)
            if out is not None:
                print(f"{name}: results are in {out}")
    return True


def _write(out: Path, record: object) -> None:
    """Write `record` so that a reader never sees half of it."""
    out.parent.mkdir(parents=True, exist_ok=True)
    partial = out.with_name(out.name + ".part")
    partial.write_text(json.dumps(record, indent=1) + "\n")
    partial.replace(out)


def _print(name: str, rows: Sequence[Row]) -> None:
    """Print the rows as one table, or several under each other where it is too wide."""
    console = Console(width=None if sys.stdout.isatty() else WIDE)
    columns = list(dict.fromkeys(key for row in rows for key in row))
    keys, measured = columns[:REPEATED], columns[REPEATED:]
    width = {c: 3 + max(len(c), *(len(_cell(row.get(c, ""))) for row in rows)) for c in columns}
    room = console.width - 1 - sum(width[c] for c in keys)
    while measured:
        shown = 1
        while shown < len(measured) and sum(width[c] for c in measured[: shown + 1]) <= room:
            shown += 1
        console.print(_table(name, rows, [*keys, *measured[:shown]]))
        measured = measured[shown:]


def _table(name: str, rows: Sequence[Row], columns: Sequence[str]) -> Table:
    table = Table(title=name)
    for column in columns:
        table.add_column(column, justify="left" if column == "instance" else "right")
    for row in rows:
        table.add_row(*(_cell(row.get(column, "")) for column in columns))
    return table


def _cell(value: str | int | float | None) -> str:
    return "–" if value is None else str(value)


if __name__ == "__main__":
    sys.exit(main())
