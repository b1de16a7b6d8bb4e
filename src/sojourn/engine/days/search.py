"""Search in one city: build every day in turn, then take visits away and put better ones there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sojourn.engine.days.board import board_of, solution_of
from sojourn.engine.days.ground import ground_of
from sojourn.engine.days.problem import City, Reals, Solution, empty
from sojourn.engine.days.recreate import anneal
from sojourn.engine.days.state import CityState
from sojourn.engine.draws import draw

WIDE = 12
"""Labels kept in a bucket of the day builder in the first construction."""
MOVES = 50
"""Moves of ruin and recreate in a step of search."""
LONGEST_STRING, MOST_DAYS = 4, 3
"""Visits that a move takes from a day at most, and days that it hits."""
HOT, COLD = 0.003, 0.0001
"""By which share of a usual day's value a step may be worse, at the start and at the end."""
FIRST_COOLING, LONGEST_COOLING = 8, 64
"""Pieces of search in which it cools."""


@dataclass(frozen=True)
class Slice:
    """A piece of search: from a state of the chain, so many steps."""

    city: City
    current: Solution
    best: Solution
    gain: float
    number: int
    steps: int
    seed: int


@dataclass(frozen=True)
class Outcome:
    """Where a slice ended: `gain` is how much worse than the best the current solution is."""

    current: Solution
    best: Solution
    gain: float
    value: float
    improved: bool


def construct(city: City, passes: int = 2, width: int = WIDE) -> Outcome:
    """A first solution: day by day, each group in turn, each day at its best.

    A second pass repairs what the first could not know.
    """
    state = CityState(city, empty(city))
    in_turn = sorted(city.group_days, key=lambda p: (p[1], (p[0] + p[1]) % len(city.stays)))
    for _ in range(passes):
        for s, d in in_turn:
            old = state.lift(s, d)
            kept = state.value(s, d, old) if old else -np.inf
            value, route = state.best(s, d, width)
            state.lay(s, d, route if value > kept else old)
    return Outcome(state.solution, state.solution, 0.0, state.total(), True)


def improve(piece: Slice) -> Outcome:
    """Ruin and recreate `piece.steps` times `MOVES` visits and more; keeps the best solution.

    The same piece always ends in the same outcome.
    """
    city = piece.city
    if not city.group_days or not piece.steps:
        value = CityState(city, piece.best).total()
        return Outcome(piece.current, piece.best, piece.gain, value, False)
    ground = ground_of(city)
    board = board_of(city, ground, piece.current)
    random = np.array([piece.seed * 1_000_003 + piece.number], dtype=np.uint64)
    draw(random)
    heat = _heat(city, piece)
    strings = np.array([LONGEST_STRING, MOST_DAYS])
    gain, better = anneal(ground, board, piece.gain, piece.steps * MOVES, heat, strings, random)
    current = solution_of(ground, board.item, board.start, board.length)
    best = piece.best
    if better > 0:
        best = solution_of(ground, board.top_item, board.top_start, board.top_length)
    return Outcome(current, best, float(gain), CityState(city, best).total(), better > 0)


def _heat(city: City, piece: Slice) -> Reals:
    """Temperatures at the beginning and the end of a piece; it cools again and again.

    Each time takes twice as long as the one before, up to `LONGEST_COOLING` pieces.
    """
    length, number = FIRST_COOLING, piece.number
    while number >= length:
        number -= length
        length = min(2 * length, LONGEST_COOLING)
    value = max(1.0, CityState(city, piece.best).total())
    usual = value / len(city.group_days)
    parts = np.array([number, number + 1]) / length
    return np.asarray(usual * HOT * (COLD / HOT) ** parts)
