"""One-to-one meetings of participants and counterparts in a phase together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sojourn.engine.meetings.breaks import shorten_waiting
from sojourn.engine.meetings.choosing import choose
from sojourn.engine.meetings.events import events_of
from sojourn.engine.meetings.exact import solve_exactly
from sojourn.engine.meetings.parts import improve_parts
from sojourn.engine.meetings.problem import Flags, MeetingProblem, meeting_problem
from sojourn.engine.meetings.search import TINY, fill, give_to_all, improve, place
from sojourn.engine.meetings.timetable import Timetable
from sojourn.engine.run import StageRun
from sojourn.engine.sessions.conference import Conference
from sojourn.model import Event, Group, Phase, Programme

ROUNDS = 50_000
PARTS, PART_ROUNDS = 10_000, 25
"""Parts solved anew at most; in runs limited by iterations one for so many rounds of search."""
PART_SHARE = 0.7
"""The part of the time after the beginning that these have."""
LAST_SHARE = 0.15
"""At most this part of the time is kept for what comes after the search."""
LAST_SECONDS = 0.0015
"""What comes after the search takes so long for each meeting."""


@dataclass(frozen=True)
class MeetingsResult:
    """The meetings of one phase as events without ids, their value and a proven bound of it.

    The value is in points: wishes and interests (rule `wishes`), meetings up to the minimum
    (rule `meetings`) and what the participant with the least has (rule `even_chances`).
    """

    events: tuple[Event, ...]
    value: float
    bound: float | None


def solve(
    programme: Programme,
    phase: Phase,
    group: Group,
    placed: tuple[Event, ...],
    run: StageRun,
) -> MeetingsResult:
    """Choose and place the one-to-one meetings of `phase` beside the events that are `placed`."""
    conference = Conference.of(programme, phase, group)
    if conference is None or phase.meetings is None:
        return MeetingsResult((), 0.0, 0.0)
    problem = meeting_problem(conference, phase.meetings, placed)
    if 0 in problem.shape:
        return MeetingsResult((), 0.0, 0.0)
    timetable, bound, worthy = _begun(problem, run)
    run.report(timetable.value(), bound)
    rounds = ROUNDS if run.iterations is None else min(ROUNDS, run.iterations)
    last = min(LAST_SHARE * run.seconds_left(), LAST_SECONDS * int(timetable.count.sum()))
    parts = PARTS if run.iterations is None else min(PARTS, run.iterations // PART_ROUNDS)
    improve(timetable, run, rounds, bound, last + PART_SHARE * max(0.0, run.seconds_left() - last))
    timetable.log.clear()
    improve_parts(timetable, worthy, run, parts, bound, last)
    give_to_all(timetable, run)
    shorten_waiting(timetable, run)
    value = timetable.value()
    return MeetingsResult(
        events_of(conference, problem, timetable.held()),
        round(value, 6),
        round(max(bound, value), 6),
    )


def _begun(problem: MeetingProblem, run: StageRun) -> tuple[Timetable, float, Flags]:
    """A first timetable, a proven bound of every timetable's value, and pairs worth a thought."""
    exact, proved = solve_exactly(problem, run)
    if exact is not None and exact.value() >= proved - TINY:
        return exact, proved, problem.possible
    choice = choose(problem, run)
    timetable = place(problem, choice.pairs, run)
    fill(timetable, np.lexsort((timetable.met, timetable.count)).tolist(), run)
    if exact is not None and exact.value() > timetable.value():
        timetable = exact
    timetable.log.clear()
    return timetable, min(choice.bound, proved), choice.worthy
