"""The best columns of every location at given prices, and the bound that they prove."""

from __future__ import annotations

import heapq
from typing import NamedTuple

import numpy as np

from sojourn.engine.groups.problem import HOST_PRICE, Arrays, Ints
from sojourn.engine.groups.proof.columns import Column, column_of
from sojourn.engine.groups.proof.dynamic import NEVER, best_columns
from sojourn.engine.groups.proof.layout import Layout
from sojourn.engine.groups.proof.linear import Floats, Linear
from sojourn.engine.groups.proof.locations import Flags, Habit, Locations, Tongues
from sojourn.engine.groups.proof.rows import Rows
from sojourn.engine.run import StageRun

FINE = 64
"""Prices are rounded up to this part of a unit of value, so that sums are exact."""
WANTED = 5
"""Columns of a location that are kept of one pricing, and states that a call gives back."""
FORCED = 1e9
"""Worth that no column does without."""


class Pair(NamedTuple):
    """Two participants whose sharing a group has a value."""

    one: int
    other: int
    value: int


class Fixed(NamedTuple):
    """What pricing at every location needs and no price changes."""

    plan: Layout
    step: Ints
    gain: Ints
    tongues: Tongues
    habits: tuple[Habit, ...]
    pairs: tuple[Pair, ...]
    hard: float


