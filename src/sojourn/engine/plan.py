"""From a programme to a whole plan: every stage in its natural order, then the checker's word."""

from __future__ import annotations

import math
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from threading import Event as Signal

from sojourn import __version__
from sojourn.engine import days, meetings, sessions, staff
from sojourn.engine.course import Course
from sojourn.engine.draft import Draft, draft
from sojourn.engine.feedback import improved
from sojourn.engine.journeys import journeys
from sojourn.engine.limits import Limits
from sojourn.engine.progress import STAGES, Listener
from sojourn.engine.run import StageRun
from sojourn.model import EngineReport, Event, Group, Plan, Programme, StageReport

SHARES = {"groups": 0.20, "sessions": 0.15, "meetings": 0.05, "days": 0.25, "rounds": 0.33}
"""The part of the time that each stage may use; a stage that ends early leaves its rest."""
STAFF_SHARE = 0.02
"""The part that proving the staff may use at the end."""


def plan(
    programme: Programme,
    limits: Limits | None = None,
    seed: int = 1,
    progress: Listener | None = None,
    executor: Executor | None = None,
    cancel: Signal | None = None,
) -> Plan:
    """Plan `programme` as well as the limits allow; never refuses, never runs on.

    What the programme makes impossible comes back as findings of the returned plan, which is
    always checked by `sojourn.rules`, whatever the stages believe of it.

    Args:
        programme: what is given.
        limits: seconds or iterations of search (default: seconds by the programme's size).
        seed: seed of every random choice.
        progress: hears `Progress` events.
        executor: where independent tasks run (default: in this process).
        cancel: set it to end within about a second with the best plan so far.

    """
    settled = (limits or Limits()).settled(programme)
    course = Course(settled, seed, progress, executor, cancel)
    return travelled(programme, course).plan


def travelled(programme: Programme, course: Course, part: float = 1.0) -> Draft:
    """The draft that all stages make together in `part` of a course; its plan has their report."""
    return _Road(programme, course, part).travelled()


@dataclass
class _Tally:
    """What a stage reached over all phases in which it ran."""

    value: float = 0.0
    bound: float | None = 0.0
    seconds: float = 0.0

    def add(self, value: float, bound: float | None, seconds: float) -> None:
        self.value += value
        self.bound = None if bound is None or self.bound is None else self.bound + bound
        self.seconds += seconds

    def row(self, stage: str) -> StageReport:
        """As a row of the plan: value rounded down and bound rounded up, so neither claims more."""
        value = math.floor(self.value * 1000) / 1000
        bound = None if self.bound is None else math.ceil(self.bound * 1000) / 1000
        return StageReport(stage, value, bound, round(self.seconds, 3))


class _Road:
    """One run of the engine over all stages."""

    def __init__(self, programme: Programme, course: Course, part: float) -> None:
        self.programme = programme
        self.course = course
        split = any(phase.split for phase in programme.phases)
        self.shares = {stage: part * share for stage, share in SHARES.items()}
        if not split:
            self.shares["days"] += self.shares.pop("rounds")
        self.tallies: dict[str, _Tally] = {}

    def travelled(self) -> Draft:
        """The draft of all stages, improved across them."""
        groups = self._groups()
        travels = journeys(self.programme, groups)
        together = tuple(self._together(groups, travels))
        run = self.course.stage("days", self.shares["days"])
        found = days.solve(self.programme, groups, (*travels, *together), run)
        self._finish(run, found.value, found.bound)
        made = draft(self.programme, groups, together, found.events, travels)
        if "rounds" in self.shares:
            made = improved(self.programme, made, self.course, self.shares["rounds"])
        return replace(made, plan=replace(made.plan, engine=self._report(made.plan)))

    def _groups(self) -> tuple[Group, ...]:
        """The groups of every phase, with their staff."""
        splits = sum(phase.split for phase in self.programme.phases)
        groups: list[Group] = []
        for phase in self.programme.phases:
            if not phase.split:
                groups.append(staff.together_group(self.programme, phase))
                continue
            run = self.course.stage("groups", self.shares["groups"] / splits)
            earlier = tuple(g for g in groups if self.programme.phase[g.phase].split)
            result = staff.solve_with_staff(self.programme, phase, run, earlier)
            self._finish(run, result.value, result.bound)
            groups.extend(result.groups)
        return tuple(groups)

    def _together(self, groups: tuple[Group, ...], travels: tuple[Event, ...]) -> Iterator[Event]:
        """Sessions and meetings of the phases in which all are together."""
        group_of = {group.phase: group for group in groups}
        phases = [phase for phase in self.programme.phases if not phase.split]
        meeting_phases = sum(phase.meetings is not None for phase in phases)
        by_choice = {
            phase.id: 1 + sum(not s.required for s in self.programme.sessions_of.get(phase.id, ()))
            for phase in phases
        }
        for phase in phases:
            share = self.shares["sessions"] * by_choice[phase.id] / sum(by_choice.values())
            run = self.course.stage("sessions", share)
            arrivals = tuple(event for event in travels if event.phase == phase.id)
            held = sessions.solve(self.programme, phase, group_of[phase.id], run, arrivals)
            self._finish(run, held.value, held.bound)
            yield from held.events
            if phase.meetings is None:
                continue
            run = self.course.stage("meetings", self.shares["meetings"] / meeting_phases)
            met = meetings.solve(self.programme, phase, group_of[phase.id], held.events, run)
            self._finish(run, met.value, met.bound)
            yield from met.events

    def _finish(self, run: StageRun, value: float, bound: float | None) -> None:
        """Tell that a stage has ended and add up what it reached."""
        run.report(value, bound, done=True)
        self.tallies.setdefault(run.stage, _Tally()).add(value, bound, run.elapsed)

    def _report(self, drawn: Plan) -> EngineReport:
        """One row a stage; staff is valued, and proved, for the groups that the plan has."""
        run = self.course.stage("staff", STAFF_SHARE)
        self._finish(run, *staff.account(self.programme, drawn.groups, run))
        seconds = round(self.course.seconds, 3)
        rows = tuple(self.tallies.get(stage, _Tally()).row(stage) for stage in STAGES)
        return EngineReport(__version__, self.course.seed, seconds, rows)
