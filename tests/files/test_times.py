from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.files.programmes import windows

from sojourn.files import times
from sojourn.files.cells import Cell, CellError
from sojourn.model import EVERY_DAY, Window

DAY = date(2020, 4, 7)


@pytest.mark.parametrize(
    ("cell", "text", "value"),
    [
        (times.DATE, "2020-04-07", DAY),
        (times.DATE, "2020-04-07T00:00", DAY),
        (times.DAY, "2020-04-07T18:30", DAY),
        (
            times.DATES,
            "2020-04-07;2020-04-09/2020-04-10",
            (DAY, date(2020, 4, 9), date(2020, 4, 10)),
        ),
        (times.MOMENT, "2020-04-07T09:30", datetime(2020, 4, 7, 9, 30)),
        (times.MOMENT, "2020-04-07 9:30:00", datetime(2020, 4, 7, 9, 30)),
        (times.MOMENT, "2020-04-07T24:00", datetime(2020, 4, 8)),
        (times.CLOCK, "24:00", 1440),
        (times.DEPARTURE, "09:30", time(9, 30)),
        (times.DEPARTURE, "2020-04-07T09:30", datetime(2020, 4, 7, 9, 30)),
        (times.WEEKDAY_SET, "mon-Wednesday,Sat", frozenset({0, 1, 2, 5})),
        (times.WEEKDAY_SET, "Sat–Mon", frozenset({5, 6, 0})),
        (times.RUN_DAYS, "Mon;Wed", ((0, 2), ())),
        (times.RUN_DAYS, "Mon-Fri;2020-04-11", ((0, 1, 2, 3, 4), (date(2020, 4, 11),))),
        (times.MONTH, "4", (4, None)),
        (times.MONTH, "2020-04", (4, 2020)),
        (times.MONTH, "April", (4, None)),
        (times.MONTH, "Sep", (9, None)),
        (times.SESSION_PIN, "@2020-04-07T09:30", (None, datetime(2020, 4, 7, 9, 30))),
        (times.SESSION_PIN, "a@b@2020-04-07T09:30", ("a@b", datetime(2020, 4, 7, 9, 30))),
    ],
)
def test_a_good_cell_gives_its_value(cell: Cell, text: str, value: Any) -> None:
    """Dates, local times, weekdays, months and pins are read in each of their forms."""
    assert cell.parse(text) == value


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("2020-04-07T09:00/12:00", Window(DAY, DAY, EVERY_DAY, 540, 720)),
        ("2020-04-07T22:00/2020-04-08T01:00", Window(DAY, DAY, EVERY_DAY, 1320, 1500)),
        ("2020-04-07T09:00/24:00", Window(DAY, DAY, EVERY_DAY, 540, 1440)),
        ("mon-fri 9:00/17:00", Window.weekly(range(5), 540, 1020)),
        ("Mon,Wed 09:00/24:00", Window.weekly([0, 2], 540, 1440)),
        ("2020-04-05/2020-04-11", Window.days(date(2020, 4, 5), date(2020, 4, 11))),
        ("2020-04-07", Window.days(DAY, DAY)),
    ],
)
def test_windows_are_read_in_their_three_forms(text: str, window: Window) -> None:
    """Dated, weekly and whole-day windows, also past midnight."""
    assert times.WINDOWS.parse(f"{text}; Sat 10:00/14:00") == (
        window,
        Window.weekly([5], 600, 840),
    )


@given(st.lists(windows(), min_size=1, unique=True).map(tuple))
def test_a_window_reads_back_as_it_was_written(windows: tuple[Window, ...]) -> None:
    """Writing and reading a list of windows is the identity."""
    assert times.WINDOWS.parse(times.WINDOWS.format(windows)) == windows


@pytest.mark.parametrize(
    ("cell", "text", "message"),
    [
        (times.DATE, "7/4/2020", "'7/4/2020' is not a date such as 2020-04-07"),
        (times.DATE, "2020-02-30", "is not a date of the calendar"),
        (times.DATE, "9999-01-01", "is not a date between 1900 and 2200"),
        (times.DATES, "2020-04-09/2020-04-07", "ends before it starts"),
        (times.DATES, "2000-01-01/2020-04-07", "holds more than 1,000 days"),
        (times.MOMENT, "2020-04-07", "is not a local time such as 2020-04-07T09:30"),
        (times.MOMENT, "2020-04-07T09:30+02:00", "without an offset"),
        (times.MOMENT, "2020-04-07T09:75", "is not a time of day between 00:00 and 24:00"),
        (times.CLOCK, "9.30", "is not a time of day such as 09:30"),
        (times.WINDOWS, "2020-04-07T12:00/09:00", "a window past midnight ends with its date"),
        (times.WINDOWS, "Mon-Fri 17:00/09:00", "'Mon-Fri 17:00/09:00' ends before it starts"),
        (times.WINDOWS, "2020-04-11/2020-04-05", "ends before it starts"),
        (times.WINDOWS, "Mon-Fri", "is not a window such as"),
        (times.WINDOWS, "Mox 09:00/10:00", "'Mox' is not a weekday"),
        (times.WINDOWS, "morning", "is not a window such as"),
        (times.RUN_DAYS, "daily", "'daily' is not a weekday"),
        (times.MONTH, "13", "is not a month such as 4, 2020-04 or April"),
        (times.MONTH, "Ma", "is not a month"),
        (times.OFFER_PIN, "2020-04-07T09:30", "is not a pin such as cities-3@2020-04-07T09:30"),
        (times.SESSION_PIN, "hall", "is not a pin such as"),
        (times.DEPARTURE, "noon", "is neither a local time such as"),
    ],
)
def test_a_bad_cell_is_told_in_a_sentence(cell: Cell, text: str, message: str) -> None:
    """The value and what is expected are named."""
    with pytest.raises(CellError) as raised:
        cell.parse(text)
    assert message in str(raised.value)
