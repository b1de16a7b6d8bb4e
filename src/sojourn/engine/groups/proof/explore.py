"""The best columns of one location at given prices."""

from __future__ import annotations

import heapq
from typing import NamedTuple

import numpy as np

from sojourn.engine.groups.problem import Ints
from sojourn.engine.groups.proof.dynamic import NEVER, best_columns
from sojourn.engine.groups.proof.layout import Layout
from sojourn.engine.groups.proof.locations import Flags, Habit, Tongues
from sojourn.engine.groups.proof.order import Pair
from sojourn.engine.linear import Floats

FINE = 64
"""Prices are rounded up to this part of a unit of value, so that sums are exact."""
WANTED = 12
"""Columns of a location that are kept of one pricing, and states that a call gives back."""
FIRST_BRANCHES = 4
"""Branches with which a set of languages begins, at most."""
FORCED = 1e9
"""Worth that no column does without."""


class Fixed(NamedTuple):
    """What pricing at every location needs and no price changes.

    Attributes:
        plan, coarse: layouts of the dynamic programme and of the rough one, which pass the
            participants in the same order and remember the same pairs.
        step, gain: value of a member more, in `FINE` parts.
        tongues: the sets of languages.
        habits: classes that cost once.
        pairs: pairs that the layouts do not remember.
        exact: (P,) half of the gains of the pairs that they do.
        together: (E,) values of those, in `FINE` parts.
        hard: price of a broken hard rule.

    """

    plan: Layout
    coarse: Layout
    step: Ints
    gain: Ints
    tongues: Tongues
    habits: tuple[Habit, ...]
    pairs: tuple[Pair, ...]
    exact: Floats
    together: Ints
    hard: float


class Task(NamedTuple):
    """One location at given prices, for a worker.

    Attributes:
        fixed: what does not depend on prices.
        worth: (P,) of each participant as a member, prices taken off.
        value: (A,) of a group with each set of languages, prices taken off.
        open_to: (P,) who can be in a group of this kind.
        size_value: (P + 1,) value of the number of members, in `FINE` parts.
        lines: (P,) worth of a member with tables replaced by lines; `constant` (A,) those lines'
            sum for each set of languages.
        rough: (P,) the same where only the tables of the coarse layout are kept, and `rest` (A,).
        reach: (A,) upper bounds known for each set.
        enough: a value that the best column is known to have, or that is as good as none.
        slack: how far the bound may lie above the best column.
        tries: dynamic programmes at most.

    """

    fixed: Fixed
    worth: Floats
    value: Floats
    open_to: Flags
    size_value: Ints
    lines: Floats
    constant: Floats
    rough: Floats
    rest: Floats
    reach: Floats
    enough: float
    slack: float
    tries: int


class Answer(NamedTuple):
    """What a worker found at a location: a bound, the bound of each set tried, and columns."""

    bound: float
    best: float
    tried: tuple[tuple[int, float], ...]
    members: list[Flags]
    calls: int


class _Branch(NamedTuple):
    """A set of languages with people held in or out and habits settled: paid for, or closed."""

    tongue: int
    inside: tuple[int, ...] = ()
    outside: tuple[int, ...] = ()
    paid: tuple[int, ...] = ()
    closed: tuple[int, ...] = ()


def best_at(task: Task) -> Answer:
    """The best columns of a location, best branch first (top-level, for any executor).

    A branch's dynamic programme counts each pair's gain half for each of the two, no pair's
    price, and of a habit's price a part for each who has it: never less than the truth. Where
    the best column found breaks a pair or has a habit that is not settled, the branch divides.
    """
    return _Location(task).explored()


