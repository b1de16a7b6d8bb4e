"""Friday prayer, the Sabbath, Sunday service, Ramadan and Easter."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sojourn.model import Observance
from sojourn.reference.observances import (
    NIGHTFALL,
    OBSERVANCES,
    Spans,
    easter,
    intervals,
    ramadan,
    sunset,
)

TAMPA = (27.9506, -82.4572, "America/New_York")
REYKJAVIK = (64.1466, -21.9426, "Atlantic/Reykjavik")
TROMSO = (69.6492, 18.9553, "Europe/Oslo")
FRIDAY = date(2020, 4, 10)
PLACES = st.sampled_from(
    [
        TAMPA,
        (47.6062, -122.3321, "America/Los_Angeles"),
        (21.3069, -157.8583, "Pacific/Honolulu"),
        (31.7683, 35.2137, "Asia/Jerusalem"),
        (-36.8485, 174.7633, "Pacific/Auckland"),
        (51.5074, -0.1278, "Europe/London"),
        (1.3521, 103.8198, "Asia/Singapore"),
    ]
)
DATES = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def week(observance: str, place: tuple[float, float, str]) -> list[Spans]:
    """What `observance` keeps free from Monday to Sunday of Easter week 2020."""
    return [intervals(observance, FRIDAY + timedelta(days=i), *place) for i in range(-4, 3)]


def test_the_observances_are_those_of_the_model() -> None:
    """Every observance that a participant can name has its hours."""
    assert set(OBSERVANCES) == set(Observance.__args__)


def test_friday_prayer_is_at_noon_on_friday() -> None:
    """Friday prayer keeps 12:30 to 14:15 on Friday, and nothing else."""
    assert week("friday_prayer", TAMPA) == [(), (), (), (), ((750, 855),), (), ()]


def test_sunday_service_is_on_sunday_morning() -> None:
    """Sunday service keeps 9:00 to 12:00 on Sunday, and nothing else."""
    assert week("sunday_service", TAMPA) == [(), (), (), (), (), (), ((540, 720),)]


def test_sabbath_is_from_sunset_to_nightfall() -> None:
    """In Tampa on 10 April 2020 the sun set at 19:52; Saturday's nightfall was at 20:33."""
    friday, saturday = week("sabbath", TAMPA)[4:6]
    assert friday == ((19 * 60 + 52, 1440),)
    assert saturday == ((0, 20 * 60 + 34),)
    assert week("sabbath", TAMPA)[:4] == [(), (), (), ()]
    assert week("sabbath", TAMPA)[6] == ()


def test_an_unknown_observance_keeps_nothing_free() -> None:
    """A word that is no observance binds nobody."""
    assert week("football", TAMPA) == [()] * 7


@given(PLACES, DATES)
def test_sunset_is_the_usual_one(place: tuple[float, float, str], day: date) -> None:
    """Outside the polar regions it is the sunset that falls on the day."""
    from astral import Observer
    from astral.sun import sunset as usual

    latitude, longitude, zone = place
    moment = usual(Observer(latitude, longitude), day, tzinfo=ZoneInfo(zone))
    minutes = moment.hour * 60 + moment.minute + (moment.second + moment.microsecond / 1e6) / 60
    assert moment.date() == day
    assert sunset(day, *place) == pytest.approx(minutes)


@given(PLACES, DATES)
def test_sabbath_is_one_day_long(place: tuple[float, float, str], day: date) -> None:
    """From Friday's sunset to Saturday's nightfall it is a day and 40 minutes, within ten."""
    friday = day - timedelta(days=(day.weekday() - 4) % 7)
    ((opens, midnight),) = intervals("sabbath", friday, *place)
    ((start, closes),) = intervals("sabbath", friday + timedelta(days=1), *place)
    assert (start, midnight) == (0, 1440)
    moved_clocks = 60
    assert abs(1440 - opens + closes - 1440 - NIGHTFALL) <= 10 + moved_clocks
    assert opens <= sunset(friday, *place)
    assert closes >= sunset(friday + timedelta(days=1), *place) + NIGHTFALL


def test_sabbath_after_midnight() -> None:
    """In Reykjavik at midsummer the sun sets after midnight: Saturday 0:02 to Sunday 0:43."""
    friday = date(2020, 6, 19)
    spans = [intervals("sabbath", friday + timedelta(days=i), *REYKJAVIK) for i in range(3)]
    assert spans == [(), ((2, 1440),), ((0, 43),)]


@pytest.mark.parametrize("friday", [date(2020, 6, 19), date(2020, 12, 18)])
def test_sabbath_without_sun(friday: date) -> None:
    """Where the sun stays up or down all day, 18:00 stands for sunset."""
    assert intervals("sabbath", friday, *TROMSO) == ((1080, 1440),)
    assert intervals("sabbath", friday + timedelta(days=1), *TROMSO) == ((0, 1120),)


def test_ramadan_1441() -> None:
    """Ramadan 1441 was from 24 April to 23 May 2020."""
    days = [date(2020, 4, 1) + timedelta(days=i) for i in range(90)]
    fasted = [day for day in days if ramadan(day)]
    assert (fasted[0], fasted[-1], len(fasted)) == (date(2020, 4, 24), date(2020, 5, 23), 30)


def test_ramadan_1448() -> None:
    """Ramadan 1448 begins on 8 February 2027."""
    assert not ramadan(date(2027, 2, 7))
    assert ramadan(date(2027, 2, 8))


def test_ramadan_outside_the_table() -> None:
    """Years for which there is no table have no known Ramadan."""
    assert not ramadan(date(1900, 1, 1))
    assert not ramadan(date(2200, 1, 1))


@pytest.mark.parametrize(
    ("year", "western", "orthodox"),
    [
        (2020, date(2020, 4, 12), date(2020, 4, 19)),
        (2025, date(2025, 4, 20), date(2025, 4, 20)),
        (2027, date(2027, 3, 28), date(2027, 5, 2)),
    ],
)
def test_easter(year: int, western: date, orthodox: date) -> None:
    """Easter is on the day of its rite."""
    assert easter(year, "western") == western
    assert easter(year, "orthodox") == orthodox
