"""What one person does in a conference: no two things at once, time to move, and lunch."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, field

from sojourn.engine.sessions.conference import Conference, Span, overlap
from sojourn.model import MINUTES_A_DAY


@dataclass(order=True, frozen=True)
class Entry:
    """One thing that a person does, in minutes of the conference; `place` is an id."""

    starts: int
    ends: int
    place: str
    professional: bool = True


@dataclass
class Agenda:
    """The entries of one person, in order of time."""

    conference: Conference
    entries: list[Entry] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        """Put `entry` in, whether it fits or not."""
        insort(self.entries, entry)

    def remove(self, entry: Entry) -> None:
        """Take `entry` out."""
        self.entries.remove(entry)

    def holds(self, entry: Entry) -> bool:
        """Whether `entry` is in."""
        number = bisect_left(self.entries, entry)
        return number < len(self.entries) and self.entries[number] == entry

    def busy(self, span: Span) -> bool:
        """Whether some entry shares a minute with `span`."""
        return any(overlap((entry.starts, entry.ends), span) for entry in self.entries)

    def fits(self, entry: Entry) -> bool:
        """Whether `entry` can be added: rules `no_overlap`, `transfer`, `lunch`."""
        gap = self.conference.gap
        for other in self.entries:
            if other.ends + gap(other.place, entry.place) <= entry.starts:
                continue
            if entry.ends + gap(entry.place, other.place) <= other.starts:
                continue
            return False
        first, last = entry.starts // MINUTES_A_DAY, (entry.ends - 1) // MINUTES_A_DAY
        return all(
            self.lunch_left(day, entry) or not self.lunch_left(day)
            for day in range(first, last + 1)
        )

    def lunch_left(self, day: int, more: Entry | None = None) -> bool:
        """Whether a lunch is possible on the `day`-th day of the phase, with `more` if given.

        A day without anything professional needs none.
        """
        shift = day * MINUTES_A_DAY
        today = [e for e in self.entries if e.starts < shift + MINUTES_A_DAY and e.ends > shift]
        if more is not None:
            today.append(more)
        if not any(e.professional for e in today):
            return True
        return bool(lunches(self.conference, today, day))


def lunches(conference: Conference, entries: Iterable[Entry], day: int) -> tuple[Span, ...]:
    """The spans of the `day`-th day inside which a whole lunch may lie (rule `lunch`).

    The transfer between the neighbouring entries fits wholly before or after the lunch.
    """
    lunch = conference.phase.day.lunch
    shift = day * MINUTES_A_DAY
    opens, closes = shift + lunch.earliest, shift + lunch.latest
    found: list[Span] = []
    before: Entry | None = None
    ends = -MINUTES_A_DAY
    for entry in (*sorted(entries), None):
        starts = closes if entry is None else entry.starts
        move = 0 if before is None or entry is None else conference.gap(before.place, entry.place)
        spans = [(ends + move, starts), (ends, starts - move)] if move else [(ends, starts)]
        for first, last in spans:
            span = max(first, opens), min(last, closes)
            if span[1] - span[0] >= lunch.minutes:
                found.append(span)
        if entry is not None and entry.ends >= ends:
            before, ends = entry, entry.ends
    return tuple(found)
