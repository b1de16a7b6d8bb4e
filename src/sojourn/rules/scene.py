"""A plan beside its programme, with everything resolved once for all checks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from itertools import islice
from typing import TypeVar, cast

from sojourn.model import MINUTES_A_DAY, Day, Event, Participant, Plan, Programme
from sojourn.reference.holidays import public_holiday
from sojourn.reference.places import TransferTable
from sojourn.rules.placed import (
    PlacedEvent,
    PlacedGroup,
    place_event,
    place_group,
    written_minutes,
)
from sojourn.rules.worth import MEETING_SHARE

T = TypeVar("T")
MOST_OVERLAPS = 1_000
"""Pairs of events at once that are told of one person, counterpart or room."""
Sequences = Mapping[str, Sequence[PlacedEvent]]
Patterns = Mapping[tuple[int, ...], tuple[str, ...]]
Meets = Mapping[tuple[int, int], tuple[str, ...]]


class Scene:
    """A programme, a plan of it, and optionally the plan before and the moment of the change.

    Attributes:
        programme: what is given.
        plan: what is checked.
        before: the plan as it was, or None.
        now: the moment before which nothing may change, or None.
        groups: every group of the plan, resolved, ordered by phase and id.
        events: every event of the plan, resolved, in order of time.
        calendar: the days of the programme and a year around them; only they have holidays.
        order: number of each participant in the table.
        staff_order: number of each member of staff in the table.

    """

    def __init__(
        self,
        programme: Programme,
        plan: Plan,
        before: Plan | None = None,
        now: datetime | None = None,
    ) -> None:
        self.programme = programme
        self.plan = plan
        self.before = before
        self.now = now
        self.order = {p.id: number for number, p in enumerate(programme.participants)}
        self.staff_order = {s.id: number for number, s in enumerate(programme.staff)}
        first, last = programme.starts.toordinal(), programme.ends.toordinal()
        self.calendar = range(first - 366, last + 367)
        phases = {phase.id: number for number, phase in enumerate(programme.phases)}
        placed = [place_group(programme, g, self.order, self.staff_order) for g in plan.groups]
        placed.sort(key=lambda g: (phases.get(g.group.phase, len(phases)), g.id))
        self.groups = tuple(placed)
        self._group: dict[str, PlacedGroup] = {}
        for group in self.groups:
            self._group.setdefault(group.id, group)
        self._audiences: dict[tuple[object, ...], tuple[str, ...]] = {}
        self._made: dict[str, object] = {}
        self._bases: dict[object, tuple[tuple[str, ...], tuple[Participant, ...]]] = {}
        self.events = self._placed_events()

    def group(self, group_id: str) -> PlacedGroup | None:
        """The group with an id, or None."""
        return self._group.get(group_id)

    @cached_property
    def groups_of(self) -> Mapping[str, tuple[PlacedGroup, ...]]:
        """Groups of each participant who has one, by phase."""
        found: dict[str, list[PlacedGroup]] = defaultdict(list)
        for group in self.groups:
            for member in group.members:
                found[member].append(group)
        return {person: tuple(groups) for person, groups in found.items()}

    @cached_property
    def groups_of_staff(self) -> Mapping[str, tuple[PlacedGroup, ...]]:
        """Groups of each member of staff who has one, by phase."""
        found: dict[str, list[PlacedGroup]] = defaultdict(list)
        for group in self.groups:
            for member in group.staff:
                found[member].append(group)
        return {person: tuple(groups) for person, groups in found.items()}

    def host_of(self, person: str, day: int) -> str | None:
        """Id of the host at which a participant or member of staff is by their groups."""
        groups = self.groups_of.get(person) or self.groups_of_staff.get(person, ())
        return next((g.host_on[day] for g in groups if day in g.host_on), None)

    def moves(self, person: str, day: int) -> bool:
        """Whether `day` is a move day of a group of the person."""
        groups = self.groups_of.get(person) or self.groups_of_staff.get(person, ())
        return any(day in g.move_days for g in groups)

    def here(self, group: PlacedGroup, day: int) -> tuple[str, ...]:
        """The members of `group` who have arrived by `day` and not left before it."""
        if group.id not in self._late_groups:
            return group.members
        return tuple(p for p in group.members if self.present_on(p, day))

    @cached_property
    def _late_groups(self) -> frozenset[str]:
        late = {p.id for p in self.programme.participants if p.arrives or p.departs}
        return frozenset(g.id for g in self.groups if late.intersection(g.members))

    def present_on(self, person: str, day: int) -> bool:
        """Whether a participant is there on some part of `day`."""
        return there(self.programme.participant[person], day, day)

    def staff_here(self, group: PlacedGroup, day: int) -> tuple[str, ...]:
        """The staff of `group` who work on `day`."""
        return tuple(s for s in group.staff if self.works(s, day))

    def works(self, member: str, day: int) -> bool:
        """Whether `day` lies within the ``from`` and ``until`` of a known member of staff."""
        first, last = self._working[member]
        return first <= day <= last

    @cached_property
    def _working(self) -> Mapping[str, tuple[int, int]]:
        return {
            s.id: (
                s.available_from.toordinal() if s.available_from else 0,
                s.available_until.toordinal() if s.available_until else 10**9,
            )
            for s in self.programme.staff
        }

    def day_of(self, event: PlacedEvent) -> Day:
        """The working day that holds for an event: its phase's, else the programme's."""
        return event.phase.day if event.phase is not None else self.programme.day

    # Who is at what

    def _placed_events(self) -> tuple[PlacedEvent, ...]:
        events = [self._placed(event) for event in self.plan.events]
        events.sort(key=lambda e: (e.utc_starts, e.utc_ends, e.id, e.event.kind, e.event.title))
        for index, event in enumerate(events):
            event.index = index
        return tuple(events)

    def _placed(self, event: Event) -> PlacedEvent:
        groups = tuple(self._group[g] for g in dict.fromkeys(event.groups) if g in self._group)
        host = event.host
        if host is None and event.filler:
            host = self._host_of_filler(event, groups)
        placed = place_event(self.programme, event, groups, host)
        placed.people = self._people(placed)
        placed.staff = self._staff(placed)
        return placed

    def _host_of_filler(self, event: Event, groups: tuple[PlacedGroup, ...]) -> str | None:
        day = event.starts.toordinal()
        for group in groups:
            if day in group.host_on:
                return group.host_on[day]
        people = (*event.participants, *event.staff)
        return next((host for p in people if (host := self.host_of(p, day))), None)

    def _people(self, placed: PlacedEvent) -> tuple[str, ...]:
        """Confirmed participants: those named, and members of its groups who are present."""
        event = placed.event
        key = (event.groups, event.participants)
        base = self._bases.get(key)
        if base is None:
            base = self._bases[key] = self._base(placed)
        always, limited = base
        if not limited:
            return always
        first, last = placed.written, placed.ends
        there = tuple(p.id for p in limited if is_present(p, first, last))
        found = self._audiences.get((key, there))
        if found is None:
            found = tuple(sorted((*always, *there), key=self.order.__getitem__))
            self._audiences[(key, there)] = found
        return found

    def _base(self, placed: PlacedEvent) -> tuple[tuple[str, ...], tuple[Participant, ...]]:
        known = self.programme.participant
        named = {
            p for p in placed.event.participants if p in known and known[p].status == "confirmed"
        }
        members = {p for group in placed.groups for p in group.members} - named
        limited = {p for p in members if known[p].arrives or known[p].departs}
        by_table = self.order.__getitem__
        always = tuple(sorted(named | (members - limited), key=by_table))
        return always, tuple(known[p] for p in sorted(limited, key=by_table))

    def _staff(self, placed: PlacedEvent) -> tuple[str, ...]:
        """Known staff: those named, and those of its groups who work on its days."""
        first = placed.written // MINUTES_A_DAY
        last = max(first, placed.last_day)
        key = ("staff", placed.event.groups, placed.event.staff, first, last)
        found = self._audiences.get(key)
        if found is None:
            named = {s for s in placed.event.staff if s in self.staff_order}
            members = {
                s
                for group in placed.groups
                for s in group.staff
                if self.works(s, first) and self.works(s, last)
            }
            found = tuple(sorted(named | members, key=self.staff_order.__getitem__))
            self._audiences[key] = found
        return found

    @cached_property
    def of_person(self) -> Sequences:
        """The events of each participant in order of time."""
        return _sequences(self.order, ((e, e.people) for e in self.events))

    @cached_property
    def of_staff(self) -> Sequences:
        """The events of each member of staff in order of time."""
        return _sequences(self.staff_order, ((e, e.staff) for e in self.events))

    @cached_property
    def audiences(self) -> Mapping[tuple[str, ...], tuple[PlacedEvent, ...]]:
        """Events by the participants who are at them: people who share events share the work."""
        found: dict[tuple[str, ...], list[PlacedEvent]] = defaultdict(list)
        for event in self.events:
            if event.people:
                found[event.people].append(event)
        return {people: tuple(events) for people, events in found.items()}

    @cached_property
    def day_patterns(self) -> Patterns:
        """Participants by the indices of their events of one day, one entry per person and day."""
        return _patterns(self.of_person)

    @cached_property
    def staff_patterns(self) -> Patterns:
        """Staff by the indices of their events of one day, one entry per person and day."""
        return _patterns(self.of_staff)

    @cached_property
    def overlaps(self) -> Meets:
        """People by pairs of events (indices) that they are at and that overlap in time."""
        found: dict[tuple[int, int], list[str]] = defaultdict(list)
        for person, events in (*self.of_person.items(), *self.of_staff.items()):
            for pair in overlapping(events):
                found[pair].append(person)
        return {pair: tuple(who) for pair, who in sorted(found.items())}

    @cached_property
    def neighbours(self) -> Meets:
        """People by pairs of placed events (indices) that follow each other for them."""
        found: dict[tuple[int, int], list[str]] = defaultdict(list)
        for person, events in (*self.of_person.items(), *self.of_staff.items()):
            before = -1
            for event in events:
                if event.place is None:
                    continue
                if before >= 0:
                    found[before, event.index].append(person)
                before = event.index
        return {pair: tuple(who) for pair, who in sorted(found.items())}

    @cached_property
    def themes_met(self) -> Mapping[str, Mapping[str, float]]:
        """Weight of each theme that each confirmed participant meets; meetings count half."""
        met: dict[str, dict[str, float]] = {p.id: {} for p in self.programme.confirmed}
        for people, events in self.audiences.items():
            weights: dict[str, float] = {}
            for event in events:
                share = MEETING_SHARE if event.event.kind == "meeting" else 1.0
                for theme, weight in event.themes.items():
                    weights[theme] = weights.get(theme, 0.0) + share * weight
            for person in people if weights else ():
                own = met[person]
                for theme, weight in weights.items():
                    own[theme] = own.get(theme, 0.0) + weight
        return met

    def once(self, key: str, make: Callable[[], T]) -> T:
        """What `make` gives, made once for each `key`."""
        if key not in self._made:
            self._made[key] = make()
        return cast(T, self._made[key])

    # Places and dates

    @cached_property
    def _transfers(self) -> TransferTable:
        return TransferTable(self.programme)

    def transfer(self, origin: str | None, destination: str | None) -> int:
        """Minutes between two places; 0 where one is unknown."""
        if origin is None or destination is None or origin == destination:
            return 0
        try:
            return self._transfers.minutes(origin, destination)
        except KeyError:
            return 0

    def way(self, before: PlacedEvent, after: PlacedEvent) -> int:
        """Minutes that the way from one placed event to the next takes, 0 between hosts.

        Before a journey people are at the host that they leave, after it at the one travelled to.
        """
        if after.travel:
            return self.transfer(before.place, before.host.id if before.host else None)
        if before.host is not after.host:
            return 0
        return self.transfer(before.place, after.place)

    def holiday(self, host_id: str, day: int) -> str | None:
        """Name of the public holiday at a host on `day`, or None (far from the programme)."""
        if day not in self.calendar:
            return None
        key = (host_id, day)
        if key not in self._holidays:
            host = self.programme.host[host_id]
            self._holidays[key] = public_holiday(
                host.country, host.state, host.timezone, date.fromordinal(day)
            )
        return self._holidays[key]

    def full_workday(self, group: PlacedGroup, day: int) -> bool:
        """Whether `day` is a workday of the group: no move day, public holiday or closed date."""
        host = self.programme.host.get(group.host_on[day])
        if group.phase is None or host is None or day in group.move_days:
            return False
        if (day - 1) % 7 not in group.phase.day.workdays:
            return False
        return date.fromordinal(day) not in host.closed and self.holiday(host.id, day) is None

    @cached_property
    def _holidays(self) -> dict[tuple[str, int], str | None]:
        return {}


def is_present(participant: Participant, first: int, last: int) -> bool:
    """Whether local minutes `first` to `last` lie between arrival and departure."""
    arrives, departs = participant.arrives, participant.departs
    return (arrives is None or first >= written_minutes(arrives)) and (
        departs is None or last <= written_minutes(departs)
    )


def there(participant: Participant, first: int, last: int) -> bool:
    """Whether a participant is there on some day from `first` to `last`."""
    arrives, departs = participant.arrives, participant.departs
    return (arrives is None or arrives.toordinal() <= last) and (
        departs is None or departs.toordinal() >= first
    )


def overlapping(events: Sequence[PlacedEvent]) -> Iterable[tuple[int, int]]:
    """Pairs of indices of `events` (in order of time) that share a minute.

    No more than `MOST_OVERLAPS`: a plan with thousands of events at once has millions of pairs.
    """
    return islice(_overlapping(events), MOST_OVERLAPS)


def _overlapping(events: Sequence[PlacedEvent]) -> Iterator[tuple[int, int]]:
    running: list[PlacedEvent] = []
    for event in events:
        if running:
            running = [other for other in running if other.utc_ends > event.utc_starts]
            if event.utc_ends > event.utc_starts:
                for other in running:
                    yield other.index, event.index
        if event.utc_ends > event.utc_starts:
            running.append(event)


def _sequences(
    order: Mapping[str, int], attended: Iterable[tuple[PlacedEvent, tuple[str, ...]]]
) -> Sequences:
    found: dict[str, list[PlacedEvent]] = {person: [] for person in order}
    for event, people in attended:
        for person in people:
            found[person].append(event)
    return found


def _patterns(sequences: Sequences) -> Patterns:
    found: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for person, events in sequences.items():
        by_day: dict[int, list[int]] = {}
        for event in events:
            by_day.setdefault(event.day, []).append(event.index)
        for indices in by_day.values():
            found[tuple(indices)].append(person)
    return {pattern: tuple(people) for pattern, people in sorted(found.items())}
