"""Cells that hold dates, local times, windows and days of running."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from sojourn.files.cells import Cell, CellError, list_of, parts
from sojourn.files.problem import quoted
from sojourn.model import (
    EVERY_DAY,
    MINUTES_A_DAY,
    WEEKDAYS,
    OfferPin,
    Window,
    clock,
    days_between,
    weekdays_text,
)

FIRST_YEAR, LAST_YEAR = 1900, 2200
MOST_CLOSED_DAYS = 1000
"""Dates that one range in a list of dates may stand for."""

_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::00(?:\.0+)?)?")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})(?:\s*[Tt]\s*|\s+)([0-9:.]+)")
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


def _date(text: str) -> date:
    found = _DATE.fullmatch(text)
    if found is None:
        moment = _MOMENT.fullmatch(text)
        if moment is not None and _minutes(moment[2]) == 0:
            return _date(moment[1])
        raise CellError(f"{quoted(text)} is not a date such as 2020-04-07")
    try:
        value = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise CellError(f"{quoted(text)} is not a date of the calendar") from None
    if not FIRST_YEAR <= value.year < LAST_YEAR:
        raise CellError(f"{quoted(text)} is not a date between {FIRST_YEAR} and {LAST_YEAR}")
    return value


def _minutes(text: str) -> int:
    """Minutes after midnight of ``09:30``; ``24:00`` is 1440."""
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise CellError(f"{quoted(text)} is not a time of day such as 09:30")
    hours, minutes = int(found[1]), int(found[2])
    if minutes > 59 or hours * 60 + minutes > MINUTES_A_DAY:
        raise CellError(f"{quoted(text)} is not a time of day between 00:00 and 24:00")
    return hours * 60 + minutes


def _moment(text: str) -> datetime:
    found = _MOMENT.fullmatch(text)
    if found is None:
        zone = re.search(r"(?i)(z|[+-][0-9]{2}:?[0-9]{2})$", text) if "T" in text.upper() else None
        hint = " (without an offset: it is the host's local time)" if zone else ""
        raise CellError(f"{quoted(text)} is not a local time such as 2020-04-07T09:30{hint}")
    return _at(_date(found[1]), _minutes(found[2]))


def _at(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minutes)


def _moment_text(value: datetime) -> str:
    return value.isoformat(timespec="minutes")


def _day_or_moment(text: str) -> date:
    """The date of a date or of a local time."""
    return _moment(text).date() if _MOMENT.fullmatch(text) else _date(text)


def _dates(text: str) -> tuple[date, ...]:
    """Dates, and ranges of dates such as ``2020-04-05/2020-04-07``."""
    found: list[date] = []
    for part in parts(text):
        first, slash, last = part.partition("/")
        span = [_date(first.strip())]
        if slash:
            span = _date_range(part, span[0], _date(last.strip()))
        found.extend(span)
    return tuple(dict.fromkeys(found))


def _date_range(part: str, first: date, last: date) -> list[date]:
    if last < first:
        raise CellError(f"{quoted(part)} ends before it starts")
    if (last - first).days >= MOST_CLOSED_DAYS:
        raise CellError(f"{quoted(part)} holds more than {MOST_CLOSED_DAYS:,} days")
    return list(days_between(first, last))


def _weekday(name: str) -> int:
    lowered = name.strip().lower()
    for number, full in enumerate(_DAY_NAMES):
        if len(lowered) >= 3 and full.startswith(lowered):
            return number
    raise CellError(f"{quoted(name)} is not a weekday ({', '.join(WEEKDAYS)})")


def _weekday_set(text: str) -> frozenset[int]:
    """Weekdays such as ``Mon-Fri`` or ``Mon,Wed`` (0 = Monday)."""
    days: set[int] = set()
    for part in re.split(r"[,;]", re.sub(r"[–—]", "-", text)):
        if not part.strip():
            continue
        first, dash, last = part.partition("-")
        start = _weekday(first)
        end = _weekday(last) if dash else start
        days.update((start + i) % 7 for i in range((end - start) % 7 + 1))
    if not days:
        raise CellError(f"{quoted(text)} names no weekday ({', '.join(WEEKDAYS)})")
    return frozenset(days)


_WINDOW_FORMS = "2020-04-07T09:00/12:00, Mon-Fri 09:00/17:00 or 2020-04-05/2020-04-11"


@lru_cache(maxsize=8192)
def _window(text: str) -> Window:
    start, slash, end = (piece.strip() for piece in text.partition("/"))
    if not slash and _DATE.fullmatch(start):
        return Window.days(_date(start), _date(start))
    if not slash:
        raise CellError(f"{quoted(text)} is not a window such as {_WINDOW_FORMS}")
    if _DATE.fullmatch(start):
        return _ordered(text, lambda: Window.days(_date(start), _date(end)))
    if start[:4].isdigit():
        return _dated(text, start, end)
    if start[:1].isalpha() and " " in start:
        names, opens = start.rsplit(None, 1)
        weekdays = _weekday_set(names)
        return _ordered(text, lambda: Window.weekly(weekdays, _minutes(opens), _minutes(end)))
    raise CellError(f"{quoted(text)} is not a window such as {_WINDOW_FORMS}")


def _dated(text: str, start: str, end: str) -> Window:
    opens = _moment(start)
    if _MOMENT.fullmatch(end):
        return _ordered(text, lambda: Window.dated(opens, _moment(end)))
    closes = _at(opens.date(), _minutes(end))
    if closes <= opens:
        after = " (a window past midnight ends with its date: 2020-04-08T01:00)"
        raise CellError(f"{quoted(text)} ends before it starts{after}")
    return Window.dated(opens, closes)


def _ordered(text: str, make: object) -> Window:
    assert callable(make)
    try:
        window = make()
    except CellError:
        raise
    except ValueError:
        raise CellError(f"{quoted(text)} ends before it starts") from None
    assert isinstance(window, Window)
    return window


def _departure(text: str) -> datetime | time:
    """A full local time, or a time of day."""
    if not _CLOCK.fullmatch(text):
        try:
            return _moment(text)
        except CellError:
            raise CellError(
                f"{quoted(text)} is neither a local time such as 2020-04-07T09:30 "
                "nor a time of day such as 09:30"
            ) from None
    minutes = _minutes(text) % MINUTES_A_DAY
    return time(minutes // 60, minutes % 60)


def _departure_text(value: datetime | time) -> str:
    return value.isoformat(timespec="minutes")


def _run_days(text: str) -> tuple[tuple[int, ...], tuple[date, ...]]:
    """The weekdays and the dates on which a leg runs."""
    weekdays: set[int] = set()
    dates: list[date] = []
    for part in parts(text):
        if part[0].isdigit():
            dates.extend(_dates(part))
        else:
            weekdays |= _weekday_set(part)
    return tuple(sorted(weekdays)), tuple(dict.fromkeys(dates))


def _run_days_text(value: tuple[Iterable[int], Iterable[date]]) -> str:
    weekdays = frozenset(value[0])
    names = weekdays_text(weekdays).split(",") if weekdays else []
    return ";".join((*names, *(day.isoformat() for day in value[1])))


def _month(text: str) -> tuple[int, int | None]:
    """Month and, where one is given, year of ``4``, ``2020-04`` or ``April``."""
    dated = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})(?:-01(?:T00:00)?)?", text)
    raw, year = (dated[2], int(dated[1])) if dated else (text, None)
    lowered = raw.lower()
    named = [n for n, name in enumerate(_MONTH_NAMES, 1) if name.startswith(lowered)]
    if len(lowered) >= 3 and len(named) == 1:
        return named[0], year
    plain = re.fullmatch(r"([0-9]{1,2})(?:\.0)?", raw)
    if plain and 1 <= int(plain[1]) <= 12 and (year is None or FIRST_YEAR <= year < LAST_YEAR):
        return int(plain[1]), year
    raise CellError(f"{quoted(text)} is not a month such as 4, 2020-04 or April")


def _month_text(value: tuple[int, int | None]) -> str:
    month, year = value
    return str(month) if year is None else f"{year:04d}-{month:02d}"


def _offer_pin(text: str) -> OfferPin:
    group, sign, moment = text.rpartition("@")
    if not sign or not group.strip():
        raise CellError(f"{quoted(text)} is not a pin such as cities-3@2020-04-07T09:30")
    return OfferPin(group.strip(), _moment(moment.strip()))


def _session_pin(text: str) -> tuple[str | None, datetime]:
    room, sign, moment = text.rpartition("@")
    if not sign:
        raise CellError(
            f"{quoted(text)} is not a pin such as @2020-04-07T09:30 or room@2020-04-07T09:30"
        )
    return room.strip() or None, _moment(moment.strip())


def _session_pin_text(value: tuple[str | None, datetime | None]) -> str:
    room, moment = value
    return "" if moment is None else f"{room or ''}@{_moment_text(moment)}"


def _clock_pair(text: str) -> tuple[int, int]:
    pieces = parts(text)
    if len(pieces) != 2:
        raise CellError(f"{quoted(text)} is not two times of day such as 11:30;14:00")
    return _minutes(pieces[0]), _minutes(pieces[1])


_DATED_LIST = "dates such as 2020-04-07;2020-04-09"
DATE = Cell(_date, date.isoformat, "a date such as 2020-04-07")
DAY = Cell(_day_or_moment, date.isoformat, "a date such as 2020-04-07")
DATES = Cell(_dates, lambda days: ";".join(day.isoformat() for day in days), _DATED_LIST)
MOMENT = Cell(_moment, _moment_text, "a local time such as 2020-04-07T09:30")
CLOCK = Cell(_minutes, clock, "a time of day such as 09:30")
CLOCK_PAIR = Cell(_clock_pair, lambda pair: ";".join(map(clock, pair)), "two times of day")
WINDOWS = list_of(Cell(_window, str, "a window"), f"windows such as {_WINDOW_FORMS}")
WEEKDAY_SET = Cell(_weekday_set, weekdays_text, "weekdays such as Mon-Fri")
DEPARTURE = Cell(_departure, _departure_text, "a local time or a time of day such as 09:30")
RUN_DAYS = Cell(_run_days, _run_days_text, "weekdays such as Mon-Fri, or dates")
MONTH = Cell(_month, _month_text, "a month such as 4 or 2020-04")
OFFER_PIN = Cell(_offer_pin, str, "a pin such as cities-3@2020-04-07T09:30")
SESSION_PIN = Cell(_session_pin, _session_pin_text, "a pin such as room@2020-04-07T09:30")
ALL_DAYS = EVERY_DAY
