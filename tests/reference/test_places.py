"""Distances, transfers and airports."""

from __future__ import annotations

import math
import pickle
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sojourn.model import Host, Offer, Programme, Room, Transfers, TransferTime
from sojourn.reference.places import (
    EARTH_KM,
    TransferTable,
    airport,
    formula_minutes,
    great_circle_km,
    is_airport,
    up_to_five,
)

AUSTIN = Host("austin", "Austin", 30.2672, -97.7431, "America/Chicago", state="TX")
CAPITOL = Offer("capitol", "austin", "site_visit", "Capitol", 60, (), 30.2747, -97.7404)
COURT = Offer("court", "austin", "appointment", "Court", 60, (), 30.3900, -97.7000)
UNPLACED = Offer("unplaced", "austin", "panel", "Panel", 60, ())
HALL = Room("hall", "austin", "Hall", 90)
ANNEXE = Room("annexe", "austin", "Annexe", 90, latitude=30.2747, longitude=-97.7404)
PROGRAMME = Programme(
    id="small",
    title="Small",
    starts=date(2020, 4, 1),
    ends=date(2020, 4, 9),
    hosts=(AUSTIN,),
    offers=(CAPITOL, COURT, UNPLACED),
    rooms=(HALL, ANNEXE),
)
IDS = ("austin", "capitol", "court", "unplaced", "hall", "annexe")
PAIRS = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS))
LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)


def table(*rows: tuple[str, str, int]) -> TransferTable:
    """The transfers of the small programme with `rows` of transfers.csv."""
    return TransferTable(
        replace(PROGRAMME, transfers=tuple(TransferTime(*row) for row in rows)),
    )


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((40.6413, -73.7781), (51.4700, -0.4543), 5540),
        ((38.9072, -77.0369), (27.9506, -82.4572), 1317),
        ((40.7128, -74.0060), (38.9072, -77.0369), 328),
    ],
)
def test_known_distances(one: tuple[float, float], other: tuple[float, float], km: float) -> None:
    """New York-London, Washington-Tampa and New York-Washington, within half a per cent."""
    assert great_circle_km(*one, *other) == pytest.approx(km, rel=0.005)


def test_a_quarter_and_a_half_of_the_earth() -> None:
    """From the equator to a pole is a quarter of a great circle, to the antipode a half."""
    assert great_circle_km(0, 0, 90, 0) == pytest.approx(EARTH_KM * math.pi / 2)
    assert great_circle_km(0, 0, 0, 180) == pytest.approx(EARTH_KM * math.pi)
    assert great_circle_km(10, 20, -10, -160) == pytest.approx(EARTH_KM * math.pi)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_distance_is_symmetric_and_bounded(
    lat1: float, lon1: float, lat2: float, lon2: float
) -> None:
    """There and back are as far, and nothing is farther than half round the Earth."""
    there = great_circle_km(lat1, lon1, lat2, lon2)
    assert 0 <= there <= EARTH_KM * math.pi + 1e-6
    assert great_circle_km(lat2, lon2, lat1, lon1) == pytest.approx(there, abs=1e-6)


@pytest.mark.parametrize(
    ("minutes", "rounded"),
    [(0, 0), (0.1, 5), (20, 20), (20.0000001, 20), (20.01, 25), (19.9999999, 20), (25, 25)],
)
def test_rounding_up_to_five(minutes: float, rounded: int) -> None:
    """Minutes go up to the next five, but not for an error of a float."""
    assert up_to_five(minutes) == rounded


def test_the_formula() -> None:
    """15 + 60 × 1.3 × km ÷ 30, up to five: 3 km take 22.8, so 25; the same place takes 0."""
    north = (30 + 3 / EARTH_KM * 180 / math.pi, -97.0)
    assert formula_minutes(Transfers(), (30.0, -97.0), north) == 25
    assert formula_minutes(Transfers(), (30.0, -97.0), (30.0, -97.0)) == 0


def test_boarding_is_added_between_neighbours() -> None:
    """Two different places next door to each other take the boarding time, up to five."""
    assert formula_minutes(Transfers(boarding=15), (30.0, -97.0), (30.000001, -97.0)) == 20
    assert formula_minutes(Transfers(boarding=0), (30.0, -97.0), (30.0, -97.0)) == 0


@given(PAIRS)
def test_without_rows_transfers_are_symmetric(pair: tuple[str, str]) -> None:
    """By the formula there and back take as long, in whole fives."""
    one, other = pair
    minutes = table().minutes(one, other)
    assert minutes == table().minutes(other, one)
    assert minutes % 5 == 0
    assert (minutes == 0) == (table().location(one) == table().location(other))


