from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from tests.files.folders import put, spoilt
from tests.files.programmes import FIRST, windows

from sojourn import files
from sojourn.files.checks.calendar import opens_within
from sojourn.model import Window, days_between

TOML = "programme.toml"


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            TOML,
            "starts = 2020-03-28\nends = 2020-04-18",
            "starts = 2020-03-28\nends = 2020-03-01",
            "programme.toml:5 programme.ends: the programme ends on 2020-03-01, before it starts",
        ),
        (
            TOML,
            "starts = 2020-03-28\nends = 2020-04-18",
            "starts = 2020-03-28\nends = 2029-04-18",
            "programme.toml:5 programme.ends: the programme lasts 3,309 days; at most 731",
        ),
        (
            TOML,
            "ends = 2020-04-17",
            "ends = 2020-04-19",
            "programme.toml:44 phases[3].ends: 2020-04-19 is outside the programme, 2020-03-28 to",
        ),
        (
            TOML,
            "ends = 2020-04-17",
            "ends = 2020-04-11",
            "programme.toml:44 phases[3].ends: the phase ends on 2020-04-11, before it starts",
        ),
        (
            TOML,
            "starts = 2020-04-12",
            "starts = 2020-04-11",
            "programme.toml:43 phases[3].starts: the phase overlaps 'cities', whose last full day "
            "is "
            "2020-04-11; the next phase starts the day after",
        ),
        (
            TOML,
            "starts = 2020-04-12",
            "starts = 2020-04-13",
            "programme.toml:43 phases[3].starts: warning: there is a gap after 'cities',",
        ),
        (
            TOML,
            "route = [7]",
            "route = [4, 2]",
            "programme.toml:35 phases[2].route: the days of the route add up to 6 but the",
        ),
        (
            TOML,
            "2020-04-15T13:30/17:30",
            "2020-04-19T13:30/17:30",
            "programme.toml:45 phases[3].meetings: the window '2020-04-19T13:30/17:30' never opens",
        ),
        (
            TOML,
            'id = "borders"',
            'id = "cyber"',
            "programme.toml:16 themes[2].id: 'cyber' is already the id of the theme on line 12",
        ),
        (
            "offers.csv",
            "2020-04-07T09:00/12:00",
            "2021-04-07T09:00/12:00",
            "offers.csv:4 windows: warning: no window opens during the programme, 2020-03-28 to",
        ),
        (
            "staff.csv",
            "2020-03-28,2020-04-18",
            "2020-04-18,2020-03-28",
            "staff.csv:2 until: 2020-03-28 is before 2020-04-18, from which the person is there",
        ),
    ],
)
def test_dates_that_contradict_each_other_are_told(
    tmp_path: Path, name: str, old: str, new: str, message: str
) -> None:
    """Programme, phases, windows and people each have their message."""
    told = [str(p) for p in files.problems(put(tmp_path, spoilt(name, old, new)))]
    assert any(line.startswith(message) for line in told), told


def test_phases_out_of_order_are_told(tmp_path: Path) -> None:
    """A phase that begins before the one above it is called out of order."""
    change = spoilt(
        TOML, "starts = 2020-04-12\nends = 2020-04-17", "starts = 2020-03-28\nends = 2020-03-29"
    )
    told = [p.message for p in files.problems(put(tmp_path, change))]
    assert "2020-03-28 is before the start of 'cities'; phases stand in order of time" in told


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ("2020-04-02T09:00,2020-04-02T08:00", "2020-04-02T08:00 is not after the arrival"),
        ("2020-03-20T09:00,", "2020-03-20 is outside the programme, 2020-03-28 to 2020-04-18"),
    ],
)
def test_arrivals_and_departures_are_compared(tmp_path: Path, cells: str, message: str) -> None:
    """Nobody leaves before arriving, and travel outside the programme is noticed."""
    text = (
        "id,given_name,family_name,country,languages,arrives,departs\n"
        f"P1,Ana,Example,BR,en,{cells}\nP2,Ben,E,FR,en,,\nP3,Chi,E,CN,en,,\nP4,Dee,E,FR,en,,\n"
    )
    (problem,) = files.problems(put(tmp_path, {"participants.csv": text}))
    assert problem.message == message


@given(windows())
def test_whether_a_window_opens_agrees_with_its_days(window: Window) -> None:
    """A window opens within dates when it opens on one of them."""
    last = date(2020, 3, 6)
    assert opens_within(window, FIRST, last) == any(
        window.on(day) is not None for day in days_between(FIRST, last)
    )


def test_a_window_past_midnight_opens_on_the_next_day() -> None:
    """What begins on the day before the phase may reach into it."""
    window = Window.dated(datetime(2020, 3, 1, 22), datetime(2020, 3, 2, 1))
    assert opens_within(window, date(2020, 3, 2), date(2020, 3, 2))
