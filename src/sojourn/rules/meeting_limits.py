"""Why somebody cannot have the meetings that are wanted, and what would help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

from sojourn.model import (
    Counterpart,
    MeetingRules,
    Participant,
    Phase,
    Programme,
    Window,
    at,
)
from sojourn.reference.languages import language_name
from sojourn.rules import wording
from sojourn.rules.scene import there

Slot = tuple[date, int, int]
"""A day and the minutes after its midnight from which to which a meeting may be held."""


@dataclass(frozen=True)
class MeetingLimits:
    """What the rows of a programme leave of the one-to-one meetings of a phase."""

    programme: Programme
    phase: Phase
    rules: MeetingRules

    def reason(self, person: Participant) -> str:
        """Why `person` cannot have the minimum, as the end of a sentence; empty if none is known.

        What is true of the rows whatever the plan: stay, refusals, languages, hours, numbers.
        """
        return self._alone(person) or self.crowded

    def _alone(self, person: Participant) -> str:
        """What keeps this one person from the minimum."""
        least = self.rules.at_least
        if len(self.slots) < least:
            held = wording.count(len(self.slots), "meeting")
            return f"the windows of '{self.phase.id}' hold {held}; longer windows would help"
        own = [slot for slot in self.slots if _stays(person, slot)]
        if not own:
            return "no meeting lies within the time that they are there; other windows would help"
        able = (c for c in self.counterparts if self._can_meet(person, c, own))
        if len(list(islice(able, max(1, least)))) >= max(1, least):
            return ""
        receiving = [c for c in self.counterparts if not refused(c, person)]
        if not receiving:
            return f"none of the counterparts of '{self.phase.id}' receives them ('refuses')"
        heard = [c for c in receiving if self._understood(person, c)]
        if not heard:
            spoken = wording.listed(
                sorted({language_name(language.primary) for language in person.languages})
            )
            return (
                f"they speak {spoken}, and no counterpart and no interpreter understands them; "
                "an interpreter between the two languages would help"
            )
        at_once = [c for c in heard if any(_inside(c.windows, slot) for slot in own)]
        if not at_once:
            return (
                "the counterparts whom they could meet are there at other times; "
                "longer 'windows' of these would help"
            )
        who = wording.people(self.programme, [c.id for c in at_once])
        return f"only {who} can meet them; more counterparts would help"

    @cached_property
    def crowded(self) -> str:
        """That more meetings are wanted than the phase holds; empty if it holds enough."""
        first, last = self.phase.starts.toordinal(), self.phase.ends.toordinal()
        people = sum(there(p, first, last) for p in self.programme.confirmed)
        wanted = self.rules.at_least * people
        received = sum(map(self._takes, self.counterparts))
        tables = self.rules.tables
        at_tables = received if tables is None else tables * len(self.slots)
        if wanted <= min(received, at_tables):
            return ""
        if at_tables < received:
            return (
                f"{wording.count(wanted, 'meeting')} are wanted in all and there is room for "
                f"{at_tables} at {wording.count(tables or 0, 'table')}; "
                "more 'tables' or longer windows would help"
            )
        return (
            f"{wording.count(wanted, 'meeting')} are wanted in all and the "
            f"{wording.count(len(self.counterparts), 'counterpart')} of '{self.phase.id}' take "
            f"{received}; more counterparts, longer windows or more of their 'meetings' would help"
        )

    @cached_property
    def counterparts(self) -> tuple[Counterpart, ...]:
        """Those who may take meetings in the phase."""
        every = self.programme.counterparts
        return tuple(c for c in every if c.phase in (None, self.phase.id))

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Meetings that follow each other from the start of each window."""
        minutes, hours = max(1, self.rules.minutes), self.phase.day
        found: set[Slot] = set()
        for day in self.phase.days:
            if day == self.phase.starts or day.weekday() not in hours.workdays:
                continue
            for window in self.rules.windows:
                opens, closes = window.on(day) or (0, 0)
                starts = range(opens, closes - minutes + 1, minutes)
                inside = (s for s in starts if hours.opens <= s <= hours.closes - minutes)
                found.update((day, start, start + minutes) for start in inside)
        kept: list[Slot] = []
        for slot in sorted(found):
            if not kept or (kept[-1][0], kept[-1][2]) <= slot[:2]:
                kept.append(slot)
        return tuple(kept)

    def _takes(self, counterpart: Counterpart) -> int:
        """Meetings that a counterpart can have in the slots."""
        inside = sum(_inside(counterpart.windows, slot) for slot in self.slots)
        return inside if counterpart.meetings is None else min(inside, counterpart.meetings)

    def _can_meet(self, person: Participant, counterpart: Counterpart, own: Sequence[Slot]) -> bool:
        """Whether nothing keeps the two from meeting in one of the slots `own`."""
        return (
            not refused(counterpart, person)
            and self._understood(person, counterpart)
            and any(_inside(counterpart.windows, slot) for slot in own)
        )

    def _understood(self, person: Participant, counterpart: Counterpart) -> bool:
        """Whether the two share a language or some interpreter works between theirs."""
        working = self.programme.working_language.primary
        own = {language.primary for language in person.languages}
        theirs = {language.primary for language in counterpart.languages} or {working}
        if own & theirs:
            return True
        for member in self.programme.staff:
            spoken = {working, *(language.primary for language in member.languages)}
            serves = member.role == "interpreter" and person.country not in member.conflicts
            if serves and own & spoken and theirs & spoken:
                return True
        return False


def _stays(person: Participant, slot: Slot) -> bool:
    """Whether a participant is there for a whole slot."""
    day, first, last = slot
    return person.present(at(day, first), at(day, last))


def refused(counterpart: Counterpart, person: Participant) -> bool:
    """Whether a counterpart does not receive the participant or their country."""
    refused = {name.casefold() for name in counterpart.refuses}
    return person.id.casefold() in refused or person.country.casefold() in refused


def _inside(windows: Sequence[Window], slot: Slot) -> bool:
    """Whether a slot lies in one of a counterpart's windows; without windows it does."""
    day, first, last = slot
    hours = [window.on(day) for window in windows]
    return not windows or any(h is not None and h[0] <= first and last <= h[1] for h in hours)
