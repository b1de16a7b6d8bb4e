"""How the table of per diem is made."""

from __future__ import annotations

import json

from sojourn.reference.per_diem import TABLE
from sojourn.reference.tables.make_per_diem import compact

YEAR = {
    "fiscal_year": 2027,
    "standard": {"meals": 68, "months": [113] * 12},
    "destinations": [
        {"id": 3, "state": "AL", "name": "Huntsville", "meals": 74, "months": [146] * 12},
        {"id": 7, "state": "FL", "name": "Bay", "meals": 80, "months": [1] * 3 + [2] * 9},
    ],
    "mie_tiers": [
        {
            "total": 74.0,
            "breakfast": 18.0,
            "lunch": 20.0,
            "dinner": 31.0,
            "incidental": 5.0,
            "first_last_day": 55.5,
        }
    ],
    "county_map": {"AL|madison": 3, "FL|bay": 7, "AL|shared": 7},
    "place_map": {"FL|outpost": 7},
    "excluded": {"7": ["FL|apart"]},
}
CENSUS = {
    "AL|huntsville": [["AL|limestone", "place"], ["AL|madison", "place"]],
    "AL|between": [["AL|madison", "place"], ["AL|shared", "place"]],
    "AL|madison": [["AL|madison", "county"], ["AL|madison", "place"]],
    "FL|apart": [["FL|bay", "place"]],
    "FL|saint elmo": [["FL|bay", "town"]],
    "FL|elsewhere": [["FL|other", "place"]],
}


def test_rates_are_kept_as_runs_from_october() -> None:
    """Equal months stand together, and a rate is told once."""
    year = compact([YEAR], CENSUS)["years"]["2027"]
    assert year["standard"] == [68, "113*12"]
    assert year["rates"] == {"3": [74, "146*12"], "7": [80, "1*3 2*9"]}
    assert year["tiers"] == [[74, 18, 20, 31, 5, 55.5]]


def test_towns_belong_to_the_destination_of_their_county() -> None:
    """A town of two destinations, an excluded town and a town of no destination are left out."""
    assert compact([YEAR], CENSUS)["places"] == {
        "3": {"AL": "huntsville;madison;madison county"},
        "7": {"AL": "shared county", "FL": "bay county;st elmo"},
    }


def test_the_committed_table_names_its_source() -> None:
    """Whoever opens the table reads whose rates they are."""
    content = json.loads(TABLE.read_text("utf-8"))
    assert content["source"].startswith("U.S. General Services Administration")
    assert len(content["destinations"]) > 300
