from __future__ import annotations

import itertools
from threading import Event as Signal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sojourn.engine.milp import Milp
from sojourn.engine.run import StageRun

RUN = StageRun("sessions", iterations=100)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.integers(-5, 9), min_size=1, max_size=7),
    st.lists(st.integers(1, 6), min_size=7, max_size=7),
    st.integers(0, 15),
)
def test_knapsacks_equal_brute_force(worth: list[int], sizes: list[int], room: int) -> None:
    """The optimum of a small knapsack is found and its bound meets it."""
    model = Milp()
    columns = [model.column(float(w)) for w in worth]
    model.row(zip(columns, map(float, sizes), strict=False), upper=float(room))
    solution = model.maximise(RUN)
    assert solution is not None
    best = max(
        sum(w for w, x in zip(worth, taken, strict=True) if x)
        for taken in itertools.product((0, 1), repeat=len(worth))
        if sum(s for s, x in zip(sizes, taken, strict=False) if x) <= room
    )
    assert solution.objective == pytest.approx(best)
    assert solution.bound == pytest.approx(best)


def test_nothing_to_decide() -> None:
    """A programme without columns is solved."""
    solution = Milp().maximise(RUN)
    assert solution is not None and solution.objective == 0.0


def test_contradiction_has_no_solution() -> None:
    """Rows that contradict each other end without a solution, not with an error."""
    model = Milp()
    column = model.column(1.0)
    model.row([(column, 1.0)], lower=2.0)
    assert model.maximise(RUN) is None


def test_linear_relaxation_bounds_itself() -> None:
    """Without whole numbers the optimum is its own bound."""
    model = Milp()
    columns = [model.column(1.0, integer=False) for _ in range(3)]
    model.row([(c, 2.0) for c in columns], upper=3.0)
    solution = model.maximise(RUN)
    assert solution is not None
    assert solution.objective == pytest.approx(1.5)
    assert solution.bound == pytest.approx(1.5)


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    """The solver says nothing."""
    model = Milp()
    model.column(1.0)
    model.maximise(RUN)
    assert capfd.readouterr().out == ""


def test_cancelled_runs_end() -> None:
    """A cancelled run ends at once, with or without a solution."""
    cancel = Signal()
    cancel.set()
    model = Milp()
    columns = [model.column(float(n % 7)) for n in range(200)]
    for n in range(100):
        model.row([(c, float((c * n) % 5)) for c in columns], upper=40.0)
    model.maximise(StageRun("sessions", iterations=100, cancel=cancel))


@given(
    st.lists(st.integers(1, 9), min_size=2, max_size=7),
    st.lists(st.integers(1, 6), min_size=7, max_size=7),
    st.integers(1, 15),
)
def test_interior_points_end_at_the_same_optimum(
    worth: list[int], sizes: list[int], room: int
) -> None:
    """A programme without whole columns has one optimum and one price of room, by either way."""
    model = Milp()
    columns = [model.column(float(w), integer=False) for w in worth]
    model.row(zip(columns, map(float, sizes), strict=False), upper=float(room))
    usual, interior = model.maximise(RUN), model.maximise(RUN, interior=True)
    assert usual is not None and interior is not None
    assert interior.bound == pytest.approx(usual.bound)
    assert interior.prices[0] * room <= interior.bound + 1e-6
