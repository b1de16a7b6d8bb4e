"""Pairs that are to be together and apart at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sojourn.files.inputs import Inputs
from sojourn.files.problem import Problems, quoted
from sojourn.files.rows import Row


def check_contradictions(inputs: Inputs, problems: Problems) -> None:
    """Tell each hard `apart` row whose people hard `together` rows bring into one group.

    A country stands for each of its people. Rows count for the split phases that begin no later
    than their `until`; the first phase in which rows contradict each other is told.
    """
    people = inputs.tables["participants"]
    if not people.sound("id", "country", "status"):
        return
    planned = [row for row in people if row.get("status") == "confirmed"]
    rows = [row for row in inputs.tables["pairs"] if _readable(row)]
    told: set[int | None] = set()
    for starts in _phase_starts(inputs):
        active = [row for row in rows if _holds(row, starts) and row.line not in told]
        for row, names, chain in contradictions(active, planned):
            told.add(row.line)
            lines = ", ".join(str(line) for line in sorted({one.line or 0 for one in chain}))
            which = f"line {lines} brings" if len(chain) == 1 else f"lines {lines} bring"
            message = (
                f"{quoted(names[0])} and {quoted(names[1])} are to be apart, but {which} them "
                "together; drop one of these rows or make it soft"
            )
            problems.error(row.spot("rule"), message, "apart")


def _readable(row: Row) -> bool:
    return row.known("a", "b", "rule", "level") and row.get("level") == "hard"


def _phase_starts(inputs: Inputs) -> list[date | None]:
    """The starts of the split phases; None stands for a phase whose start is not known."""
    split = [row for row in inputs.phases if row.get("kind") == "split"]
    return [row.get("starts") for row in split] or [None]


def _holds(row: Row, starts: date | None) -> bool:
    until = row.get("until")
    return "until" not in row.wrong and (until is None or starts is None or starts <= until)


class _Node(NamedTuple):
    """A person, or all people of a country."""

    kind: str
    name: str


class _Graph:
    """Who must share a group: people, countries, and the rows that join them.

    A country that a row joins to somebody holds all its people together, so it is a node to
    which each of them is tied. Rows of which one side stands for nobody join nobody.
    """

    def __init__(self, rows: Sequence[Row], people: Sequence[Row]) -> None:
        self.members: dict[str, list[str]] = {}
        for person in people:
            self.members.setdefault(str(person.get("country")), []).append(person.get("id"))
        self._people = frozenset(person.get("id") for person in people)
        self._ties: dict[_Node, list[tuple[_Node, Row | None]]] = {}
        self._first_row: dict[_Node, Row] = {}
        for row in rows:
            if row.get("rule") == "together" and self.people(row, "a") and self.people(row, "b"):
                self._join(row)
        self._component = self._components()

    def node(self, name: str) -> _Node:
        """The person whose id is `name`, else the country."""
        return _Node("person" if name in self._people else "country", name)

    def people(self, row: Row, side: str) -> Sequence[str]:
        """Whom one side of `row` stands for."""
        name = row.get(side)
        return [name] if name in self._people else self.members.get(name, [])

    def _join(self, row: Row) -> None:
        a, b = self.node(row.get("a")), self.node(row.get("b"))
        for node in (a, b):
            if node not in self._first_row:
                self._first_row[node] = row
                for name in self.members[node.name] if node.kind == "country" else ():
                    self._tie(node, _Node("person", name), None)
        self._tie(a, b, row)

    def _tie(self, a: _Node, b: _Node, row: Row | None) -> None:
        self._ties.setdefault(a, []).append((b, row))
        self._ties.setdefault(b, []).append((a, row))

    def _components(self) -> Mapping[_Node, int]:
        component: dict[_Node, int] = {}
        for number, start in enumerate(self._ties):
            queue = deque([start] if start not in component else [])
            while queue:
                node = queue.popleft()
                if component.setdefault(node, number) == number:
                    queue.extend(other for other, _ in self._ties[node] if other not in component)
        return component

    def joined_pair(self, row: Row) -> tuple[str, str] | None:
        """Two people whom the `apart` row parts and who must share a group."""
        first: dict[int, list[str]] = {}
        for name in self.people(row, "a"):
            number = self._component.get(_Node("person", name))
            if number is not None:
                first.setdefault(number, []).append(name)
        for name in self.people(row, "b"):
            number = self._component.get(_Node("person", name), -1)
            for other in first.get(number, ())[:2]:
                if other != name:
                    return other, name
        return None

    def chain(self, a: str, b: str) -> list[Row]:
        """The rows of a shortest way from person `a` to person `b`, by breadth-first search."""
        start, goal = _Node("person", a), _Node("person", b)
        came: dict[_Node, tuple[_Node, Row | None]] = {}
        queue = deque([start])
        while queue and goal not in came:
            node = queue.popleft()
            for other, row in self._ties[node]:
                if other not in came and other != start:
                    came[other] = (node, row)
                    queue.append(other)
        steps: list[tuple[_Node, Row | None]] = []
        node = goal
        while node != start:
            steps.append(came[node])
            node = came[node][0]
        rows = [row for _, row in steps if row is not None]
        return rows or [self._first_row[hub] for hub, _ in steps if hub.kind == "country"]


def contradictions(
    rows: Sequence[Row], people: Sequence[Row]
) -> Iterator[tuple[Row, tuple[str, str], list[Row]]]:
    """Each `apart` row, two people whom it parts, and the `together` rows that join them."""
    graph = _Graph(rows, people)
    for row in rows:
        pair = graph.joined_pair(row) if row.get("rule") == "apart" else None
        if pair is not None:
            yield row, pair, graph.chain(*pair)
