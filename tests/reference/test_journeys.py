"""Estimated journeys between hosts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sojourn.model import Host
from sojourn.reference.journeys import LegEstimate, estimate_leg
from sojourn.reference.places import EARTH_KM

LATITUDES, LONGITUDES = st.floats(-80, 80), st.floats(-180, 180)


def host(latitude: float, longitude: float) -> Host:
    """A host somewhere."""
    return Host("somewhere", "Somewhere", latitude, longitude, "UTC")


def north(km: float) -> Host:
    """A host `km` north of latitude and longitude 0."""
    return host(km / EARTH_KM * 57.29577951308232, 0)


WASHINGTON = host(38.9072, -77.0369)
TAMPA = host(27.9506, -82.4572)
NEW_YORK = host(40.7128, -74.0060)


def test_short_journeys_are_by_road() -> None:
    """Washington-New York, 328 km, takes 246 minutes at 80 km/h, up to five."""
    leg = estimate_leg(WASHINGTON, NEW_YORK)
    assert (leg.mode, leg.minutes) == ("road", 250)
    assert leg.km == pytest.approx(328, abs=2)


def test_long_journeys_are_by_air() -> None:
    """Washington-Tampa, 1,317 km, takes 113 minutes at 700 km/h and 240 at airports."""
    assert estimate_leg(WASHINGTON, TAMPA).mode == "air"
    assert estimate_leg(WASHINGTON, TAMPA).minutes == 355


@pytest.mark.parametrize(
    ("km", "mode", "minutes"), [(80, "road", 60), (349.9, "road", 265), (350.1, "air", 275)]
)
def test_the_boundary_is_350_km(km: float, mode: str, minutes: int) -> None:
    """Up to 350 km one goes by road, beyond by air."""
    leg = estimate_leg(north(0), north(km))
    assert (leg.mode, leg.minutes) == (mode, minutes)


def test_no_way_takes_no_time() -> None:
    """From a city to itself there is no journey."""
    assert estimate_leg(TAMPA, TAMPA) == LegEstimate("road", 0, 0.0)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_there_and_back_take_as_long(lat1: float, lon1: float, lat2: float, lon2: float) -> None:
    """Both ways have one estimate, in whole fives, of less than a day and a half."""
    there = estimate_leg(host(lat1, lon1), host(lat2, lon2))
    back = estimate_leg(host(lat2, lon2), host(lat1, lon1))
    assert abs(there.minutes - back.minutes) <= 5
    assert there.minutes % 5 == 0
    assert 0 <= there.minutes <= 2160
