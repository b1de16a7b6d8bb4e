"""Clauses over numbered variables, and the counting circuits that are made of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

PAIRWISE = 6
"""Up to so many literals, each two are forbidden together by a clause of their own."""


class Clauses:
    """Clauses of literals: variables are 1, 2, ..., a negative number is a negation.

    Attributes:
        rows: the clauses.
        variables: the number of variables that have been given out.

    """

    def __init__(self) -> None:
        self.rows: list[list[int]] = []
        self.variables = 0

    def new(self) -> int:
        """A new variable."""
        self.variables += 1
        return self.variables

    def add(self, *literals: int) -> None:
        """One of the literals is true; of none, nothing can be true."""
        if literals:
            self.rows.append(list(literals))
        else:
            never = self.new()
            self.rows += [[never], [-never]]

    def at_most_one(self, literals: Sequence[int]) -> None:
        """No two of the literals are true."""
        waiting = list(literals)
        while len(waiting) > PAIRWISE:
            head, waiting = waiting[: PAIRWISE - 1], waiting[PAIRWISE - 1 :]
            one = self.new()
            for literal in head:
                self.add(-literal, one)
            for a, b in combinations(head, 2):
                self.add(-a, -b)
            waiting.append(one)
        for a, b in combinations(waiting, 2):
            self.add(-a, -b)

    def counted(self, literals: Sequence[int], most: int, both: bool = False) -> list[int]:
        """Variables that are true when at least 1, 2, ..., `most` of the literals are.

        With `both` they are false when fewer are. A totalizer: O. Bailleux and Y. Boufkhad,
        CP 2003, doi:10.1007/978-3-540-45193-8_8, cut off above `most`.
        """
        return self.merged([[literal] for literal in literals], most, both)

    def merged(self, counts: Sequence[Sequence[int]], most: int, both: bool = False) -> list[int]:
        """As `counted`, of the sum of counts that are themselves variables of at least 1, 2, ..."""
        level = [list(count[:most]) for count in counts if count]
        while len(level) > 1:
            pairs = [level[i : i + 2] for i in range(0, len(level), 2)]
            level = [
                pair[0] if len(pair) == 1 else self._sum(pair[0], pair[1], most, both)
                for pair in pairs
            ]
        return level[0] if level else []

    def _sum(self, left: list[int], right: list[int], most: int, both: bool) -> list[int]:
        size = min(most, len(left) + len(right))
        found = [self.new() for _ in range(size)]
        for i in range(len(left) + 1):
            for j in range(len(right) + 1):
                if 0 < i + j <= size:
                    given = [-left[i - 1]] if i else []
                    given += [-right[j - 1]] if j else []
                    self.add(*given, found[i + j - 1])
                if both and i + j < size:
                    given = [left[i]] if i < len(left) else []
                    given += [right[j]] if j < len(right) else []
                    self.add(*given, -found[i + j])
        for a, b in pairwise(found):
            self.add(-b, a)
        return found
