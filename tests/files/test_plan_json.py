from __future__ import annotations

from datetime import date, timedelta

import pytest

from sojourn.files.plan_json import read_date, read_moment


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("2020-04-06T09:30-05:00", timedelta(hours=-5)),
        ("2020-04-06T09:30+05:45", timedelta(hours=5, minutes=45)),
        ("2020-04-06T09:30:00Z", timedelta()),
    ],
)
def test_a_time_keeps_its_offset(text: str, offset: timedelta) -> None:
    """The offset that is written becomes a fixed zone."""
    moment = read_moment(text)
    assert moment.utcoffset() == offset and moment.strftime("%H:%M") == "09:30"


@pytest.mark.parametrize(
    "value", ["2020-04-06T09:30", "2020-04-06 09:30-05:00", "2020-13-06T09:30Z", 5, None, "x"]
)
def test_other_times_are_refused(value: object) -> None:
    """Without an offset, in another form, or off the calendar there is no time."""
    with pytest.raises(ValueError):
        read_moment(value)


def test_dates_have_one_form() -> None:
    """Dates are read as the contract writes them and in no other way."""
    assert read_date("2020-04-06") == date(2020, 4, 6)
    for wrong in ("20200406", "2020-W15-1", 5):
        with pytest.raises(ValueError):
            read_date(wrong)