class Task(NamedTuple):
    """One location at given prices, for a worker.

    Attributes:
        fixed: what does not depend on prices.
        worth: (P,) of each participant as a member, prices taken off.
        value: (A,) of a group with each set of languages, prices taken off.
        open_to: (P,) who can be in a group of this kind.
        size_value: (P + 1,) value of the number of members, in `FINE` parts.
        lines: (P,) worth of a member with tables replaced by lines; `constant` those lines' sum.
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
    constant: float
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
        heap = [(-float(x), k, _Branch(k)) for k, x in enumerate(reach) if x > self.best]
        heapq.heapify(heap)
        settled: dict[int, float] = {}
        calls = 0
        serial = len(reach)
        while heap and -heap[0][0] > self.best + self.task.slack and calls < self.task.tries:
            upper, _, branch = heapq.heappop(heap)
            calls += 1
            reached, children = self._tried(branch)
            settled.setdefault(branch.tongue, -np.inf)
            if not children:
                settled[branch.tongue] = max(settled[branch.tongue], reached)
                continue
            for child in children:
                serial += 1
                heapq.heappush(heap, (-min(-upper, reached), serial, child))
        for upper, _, branch in heap:
            if branch.tongue in settled:
                settled[branch.tongue] = max(settled[branch.tongue], -upper)
        bound = max(self.best, -heap[0][0]) if heap else self.best
        self.columns.sort(key=lambda item: -item[0])
        members = [found for _, found in self.columns[:WANTED]]
        return Answer(bound, self.best, tuple(settled.items()), members, calls)

    def _tried(self, branch: _Branch) -> tuple[float, list[_Branch]]:
        """An upper bound of a branch, and the branches that it divides into, if it must."""
        task, fixed = self.task, self.task.fixed
        plan = fixed.plan
        open_to = fixed.tongues.open_to[branch.tongue] & task.open_to
        open_to[list(branch.outside)] = False
        worth = task.worth.copy()
        value = float(task.value[branch.tongue])
        for habit in fixed.habits:
            if habit.number in branch.closed:
                open_to[list(habit.members)] = False
            elif habit.number in branch.paid:
                value -= habit.price
            else:
                there = min(plan.most, int(open_to[list(habit.members)].sum()))
                worth[list(habit.members)] -= habit.price / max(1, there)
        for pair in fixed.pairs:
            if pair.value > 0 and (pair.one in branch.outside) != (pair.other in branch.outside):
                alone = pair.other if pair.one in branch.outside else pair.one
                worth[alone] -= pair.value / 2
            elif pair.value < 0 and pair.one in branch.inside and pair.other in branch.inside:
                value += pair.value
        for p in branch.inside:
            worth[p] += FORCED
        value -= FORCED * len(branch.inside)
        items = self._items(branch, worth - task.worth, open_to, value)
        _, totals, chosen = best_columns(
            items,
            np.ceil(worth * FINE).astype(np.int64),
            plan.outer,
            plan.inner,
            plan.tail,
            plan.combination,
            fixed.step,
            plan.size,
            plan.after,
            plan.before,
            fixed.gain,
            task.size_value,
            plan.most,
            WANTED,
        )
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
        if branch.inside or not np.isfinite(task.constant) or not np.isfinite(self.best):
            return items
        lines = task.lines[items] + more[items]
        falling = -np.sort(-lines)[: plan.most]
        sums = np.cumsum(falling) + task.size_value[1 : len(falling) + 1] / FINE
        # With somebody more in place of the last of the best k members.
        swapped = sums[None, :] + np.minimum(0.0, lines[:, None] - falling[None, :])
        possible = swapped.max(axis=1) + value + task.constant > self.best
        return items[possible]

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


class Priced(NamedTuple):
    """What pricing found: a bound, columns, and the prices that go with the bound."""

    bound: float
    estimate: float
    columns: list[Column]
    prices: Floats
    taken: Floats


class Pricing:
    """Prices columns again and again, remembering what each set of languages can reach."""

    def __init__(
        self,
        a: Arrays,
        where: Locations,
        tongues: Tongues,
        habits: tuple[Habit, ...],
        plan: Layout,
        rows: Rows,
        hard: float,
    ) -> None:
        self.a, self.where, self.tongues, self.plan, self.rows = a, where, tongues, plan, rows
        people, number = a.language.shape[0], len(where.kind)
        self.pairs = pairs_of(a)
        self.fixed = Fixed(
            plan, a.step * FINE, plan.gain * FINE, tongues, habits, self.pairs, hard
        )
        self.size_value = a.size_value * FINE
        self.halves = np.zeros(people)
        for pair in self.pairs:
            self.halves[[pair.one, pair.other]] += max(0, pair.value) / 2
        self.reach = np.full((number, len(tongues.value)), np.inf)
        self.then = np.zeros((number, len(tongues.value), people))
        self.then_value = np.zeros((number, len(tongues.value)))
        self.tangent = np.zeros((where.cells, people))
        self.constants = np.full(where.cells, np.inf)
        self.pool: list[list[Column]] = [[] for _ in range(number)]
        self.calls = 0
        # Tables of relaxed classes are in the hulls, the others' in the dynamic programme.
        self.relaxed = np.array(
            [(a.classes == c).any(axis=1) for c in plan.relaxed], dtype=float
        ).reshape(len(plan.relaxed), people)

    def keep(self, column: Column) -> None:
        """Remember a column: at any prices its value is a start."""
        self.pool[column.location].append(column)

    def priced(self, y: Floats, run: StageRun, slack: float, tries: int) -> Priced:
        """The bound at prices `y`, and columns whose value exceeds their price.

        Only locations that the best choice of locations takes are explored: what the others
        are at most is enough. `slack` is how far above its best column a location's bound may
        lie.
        """
        tasks = [self._task(n, y, slack, tries) for n in range(len(self.where.kind))]
        upper = np.array([max(t.enough, float(t.reach.max(initial=-np.inf))) for t in tasks])
        explored = np.zeros(len(tasks), dtype=bool)
        best = np.array([t.enough for t in tasks])
        columns: list[Column] = []
        while True:
            bound, prices, taken = self._chosen(y, upper)
            todo = [n for n in np.flatnonzero(taken > 1e-9) if not explored[n]]
            if not todo:
                estimate = self._chosen(y, np.where(explored, best, upper))[0]
                return Priced(bound, estimate, columns, prices, taken)
            for n, answer in zip(todo, run.map(best_at, [tasks[n] for n in todo]), strict=True):
                explored[n] = True
                upper[n] = min(upper[n], answer.bound)
                best[n] = answer.best
                self.calls += answer.calls
                for k, reached in answer.tried:
                    self.reach[n, k] = reached
                    self.then[n, k] = tasks[n].worth
                    self.then_value[n, k] = tasks[n].value[k]
                columns += [
                    column_of(self.a, self.where, self.rows, int(n), members)
                    for members in answer.members
                ]

    def _task(self, n: int, y: Floats, slack: float, tries: int) -> Task:
        """Location `n` at prices `y`."""
        rows, where, tongues = self.rows, self.where, self.tongues
        route, kind = where.route[n], int(where.kind[n])
        at = np.arange(len(route)) * rows.hosts + route
        rooms = y[rows.rooms + at].sum()
        slopes, lines = self._hull(n, y)
        worth = where.worth[n] + self.halves - y[: rows.kinds]
        worth = worth - y[rows.people + at].sum() - rooms + slopes
        worth = self._evened(worth)
        lonely = ~tongues.held.any(axis=1)
        value = tongues.value - tongues.held @ y[rows.teams : rows.escorts]
        value = value - y[rows.escorts] * lonely - rooms * tongues.staff + lines + where.value[n]
        open_to = tongues.open_to & where.open_to[kind]
        most = min(self.plan.most, len(worth))
        rise = np.where(open_to, np.maximum(0.0, worth - self.then[n]), 0.0)
        more = np.partition(rise, len(worth) - most, axis=1)[:, len(worth) - most :].sum(axis=1)
        reach = self.reach[n] + more + (value - self.then_value[n])
        own = y.copy()
        own[rows.kinds : rows.teams] = 0.0
        own[rows.parties : rows.people] = 0.0
        cell = int(where.cell[n])
        straight = worth - slopes + self.tangent[cell]
        constant = float(self.constants[cell]) - lines
        if np.isfinite(constant):
            each = -np.sort(-np.where(open_to, straight, -FORCED), axis=1)[:, :most]
            sums = np.concatenate((np.zeros((len(each), 1)), np.cumsum(each, axis=1)), axis=1)
            sums += self.a.size_value[where.example[kind]][: most + 1]
            reach = np.minimum(reach, sums.max(axis=1) + value + constant)
        return Task(
            self.fixed,
            worth,
            value,
            where.open_to[kind],
            self.size_value[where.example[kind]],
            straight,
            constant,
            reach,
            self._known(n, own),
            slack,
            tries,
        )

    def _evened(self, worth: Floats) -> Floats:
        """`worth` shared evenly by people kept together: then they are wanted together or not."""
        found = worth.copy()
        for block in range(int(self.a.block.max(initial=-1)) + 1):
            inside = self.a.block == block
            found[inside] = worth[inside].mean()
        return found

    def _hull(self, n: int, y: Floats) -> tuple[Floats, float]:
        """Slope of each participant and constant that the hulls' prices give at a location."""
        rows = self.rows
        first = rows.hulls + int(self.where.cell[n]) * rows.pieces_of_cell
        slopes, constant = np.zeros(self.a.language.shape[0]), 0.0
        for member, pieces in zip(self.relaxed, rows.pieces, strict=True):
            weights = y[first : first + len(pieces)]
            lines = np.array(pieces)
            constant += float(weights @ lines[:, 0])
            slopes += member * float(weights @ lines[:, 1])
            first += len(pieces)
        return slopes, constant

    def _known(self, n: int, y: Floats) -> float:
        """The value at prices `y` of the best column known at location `n`."""
        best = -np.inf
        for column in self.pool[n]:
            rest = float(column.coefficient @ y[column.index])
            best = max(best, column.value - column.relaxed - rest)
        return best

    def known(self, y: Floats) -> float:
        """The bound at prices `y` if there were no columns but those that are known."""
        own = y.copy()
        own[self.rows.kinds : self.rows.teams] = 0.0
        own[self.rows.parties : self.rows.people] = 0.0
        best = np.array([self._known(n, own) for n in range(len(self.where.kind))])
        return self._chosen(y, np.where(np.isfinite(best), best, -FORCED))[0]

    def _chosen(self, y: Floats, upper: Floats) -> tuple[float, Floats, Floats]:
        """The bound by the best choice of locations; prices of kinds and parties; the choice."""
        rows, where = self.rows, self.where
        kinds, parties = rows.teams - rows.kinds, rows.people - rows.parties
        groups, most = rows.limit[rows.kinds : rows.teams], rows.limit[rows.parties : rows.people]
        linear = Linear(
            np.concatenate((groups, np.full(parties, -np.inf))), np.concatenate((groups, most))
        )
        linear.add(
            upper,
            (
                ([int(kind), *(kinds + s * rows.hosts + int(h) for s, h in enumerate(route))],
                 [1.0] * (1 + len(route)))
                for kind, route in zip(where.kind, where.route, strict=True)
            ),
            np.zeros(len(upper)),
            np.full(len(upper), np.inf),
        )
        linear.add(
            np.full(parties, -float(self.a.scalars[HOST_PRICE])),
            (([kinds + i], [-1.0]) for i in range(parties)),
            np.zeros(parties),
            np.full(parties, np.inf),
        )
        best = linear.solved()
        assert best is not None
        prices = y.copy()
        prices[rows.kinds : rows.teams] = best.prices[:kinds]
        prices[rows.parties : rows.people] = best.prices[kinds:]
        others = y * rows.limit
        others[rows.kinds : rows.teams] = 0.0
        others[rows.parties : rows.people] = 0.0
        return float(others.sum()) + best.value, prices, best.values[: len(upper)]


def pairs_of(a: Arrays) -> tuple[Pair, ...]:
    """The pairs of `a` that have a value, each once."""
    return tuple(
        Pair(p, int(a.friend[j]), int(a.friend_value[j]))
        for p in range(a.language.shape[0])
        for j in range(a.friend_start[p], a.friend_start[p + 1])
        if a.friend[j] > p and a.friend_value[j]
    )
