"""The fewest breaks, asked of a SAT solver: is there a timetable with at most 0, 1, 2, ...?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sojourn.engine.run import StageRun
from sojourn.engine.timetables.encoding import Encoding, encode
from sojourn.engine.timetables.problem import TimetableProblem, faults, total

if TYPE_CHECKING:
    from pysat.solvers import Cadical153

SLICE = 1000
"""Conflicts after which it is looked whether the run has ended: some tenths of a second."""
TURN = 100_000
"""Conflicts for the question from below before another is asked."""
SHORT_TURN = 10_000
"""Conflicts for the question from above, which is answered soon or hardly ever."""
LATE = 0.8
"""Share of a run's time after which any timetable is asked for, where none is known."""
COUNTED = 64
"""Breaks that are counted at first; more if there must be more."""


@dataclass(frozen=True)
class TimetableResult:
    """What is known of the fewest breaks.

    Attributes:
        slots: the slot of each meeting in the best timetable, or None if none was found.
        breaks: its breaks, or None.
        bound: no timetable has fewer breaks: proved.
        infeasible: there is no timetable: proved, and proved again by another solver that was
            told nothing of what could be left out.
        conflicts: branches that were refuted.

    """

    slots: tuple[int, ...] | None
    breaks: int | None
    bound: int
    infeasible: bool
    conflicts: int

    @property
    def proved(self) -> bool:
        """Whether nothing is left to find out."""
        return self.infeasible or self.breaks == self.bound

    @property
    def status(self) -> str:
        """*optimal* or *infeasible*, both proved; *feasible*, or *not found*."""
        if self.infeasible:
            return "infeasible"
        if self.breaks is None:
            return "not found"
        return "optimal" if self.proved else "feasible"


def solve(
    problem: TimetableProblem,
    run: StageRun,
    conflicts: int | None = None,
    known: Sequence[int] | None = None,
    unheard: int = SLICE,
) -> TimetableResult:
    """The timetable with the fewest breaks, as far as `run` and the number of `conflicts` allow.

    `known` is a valid timetable, which the search then begins with. Limited by conflicts alone,
    the result is the same every time. The end of `run` is not heard for `unheard` conflicts: many
    solve hard problems several times sooner, since the solver plans anew whenever it goes on.
    """
    search = _Search(problem, run, math.inf if conflicts is None else conflicts, unheard)
    if known is not None and not faults(problem, known):
        search.found(tuple(known))
    search.search()
    return search.result()


class _Search:
    """Questions to a solver, and what its answers have shown."""

    def __init__(
        self, problem: TimetableProblem, run: StageRun, conflicts: float, unheard: int
    ) -> None:
        self.problem = problem
        self.run = run
        self.left = conflicts
        self.slice = unheard
        self.spent = 0
        self.best: tuple[int, ...] | None = None
        self.breaks: int | None = None
        self.bound = 0
        self.too_few = -1
        """So many breaks were too few for an answer in one turn."""
        self.infeasible = False

    def result(self) -> TimetableResult:
        """What is known now."""
        return TimetableResult(self.best, self.breaks, self.bound, self.infeasible, self.spent)

    def found(self, slots: tuple[int, ...]) -> None:
        """Keep a timetable if it is the best."""
        breaks = total(self.problem, slots)
        if self.breaks is None or breaks < self.breaks:
            self.best, self.breaks = slots, breaks

    def search(self) -> None:
        """Count as many breaks as are needed, and ask until all is known or the run ends."""
        counted = COUNTED
        while not self._done():
            self._ask_all(encode(self.problem, counted))
            counted *= 4

    def _done(self) -> bool:
        return self.infeasible or self.breaks == self.bound or self.left <= 0 or self.run.stopped()

    def _ask_all(self, encoding: Encoding) -> None:
        """Ask from below, and when that takes long, by turns from above."""
        from pysat.solvers import Cadical153

        with Cadical153() as solver:
            solver.append_formula(encoding.rows)
            while not self._done() and (self.bound < len(encoding.more) or encoding.whole):
                answer = self._ask(solver, encoding, self.bound, TURN)
                if answer is None and not self._done():
                    self._ask_above(solver, encoding)

    def _ask_above(self, solver: Cadical153, encoding: Encoding) -> None:
        """Ask for any timetable; where one is known, for one half-way to what seems too few."""
        if self.breaks is None:
            self._ask(solver, encoding, math.inf, TURN)
            return
        too_few = max(self.too_few, self.bound - 1)
        most = (too_few + self.breaks) // 2
        if self._ask(solver, encoding, most, SHORT_TURN) is None:
            self.too_few = most if most + 1 < self.breaks else -1

    def _ask(self, solver: Cadical153, encoding: Encoding, most: float, turn: int) -> bool | None:
        """Whether there is a timetable with at most `most` breaks; None if that is not known."""
        limited = most < len(encoding.more)
        assumed = [-encoding.more[int(most)]] if limited else []
        answer = self._solved(solver, assumed, turn, limited and self.breaks is None)
        if answer:
            self.found(encoding.slots(solver.get_model()))
        elif answer is False and limited and solver.get_core():
            self.bound = max(self.bound, int(most) + 1)
            solver.add_clause([encoding.more[int(most)]])
        elif answer is False:
            self.infeasible = self._never()
            self.left = 0
        return answer

    def _never(self) -> bool:
        """Whether another solver, told of no order of equals, says that there is no timetable."""
        from pysat.solvers import Cadical195

        with Cadical195() as solver:
            solver.append_formula(encode(self.problem, 0, orders=False).rows)
            return self._solved(solver, [], math.inf) is False

    def _solved(
        self, solver: Cadical153, assumed: list[int], turn: float, hurried: bool = False
    ) -> bool | None:
        """The solver's answer within `turn` conflicts, a slice at a time.

        If `hurried`, there is none when it is late.
        """
        while turn > 0 and self.left > 0 and not self.run.stopped():
            if hurried and self._late():
                return None
            part = int(min(self.slice, turn, self.left))
            before = solver.accum_stats()["conflicts"]
            solver.conf_budget(part)
            answer: bool | None = solver.solve_limited(assumptions=assumed)
            spent = max(1, solver.accum_stats()["conflicts"] - before)
            self.spent += spent
            self.left -= spent
            turn -= spent
            if answer is not None:
                return answer
        return None

    def _late(self) -> bool:
        """Whether most of the time is gone."""
        whole = self.run.elapsed + self.run.seconds_left()
        return whole < math.inf and self.run.elapsed > LATE * whole
