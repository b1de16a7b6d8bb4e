"""The free day in seven of the staff, as far as being with a group decides about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sojourn.model import Group, Phase, Programme, StaffMember

WEEK = 7


def rest_lost(
    programme: Programme, phase: Phase, member: StaffMember, earlier: Sequence[Group]
) -> int:
    """Free days that `member` lacks more when they are with a group of `phase` (`staff_rest`).

    Whoever is available works on every day of a phase in which all are together, and of an
    `earlier` split phase in which they are with a group; of later split phases nothing is known.
    """
    before = {g.phase for g in earlier if member.id in g.staff}
    others = {
        day
        for other in programme.phases
        if other.id != phase.id and (not other.split or other.id in before)
        for day in other.days
        if member.available(day)
    }
    own = {day for day in phase.days if member.available(day)}
    return lacking(others | own) - lacking(others)


def lacking(days: set[date]) -> int:
    """Free days that are missing among days of work: one in every seven of a run."""
    return sum(length // WEEK for length in _runs(sorted(days)))


def _runs(days: Sequence[date]) -> Iterator[int]:
    """Lengths of the runs of days that follow each other."""
    length = 0
    for number, day in enumerate(days):
        length += 1
        if number + 1 == len(days) or (days[number + 1] - day).days > 1:
            yield length
            length = 0
