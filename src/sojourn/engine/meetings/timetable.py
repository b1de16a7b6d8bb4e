"""A timetable of meetings that always obeys the hard rules, and the moves that change it."""

from __future__ import annotations

import numpy as np

from sojourn.engine.meetings.problem import Flags, MeetingProblem

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
        self.count = np.zeros(people, dtype=np.int64)
        self.received = np.zeros(counterparts, dtype=np.int64)
        self.met = np.zeros(people)
        self.log: list[Step] = []

    def value(self) -> float:
        """Points of all meetings, less what is missing, and the even chances."""
        problem = self.problem
        if not len(problem.people):
            return 0.0
        reached = np.minimum(self.count, problem.at_least).sum()
        even = problem.even_price * float(self.met.min())
        return float(self.met.sum() + problem.missing_price * reached + even)

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
        self.count[p] += 1
        self.received[c] += 1
        self.met[p] += self.problem.worth[p, c]
        if i >= 0:
            self.serves[i, k] = p
            self.interpreter[p, k] = i
            self.hours[i, self.problem.slot_day[k]] -= 1

    def _clear(self, p: int, c: int, k: int, i: int) -> None:
        self.with_whom[p, k] = self.whom[c, k] = self.slot[p, c] = -1
        self.count[p] -= 1
        self.received[c] -= 1
        self.met[p] -= self.problem.worth[p, c]
        if i >= 0:
            self.serves[i, k] = -1
            del self.interpreter[p, k]
            self.hours[i, self.problem.slot_day[k]] += 1

    def take(self, p: int, c: int) -> None:
        """Take the meeting of `p` and `c` out."""
        k = int(self.slot[p, c])
        i = self.interpreter.get((p, k), -1)
        self._clear(p, c, k, i)
        self.log.append((False, p, c, k, i))

    def put(self, p: int, c: int, k: int) -> bool:
        """Hold the meeting of `p` and `c` in slot `k` if both, and an interpreter, are free."""
        problem = self.problem
        if not (problem.free[p, k] and problem.open[c, k]):
            return False
        if self.with_whom[p, k] >= 0 or self.whom[c, k] >= 0:
            return False
        i = -1
        able = problem.able.get((p, c))
        if able is not None:
            i = self._free_interpreter(able, k)
            if i < 0:
                i = self._freed_interpreter(able, k)
            if i < 0:
                return False
        self._write(p, c, k, i)
        self.log.append((True, p, c, k, i))
        return True

    def _free_interpreter(self, able: tuple[int, ...], k: int) -> int:
        """The least busy of `able` who is free in slot `k`, or -1."""
        problem = self.problem
        day = problem.slot_day[k]
        best, most = -1, 0
        for i in able:
            if problem.ready[i, k] and self.serves[i, k] < 0 and self.hours[i, day] > most:
                best, most = i, int(self.hours[i, day])
        return best

    def _freed_interpreter(self, able: tuple[int, ...], k: int) -> int:
        """One of `able` whose pair in slot `k` another interpreter can take over, or -1."""
        for i in able:
            p = int(self.serves[i, k])
            if p < 0:
                continue
            c = int(self.with_whom[p, k])
            others = tuple(j for j in self.problem.able[p, c] if j != i)
            j = self._free_interpreter(others, k)
            if j >= 0:
                self._clear(p, c, k, i)
                self.log.append((False, p, c, k, i))
                self._write(p, c, k, j)
                self.log.append((True, p, c, k, j))
                return i
        return -1

    def insert(self, p: int, c: int) -> bool:
        """Hold a meeting of `p` and `c`, moving others to other slots where that is needed."""
        idle_p, idle_c = self.with_whom[p] < 0, self.whom[c] < 0
        can_c = self.problem.open[c]
        can_p = self._heard(p, c, self.problem.free[p] & idle_p & can_c)
        both = np.flatnonzero(can_p & idle_c).tolist()
        both.sort(key=lambda k: (self._apart(p, c, k), k))
        if any(self.put(p, c, k) for k in both):
            return True
        mark = len(self.log)
        thens = np.flatnonzero(can_c & idle_c & self.problem.free[p]).tolist()
        for a in np.flatnonzero(can_p).tolist():
            for b in thens:
                if a != b and self._shift(c, a, b) and self.put(p, c, a):
                    return True
                self.back_to(mark)
        return False

    def _heard(self, p: int, c: int, slots: Flags) -> Flags:
        """Those of `slots` in which somebody could interpret for the pair, if needed (K)."""
        able = self.problem.able.get((p, c))
        if able is None:
            return slots
        rows = np.array(able)
        rested = self.hours[rows][:, self.problem.slot_day] > 0
        idle = self.problem.ready[rows] & (self.serves[rows] < 0) & rested
        heard: Flags = idle.any(axis=0) & slots
        for k in np.flatnonzero(slots & ~heard).tolist():
            heard[k] = self._movable(able, k)
        return heard

    def _movable(self, able: tuple[int, ...], k: int) -> bool:
        """Whether one of `able` could be relieved in slot `k` by another interpreter."""
        for i in able:
            p = int(self.serves[i, k])
            if p >= 0 and self.problem.ready[i, k]:
                others = self.problem.able[p, int(self.with_whom[p, k])]
                if self._free_interpreter(tuple(j for j in others if j != i), k) >= 0:
                    return True
        return False

    def _apart(self, p: int, c: int, k: int) -> int:
        """How far slot `k` is from the other meetings of the two: fewer breaks."""
        distance = 0
        for row in (self.with_whom[p], self.whom[c]):
            busy = np.flatnonzero(row >= 0)
            distance += int(np.abs(busy - k).min()) if busy.size else 0
        return distance

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
