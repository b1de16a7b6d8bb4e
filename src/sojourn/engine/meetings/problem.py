"""Who may meet whom, when, and what it is worth: the tables of the one-to-one meetings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sojourn.engine.meetings.hours import Hours
from sojourn.engine.sessions.conference import Conference, Span, refuses
from sojourn.engine.sessions.interpreting import Interpreters
from sojourn.model import MINUTES_A_DAY, Counterpart, Event, MeetingRules, Participant, StaffMember
from sojourn.rules import setting
from sojourn.rules.worth import meeting_points

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class MeetingProblem:
    """One-to-one meetings of a conference as arrays.

    Attributes:
        people: the participants (P).
        counterparts: whom they may meet (C).
        interpreters: who may interpret (I).
        slots: the spans in which meetings may be held (K), in order and disjoint.
        slot_day: the day of the phase of each slot (K).
        worth: points of a meeting (P x C).
        allowed: whether the two may meet at all (P x C).
        able: the interpreters who can serve a pair that shares no language, by its indices.
        free: whether a participant can be at a meeting in a slot (P x K).
        open: whether a counterpart can (C x K).
        ready: whether an interpreter can (I x K).
        at_least: meetings that each participant should have.
        most: meetings that each participant may have (P).
        limit: meetings that each counterpart may have (C).
        hours: slots that an interpreter may still work on each day (I x days).
        missing_price: points for each meeting below `at_least`.
        even_price: points for each point of the participant with the least.

    """

    people: tuple[Participant, ...]
    counterparts: tuple[Counterpart, ...]
    interpreters: tuple[StaffMember, ...]
    slots: tuple[Span, ...]
    slot_day: Numbers
    worth: Floats
    allowed: Flags
    able: Mapping[tuple[int, int], tuple[int, ...]]
    free: Flags
    open: Flags
    ready: Flags
    at_least: int
    most: Numbers
    limit: Numbers
    hours: Numbers
    missing_price: float
    even_price: float

    @property
    def shape(self) -> tuple[int, int, int]:
        """Participants, counterparts, slots."""
        return len(self.people), len(self.counterparts), len(self.slots)


def meeting_problem(
    conference: Conference, rules: MeetingRules, placed: Sequence[Event]
) -> MeetingProblem:
    """The meetings of `conference` beside the events that are `placed`."""
    hours = Hours(conference, rules, tuple(placed))
    people = conference.people
    counterparts = _counterparts(conference)
    interpreters = hours.interpreters.members
    allowed = np.array(
        [[not refuses(c, p) for c in counterparts] for p in people], dtype=bool
    ).reshape(len(people), len(counterparts))
    able = _able(conference, hours.interpreters, interpreters, counterparts, allowed)
    points = meeting_points(conference.programme)
    wishes = setting(conference.programme, "wishes")
    weight = 0.0 if wishes.level == "off" else max(0.0, wishes.weight)
    worth = np.array(
        [[weight * points(p, c) for c in counterparts] for p in people], dtype=float
    ).reshape(len(people), len(counterparts))
    slots = hours.slots
    free = _flags([hours.of_person(p, n) for n, p in enumerate(people)], len(slots))
    open_ = _flags([hours.of_counterpart(c, n) for n, c in enumerate(counterparts)], len(slots))
    ready = _flags([hours.of_interpreter(m, n) for n, m in enumerate(interpreters)], len(slots))
    slot_day = np.array([first // MINUTES_A_DAY for first, _ in slots], dtype=np.int64)
    limits = [len(slots) if c.meetings is None else max(0, c.meetings) for c in counterparts]
    meetings, even = (setting(conference.programme, r) for r in ("meetings", "even_chances"))
    return MeetingProblem(
        people=people,
        counterparts=counterparts,
        interpreters=interpreters,
        slots=slots,
        slot_day=slot_day,
        worth=worth,
        allowed=allowed,
        able=able,
        free=free,
        open=open_,
        ready=ready,
        at_least=min(rules.at_least, rules.at_most),
        most=np.minimum(max(0, rules.at_most), free.sum(axis=1)).astype(np.int64),
        limit=np.minimum(np.array(limits, dtype=np.int64), open_.sum(axis=1)),
        hours=_hours_left(conference, hours.interpreters, interpreters, rules.minutes),
        missing_price=0.0 if meetings.level == "off" else max(0.0, meetings.weight),
        even_price=0.0 if even.level == "off" else max(0.0, even.weight),
    )


def _flags(rows: Sequence[Sequence[bool]], columns: int) -> Flags:
    """`rows` as an array, also where there are none (rows x columns)."""
    return np.array(rows, dtype=bool).reshape(len(rows), columns)


def _counterparts(conference: Conference) -> tuple[Counterpart, ...]:
    """Those who take one-to-one meetings in the phase."""
    programme = conference.programme
    meeting_phases = [phase.id for phase in programme.phases if phase.meetings is not None]
    only = meeting_phases == [conference.phase.id]
    return tuple(
        c
        for c in programme.counterparts
        if c.phase == conference.phase.id or (c.phase is None and only)
    )


def _able(
    conference: Conference,
    booked: Interpreters,
    interpreters: Sequence[StaffMember],
    counterparts: Sequence[Counterpart],
    allowed: Flags,
) -> dict[tuple[int, int], tuple[int, ...]]:
    """Interpreters for each pair without a common language; other pairs are no keys.

    Who needs interpreting hears their interpreting language. A pair for which there is no
    interpreter is struck off `allowed`. Rule `common_language`, `staff_conflict`.
    """
    working = conference.programme.working_language.primary
    spoken = [
        frozenset(language.primary for language in c.languages) or frozenset((working,))
        for c in counterparts
    ]
    found: dict[tuple[int, int], tuple[int, ...]] = {}
    known: dict[tuple[object, ...], tuple[int, ...]] = {}
    for i, person in enumerate(conference.people):
        own = frozenset(language.primary for language in person.languages)
        heard = conference.language.get(person.id)
        hearing = own if heard is None else frozenset((heard,))
        for j in np.flatnonzero(allowed[i]).tolist():
            if own & spoken[j]:
                continue
            key = hearing, person.country, spoken[j]
            if key not in known:
                known[key] = tuple(
                    n
                    for n, member in enumerate(interpreters)
                    if hearing & (booked.covered(member) | {working})
                    and spoken[j] & (booked.covered(member) | {working})
                    and person.country not in member.conflicts
                )
            if known[key]:
                found[i, j] = known[key]
            else:
                allowed[i, j] = False
    return found


def _hours_left(
    conference: Conference, booked: Interpreters, members: Sequence[StaffMember], minutes: int
) -> Numbers:
    """Meetings for which each interpreter has time left on each day (rule `interpreting_hours`)."""
    days = len(conference.phase.days) + 1
    left = [
        [
            max(0, booked.limit - booked.minutes.get((m.id, day), 0)) // max(1, minutes)
            for day in range(days)
        ]
        for m in members
    ]
    return np.array(left, dtype=np.int64).reshape(len(members), days)
