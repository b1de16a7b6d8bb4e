"""Windows, the grid, move days, workdays, holidays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.rules.building import (
    WORKING,
    changed_event,
    changed_row,
    found,
    happening,
    make_plan,
    make_programme,
    may,
    moved_event,
    with_events,
)

from sojourn.model import Country, Session, Window


def test_an_offer_lies_inside_one_of_its_windows() -> None:
    """Minutes outside the nearest window are counted; two windows that touch are two."""
    programme = changed_row(make_programme(), "offers", "A1", windows=WORKING)
    assert found(programme, make_plan(), "in_window") == []
    narrow = changed_row(make_programme(), "offers", "A1", windows=(Window.weekly([3], 600, 720),))
    (finding,) = found(narrow, make_plan(), "in_window")
    assert (finding.event, finding.amount) == ("E04", 30)
    touching = (Window.weekly([3], 540, 600), Window.weekly([3], 600, 720))
    split = changed_row(make_programme(), "offers", "A1", windows=touching)
    assert [f.amount for f in found(split, make_plan(), "in_window")] == [30]


def test_an_event_on_a_day_without_a_window_is_all_outside() -> None:
    """A dated window of another day leaves the whole length outside."""
    window = Window.dated(may(7, 9), may(7, 12))
    programme = changed_row(make_programme(), "offers", "A1", windows=(window,))
    assert [f.amount for f in found(programme, make_plan(), "in_window")] == [90]


def test_windows_are_local_to_the_host() -> None:
    """Times written in another zone are read as the host's."""
    event = make_plan().event["E04"]
    utc = changed_event(
        make_plan(), "E04", starts=event.starts.astimezone(None), ends=event.ends.astimezone(None)
    )
    programme = changed_row(make_programme(), "offers", "A1", windows=WORKING)
    assert found(programme, utc, "in_window") == []


def test_professional_events_lie_inside_the_working_day() -> None:
    """What ends after closing is found; a hospitality evening ends by the evening's closing."""
    plan = moved_event(make_plan(), "E04", may(6, 16, 30))
    assert [f.amount for f in found(make_programme(), plan, "in_window")] == [30]
    evening = moved_event(make_plan(), "E08", may(7, 20, 30))
    late = changed_row(
        make_programme(), "offers", "A4", windows=(Window.weekly(range(7), 0, 1440),)
    )
    assert [f.amount for f in found(late, evening, "in_window")] == [30]
    early = moved_event(make_plan(), "E08", may(7, 8, 30))
    assert [f.amount for f in found(make_programme(), early, "in_window")] == [30]


def test_fillers_and_journeys_are_free_of_the_day() -> None:
    """A meal at seven and a journey at six are not outside anything."""
    plan = moved_event(make_plan(), "E05", may(6, 7))
    assert found(make_programme(), plan, "in_window") == []


def test_a_session_with_a_start_starts_then() -> None:
    """Minutes away from the given start are counted."""
    plan = moved_event(make_plan(), "E01", may(3, 9, 45))
    assert [f.amount for f in found(make_programme(), plan, "in_window")] == [15]


def test_a_session_lies_inside_its_windows() -> None:
    """A breakout before its window is found; without windows any time of the day will do."""
    late = changed_row(
        make_programme(), "sessions", "S2", windows=(Window.dated(may(11, 10), may(11, 17)),)
    )
    assert [f.amount for f in found(late, make_plan(), "in_window")] == [30]
    free = changed_row(late, "sessions", "S2", windows=())
    assert found(free, make_plan(), "in_window") == []
    pinned = changed_row(late, "sessions", "S2", pin_starts=may(11, 9, 30))
    assert found(pinned, make_plan(), "in_window") == []


def test_a_meeting_lies_inside_both_windows() -> None:
    """The counterpart's windows and those of the phase's meetings both hold."""
    programme = changed_row(
        make_programme(), "counterparts", "C1", windows=(Window.dated(may(12, 13), may(12, 15)),)
    )
    assert [f.event for f in found(programme, make_plan(), "in_window")] == ["E21", "E22"]
    early = moved_event(make_plan(), "E17", may(12, 13))
    assert [f.amount for f in found(make_programme(), early, "in_window")] == [20]
    phases = tuple(replace(p, meetings=None) for p in make_programme().phases)
    assert len(found(replace(make_programme(), phases=phases), make_plan(), "in_window")) == 6


