"""Public holidays of countries and states."""

from __future__ import annotations

from datetime import date

import pytest

from sojourn.reference.holidays import holidays_of, public_holiday, subdivision


@pytest.mark.parametrize("state", ["DC", "dc", "D.C.", "District of Columbia", "US-DC"])
def test_emancipation_day_is_kept_in_the_district(state: str) -> None:
    """16 April is a holiday in Washington, however its name is written."""
    day = date(2020, 4, 16)
    assert public_holiday("US", state, "America/New_York", day) == "Emancipation Day"


def test_emancipation_day_is_not_kept_elsewhere() -> None:
    """16 April is an ordinary day in Florida, and in a country without its state."""
    day = date(2020, 4, 16)
    assert public_holiday("US", "FL", "America/New_York", day) is None
    assert public_holiday("US", "", "America/New_York", day) is None


def test_observed_days_are_holidays() -> None:
    """Christmas 2021, a Saturday, is observed on Friday; New Year 2022 on 31 December 2021."""
    christmas = public_holiday("US", "NY", "America/New_York", date(2021, 12, 24))
    assert christmas is not None and "Christmas" in christmas
    new_year = public_holiday("US", "NY", "America/New_York", date(2021, 12, 31))
    assert new_year is not None and "New Year" in new_year


def test_a_state_by_name_is_the_state_by_code() -> None:
    """Texas and TX, and Bayern and BY, keep the same days."""
    assert holidays_of("US", "Texas", 2020) == holidays_of("US", "TX", 2020)
    assert holidays_of("DE", "Bayern", 2020) == holidays_of("DE", "BY", 2020)
    assert date(2020, 1, 6) in holidays_of("DE", "BY", 2020)


def test_an_unknown_state_keeps_the_days_of_the_country() -> None:
    """A state that is not known is ignored, not refused."""
    assert subdivision("US", "Nowhere") is None
    assert holidays_of("US", "Nowhere", 2020) == holidays_of("US", "", 2020)


@pytest.mark.parametrize(
    ("timezone", "day", "name"),
    [
        ("America/Chicago", date(2021, 5, 31), "Memorial Day"),
        ("Europe/Paris", date(2021, 7, 14), "National Day"),
        ("UTC", date(2021, 12, 25), None),
    ],
)
def test_without_a_country_the_time_zone_decides(
    timezone: str, day: date, name: str | None
) -> None:
    """A host without a country keeps the days of its zone's, if that lies in one."""
    assert public_holiday(None, "", timezone, day) == name


def test_an_unknown_country_has_no_holidays() -> None:
    """What is no country has no holidays."""
    assert public_holiday("ZZ", "", "UTC", date(2020, 12, 25)) is None
