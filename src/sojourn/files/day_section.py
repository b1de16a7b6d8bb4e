"""The working day: ``[day]``, and what ``[phases.day]`` changes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sojourn.files import cells, times
from sojourn.files.sections import Section
from sojourn.model import Day, Lunch, clock, weekdays_text

_TABLES = ("lunch", "appointments")


def read_day(section: Section, base: Day) -> Day:
    """`base` with the keys of `section` laid over it, one by one."""
    lunch = section.section("lunch")
    appointments = section.section("appointments")
    earliest, latest = lunch.take(
        "between", times.CLOCK_PAIR, (base.lunch.earliest, base.lunch.latest)
    )
    day = Day(
        opens=section.take("opens", times.CLOCK, base.opens),
        closes=section.take("closes", times.CLOCK, base.closes),
        evening_closes=section.take("evening_closes", times.CLOCK, base.evening_closes),
        workdays=section.take("workdays", times.WEEKDAY_SET, base.workdays),
        step=section.take("step", cells.whole(1, 720), base.step),
        lunch=Lunch(earliest, latest, lunch.take("minutes", cells.NATURAL, base.lunch.minutes)),
        at_least=appointments.take("at_least", cells.NATURAL, base.at_least),
        at_most=appointments.take("at_most", cells.NATURAL, base.at_most),
        free_half_days=section.take("free_half_days", cells.NATURAL, base.free_half_days),
        interpreting_minutes=section.take(
            "interpreting_minutes", cells.NATURAL, base.interpreting_minutes
        ),
        extra=_overlaid(base.extra, _rest(section, lunch, appointments)),
    )
    _check(section, lunch, appointments, day)
    return day


def _rest(section: Section, lunch: Section, appointments: Section) -> dict[str, Any]:
    rest = section.rest()
    for name, part in zip(_TABLES, (lunch, appointments), strict=True):
        left = part.rest()
        if left:
            rest[name] = left
    return rest


def _overlaid(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """`own` over `base`, key by key, also within the tables `_TABLES`."""
    merged = dict(base) | dict(own)
    for name in _TABLES:
        if name in base and name in own:
            merged[name] = {**base[name], **own[name]}
    return merged


def _difference(value: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    """The part of `value` that laid over `base` gives `value`."""
    changed = {key: item for key, item in value.items() if not _same(item, base.get(key))}
    for name in _TABLES:
        if name in changed and name in base:
            inner, below = changed[name], base[name]
            changed[name] = {k: v for k, v in inner.items() if not _same(v, below.get(k))}
    return changed


def _same(a: Any, b: Any) -> bool:
    """Whether two values are equal and of one type (1 is not True)."""
    return type(a) is type(b) and bool(a == b)


def _check(section: Section, lunch: Section, appointments: Section, day: Day) -> None:
    problems = section.source.problems
    if section.wrong or lunch.wrong or appointments.wrong or not section.values:
        return
    if not day.opens < day.closes <= day.evening_closes:
        key = "closes" if day.closes <= day.opens else "evening_closes"
        problems.error(
            section.spot(key),
            f"the day opens at {clock(day.opens)}, closes at {clock(day.closes)} and in the "
            f"evening at {clock(day.evening_closes)}; each must be later than the one before",
        )
    if day.lunch.latest - day.lunch.earliest < day.lunch.minutes:
        problems.error(
            section.spot("lunch"),
            f"lunch of {day.lunch.minutes} minutes does not fit between "
            f"{clock(day.lunch.earliest)} and {clock(day.lunch.latest)}",
        )
    if day.at_least > day.at_most:
        problems.error(
            section.spot("appointments"),
            f"at_least = {day.at_least} is more than at_most = {day.at_most}",
        )


def day_document(day: Day) -> dict[str, Any]:
    """`day` as the table ``[day]``, every key written."""
    document: dict[str, Any] = {
        "opens": clock(day.opens),
        "closes": clock(day.closes),
        "evening_closes": clock(day.evening_closes),
        "workdays": weekdays_text(day.workdays),
        "step": day.step,
        "lunch": {
            "between": [clock(day.lunch.earliest), clock(day.lunch.latest)],
            "minutes": day.lunch.minutes,
        },
        "appointments": {"at_least": day.at_least, "at_most": day.at_most},
        "free_half_days": day.free_half_days,
        "interpreting_minutes": day.interpreting_minutes,
    }
    return _overlaid(document, day.extra)


def day_changes(day: Day, base: Day) -> dict[str, Any]:
    """What ``[phases.day]`` must hold for `base` to become `day`."""
    return _difference(day_document(day), day_document(base))
