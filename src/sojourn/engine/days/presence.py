"""Who is where already: the busy hours of a group on a day, with their places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sojourn.model import MINUTES_A_DAY, Event, Group, Participant, Programme, StaffMember, at

Span = tuple[int, int]
"""From one minute after midnight to another."""


@dataclass(frozen=True)
class Busy:
    """Minutes after midnight in which some of a group are taken, and at which places."""

    starts: int
    ends: int
    places: tuple[str, ...]


def place_of(programme: Programme, event: Event) -> str | None:
    """The id of the place of `event`: its offer or room, else its host; None for fillers."""
    if event.filler or event.host is None:
        return None
    if event.ref is not None and event.ref in programme.offer and event.kind != "travel":
        return event.ref
    if event.room is not None and event.room in programme.room:
        return event.room
    return event.host


def minute_on(moment: datetime, day: date, zone: str) -> int:
    """`moment` in minutes after the local midnight that begins `day` (may be negative)."""
    local = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return int((local - datetime.combine(day, time())).total_seconds()) // 60


class Diary:
    """Events by the people and groups that take part in them."""

    def __init__(self, programme: Programme, groups: Iterable[Group], events: Iterable[Event]):
        self._programme = programme
        self._shared: dict[tuple[str, ...], tuple[Event, ...]] = {}
        self._minutes: dict[tuple[int, str], Span] = {}
        self._by_member: defaultdict[str, list[Event]] = defaultdict(list)
        self._members = {g.id: (*g.participants, *g.staff) for g in groups}
        for event in events:
            if not event.filler:
                for member in self._people_at(event):
                    self._by_member[member].append(event)

    def _people_at(self, event: Event) -> Iterable[str]:
        """Who is named by an event or in its groups."""
        named = [*event.participants, *event.staff]
        named += [m for g in event.groups for m in self._members.get(g, ())]
        return dict.fromkeys(named)

    def with_event(self, event: Event) -> Diary:
        """A diary that has one event more, behind those of this one."""
        people = frozenset(self._people_at(event))
        made = copy(self)
        made._minutes = dict(self._minutes)
        made._shared = {k: v for k, v in self._shared.items() if people.isdisjoint(k)}
        made._by_member = self._by_member.copy()
        for member in people:
            made._by_member[member] = [*self.of(member), event]
        return made

    def of(self, person: str) -> tuple[Event, ...]:
        """The events of one person, fillers apart, in the order given."""
        return tuple(self._by_member.get(person, ()))

    def shared(self, people: Iterable[str]) -> tuple[Event, ...]:
        """The events at which any of `people` is, each once, by time."""
        key = tuple(people)
        if key not in self._shared:
            found = {id(event): event for person in key for event in self.of(person)}
            self._shared[key] = tuple(
                sorted(found.values(), key=lambda e: (e.starts, e.ends, e.kind, e.ref or ""))
            )
        return self._shared[key]

    def on(self, people: Iterable[str], day: date, zone: str) -> tuple[Event, ...]:
        """The events of any of `people` that begin on the local date `day`."""
        return tuple(
            event
            for event in self.shared(people)
            if 0 <= self.span(event, day, zone)[0] < MINUTES_A_DAY
        )

    def span(self, event: Event, day: date, zone: str) -> Span:
        """Start and end of one of the diary's events in minutes after the midnight of `day`."""
        key = (id(event), zone)
        known = self._minutes.get(key)
        if known is None:
            first = date.fromordinal(1)
            known = (minute_on(event.starts, first, zone), minute_on(event.ends, first, zone))
            self._minutes[key] = known
        midnight = (day.toordinal() - 1) * MINUTES_A_DAY
        return known[0] - midnight, known[1] - midnight

    def busy(self, people: Iterable[str], day: date, zone: str) -> tuple[Busy, ...]:
        """When any of `people` are taken on `day`, overlapping spans merged, in order."""
        spans: list[tuple[int, int, tuple[str, ...]]] = []
        for event in self.shared(people):
            starts, ends = self.span(event, day, zone)
            if ends <= 0 or starts >= MINUTES_A_DAY:
                continue
            place = place_of(self._programme, event)
            spans.append((max(0, starts), ends, () if place is None else (place,)))
        return merged(spans)


def merged(spans: Iterable[tuple[int, int, tuple[str, ...]]]) -> tuple[Busy, ...]:
    """Overlapping spans as one, with the places of all of them."""
    found: list[Busy] = []
    for starts, ends, places in sorted(spans):
        if found and starts < found[-1].ends:
            last = found[-1]
            joint = tuple(sorted({*last.places, *places}))
            found[-1] = Busy(last.starts, max(last.ends, ends), joint)
        else:
            found.append(Busy(starts, ends, tuple(sorted(places))))
    return tuple(found)


def on_day(person: Participant, day: date) -> bool:
    """Whether a participant is present on any part of `day`, by local time."""
    return (person.arrives is None or person.arrives < at(day + timedelta(days=1), 0)) and (
        person.departs is None or person.departs > at(day, 0)
    )


def all_day(person: Participant, day: date, opens: int, closes: int) -> bool:
    """Whether a participant is present from `opens` to `closes` of `day`."""
    return person.present(at(day, opens), at(day, closes))


def working(programme: Programme, group: Group, day: date) -> tuple[StaffMember, ...]:
    """The staff of `group` who are available on `day`."""
    members = (programme.staff_member.get(s) for s in group.staff)
    return tuple(m for m in members if m is not None and m.available(day))