class _Location:
    """The exploration of one location."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.best = task.enough
        self.columns: list[tuple[float, Flags]] = []

    def explored(self) -> Answer:
        reach = self.task.reach
        begun = self._begun()
        heap = [
            (-float(x), k * len(begun) + i, branch._replace(tongue=k), False)
            for k, x in enumerate(reach)
            if x > self.best
            for i, branch in enumerate(begun)
        ]
        heapq.heapify(heap)
        settled: dict[int, float] = {}
        calls = 0
        serial = len(reach) * len(begun)
        while heap and -heap[0][0] > self.best + self.task.slack and calls < self.task.tries:
            lower, _, branch, weighed = heapq.heappop(heap)
            settled.setdefault(branch.tongue, -np.inf)
            serial += 1
            if not weighed:
                reached = min(-lower, self._roughly(branch))
                heapq.heappush(heap, (-reached, serial, branch, True))
                continue
            calls += 1
            reached, children = self._tried(branch)
            if not children:
                settled[branch.tongue] = max(settled[branch.tongue], reached)
                continue
            for child in children:
                serial += 1
                heapq.heappush(heap, (-min(-lower, reached), serial, child, False))
        for lower, _, branch, _ in heap:
            if branch.tongue in settled:
                settled[branch.tongue] = max(settled[branch.tongue], -lower)
        bound = max(self.best, -heap[0][0]) if heap else self.best
        self.columns.sort(key=lambda item: -item[0])
        members = [found for _, found in self.columns[:WANTED]]
        return Answer(bound, self.best, tuple(settled.items()), members, calls)

    def _begun(self) -> list[_Branch]:
        """The first branches of a set of languages: the first people kept together in or out."""
        branches = [_Branch(0)]
        for pair in self.task.fixed.pairs:
            if pair.value >= self.task.fixed.hard and len(branches) < FIRST_BRANCHES:
                one, other = pair.one, pair.other
                both = [
                    b._replace(inside=tuple(dict.fromkeys((*b.inside, one, other))))
                    for b in branches
                ]
                none = [b._replace(outside=(*b.outside, one, other)) for b in branches]
                branches = both + none
        return branches

    def _roughly(self, branch: _Branch) -> float:
        """An upper bound of a branch by the coarse layout."""
        task = self.task
        open_to, more, value = self._prices(branch)
        items = self._items(branch, more, open_to, value)
        coarse = task.fixed.coarse
        passed = coarse.order[np.isin(coarse.order, items)]
        totals, _ = self._columns_of(coarse, passed, task.rough + more, 1)
        return max(self.best, float(totals[0]) / FINE + value + float(task.rest[branch.tongue]))

    def _prices(self, branch: _Branch) -> tuple[Flags, Floats, float]:
        """Who may be in a column of the branch, what they are worth more, and what it is worth."""
        task, fixed = self.task, self.task.fixed
        open_to = fixed.tongues.open_to[branch.tongue] & task.open_to
        open_to[list(branch.outside)] = False
        more = np.zeros(len(task.worth))
        value = float(task.value[branch.tongue])
        for habit in fixed.habits:
            if habit.number in branch.closed:
                open_to[list(habit.members)] = False
            elif habit.number in branch.paid:
                value -= habit.price
            else:
                there = min(fixed.plan.most, int(open_to[list(habit.members)].sum()))
                more[list(habit.members)] -= habit.price / max(1, there)
        for pair in fixed.pairs:
            if pair.value > 0 and (pair.one in branch.outside) != (pair.other in branch.outside):
                alone = pair.other if pair.one in branch.outside else pair.one
                more[alone] -= pair.value / 2
            elif pair.value < 0 and pair.one in branch.inside and pair.other in branch.inside:
                value += pair.value
        more[list(branch.inside)] += FORCED
        return open_to, more, value - FORCED * len(branch.inside)

    def _columns_of(
        self, plan: Layout, items: Ints, worth: Floats, wanted: int
    ) -> tuple[Ints, Flags]:
        """Values and members of the best columns of some people by the dynamic programme."""
        fixed = self.task.fixed
        _, totals, chosen = best_columns(
            items,
            np.ceil((worth - fixed.exact) * FINE).astype(np.int64),
            plan.outer,
            plan.inner,
            plan.tail,
            plan.combination,
            fixed.step,
            plan.size,
            plan.after,
            plan.before,
            plan.gain * FINE if plan is fixed.coarse else fixed.gain,
            self.task.size_value,
            plan.remembered.first,
            plan.remembered.second,
            fixed.together,
            plan.remembered.slot,
            plan.most,
            wanted,
        )
        return totals, chosen

    def _tried(self, branch: _Branch) -> tuple[float, list[_Branch]]:
        """An upper bound of a branch, and the branches that it divides into, if it must."""
        task, fixed = self.task, self.task.fixed
        open_to, more, value = self._prices(branch)
        items = self._items(branch, more, open_to, value)
        totals, chosen = self._columns_of(fixed.plan, items, task.worth + more, WANTED)
        reached = max(self.best, float(totals[0]) / FINE + value)
        children: list[_Branch] = []
        for number, (total, members) in enumerate(zip(totals, chosen, strict=True)):
            if total == NEVER:
                break
            true = float(total) / FINE + value + self._correction(branch, members)
            if number == 0:
                children = self._divided(branch, members)
                if not children:
                    self.best = max(self.best, true)
            if true > self.task.enough:
                self.columns.append((true, members.copy()))
        return reached, children

    def _items(self, branch: _Branch, more: Floats, open_to: Flags, value: float) -> Ints:
        """Participants who can be in a column better than the best, in the layout's order."""
        task, plan = self.task, self.task.fixed.plan
        items = plan.order[open_to[plan.order]]
        if branch.inside or not len(items) or not np.isfinite(self.best):
            return items
        lines = task.lines[items] + more[items]
        falling = -np.sort(-lines)[: plan.most]
        sums = np.cumsum(falling) + task.size_value[1 : len(falling) + 1] / FINE
        # With somebody more in place of the last of the best k members.
        swapped = sums[None, :] + np.minimum(0.0, lines[:, None] - falling[None, :])
        possible = swapped.max(axis=1) + value + task.constant[branch.tongue] > self.best
        found: Ints = items[possible]
        return found

    def _divided(self, branch: _Branch, members: Flags) -> list[_Branch]:
        """Branches without what is wrong with the best column of `branch`; none if nothing is."""
        for pair in self.task.fixed.pairs:
            p, q = pair.one, pair.other
            both = (*branch.inside, *(x for x in (p, q) if x not in branch.inside))
            if pair.value < 0 and members[p] and members[q]:
                if p in branch.inside and q in branch.inside:
                    continue
                found = [branch._replace(outside=(*branch.outside, x)) for x in (p, q)]
                if pair.value > -self.task.fixed.hard:
                    found.append(branch._replace(inside=both))
                return found
            if pair.value > 0 and members[p] != members[q]:
                if (p in branch.outside) != (q in branch.outside):
                    continue
                found = [branch._replace(inside=both)]
                if pair.value >= self.task.fixed.hard:
                    return [*found, branch._replace(outside=(*branch.outside, p, q))]
                return found + [branch._replace(outside=(*branch.outside, x)) for x in (p, q)]
        for habit in self.task.fixed.habits:
            if habit.number in branch.paid or not members[list(habit.members)].any():
                continue
            return [
                branch._replace(closed=(*branch.closed, habit.number)),
                branch._replace(paid=(*branch.paid, habit.number)),
            ]
        return []

    def _correction(self, branch: _Branch, members: Flags) -> float:
        """What the pairs and habits of a column are worth beyond what the branch counted."""
        total = 0.0
        fixed = self.task.fixed
        for p, q, value in fixed.pairs:
            if value < 0 and members[p] and members[q]:
                total += 0 if p in branch.inside and q in branch.inside else value
            if value > 0 and members[p] != members[q]:
                total -= 0 if (p in branch.outside) != (q in branch.outside) else value / 2
        for habit in fixed.habits:
            there = int(members[list(habit.members)].sum())
            if there and habit.number not in branch.paid:
                open_to = fixed.tongues.open_to[branch.tongue] & self.task.open_to
                open_to[list(branch.outside)] = False
                share = min(fixed.plan.most, int(open_to[list(habit.members)].sum()))
                total -= habit.price * (1.0 - there / max(1, share))
        return total
