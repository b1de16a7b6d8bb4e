from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pysat.solvers import Cadical153

from sojourn.engine.timetables.clauses import Clauses


@pytest.mark.parametrize("number", [1, 3, 6, 7, 12])
def test_at_most_one_is_at_most_one(number: int) -> None:
    """None and each single literal are allowed, each two are not."""
    clauses = Clauses()
    literals = [clauses.new() for _ in range(number)]
    clauses.at_most_one(literals)
    with Cadical153() as solver:
        solver.append_formula(clauses.rows)
        assert solver.solve([-literal for literal in literals])
        for a, b in product(literals, literals):
            assert solver.solve([a, b]) == (a == b)


@given(st.lists(st.booleans(), max_size=9), st.integers(1, 9))
def test_a_totalizer_counts(true: list[bool], most: int) -> None:
    """Counted literals say exactly how many are true, up to the most that is counted."""
    clauses = Clauses()
    literals = [clauses.new() for _ in true]
    counted = clauses.counted(literals, most, both=True)
    assert len(counted) == min(most, len(literals))
    with Cadical153() as solver:
        solver.append_formula(clauses.rows)
        assert solver.solve([x if t else -x for x, t in zip(literals, true, strict=True)])
        model = set(solver.get_model() or ())
    assert sum(c in model for c in counted) == min(most, sum(true))


def test_no_literal_is_never_true() -> None:
    """A clause without literals leaves no solution."""
    clauses = Clauses()
    clauses.add()
    with Cadical153() as solver:
        solver.append_formula(clauses.rows)
        assert not solver.solve()
