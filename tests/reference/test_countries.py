"""Countries: existence, names, suggestions and regions."""

from __future__ import annotations

from itertools import chain

import pytest

from sojourn.reference.countries import (
    ELSEWHERE,
    REGIONS,
    country_name,
    is_country,
    region,
    suggest_country,
)


def test_there_are_249_countries_and_kosovo() -> None:
    """The table holds each code of ISO 3166-1, and XK, exactly once."""
    codes = list(chain.from_iterable(codes.split() for codes in REGIONS.values()))
    assert len(codes) == len(set(codes)) == 250
    assert "XK" in codes


def test_every_country_is_in_the_table_of_time_zones_too() -> None:
    """The codes are those of the IANA database's list of ISO 3166, and XK."""
    from importlib import resources

    text = resources.files("tzdata.zoneinfo").joinpath("iso3166.tab").read_text("utf-8")
    listed = {line[:2] for line in text.splitlines() if not line.startswith("#")}
    assert {code for codes in REGIONS.values() for code in codes.split()} == listed | {"XK"}


@pytest.mark.parametrize("code", ["ZZ", "EU", "UK", "fr", "FRA", "", "X1"])
def test_other_codes_are_no_countries(code: str) -> None:
    """Reserved, exceptional, lower-case and longer codes are not countries."""
    assert not is_country(code)


@pytest.mark.parametrize(
    ("code", "name"),
    [("FR", "France"), ("XK", "Kosovo"), ("CI", "Côte d’Ivoire"), ("TR", "Türkiye")],
)
def test_names_are_english(code: str, name: str) -> None:
    """Names are those that a book prints."""
    assert country_name(code) == name


def test_the_programme_names_countries_as_it_likes() -> None:
    """The programme's overlay wins over every other name, and only for its own codes."""
    overlay = {"MK": "Macedonia"}
    assert country_name("MK", overlay) == "Macedonia"
    assert country_name("FR", overlay) == "France"


def test_an_unknown_code_is_its_own_name() -> None:
    """A code that is no country is printed as it is."""
    assert country_name("ZZ") == "ZZ"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Frnace", "FR"),
        ("FRA", "FR"),
        ("france", "FR"),
        ("fr", "FR"),
        ("UK", "GB"),
        ("USA", "US"),
        ("U.S.A.", "US"),
        ("Ivory Cost", "CI"),
        ("Turkey", "TR"),
        ("Nigeira", "NG"),
        ("Niger", "NE"),
        ("Burkina", "BF"),
        ("Congo", "CG"),
        ("Allemagne", "DE"),
        ("Korea, Republic of", "KR"),
        ("Saint Lucia", "LC"),
        ("EL", "GR"),
    ],
)
def test_suggestions(text: str, code: str) -> None:
    """Misspelt, foreign, official and three-letter names lead to the code."""
    assert suggest_country(text) == code


@pytest.mark.parametrize("text", ["", "ZZ", "qqqqqq", "Atlantis?!"])
def test_no_suggestion_for_noise(text: str) -> None:
    """Nothing is suggested for what resembles nothing."""
    assert suggest_country(text) is None


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("KE", "Sub-Saharan Africa"),
        ("eg", "Middle East and North Africa"),
        ("KZ", "South and Central Asia"),
        ("BR", "Latin America"),
        ("JM", "Caribbean"),
        ("XK", "Eastern Europe"),
        ("ZZ", ELSEWHERE),
    ],
)
def test_regions(code: str, name: str) -> None:
    """Every country lies in one region; an unknown code lies elsewhere."""
    assert region(code) == name
