"""When events may be: windows, the grid, move days, workdays, holidays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sojourn.model import MINUTES_A_DAY, Finding, Window, weekdays_text
from sojourn.rules import wording
from sojourn.rules.placed import PlacedEvent, written_minutes
from sojourn.rules.rule import Rule, RuleSetting
from sojourn.rules.scene import Scene


def in_window(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read local start and end of events but fillers and journeys, windows, and the day.

    An offer lies inside one of its windows, a session inside one of its windows or exactly at its
    given start, a meeting inside one of its counterpart's windows (if any) and one of its phase's
    ``meetings`` windows. Professional events lie inside ``opens`` to ``closes``, others inside
    ``opens`` to ``evening_closes``. A pinned session's start belongs to `pinned`. Unit: minutes
    outside (of a given start: minutes away from it).
    """
    for event in scene.events:
        if event.filler or event.travel or event.ends <= event.starts:
            continue
        session = event.session
        if session is not None and session.starts is not None:
            away = abs(event.starts - written_minutes(session.starts))
            if away:
                yield setting.finding(
                    (),
                    away,
                    f"{_event(event)}: its given start is "
                    f"{wording.moment(written_minutes(session.starts))}.",
                    event.id,
                )
        for what, windows in _windows(event):
            outside = minutes_outside(event, windows)
            if outside:
                shown = wording.some([str(w) for w in windows], 3) if windows else "none"
                yield setting.finding(
                    (),
                    outside,
                    f"{_event(event)} lies {wording.count(outside, 'minute')} outside the windows "
                    f"of {what} ({shown}).",
                    event.id,
                )
        yield from _within_the_day(scene, event, setting)


def _event(event: PlacedEvent) -> str:
    return f"{event.title}{event.city} on {wording.hours(event.starts, event.ends)}"


def _windows(event: PlacedEvent) -> Iterator[tuple[str, Sequence[Window]]]:
    """Each set of windows that must hold the event, with what it belongs to."""
    if event.offer is not None and event.offer.windows:
        yield "the offer", event.offer.windows
    session = event.session
    if session is not None and session.windows and session.fixed_starts is None:
        yield "the session", session.windows
    if event.event.kind == "meeting":
        if event.counterpart is not None and event.counterpart.windows:
            yield event.counterpart.name, event.counterpart.windows
        if event.phase is not None:
            rules = event.phase.meetings
            yield f"meetings of '{event.phase.id}'", () if rules is None else rules.windows


