"""Repair of meetings after a late change: what has begun is frozen, what can stay stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from sojourn.engine.meetings.events import Held, events_of
from sojourn.engine.meetings.parts import add_best
from sojourn.engine.meetings.problem import MeetingProblem, meeting_problem
from sojourn.engine.meetings.search import TINY, fill, give_to_all
from sojourn.engine.meetings.timetable import Timetable
from sojourn.engine.run import StageRun
from sojourn.engine.sessions.conference import Conference, Span
from sojourn.model import Event, Group, Phase, Programme, localise

SHARE, SECONDS = 0.5, 0.5
"""At most this part of the time, and so many seconds, choose exactly for those who were hit."""


@dataclass(frozen=True)
class RepairedMeetings:
    """The meetings of one phase after a repair.

    Attributes:
        events: all meetings, in order of time. What was kept keeps its id, and so does a meeting
            of the same two at another time; new ones have none.
        value: points of all of them, as `sojourn.engine.meetings.solve` counts.
        stayed: those of the meetings before that are where they were.
        moved: those of them that are held at another time.
        lost: those of them that are not held any more.
        new: the meetings of two who were not to meet before.

    """

    events: tuple[Event, ...]
    value: float
    stayed: int
    moved: int
    lost: int
    new: int


def repaired(
    programme: Programme,
    phase: Phase,
    group: Group,
    placed: tuple[Event, ...],
    held: tuple[Event, ...],
    now: datetime,
    run: StageRun,
) -> RepairedMeetings:
    """The meetings `held` before, made to fit the programme as it is at `now`.

    Meetings that begin before `now` (the host's local time where it bears no zone) are frozen.
    Of the rest all that still can be held stay where they are; then those who lost one get the
    best that is left, and others what gains them something. A meeting that could stay is moved
    only where somebody would else end with nothing.
    """
    conference = Conference.of(programme, phase, group)
    if conference is None or phase.meetings is None:
        return RepairedMeetings((), 0.0, 0, 0, len(held), 0)
    moment = now if now.tzinfo else localise(now, conference.host.timezone)
    frozen = tuple(e for e in held if e.starts < moment)
    open_ones = tuple(e for e in held if e.starts >= moment)
    kept_spans = _spans(conference, open_ones)
    everything = meeting_problem(conference, phase.meetings, (*placed, *frozen), kept_spans)
    problem = _after(conference, everything, frozen, moment)
    timetable, hit = _standing(conference, problem, open_ones)
    timetable.log.clear()
    if 0 not in problem.shape:
        _filled(timetable, hit, run)
        give_to_all(timetable, run)
    settled = problem.missing_price * float(
        np.minimum(everything.at_least - problem.at_least, everything.at_least).sum()
    )
    return _told(conference, timetable, frozen, open_ones, settled)


def _spans(conference: Conference, events: Sequence[Event]) -> Mapping[str, tuple[Span, ...]]:
    """When each person is at one of `events`, by id."""
    found: dict[str, list[Span]] = {}
    for event in events:
        for ident in (*event.participants, *event.counterparts, *event.staff):
            found.setdefault(ident, []).append(conference.span(event))
    return {ident: tuple(spans) for ident, spans in found.items()}


def _after(
    conference: Conference, problem: MeetingProblem, frozen: Sequence[Event], moment: datetime
) -> MeetingProblem:
    """`problem` without the slots before `moment` and less what the `frozen` meetings took."""
    local = moment.astimezone(conference.aware(0).tzinfo)
    first = conference.minute(local)
    late = np.array([starts >= first for starts, _ in problem.slots], dtype=bool)
    people = {p.id: n for n, p in enumerate(problem.people)}
    counterparts = {c.id: n for n, c in enumerate(problem.counterparts)}
    allowed = problem.allowed.copy()
    had, at_least = problem.had.copy(), problem.at_least.copy()
    had_meetings = np.zeros(len(people), dtype=np.int64)
    received = np.zeros(len(counterparts), dtype=np.int64)
    for event in frozen:
        for c in (counterparts[i] for i in event.counterparts if i in counterparts):
            received[c] += 1
            for p in (people[i] for i in event.participants if i in people):
                allowed[p, c] = False
                # A meeting that is worth nothing is a meeting: who had one is not without any.
                had[p] += max(float(problem.worth[p, c]), 2 * TINY)
                had_meetings[p] += 1
    free, opened = problem.free & late, problem.open & late
    return replace(
        problem,
        allowed=allowed,
        free=free,
        open=opened,
        ready=problem.ready & late,
        at_least=at_least - had_meetings,
        most=np.clip(problem.rules_most - had_meetings, 0, free.sum(axis=1)).astype(np.int64),
        limit=np.clip(problem.rules_limit - received, 0, opened.sum(axis=1)).astype(np.int64),
        had=had,
    )


def _standing(
    conference: Conference, problem: MeetingProblem, events: Sequence[Event]
) -> tuple[Timetable, set[int]]:
    """The meetings that can stay where they are, and who lost one.

    Where a bound is too small now, the meetings that are worth the least go.
    """
    timetable = Timetable(problem)
    staff = {m.id: n for n, m in enumerate(problem.interpreters)}
    people = {p.id: n for n, p in enumerate(problem.people)}
    slots = {span: k for k, span in enumerate(problem.slots)}
    counterparts = {c.id: n for n, c in enumerate(problem.counterparts)}
    wanted: list[tuple[float, Held]] = []
    hit: set[int] = set()
    for event in events:
        own = [people[i] for i in event.participants if i in people]
        others = [counterparts[i] for i in event.counterparts if i in counterparts]
        k = slots.get(conference.span(event), -1)
        if len(own) == len(others) == 1 and k >= 0:
            i = next((staff[s] for s in event.staff if s in staff), -1)
            p, c = own[0], others[0]
            wanted.append((float(problem.worth[p, c]), (p, c, k, i)))
        else:
            hit.update(own)
    served = [(worth, meeting) for worth, meeting in wanted if meeting[3] >= 0]
    others_served = [(worth, meeting) for worth, meeting in wanted if meeting[3] < 0]
    again: list[Held] = []
    for _, (p, c, k, i) in [*_by_worth(served), *_by_worth(others_served)]:
        if not _stays(timetable, p, c, k, i):
            again.append((p, c, k, i))
    for p, c, k, _ in again:
        # the same hour with another interpreter
        if not (_room(timetable, p, c) and timetable.put(p, c, k)):
            hit.add(p)
    return timetable, hit


def _by_worth(wanted: list[tuple[float, Held]]) -> list[tuple[float, Held]]:
    return sorted(wanted, key=lambda pair: (-pair[0], pair[1]))


def _room(timetable: Timetable, p: int, c: int) -> bool:
    """Whether both may have one more meeting, and with each other."""
    problem = timetable.problem
    return bool(
        problem.possible[p, c]
        and timetable.slot[p, c] < 0
        and timetable.count[p] < problem.most[p]
        and timetable.received[c] < problem.limit[c]
    )


def _stays(timetable: Timetable, p: int, c: int, k: int, i: int) -> bool:
    """Hold a meeting as it was, with the same interpreter, if that can be."""
    problem = timetable.problem
    able = int(problem.able[p, c])
    if not _room(timetable, p, c):
        return False
    if able < 0:
        return timetable.put(p, c, k)
    if i not in problem.sets[able] or not problem.ready[i, k] or timetable.serves[i, k] >= 0:
        return False
    if timetable.hours[i, problem.slot_day[k]] <= 0:
        return False
    both = problem.free[p, k] and problem.open[c, k]
    idle = timetable.with_whom[p, k] < 0 and timetable.whom[c, k] < 0
    if not (both and idle and timetable.filled[k] < problem.tables[k]):
        return False
    timetable.hold(p, c, k, i)
    return True


def _filled(timetable: Timetable, hit: set[int], run: StageRun) -> None:
    """Give the best of what is left to those who were `hit`, then to all."""
    order = sorted(hit, key=lambda p: (int(timetable.count[p]), float(timetable.met[p]), p))
    if order:
        add_best(timetable, order, run, min(SECONDS, SHARE * run.seconds_left()))
    fill(timetable, order, run, exchange=False)
    everyone = np.lexsort((timetable.met, timetable.count)).tolist()
    fill(timetable, everyone, run, exchange=False)
    timetable.log.clear()


def _told(
    conference: Conference,
    timetable: Timetable,
    frozen: tuple[Event, ...],
    before: tuple[Event, ...],
    settled: float,
) -> RepairedMeetings:
    """The meetings as events, with the ids of those that were, and what became of these.

    `settled` are the points for the `frozen` meetings up to the minimum.
    """
    was = {(*e.participants, *e.counterparts): e for e in before}
    found = list(frozen)
    stayed, moved, new = len(frozen), 0, 0
    for event in events_of(conference, timetable.problem, timetable.held()):
        old = was.get((*event.participants, *event.counterparts))
        if old is None:
            new += 1
            found.append(event)
        elif (old.starts, old.ends) == (event.starts, event.ends):
            stayed += 1
            found.append(replace(old, staff=event.staff))
        else:
            moved += 1
            found.append(replace(event, id=old.id))
    lost = len(frozen) + len(before) - stayed - moved
    found.sort(key=lambda e: (e.starts, e.counterparts, e.participants))
    return RepairedMeetings(
        tuple(found), round(timetable.value() + settled, 6), stayed, moved, lost, new
    )
