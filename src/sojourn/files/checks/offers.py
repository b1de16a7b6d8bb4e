"""Offers that no group can ever visit, and objectives that nothing serves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sojourn.files.checks.calendar import opens_within, programme_span
from sojourn.files.inputs import Inputs
from sojourn.files.problem import Problems, quoted
from sojourn.files.rows import Row
from sojourn.model import (
    MINUTES_A_DAY,
    PROFESSIONAL_OFFERS,
    Day,
    clock,
    days_between,
    open_spans,
)


def check_offers(inputs: Inputs, problems: Problems) -> None:
    """Tell offers of cities without an hour for any group, and objectives that nothing lists.

    Nothing is told where something else is wrong already, which may be the cause.
    """
    if problems.any_error:
        return
    span = programme_span(inputs)
    for row in inputs.tables["offers"]:
        windows = row.get("windows")
        if not row.known("host", "kind", "minutes") or not windows or "windows" in row.wrong:
            continue
        if span is None or row.get("status") == "declined":
            continue
        if any(opens_within(window, *span) for window in windows):
            _check_hours(row, inputs, problems)
    _check_objectives(inputs, problems)


def _check_hours(row: Row, inputs: Inputs, problems: Problems) -> None:
    """Whether the offer has an hour on any day of its host's phases."""
    stays = list(_stays(row, inputs))
    if not stays:
        return
    spans = [
        (hours, span)
        for hours, day in stays
        if _working(row, hours, day)
        for span in open_spans(row.get("windows"), day)
    ]
    host, minutes = row.get("host"), row.get("minutes")
    fitting = [(hours, span) for hours, span in spans if _longest(row, hours, span) >= minutes]
    if not spans:
        days = "workday" if _weekdays_only(row) else "day"
        dates = [day for hours, day in stays if _working(row, hours, day)] or [stays[0][1]]
        message = (
            f"no window opens on a {days} on which a group can be at {host!r}, between "
            f"{min(dates)} and {max(dates)}"
        )
    elif not fitting:
        hours = spans[0][0]
        closes = clock(_closes(row, hours))
        message = f"no window holds {minutes} minutes within the day, {clock(hours.opens)}-{closes}"
    elif row.get("kind") in PROFESSIONAL_OFFERS and not any(
        _lunch(row, hours, span) for hours, span in fitting
    ):
        lunch = fitting[0][0].lunch
        message = (
            f"{minutes} minutes in these windows leave no lunch of {lunch.minutes} minutes between "
            f"{clock(lunch.earliest)} and {clock(lunch.latest)}; shorten it or widen its windows"
        )
    else:
        return
    problems.warning(row.spot("windows"), message, ";".join(map(str, row.get("windows"))))


def _stays(row: Row, inputs: Inputs) -> Iterator[tuple[Day, date]]:
    """Working day and date of each day of a split phase on which a group may visit the offer."""
    for phase in inputs.phases:
        if phase.get("kind") != "split" or not phase.known("hosts", "starts", "ends", "day"):
            continue
        if row.get("host") not in phase.get("hosts") or phase.get("ends") < phase.get("starts"):
            continue
        moving = 1 if row.get("kind") in PROFESSIONAL_OFFERS else 0
        first = phase.get("starts") + timedelta(days=moving)
        for day in days_between(first, phase.get("ends")):
            yield phase.get("day"), day


def _weekdays_only(row: Row) -> bool:
    return row.get("kind") in PROFESSIONAL_OFFERS and row.get("kind") != "community"


def _working(row: Row, hours: Day, day: date) -> bool:
    return not _weekdays_only(row) or day.weekday() in hours.workdays


def _closes(row: Row, hours: Day) -> int:
    return hours.closes if row.get("kind") in PROFESSIONAL_OFFERS else hours.evening_closes


def _longest(row: Row, hours: Day, span: tuple[int, int]) -> int:
    """Minutes of a span that lie within the day."""
    return min(span[1], _closes(row, hours), MINUTES_A_DAY) - max(span[0], hours.opens)


def _lunch(row: Row, hours: Day, span: tuple[int, int]) -> bool:
    """Whether lunch fits before the latest or after the earliest start in a span."""
    lunch, minutes = hours.lunch, row.get("minutes")
    opens, closes = max(span[0], hours.opens), min(span[1], hours.closes)
    before, after = closes - minutes - lunch.earliest, lunch.latest - opens - minutes
    return bool(max(before, after) >= lunch.minutes)


def _check_objectives(inputs: Inputs, problems: Problems) -> None:
    """Whether each objective is listed by an offer that is not declined, or by a session."""
    offers, sessions = inputs.tables["offers"], inputs.tables["sessions"]
    if inputs.part is None or all(row.get("kind") != "split" for row in inputs.phases):
        return
    if not (offers.sound("objectives", "status") and sessions.sound("objectives")):
        return
    rows = [*sessions, *(row for row in offers if row.get("status") != "declined")]
    listed = {name for row in rows for name in row.get("objectives") or ()}
    for row in inputs.part.objectives:
        name = row.get("id")
        if name is not None and name not in listed:
            message = (
                f"no offer and no session lists {quoted(name)}, so nobody can meet it; name it in "
                "the objectives of an offer at each host, or of a session"
            )
            problems.warning(row.spot("id"), message, name)
