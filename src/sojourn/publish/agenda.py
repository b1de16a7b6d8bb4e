"""Who is at what, when and in which zone: a plan read by person, by group and by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from sojourn.model import Event, Group, Plan, Programme

KIND_NAMES: Mapping[str, str] = {
    "appointment": "Appointment",
    "site_visit": "Site visit",
    "panel": "Panel",
    "community": "Community",
    "school_visit": "School visit",
    "cultural": "Culture",
    "hospitality": "Hospitality",
    "session": "Session",
    "meeting": "One-to-one meeting",
    "travel": "Journey",
    "meal": "Meal",
    "rest": "Rest",
    "free": "Free time",
}
"""What each kind of event is called in print."""


@dataclass(frozen=True)
class Agenda:
    """A plan of a programme, indexed by who is at what.

    A member of a group is at its events while present: between arrival and departure, and for
    staff within the dates on which they work. Whoever an event names is at it. Ids that the
    programme does not know are kept as they are, so that a foreign plan can still be read.
    """

    programme: Programme
    plan: Plan

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Every event in order of time."""
        return tuple(sorted(self.plan.events, key=lambda e: (e.starts, e.ends, e.id)))

    @cached_property
    def participants_at(self) -> Mapping[str, tuple[str, ...]]:
        """The participants who are at each event, by its id."""
        return {event.id: tuple(self._participants(event)) for event in self.plan.events}

    @cached_property
    def staff_at(self) -> Mapping[str, tuple[str, ...]]:
        """The members of staff who are at each event, by its id."""
        return {event.id: tuple(self._staff(event)) for event in self.plan.events}

    @cached_property
    def events_of(self) -> Mapping[str, tuple[Event, ...]]:
        """The events of each participant and member of staff, in order of time."""
        found: dict[str, list[Event]] = {}
        for event in self.events:
            for person in (*self.participants_at[event.id], *self.staff_at[event.id]):
                found.setdefault(person, []).append(event)
        return {person: tuple(events) for person, events in found.items()}

    @cached_property
    def events_of_group(self) -> Mapping[str, tuple[Event, ...]]:
        """The events of each group, in order of time; every group is a key.

        They are those that list the group, and those of its phase that name members of it; but
        neither meetings nor sessions for individuals, which belong to their own calendars.
        """
        found: dict[str, list[Event]] = {group.id: [] for group in self.plan.groups}
        for event in self.events:
            own = event.kind in ("meeting", "session")
            named = () if own else self._groups_of_some(event.phase, event.participants, ())
            for group_id in dict.fromkeys((*event.groups, *named)):
                if group_id in found:
                    found[group_id].append(event)
        return {group: tuple(events) for group, events in found.items()}

    def _groups_of_some(
        self, phase: str, participants: Iterable[str], staff: Iterable[str]
    ) -> Iterator[str]:
        """The groups of a phase with any of `participants` as members or any of `staff`."""
        for person in participants:
            yield from self._memberships.get((phase, person), ())
        for person in staff:
            yield from self._staffed.get((phase, person), ())

    @cached_property
    def _memberships(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Ids of the groups of each participant, by phase."""
        return _by_phase((group, group.participants) for group in self.plan.groups)

    @cached_property
    def _staffed(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Ids of the groups of each member of staff, by phase."""
        return _by_phase((group, group.staff) for group in self.plan.groups)

    def events_around(self, group: Group) -> tuple[Event, ...]:
        """Everything in the group's phase at which the group or any of its members is."""
        return self._around.get((group.phase, group.id), ())

    @cached_property
    def _around(self) -> Mapping[tuple[str, str], tuple[Event, ...]]:
        """The events around each group, in order of time, by phase and id."""
        found: dict[tuple[str, str], list[Event]] = {}
        for event in self.events:
            named = event.participants or event.staff
            here = self._groups_of_some(event.phase, named, named)
            for group_id in dict.fromkeys((*event.groups, *here)):
                found.setdefault((event.phase, group_id), []).append(event)
        return {key: tuple(events) for key, events in found.items()}

    @cached_property
    def groups_of(self) -> Mapping[str, tuple[Group, ...]]:
        """The groups of each participant and member of staff, in the order of the plan."""
        found: dict[str, list[Group]] = {}
        for group in self.plan.groups:
            for person in (*group.participants, *group.staff):
                found.setdefault(person, []).append(group)
        return {person: tuple(groups) for person, groups in found.items()}

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Everyone with a place in the plan: participants, then staff, in the tables' order."""
        placed = frozenset((*self.groups_of, *self.events_of))
        known = [p.id for p in self.programme.participants if p.id in placed]
        known += [s.id for s in self.programme.staff if s.id in placed]
        return (*known, *sorted(placed.difference(known)))

    def name(self, person: str) -> str:
        """The printed name of a participant, member of staff or counterpart, else the id."""
        if person in self.programme.participant:
            return self.programme.participant[person].name or person
        if person in self.programme.staff_member:
            return self.programme.staff_member[person].name or person
        if person in self.programme.counterpart:
            return self.programme.counterpart[person].name or person
        return person

    def city(self, host: str | None) -> str:
        """``Austin, TX`` of a host id, the id where it is unknown, empty for none."""
        if host is None or host not in self.programme.host:
            return host or ""
        found = self.programme.host[host]
        return f"{found.city}, {found.state}" if found.state else found.city

    def where(self, event: Event) -> str:
        """Where an event takes place, as printed: room or organisation, and city."""
        if event.kind == "travel":
            return self.city(event.host)
        parts = []
        offer = self.programme.offer.get(event.ref or "")
        if event.room is not None:
            room = self.programme.room.get(event.room)
            parts.append(room.name if room else event.room)
        elif event.kind in ("session", "meeting"):
            host = self.programme.host.get(event.host or "")
            parts.append(host.organisation if host else "")
        elif offer is not None:
            parts.append(offer.organisation)
        if event.host is not None:
            parts.append(self.city(event.host))
        return ", ".join(part for part in parts if part)

    def origin(self, event: Event) -> str | None:
        """The host id that a journey leaves from, or None where it cannot be told."""
        leg = self.programme.leg.get(event.ref or "")
        if leg is not None:
            return leg.origin
        travellers = [*event.participants, *event.staff]
        for group_id in event.groups:
            if group_id in self.plan.group:
                travellers += self.plan.group[group_id].participants
                travellers += self.plan.group[group_id].staff
        day = event.starts.date()
        for traveller in travellers:
            earlier = [
                stop
                for group in self.groups_of.get(traveller, ())
                for stop in group.stops
                if stop.starts < day and stop.host != event.host
            ]
            if earlier:
                return max(earlier, key=lambda stop: stop.ends).host
        return None

    @cached_property
    def zones(self) -> Mapping[str, tuple[str | None, str | None]]:
        """The time zones in which each event starts and ends, by its id (None: unknown)."""
        return {event.id: self._zones(event) for event in self.plan.events}

    def local(self, event: Event) -> tuple[datetime, datetime]:
        """Start and end of an event as naive local times, each in its own zone."""
        starts, ends = self.zones[event.id]
        return _naive(event.starts, starts), _naive(event.ends, ends)

    def zone_names(self, event: Event) -> tuple[str, str]:
        """The short names of the zones in which an event starts and ends: ``CDT``, ``EDT``."""
        starts, ends = self.zones[event.id]
        return _zone_name(event.starts, starts), _zone_name(event.ends, ends)

    def by_day(self, events: Iterable[Event]) -> Mapping[date, tuple[Event, ...]]:
        """`events` by the local date on which they start, in order."""
        days: dict[date, list[Event]] = {}
        for event in events:
            days.setdefault(self.local(event)[0].date(), []).append(event)
        return {day: tuple(days[day]) for day in sorted(days)}

    def _zones(self, event: Event) -> tuple[str | None, str | None]:
        ends = self._zone(event.host)
        if event.kind != "travel":
            return ends, ends
        return self._zone(self.origin(event)), ends

    def _zone(self, host: str | None) -> str | None:
        found = self.programme.host.get(host or "")
        return found.timezone if found else None

    def _participants(self, event: Event) -> Iterable[str]:
        starts, ends = self.local(event)
        for person in self.plan.attendees(event):
            known = self.programme.participant.get(person)
            if person in event.participants or known is None or known.present(starts, ends):
                yield person

    def _staff(self, event: Event) -> Iterable[str]:
        starts, ends = self.local(event)
        for person in self.plan.attending_staff(event):
            known = self.programme.staff_member.get(person)
            if (
                person in event.staff
                or known is None
                or (known.available(starts.date()) and known.available(ends.date()))
            ):
                yield person


def _naive(moment: datetime, zone: str | None) -> datetime:
    """`moment` as a naive local time of `zone`; by its own offset where the zone is unknown."""
    if zone is not None and moment.tzinfo is not None:
        return _in_zone(moment, zone)[0]
    return moment.replace(tzinfo=None)


@lru_cache(maxsize=100_000)
def _in_zone(moment: datetime, zone: str) -> tuple[datetime, str]:
    """`moment`, which is aware, as a naive time of `zone`, and what the zone is called then."""
    local = moment.astimezone(ZoneInfo(zone))
    return local.replace(tzinfo=None), local.tzname() or ""


def _by_phase(
    listed: Iterable[tuple[Group, Iterable[str]]],
) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Ids of the groups in which people are listed, by phase and person."""
    found: dict[tuple[str, str], list[str]] = {}
    for group, people in listed:
        for person in people:
            found.setdefault((group.phase, person), []).append(group.id)
    return {key: tuple(ids) for key, ids in found.items()}


def _zone_name(moment: datetime, zone: str | None) -> str:
    """``CDT``, or ``UTC-05:00`` where the zone is unknown or has no letters of its own."""
    known = zone is not None and moment.tzinfo is not None
    name = _in_zone(moment, zone)[1] if known else moment.tzname() or ""
    return name if name[:1].isalpha() else f"UTC{name}"
