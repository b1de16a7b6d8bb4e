"""Dates and windows: of the programme, its phases, and everything that must lie in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from sojourn.files.inputs import Inputs
from sojourn.files.problem import Problems, quoted
from sojourn.files.rows import Row
from sojourn.model import Window

MOST_DAYS = 731
"""Days of a programme, two years."""


def check_calendar(inputs: Inputs, problems: Problems) -> None:
    """Tell dates that contradict each other."""
    if inputs.part is not None:
        _check_programme(inputs.part.programme, problems)
        _check_repeated(inputs.part.objectives, "objective", problems)
        _check_repeated(inputs.part.themes, "theme", problems)
        _check_repeated(inputs.part.phases, "phase", problems)
    span = programme_span(inputs)
    for row in inputs.phases:
        _check_phase(row, span, problems)
    _check_sequence(inputs.phases, problems)
    _check_people(inputs, span, problems)
    for name in ("hosts", "offers", "counterparts"):
        for row in inputs.tables[name]:
            _check_windows(row, span, problems)


def programme_span(inputs: Inputs) -> tuple[date, date] | None:
    """First and last day of the programme, or None where they are not known."""
    if inputs.part is None or not inputs.part.programme.known("starts", "ends"):
        return None
    starts, ends = inputs.part.programme.get("starts"), inputs.part.programme.get("ends")
    return (starts, ends) if starts <= ends else None


def _check_programme(row: Row, problems: Problems) -> None:
    if not row.known("starts", "ends"):
        return
    starts, ends = row.get("starts"), row.get("ends")
    if ends < starts:
        message = f"the programme ends on {ends}, before it starts on {starts}"
        problems.error(row.spot("ends"), message, str(ends))
    elif (ends - starts).days >= MOST_DAYS:
        message = f"the programme lasts {(ends - starts).days + 1:,} days; at most {MOST_DAYS} are"
        problems.error(row.spot("ends"), f"{message} planned", str(ends))


def _check_repeated(rows: Iterable[Row], what: str, problems: Problems) -> None:
    seen: dict[Any, Row] = {}
    for row in rows:
        identity = row.get("id")
        if identity is None:
            continue
        first = seen.setdefault(identity, row)
        if first is not row:
            line = first.spot("id").line
            message = f"{quoted(identity)} is already the id of the {what} on line {line}"
            problems.error(row.spot("id"), message, identity)


def _check_phase(row: Row, span: tuple[date, date] | None, problems: Problems) -> None:
    for attribute in ("starts", "ends"):
        if span is not None and row.known(attribute):
            day = row.get(attribute)
            if not span[0] <= day <= span[1]:
                message = f"{day} is outside the programme, {span[0]} to {span[1]}"
                problems.error(row.spot(attribute), message, str(day))
    if row.known("starts", "ends") and row.get("ends") < row.get("starts"):
        message = f"the phase ends on {row.get('ends')}, before it starts on {row.get('starts')}"
        problems.error(row.spot("ends"), message, str(row.get("ends")))
        return
    _check_route(row, problems)
    _check_meetings(row, problems)


def _check_route(row: Row, problems: Problems) -> None:
    route = row.get("route")
    if not route or not row.known("starts", "ends", "route"):
        return
    days = (row.get("ends") - row.get("starts")).days + 1
    if sum(route) != days:
        message = f"the days of the route add up to {sum(route)} but the phase has {days}"
        problems.error(row.spot("route"), message, str(list(route)))


def _check_meetings(row: Row, problems: Problems) -> None:
    if not row.known("meetings", "starts", "ends"):
        return
    for window in row.get("meetings").windows:
        if not opens_within(window, row.get("starts"), row.get("ends")):
            message = f"the window '{window}' never opens in the phase, {_span(row)}"
            problems.error(row.spot("meetings"), message, str(window))


def _span(row: Row) -> str:
    return f"{row.get('starts')} to {row.get('ends')}"


def _check_sequence(phases: list[Row], problems: Problems) -> None:
    """The next phase starts the day after the last full day of the one before."""
    dated = [row for row in phases if row.known("starts", "ends")]
    for before, row in pairwise(dated):
        starts, ended = row.get("starts"), before.get("ends")
        name = before.get("id")
        after = "the next phase starts the day after"
        if starts < before.get("starts"):
            message = f"{starts} is before the start of {name!r}; phases stand in order of time"
            problems.error(row.spot("starts"), message, str(starts))
        elif starts <= ended:
            message = f"the phase overlaps {name!r}, whose last full day is {ended}; {after}"
            problems.error(row.spot("starts"), message, str(starts))
        elif starts > ended + timedelta(days=1):
            message = f"there is a gap after {name!r}, whose last full day is {ended}; {after}"
            problems.warning(row.spot("starts"), message, str(starts))


def _check_people(inputs: Inputs, span: tuple[date, date] | None, problems: Problems) -> None:
    """Arrivals, departures and times of availability."""
    for row in inputs.tables["participants"]:
        if row.known("arrives", "departs") and row.get("departs") <= row.get("arrives"):
            value = row.get("departs").isoformat(timespec="minutes")
            problems.error(row.spot("departs"), f"{value} is not after the arrival", value)
        for attribute in ("arrives", "departs"):
            if span is not None and row.known(attribute):
                _check_within(row, attribute, row.get(attribute).date(), span, problems)
    for row in inputs.tables["staff"]:
        if row.known("available_from", "available_until"):
            first, last = row.get("available_from"), row.get("available_until")
            if last < first:
                message = f"{last} is before {first}, from which the person is there"
                problems.error(row.spot("available_until"), message, str(last))


def _check_within(
    row: Row, attribute: str, day: date, span: tuple[date, date], problems: Problems
) -> None:
    if not span[0] <= day <= span[1]:
        message = f"{day} is outside the programme, {span[0]} to {span[1]}"
        problems.warning(row.spot(attribute), message, str(day))


def _check_windows(row: Row, span: tuple[date, date] | None, problems: Problems) -> None:
    """Windows of which not one opens during the programme."""
    windows = row.get("windows")
    if span is None or not windows or "windows" in row.wrong:
        return
    if not any(opens_within(window, *span) for window in windows):
        message = f"no window opens during the programme, {span[0]} to {span[1]}"
        problems.warning(row.spot("windows"), message, ";".join(map(str, windows)))


def opens_within(window: Window, first: date, last: date) -> bool:
    """Whether `window` opens on a day from `first` to `last`."""
    if window.first is None:
        days = min((last - first).days + 1, 7)
        return any((first.weekday() + i) % 7 in window.weekdays for i in range(days))
    if window.whole_days:
        return window.last is not None and window.first <= last and window.last >= first
    ends = window.first + timedelta(days=(window.closes - 1) // 1440)
    return window.first <= last and ends >= first
