"""Per diem of places in the United States."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sojourn.model import Money
from sojourn.reference.per_diem import (
    STANDARD,
    TABLE,
    first_last_day,
    fiscal_year,
    fiscal_years,
    meal_share,
    per_diem,
)

APRIL = date(2027, 4, 10)


@pytest.mark.parametrize(
    ("city", "state", "lodging", "meals"),
    [
        ("Washington", "DC", 295, 92),
        ("Tampa", "FL", 212, 80),
        ("New York", "NY", 296, 92),
        ("Austin", "TX", 184, 80),
        ("Cleveland", "OH", 167, 80),
        ("Huntsville", "AL", 146, 74),
        ("Phoenix", "AZ", 171, 86),
        ("Tucson", "AZ", 154, 80),
        ("Reno", "NV", 156, 80),
        ("Sacramento", "CA", 156, 86),
        ("San Diego", "CA", 208, 86),
        ("Salt Lake City", "UT", 152, 80),
        ("Kansas City", "MO", 139, 80),
    ],
)
def test_published_rates_of_april_2027(city: str, state: str, lodging: int, meals: int) -> None:
    """The rates are those that GSA published for the fiscal year 2027."""
    rate = per_diem(city, state, APRIL)
    assert (rate.lodging, rate.meals) == (Money.of(lodging), Money.of(meals))
    assert (rate.fiscal_year, rate.exact) == (2027, True)


def test_rates_follow_the_month() -> None:
    """Tampa is dearer in April than in May."""
    assert per_diem("Tampa", "FL", date(2027, 5, 31)).lodging == Money.of(155)
    assert per_diem("Tampa", "FL", date(2027, 4, 30)).lodging == Money.of(212)


def test_the_fiscal_year_begins_in_october() -> None:
    """30 September 2026 is of the fiscal year 2026, 1 October of 2027."""
    assert fiscal_year(date(2026, 9, 30)) == 2026
    assert fiscal_year(date(2026, 10, 1)) == 2027
    assert per_diem("Winnemucca", "NV", date(2026, 9, 30)).lodging == Money.of(110)
    assert per_diem("Winnemucca", "NV", date(2026, 10, 1)).lodging == Money.of(113)


@pytest.mark.parametrize(
    ("city", "state", "destination"),
    [
        ("St. Petersburg", "FL", "Tampa / St. Petersburg"),
        ("Saint Petersburg", "Florida", "Tampa / St. Petersburg"),
        ("Tampa / St. Petersburg", "FL", "Tampa / St. Petersburg"),
        ("Clearwater", "FL", "Tampa / St. Petersburg"),
        ("Tampa Bay", "FL", "Tampa / St. Petersburg"),
        ("Brooklyn", "NY", "New York City"),
        ("NEW YORK CITY", "New York", "New York City"),
        ("Washington, D.C.", "District of Columbia", "District of Columbia"),
        ("Arlington", "VA", "District of Columbia"),
        ("Arlington", "TX", "Arlington / Fort Worth / Grapevine"),
        ("Montgomery County", "MD", "District of Columbia"),
        ("Dallas-Fort Worth", "TX", "Dallas"),
        ("Santa Monica", "CA", "Santa Monica"),
        ("Pasadena", "CA", "Los Angeles"),
        ("Cambridge", "MA", "Boston / Cambridge"),
        ("Oak Brook Terrace", "IL", "Oakbrook Terrace"),
        ("Winnemucca", "NV", STANDARD),
        ("", "NV", STANDARD),
    ],
)
def test_cities_find_their_destination(city: str, state: str, destination: str) -> None:
    """A city is found under a joint name, another spelling, or by the county in which it lies."""
    rate = per_diem(city, state, APRIL)
    assert (rate.destination, rate.exact) == (destination, True)


def test_the_standard_rate_of_2027() -> None:
    """Places that are not listed have 113 dollars for lodging and 68 for meals."""
    rate = per_diem("Winnemucca", "NV", APRIL)
    assert (rate.lodging, rate.meals) == (Money.of(113), Money.of(68))


@pytest.mark.parametrize(
    ("day", "year"), [(date(2020, 4, 7), 2021), (date(2010, 1, 1), 2021), (date(2031, 4, 7), 2027)]
)
def test_a_year_without_rates_has_the_nearest(day: date, year: int) -> None:
    """Dates before and after the table have the first and the last year, and it is said."""
    rate = per_diem("Tampa", "FL", day)
    assert (rate.fiscal_year, rate.exact) == (year, False)
    known = per_diem("Tampa", "FL", day.replace(year=year - (day.month >= 10)))
    assert (rate.lodging, rate.meals) == (known.lodging, known.meals)
    assert known.exact


def test_places_outside_the_table_are_never_exact() -> None:
    """Hawaii, a foreign city and a city without a state are guesses."""
    assert not per_diem("Honolulu", "HI", APRIL).exact
    assert per_diem("Paris", "", APRIL).destination == STANDARD
    assert not per_diem("Paris", "", APRIL).exact
    tampa = per_diem("Tampa", "", APRIL)
    assert (tampa.destination, tampa.exact) == ("Tampa / St. Petersburg", False)
    assert per_diem("Portland", "", APRIL).destination == STANDARD


def test_a_state_behind_the_city_counts() -> None:
    """``Austin, TX`` without a state in its own column is Austin in Texas."""
    assert per_diem("Austin, TX", "", APRIL) == per_diem("Austin", "TX", APRIL)


@pytest.mark.parametrize(
    ("meals", "shares", "ends"),
    [(92, (23, 26, 38, 5), 69), (68, (16, 19, 28, 5), 51), (74, (18, 20, 31, 5), 55.5)],
)
def test_tiers_of_2027(meals: int, shares: tuple[int, ...], ends: float) -> None:
    """Meals and the first and last day are worth what GSA says of the tier."""
    assert meal_share(Money.of(meals), 2027) == tuple(Money.of(share) for share in shares)
    assert first_last_day(Money.of(meals)) == Money.of(ends)


@given(st.integers(0, 100_000), st.integers(2015, 2035))
def test_shares_add_up(cents: int, year: int) -> None:
    """Whatever the rate, breakfast, lunch, dinner and incidentals are the whole of it."""
    shares = meal_share(Money(cents), year)
    assert sum(share.cents for share in shares) == cents
    assert all(share.cents >= 0 for share in shares)


@given(
    st.text(max_size=20),
    st.text(max_size=5) | st.sampled_from(["DC", "FL", "Texas"]),
    st.dates(date(1990, 1, 1), date(2050, 1, 1)),
)
def test_every_place_and_day_has_a_rate(city: str, state: str, day: date) -> None:
    """No text is refused: there is always some rate of some published year."""
    rate = per_diem(city, state, day)
    assert rate.lodging.cents > 0
    assert rate.meals.cents > 0
    assert rate.fiscal_year in fiscal_years()


def test_the_table_is_whole_and_small() -> None:
    """Seven fiscal years fit into 300 KB."""
    assert fiscal_years() == tuple(range(2021, 2028))
    assert TABLE.stat().st_size < 300_000
