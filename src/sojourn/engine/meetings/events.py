"""Meetings as events of a plan."""

from __future__ import annotations

from collections.abc import Iterable

from sojourn.engine.meetings.problem import MeetingProblem
from sojourn.engine.sessions.conference import Conference
from sojourn.model import Counterpart, Event

Held = tuple[int, int, int, int]
"""A meeting: participant, counterpart, slot, interpreter or -1, by number."""


def events_of(
    conference: Conference, problem: MeetingProblem, held: Iterable[Held]
) -> tuple[Event, ...]:
    """The meetings as events without ids, in order of time and of their counterparts."""
    found = []
    for p, c, k, i in sorted(held, key=lambda meeting: (meeting[2], meeting[1], meeting[0])):
        counterpart = problem.counterparts[c]
        starts, ends = problem.slots[k]
        found.append(
            Event(
                id="",
                kind="meeting",
                phase=conference.phase.id,
                host=conference.host.id,
                ref=counterpart.id,
                title=_title(counterpart),
                room=None,
                starts=conference.aware(starts),
                ends=conference.aware(ends),
                participants=(problem.people[p].id,),
                counterparts=(counterpart.id,),
                staff=() if i < 0 else (problem.interpreters[i].id,),
            )
        )
    return tuple(found)


def _title(counterpart: Counterpart) -> str:
    """``Meeting with Jane Sample, County Prosecutor's Office``."""
    organisation = f", {counterpart.organisation}" if counterpart.organisation else ""
    return f"Meeting with {counterpart.name}{organisation}"
