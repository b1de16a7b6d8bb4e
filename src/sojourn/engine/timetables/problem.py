"""Meetings that are given, to be put into slots so that people have the fewest breaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise


@dataclass(frozen=True)
class TimetableProblem:
    """Meetings, each of which takes one slot, a table and all of its people.

    Attributes:
        people: number of people, called 0, 1, ...
        tables: how many meetings each slot can hold; its length is the number of slots.
        meetings: the people of each meeting, all different.
        allowed: the slots in which each meeting may be, in order.
        precedences: pairs (earlier, later) of meetings, the first in an earlier slot.
        fairness: how far apart the breaks of two people may be, or None for any distance.
        uncounted: people whose breaks do not count, such as interpreters.

    """

    people: int
    tables: tuple[int, ...]
    meetings: tuple[tuple[int, ...], ...]
    allowed: tuple[tuple[int, ...], ...]
    precedences: tuple[tuple[int, int], ...] = ()
    fairness: int | None = 2
    uncounted: frozenset[int] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        """Raise `ValueError` for what no timetable could be about."""
        if len(self.allowed) != len(self.meetings):
            raise ValueError(
                f"{len(self.meetings)} meetings need as many rows of allowed slots, "
                f"not {len(self.allowed)}"
            )
        for number, (people, allowed) in enumerate(zip(self.meetings, self.allowed, strict=True)):
            if len(set(people)) != len(people) or not people:
                raise ValueError(f"meeting {number}: expected people that differ, not {people}")
            if not all(0 <= person < self.people for person in people):
                raise ValueError(f"meeting {number}: expected people of {self.people}")
            if any(not 0 <= slot < len(self.tables) for slot in allowed):
                raise ValueError(f"meeting {number}: expected slots of {len(self.tables)}")
        for pair in self.precedences:
            if not all(0 <= meeting < len(self.meetings) for meeting in pair):
                raise ValueError(f"precedence {pair}: expected meetings of {len(self.meetings)}")
        if self.fairness is not None and self.fairness < 0:
            raise ValueError(f"fairness: expected 0 or more breaks, not {self.fairness}")

    @property
    def slots(self) -> int:
        """Number of slots."""
        return len(self.tables)

    @cached_property
    def meetings_of(self) -> tuple[tuple[int, ...], ...]:
        """The meetings of each person."""
        found: list[list[int]] = [[] for _ in range(self.people)]
        for meeting, people in enumerate(self.meetings):
            for person in people:
                found[person].append(meeting)
        return tuple(tuple(meetings) for meetings in found)


def breaks(problem: TimetableProblem, slots: Sequence[int]) -> tuple[int, ...]:
    """Gaps between the meetings of each person, of a timetable that says each meeting's slot."""
    found = []
    for meetings in problem.meetings_of:
        busy = sorted(slots[meeting] for meeting in meetings)
        found.append(sum(1 for a, b in pairwise(busy) if b > a + 1))
    return tuple(found)


def total(problem: TimetableProblem, slots: Sequence[int]) -> int:
    """Breaks of all people whose breaks count."""
    each = breaks(problem, slots)
    return sum(each[person] for person in range(problem.people) if person not in problem.uncounted)


def faults(problem: TimetableProblem, slots: Sequence[int]) -> list[str]:
    """What is wrong with a timetable that says each meeting's slot; nothing when it is valid."""
    found = [
        f"meeting {meeting} may not be in slot {slot}"
        for meeting, slot in enumerate(slots)
        if slot not in problem.allowed[meeting]
    ]
    for person, meetings in enumerate(problem.meetings_of):
        if len({slots[meeting] for meeting in meetings}) < len(meetings):
            found.append(f"person {person} has two meetings at once")
    for slot, tables in enumerate(problem.tables):
        held = sum(1 for taken in slots if taken == slot)
        if held > tables:
            found.append(f"slot {slot} holds {held} meetings at {tables} tables")
    for earlier, later in problem.precedences:
        if slots[earlier] >= slots[later]:
            found.append(f"meeting {earlier} is not before meeting {later}")
    each = [b for p, b in enumerate(breaks(problem, slots)) if p not in problem.uncounted]
    if problem.fairness is not None and each and max(each) - min(each) > problem.fairness:
        found.append(f"breaks are from {min(each)} to {max(each)}")
    return found
