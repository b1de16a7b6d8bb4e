"""The best columns of every location at given prices, and the bound that they prove."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from sojourn.engine.groups.problem import (
    HOST_PRICE,
    LANGUAGE_PRICE,
    MOST_LANGUAGES,
    Arrays,
)
from sojourn.engine.groups.proof.columns import Column, column_of
from sojourn.engine.groups.proof.compact import Lines
from sojourn.engine.groups.proof.dynamic import best_columns
from sojourn.engine.groups.proof.explore import (
    FINE,
    FORCED,
    Answer,
    Fixed,
    Task,
    best_at,
)
from sojourn.engine.groups.proof.layout import Layout
from sojourn.engine.groups.proof.locations import Flags, Habit, Locations, Tongues
from sojourn.engine.groups.proof.order import Pair, nothing_remembered
from sojourn.engine.groups.proof.rows import Rows
from sojourn.engine.linear import Floats, Linear
from sojourn.engine.run import StageRun

BATCH = 4
"""Locations that are explored before the clock is looked at."""
MOST_BROKEN = 128
"""Sets of more languages than a group may have up to which each is bounded by itself."""


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
        pairs: Sequence[Pair],
        hard: float,
        lines: Lines,
        coarse: Layout,
    ) -> None:
        self.a, self.where, self.tongues, self.plan, self.rows = a, where, tongues, plan, rows
        people, number = a.language.shape[0], len(where.kind)
        remembered = {
            frozenset(two)
            for two in zip(
                plan.remembered.first.tolist(), plan.remembered.second.tolist(), strict=True
            )
        }
        exact = [pair for pair in pairs if frozenset((pair.one, pair.other)) in remembered]
        self.fixed = Fixed(
            plan,
            coarse,
            a.step * FINE,
            plan.gain * FINE,
            tongues,
            habits,
            tuple(pair for pair in pairs if pair not in exact),
            _halves(exact, people),
            plan.remembered.value * FINE,
            hard,
        )
        self.size_value = a.size_value * FINE
        self.halves = _halves(pairs, people)
        told = {p for two in remembered for p in two}
        blocks = [np.flatnonzero(a.block == k) for k in range(int(a.block.max(initial=-1)) + 1)]
        self.evened = [block for block in blocks if not told & set(block.tolist())]
        self.reach = np.full((number, len(tongues.value)), np.inf)
        self.then = np.zeros((number, len(tongues.value), people))
        self.then_value = np.zeros((number, len(tongues.value)))
        self.set_lines(lines)
        self.pool: list[list[Column]] = [[] for _ in range(number)]
        self.calls = 0
        # Tables of relaxed classes are in the hulls, the others' in the dynamic programme.
        self.relaxed = np.array(
            [(a.classes == c).any(axis=1) for c in plan.relaxed], dtype=float
        ).reshape(len(plan.relaxed), people)

    def set_lines(self, lines: Lines) -> None:
        """Take other lines above the classes' tables."""
        self.lines = lines
        everything = list(lines.classes)
        kept = (*self.fixed.coarse.exact, *self.plan.relaxed)
        self.tangents = lines.over(self.a, everything)
        self.rough = lines.over(self.a, [c for c in everything if c not in kept])

    def keep(self, column: Column) -> None:
        """Remember a column: at any prices its value is a start."""
        self.pool[column.location].append(column)

    def priced(
        self, y: Floats, run: StageRun, reserve: float, slack: float, tries: int
    ) -> Priced | None:
        """The bound at prices `y`, and columns whose value exceeds their price.

        Only locations that the best choice of locations takes are explored: what the others
        are at most is enough. `slack` is how far above its best column a location's bound may
        lie, `tries` limits the dynamic programmes of one location. None when time is up before.
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
            for first in range(0, len(todo), BATCH):
                if run.stopped() or run.seconds_left() <= reserve:
                    return None
                batch = todo[first : first + BATCH]
                answers = run.map(best_at, [tasks[n] for n in batch])
                for n, answer in zip(batch, answers, strict=True):
                    explored[n] = True
                    upper[n], best[n] = min(upper[n], answer.bound), answer.best
                    columns += self._learned(int(n), tasks[n], answer)

    def _learned(self, n: int, task: Task, answer: Answer) -> list[Column]:
        """Remember what an answer tells of location `n`; its columns."""
        self.calls += answer.calls
        for k, reached in answer.tried:
            self.reach[n, k] = reached
            self.then[n, k] = task.worth
            self.then_value[n, k] = task.value[k]
        return [column_of(self.a, self.where, self.rows, n, found) for found in answer.members]

    def excess(self, y: Floats) -> float:
        """How much more than `priced` bounds solutions that break a hard rule could be worth.

        Columns of more languages or members than `priced` has, and those that break a hard pair,
        pay its price; 0 where no such column is worth its members' prices. `y` has the prices
        of kinds and parties.
        """
        where, rows = self.where, self.rows
        most = np.full(len(where.groups), 0.0)
        sets = self._broken_sets(y)
        for n, kind in enumerate(where.kind.tolist()):
            route = where.route[n]
            at = np.arange(len(route)) * rows.hosts + route
            heads = y[rows.people + at].sum() + y[rows.rooms + at].sum()
            worth = where.worth[n] + self.halves - y[: rows.kinds] - heads
            dearer = float(y[rows.kinds + kind]) + float(y[rows.parties + at].sum())
            for open_to, more, value, paid in sets:
                inside = open_to & where.open_to[kind]
                reached = self._broken(n, worth + more, inside, paid, y)
                most[kind] = max(most[kind], reached + value + float(where.value[n]) - dearer)
        return float(most @ where.groups)

    def _broken_sets(self, y: Floats) -> list[tuple[Flags, Floats, float, float]]:
        """Sets of languages: who may be in, what they are worth more, the teams, what is paid.

        Sets that `priced` has, for columns that break a hard pair or are too large, and all
        larger ones; where those are too many, sets of one language more, for columns of those
        and any others. Of what is paid once for a team or a habit, each who needs it pays at
        least an even part.
        """
        a, rows, tongues = self.a, self.rows, self.tongues
        teams = a.team_value - y[rows.teams : rows.escorts]
        habits = np.zeros(a.language.shape[0])
        for habit in self.fixed.habits:
            habits[list(habit.members)] -= habit.price / len(habit.members)
        hard = self.fixed.hard
        found = [
            (open_to, habits, float(teams[held].sum()), hard)
            for held, open_to in zip(tongues.held, tongues.open_to, strict=True)
        ]
        most = int(a.scalars[MOST_LANGUAGES])
        if most >= len(teams):
            return found
        if 2 ** len(teams) - len(found) <= MOST_BROKEN:
            for size in range(most + 1, len(teams) + 1):
                paid = float(a.scalars[LANGUAGE_PRICE]) * (size - most)
                for held in map(list, combinations(range(len(teams)), size)):
                    open_to = (a.language < 0) | np.isin(a.language, held)
                    found.append((open_to, habits, float(teams[held].sum()), paid))
            return found
        speakers = np.bincount(a.language[a.language >= 0], minlength=len(teams))
        for some in combinations(range(len(teams)), most + 1):
            share = np.minimum(0.0, teams) / np.maximum(1, speakers)
            share[list(some)] = 0.0
            more = habits + np.where(a.language >= 0, share[a.language], 0.0)
            everybody = np.ones(len(more), dtype=bool)
            paid = float(a.scalars[LANGUAGE_PRICE])
            found.append((everybody, more, float(teams[list(some)].sum()), paid))
        return found

    def _broken(self, n: int, worth: Floats, inside: Flags, paid: float, y: Floats) -> float:
        """The most that a column of people `inside` is worth at location `n` that pays `paid`."""
        host = int(self.where.route[n][0])
        falling = -np.sort(-(worth + self.tangents.slope[host])[inside])
        sums = np.concatenate(([0.0], np.cumsum(falling)))
        sums += float(self.tangents.constant_for(host, inside))
        size_value = self.a.size_value[self.where.example[self.where.kind[n]]]
        sums += size_value[: len(sums)]
        usual = min(len(sums), self.plan.most + 1)
        sums[:usual] -= paid
        if sums[:usual].max() > max(0.0, float(sums[usual:].max(initial=0.0))):
            by_size = self._by_size(n, worth, inside, y)[:usual]
            sums[:usual] = np.minimum(sums[:usual], by_size + size_value[:usual] - paid)
        return float(sums.max())

    def _by_size(self, n: int, worth: Floats, inside: Flags, y: Floats) -> Floats:
        """The most that so many members are worth at location `n`, by the coarse layout."""
        coarse, route = self.fixed.coarse, self.where.route[n]
        slopes, lines = self._hull(n, y)
        by_size, _, _ = best_columns(
            coarse.order[inside[coarse.order]],
            np.ceil((worth + slopes + self.rough.slope[route[0]]) * FINE).astype(np.int64),
            coarse.outer,
            coarse.inner,
            coarse.tail,
            coarse.combination,
            self.fixed.step,
            coarse.size,
            coarse.after,
            coarse.before,
            coarse.gain * FINE,
            np.zeros(len(worth) + 1, dtype=np.int64),
            *nothing_remembered(len(worth)),
            coarse.most,
            1,
        )
        rest = float(self.rough.constant_for(int(route[0]), inside))
        found: Floats = by_size / FINE + lines + rest
        return found

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
        host = int(route[0])
        straight = worth - slopes + self.tangents.slope[host]
        constant = self.tangents.constant_for(host, open_to) - lines
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
            worth + self.rough.slope[host],
            self.rough.constant_for(host, open_to),
            reach,
            self._known(n, own),
            slack,
            tries,
        )

    def _evened(self, worth: Floats) -> Floats:
        """`worth` shared evenly by people whom branches keep together: both are wanted, or none."""
        found = worth.copy()
        for inside in self.evened:
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
            rest = float(column.coefficients @ y[column.rows])
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
                (
                    [int(kind), *(kinds + s * rows.hosts + int(h) for s, h in enumerate(route))],
                    [1.0] * (1 + len(route)),
                )
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


def _halves(pairs: Sequence[Pair], people: int) -> Floats:
    """(P,) half of what the pairs of each participant gain at most."""
    halves = np.zeros(people)
    for pair in pairs:
        halves[[pair.one, pair.other]] += max(0, pair.value) / 2
    return halves
