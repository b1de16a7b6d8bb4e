"""Rounds of feedback: groups by what their hosts' weeks give, then weeks for those groups."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from sojourn.engine import days, staff
from sojourn.engine.course import Course
from sojourn.engine.draft import Draft, draft
from sojourn.engine.feedback.naming import named_like
from sojourn.engine.feedback.values import known_values
from sojourn.engine.feedback.weeks import Place, Week, carried, unchanged, weeks
from sojourn.engine.groups.solve import Again
from sojourn.engine.groups.values import HostValues, candidates
from sojourn.engine.journeys import journeys
from sojourn.engine.run import CancelledError, StageRun
from sojourn.model import Event, Group, Phase, Programme

ROUNDS = 3
"""Rounds of a run that is limited by iterations."""
GROUPS_SHARE, DAYS_SHARE = 0.15, 0.3
"""Parts of the time left that a round may use at most."""
POLISHING = 0.15
"""Part of the time for the days of the groups that stay in the end."""
INERTIA = (0.0, 0.5, 2.0, 0.0, 0.5, 5.0)
"""Points for staying at a host, by the number of rounds in a row that did not pay; after the last
there are no more."""


Lean = Callable[[Mapping[str, HostValues]], Mapping[str, HostValues]]


def improved(programme: Programme, made: Draft, course: Course, share: float = 1.0) -> Draft:
    """`made` with better groups and days, or as it is; never a worse one by the rules.

    Groups are found again with what their hosts' weeks give in place of the estimate, then days
    from the weeks that are planned. A round is kept when the rules say that the whole plan is
    better; after one that does not pay the next favours staying, or begins elsewhere. The time
    left belongs to the days of the groups that stay. Limited by iterations, there are `ROUNDS`.
    """
    return better(programme, made, course, course.stage("rounds", share))


def better(
    programme: Programme,
    made: Draft,
    course: Course,
    run: StageRun,
    lean: Lean | None = None,
    suits: Callable[[Draft], bool] | None = None,
    rounds: int = ROUNDS,
) -> Draft:
    """The same within `run`, where not every draft will do.

    Args:
        programme: what is given.
        made: the draft.
        course: makes the runs of the stages.
        run: limits all rounds together and hears their scores.
        lean: changes the values of hosts by phase before groups are searched.
        suits: whether a draft may be kept, however good.
        rounds: rounds where iterations are the limit.

    """
    return _Rounds(programme, made, course, run, lean, suits, rounds).best()


class _Rounds:
    """The best draft so far, and the weeks known of each host."""

    def __init__(
        self,
        programme: Programme,
        made: Draft,
        course: Course,
        run: StageRun,
        lean: Lean | None,
        suits: Callable[[Draft], bool] | None,
        rounds: int,
    ) -> None:
        self.programme = programme
        self.made = made
        self.course = course
        self.run = run
        self.lean = lean
        self.suits = suits
        self.rounds = rounds
        self.weeks: dict[Place, tuple[Week, ...]] = dict(weeks(programme, made.groups, made.days))
        self.idle = 0

    def best(self) -> Draft:
        """The best draft of all rounds."""
        least = POLISHING * self.run.seconds_left()
        least = least if math.isfinite(least) else 0.0
        number = 0
        while self.idle < len(INERTIA) and self.run.seconds_left() > least:
            if self.run.iterations is not None and number >= self.rounds:
                break
            number += 1
            self._take(self._round(number, least))
        if self.run.iterations is None:
            self._take(self._polished())
        score = self.made.plan.score
        self.run.report(score.soft, score.bound, done=True)
        return self.made

    def _take(self, tried: Draft | None) -> None:
        """Keep a draft if it is better; its weeks are worth knowing in any case."""
        suits = self.suits is None or (tried is not None and self.suits(tried))
        if tried is None or not suits or not tried.better_than(self.made):
            self.idle += 1
        else:
            self.made, self.idle = tried, 0
        for known in (tried, self.made):
            if known is not None and not self.run.cancelled:
                self.weeks.update(weeks(self.programme, known.groups, known.days))
        score = self.made.plan.score
        self.run.report(score.soft, score.bound)

    def _round(self, number: int, reserve: float) -> Draft | None:
        """The draft of other groups, or None when the same groups are the best."""
        groups = self._groups(number, reserve)
        if groups == self.made.groups or self.run.cancelled:
            return None
        settled = unchanged(self.made.groups, groups)
        known = carried(self.programme, groups, self.weeks, self.made.days)
        seconds = DAYS_SHARE * (self.run.seconds_left() - reserve)
        return self._drawn(
            groups, known, settled, self.course.aside(f"{self.run.stage} days {number}", seconds)
        )

    def _polished(self) -> Draft | None:
        """The same groups with all days searched again, for the time left."""
        if self.run.stopped():
            return None
        run = self.course.aside(f"{self.run.stage} days", self.run.seconds_left())
        return self._drawn(self.made.groups, self.made.days, frozenset(), run)

    def _drawn(
        self,
        groups: tuple[Group, ...],
        known: tuple[Event, ...],
        settled: frozenset[str],
        run: StageRun,
    ) -> Draft | None:
        """The draft of groups whose days go on from `known`; None when the run is cancelled."""
        travels = journeys(self.programme, groups)
        if self.run.cancelled:
            return None
        placed = (*travels, *self.made.together)
        found = days.solve(self.programme, groups, placed, run, known, settled)
        try:
            together, heed = self.made.together, self.run.heed
            return draft(self.programme, groups, together, found.events, travels, heed)
        except CancelledError:
            return None

    def _groups(self, number: int, reserve: float) -> tuple[Group, ...]:
        """The groups of all phases by what their hosts' weeks give."""
        values = known_values(self.programme, self.made, self.weeks)
        values = values if self.lean is None else self.lean(values)
        groups: list[Group] = []
        for phase in self.programme.phases:
            own = tuple(g for g in self.made.groups if g.phase == phase.id)
            if not phase.split or phase.id not in values or not own:
                groups += own
                continue
            earlier = tuple(g for g in groups if self.programme.phase[g.phase].split)
            again = Again(own, self._inert(phase, values[phase.id]))
            run = self.course.aside(
                f"groups {number}", GROUPS_SHARE * (self.run.seconds_left() - reserve)
            )
            found = staff.solve_with_staff(self.programme, phase, run, earlier, again).groups
            groups += named_like(self.programme, phase, found, own)
        return tuple(groups)

    def _inert(self, phase: Phase, values: HostValues) -> HostValues:
        """`values` with a premium on staying where one is."""
        fit = values.fit.copy()
        place = {host.id: h for h, host in enumerate(candidates(self.programme, phase))}
        row = {p.id: i for i, p in enumerate(self.programme.confirmed)}
        for group in self.made.groups:
            if group.phase == phase.id:
                for s, stop in enumerate(group.stops):
                    for person in group.participants:
                        if stop.host in place:
                            fit[s, row[person], place[stop.host]] += INERTIA[self.idle]
        return HostValues(fit, values.others)
