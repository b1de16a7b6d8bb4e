"""Value types: shape, arithmetic, windows and local times."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sojourn.model import (
    Country,
    Language,
    Money,
    Window,
    at,
    clock,
    localise,
    open_spans,
    weekdays_text,
)

MONDAY = date(2020, 4, 6)


def test_country_is_upper_case_and_two_letters() -> None:
    """A country is two letters in upper case; anything else is refused."""
    assert Country("fr") == "FR"
    with pytest.raises(ValueError, match="two-letter"):
        Country("FRA")


def test_languages_match_by_primary_subtag() -> None:
    """Chinese in two scripts is one language to an interpreter."""
    assert Language("zh-Hans").primary == Language("zh-Hant").primary == "zh"
    with pytest.raises(ValueError, match="language tag"):
        Language("not a tag")


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))
def test_money_is_exact(a: int, b: int) -> None:
    """Sums and differences of money are exact to the cent, and text reads back."""
    assert (Money(a) + Money(b)) - Money(b) == Money(a)
    assert Money.of(str(Money(a))) == Money(a)


def test_money_rounds_half_up() -> None:
    """Half a cent is rounded away from zero, never to even."""
    assert Money.of("0.125") == Money(13)
    assert Money(101) * 3 == 3 * Money(101) == Money(303)


def test_dated_window_is_open_on_its_day_only() -> None:
    """A dated window is open on its day and closed the day after."""
    window = Window.dated(at(MONDAY, 540), at(MONDAY, 720))
    assert window.on(MONDAY) == (540, 720)
    assert window.on(MONDAY + timedelta(days=1)) is None
    assert window.on(MONDAY - timedelta(days=1)) is None


def test_window_past_midnight_continues_the_next_day() -> None:
    """A window from 22:00 to 02:00 closes after 1440 on its day and at 120 on the next."""
    window = Window.dated(at(MONDAY, 1320), at(MONDAY, 1560))
    assert window.on(MONDAY) == (1320, 1560)
    assert window.on(MONDAY + timedelta(days=1)) == (0, 120)
    assert str(window) == "2020-04-06T22:00/2020-04-07T02:00"


def test_weekly_window_and_whole_days() -> None:
    """Weekly windows repeat; whole days are open from midnight to midnight."""
    weekly = Window.weekly(range(5), 540, 1020)
    assert weekly.on(MONDAY) == (540, 1020)
    assert weekly.on(MONDAY + timedelta(days=5)) is None
    days = Window.days(MONDAY, MONDAY + timedelta(days=2))
    assert days.on(MONDAY + timedelta(days=2)) == (0, 1440)
    assert days.on(MONDAY + timedelta(days=3)) is None


def test_window_that_ends_before_it_starts_is_refused() -> None:
    """A window needs time between its ends."""
    with pytest.raises(ValueError, match="ends before it starts"):
        Window.weekly([0], 600, 600)
    with pytest.raises(ValueError, match="ends before it starts"):
        Window.days(MONDAY, MONDAY - timedelta(days=1))


@pytest.mark.parametrize(
    ("days", "text"),
    [([0, 1, 2, 3, 4], "Mon-Fri"), ([5], "Sat"), ([0, 2], "Mon,Wed"), ([0, 1, 4, 5, 6], None)],
)
def test_weekdays_are_written_shortly(days: list[int], text: str | None) -> None:
    """Runs of three or more weekdays are written as a range."""
    assert weekdays_text(frozenset(days)) == (text or "Mon,Tue,Fri-Sun")


def test_open_spans_are_merged_and_sorted() -> None:
    """Windows that touch or overlap are one span."""
    windows = [
        Window.weekly([0], 600, 700),
        Window.weekly([0], 540, 600),
        Window.weekly([0], 800, 900),
    ]
    assert open_spans(windows, MONDAY) == ((540, 700), (800, 900))


def test_clock_writes_the_end_of_the_day() -> None:
    """Midnight at the end of a day is 24:00."""
    assert [clock(m) for m in (0, 545, 1440)] == ["00:00", "09:05", "24:00"]


def test_skipped_local_time_moves_forward() -> None:
    """02:30 on the morning when clocks go forward is 03:30 in summer time."""
    skipped = localise(datetime(2020, 3, 8, 2, 30), "America/New_York")
    assert skipped.isoformat(timespec="minutes") == "2020-03-08T03:30-04:00"


def test_repeated_local_time_is_the_first() -> None:
    """01:30 on the morning when clocks go back is the one in summer time."""
    repeated = localise(datetime(2020, 11, 1, 1, 30), "America/New_York")
    assert repeated.isoformat(timespec="minutes") == "2020-11-01T01:30-04:00"
