"""One model of a whole split phase for CP-SAT: people, hosts, mixing, languages and limits."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np

from benchmarks.peers.groups_layout import (
    Cells,
    Literal,
    can_be_places,
    choices,
    distinct_groups,
    places,
)
from benchmarks.peers.tables import Shape, shape
from sojourn.engine.groups.problem import (
    ESCORT_PRICE,
    ESCORTS,
    HOST_PRICE,
    LANGUAGE_PRICE,
    MOST_LANGUAGES,
    ROOM_PRICE,
    ROUTE_PRICE,
    TEAM_PRICE,
    GroupsProblem,
    Ints,
)


class GroupsModel:
    """The CP-SAT model of a problem; its objective is the value of a plan, `constant` included.

    Counts that only cost are bounded from below, those that only pay from above, so that the best
    completion of an assignment has exactly its value.

    Args:
        problem: what is given.
        ordered: whether of plans that differ in names alone only one is kept.
        settled: whether cells stand for places at hosts; None for that where it can be.

    Attributes:
        model: the model of `ortools.sat.python.cp_model`.
        inside: (P, cells) whether a participant is in a cell.
        cells: what the cells are.

    """

    def __init__(
        self, problem: GroupsProblem, ordered: bool = True, settled: bool | None = None
    ) -> None:
        from ortools.sat.python import cp_model

        self.problem = problem
        self.a = problem.arrays
        self.model = cp_model.CpModel()
        self._literals: list[Any] = []
        self._worth: list[int] = []
        self._constant = problem.constant
        self.stops, self.groups, self.hosts = self.a.place.shape
        self.people = self.a.language.shape[0]
        by_place = can_be_places(self.a) if settled is None else settled
        self.cells: Cells = (places if by_place else choices)(self.model, self.a, ordered)
        self.inside = self._inside()
        self.where = self._where()
        self.size = [sum(row[i] for row in self.inside) for i in range(len(self.cells.used))]
        if ordered and self.cells.settled:
            self._order()
        self._places()
        self._unary()
        self._legs()
        self._sizes()
        self._classes()
        self._friends()
        self._languages()
        self._hosts()
        self._routes()
        objective = cp_model.LinearExpr.weighted_sum(self._literals, self._worth)
        self.model.maximize(objective + self._constant)

    def plan(self, value: Any) -> tuple[Ints, Ints]:
        """Group of each participant (P,), host of each stop and group (S, G); `value` reads one."""
        cells = range(len(self.cells.used))
        group_of = {i: g for g, names in self.cells.name.items() for i in cells if value(names[i])}
        rest = iter(g for g in range(self.groups) if g not in self.cells.name)
        for i in cells:
            if value(self.cells.used[i]) and i not in group_of:
                group_of[i] = next(rest)
        group = [group_of[next(i for i in cells if value(row[i]))] for row in self.inside]
        host = np.zeros((self.stops, self.groups), np.int64)
        for i, g in group_of.items():
            for s in range(self.stops):
                host[s, g] = next(h for h, here in self.cells.at[s][i].items() if value(here))
        return np.array(group, np.int64), host

    def fix(self, group: Ints, host: Ints) -> None:
        """Allow one plan alone; the model must not be ordered."""
        for literal in self._true(group, host):
            self.model.add(literal == 1)

    def begin_at(self, group: Ints, host: Ints) -> None:
        """Name a plan from which the solver is to begin, with every variable that it settles."""
        from ortools.sat.python import cp_model

        settled = self.model.clone()
        for literal in self._true(group, host):
            settled.add(settled.get_bool_var_from_proto_index(literal.index) == 1)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        if solver.solve(settled) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            for index, value in enumerate(solver.response_proto.solution):
                self.model.add_hint(self.model.get_int_var_from_proto_index(index), value)

    def _true(self, group: Ints, host: Ints) -> Iterator[Literal]:
        """The choices that a plan consists of, groups that stand for each other in order."""
        for g, i in self._cell_of(group, host).items():
            yield self.cells.used[i]
            if self.cells.settled and g in self.cells.name:
                yield self.cells.name[g][i]
            for s in range(self.stops):
                yield self.cells.at[s][i][int(host[s, g])]
            for p in np.flatnonzero(group == g):
                yield self.inside[p][i]

    def _cell_of(self, group: Ints, host: Ints) -> dict[int, int]:
        """The cell of each group: of those at one host the fuller first, or by first host."""
        if not self.cells.settled:
            distinct, _ = distinct_groups(self.a)
            alike = [g for g in range(self.groups) if g not in distinct]
            by_host = sorted(alike, key=lambda g: (int(host[0, g]), g))
            return {g: g for g in distinct} | dict(zip(by_host, alike, strict=True))
        size = np.bincount(group, minlength=self.groups)
        free = list(range(len(self.cells.used)))
        found: dict[int, int] = {}
        for g in sorted(range(self.groups), key=lambda g: (-size[g], g)):
            found[g] = next(i for i in free if int(host[0, g]) in self.cells.at[0][i])
            free.remove(found[g])
        return found

    def _pay(self, literal: Any, worth: int) -> None:
        """Add `worth` for a variable to the objective."""
        if worth:
            self._literals.append(literal)
            self._worth.append(int(worth))

    def _bool(self) -> Literal:
        return self.model.new_bool_var("")

    def _over(self, count: Any, limit: Any, most: int, price: int) -> None:
        """Let each unit of `count` beyond `limit`, at most `most`, cost `price`."""
        if price and most > 0:
            over = self.model.new_int_var(0, int(most), "")
            self.model.add(over >= count - limit)
            self._pay(over, -price)

    def _inside(self) -> list[list[Literal]]:
        rows = []
        for p in range(self.people):
            if self.a.fixed[p] >= 0:
                rows.append(self.cells.name[int(self.a.fixed[p])])
                continue
            row = [self._bool() for _ in self.cells.used]
            self.model.add_exactly_one(row)
            if self.cells.settled:
                for here, used in zip(row, self.cells.used, strict=True):
                    self.model.add_implication(here, used)
            rows.append(row)
        return rows

    def _order(self) -> None:
        """Of cells at one host the fuller comes first."""
        at = [next(iter(cell)) for cell in self.cells.at[0]]
        for i in range(1, len(at)):
            if at[i] == at[i - 1]:
                self.model.add(self.size[i - 1] >= self.size[i])

    def _where(self) -> list[list[dict[int, Any]]]:
        """For each stop and participant, by host, whether they are there."""
        if self.cells.settled:
            at: dict[int, list[int]] = {}
            for i, cell in enumerate(self.cells.at[0]):
                at.setdefault(next(iter(cell)), []).append(i)
            return [[{h: sum(row[i] for i in at[h]) for h in at} for row in self.inside]]
        found = []
        for s in range(self.stops):
            rows = []
            for row in self.inside:
                there = {h: self._bool() for h in range(self.hosts)}
                self.model.add_exactly_one(there.values())
                for i, here in enumerate(row):
                    for h, literal in self.cells.at[s][i].items():
                        self.model.add_bool_or([~here, ~literal, there[h]])
                rows.append(there)
            found.append(rows)
        return found

    def _places(self) -> None:
        _, base = distinct_groups(self.a)
        for s in range(self.stops):
            for i, cell in enumerate(self.cells.at[s]):
                for h, here in cell.items():
                    if not self.cells.settled:
                        self._pay(here, self.a.place[s, i, h])
                        continue
                    self._pay(here, base[s, h])
                    for g, names in self.cells.name.items():
                        self._pay(names[i], self.a.place[s, g, h] - base[s, h])

    def _unary(self) -> None:
        for s in range(self.stops):
            for p in range(self.people):
                if not self.cells.settled:
                    for h, there in self.where[s][p].items():
                        self._pay(there, self.a.unary[s, p, h])
                    continue
                for i, cell in enumerate(self.cells.at[s]):
                    self._pay(self.inside[p][i], self.a.unary[s, p, next(iter(cell))])

    def _legs(self) -> None:
        """Journeys between stops: each mask's best as a constant, and what others cost."""
        for s in range(self.stops - 1):
            for mask in sorted(set(self.a.mask.tolist())):
                leg = self.a.leg[s, mask]
                who = np.flatnonzero(self.a.mask == mask)
                self._constant += int(leg.max()) * len(who)
                for worth in sorted(set(leg.ravel().tolist()) - {int(leg.max())}):
                    pairs = [(int(h), int(to)) for h, to in np.argwhere(leg == worth)]
                    self._leg(s, who, pairs, worth - int(leg.max()))

    def _leg(self, s: int, who: Ints, pairs: list[tuple[int, int]], cost: int) -> None:
        travels = [self._bool() for _ in self.cells.used]
        for i, travel in enumerate(travels):
            for h, to in pairs:
                self.model.add_bool_or(
                    [~self.cells.at[s][i][h], ~self.cells.at[s + 1][i][to], travel]
                )
        for p in who:
            hit = self._bool()
            for here, travel in zip(self.inside[p], travels, strict=True):
                self.model.add_bool_or([~here, ~travel, hit])
            self._pay(hit, cost)

    def _sizes(self) -> None:
        shapes: dict[bytes, Shape] = {}
        # Everybody is somewhere: what each one is worth wherever they are is a constant.
        every = shape(np.diff(self.a.size_value[0]).tolist()).slope
        self._constant += every * self.people
        for i, used in enumerate(self.cells.used):
            values = self.a.size_value[0 if self.cells.settled else i]
            taken = shapes.setdefault(values.tobytes(), shape(np.diff(values).tolist()))
            self._pay(used, values[0])
            counted = [row[i] for row in self.inside]
            self._table(taken, counted, i)
            for literal in counted:
                self._pay(literal, taken.slope - every)

    def _classes(self) -> None:
        for c in range(self.a.step.shape[0]):
            who = np.flatnonzero((self.a.classes == c).any(axis=1))
            if not who.size:
                continue
            taken = shape(self.a.step[c, : len(who)].tolist())
            self._constant += taken.slope * len(who)
            for i in range(len(self.cells.used)):
                self._table(taken, [self.inside[p][i] for p in who], i)

    def _table(self, taken: Shape, counted: list[Literal], i: int) -> None:
        """The value of a table, its slope aside, over how many of `counted` are in cell `i`."""
        count = sum(counted)
        used = self.cells.used[i]
        for start, price in taken.bends.items():
            self._over(count, start * used, len(counted) - start, -price)
        for exact, price in taken.exceptions.items():
            reached, passed, hit = self._bool(), self._bool(), self._bool()
            if exact == 1:
                for literal in counted:
                    self.model.add_implication(literal, reached)
            else:
                self.model.add(count <= exact - 1 + (len(counted) - exact + 1) * reached)
            self.model.add(count >= (exact + 1) * passed)
            self.model.add_bool_or([~reached, passed, hit])
            self._pay(hit, price)
        if taken.first:
            some = self._bool()
            for literal in counted:
                self.model.add_implication(literal, some)
            self._pay(some, taken.first)
        if taken.chain:
            reached = [self._bool() for _ in counted]
            self.model.add(sum(reached) == count)
            for before, after in itertools.pairwise(reached):
                self.model.add_implication(after, before)
            for literal, worth in zip(reached, taken.chain, strict=True):
                self._pay(literal, worth)

    def _friends(self) -> None:
        """Pairs with a value: a price forces `both` where they share a cell, a reward needs it."""
        for p in range(self.people):
            for j in range(self.a.friend_start[p], self.a.friend_start[p + 1]):
                q, worth = int(self.a.friend[j]), int(self.a.friend_value[j])
                if q <= p or not worth:
                    continue
                both = self._bool()
                for one, two in zip(self.inside[p], self.inside[q], strict=True):
                    self.model.add_bool_or([~one, ~two, both] if worth < 0 else [~both, ~one, two])
                self._pay(both, worth)

    def _languages(self) -> None:
        """Languages and teams of each cell, cells without any, and what is missing."""
        a, languages = self.a, range(self.a.teams.shape[0])
        speakers = [np.flatnonzero(a.language == lang) for lang in languages]
        self.staff: list[Any] = []
        held: list[list[Literal]] = []
        lonely = []
        for i, used in enumerate(self.cells.used):
            row = []
            for who in speakers:
                heard = self._bool()
                for p in who:
                    self.model.add_implication(self.inside[p][i], heard)
                self.model.add_bool_or([*(self.inside[p][i] for p in who), ~heard])
                row.append(heard)
            most = int(a.scalars[MOST_LANGUAGES])
            self._over(sum(row), most * used, len(row) - most, int(a.scalars[LANGUAGE_PRICE]))
            alone = self._bool()
            self.model.add_bool_or([*row, alone, ~used])
            lonely.append(alone)
            team = sum(int(a.team_size[lang]) * row[lang] for lang in languages)
            staff = self.model.new_int_var(0, max(1, int(a.team_size.sum())), "")
            self.model.add(staff >= used)
            self.model.add(staff >= team)
            self.staff.append(staff)
            held.append(row)
        for lang in languages:
            for row in held:
                self._pay(row[lang], int(a.team_value[lang]))
            teams = sum(row[lang] for row in held)
            most = min(len(speakers[lang]), self.groups)
            limit = int(a.teams[lang])
            self._over(teams, limit, most - limit, int(a.scalars[TEAM_PRICE]))
        limit = int(a.scalars[ESCORTS])
        self._over(sum(lonely), limit, self.groups - limit, int(a.scalars[ESCORT_PRICE]))

    def _hosts(self) -> None:
        """People, groups and rooms at each host and stop."""
        a = self.a
        largest = self.people + self.groups * max(1, int(a.team_size.sum()))
        for s in range(self.stops):
            for h in range(self.hosts):
                here = [(i, cell[h]) for i, cell in enumerate(self.cells.at[s]) if h in cell]
                if not here:
                    continue
                people = sum(row[h] for row in self.where[s])
                limit, price = int(a.host_people[h]), int(a.scalars[HOST_PRICE])
                self._over(people, limit, self.people - limit, price)
                limit, price = int(a.host_rooms[h]), int(a.scalars[ROOM_PRICE])
                if price and limit < largest:
                    staff = sum(self._staff_at(i, literal) for i, literal in here)
                    self._over(people + staff, limit, largest - limit, price)
                if not self.cells.settled:
                    limit, price = int(a.host_groups[h]), int(a.scalars[HOST_PRICE])
                    taken = sum(literal for _, literal in here)
                    self._over(taken, limit, self.groups - limit, price)

    def _staff_at(self, i: int, there: Literal) -> Any:
        if self.cells.settled:
            return self.staff[i]
        present = self.model.new_int_var(0, max(1, int(self.a.team_size.sum())), "")
        self.model.add(present >= self.staff[i]).only_enforce_if(there)
        return present

    def _routes(self) -> None:
        """Hosts that a route visits again."""
        price = int(self.a.scalars[ROUTE_PRICE])
        if self.stops < 2 or not price:
            return
        for i in range(len(self.cells.used)):
            self._constant -= price * self.stops
            for h in range(self.hosts):
                visited = self._bool()
                self.model.add_bool_or([~visited, *(stop[i][h] for stop in self.cells.at)])
                self._pay(visited, price)
