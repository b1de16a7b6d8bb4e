"""The plan as a workbook: people, groups, events, rooms and budget, one sheet each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from sojourn.model import Event
from sojourn.publish.agenda import KIND_NAMES, Agenda
from sojourn.publish.budget_sheets import budget_sheets
from sojourn.publish.workbook import Cell, Sheet, workbook
from sojourn.reference import countries, languages
from sojourn.rules.rooming import Stay, rooming_list


def write_sheets(agenda: Agenda, path: str | Path) -> None:
    """Write the workbook of a plan to `path`."""
    Path(path).write_bytes(workbook(agenda.programme, sheets(agenda)))


def sheets(agenda: Agenda) -> Iterator[Sheet]:
    """The tables of the workbook, in order."""
    yield people_sheet(agenda)
    yield groups_sheet(agenda)
    yield events_sheet(agenda)
    stays = rooming_list(agenda.programme, agenda.plan)
    yield rooms_sheet(agenda, stays)
    yield nights_sheet(agenda, stays)
    yield from budget_sheets(agenda)


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


def rooms_sheet(agenda: Agenda, stays: Sequence[Stay]) -> Sheet:
    """The rooming list: one row a host and person who stays there without a break."""
    header = (
        "city",
        "host",
        "id",
        "name",
        "role",
        "groups",
        "in",
        "out",
        "nights",
        "room",
        "needs",
    )
    rows = [
        (
            agenda.city(stay.host),
            stay.host,
            stay.person,
            agenda.name(stay.person),
            _person_cells(agenda, stay.person)[2],
            ", ".join(stay.groups),
            stay.first,
            stay.leaves,
            stay.nights,
            "single",
            _needs(agenda, stay.person),
        )
        for stay in stays
    ]
    return Sheet("rooms", header, rows)


def _needs(agenda: Agenda, person: str) -> str:
    known = agenda.programme.participant.get(person)
    return ", ".join(known.access) if known is not None else ""


def nights_sheet(agenda: Agenda, stays: Sequence[Stay]) -> Sheet:
    """One row a host and night: how many single rooms are taken, and how many there are."""
    header = ("city", "host", "night of", "rooms", "participants", "staff", "rooms there are")
    hosts, people = agenda.programme.host, agenda.programme.participant
    taken: dict[tuple[str, date], list[str]] = {}
    for stay in stays:
        for number in range(stay.nights):
            taken.setdefault((stay.host, stay.first + timedelta(days=number)), []).append(
                stay.person
            )
    order = {host: number for number, host in enumerate(hosts)}
    rows = [
        (
            agenda.city(host),
            host,
            night,
            len(who),
            sum(person in people for person in who),
            sum(person not in people for person in who),
            hosts[host].lodging_rooms if host in hosts else None,
        )
        for (host, night), who in sorted(
            taken.items(), key=lambda item: (order.get(item[0][0], len(order)), item[0])
        )
    ]
    return Sheet("nights", header, rows)
