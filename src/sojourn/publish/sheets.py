"""The plan as a workbook: people, groups, events, rooms and budget, one sheet each.

Every text is written as text, so that no cell of a user's ever becomes a formula, and nothing
in the file depends on when or where it was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from sojourn.model import Event, Money, Plan, Programme
from sojourn.publish.agenda import KIND_NAMES, Agenda
from sojourn.publish.costs import category_name, summed
from sojourn.reference import countries, languages
from sojourn.rules.money import budget_lines

Cell = str | int | float | date | Money | None
WIDEST = 60
"""Characters beyond which a column wraps instead of growing."""
LONGEST = 32_767
"""Characters that a cell can hold."""


@dataclass(frozen=True)
class Sheet:
    """A table of the workbook: its name, its header row and its rows."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def write_sheets(agenda: Agenda, path: str | Path) -> None:
    """Write the workbook of a plan to `path`."""
    programme = agenda.programme
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties(
            {
                "title": programme.title,
                "comments": f"Plan of {programme.id}. Sensitive: whereabouts of officials.",
                "created": datetime(programme.starts.year, 1, 1, tzinfo=UTC).replace(tzinfo=None),
            }
        )
        formats = {
            "header": book.add_format(
                {"bold": True, "bg_color": "#E6ECEB", "bottom": 1, "valign": "top"}
            ),
            "text": book.add_format({"valign": "top", "text_wrap": True}),
            "date": book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"}),
            "money": book.add_format({"valign": "top", "num_format": "#,##0.00"}),
            "number": book.add_format({"valign": "top"}),
        }
        for sheet in sheets(agenda):
            worksheet = book.add_worksheet(sheet.name)
            _fill(worksheet, sheet, formats)


def sheets(agenda: Agenda) -> Iterator[Sheet]:
    """The tables of the workbook, in order."""
    yield people_sheet(agenda)
    yield groups_sheet(agenda)
    yield events_sheet(agenda)
    yield rooms_sheet(agenda)
    yield from budget_sheets(agenda.programme, agenda.plan, agenda)


def people_sheet(agenda: Agenda) -> Sheet:
    """One row a person: who they are and the group and place of each phase."""
    programme = agenda.programme
    phases = programme.phases
    header = ("id", "name", "role", "country", "languages", "position", "organisation")

    def rows() -> Iterator[Sequence[Cell]]:
        for person in agenda.people:
            group_in = {group.phase: group for group in agenda.groups_of.get(person, ())}
            places = [
                f"{group.id} ({', '.join(agenda.city(stop.host) for stop in group.stops)})"
                if (group := group_in.get(phase.id))
                else ""
                for phase in phases
            ]
            count = len([e for e in agenda.events_of.get(person, ()) if not e.filler])
            yield (*_person_cells(agenda, person), *places, count)

    return Sheet(
        "people", (*header, *(phase.title or phase.id for phase in phases), "events"), rows()
    )


def _person_cells(agenda: Agenda, person: str) -> tuple[str, ...]:
    """Id, name, role, country, languages, position and organisation."""
    programme = agenda.programme
    if person in programme.participant:
        known = programme.participant[person]
        return (
            known.id,
            known.name,
            "participant",
            countries.country_name(known.country, programme.country_names),
            ", ".join(languages.language_name(tag) for tag in known.languages),
            known.position,
            known.organisation,
        )
    if person in programme.staff_member:
        member = programme.staff_member[person]
        spoken = ", ".join(languages.language_name(tag) for tag in member.languages)
        return member.id, member.name, member.role, "", spoken, "", ""
    return person, person, "", "", "", "", ""


def groups_sheet(agenda: Agenda) -> Sheet:
    """One row a group and stop."""

    def rows() -> Iterator[Sequence[Cell]]:
        for group in agenda.plan.groups:
            for stop in group.stops:
                yield (
                    group.id,
                    group.phase,
                    agenda.city(stop.host),
                    stop.starts,
                    stop.ends,
                    len(group.participants),
                    len(group.staff),
                    "; ".join(agenda.name(person) for person in group.participants),
                    "; ".join(agenda.name(person) for person in group.staff),
                )

    header = (
        "group",
        "phase",
        "city",
        "from",
        "until",
        "participants",
        "staff",
        "participants' names",
        "staff's names",
    )
    return Sheet("groups", header, rows())


def events_sheet(agenda: Agenda) -> Sheet:
    """One row an event, in local times."""

    def row(event: Event) -> Sequence[Cell]:
        starts, ends = agenda.local(event)
        zones = dict.fromkeys(zone for zone in agenda.zones[event.id] if zone)
        participants = agenda.participants_at[event.id]
        return (
            event.id,
            starts.date(),
            f"{starts:%H:%M}",
            f"{ends:%H:%M}" if ends.date() == starts.date() else f"{ends:%Y-%m-%d %H:%M}",
            " → ".join(zones),
            KIND_NAMES.get(event.kind, event.kind),
            event.title,
            agenda.where(event),
            ", ".join(event.groups),
            len(participants),
            "; ".join(agenda.name(person) for person in event.participants),
            "; ".join(agenda.name(person) for person in event.counterparts),
            "; ".join(agenda.name(person) for person in agenda.staff_at[event.id]),
        )

    header = (
        "id",
        "date",
        "starts",
        "ends",
        "zone",
        "kind",
        "title",
        "place",
        "groups",
        "participants",
        "named participants",
        "counterparts",
        "staff",
    )
    return Sheet("events", header, (row(event) for event in agenda.events))


