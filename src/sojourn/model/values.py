"""Value types: country, language, money, weekday sets, windows and local times.

They check their own shape and nothing else; whether a country or a language *exists* is a fact
of the world and belongs to `sojourn.reference`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Self
from zoneinfo import ZoneInfo

MINUTES_A_DAY = 1440
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
EVERY_DAY = frozenset(range(7))


class Country(str):
    """An ISO 3166-1 alpha-2 code (or ``XK``), upper case."""

    __slots__ = ()

    def __new__(cls, code: str) -> Self:
        """Raise `ValueError` unless `code` is two letters."""
        if not re.fullmatch(r"[A-Za-z]{2}", code):
            raise ValueError(f"{code!r} is not a two-letter country code")
        return super().__new__(cls, code.upper())


class Language(str):
    """A BCP 47 tag such as ``en`` or ``zh-Hans``; languages match by their primary subtag."""

    __slots__ = ()

    def __new__(cls, tag: str) -> Self:
        """Raise `ValueError` unless `tag` looks like a BCP 47 tag."""
        if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag):
            raise ValueError(f"{tag!r} is not a language tag")
        return super().__new__(cls, tag)

    @property
    def primary(self) -> str:
        """The primary subtag in lower case: ``zh`` of ``zh-Hans``."""
        return self.split("-", 1)[0].lower()


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount in the programme's currency, held in whole cents."""

    cents: int = 0

    @classmethod
    def of(cls, amount: str | int | float | Decimal) -> Money:
        """The amount given in units (not cents), rounded half up to the cent."""
        units = Decimal(str(amount))
        return cls(int((units * 100).to_integral_value(ROUND_HALF_UP)))

    @property
    def units(self) -> Decimal:
        """The amount in units, exact."""
        return Decimal(self.cents) / 100

    def __add__(self, other: Money) -> Money:
        return Money(self.cents + other.cents)

    def __sub__(self, other: Money) -> Money:
        return Money(self.cents - other.cents)

    def __mul__(self, factor: int | Decimal) -> Money:
        return Money(int((Decimal(self.cents) * factor).to_integral_value(ROUND_HALF_UP)))

    __rmul__ = __mul__

    def __str__(self) -> str:
        whole, cents = divmod(abs(self.cents), 100)
        sign = "-" if self.cents < 0 else ""
        return f"{sign}{whole}" if cents == 0 else f"{sign}{whole}.{cents:02d}"


def total(amounts: Iterable[Money]) -> Money:
    """The sum of `amounts`."""
    return Money(sum(amount.cents for amount in amounts))


def clock(minutes: int) -> str:
    """``HH:MM`` of `minutes` after midnight; 1440 is ``24:00``."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def minutes_of(moment: datetime | time) -> int:
    """Minutes after local midnight."""
    return moment.hour * 60 + moment.minute


def at(day: date, minutes: int) -> datetime:
    """The local time `minutes` after the midnight that begins `day` (may be past 1440)."""
    return datetime.combine(day, time()) + timedelta(minutes=minutes)


def localise(moment: datetime, zone: str) -> datetime:
    """The naive local time `moment` as an aware one in `zone`.

    A local time that daylight saving skips is moved forward by the skipped hour; of one that
    happens twice the first is meant.
    """
    aware = moment.replace(tzinfo=ZoneInfo(zone))
    return aware.astimezone(ZoneInfo("UTC")).astimezone(ZoneInfo(zone))


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Every date from `first` to `last`, both included."""
    return tuple(first + timedelta(days=i) for i in range((last - first).days + 1))


@dataclass(frozen=True, slots=True)
class Window:
    """Hours in which something is possible, in local time.

    Three forms share one shape: a dated window (``first`` given, `opens` and `closes` counted
    from the midnight of `first`), a weekly one (``first`` is None) and whole days (`whole_days`).

    Attributes:
        first: first date, or None for a weekly window.
        last: last date of whole days, else equal to `first`.
        weekdays: 0 = Monday; every day for the dated forms.
        opens: minutes after midnight at which it opens.
        closes: minutes after the midnight of `first` at which it closes; > `opens`.
        whole_days: True for ``2020-04-05/2020-04-11``.

    """

    first: date | None
    last: date | None
    weekdays: frozenset[int]
    opens: int
    closes: int
    whole_days: bool = False

    def __post_init__(self) -> None:
        if self.closes <= self.opens:
            raise ValueError("the window ends before it starts")
        if self.first is not None and self.last is not None and self.last < self.first:
            raise ValueError("the window ends before it starts")

    @classmethod
    def dated(cls, starts: datetime, ends: datetime) -> Window:
        """From the local time `starts` to the local time `ends`."""
        closes = int((ends - datetime.combine(starts.date(), time())).total_seconds()) // 60
        return cls(starts.date(), starts.date(), EVERY_DAY, minutes_of(starts), closes)

    @classmethod
    def weekly(cls, weekdays: Iterable[int], opens: int, closes: int) -> Window:
        """On each of `weekdays` (0 = Monday), minutes `opens` to `closes`."""
        return cls(None, None, frozenset(weekdays), opens, closes)

    @classmethod
    def days(cls, first: date, last: date) -> Window:
        """The whole days from `first` to `last`, both included."""
        return cls(first, last, EVERY_DAY, 0, MINUTES_A_DAY, whole_days=True)

    def on(self, day: date) -> tuple[int, int] | None:
        """Opening and closing in minutes after the midnight of `day`, or None if closed.

        A dated window that began on an earlier day opens at 0; one that closes on a later day
        closes after 1440.
        """
        if self.first is None:
            return (self.opens, self.closes) if day.weekday() in self.weekdays else None
        if self.whole_days:
            assert self.last is not None
            return (0, MINUTES_A_DAY) if self.first <= day <= self.last else None
        shift = (day - self.first).days * MINUTES_A_DAY
        opens, closes = max(0, self.opens - shift), self.closes - shift
        if shift < 0 or closes <= 0 or opens >= MINUTES_A_DAY:
            return None
        return opens, closes

    def __str__(self) -> str:
        if self.first is None:
            return f"{weekdays_text(self.weekdays)} {clock(self.opens)}/{clock(self.closes)}"
        if self.whole_days:
            return f"{self.first}/{self.last}"
        start = at(self.first, self.opens).isoformat(timespec="minutes")
        end = at(self.first, self.closes)
        if end.date() == self.first:
            return f"{start}/{end:%H:%M}"
        return f"{start}/{end.isoformat(timespec='minutes')}"


def weekdays_text(weekdays: frozenset[int]) -> str:
    """``Mon-Fri``, ``Sat``, ``Mon,Wed``: the shortest text that reads back as `weekdays`."""
    parts: list[str] = []
    ordered = sorted(weekdays)
    start = 0
    for i in range(len(ordered)):
        if i + 1 < len(ordered) and ordered[i + 1] == ordered[i] + 1:
            continue
        run = ordered[start : i + 1]
        names = [WEEKDAYS[day] for day in run]
        parts.extend([f"{names[0]}-{names[-1]}"] if len(run) > 2 else names)
        start = i + 1
    return ",".join(parts)


def open_spans(windows: Iterable[Window], day: date) -> tuple[tuple[int, int], ...]:
    """The spans of `windows` on `day`, in minutes after midnight, merged and sorted."""
    spans = sorted(span for window in windows if (span := window.on(day)) is not None)
    merged: list[tuple[int, int]] = []
    for opens, closes in spans:
        if merged and opens <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], closes))
        else:
            merged.append((opens, closes))
    return tuple(merged)
