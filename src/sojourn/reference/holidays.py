"""Public holidays of countries and their states, observed days included.

Source: the package ``holidays`` (category *public*), which follows each country's law. It is
imported with this module and not at the first question, which comes in the middle of a check.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import holidays
import holidays.countries

from sojourn.reference.states import us_state
from sojourn.reference.suggestions import folded
from sojourn.reference.time_zones import country_of_zone


def public_holiday(country: str | None, state: str, timezone: str, day: date) -> str | None:
    """The English name of the public holiday on `day`, or None on an ordinary day.

    `state` is a code or a full name (``TX`` or ``Texas``); an unknown one is ignored, so that only
    the holidays of the whole country hold. Without `country` it is that of `timezone`.
    """
    code = country or country_of_zone(timezone)
    if code is None:
        return None
    return holidays_of(code.upper(), state, day.year).get(day)


@lru_cache(maxsize=4096)
def holidays_of(country: str, state: str, year: int) -> Mapping[date, str]:
    """Names of the public holidays of `country` and its `state` by date, for one `year`."""
    try:
        calendar = holidays.country_holidays(
            country, subdiv=subdivision(country, state), years=year, language="en_US"
        )
    except NotImplementedError:
        return {}
    return {day: name for day, name in sorted(calendar.items()) if day.year == year}


@lru_cache(maxsize=4096)
def subdivision(country: str, state: str) -> str | None:
    """The code under which the holidays of `state` are known, or None where it is unknown."""
    wanted = folded((us_state(state) if country == "US" else None) or state)
    if not wanted:
        return None
    try:
        calendar = holidays.country_holidays(country)
    except NotImplementedError:
        return None
    codes = {folded(code): code for code in calendar.subdivisions}
    codes |= {folded(f"{country}-{code}"): code for code in calendar.subdivisions}
    names = {folded(name): code for name, code in calendar.subdivisions_aliases.items()}
    return codes.get(wanted) or names.get(wanted)
