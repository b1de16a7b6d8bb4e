"""The search for alternatives: cities left out, people moved, each planned and scored in full."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from threading import Event as Signal

from sojourn.engine import days, staff
from sojourn.engine.alternatives.difference import Difference, difference
from sojourn.engine.alternatives.prices import Price, charged, prices
from sojourn.engine.course import Course
from sojourn.engine.draft import Draft, draft, draft_of
from sojourn.engine.feedback import better
from sojourn.engine.feedback.naming import named_like
from sojourn.engine.feedback.values import known_values
from sojourn.engine.feedback.weeks import carried, unchanged, weeks
from sojourn.engine.groups.solve import Again
from sojourn.engine.groups.values import HostValues
from sojourn.engine.journeys import journeys
from sojourn.engine.limits import Limits
from sojourn.engine.progress import Listener
from sojourn.engine.run import StageRun
from sojourn.model import EngineReport, Group, Plan, Programme, Score, StageReport

NEAR = 0.05
"""An alternative's score is at most this part of the best plan's rewards below its score."""
SEARCH_SHARE = 0.45
"""Part of the time for the search of groups; the rest is for their days."""
DAYS_SHARE = 0.4
"""Part of a candidate's time for its first days; the rest is for rounds of feedback."""
SPARE = 2
"""Candidates that are planned beyond those asked for, so that the best of them can be kept."""


@dataclass(frozen=True)
class Alternative:
    """Another plan, and how it differs from the best."""

    plan: Plan
    difference: Difference


@dataclass(frozen=True)
class _Candidate:
    """Groups for an alternative, and what the search thinks of them."""

    groups: tuple[Group, ...]
    value: float
    price: Price


def alternatives(
    programme: Programme,
    plan: Plan,
    count: int,
    limits: Limits | None = None,
    seed: int = 1,
    progress: Listener | None = None,
    executor: Executor | None = None,
    cancel: Signal | None = None,
) -> tuple[Alternative, ...]:
    """Up to `count` other plans near `plan` that really differ from it and from each other.

    One really differs when another city is used, or when at least 15 % of the participants are
    elsewhere or mostly with other people. It is near when it has no more hard findings and its
    score is at most `NEAR` of the best plan's rewards below. Groups are searched again without a
    city, or with a price on staying; then their days are planned. Sessions and meetings stay. The
    best come first; there are fewer than `count` when no more were found.

    Args:
        programme: what is given.
        plan: the best plan, as `sojourn.engine.plan.plan` made it.
        count: how many are wanted.
        limits: seconds or iterations for all of them together (default: by the size).
        seed: seed of every random choice.
        progress: hears `Progress` events of the stage ``alternatives``.
        executor: where independent tasks run (default: in this process).
        cancel: set it to end within about a second with those found so far.

    """
    settled = (limits or Limits()).settled(programme)
    course = Course(settled, seed, progress, executor, cancel)
    return found_on(programme, plan, count, course, given=True)[1]


def found_on(
    programme: Programme,
    plan: Plan,
    count: int,
    course: Course,
    share: float = 1.0,
    given: bool = False,
) -> tuple[Plan, tuple[Alternative, ...]]:
    """The best plan and the alternatives to it that a stage of `course` finds.

    The best is `plan` where that is `given`; else a better one that the search comes across takes
    its place.
    """
    run = course.stage("alternatives", share)
    if run.stopped():
        return plan, ()
    search = _Search(programme, draft_of(plan), count, course, run)
    search.run_through()
    best, *others = search.chosen(given)
    return best.plan, tuple(
        Alternative(made.plan, difference(programme, made.groups, best.groups)) for made in others
    )


def rewards(score: Score) -> float:
    """The points that a plan has by all rules before prices are taken off."""
    return sum(points for points in score.by_rule.values() if points > 0)


