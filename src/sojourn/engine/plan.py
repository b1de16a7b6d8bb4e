"""From a programme to a whole plan: every stage in its natural order, then the checker's word."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from threading import Event as Signal

from sojourn import __version__
from sojourn.engine import days, meetings, sessions, staff
from sojourn.engine.assemble import assemble
from sojourn.engine.fillers import fillers
from sojourn.engine.journeys import journeys
from sojourn.engine.limits import Limits
from sojourn.engine.progress import STAGES, Listener
from sojourn.engine.run import InProcess, StageRun
from sojourn.model import EngineReport, Event, Group, Plan, Programme, StageReport
from sojourn.rules import scored

SHARES = {"groups": 0.25, "sessions": 0.20, "meetings": 0.10, "days": 0.45}
"""The part of the time that each stage may use; a stage that ends early leaves its rest."""
STAFFING_RULES = frozenset(("interpreted", "accompanied"))


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
    return _Road(programme, settled, seed, progress, executor or InProcess(), cancel).travelled()


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

    def __init__(
        self,
        programme: Programme,
        limits: Limits,
        seed: int,
        listener: Listener | None,
        executor: Executor,
        cancel: Signal | None,
    ) -> None:
        self.programme = programme
        self.limits = limits
        self.seed = seed
        self.listener = listener
        self.executor = executor
        self.cancel = cancel
        self.began = time.perf_counter()
        self.tallies: dict[str, _Tally] = {}
        self.travelled_share = 0.0

    def travelled(self) -> Plan:
        groups = self._groups()
        placed: list[Event] = list(journeys(self.programme, groups))
        placed += self._together(groups, tuple(placed))
        run = self._run("days", 1.0)
        found = days.solve(self.programme, groups, tuple(placed), run)
        self._finish(run, found.value, found.bound)
        placed += found.events
        placed += fillers(self.programme, groups, tuple(placed))
        drawn = scored(self.programme, assemble(self.programme, groups, placed))
        return replace(drawn, engine=self._report(drawn))

    def _groups(self) -> tuple[Group, ...]:
        """The groups of every phase, with their staff."""
        splits = sum(phase.split for phase in self.programme.phases)
        groups: list[Group] = []
        for phase in self.programme.phases:
            if not phase.split:
                groups.append(staff.together_group(self.programme, phase))
                continue
            run = self._run("groups", 1 / splits)
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
        for phase in phases:
            run = self._run("sessions", 1 / len(phases))
            arrivals = tuple(event for event in travels if event.phase == phase.id)
            held = sessions.solve(self.programme, phase, group_of[phase.id], run, arrivals)
            self._finish(run, held.value, held.bound)
            yield from held.events
            if phase.meetings is None:
                continue
            run = self._run("meetings", 1 / meeting_phases)
            met = meetings.solve(self.programme, phase, group_of[phase.id], held.events, run)
            self._finish(run, met.value, met.bound)
            yield from met.events

    def _run(self, stage: str, part: float) -> StageRun:
        """The run of `part` of `stage`, with its part of the time."""
        share = SHARES[stage] * part
        seconds = None
        if self.limits.seconds is not None:
            left = max(0.0, self.limits.seconds - (time.perf_counter() - self.began))
            ahead = max(share, 1.0 - self.travelled_share)
            seconds = left * share / ahead
        first = self.travelled_share
        self.travelled_share = min(1.0, first + share)
        return StageRun(
            stage,
            self.seed,
            self.limits.iterations,
            seconds,
            self.executor,
            self.cancel,
            self.listener,
            self.began,
            (first, self.travelled_share),
        )

    def _finish(self, run: StageRun, value: float, bound: float | None) -> None:
        """Tell that a stage has ended and add up what it reached."""
        run.report(value, bound, done=True)
        self.tallies.setdefault(run.stage, _Tally()).add(value, bound, run.elapsed)

    def _report(self, drawn: Plan) -> EngineReport:
        """One row a stage; staff is valued by what is missing, for which 0 is a proven bound."""
        missing = sum(f.amount for f in drawn.findings if f.rule in STAFFING_RULES)
        self.tallies["staff"] = _Tally(-missing, 0.0)
        timed = self.limits.iterations is None
        seconds = round(time.perf_counter() - self.began, 3) if timed else 0.0
        rows = tuple(self.tallies.get(stage, _Tally()).row(stage) for stage in STAGES)
        return EngineReport(__version__, self.seed, seconds, rows)