def test_starts_lie_on_the_grid() -> None:
    """An offer at 9:35 is off the grid of 15 minutes; meals, meetings, journeys are free of it."""
    plan = moved_event(make_plan(), "E04", may(6, 9, 35))
    assert [f.event for f in found(make_programme(), plan, "grid")] == ["E04"]
    for event_id, start in (("E05", may(6, 11, 32)), ("E17", may(12, 13, 31))):
        assert found(make_programme(), moved_event(make_plan(), event_id, start), "grid") == []
    free = happening("E90", "free", "cities", None, may(9, 9, 7), 60, groups=("cities-1",))
    assert found(make_programme(), with_events(make_plan(), free), "grid")


def test_lengths_are_those_given() -> None:
    """An offer, a session and a meeting of another length are found."""
    for event_id, start in (
        ("E04", may(6, 9, 30)),
        ("E01", may(3, 9, 30)),
        ("E17", may(12, 13, 30)),
    ):
        plan = moved_event(make_plan(), event_id, start, 15)
        assert [f.event for f in found(make_programme(), plan, "grid")] == [event_id]


def test_an_event_ends_after_it_starts() -> None:
    """An event of no or negative length is found, whatever it is."""
    for event_id in ("E04", "E05", "E02"):
        event = make_plan().event[event_id]
        plan = changed_event(make_plan(), event_id, ends=event.starts)
        assert [f.event for f in found(make_programme(), plan, "grid")] == [event_id]


def test_nothing_professional_is_on_a_move_day() -> None:
    """An appointment on the day of arrival in a city is found, a cultural event is not."""
    plan = moved_event(make_plan(), "E04", may(5, 14))
    assert [f.who for f in found(make_programme(), plan, "arrival_day")] == [("cities-1",)]
    culture = moved_event(make_plan(), "E07", may(5, 15))
    assert found(make_programme(), culture, "arrival_day") == []


def test_a_move_day_is_one_for_people_whom_an_event_names_too() -> None:
    """A breakout on the first day of a phase together is found."""
    plan = moved_event(make_plan(), "E16", may(10, 16))
    assert [f.event for f in found(make_programme(), plan, "arrival_day")] == ["E16"]


def test_professional_events_lie_on_workdays() -> None:
    """An appointment on Saturday is found; a community offer and a given start are free."""
    plan = moved_event(make_plan(), "E04", may(8, 9, 30))
    assert [f.event for f in found(make_programme(), plan, "workday")] == ["E04"]
    sunday = changed_row(make_programme(), "sessions", "S1", starts=may(2, 9, 30))
    assert found(sunday, moved_event(make_plan(), "E01", may(2, 9, 30)), "workday") == []
    free = changed_row(make_programme(), "sessions", "S1", starts=None)
    assert found(free, moved_event(make_plan(), "E01", may(2, 9, 30)), "workday")


def test_public_levels_do_not_lie_on_a_holiday() -> None:
    """A local appointment on St George's Day in Bulgaria is found; a private one is not."""
    programme = changed_row(make_programme(), "hosts", "austin", country=Country("BG"))
    (finding,) = found(programme, make_plan(), "holiday")
    assert finding.event == "E04"
    private = changed_row(programme, "offers", "A1", level="private")
    assert found(private, make_plan(), "holiday") == []


def test_sessions_of_public_level_keep_holidays() -> None:
    """A session with a given start is free of workdays, but not of public holidays."""
    session = make_programme().session["S1"]
    assert isinstance(session, Session)
    programme = changed_row(make_programme(), "sessions", "S1", level="federal")
    assert found(programme, make_plan(), "holiday") == []
    japan = changed_row(programme, "hosts", "washington", country=Country("JP"))
    assert [f.event for f in found(japan, make_plan(), "holiday")] == ["E01"]


def test_a_closed_date_holds_fillers_and_journeys_only() -> None:
    """A cultural event on a closed date is found, a meal and a journey are not."""
    closed = (date(2021, 5, 8), date(2021, 5, 5))
    programme = changed_row(make_programme(), "hosts", "austin", closed=closed)
    assert [f.event for f in found(programme, make_plan(), "holiday")] == ["E07"]
