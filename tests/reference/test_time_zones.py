"""Time zones: existence, suggestions, countries and offsets."""

from __future__ import annotations

from datetime import datetime

import pytest

from sojourn.reference.time_zones import country_of_zone, is_zone, offset, suggest_zone


def test_zones_exist_as_spelt() -> None:
    """Names of zones and of links exist, misspelt ones do not."""
    assert is_zone("America/Chicago")
    assert is_zone("US/Eastern")
    assert not is_zone("america/chicago")
    assert not is_zone("America/Washington")
    assert not is_zone("")


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("america/chicgo", "America/Chicago"),
        ("New York", "America/New_York"),
        ("Eastern", "America/New_York"),
        ("America/Washington", "America/New_York"),
        ("Europe/Londn", "Europe/London"),
        ("PST", "America/Los_Angeles"),
    ],
)
def test_suggestions(text: str, zone: str) -> None:
    """Cities, misspelt names and usual American names lead to the zone."""
    assert suggest_zone(text) == zone


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("America/New_York", "US"),
        ("America/Indiana/Indianapolis", "US"),
        ("America/Puerto_Rico", "PR"),
        ("Europe/Amsterdam", "NL"),
        ("US/Eastern", "US"),
        ("Asia/Calcutta", "IN"),
        ("UTC", None),
        ("EST", None),
        ("Etc/GMT+5", None),
        ("Nowhere/Atall", None),
    ],
)
def test_countries(zone: str, country: str | None) -> None:
    """A zone lies in its namesake's country; zones that name no place lie in none."""
    assert country_of_zone(zone) == country


def test_offsets_follow_daylight_saving() -> None:
    """New York is five hours behind in winter and four in summer; Kathmandu has minutes."""
    assert offset(datetime(2020, 1, 15, 12), "America/New_York") == -300
    assert offset(datetime(2020, 7, 15, 12), "America/New_York") == -240
    assert offset(datetime(2020, 7, 15, 12), "Asia/Kathmandu") == 345
