"""A board holds what was put on it, and sums up what its days could still give."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.days.boards import filled, shown

from sojourn.engine.days.account import demand
from sojourn.engine.days.board import board_of, enter, leave
from sojourn.engine.days.ground import FIRST_DAY, STAY
from sojourn.engine.days.state import CityState

SEEDS = st.integers(0, 10**6)


@settings(deadline=None, max_examples=15)
@given(SEEDS)
def test_solution_is_read_back(seed: int) -> None:
    """A solution put on a board is the board's solution, with the same free half-days."""
    problem, ground, board = filled(seed)
    solution = shown(ground, board)
    again = board_of(problem, ground, solution)
    assert shown(ground, again) == solution
    assert (again.halves == board.halves).all() and (again.held == board.held).all()
    assert again.need == pytest.approx(board.need) and (again.lack == board.lack).all()


@settings(deadline=None, max_examples=15)
@given(SEEDS)
def test_need_is_what_the_empty_day_needs_less_what_is_on_it(seed: int) -> None:
    """Need and lack of a day are those of the city's account, its own visits taken off."""
    problem, ground, board = filled(seed)
    state = CityState(problem, shown(ground, board))
    for n, row in enumerate(ground.day):
        s, d = int(row[STAY]), n - int(ground.stay[row[STAY], FIRST_DAY])
        stay = problem.stays[s]
        there = stay.days[d].present
        _, lack = demand(state.potential, state.missing, stay.members, there, 1)
        assert board.lack[n] == pytest.approx(lack[:, 0])
        offers = [offer for offer, _ in state.routes[s][d]]
        left = problem.fading[offers].prod(axis=0)
        route = state.lift(s, d)
        need, _ = demand(state.potential, state.missing, stay.members, there, 1)
        state.lay(s, d, route)
        assert board.need[n] == pytest.approx(need * left)


@settings(deadline=None, max_examples=15)
@given(SEEDS)
def test_leaving_undoes_entering(seed: int) -> None:
    """An offer that leaves and enters again leaves the account as it was."""
    _, ground, board = filled(seed)
    before = [a.copy() for a in (board.potential, board.missing, board.levels, board.visits)]
    held = [(int(o), int(d)) for o, row in enumerate(board.held) for d in row if d >= 0]
    for o, d in held:
        start = int(board.begun[o, ground.day[d, STAY]])
        leave(ground, board, d, o)
        enter(ground, board, d, o, start)
    after = (board.potential, board.missing, board.levels, board.visits)
    assert all(a == pytest.approx(b) for a, b in zip(before, after, strict=True))
