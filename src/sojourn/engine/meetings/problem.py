"""Who may meet whom, when, and what it is worth: the tables of the one-to-one meetings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from sojourn.engine.meetings.hours import Hours
from sojourn.engine.sessions.conference import Conference, Span
from sojourn.engine.sessions.interest import interest_array, themes_of, weight_array
from sojourn.engine.sessions.interpreting import Interpreters
from sojourn.model import (
    MINUTES_A_DAY,
    Counterpart,
    Event,
    MeetingRules,
    Participant,
    Programme,
    StaffMember,
)
from sojourn.rules import setting
from sojourn.rules.worth import INTEREST_SHARE, MAX_WEIGHT, PREFERRED_COUNTRY, PREFERRED_PERSON

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]
NOTHING: Mapping[str, tuple[Span, ...]] = MappingProxyType({})

UNLIMITED = 1_000_000
"""Meetings of a counterpart who says no number."""


@dataclass(frozen=True)
class MeetingProblem:
    """One-to-one meetings of a conference as arrays.

    Attributes:
        people: the participants (P).
        counterparts: whom they may meet (C).
        interpreters: who may interpret (I).
        slots: the spans in which meetings may be held (K), in order and disjoint.
        slot_day: the day of the phase of each slot (K).
        worth: points of a meeting, weighed (P x C).
        allowed: whether the two may meet at all (P x C).
        able: number of the set of interpreters who can serve a pair that shares no language, or
            -1 where the two need none (P x C).
        sets: the sets of interpreters, by their indices.
        free: whether a participant can be at a meeting in a slot (P x K).
        open: whether a counterpart can (C x K).
        ready: whether an interpreter can (I x K).
        tables: meetings that the place holds in each slot (K).
        at_least: meetings that each participant should have (P).
        most: meetings that each participant may have (P).
        limit: meetings that each counterpart may have (C).
        rules_most: the same by the rules alone, whatever their time (P).
        rules_limit: the same of the counterparts (C).
        hours: slots that an interpreter may still work on each day (I x days).
        had: points that each participant has from meetings that are settled (P).
        missing_price: points for each meeting below `at_least`.
        even_price: what counts for each weighed point of the participant with the least.

    """

    people: tuple[Participant, ...]
    counterparts: tuple[Counterpart, ...]
    interpreters: tuple[StaffMember, ...]
    slots: tuple[Span, ...]
    slot_day: Numbers
    worth: Floats
    allowed: Flags
    able: Numbers
    sets: tuple[tuple[int, ...], ...]
    free: Flags
    open: Flags
    ready: Flags
    tables: Numbers
    at_least: Numbers
    most: Numbers
    limit: Numbers
    rules_most: Numbers
    rules_limit: Numbers
    hours: Numbers
    had: Floats
    missing_price: float
    even_price: float

    @cached_property
    def possible(self) -> Flags:
        """Whether a pair may meet and has a slot in which both can (P x C)."""
        both = self.free.astype(np.float32) @ self.open.T.astype(np.float32)
        possible: Flags = self.allowed & (both > 0) & (self.most > 0)[:, None]
        return possible & (self.limit > 0)[None, :]

    @cached_property
    def hopeful(self) -> Numbers:
        """The participants who can meet somebody at all."""
        return np.flatnonzero(self.possible.any(axis=1))

    @property
    def shape(self) -> tuple[int, int, int]:
        """Participants, counterparts, slots."""
        return len(self.people), len(self.counterparts), len(self.slots)


def meeting_problem(
    conference: Conference,
    rules: MeetingRules,
    placed: Sequence[Event],
    kept: Mapping[str, tuple[Span, ...]] = NOTHING,
) -> MeetingProblem:
    """The meetings of `conference` beside the events that are `placed`.

    Lunches keep clear of the spans that are `kept` for a person, by id, where they can.
    """
    hours = Hours(conference, rules, tuple(placed), kept)
    people = conference.people
    counterparts = _counterparts(conference)
    interpreters = hours.interpreters.members
    allowed = _allowed(people, counterparts)
    able, sets = _able(conference, hours.interpreters, interpreters, counterparts, allowed)
    wishes = setting(conference.programme, "wishes")
    weight = 0.001 if wishes.level == "off" else max(0.001, wishes.weight)
    worth = weight * worth_of_meetings(conference.programme, people, counterparts)
    slots = hours.slots
    free = _flags([hours.of_person(p, n) for n, p in enumerate(people)], len(slots))
    open_ = _flags([hours.of_counterpart(c, n) for n, c in enumerate(counterparts)], len(slots))
    ready = _flags([hours.of_interpreter(m, n) for n, m in enumerate(interpreters)], len(slots))
    slot_day = np.array([first // MINUTES_A_DAY for first, _ in slots], dtype=np.int64)
    limits = [UNLIMITED if c.meetings is None else max(0, c.meetings) for c in counterparts]
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
        sets=sets,
        free=free,
        open=open_,
        ready=ready,
        tables=np.full(len(slots), people_at_once(rules, len(people)), dtype=np.int64),
        at_least=np.full(len(people), min(rules.at_least, rules.at_most), dtype=np.int64),
        most=np.minimum(max(0, rules.at_most), free.sum(axis=1)).astype(np.int64),
        limit=np.minimum(np.array(limits, dtype=np.int64), open_.sum(axis=1)),
        rules_most=np.full(len(people), max(0, rules.at_most), dtype=np.int64),
        rules_limit=np.array(limits, dtype=np.int64),
        hours=_hours_left(conference, hours.interpreters, interpreters, rules.minutes),
        had=np.zeros(len(people)),
        missing_price=0.0 if meetings.level == "off" else max(0.0, meetings.weight),
        even_price=0.0 if even.level == "off" else max(0.0, even.weight) / weight,
    )


def people_at_once(rules: MeetingRules, people: int) -> int:
    """Meetings that can be held at the same time: one at each table, one for each participant."""
    return people if rules.tables is None else max(0, min(rules.tables, people))


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


def _allowed(people: Sequence[Participant], counterparts: Sequence[Counterpart]) -> Flags:
    """Whether the counterpart receives the participant (P x C; rule `refuses`)."""
    allowed = np.ones((len(people), len(counterparts)), dtype=bool)
    rows: dict[str, list[int]] = {}
    for i, person in enumerate(people):
        for name in dict.fromkeys((person.id.casefold(), person.country.casefold())):
            rows.setdefault(name, []).append(i)
    for j, counterpart in enumerate(counterparts):
        for name in counterpart.refuses:
            allowed[rows.get(name.casefold(), []), j] = False
    return allowed


def worth_of_meetings(
    programme: Programme, people: Sequence[Participant], counterparts: Sequence[Counterpart]
) -> Floats:
    """`sojourn.rules.worth.meeting_points` of every pair (P x C)."""
    themes = themes_of(people, [c.themes for c in counterparts])
    weights = weight_array([c.themes for c in counterparts], themes)
    most = np.array([sum(w for w in c.themes.values() if w > 0) for c in counterparts])
    affinity = interest_array(people, themes) @ weights.T
    share = np.divide(affinity, MAX_WEIGHT * most, out=np.zeros_like(affinity), where=most > 0)
    worth: Floats = INTEREST_SHARE * MAX_WEIGHT * np.minimum(1.0, share)
    row = {person.id: i for i, person in enumerate(people)}
    column = {counterpart.id: j for j, counterpart in enumerate(counterparts)}
    for wish in programme.wishes:
        if wish.participant in row and wish.counterpart in column:
            worth[row[wish.participant], column[wish.counterpart]] = wish.weight
    for j, counterpart in enumerate(counterparts):
        if counterpart.prefers:
            worth[:, j] += [
                PREFERRED_PERSON
                if p.id in counterpart.prefers
                else PREFERRED_COUNTRY * (p.country in counterpart.prefers)
                for p in people
            ]
    return worth


def _able(
    conference: Conference,
    booked: Interpreters,
    interpreters: Sequence[StaffMember],
    counterparts: Sequence[Counterpart],
    allowed: Flags,
) -> tuple[Numbers, tuple[tuple[int, ...], ...]]:
    """The set of interpreters of each pair without a common language, and these sets.

    Who needs interpreting hears their interpreting language. A pair for which there is no
    interpreter is struck off `allowed`. Rules `common_language`, `staff_conflict`.
    """
    working = conference.programme.working_language.primary
    spoken = [
        frozenset(language.primary for language in c.languages) or frozenset((working,))
        for c in counterparts
    ]
    kinds = list(dict.fromkeys(spoken))
    kind = np.array([kinds.index(own) for own in spoken], dtype=np.int64)
    covered = [booked.covered(member) | {working} for member in interpreters]
    common: dict[frozenset[str], Flags] = {}
    able = np.full(allowed.shape, -1, dtype=np.int64)
    sets: dict[tuple[int, ...], int] = {}
    known: dict[tuple[object, ...], int] = {}
    for i, person in enumerate(conference.people):
        own = frozenset(language.primary for language in person.languages)
        heard = conference.language.get(person.id)
        hearing = own if heard is None else frozenset((heard,))
        if own not in common:
            common[own] = np.array([bool(own & other) for other in kinds], dtype=bool)[kind]
        for j in np.flatnonzero(allowed[i] & ~common[own]).tolist():
            key = hearing, person.country, spoken[j]
            if key not in known:
                members = tuple(
                    n
                    for n, member in enumerate(interpreters)
                    if hearing & covered[n]
                    and spoken[j] & covered[n]
                    and person.country not in member.conflicts
                )
                known[key] = sets.setdefault(members, len(sets)) if members else -1
            able[i, j] = known[key]
            allowed[i, j] = known[key] >= 0
    return able, tuple(sets)


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
