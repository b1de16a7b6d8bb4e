"""``sojourn show``: a timetable in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from sojourn.cli.inputs import read_plan, read_plan_of, read_programme
from sojourn.cli.terminal import DONE, Failure, console, one_line, say
from sojourn.model import Event, Plan, Programme
from sojourn.publish.agenda import KIND_NAMES, Agenda

if TYPE_CHECKING:
    from rich.table import Table

MOST_NAMES = 3
"""Names that a cell lists before it counts."""


def show(
    path: Path, folder: Path | None, group: str | None, person: str | None, day: str | None
) -> int:
    """Print the timetable of a group, of a person or of a day."""
    if sum(choice is not None for choice in (group, person, day)) != 1:
        raise Failure("give one of --group ID, --person ID and --day DATE")
    if folder is None:
        plan = read_plan(path)
        programme = bare_programme(plan)
    else:
        programme = read_programme(folder)
        plan = read_plan_of(programme, path)
    agenda = Agenda(programme, plan)
    if group is not None:
        _known(group, list(plan.group), "group")
        members = plan.group[group]
        size = f"{len(members.participants)} participants, {len(members.staff)} staff"
        _timetable(agenda, f"{group}: {size}", agenda.events_of_group[group])
    elif person is not None:
        _known(person, {who: agenda.name(who) for who in agenda.people}, "person")
        title = f"{agenda.name(person)} ({person})" if agenda.name(person) != person else person
        _timetable(agenda, title, agenda.events_of.get(person, ()))
    elif day is not None:
        wanted = _date(day)
        days = agenda.by_day(agenda.events)
        if wanted not in days:
            span = f"from {min(days)} to {max(days)}" if days else "none at all"
            raise Failure(f"nothing takes place on {wanted}; the plan has events {span}")
        _timetable(agenda, f"{wanted:%A %d %B %Y}", days[wanted], with_group=True)
    return DONE


def bare_programme(plan: Plan) -> Programme:
    """A programme that knows no more than the plan's own ids."""
    days = [event.starts.date() for event in plan.events] or [date(2000, 1, 1)]
    return Programme(plan.programme, plan.programme, min(days), max(days))


def _known(identity: str, known: Iterable[str] | dict[str, str], what: str) -> None:
    """Fail with the nearest ids when `identity` is none of `known`."""
    names = dict(known) if isinstance(known, dict) else {one: one for one in known}
    if identity in names:
        return
    lowered = {text.casefold(): one for one, name in names.items() for text in (one, name)}
    near = get_close_matches(identity.casefold(), lowered, n=3, cutoff=0.5)
    ids = list(dict.fromkeys(lowered[text] for text in near)) or list(names)[:8]
    hint = f"; did you mean {' or '.join(ids)}?" if near else f"; there are {', '.join(ids)} …"
    raise Failure(f"the plan has no {what} {identity!r}{hint if names else ''}")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Failure(f"{text!r} is not a date such as 2020-04-07") from None


def _timetable(
    agenda: Agenda, title: str, events: Sequence[Event], with_group: bool = False
) -> None:
    """Print events day by day: a heading with place and zone, then a row an event."""
    say(title, style="bold")
    if not events:
        say("  nothing is planned")
    for day, held in agenda.by_day(events).items():
        cities = list(dict.fromkeys(agenda.city(event.host) for event in held if event.host))
        zones = list(dict.fromkeys(agenda.zone_names(event)[1] for event in held))
        say("")
        if not with_group:
            heading = f"{day:%a} {day.day} {day:%b}  {' → '.join(cities)}  {', '.join(zones)}"
            say(heading, style="bold cyan")
        console().print(_table(agenda, held, zones, with_group))


def _table(agenda: Agenda, held: Sequence[Event], zones: Sequence[str], with_group: bool) -> Table:
    """The events of a day as a table without lines."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, pad_edge=False, expand=True, padding=(0, 2, 0, 0))
    clocks = [clock_span(agenda, event, zoned=len(zones) > 1) for event in held]
    table.add_column(width=max(map(len, clocks)), overflow="fold")
    table.add_column(width=18, overflow="fold")
    for ratio in (5, 4, 3):
        table.add_column(ratio=ratio, overflow="fold")
    for event, clock in zip(held, clocks, strict=True):
        where = agenda.where(event) if with_group or event.kind != "travel" else ""
        if not with_group:
            where = where.removesuffix(agenda.city(event.host)).rstrip(", ")
        cells = (
            clock,
            KIND_NAMES.get(event.kind, event.kind),
            event.title,
            "" if event.filler else where,
            _groups(agenda, event) if with_group else _company(agenda, event),
        )
        style = "dim" if event.filler else ""
        table.add_row(*(Text(one_line(cell), style=style) for cell in cells))
    return table


def clock_span(agenda: Agenda, event: Event, zoned: bool = True) -> str:
    """``09:30-11:00 CDT``, without the zone unless `zoned`; a journey between zones names both."""
    starts, ends = agenda.local(event)
    first, last = agenda.zone_names(event)
    next_day = f"+{(ends.date() - starts.date()).days}" if ends.date() != starts.date() else ""
    if first == last:
        zone = f" {last}" if zoned else ""
        return f"{starts:%H:%M}-{ends:%H:%M}{next_day}{zone}"
    return f"{starts:%H:%M} {first}-{ends:%H:%M}{next_day} {last}"


def _company(agenda: Agenda, event: Event) -> str:
    """Whom one meets, and who interprets at a meeting."""
    people = [*event.counterparts, *(event.staff if event.kind == "meeting" else ())]
    return _listed([agenda.name(person) for person in people])


def _groups(agenda: Agenda, event: Event) -> str:
    return _listed([*event.groups, *(agenda.name(person) for person in event.participants)])


def _listed(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
