"""Timetables as clauses: what a meeting, a person, a slot and a break are to a SAT solver.

The counts that follow from the others are there because they let the solver see early that a
branch is hopeless: M. Bofill, J. Coll, M. Garcia, J. Giraldez-Cru, G. Pesant, J. Suy and
M. Villaret, JAIR 74 (2022), doi:10.1613/jair.1.12670. A break is a start of somebody's meetings
after the first one, so breaks are starts less one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sojourn.engine.timetables.clauses import Clauses
from sojourn.engine.timetables.problem import TimetableProblem
from sojourn.engine.timetables.windows import cut, orders_of_equals


@dataclass(frozen=True)
class Encoding:
    """Clauses that a timetable obeys.

    Attributes:
        rows: the clauses.
        held: for each meeting the literal of each slot in which it may be.
        more: literals that are true when there are more than 0, 1, ... breaks.
        whole: whether there cannot be more breaks than `more` can say.

    """

    rows: list[list[int]]
    held: tuple[Mapping[int, int], ...]
    more: Sequence[int]
    whole: bool

    def slots(self, model: Sequence[int]) -> tuple[int, ...]:
        """The slot of each meeting in a model."""
        true = {literal for literal in model if literal > 0}
        return tuple(
            next(slot for slot, literal in held.items() if literal in true) for held in self.held
        )


def encode(problem: TimetableProblem, most: int, orders: bool = True) -> Encoding:
    """The clauses of `problem`, which count up to `most` breaks.

    With `orders`, of timetables in which people who could change places have changed places only
    one is left.
    """
    return _Encoder(problem, orders).encoding(most)


class _Encoder:
    """Clauses of one problem in the making."""

    def __init__(self, problem: TimetableProblem, orders: bool) -> None:
        self.problem = problem
        self.clauses = Clauses()
        self.precedences = (
            *problem.precedences,
            *(orders_of_equals(problem) if orders else ()),
        )
        windows = cut(problem.allowed, self.precedences)
        self.held = tuple({slot: self.clauses.new() for slot in slots} for slots in windows)
        self.used: dict[tuple[int, int], int] = {}
        self.counted = [p for p in range(problem.people) if p not in problem.uncounted]
        self.exact = problem.fairness is not None and all(
            len(problem.meetings_of[person]) > 1 for person in self.counted
        )
        """Whether it matters that somebody has no fewer breaks: everybody could have some."""

    def encoding(self, most: int) -> Encoding:
        """The whole encoding; see `encode`."""
        for held in self.held:
            self.clauses.add(*held.values())
            self.clauses.at_most_one(list(held.values()))
        for person in range(self.problem.people):
            for slot in range(self.problem.slots):
                self._person_in_slot(person, slot)
            self._person_in_all(person)
        for slot in range(self.problem.slots):
            self._places(slot)
        self._order()
        breaks = [self._breaks(person) for person in self.counted]
        self._fair(breaks)
        more = self.clauses.merged(breaks, most)
        whole = len(more) == sum(len(each) for each in breaks)
        return Encoding(self.clauses.rows, self.held, more, whole)

    def _person_in_slot(self, person: int, slot: int) -> None:
        """A person has at most one meeting in a slot, and uses the slot if there is one."""
        found = [
            self.held[meeting][slot]
            for meeting in self.problem.meetings_of[person]
            if slot in self.held[meeting]
        ]
        if not found:
            return
        if len(found) == 1:
            self.used[person, slot] = found[0]
            return
        used = self.used[person, slot] = self.clauses.new()
        self.clauses.add(-used, *found)
        for literal in found:
            self.clauses.add(-literal, used)
        self.clauses.at_most_one(found)

    def _person_in_all(self, person: int) -> None:
        """A person uses as many slots as meetings."""
        meetings = len(self.problem.meetings_of[person])
        used = [u for u in (self.used.get((person, s)) for s in range(self.problem.slots)) if u]
        if len(used) < meetings:
            self.clauses.add()
        elif len(used) == meetings:
            for literal in used:
                self.clauses.add(literal)
        elif meetings > 1:
            count = self.clauses.counted(used, meetings + 1, both=True)
            self.clauses.add(count[meetings - 1])
            self.clauses.add(-count[meetings])

    def _places(self, slot: int) -> None:
        """A slot holds no more meetings than tables, nor more people than these have."""
        tables = self.problem.tables[slot]
        there = [held[slot] for held in self._apart(slot)]
        self._no_more(there, tables)
        people = sorted({len(meeting) for meeting in self.problem.meetings})
        if len(people) == 1:
            used = [u for u in (self.used.get((p, slot)) for p in range(self.problem.people)) if u]
            self._no_more(used, people[0] * tables)

    def _apart(self, slot: int) -> Sequence[Mapping[int, int]]:
        """A literal for each cluster of meetings that one person has, which exclude each other.

        Fewer things to count than meetings; as rows by slot.
        """
        left = {m for m, held in enumerate(self.held) if slot in held}
        found = []
        while left:
            person = max(
                range(self.problem.people),
                key=lambda p: (len(left.intersection(self.problem.meetings_of[p])), -p),
            )
            cluster = sorted(left.intersection(self.problem.meetings_of[person]))
            left.difference_update(cluster)
            there = [m for m in self.problem.meetings_of[person] if slot in self.held[m]]
            found.append({slot: self._any(person, slot, cluster, len(cluster) == len(there))})
        return found

    def _any(self, person: int, slot: int, cluster: Sequence[int], whole: bool) -> int:
        """A literal that is true when one of a cluster of a person's meetings is in a slot."""
        if whole:
            return self.used[person, slot]
        if len(cluster) == 1:
            return self.held[cluster[0]][slot]
        active = self.clauses.new()
        for meeting in cluster:
            self.clauses.add(-self.held[meeting][slot], active)
        return active

    def _no_more(self, literals: Sequence[int], most: int) -> None:
        """At most so many of the literals are true."""
        if len(literals) > most:
            self.clauses.add(-self.clauses.counted(literals, most + 1)[most])

    def _order(self) -> None:
        """What precedes is in an earlier slot."""
        until: dict[int, Mapping[int, int]] = {}
        for earlier, later in self.precedences:
            if earlier not in until:
                until[earlier] = self._until(earlier)
            row = until[earlier]
            for slot, literal in self.held[later].items():
                before = [s for s in row if s < slot]
                self.clauses.add(-literal, *([row[max(before)]] if before else []))

    def _until(self, meeting: int) -> Mapping[int, int]:
        """Literals that are true when a meeting is in a slot or one before it."""
        row: dict[int, int] = {}
        last: int | None = None
        for slot, held in sorted(self.held[meeting].items()):
            if last is None:
                row[slot] = last = held
                continue
            now = self.clauses.new()
            self.clauses.add(-held, now)
            self.clauses.add(-last, now)
            self.clauses.add(-now, last, held)
            row[slot] = last = now
        return row

    def _breaks(self, person: int) -> Sequence[int]:
        """Literals that are true when a person has at least 1, 2, ... breaks."""
        meetings = len(self.problem.meetings_of[person])
        if meetings <= 1:
            return ()
        starts = []
        for slot in range(self.problem.slots):
            used = self.used.get((person, slot))
            before = self.used.get((person, slot - 1))
            if used is not None:
                starts.append(used if before is None else self._start(used, before))
        breaks = self.clauses.counted(starts, min(meetings, len(starts)), self.exact)[1:]
        if breaks:
            self._block(person, breaks[0])
        return breaks

    def _start(self, used: int, before: int) -> int:
        start = self.clauses.new()
        self.clauses.add(-used, before, start)
        if self.exact:
            self.clauses.add(-start, used)
            self.clauses.add(-start, -before)
        return start

    def _block(self, person: int, broken: int) -> None:
        """Without a break, no two meetings of a person are further apart than all together."""
        meetings = len(self.problem.meetings_of[person])
        for first in range(self.problem.slots):
            for last in range(first + meetings, self.problem.slots):
                if (person, first) in self.used and (person, last) in self.used:
                    self.clauses.add(broken, -self.used[person, first], -self.used[person, last])

    def _fair(self, breaks: Sequence[Sequence[int]]) -> None:
        """Nobody has more breaks than the one with the fewest and the limit together."""
        limit = self.problem.fairness
        if limit is None or not breaks:
            return
        least: list[int] = []  # true when everybody has at least 1, 2, ... breaks
        for number in range(min(len(each) for each in breaks)):
            least.append(self.clauses.new())
            for each in breaks:
                self.clauses.add(-least[number], each[number])
        for each in breaks:
            for number in range(limit, len(each)):
                needed = number - limit
                self.clauses.add(-each[number], *(least[needed : needed + 1]))
