"""A person's way through the programme, day by day, in local time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sojourn.model import Event
from sojourn.publish.agenda import KIND_NAMES, Agenda
from sojourn.publish.weeks import clock_span


@dataclass(frozen=True)
class Line:
    """One event of a day."""

    clock: str
    title: str
    kind: str
    kind_name: str
    beside: str
    """With whom, and where."""
    filler: bool


@dataclass(frozen=True)
class ItineraryDay:
    """A day: where the person is and in which zone its times are."""

    day: date
    city: str
    zone: str
    lines: tuple[Line, ...]


class Itineraries:
    """The itineraries of one plan; a day that several people share is made once."""

    def __init__(self, agenda: Agenda) -> None:
        self.agenda = agenda
        self._days: dict[tuple[date, tuple[int, ...]], ItineraryDay] = {}

    def of(self, person: str) -> tuple[ItineraryDay, ...]:
        """The days on which something happens for `person`, in order."""
        days = self.agenda.by_day(self.agenda.events_of.get(person, ()))
        return tuple(self._day(day, events) for day, events in days.items())

    def _day(self, day: date, events: tuple[Event, ...]) -> ItineraryDay:
        key = day, tuple(id(event) for event in events)
        if key not in self._days:
            self._days[key] = _day(self.agenda, day, events)
        return self._days[key]


def _day(agenda: Agenda, day: date, events: tuple[Event, ...]) -> ItineraryDay:
    cities = dict.fromkeys(agenda.city(event.host) for event in events if event.host)
    zones = dict.fromkeys(agenda.zone_names(event)[1] for event in events)
    zones_text = " → ".join(zone for zone in zones if zone)
    return ItineraryDay(
        day,
        " → ".join(cities),
        zones_text,
        tuple(_line(agenda, event, tuple(cities)) for event in events),
    )


def _line(agenda: Agenda, event: Event, cities: Iterable[str]) -> Line:
    kind_name = KIND_NAMES.get(event.kind, event.kind)
    place = "" if event.filler or event.kind == "travel" else agenda.where(event)
    for city in cities:
        place = place.removesuffix(city).rstrip(", ")
    company = [agenda.name(who) for who in event.counterparts]
    if event.kind == "meeting" and event.staff:
        company.append(f"interpreter {', '.join(agenda.name(who) for who in event.staff)}")
    title = event.title or kind_name
    met = ", ".join(name for name in company if name not in title)
    return Line(
        clock_span(agenda, event),
        title,
        event.kind,
        "" if event.filler else kind_name,
        "; ".join(part for part in (f"with {met}" if met else "", place) if part),
        event.filler,
    )
