"""The linear relaxation of choosing pairs: even chances, interpreters, tables and slots counted."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from sojourn.engine.meetings.problem import Flags, Floats, MeetingProblem, Numbers
from sojourn.engine.milp import Milp
from sojourn.engine.run import StageRun

PATTERNS = 150
"""So many of the most frequent sets of free slots are told apart."""
NONE = -1


@dataclass(frozen=True)
class Relaxed:
    """The split of pairs that meet (P x C), and an upper bound of every timetable's value.

    The bound holds for all pairs: those left out of the relaxation are priced by its rows, at
    the `gain` that the bound contains. `wanted` are those among them that have a gain. `gains`
    tell what each pair is worth beyond the prices of what it needs (P x C).
    """

    share: Floats
    bound: float
    gain: float
    wanted: Flags
    gains: Floats


@dataclass
class Relaxation:
    """The relaxation over the pairs `among` (P x C).

    Attributes:
        least_row: row of each participant's points, or `NONE` (P).
        most_row: row of each participant's meetings, or `NONE` (P).
        reached_row: row of each participant's meetings up to the minimum, or `NONE` (P).
        limit_row: row of each counterpart's meetings, or `NONE` (C).
        served: rows of sets of interpreters, with the members of `sets` that they count.
        held_row: row of each set of free slots, without and with interpreters (patterns x 2).

    """

    problem: MeetingProblem
    among: Flags
    model: Milp = field(default_factory=Milp)
    served: list[tuple[int, list[int]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        people, counterparts, _ = self.problem.shape
        self.people, self.columns = np.nonzero(self.among)
        self.worth = self.problem.worth[self.people, self.columns]
        self.able = self.problem.able[self.people, self.columns]
        self.least_row = np.full(people, NONE)
        self.most_row = np.full(people, NONE)
        self.reached_row = np.full(people, NONE)
        self.limit_row = np.full(counterparts, NONE)
        patterns, kind = np.unique(self.problem.free, axis=0, return_inverse=True)
        self.patterns: Flags = patterns
        self.kind: Numbers = kind.reshape(-1)
        self.held_row = np.full((len(patterns), 2), NONE)
        self._build()

    def solved(self, run: StageRun) -> Relaxed | None:
        """The best split, or None where it was not found in time."""
        solution = self.model.maximise(run)
        if solution is None or not math.isfinite(solution.bound):
            return None
        share = np.zeros(self.among.shape)
        share[self.people, self.columns] = solution.values[: self.people.size]
        gains = self._gains(solution.prices)
        gain = np.where(self.problem.possible & ~self.among, np.maximum(0.0, gains), 0.0)
        total = float(gain.sum())
        bound = solution.bound + total + float(self.problem.had.sum())
        return Relaxed(share, bound, total, gain > 0, gains)

    def _build(self) -> None:
        model, problem = self.model, self.problem
        count = self.people.size
        model.costs.extend(self.worth.tolist())
        model.lower.extend([0.0] * count)
        model.upper.extend([1.0] * count)
        model.integer.extend([False] * count)
        least = model.column(problem.even_price, 0.0, math.inf, integer=False)
        hopeful = set(problem.hopeful.tolist())
        for p, pairs in enumerate(_places(self.people, len(problem.people))):
            if p in hopeful:
                self.least_row[p] = self._row(
                    pairs, -self.worth[pairs], float(problem.had[p]), (least, 1.0)
                )
            # Also without a pair of theirs: those left out are priced by these rows.
            if pairs.size or p in hopeful:
                self.most_row[p] = self._row(pairs, np.ones(pairs.size), float(problem.most[p]))
                some = max(0, min(int(problem.at_least[p]), int(problem.most[p])))
                reached = model.column(problem.missing_price, 0.0, float(some), integer=False)
                minus = np.full(pairs.size, -1.0)
                self.reached_row[p] = self._row(pairs, minus, 0.0, (reached, 1.0))
        for c, pairs in enumerate(_places(self.columns, len(problem.counterparts))):
            if pairs.size:
                ones = np.ones(pairs.size)
                self.limit_row[c] = self._row(pairs, ones, float(problem.limit[c]))
        self._interpreters()
        self._slots()

    def _row(
        self,
        pairs: npt.NDArray[np.int64],
        coefficients: Floats,
        upper: float,
        *others: tuple[int, float],
        lower: float = -math.inf,
    ) -> int:
        """Add a row over pairs and other columns; its number."""
        model = self.model
        model.columns.extend(pairs.tolist())
        model.coefficients.extend(coefficients.tolist())
        model.row(others, lower, upper)
        return len(model.row_upper) - 1

    def _interpreters(self) -> None:
        """Rows: a set of interpreters serves as many meetings as its members have slots."""
        problem = self.problem
        every = tuple(sorted({i for members in problem.sets for i in members}))
        for members in sorted({*problem.sets, every} - {()}):
            inside = [n for n, s in enumerate(problem.sets) if set(s) <= set(members)]
            pairs = np.flatnonzero(np.isin(self.able, inside))
            if pairs.size:
                most = float(sum(slots_of(problem, i) for i in members))
                self.served.append((self._row(pairs, np.ones(pairs.size), most), inside))

    def _slots(self) -> None:
        """Rows: people who are free in the same slots share them with all others.

        For each set of free slots that somebody has, columns tell how many meetings, interpreted
        or not, are in each slot: no more than such people, open counterparts, tables, or ready
        interpreters.
        """
        problem, model = self.problem, self.model
        size = np.bincount(self.kind, minlength=len(self.patterns))
        in_slot: list[list[tuple[int, float]]] = [[] for _ in problem.slots]
        interpreted: list[list[tuple[int, float]]] = [[] for _ in problem.slots]
        kind, needing = self.kind[self.people], self.able >= 0
        for number in np.argsort(-size, kind="stable")[:PATTERNS].tolist():
            slots = np.flatnonzero(self.patterns[number]).tolist()
            many = float(size[number])
            shared: dict[int, list[tuple[int, float]]] = {k: [] for k in slots}
            for need in (False, True):
                pairs = np.flatnonzero((kind == number) & (needing == need))
                if not pairs.size or not slots:
                    continue
                held = [model.column(0.0, 0.0, many, integer=False) for _ in slots]
                self.held_row[number, int(need)] = self._row(
                    pairs, np.full(pairs.size, -1.0), 0.0, *((x, 1.0) for x in held), lower=0.0
                )
                for k, x in zip(slots, held, strict=True):
                    shared[k].append((x, 1.0))
                    in_slot[k].append((x, 1.0))
                    if need:
                        interpreted[k].append((x, 1.0))
            for k in slots:
                model.row(shared[k], upper=many)
        for k in range(len(problem.slots)):
            model.row(in_slot[k], upper=float(min(problem.open[:, k].sum(), problem.tables[k])))
            model.row(interpreted[k], upper=float(problem.ready[:, k].sum()))

    def _gains(self, prices: Floats) -> Floats:
        """What each pair is worth beyond the prices of the rows that it would use (P x C)."""
        problem = self.problem
        own = np.append(prices, 0.0)  # row `NONE` has the price 0
        gain = problem.worth * (1.0 + own[self.least_row])[:, None]
        gain = gain + (own[self.reached_row] - own[self.most_row])[:, None]
        gain = gain - own[self.limit_row][None, :]
        of_set = np.zeros(len(problem.sets) + 1)
        for row, inside in self.served:
            of_set[inside] += own[row]
        needing = problem.able >= 0
        gain = gain - np.where(needing, of_set[problem.able], 0.0)
        held = own[self.held_row][self.kind]
        found: Floats = gain + np.where(needing, held[:, 1:], held[:, :1])
        return found


def _places(numbers: npt.NDArray[np.int64], count: int) -> list[npt.NDArray[np.int64]]:
    """Where each of 0 to `count` - 1 is among `numbers`, in order."""
    order = np.argsort(numbers, kind="stable")
    ends = np.searchsorted(numbers[order], np.arange(1, count))
    return list(np.split(order, ends)) if count else []


def slots_of(problem: MeetingProblem, i: int) -> int:
    """Meetings that an interpreter can serve in all."""
    days = sorted(set(problem.slot_day.tolist()))
    return sum(
        min(int(problem.hours[i, d]), int(problem.ready[i, problem.slot_day == d].sum()))
        for d in days
    )