def minutes_outside(event: PlacedEvent, windows: Sequence[Window]) -> int:
    """The fewest minutes by which the event lies outside one of `windows`; 0 inside one."""
    midnight = event.starts // MINUTES_A_DAY * MINUTES_A_DAY
    try:
        day = date.fromordinal(event.starts // MINUTES_A_DAY)
    except (ValueError, OverflowError):
        return event.ends - event.starts
    spans = [span for window in windows if (span := window.on(day)) is not None]
    return _outside(event.starts - midnight, event.ends - midnight, spans)


def _outside(starts: int, ends: int, spans: Sequence[tuple[int, int]]) -> int:
    least = ends - starts
    for opens, closes in spans:
        least = min(least, max(0, opens - starts) + max(0, ends - closes))
    return least


def _within_the_day(scene: Scene, event: PlacedEvent, setting: RuleSetting) -> Iterator[Finding]:
    day = scene.day_of(event)
    closes = day.closes if event.professional else day.evening_closes
    midnight = event.starts // MINUTES_A_DAY * MINUTES_A_DAY
    outside = _outside(event.starts - midnight, event.ends - midnight, [(day.opens, closes)])
    if outside:
        kind = "the working day" if event.professional else "the day and evening"
        yield setting.finding(
            (),
            outside,
            f"{_event(event)} lies {wording.count(outside, 'minute')} outside {kind} "
            f"({wording.span(day.opens, closes)}).",
            event.id,
        )


def grid(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read start and elapsed length of every event, ``step``, and ``minutes``.

    Sessions, offers, rest and free time start a multiple of ``step`` minutes after local midnight;
    offers, sessions and meetings last exactly their minutes; every event ends after it starts.
    Unit: events.
    """
    for event in scene.events:
        length = event.minutes
        if length <= 0:
            yield setting.finding((), 1, f"{_event(event)} ends before it has begun.", event.id)
            continue
        step = scene.day_of(event).step
        free = event.travel or event.event.kind in ("meal", "meeting")
        if not free and (event.starts % MINUTES_A_DAY % step if step > 0 else 0):
            text = f"{_event(event)} does not start on the grid of {step} minutes."
            yield setting.finding((), 1, text, event.id)
        wanted = _length(event)
        if wanted is not None and length != wanted:
            text = f"{_event(event)} lasts {length} minutes instead of {wanted}."
            yield setting.finding((), 1, text, event.id)


def _length(event: PlacedEvent) -> int | None:
    """The minutes that the event must last, or None where any length will do."""
    if event.offer is not None:
        return event.offer.minutes
    if event.session is not None:
        return event.session.minutes
    if event.event.kind == "meeting" and event.phase is not None:
        return None if event.phase.meetings is None else event.phase.meetings.minutes
    return None


def arrival_day(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read professional events, the first days of phases, and the move days of groups.

    Nothing is on the first day of its phase, nor on a move day of a group that is at it, or whose
    members are. Unit: events.
    """
    moves = sorted({day for group in scene.groups for day in group.move_days})
    by_day = {day: [g for g in scene.groups if day in g.move_days] for day in moves}
    for event in scene.events:
        if not event.professional:
            continue
        starts = None if event.phase is None else event.phase.starts.toordinal()
        if event.day not in by_day and event.day != starts:
            continue
        own = set(event.groups)
        people = set(event.people)
        moving = [
            g.id for g in by_day.get(event.day, ()) if g in own or not people.isdisjoint(g.members)
        ]
        if moving or event.day == starts:
            whose = wording.some(moving or [f"'{event.event.phase}'"])
            text = f"{_event(event)} lies on the move day of {whose}."
            yield setting.finding(moving, 1, text, event.id)


def workday(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the weekday of professional events but ``community`` offers and given starts.

    Unit: events.
    """
    for event in scene.events:
        if not event.professional or event.event.kind == "community":
            continue
        if event.session is not None and event.session.fixed_starts is not None:
            continue
        workdays = scene.day_of(event).workdays
        if _weekday(event.day) not in workdays:
            text = f"{_event(event)} does not lie on a workday ({weekdays_text(workdays)})."
            yield setting.finding((), 1, text, event.id)


def _weekday(day: int) -> int:
    return (day - 1) % 7


def holiday(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the level and day of professional events, public holidays, and ``closed`` dates.

    Federal, state and local ones do not lie on a public holiday of the host's country and state;
    on a closed date of the host there is nothing but fillers and journeys. Unit: events.
    """
    closed = {h.id: frozenset(d.toordinal() for d in h.closed) for h in scene.programme.hosts}
    for event in scene.events:
        host = event.host
        if host is None or event.filler or event.travel:
            continue
        if closed[host.id].intersection(range(event.day, event.last_day + 1)):
            text = f"{_event(event)} lies on a date on which {host.city} is closed."
            yield setting.finding((host.id,), 1, text, event.id)
        if event.professional and event.level in _PUBLIC_LEVELS:
            name = scene.holiday(host.id, event.day)
            if name is not None:
                text = f"{_event(event)}, of {event.level} level, lies on a public holiday: {name}."
                yield setting.finding((host.id,), 1, text, event.id)


_PUBLIC_LEVELS = frozenset(("federal", "state", "local"))


RULES = (
    Rule(
        "in_window",
        "days",
        "An event lies inside a window of its offer, session or counterpart, and inside the day.",
        "hard",
        2,
        "minutes outside",
        check=in_window,
    ),
    Rule(
        "grid",
        "days",
        "Starts lie on the grid (journeys, meals and meetings are free of it); lengths "
        "are the offer's or session's minutes.",
        "hard",
        50,
        "events",
        check=grid,
    ),
    Rule(
        "arrival_day",
        "days",
        "Nothing professional is on a move day.",
        "hard",
        100,
        "events",
        check=arrival_day,
    ),
    Rule(
        "workday",
        "days",
        "Professional events but community ones and sessions with a fixed start lie on workdays.",
        "hard",
        100,
        "events",
        check=workday,
    ),
    Rule(
        "holiday",
        "days",
        "Events of federal, state and local level do not lie on a public holiday of the "
        "host's country and state; nothing but fillers and journeys lies on a closed "
        "date.",
        "hard",
        100,
        "events",
        check=holiday,
    ),
)