class _Search:
    """The candidates so far, and which of them were planned."""

    def __init__(
        self, programme: Programme, best: Draft, count: int, course: Course, run: StageRun
    ) -> None:
        self.programme = programme
        self.best = best
        self.count = count
        self.course = course
        self.run = run
        self.weeks = weeks(programme, best.groups, best.days)
        self.values = known_values(programme, best, self.weeks)
        self.planned: list[Draft] = []

    def run_through(self) -> None:
        """Search for groups, then plan the most promising."""
        candidates = self._candidates(SEARCH_SHARE * self.run.seconds_left())
        most = self.count + SPARE
        longest = 0.0
        for number in range(most):
            chosen = self._next(candidates)
            left = self.run.seconds_left()
            if chosen is None or self.run.stopped() or left < longest / 2:
                break
            candidates.remove(chosen)
            self._plan(chosen, number, left / (most - number))
            if math.isfinite(left):
                longest = max(longest, left - self.run.seconds_left())
            self._tell()
        self._tell(done=True)

    def _tell(self, done: bool = False) -> None:
        """Tell the score of the last alternative that would be given."""
        last = self.chosen()[-1].plan
        self.run.report(last.score.soft, last.score.bound, done)

    def chosen(self, given: bool = False) -> list[Draft]:
        """The best plan, then others near it that differ from it and each other, by score.

        What was the best before is it still where it is `given`.
        """
        ahead = (self.best,) if given else ()
        others = self.planned if given else (self.best, *self.planned)
        by_score = sorted(others, key=lambda d: (d.plan.score.hard, -d.plan.score.soft))
        order = (*ahead, *by_score)
        top = order[0].plan.score
        near = top.soft - NEAR * rewards(top)
        chosen: list[Draft] = []
        for made in order:
            score = made.plan.score
            if score.hard > top.hard or score.soft < near:
                continue
            if self._differs(made.groups, chosen):
                chosen.append(made)
        return chosen[: self.count + 1]

    def _differs(self, groups: Sequence[Group], others: Sequence[Draft]) -> bool:
        return all(difference(self.programme, groups, other.groups).real for other in others)

    def _next(self, candidates: Sequence[_Candidate]) -> _Candidate | None:
        """The most promising candidate unlike everything planned so far."""
        known = [self.best, *self.planned]
        fresh = [c for c in candidates if self._differs(c.groups, known)]
        return max(fresh, key=lambda c: c.value, default=None)

    def _candidates(self, seconds: float) -> list[_Candidate]:
        """Groups by each way to be different, searched for at most `seconds` in all."""
        ways = list(prices(self.programme, self.best.groups, self.values))
        found = []
        ends = self.run.seconds_left() - seconds
        for number, price in enumerate(ways):
            left = self.run.seconds_left()
            if self.run.stopped() or left <= ends:
                break
            own = (left - ends) / (len(ways) - number) if math.isfinite(left) else 0.0
            found.append(self._candidate(price, number, own))
        return found

    def _candidate(self, price: Price, number: int, seconds: float) -> _Candidate:
        """The best groups where `price` is to be paid; their value is what they are without it."""
        phase = self.programme.phase[price.phase]
        own = tuple(g for g in self.best.groups if g.phase == phase.id)
        order = {p.id: n for n, p in enumerate(self.programme.phases)}
        split = [g for g in self.best.groups if self.programme.phase[g.phase].split]
        earlier = tuple(g for g in split if order[g.phase] < order[phase.id])
        again = Again(own, charged(self.values[phase.id], price))
        run = self.course.aside(f"alternative {number}", seconds)
        result = staff.solve_with_staff(self.programme, phase, run, earlier, again)
        named = named_like(self.programme, phase, result.groups, own)
        new = {group.id: group for group in named}
        groups = tuple(new.get(g.id, g) for g in self.best.groups)
        value = result.value + price.paid(self.programme, result.groups)
        return _Candidate(groups, value, price)

    def _plan(self, candidate: _Candidate, number: int, seconds: float) -> None:
        """Plan the days of a candidate and keep the draft."""
        groups = candidate.groups
        placed = (*journeys(self.programme, groups), *self.best.together)
        known = carried(self.programme, groups, self.weeks, self.best.days)
        settled = unchanged(self.best.groups, groups)
        run = self.course.aside(f"days of alternative {number}", DAYS_SHARE * seconds)
        found = days.solve(self.programme, groups, placed, run, known, settled)
        if self.run.cancelled:
            return
        made = draft(self.programme, groups, self.best.together, found.events)
        made = self._better(made, candidate.price, number, (1.0 - DAYS_SHARE) * seconds)
        plan = replace(made.plan, engine=self._report(candidate.value, found.value))
        self.planned.append(replace(made, plan=plan))

    def _better(self, made: Draft, price: Price, number: int, seconds: float) -> Draft:
        """An alternative after rounds of feedback in which it stays one."""
        run = self.course.aside(f"rounds of alternative {number}", seconds)

        def lean(values: Mapping[str, HostValues]) -> Mapping[str, HostValues]:
            return {**values, price.phase: charged(values[price.phase], price)}

        others = [self.best, *self.planned]
        return better(
            self.programme,
            made,
            self.course,
            run,
            lean,
            lambda tried: self._differs(tried.groups, others),
            rounds=1,
        )

    def _report(self, groups: float, visits: float) -> EngineReport | None:
        """The report of the best plan, with the values that an alternative has of its own."""
        report = self.best.plan.engine
        if report is None:
            return None
        own = {"groups": groups, "days": visits}
        rows = tuple(
            StageReport(row.stage, round(own[row.stage], 3), None, row.seconds)
            if row.stage in own
            else row
            for row in report.stages
        )
        return replace(report, stages=rows)
