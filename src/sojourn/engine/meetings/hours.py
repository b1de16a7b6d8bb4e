"""When meetings can be held, and who can be at one then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sojourn.engine.sessions.agenda import Entry, lunches
from sojourn.engine.sessions.conference import Conference, Span
from sojourn.engine.sessions.interpreting import Interpreters
from sojourn.model import (
    MINUTES_A_DAY,
    Counterpart,
    Event,
    MeetingRules,
    Participant,
    StaffMember,
    Window,
)

Struck = tuple[int, ...]
"""Numbers of the slots that a lunch takes."""
LUNCH_STEP = 5
"""Minutes between the starts of lunch that are tried."""


@dataclass
class Hours:
    """The slots of a conference's meetings beside the events that are placed already."""

    conference: Conference
    rules: MeetingRules
    placed: tuple[Event, ...]
    kept: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    """Spans from which the lunch of a person, by id, keeps clear where it can."""

    @cached_property
    def slots(self) -> tuple[Span, ...]:
        """Spans of one meeting each: window start + k x minutes, disjoint and in order.

        They lie inside the working day, on workdays after the move day.
        """
        conference, minutes = self.conference, max(1, self.rules.minutes)
        found: set[Span] = set()
        for day in conference.phase.days:
            if not conference.open_on(day, True, ""):
                continue
            opens, closes = conference.bounds(day, True)
            for window in self.rules.windows:
                for first, last in self._on(window, day.toordinal()):
                    starts = range(first, last - minutes + 1, minutes)
                    found.update((s, s + minutes) for s in starts if opens <= s <= closes - minutes)
        kept: list[Span] = []
        for span in sorted(found):
            if not kept or kept[-1][1] <= span[0]:
                kept.append(span)
        return tuple(kept)

    def _on(self, window: Window, ordinal: int) -> Sequence[Span]:
        """The span of `window` that begins on a day, in minutes of the conference."""
        conference = self.conference
        day = next(d for d in conference.phase.days if d.toordinal() == ordinal)
        hours = window.on(day)
        if hours is None:
            return ()
        midnight = conference.midnight(day)
        if window.first is not None and not window.whole_days and window.first != day:
            return ()
        return ((midnight + hours[0], midnight + hours[1]),)

    @cached_property
    def interpreters(self) -> Interpreters:
        """The interpreters with what they are at already."""
        interpreters = Interpreters(self.conference)
        known = {member.id: member for member in self.conference.staff}
        for (event, entry), people in zip(self._entries, self._people_at, strict=True):
            at = self.conference.group.staff if self._all_at(event) else ()
            heard = interpreters.heard(people)
            for member_id in dict.fromkeys((*at, *event.staff)):
                member = known.get(member_id)
                if member is None or not self.conference.staffed(
                    member, (entry.starts, entry.ends)
                ):
                    continue
                interpreters.book(member, entry, heard)
        return interpreters

    @cached_property
    def _entries(self) -> tuple[tuple[Event, Entry], ...]:
        """The placed events that take people's time, with their entries."""
        found = []
        for event in self.placed:
            if event.filler:
                continue
            session = self.conference.programme.session.get(event.ref or "")
            professional = event.kind not in ("travel", "cultural", "hospitality") and (
                event.kind != "session" or session is None or session.professional
            )
            place = event.room or event.host or self.conference.host.id
            if event.kind not in ("session", "meeting", "travel") and event.ref is not None:
                place = event.ref
            entry = Entry(*self.conference.span(event), place, professional)
            found.append((event, entry))
        return tuple(found)

    def _all_at(self, event: Event) -> bool:
        return self.conference.group.id in event.groups

    @cached_property
    def _people_at(self) -> tuple[tuple[Participant, ...], ...]:
        """The participants who are at each of the placed events."""
        known = {person.id: person for person in self.conference.people}
        found = []
        for event, entry in self._entries:
            named = {ident: known[ident] for ident in event.participants if ident in known}
            if self._all_at(event):
                span = self.conference.local(entry.starts), self.conference.local(entry.ends)
                named |= {p.id: p for p in self.conference.people if p.present(*span)}
            found.append(tuple(named.values()))
        return tuple(found)

    @cached_property
    def _taken(self) -> Mapping[str, list[Entry]]:
        """What the participants and counterparts are at already, by id."""
        found: dict[str, list[Entry]] = {}
        for (event, entry), people in zip(self._entries, self._people_at, strict=True):
            for ident in (*(person.id for person in people), *dict.fromkeys(event.counterparts)):
                found.setdefault(ident, []).append(entry)
        return found

    def of_person(self, person: Participant, number: int) -> list[bool]:
        """Whether the participant can be at a meeting, slot by slot."""
        entries = self._taken.get(person.id, [])
        possible = [self.conference.free_for(person, slot) for slot in self.slots]
        return self._free(entries, possible, number, person.id)

    def of_counterpart(self, counterpart: Counterpart, number: int) -> list[bool]:
        """Whether the counterpart can be at a meeting, slot by slot."""
        entries = self._taken.get(counterpart.id, [])
        conference = self.conference
        possible = [
            conference.open_on(conference.date_of(first), True, counterpart.level)
            and self._inside(counterpart.windows, (first, last))
            for first, last in self.slots
        ]
        return self._free(entries, possible, number, counterpart.id)

    def of_interpreter(self, member: StaffMember, number: int) -> list[bool]:
        """Whether the interpreter can be at a meeting, slot by slot."""
        entries = list(self.interpreters.agendas[member.id].entries)
        possible = [self.conference.staffed(member, slot) for slot in self.slots]
        return self._free(entries, possible, number, member.id)

    def _inside(self, windows: Sequence[Window], span: Span) -> bool:
        """Whether `span` lies inside one of `windows` (none: it does)."""
        day = self.conference.date_of(span[0])
        midnight = self.conference.midnight(day)
        hours = [window.on(day) for window in windows]
        return not windows or any(
            h is not None and midnight + h[0] <= span[0] and span[1] <= midnight + h[1]
            for h in hours
        )

    def _free(
        self, entries: Sequence[Entry], possible: Sequence[bool], number: int, ident: str
    ) -> list[bool]:
        """Where `possible` slots leave time to move to and from `entries`, and a lunch."""
        gap, here = self.conference.gap, self.conference.host.id
        free = list(possible)
        for k, (first, last) in enumerate(self.slots):
            if free[k]:
                free[k] = all(
                    e.ends + gap(e.place, here) <= first or last + gap(here, e.place) <= e.starts
                    for e in entries
                )
        for day in sorted({first // MINUTES_A_DAY for first, _ in self.slots}):
            self._keep_lunch(entries, free, day, number, frozenset(self.kept.get(ident, ())))
        return free

    def _keep_lunch(
        self,
        entries: Sequence[Entry],
        free: list[bool],
        day: int,
        number: int,
        kept: frozenset[Span],
    ) -> None:
        """Strike off the slots of one day that the person's lunch takes.

        Of the lunches that cost the fewest slots, those that are `kept` first, the `number`-th is
        taken, so that not all people eat at once.
        """
        shift = day * MINUTES_A_DAY
        today = tuple(
            sorted(e for e in entries if e.starts < shift + MINUTES_A_DAY and e.ends > shift)
        )
        slots = tuple(
            k for k, slot in enumerate(self.slots) if free[k] and slot[0] // MINUTES_A_DAY == day
        )
        key = day, today, slots
        if key not in self._lunches:
            self._lunches[key] = self._lunches_of(*key)
        every = self._lunches[key]
        prices = [(sum(self.slots[k] in kept for k in struck), len(struck)) for struck in every]
        least = min(prices)
        options = [struck for struck, price in zip(every, prices, strict=True) if price == least]
        for k in options[number % len(options)]:
            free[k] = False

    @cached_property
    def _lunches(self) -> dict[tuple[int, tuple[Entry, ...], tuple[int, ...]], list[Struck]]:
        return {}

    def _lunches_of(
        self, day: int, entries: tuple[Entry, ...], slots: tuple[int, ...]
    ) -> list[Struck]:
        """The slots that each lunch takes.

        A lunch is at the host's or where the person is before or after it; there is time to
        move to it and on from it.
        """
        minutes = self.conference.phase.day.lunch.minutes
        here = self.conference.host.id
        places = sorted({here, *(e.place for e in entries)})
        found: list[Struck] = []
        for first, last in lunches(self.conference, entries, day):
            for start in range(first, last - minutes + 1, LUNCH_STEP):
                for place in places:
                    lunch = Entry(start, start + minutes, place)
                    if all(self._apart(lunch, e) for e in entries):
                        held = ((k, Entry(*self.slots[k], here)) for k in slots)
                        found.append(tuple(k for k, e in held if not self._apart(lunch, e)))
        return found or [slots]

    def _apart(self, lunch: Entry, entry: Entry) -> bool:
        """Whether there is time to move between a lunch and an entry."""
        gap = self.conference.gap
        return (
            entry.ends + gap(entry.place, lunch.place) <= lunch.starts
            or lunch.ends + gap(lunch.place, entry.place) <= entry.starts
        )