def test_places_without_coordinates_are_at_their_hosts() -> None:
    """A room or an offer without coordinates is where its host is, and no way from it."""
    transfers = table()
    assert transfers.location("hall") == transfers.location("unplaced") == (30.2672, -97.7431)
    assert transfers.minutes("hall", "austin") == 0
    assert transfers.minutes("hall", "unplaced") == 0
    assert transfers.minutes("hall", "court") == transfers.minutes("austin", "court")


def test_places_with_equal_coordinates_are_one() -> None:
    """An annexe at the Capitol is the Capitol."""
    assert table().minutes("annexe", "capitol") == 0


@given(PAIRS, st.integers(0, 200))
def test_a_row_holds_both_ways(pair: tuple[str, str], minutes: int) -> None:
    """A row of transfers.csv holds there and back, except from a place to itself."""
    one, other = pair
    expected = 0 if one == other else minutes
    transfers = table((one, other, minutes))
    assert transfers.minutes(one, other) == expected
    assert transfers.minutes(other, one) == expected


@given(PAIRS.filter(lambda pair: pair[0] != pair[1]), st.integers(0, 200), st.integers(0, 200))
def test_the_other_way_may_have_its_own_row(pair: tuple[str, str], there: int, back: int) -> None:
    """Two rows for the two ways each hold for their own."""
    one, other = pair
    transfers = table((one, other, there), (other, one, back))
    assert (transfers.minutes(one, other), transfers.minutes(other, one)) == (there, back)


def test_a_row_touches_no_other_pair() -> None:
    """A row between two offers leaves all other pairs as they are."""
    plain, changed = table(), table(("capitol", "court", 200))
    others = [(a, b) for a in IDS for b in IDS if {a, b} != {"capitol", "court"}]
    assert all(plain.minutes(a, b) == changed.minutes(a, b) for a, b in others)


def test_a_row_of_the_host_holds_for_what_is_at_it() -> None:
    """A room at its host's takes as long as the host, unless the formula asks for more."""
    assert table(("austin", "court", 90)).minutes("hall", "court") == 90
    formula = table().minutes("hall", "court")
    assert table(("austin", "court", 5)).minutes("hall", "court") == formula
    assert table(("austin", "court", 90), ("court", "hall", 35)).minutes("hall", "court") == 35


def test_a_row_parts_a_room_from_its_host() -> None:
    """A room that a row sets apart from the host is as far from all else that is at the host's."""
    transfers = table(("austin", "hall", 25))
    assert transfers.minutes("austin", "hall") == transfers.minutes("unplaced", "hall") == 25
    assert transfers.minutes("austin", "unplaced") == 0


def test_an_id_that_several_tables_use_can_be_told_apart() -> None:
    """Offer 1 and room 1 are two places, each at its own coordinates."""
    offer, room = replace(COURT, id="1"), replace(ANNEXE, id="1")
    transfers = TransferTable(replace(PROGRAMME, offers=(offer,), rooms=(room,)))
    assert transfers.location("1") == transfers.location(transfers.offer("1")) == (30.39, -97.7)
    assert transfers.location(transfers.room("1")) == (30.2747, -97.7404)
    assert transfers.minutes(transfers.room("1"), transfers.offer("1")) > 0
    assert transfers.host("austin") == "austin"


def test_an_unknown_place_is_named() -> None:
    """Asking for a place that does not exist says which."""
    with pytest.raises(KeyError, match="moon"):
        table().minutes("austin", "moon")
    with pytest.raises(KeyError, match="moon"):
        table().location("moon")


def test_a_table_travels_to_other_processes() -> None:
    """A pickled table answers like the first."""
    transfers = table(("capitol", "court", 45))
    transfers.minutes("capitol", "court")
    copy = pickle.loads(pickle.dumps(transfers))
    assert all(copy.minutes(a, b) == transfers.minutes(a, b) for a in IDS for b in IDS)


def test_airports() -> None:
    """Tampa's airport is in Florida; a code in small letters is the same, a wrong one is none."""
    tampa = airport("tpa")
    assert tampa is not None
    assert (tampa.iata, tampa.country, tampa.timezone) == ("TPA", "US", "America/New_York")
    assert great_circle_km(tampa.latitude, tampa.longitude, 27.9506, -82.4572) < 15
    assert is_airport("JFK")
    assert not is_airport("QQQ")
    assert not is_airport("")
