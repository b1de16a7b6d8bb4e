"""``sojourn show``: a timetable in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from sojourn.cli.inputs import read_plan, read_plan_of, read_programme
from sojourn.cli.terminal import DONE, Failure, console, one_line, say
from sojourn.model import Event, Plan, Programme
from sojourn.publish.agenda import KIND_NAMES, Agenda

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
        _known(group, plan.group, "group")
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
    """Print events as a table, day by day."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    say(title, style="bold")
    if not events:
        say("  nothing is planned")
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("day", "time", "what", "kind", "where", "who" if with_group else "with"):
        table.add_column(name, no_wrap=name in ("day", "time", "kind"), overflow="fold")
    last = None
    for event in events:
        starts, _ = agenda.local(event)
        fresh = starts.date() != last
        if fresh and last is not None:
            table.add_section()
        last = starts.date()
        who = _groups(agenda, event) if with_group else _company(agenda, event)
        table.add_row(
            f"{starts:%a %d %b}" if fresh else "",
            clock_span(agenda, event),
            Text(one_line(event.title), style="dim" if event.filler else ""),
            KIND_NAMES.get(event.kind, one_line(event.kind)),
            Text(one_line(agenda.where(event))),
            Text(one_line(who)),
        )
    console().print(table)


def clock_span(agenda: Agenda, event: Event) -> str:
    """``09:30-11:00 CDT``; a journey between zones names both."""
    starts, ends = agenda.local(event)
    first, last = zone_name(agenda, event, 0), zone_name(agenda, event, 1)
    next_day = f"+{(ends.date() - starts.date()).days}" if ends.date() != starts.date() else ""
    if first == last:
        return f"{starts:%H:%M}-{ends:%H:%M}{next_day} {last}".rstrip()
    return f"{starts:%H:%M} {first}-{ends:%H:%M}{next_day} {last}"


def zone_name(agenda: Agenda, event: Event, end: int) -> str:
    """The short name of the zone in which an event starts (0) or ends (1), else its offset."""
    return agenda.zone_names(event)[end]


def _company(agenda: Agenda, event: Event) -> str:
    """Whom one meets, and who interprets."""
    people = [*event.counterparts, *(() if event.filler else event.staff)]
    return _listed([agenda.name(person) for person in people])


def _groups(agenda: Agenda, event: Event) -> str:
    return _listed([*event.groups, *(agenda.name(person) for person in event.participants)])


def _listed(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
