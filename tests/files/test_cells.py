from __future__ import annotations

from typing import Any

import pytest

from sojourn.files import cells
from sojourn.files.cells import Cell, CellError, choice, open_choice
from sojourn.files.tables import TABLES
from sojourn.model import Money


@pytest.mark.parametrize(
    ("cell", "text", "value"),
    [
        (cells.POSITIVE, "12", 12),
        (cells.POSITIVE, "12.0", 12),
        (cells.NATURAL, "0", 0),
        (cells.LATITUDE, "-33.5", -33.5),
        (cells.WEIGHT, "2.5", 2.5),
        (cells.MONEY, "1250.5", Money(125050)),
        (cells.YES_NO, "YES", True),
        (cells.YES_NO, "No", False),
        (cells.COUNTRY, "fr", "FR"),
        (cells.COUNTRY, "xk", "XK"),
        (cells.COUNTRIES, "fr; DE ;", ("FR", "DE")),
        (cells.LANGUAGES, "EN;zh-hans;fa_af", ("en", "zh-Hans", "fa-AF")),
        (cells.ZONE, "Europe/Berlin", "Europe/Berlin"),
        (cells.WEIGHTS, "cyber:3; narcotics : 1;x", {"cyber": 3, "narcotics": 1, "x": 1}),
        (cells.WORDS, "Halal;No pork", ("halal", "no_pork")),
        (cells.IDS, "a;b;a", ("a", "b")),
        (choice(("site_visit",), "a kind"), "Site Visit", "site_visit"),
        (open_choice(("judicial",)), "Judicial", "judicial"),
        (open_choice(("judicial",)), "Border Guard", "Border Guard"),
    ],
)
def test_a_good_cell_gives_its_value(cell: Cell, text: str, value: Any) -> None:
    """Cells are read in any case, with blanks between the parts of a list."""
    assert cell.parse(text) == value


@pytest.mark.parametrize(
    ("cell", "text", "message"),
    [
        (cells.POSITIVE, "0", "'0' is not positive: a whole number, 1 or more is expected"),
        (cells.POSITIVE, "1.5", "'1.5' is not a whole number, 1 or more"),
        (cells.POSITIVE, "9" * 5000, "is not a whole number, 1 or more"),
        (cells.NATURAL, "-1", "'-1' is not a whole number, 0 or more"),
        (cells.LATITUDE, "91", "'91' is not a latitude in degrees from -90 to 90"),
        (cells.LONGITUDE, "nan", "'nan' is not a longitude in degrees from -180 to 180"),
        (cells.LATITUDE, "30,27", "(a decimal point, not a comma)"),
        (cells.WEIGHT, "6", "'6' is not a weight from 0 to 5"),
        (cells.MONEY, "$12", "'$12' is not an amount such as 1250 or 1250.50"),
        (cells.MONEY, "-3", "'-3' is less than nothing"),
        (cells.YES_NO, "maybe", "'maybe' is neither yes nor no"),
        (cells.COUNTRY, "Frnace", "'Frnace' is not a country code (did you mean FR, France?)"),
        (cells.COUNTRY, "ZZ", "'ZZ' is not a country code"),
        (
            cells.LANGUAGES,
            "en;frensh",
            "'frensh' is not a language code (did you mean fr, French",
        ),
        (cells.LANGUAGES, "en,fr", "the parts of a list are separated by ;"),
        (cells.ZONE, "America/Chicgo", "(did you mean America/Chicago?)"),
        (cells.WEIGHTS, "cyber:9", "'9' is not a weight from 0 to 5"),
        (cells.WEIGHTS, "cyber;cyber:2", "'cyber' is named twice"),
        (cells.WEIGHTS, "cyber:", "has no weight after its colon"),
        (cells.WEIGHTS, ":3", "names no theme before its weight"),
        (cells.ID, "a;b", "cannot be an id"),
        (choice(("panel", "plenary"), "a kind"), "planary", "(did you mean plenary?)"),
        (choice(("f", "m", "x"), "a gender"), "q", "'q' is not a gender (f, m or x)"),
    ],
)
def test_a_bad_cell_is_told_in_a_sentence(cell: Cell, text: str, message: str) -> None:
    """The value, what is expected, and where possible a suggestion are named."""
    with pytest.raises(CellError) as raised:
        cell.parse(text)
    assert message in str(raised.value)


def test_every_column_says_what_it_expects() -> None:
    """An empty required cell can be told for every column."""
    assert all(column.cell.expected for kind in TABLES for column in kind.columns)


def test_days_of_clearance_lead_to_no_date_before_all_calendars() -> None:
    """Names due a thousand years before are a slip of the keyboard."""
    (offers,) = (kind for kind in TABLES if kind.name == "offers")
    with pytest.raises(CellError, match="from 0 to 3650"):
        offers.by_name["clearance_days"].cell.parse("999999")
