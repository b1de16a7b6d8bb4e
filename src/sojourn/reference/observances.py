"""When faith keeps people from the programme: weekly hours, Ramadan and Easter."""

from __future__ import annotations

import math
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

MIDNIGHT = 1440
OBSERVANCES = ("friday_prayer", "sabbath", "sunday_service")
FRIDAY_PRAYER = (12 * 60 + 30, 14 * 60 + 15)
SUNDAY_SERVICE = (9 * 60, 12 * 60)
NIGHTFALL = 40
"""Minutes from sunset to the end of the Sabbath on Saturday."""
SUNSET_WITHOUT_SUN = 18 * 60
"""Where the sun does not set on a day (or does not rise), the hour that is kept instead."""

Spans = tuple[tuple[int, int], ...]
_FRIDAY, _SATURDAY, _SUNDAY = 4, 5, 6


@lru_cache(maxsize=65536)
def intervals(
    observance: str, day: date, latitude: float, longitude: float, timezone: str
) -> Spans:
    """The hours of `day` that `observance` keeps free, in minutes after local midnight.

    Friday prayer is Friday 12:30-14:15, Sunday service Sunday 9:00-12:00. The Sabbath runs from
    sunset on Friday, rounded down to the minute, to 40 minutes after sunset on Saturday, rounded
    up. In high summer far north either may fall after midnight, and so on the next day. An
    observance that is not one of `OBSERVANCES` keeps nothing free.
    """
    weekday = day.weekday()
    if observance == "friday_prayer":
        return (FRIDAY_PRAYER,) if weekday == _FRIDAY else ()
    if observance == "sunday_service":
        return (SUNDAY_SERVICE,) if weekday == _SUNDAY else ()
    if observance != "sabbath" or weekday not in (_FRIDAY, _SATURDAY, _SUNDAY):
        return ()
    friday = day - timedelta(days=weekday - _FRIDAY)
    opens = math.floor(sunset(friday, latitude, longitude, timezone))
    saturday = friday + timedelta(days=1)
    closes = math.ceil(sunset(saturday, latitude, longitude, timezone) + NIGHTFALL) + MIDNIGHT
    shift = (weekday - _FRIDAY) * MIDNIGHT
    start, end = max(0, opens - shift), min(MIDNIGHT, closes - shift)
    return ((start, end),) if start < end else ()


@lru_cache(maxsize=8192)
def sunset(day: date, latitude: float, longitude: float, timezone: str) -> float:
    """Minutes after the local midnight that begins `day` at which the sun sets.

    It is the sunset that follows that day's noon, so it is over 1440 where the sun sets after
    midnight, and 18:00 where it does not set, or does not rise, at all. Source: package astral,
    at sea level.
    """
    from astral import Observer, SunDirection
    from astral.sun import SUN_APPARENT_RADIUS, time_of_transit
    from astral.sun import noon as solar_noon

    observer, zone = Observer(latitude, longitude), ZoneInfo(timezone)
    midday = datetime.combine(day, time(12), zone)
    around = [day + timedelta(days=i) for i in (-1, 0, 1, 2)]
    noon = min((solar_noon(observer, d) for d in around), key=lambda m: abs(m - midday))
    sunsets: list[datetime] = []
    for each in around:
        with suppress(ValueError):
            sunsets.append(
                time_of_transit(observer, each, 90 + SUN_APPARENT_RADIUS, SunDirection.SETTING)
            )
    after = sorted(s for s in sunsets if noon <= s < noon + timedelta(hours=13))
    if not after:
        return float(SUNSET_WITHOUT_SUN)
    local = after[0].astimezone(zone).replace(tzinfo=None)
    return (local - datetime.combine(day, time())).total_seconds() / 60


@lru_cache(maxsize=4096)
def ramadan(day: date) -> bool:
    """Whether `day` lies in Ramadan by the Umm al-Qura calendar.

    Sighting of the moon may move it by a day. Years outside the table (1924-2077) have none.
    """
    from hijridate import Gregorian

    try:
        return bool(Gregorian.fromdate(day).to_hijri().month == 9)
    except OverflowError:
        return False


@lru_cache(maxsize=1024)
def easter(year: int, rite: Literal["western", "orthodox"] = "western") -> date:
    """Easter Sunday of `year` in the Gregorian calendar."""
    from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN
    from dateutil.easter import easter as easter_sunday

    return easter_sunday(year, EASTER_ORTHODOX if rite == "orthodox" else EASTER_WESTERN)
