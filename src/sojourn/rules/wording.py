"""The words of findings: people with their ids, cities, local times, counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sojourn.model import MINUTES_A_DAY, WEEKDAYS, Host, Programme, clock

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_PLURALS = {"person": "people", "country": "countries", "strongest wish": "strongest wishes"}


def person(programme: Programme, person_id: str) -> str:
    """``Ana Example (P014)`` for a participant, member of staff or counterpart; else the id."""
    participant = programme.participant.get(person_id)
    if participant is not None:
        return f"{participant.name} ({person_id})"
    member = programme.staff_member.get(person_id)
    if member is not None:
        return f"{member.name} ({person_id})"
    counterpart = programme.counterpart.get(person_id)
    return person_id if counterpart is None else f"{counterpart.name} ({person_id})"


def people(programme: Programme, ids: Sequence[str], most: int = 3) -> str:
    """The first `most` people by name, ``and 12 others``."""
    if len(ids) > most + 1:
        shown = [person(programme, i) for i in ids[:most]]
        return ", ".join(shown) + f" and {len(ids) - most} others"
    return listed(person(programme, i) for i in ids)


def listed(words: Iterable[str]) -> str:
    """``a, b and c``."""
    items = list(words)
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1]


def some(words: Sequence[str], most: int = 5) -> str:
    """``a, b and c``, or the first `most` and how many more there are."""
    if len(words) <= most + 1:
        return listed(words)
    return ", ".join(words[:most]) + f" and {len(words) - most} more"


def are(ids: Sequence[str]) -> str:
    """The verb for so many people."""
    return "is" if len(ids) == 1 else "are"


def does(ids: Sequence[str], verb: str) -> str:
    """The verb in the form for so many people: ``needs`` or ``need``."""
    if len(ids) != 1:
        return verb
    return "has" if verb == "have" else verb + "s"


def count(number: float, noun: str) -> str:
    """``1 minute``, ``3 minutes``, ``2 people``."""
    if number == 1:
        return f"1 {noun}"
    return f"{number:g} {_PLURALS.get(noun, noun + 's')}"


def city(host: Host | None, fallback: str | None = None) -> str:
    """The city of a host, else its id."""
    return host.city if host is not None else str(fallback)


def on_day(ordinal: int) -> str:
    """``Tue 7 April``; `ordinal` counts days as `date.toordinal` does."""
    try:
        day = date.fromordinal(ordinal)
    except (ValueError, OverflowError):
        return f"day {ordinal}"
    return f"{WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def days(ordinals: Iterable[int]) -> str:
    """Days in words, runs of days from first to last."""
    runs: list[list[int]] = []
    for ordinal in sorted(set(ordinals)):
        if runs and ordinal == runs[-1][1] + 1:
            runs[-1][1] = ordinal
        else:
            runs.append([ordinal, ordinal])
    texts = [on_day(a) if a == b else f"{on_day(a)} to {on_day(b)}" for a, b in runs]
    return some(texts) if texts else "no day"


def moment(minutes: int) -> str:
    """``Tue 7 April 09:30`` of absolute local minutes (day ordinal times 1440, plus minutes)."""
    return f"{on_day(minutes // MINUTES_A_DAY)} {clock(minutes % MINUTES_A_DAY)}"


def hours(starts: int, ends: int) -> str:
    """``Tue 7 April 09:30–11:00`` of absolute local minutes."""
    if starts // MINUTES_A_DAY == ends // MINUTES_A_DAY:
        return f"{moment(starts)}–{clock(ends % MINUTES_A_DAY)}"
    return f"{moment(starts)} – {moment(ends)}"


def span(opens: int, closes: int) -> str:
    """``09:00–17:30`` of minutes after midnight."""
    return f"{clock(opens)}–{clock(closes)}"
