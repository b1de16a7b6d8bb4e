"""Calendars that any calendar program can import: one per person and one per group.

An event keeps its UID for ever; its SEQUENCE grows only when something about it changes, and
what was handed out once and no longer holds is told as cancelled (RFC 5545, RFC 5546).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

import icalendar

from sojourn.model import Event, Plan, Programme
from sojourn.publish.agenda import KIND_NAMES, Agenda

UNTOLD = ("UID:", "SEQUENCE:", "DTSTAMP:", "STATUS:CANCELLED")
"""Lines of an event that say nothing about what takes place."""


@dataclass(frozen=True)
class Told:
    """An event as an earlier calendar told it: its lines between BEGIN and END."""

    sequence: int
    lines: tuple[str, ...]

    @property
    def cancelled(self) -> bool:
        """Whether it was told as cancelled."""
        return "STATUS:CANCELLED" in self.lines

    @property
    def substance(self) -> tuple[str, ...]:
        """The lines that say what takes place."""
        return tuple(line for line in self.lines if not line.startswith(UNTOLD))


def calendar_of_person(
    programme: Programme,
    plan: Plan,
    person: str,
    earlier: bytes | None = None,
    fillers: bool = True,
) -> bytes:
    """The calendar of a participant or member of staff: every event that they are at.

    Args:
        programme: what was given.
        plan: what was decided.
        person: id of a participant or a member of staff.
        earlier: the calendar last handed out to them; sequence numbers continue from it.
        fillers: whether meals, rest and free time are told too.

    """
    return Calendars(Agenda(programme, plan), fillers).of_person(person, earlier)


def calendar_of_group(
    programme: Programme,
    plan: Plan,
    group: str,
    earlier: bytes | None = None,
    fillers: bool = True,
) -> bytes:
    """The calendar of a group: what it does together (not the meetings of its members)."""
    return Calendars(Agenda(programme, plan), fillers).of_group(group, earlier)


class Calendars:
    """The calendars of one plan; what they share is written once."""

    def __init__(self, agenda: Agenda, fillers: bool = True) -> None:
        self.agenda = agenda
        self.fillers = fillers
        self._bodies: dict[str, tuple[str, ...]] = {}

    def of_person(self, person: str, earlier: bytes | None = None) -> bytes:
        """The calendar of one participant or member of staff."""
        events = self.agenda.events_of.get(person, ())
        return self._calendar(person, self.agenda.name(person), events, earlier)

    def of_group(self, group: str, earlier: bytes | None = None) -> bytes:
        """The calendar of one group."""
        events = self.agenda.events_of_group.get(group, ())
        return self._calendar(group, group, events, earlier)

    def _calendar(
        self, owner: str, name: str, events: Iterable[Event], earlier: bytes | None
    ) -> bytes:
        kept = [event for event in events if self.fillers or not event.filler]
        suffix = f"{_token(owner)}@{_token(self.agenda.programme.id)}.sojourn"
        told = {uid: what for uid, what in read_told(earlier).items() if uid.endswith("." + suffix)}
        lines = ["BEGIN:VCALENDAR", *self._heading(name)]
        for zone in sorted({z for e in kept for z in self.agenda.zones[e.id] if z is not None}):
            lines += self._zone_lines[zone]
        for event in kept:
            uid = f"{_token(event.id)}.{suffix}"
            lines += self._event_lines(uid, self._body(event), told.pop(uid, None))
        for uid in sorted(told):
            lines += _cancelled_lines(uid, told[uid], self._stamp)
        lines.append("END:VCALENDAR")
        return ("\r\n".join(lines) + "\r\n").encode()

    def _heading(self, name: str) -> list[str]:
        heading = icalendar.Calendar()
        heading.add("prodid", "-//Sojourn//Programme calendar//EN")
        heading.add("version", "2.0")
        heading.add("method", "PUBLISH")
        heading.add("x-wr-calname", _plain(f"{self.agenda.programme.title}: {name}"))
        return _inner_lines(heading)

    def _event_lines(self, uid: str, body: tuple[str, ...], told: Told | None) -> list[str]:
        sequence = 0
        if told is not None:
            same = told.substance == body and not told.cancelled
            sequence = told.sequence + (0 if same else 1)
        return [
            "BEGIN:VEVENT",
            *_folded(f"UID:{uid}"),
            f"SEQUENCE:{sequence}",
            f"DTSTAMP:{self._stamp}",
            *body,
            "END:VEVENT",
        ]

    @cached_property
    def _stamp(self) -> str:
        """DTSTAMP: the programme's first midnight, so that the same plan gives the same bytes."""
        return f"{self.agenda.programme.starts:%Y%m%d}T000000Z"

    @cached_property
    def _zone_lines(self) -> dict[str, list[str]]:
        zones = {z for pair in self.agenda.zones.values() for z in pair if z is not None}
        return {zone: _zone_lines(zone, self._first_day, self._last_day) for zone in zones}

    @cached_property
    def _first_day(self) -> date:
        moments = [event.starts.date() for event in self.agenda.plan.events]
        return min([self.agenda.programme.starts, *moments])

    @cached_property
    def _last_day(self) -> date:
        moments = [event.ends.date() for event in self.agenda.plan.events]
        return max([self.agenda.programme.ends, *moments])

    def _body(self, event: Event) -> tuple[str, ...]:
        """The lines of an event that are the same for everybody."""
        if event.id not in self._bodies:
            self._bodies[event.id] = tuple(_inner_lines(self._component(event)))
        return self._bodies[event.id]

    def _component(self, event: Event) -> icalendar.Event:
        agenda, programme = self.agenda, self.agenda.programme
        starts, ends = agenda.zones[event.id]
        component = icalendar.Event()
        component.add("dtstart", _zoned(event.starts, starts))
        component.add("dtend", _zoned(event.ends, ends))
        component.add("summary", _plain(event.title) or KIND_NAMES.get(event.kind, event.kind))
        if where := agenda.where(event):
            component.add("location", _plain(where))
        offer = programme.offer.get(event.ref or "")
        if offer is not None and offer.latitude is not None and offer.longitude is not None:
            component.add("geo", (offer.latitude, offer.longitude))
        if text := "\n".join(self._description(event)):
            component.add("description", _plain(text))
        component.add("categories", [KIND_NAMES.get(event.kind, event.kind)])
        component.add("class", "CONFIDENTIAL")
        tentative = offer is not None and offer.status != "confirmed"
        component.add("status", "TENTATIVE" if tentative else "CONFIRMED")
        component.add("transp", "TRANSPARENT" if event.kind in ("rest", "free") else "OPAQUE")
        return component

    def _description(self, event: Event) -> Iterable[str]:
        agenda, programme = self.agenda, self.agenda.programme
        yield KIND_NAMES.get(event.kind, event.kind)
        if event.kind == "travel" and (origin := agenda.origin(event)) is not None:
            yield f"From {agenda.city(origin)} to {agenda.city(event.host)}"
        session = programme.session.get(event.ref or "") if event.kind == "session" else None
        if session is not None and session.speakers:
            yield f"Speakers: {'; '.join(agenda.name(person) for person in session.speakers)}"
        if event.counterparts:
            yield f"With: {'; '.join(agenda.name(person) for person in event.counterparts)}"
        if event.groups:
            yield f"Group: {', '.join(event.groups)}"
        if not event.filler and (staff := agenda.staff_at[event.id]) and len(staff) <= 8:
            yield f"Staff: {'; '.join(agenda.name(person) for person in staff)}"
        offer = programme.offer.get(event.ref or "") if event.kind not in ("session",) else None
        if offer is not None and (offer.contact or offer.phone):
            yield f"Contact: {', '.join(part for part in (offer.contact, offer.phone) if part)}"