def rooms_sheet(agenda: Agenda) -> Sheet:
    """One row a host, night and person: everyone has a single room.

    A stop's nights are those after each of its days: from the move day to the last day, so the
    last night ends on the move day of what follows.
    """

    def rows() -> Iterator[Sequence[Cell]]:
        for group in agenda.plan.groups:
            for stop in group.stops:
                for number in range((stop.ends - stop.starts).days + 1):
                    night = stop.starts + timedelta(days=number)
                    for person in (*group.participants, *group.staff):
                        if _sleeps_there(agenda.programme, person, night):
                            role = _person_cells(agenda, person)[2]
                            yield (
                                agenda.city(stop.host),
                                stop.host,
                                night,
                                person,
                                agenda.name(person),
                                role,
                                group.id,
                                "single",
                            )

    header = ("city", "host", "night of", "id", "name", "role", "group", "room")
    ordered = sorted(rows(), key=lambda row: (str(row[1]), str(row[2]), str(row[4]), str(row[3])))
    return Sheet("rooms", header, ordered)


def _sleeps_there(programme: Programme, person: str, night: date) -> bool:
    """Whether a person is present on the night that begins on `night`."""
    if person in programme.participant:
        known = programme.participant[person]
        return (known.arrives is None or known.arrives.date() <= night) and (
            known.departs is None or night < known.departs.date()
        )
    if person in programme.staff_member:
        return programme.staff_member[person].available(night)
    return True


def budget_sheets(programme: Programme, plan: Plan, agenda: Agenda) -> Iterator[Sheet]:
    """The budget by category, by place, by day, and line by line."""
    lines = budget_lines(programme, plan)
    by_category = summed(lines, lambda line: (line.section, line.category))
    everything = Money(sum(line.amount.cents for line in lines))
    rows: list[Sequence[Cell]] = [
        (category_name(section), category_name(category), amount)
        for (section, category), amount in by_category.items()
    ]
    rows.append(("Total", "", everything))
    if programme.budget is not None:
        rows.append(("Budget", "", programme.budget))
        rows.append(("Left", "", programme.budget - everything))
    currency = programme.currency
    yield Sheet("budget", ("section", "category", currency), rows)
    by_place = summed(lines, lambda line: (line.host or "", line.category))
    yield Sheet(
        "budget by place",
        ("city", "category", currency),
        sorted(
            (agenda.city(host or None), category_name(category), amount)
            for (host, category), amount in by_place.items()
        ),
    )
    by_day = summed(lines, lambda line: (line.day, line.category))
    yield Sheet(
        "budget by day",
        ("day", "category", currency),
        [
            (day, category_name(category), amount)
            for (day, category), amount in sorted(
                by_day.items(), key=lambda item: (item[0][0] or date.min, item[0][1])
            )
        ],
    )
    yield Sheet(
        "budget lines",
        (
            "section",
            "category",
            "who",
            "city",
            "day",
            "people",
            f"{currency} each",
            currency,
            "note",
        ),
        [
            (
                category_name(line.section),
                category_name(line.category),
                "; ".join(agenda.name(person) for person in line.who),
                agenda.city(line.host),
                line.day,
                len(line.who) or None,
                line.each,
                line.amount,
                line.note,
            )
            for line in lines
        ],
    )


def _fill(worksheet: Worksheet, sheet: Sheet, formats: Mapping[str, Any]) -> None:
    """Write a sheet with a frozen header, a filter and columns as wide as what they hold."""
    widths = [len(title) + 3 for title in sheet.header]
    for column, title in enumerate(sheet.header):
        worksheet.write_string(0, column, title, formats["header"])
    last = 0
    for last, row in enumerate(sheet.rows, 1):
        for column, cell in enumerate(row):
            widths[column] = max(
                widths[column], len(_write(worksheet, last, column, cell, formats))
            )
    for column, width in enumerate(widths):
        worksheet.set_column(column, column, min(width + 1, WIDEST))
    worksheet.freeze_panes(1, 0)
    worksheet.autofilter(0, 0, last, len(sheet.header) - 1)
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)


def _write(
    worksheet: Worksheet, row: int, column: int, cell: Cell, formats: Mapping[str, Any]
) -> str:
    """Write one cell by its type and return the text that it shows."""
    if cell is None:
        return ""
    if isinstance(cell, Money):
        worksheet.write_number(row, column, float(cell.units), formats["money"])
        return f"{cell.units:,.2f}"
    if isinstance(cell, date):
        worksheet.write_datetime(row, column, cell, formats["date"])
        return cell.isoformat()
    if isinstance(cell, int | float):
        worksheet.write_number(row, column, cell, formats["number"])
        return str(cell)
    text = cell[:LONGEST]
    if not cell.isprintable():
        text = "".join(c for c in cell if c >= " " or c in "\n\t")[:LONGEST]
    worksheet.write_string(row, column, text, formats["text"])
    return max(text.split("\n"), key=len) if "\n" in text else text
