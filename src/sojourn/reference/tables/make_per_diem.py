"""Makes per_diem.json from GSA's rates as the package gsa-perdiem-mcp bundles them.

    pip download --no-deps gsa-perdiem-mcp==1.2.7 --dest DIR
    unzip DIR/gsa_perdiem_mcp-1.2.7-py3-none-any.whl 'gsa_perdiem_mcp/data/*' -d DIR
    python -m sojourn.reference.tables.make_per_diem DIR/gsa_perdiem_mcp/data

The rates and meal tiers are GSA's, the places of each county are the Census Bureau's: works of
the United States Government.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from sojourn.reference.per_diem import TABLE, place_key

SOURCE = "U.S. General Services Administration, per-diem master rates files FY%d-FY%d"
MEALS = ("total", "breakfast", "lunch", "dinner", "incidental", "first_last_day")


def main(directory: Path) -> None:
    """Write the table beside `sojourn.reference.per_diem` from the years in `directory`."""
    years = [_read(path) for path in sorted(directory.glob("fy*.json.gz"))]
    table = compact(years, _read(directory / "places.json.gz"))
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    TABLE.write_text(text.replace('},"', '},\n"') + "\n", "utf-8")


def _read(path: Path) -> Any:
    return json.loads(gzip.decompress(path.read_bytes()))


def compact(years: list[Any], census: dict[str, list[list[str]]]) -> dict[str, Any]:
    """The table: destinations and their places by GSA's id, rates by fiscal year.

    A destination is its state, its latest name and the names that it had before.
    `census` has the counties, and the kind, of each ``ST|place``.
    """
    first, last = years[0]["fiscal_year"], years[-1]["fiscal_year"]
    destinations: dict[int, list[str]] = {}
    for row in (row for year in reversed(years) for row in year["destinations"]):
        names = destinations.setdefault(row["id"], [row["state"]])
        if row["name"] not in names[1:]:
            names.append(row["name"])
    return {
        "source": SOURCE % (first, last),
        "destinations": {str(key): destinations[key] for key in sorted(destinations)},
        "places": places(years, census),
        "years": {str(year["fiscal_year"]): _rates(year) for year in years},
    }


def _rates(year: Any) -> dict[str, Any]:
    """Standard rate, meal tiers and, by destination, the meals rate and the lodging by month."""
    standard = year["standard"]
    return {
        "standard": [standard["meals"], _runs(standard["months"])],
        "tiers": [[_plain(tier[name]) for name in MEALS] for tier in year["mie_tiers"]],
        "rates": {str(d["id"]): [d["meals"], _runs(d["months"])] for d in year["destinations"]},
    }


def _plain(amount: float) -> float | int:
    return int(amount) if amount == int(amount) else amount


def _runs(months: Iterable[int]) -> str:
    """Rates from October to September, equal ones together: ``144*5 177*3 221*2 144*2``."""
    runs = ((rate, len(list(run))) for rate, run in groupby(months))
    return " ".join(f"{rate}*{count}" for rate, count in runs)


def places(years: list[Any], census: dict[str, list[list[str]]]) -> dict[str, dict[str, str]]:
    """Keys of the towns and counties of each destination, by state, joined by semicolons.

    A town in the counties of several destinations is left out; one that lies partly outside any
    belongs to the one.
    """
    counties: dict[str, int] = {}
    named: dict[str, int] = {}
    excluded: dict[str, int] = {}
    for year in years:
        counties |= year["county_map"]
        named |= year["place_map"]
        excluded |= {name: int(key) for key, names in year["excluded"].items() for name in names}
    found: dict[str, dict[str, set[str]]] = {}

    def add(destination: int, name: str) -> None:
        state, place = name.split("|")
        found.setdefault(str(destination), {}).setdefault(state, set()).add(place_key(place))

    for name, destination in counties.items():
        add(destination, name + " county")
    for name, hits in census.items():
        within = [counties[c] for c, kind in hits if kind != "county" and c in counties]
        areas = Counter(area for area in within if excluded.get(name) != area)
        if name in named:
            add(named[name], name)
        elif len(areas) == 1:
            add(next(iter(areas)), name)
    return {
        key: {state: ";".join(sorted(names)) for state, names in sorted(states.items())}
        for key, states in sorted(found.items(), key=lambda item: int(item[0]))
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
