"""Business-to-business meetings: given meetings in slots with the fewest breaks, proved.

Each instance runs in a process of its own on one core; its timetable is counted anew from the
file. Published: all twenty public instances by MaxSAT in 97 s (M. Bofill et al., JAIR 74, 2022).
`best.csv` beside the files has the columns instance and breaks. Without a folder, instances of
that kind are invented, one of them without any timetable.
"""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.accounts import last_word
from benchmarks.b2b_files import breaks_of, read_instance
from benchmarks.family import Conditions, NoInstancesError, Row, family
from benchmarks.invention.b2b import SHAPES, text_of
from benchmarks.process import run_measured

SECONDS = 60.0
SHORT_SECONDS = 5.0
SHORT_INSTANCES = 3


@family("b2b", "timetables of given meetings with the fewest breaks, proved: any folder of .dzn")
def b2b(conditions: Conditions) -> Iterator[Row]:
    """A row for each instance, and one for all."""
    with tempfile.TemporaryDirectory() as name:
        folder = conditions.instances or _invented(Path(name))
        paths = [p for p in sorted(folder.glob("*.dzn")) if conditions.wants(p.stem)]
        if not paths:
            raise NoInstancesError(f"no instances (*.dzn) in {folder}")
        known = _known(folder / "best.csv")
        rows = []
        for path in paths[:SHORT_INSTANCES] if conditions.short else paths:
            rows.append(_measured(path, known, conditions, Path(name)))
            yield rows[-1]
        yield _all(rows)


def _invented(folder: Path) -> Path:
    """A folder of invented instances inside `folder`."""
    found = folder / "invented"
    found.mkdir()
    for number, shape in enumerate(SHAPES, 1):
        (found / f"{number}-{shape.name}.dzn").write_text(text_of(shape, seed=number))
    return found


def _known(path: Path) -> Mapping[str, int]:
    """The best-known breaks by instance; none where there is no table."""
    if not path.is_file():
        return {}
    known = {}
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        for row in reader:
            try:
                known[row["instance"]] = int(row["breaks"])
            except (KeyError, TypeError, ValueError):
                raise NoInstancesError(
                    f"{path.name}, line {reader.line_num}: expected columns instance, breaks"
                ) from None
    return known


def _measured(path: Path, known: Mapping[str, int], conditions: Conditions, folder: Path) -> Row:
    """What a process of its own makes of one instance."""
    seconds = conditions.seconds or (SHORT_SECONDS if conditions.short else SECONDS)
    name = path.name.removesuffix(".dzn").removesuffix(".original")
    out, log = folder / "account.json", folder / "log"
    out.unlink(missing_ok=True)
    outcome = run_measured(
        ["benchmarks.b2b_alone", str(path), str(out), "--seconds", str(seconds)], log
    )
    row: dict[str, str | int | float | None] = {"instance": name}
    if outcome.status or not out.is_file():
        return {**row, "failed": last_word(log)}
    account = json.loads(out.read_text())
    row["breaks"], row["best known"] = None, known.get(name)
    row["bound"] = None if account["status"] == "infeasible" else account["bound"]
    row["proved"] = account["status"] if account["status"] in PROVED else "no"
    row["seconds"] = account["seconds"]
    row["of a core"] = account["of a core"]
    row["with start"] = round(outcome.seconds, 2)
    row["MB"] = round(outcome.megabytes)
    row["conflicts"] = account["conflicts"]
    if account["slots"] is not None:
        try:
            row["breaks"] = breaks_of(read_instance(path), account["slots"])
        except ValueError as reason:
            row["failed"] = f"not a timetable: {reason}"
    return row


PROVED = ("optimal", "infeasible")


def _all(rows: Sequence[Row]) -> Row:
    """How many are proved and at the best known, seconds of all and the slowest."""
    done = [row for row in rows if "failed" not in row]
    compared = [row for row in done if row.get("best known") is not None]
    return {
        "instance": "all",
        "breaks": sum(int(row["breaks"] or 0) for row in done),
        "best known": f"{sum(r['breaks'] == r['best known'] for r in compared)}/{len(compared)}",
        "proved": f"{sum(row['proved'] in PROVED for row in done)}/{len(rows)}",
        "seconds": round(sum(float(row["seconds"] or 0) for row in done), 2),
        "of a core": round(sum(float(row["of a core"] or 0) for row in done), 2),
        "with start": round(sum(float(row["with start"] or 0) for row in done), 2),
        "slowest": max((float(row["seconds"] or 0) for row in done), default=None),
    }