def read_told(calendar: bytes | None) -> dict[str, Told]:
    """The events of an earlier calendar of ours by UID; nothing where it cannot be read."""
    told: dict[str, Told] = {}
    text = (calendar or b"").decode("utf-8", "replace").replace("\r\n", "\n")
    for block in text.split("BEGIN:VEVENT\n")[1:]:
        lines = block.split("END:VEVENT", 1)[0].strip("\n").split("\n")
        unfolded = "\n".join(lines).replace("\n ", "").split("\n")
        values = dict(line.split(":", 1) for line in unfolded if ":" in line)
        if "UID" in values and values.get("SEQUENCE", "").isdecimal():
            told[values["UID"]] = Told(int(values["SEQUENCE"]), _without_uid(lines))
    return told


def _without_uid(lines: list[str]) -> tuple[str, ...]:
    """`lines` without the UID, which may be folded over several lines."""
    kept: list[str] = []
    inside = False
    for line in lines:
        inside = line.startswith("UID:") or (inside and line.startswith(" "))
        if not inside:
            kept.append(line)
    return tuple(kept)


def _cancelled_lines(uid: str, told: Told, stamp: str) -> list[str]:
    """An event that no longer holds, told as cancelled (once)."""
    sequence = told.sequence if told.cancelled else told.sequence + 1
    body = [line for line in told.substance if not line.startswith("STATUS:")]
    return [
        "BEGIN:VEVENT",
        *_folded(f"UID:{uid}"),
        f"SEQUENCE:{sequence}",
        f"DTSTAMP:{stamp}",
        *body,
        "STATUS:CANCELLED",
        "END:VEVENT",
    ]


def _zoned(moment: datetime, zone: str | None) -> datetime:
    """`moment` in `zone`, or in UTC where the zone is unknown."""
    return moment.astimezone(ZoneInfo(zone) if zone is not None else UTC)


def _zone_lines(zone: str, first: date, last: date) -> list[str]:
    """The VTIMEZONE of `zone`, with the changes of the offset around the programme."""
    component = icalendar.Timezone.from_tzid(
        zone, first_date=date(first.year, 1, 1), last_date=date(last.year + 1, 1, 1)
    )
    return _lines(component)


def _lines(component: icalendar.Component) -> list[str]:
    """The content lines of a component."""
    text: str = component.to_ical().decode()
    return text.rstrip("\r\n").split("\r\n")


def _inner_lines(component: icalendar.Component) -> list[str]:
    """The content lines of a component without its BEGIN and END."""
    return _lines(component)[1:-1]


def _folded(line: str) -> list[str]:
    """A content line of ASCII, folded at 75 octets."""
    return [line[:75], *(f" {line[i : i + 74]}" for i in range(75, len(line), 74))]


def _plain(text: str) -> str:
    """`text` without control characters but line feeds, which a content line may not hold."""
    return "".join(" " if (ord(c) < 32 and c != "\n") or ord(c) == 127 else c for c in text)


def _token(text: str) -> str:
    """An id as a part of a UID: anything but letters, digits, ``-`` and ``_`` is encoded."""
    return "".join(
        c if c.isascii() and (c.isalnum() or c in "-_") else f"={ord(c):x}=" for c in text
    )
