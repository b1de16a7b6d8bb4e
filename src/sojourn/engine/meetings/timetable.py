"""A timetable of meetings that always obeys the hard rules, and the moves that change it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from sojourn.engine.meetings.events import Held
from sojourn.engine.meetings.problem import Flags, MeetingProblem

EXCHANGES = 60
"""Pairs of slots that are tried for an exchange when a meeting finds no slot."""
EMPTIER, CHAINS = 3, 6
"""Slots, and chains of each, that are tried to even out the tables."""
Step = tuple[bool, int, int, int, int]
"""Whether put in (else taken out), participant, counterpart, slot, interpreter or -1."""


class Timetable:
    """Meetings in slots. Every change is logged, so that it can be taken back.

    Attributes:
        with_whom: counterpart of each participant in each slot, or -1 (P x K).
        whom: participant of each counterpart in each slot, or -1 (C x K).
        serves: participant whom each interpreter serves in each slot, or -1 (I x K).
        slot: slot of each pair, or -1 (P x C).
        met: points of each participant (P).
        filled: meetings in each slot (K).
        idle: interpreters of each set who are free and rested in each slot (sets x K).

    """

    def __init__(self, problem: MeetingProblem) -> None:
        people, counterparts, slots = problem.shape
        self.problem = problem
        self.with_whom = np.full((people, slots), -1, dtype=np.int64)
        self.whom = np.full((counterparts, slots), -1, dtype=np.int64)
        self.serves = np.full((len(problem.interpreters), slots), -1, dtype=np.int64)
        self.slot = np.full((people, counterparts), -1, dtype=np.int64)
        self.interpreter: dict[tuple[int, int], int] = {}
        self.hours = problem.hours.copy()
        self.idle = np.zeros((len(problem.sets), slots), dtype=np.int64)
        self.sets_of: list[list[int]] = [[] for _ in problem.interpreters]
        for number, members in enumerate(problem.sets):
            for i in members:
                self.sets_of[i].append(number)
        for i in range(len(problem.interpreters)):
            for day in sorted(set(problem.slot_day.tolist())):
                if self.hours[i, day] > 0:
                    self._count(i, day, 1)
        self.filled = np.zeros(slots, dtype=np.int64)
        self.scarce = bool((problem.tables < min(people, counterparts)).any())
        self.count = np.zeros(people, dtype=np.int64)
        self.received = np.zeros(counterparts, dtype=np.int64)
        self.met = problem.had.copy()
        self.log: list[Step] = []

    def value(self) -> float:
        """Points of all meetings, less what is missing, and the even chances."""
        problem = self.problem
        if not len(problem.people):
            return 0.0
        reached = np.minimum(self.count, np.maximum(problem.at_least, 0)).sum()
        least = float(self.met[problem.hopeful].min()) if problem.hopeful.size else 0.0
        even = problem.even_price * least
        return float(self.met.sum() + problem.missing_price * reached + even)

    def held(self) -> list[Held]:
        """The meetings, by participant and counterpart."""
        return self.held_by(range(len(self.problem.people)))

    def held_by(self, people: Iterable[int]) -> list[Held]:
        """The meetings of `people`, by participant and counterpart."""
        found: list[Held] = []
        for p in people:
            for c in np.flatnonzero(self.slot[p] >= 0).tolist():
                k = int(self.slot[p, c])
                found.append((p, c, k, self.interpreter.get((p, k), -1)))
        return found

    def back_to(self, mark: int) -> None:
        """Undo all steps after the first `mark`."""
        while len(self.log) > mark:
            put, p, c, k, i = self.log.pop()
            if put:
                self._clear(p, c, k, i)
            else:
                self._write(p, c, k, i)

    def _write(self, p: int, c: int, k: int, i: int) -> None:
        self.with_whom[p, k], self.whom[c, k], self.slot[p, c] = c, p, k
        self.filled[k] += 1
        self.count[p] += 1
        self.received[c] += 1
        self.met[p] += self.problem.worth[p, c]
        if i >= 0:
            day = int(self.problem.slot_day[k])
            self.idle[self.sets_of[i], k] -= 1
            self.serves[i, k] = p
            self.interpreter[p, k] = i
            self.hours[i, day] -= 1
            if self.hours[i, day] == 0:
                self._count(i, day, -1)

    def _clear(self, p: int, c: int, k: int, i: int) -> None:
        self.with_whom[p, k] = self.whom[c, k] = self.slot[p, c] = -1
        self.filled[k] -= 1
        self.count[p] -= 1
        self.received[c] -= 1
        self.met[p] -= self.problem.worth[p, c]
        if i >= 0:
            day = int(self.problem.slot_day[k])
            if self.hours[i, day] == 0:
                self._count(i, day, 1)
            self.hours[i, day] += 1
            self.serves[i, k] = -1
            del self.interpreter[p, k]
            self.idle[self.sets_of[i], k] += 1

    def _count(self, i: int, day: int, change: int) -> None:
        """Add `change` to `idle` for the slots of `day` in which the interpreter is free."""
        free = self.problem.ready[i] & (self.serves[i] < 0) & (self.problem.slot_day == day)
        for number in self.sets_of[i]:
            self.idle[number, free] += change

    def take(self, p: int, c: int) -> None:
        """Take the meeting of `p` and `c` out."""
        k = int(self.slot[p, c])
        i = self.interpreter.get((p, k), -1)
        self._clear(p, c, k, i)
        self.log.append((False, p, c, k, i))

    def hold(self, p: int, c: int, k: int, i: int) -> None:
        """Hold a meeting that is known to be possible, with interpreter `i` or -1."""
        self._write(p, c, k, i)
        self.log.append((True, p, c, k, i))

    def put(self, p: int, c: int, k: int) -> bool:
        """Hold a meeting of `p` and `c` in slot `k` if both, a table, an interpreter are free."""
        problem = self.problem
        if not (problem.free[p, k] and problem.open[c, k]):
            return False
        if self.with_whom[p, k] >= 0 or self.whom[c, k] >= 0:
            return False
        if self.filled[k] >= problem.tables[k]:
            return False
        i = -1
        able = int(problem.able[p, c])
        if able >= 0:
            i = self._free_interpreter(able, k)
            if i < 0:
                i = self._freed_interpreter(able, k)
            if i < 0:
                return False
        self._write(p, c, k, i)
        self.log.append((True, p, c, k, i))
        return True

    def _free_interpreter(self, able: int, k: int) -> int:
        """The most rested of the set `able` who is free in slot `k`, or -1."""
        problem = self.problem
        if self.idle[able, k] <= 0:
            return -1
        day = problem.slot_day[k]
        best, most = -1, 0
        for i in problem.sets[able]:
            if problem.ready[i, k] and self.serves[i, k] < 0 and self.hours[i, day] > most:
                best, most = i, int(self.hours[i, day])
        return best

    def _relieved(self, able: int, k: int) -> int:
        """One of the set `able` whose pair in slot `k` another interpreter can serve, or -1."""
        for i in self.problem.sets[able]:
            p = int(self.serves[i, k])
            if p >= 0 and self.idle[self.problem.able[p, self.with_whom[p, k]], k] > 0:
                return i
        return -1

    def _freed_interpreter(self, able: int, k: int) -> int:
        """`_relieved`, after the other interpreter has taken over."""
        i = self._relieved(able, k)
        if i < 0:
            return -1
        p = int(self.serves[i, k])
        c = int(self.with_whom[p, k])
        j = self._free_interpreter(int(self.problem.able[p, c]), k)
        self._clear(p, c, k, i)
        self.log.append((False, p, c, k, i))
        self._write(p, c, k, j)
        self.log.append((True, p, c, k, j))
        return i

    def insert(self, p: int, c: int, exchange: bool = True) -> bool:
        """Hold a meeting of `p` and `c`, moving others to other slots with `exchange`."""
        idle_p, idle_c = self.with_whom[p] < 0, self.whom[c] < 0
        can_c = self.problem.open[c]
        can_p = self._heard(p, c, self.problem.free[p] & idle_p & can_c)
        both = np.flatnonzero(can_p & idle_c)
        if self.scarce:
            both = both[np.argsort(self.filled[both] - self.problem.tables[both], kind="stable")]
        if any(self.put(p, c, k) for k in both.tolist()):
            return True
        if not exchange:
            return False
        mark = len(self.log)
        for k in both[:EMPTIER].tolist():
            if self._table_left(k) and self.put(p, c, k):
                return True
            self.back_to(mark)
        thens = np.flatnonzero(can_c & idle_c & self.problem.free[p]).tolist()
        exchanges = [(a, b) for a in np.flatnonzero(can_p).tolist() for b in thens if a != b]
        for a, b in exchanges[:EXCHANGES]:
            if self._shift(c, a, b) and self.put(p, c, a):
                return True
            self.back_to(mark)
        return False

    def _heard(self, p: int, c: int, slots: Flags) -> Flags:
        """Those of `slots` in which somebody could interpret for the pair, if needed (K)."""
        able = int(self.problem.able[p, c])
        if able < 0:
            return slots
        heard: Flags = slots & (self.idle[able] > 0)
        for k in np.flatnonzero(slots & ~heard).tolist():
            heard[k] = self._relieved(able, k) >= 0
        return heard

    def _table_left(self, k: int) -> bool:
        """Free a table in the full slot `k` by moving a meeting to a slot with a free table."""
        problem = self.problem
        if self.filled[k] < problem.tables[k]:
            return False
        counterparts = np.flatnonzero(self.whom[:, k] >= 0)
        people = self.whom[counterparts, k]
        here = (
            problem.free[people]
            & problem.open[counterparts]
            & (self.with_whom[people] < 0)
            & (self.whom[counterparts] < 0)
            & (self.filled < problem.tables)
        )
        mark = len(self.log)
        for n, other in np.argwhere(here)[:EXCHANGES].tolist():
            p, c = int(people[n]), int(counterparts[n])
            self.take(p, c)
            if self.put(p, c, other):
                return True
            self.back_to(mark)
        emptier = np.flatnonzero(self.filled < problem.tables).tolist()
        return any(self._evened(k, other) for other in emptier[:EMPTIER])

    def _evened(self, k: int, other: int) -> bool:
        """Exchange slots along a chain with one meeting more in `k` than in `other` (Kempe).

        Such a chain begins at a counterpart with a meeting in `k` only.
        """
        before, mark = self.filled[k], len(self.log)
        begins = np.flatnonzero((self.whom[:, k] >= 0) & (self.whom[:, other] < 0))
        for c in begins[:CHAINS].tolist():
            if self._shift(c, k, other) and self.filled[k] < before:
                return True
            self.back_to(mark)
        return False

    def _shift(self, c: int, a: int, b: int) -> bool:
        """Free counterpart `c` in slot `a` by exchanging slots `a` and `b` along their chain.

        The chain of meetings in `a` and `b` that hangs together with `c` (Kempe; König's proof
        that bipartite graphs need no more colours than their largest degree).
        """
        moved: list[tuple[int, int, int]] = []
        now, then, other = c, a, b
        while (p := int(self.whom[now, then])) >= 0:
            if not (self.problem.free[p, other] and self.problem.open[now, other]):
                return False
            moved.append((p, now, other))
            following = int(self.with_whom[p, other])
            if following < 0:
                break
            if not (self.problem.free[p, then] and self.problem.open[following, then]):
                return False
            moved.append((p, following, then))
            now = following
            if int(self.whom[now, then]) < 0:
                break
        for p, counterpart, _ in moved:
            self.take(p, counterpart)
        return all(self.put(p, counterpart, k) for p, counterpart, k in moved)
