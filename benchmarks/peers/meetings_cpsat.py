"""CP-SAT on one model of all one-to-one meetings, as a good modeller would have it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from benchmarks.peers.cpsat import solver_of, timed
from sojourn.engine.meetings.events import Held
from sojourn.engine.meetings.problem import Flags, MeetingProblem

SCALE = 1000
"""Points are counted in thousandths."""
EACH = 6
"""Best pairs of each participant that the model has, and as many of the counterparts."""


@dataclass(frozen=True)
class PeerMeetings:
    """What the peer found: its meetings, what it says they are worth, and a proven bound."""

    held: list[Held] | None
    value: float | None
    bound: float | None
    seconds: float


@dataclass
class MeetingsModel:
    """Bools for each pair in each slot; interpreters by set of interpreters and slot.

    Who interprets what is a flow: in each slot the meetings that need one of a set are as many as
    the interpreters who serve that set, which keeps all pairs with the same needs alike.
    """

    problem: MeetingProblem
    among: Flags
    model: Any
    meets: dict[tuple[int, int, int], Any] = field(default_factory=dict)
    serves: dict[tuple[int, int, int], Any] = field(default_factory=dict)

    def build(self) -> None:
        """Add everything."""
        problem, model = self.problem, self.model
        of_person: Mapping[tuple[int, int], list[Any]] = defaultdict(list)
        of_counterpart: Mapping[tuple[int, int], list[Any]] = defaultdict(list)
        in_slot: Mapping[int, list[Any]] = defaultdict(list)
        of_set: Mapping[tuple[int, int], list[Any]] = defaultdict(list)
        met: Mapping[int, list[tuple[int, Any]]] = defaultdict(list)
        received: Mapping[int, list[Any]] = defaultdict(list)
        for p, c in np.argwhere(self.among).tolist():
            worth, own = round(SCALE * float(problem.worth[p, c])), []
            for k in np.flatnonzero(problem.free[p] & problem.open[c]).tolist():
                x = self.meets[p, c, k] = model.new_bool_var("")
                own.append(x)
                of_person[p, k].append(x)
                of_counterpart[c, k].append(x)
                in_slot[k].append(x)
                if problem.able[p, c] >= 0:
                    of_set[int(problem.able[p, c]), k].append(x)
                met[p].append((worth, x))
                received[c].append(x)
            model.add_at_most_one(own)
        for group in (*of_person.values(), *of_counterpart.values()):
            model.add_at_most_one(group)
        for c, xs in received.items():
            model.add(sum(xs) <= int(problem.limit[c]))
        for k, xs in in_slot.items():
            model.add(sum(xs) <= int(problem.tables[k]))
        self._interpret(of_set)
        self._objective(met)

    def _interpret(self, of_set: Mapping[tuple[int, int], list[Any]]) -> None:
        problem, model = self.problem, self.model
        busy: Mapping[tuple[int, int], list[Any]] = defaultdict(list)
        worked: Mapping[tuple[int, int], list[Any]] = defaultdict(list)
        for (s, k), xs in of_set.items():
            serving = []
            for i in problem.sets[s]:
                if problem.ready[i, k]:
                    w = self.serves[i, s, k] = model.new_bool_var("")
                    serving.append(w)
                    busy[i, k].append(w)
                    worked[i, int(problem.slot_day[k])].append(w)
            model.add(sum(xs) <= sum(serving))
        for group in busy.values():
            model.add_at_most_one(group)
        for (i, day), group in worked.items():
            model.add(sum(group) <= int(problem.hours[i, day]))

    def _objective(self, met: Mapping[int, list[tuple[int, Any]]]) -> None:
        problem, model = self.problem, self.model
        top = SCALE * int(np.ceil(problem.worth.sum(axis=1).max(initial=0.0)) + 1)
        least = model.new_int_var(0, top if problem.hopeful.size else 0, "least")
        terms = [round(problem.even_price) * least]
        for p in problem.hopeful.tolist():
            xs = [x for _, x in met[p]]
            points = sum(worth * x for worth, x in met[p])
            model.add(least <= points)
            model.add(sum(xs) <= int(problem.most[p]))
            some = int(min(problem.at_least[p], problem.most[p]))
            reached = model.new_int_var(0, max(0, some), "")
            model.add(reached <= sum(xs))
            terms += [points, round(SCALE * problem.missing_price) * reached]
        model.maximize(sum(terms))

    def held(self, value: Any) -> list[Held]:
        """The meetings of a solution, each with an interpreter who serves its set."""
        found: list[Held] = []
        waiting: dict[tuple[int, int], list[int]] = defaultdict(list)
        for (i, s, k), w in self.serves.items():
            if value(w):
                waiting[s, k].append(i)
        for (p, c, k), x in self.meets.items():
            if value(x):
                able = int(self.problem.able[p, c])
                found.append((p, c, k, waiting[able, k].pop() if able >= 0 else -1))
        return found


def solve(problem: MeetingProblem, seconds: float, workers: int, seed: int) -> PeerMeetings:
    """The best meetings of CP-SAT in `seconds`, which do not count the building of the model."""
    from ortools.sat.python import cp_model

    among = candidates(problem)
    built = MeetingsModel(problem, among, cp_model.CpModel())
    built.build()
    solver = solver_of(seconds, workers, seed)
    solved, spent = timed(solver, built.model)
    if not solved:
        return PeerMeetings(None, None, None, spent)
    whole = int(among.sum()) == int(problem.possible.sum())
    bound = solver.best_objective_bound / SCALE if whole else None
    return PeerMeetings(built.held(solver.value), solver.objective_value / SCALE, bound, spent)


def candidates(problem: MeetingProblem) -> Flags:
    """The best pairs of each side (P x C).

    With all possible pairs CP-SAT is still at its presolve when the time is over, or a third below
    what it finds among these.
    """
    people, counterparts, _ = problem.shape
    worth = np.where(problem.possible, problem.worth, -1.0)
    best = np.zeros(worth.shape, dtype=bool)
    np.put_along_axis(best, np.argsort(-worth, axis=1, kind="stable")[:, :EACH], True, axis=1)
    theirs = EACH * people // max(1, counterparts)
    np.put_along_axis(best, np.argsort(-worth, axis=0, kind="stable")[:theirs], True, axis=0)
    return best & problem.possible
