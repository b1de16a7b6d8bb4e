"""Time zones: which exist, and in which country they lie. Source: the IANA database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from importlib import resources
from zoneinfo import ZoneInfo, available_timezones

from sojourn.reference.suggestions import closest, folded

_NOT_ZONES = ("posix/", "right/", "posixrules", "localtime", "Factory")
_NOT_PLACES = frozenset(("CET", "EET", "EST", "HST", "MET", "MST", "WET"))
"""Zones that the database links to a city although they name none."""
_OTHER_NAMES = {
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "edt": "America/New_York",
    "cst": "America/Chicago",
    "cdt": "America/Chicago",
    "mdt": "America/Denver",
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "washington": "America/New_York",
    "america washington": "America/New_York",
    "cest": "Europe/Brussels",
    "bst": "Europe/London",
}


@lru_cache(maxsize=1)
def zones() -> frozenset[str]:
    """The names of all zones, links such as ``US/Eastern`` included."""
    return frozenset(z for z in available_timezones() if not z.startswith(_NOT_ZONES))


def is_zone(name: str) -> bool:
    """Whether `name` is a zone of the IANA database, spelt exactly."""
    return name in zones()


@lru_cache(maxsize=1)
def _meanings() -> Mapping[str, str]:
    """Folded names, whole or the last part alone (``chicago``), to zones."""
    ordered = sorted(zones(), key=lambda name: (name not in _countries(), name))
    meanings = {folded(name): name for name in ordered}
    for name in ordered:
        meanings.setdefault(folded(name.rsplit("/", 1)[-1]), name)
    return meanings | _OTHER_NAMES


@lru_cache(maxsize=4096)
def suggest_zone(text: str) -> str | None:
    """The zone that `text` probably means: ``america/chicgo`` -> ``America/Chicago``."""
    return closest(text, _meanings())


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, str]:
    """Country of each zone of zone.tab, which names exactly one for each."""
    rows = _table("zone.tab")
    return {columns[2]: columns[0] for columns in rows}


@lru_cache(maxsize=1)
def _links() -> Mapping[str, str]:
    """What each link of the database points to."""
    text = resources.files("tzdata.zoneinfo").joinpath("tzdata.zi").read_text("utf-8")
    rows = (line.split() for line in text.splitlines() if line.startswith("L "))
    return {link: target for _, target, link in rows}


def _table(name: str) -> list[list[str]]:
    text = resources.files("tzdata.zoneinfo").joinpath(name).read_text("utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [line.split("\t") for line in lines]


@lru_cache(maxsize=4096)
def country_of_zone(name: str) -> str | None:
    """The country (alpha-2) in which the zone's namesake lies; None for ``UTC`` and unknown names.

    ``US/Eastern`` is the United States; ``Asia/Calcutta`` is India.
    """
    countries = _countries()
    links = _links()
    seen: set[str] = set()
    if name in _NOT_PLACES:
        return None
    while name not in countries and name in links and name not in seen:
        seen.add(name)
        name = links[name]
    return countries.get(name)


def offset(moment: datetime, zone: str) -> int:
    """Minutes east of UTC of the naive local time `moment` in `zone` (the first, if twice)."""
    delta = moment.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    return 0 if delta is None else round(delta.total_seconds()) // 60
