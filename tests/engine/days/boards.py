"""Cities with some visits on them, as the search leaves them after a few moves."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
from tests.engine.days.invented import city, invented

from sojourn.engine.days.board import Board, board_of, solution_of
from sojourn.engine.days.ground import Ground, ground_of
from sojourn.engine.days.problem import City, Solution, empty
from sojourn.engine.days.recreate import anneal
from sojourn.engine.days.starts import later_free


def filled(seed: int, moves: int = 5) -> tuple[City, Ground, Board]:
    """Two groups with some people there for a part of some days, and what was chosen for them."""
    random = Random(seed)
    problem = city(*invented(seed % 40, 2, 1, 18, people=3, days=5))
    stays = []
    for stay in problem.stays:
        days = []
        for day in stay.days:
            there = np.array([random.choice((1.0, 1.0, 0.5, 0.0)) for _ in stay.members])
            days.append(replace(day, present=there))
        stays.append(replace(stay, days=tuple(days)))
    problem = replace(problem, stays=tuple(stays))
    ground = ground_of(problem)
    board = board_of(problem, ground, empty(problem))
    draws, heat = np.array([seed], dtype=np.uint64), np.array([50.0, 50.0])
    anneal(ground, board, 0.0, moves, heat, np.array([4, 3]), draws)
    return problem, ground, board


def shown(ground: Ground, board: Board) -> Solution:
    """The solution on a board."""
    return solution_of(ground, board.item, board.start, board.length)


def starts_of(ground: Ground, board: Board, d: int, o: int) -> list[int]:
    """All starts of an offer on a day beside the other groups, in order."""
    runs = ground.run[ground.run_at[d, o] : ground.run_at[d, o + 1]]
    found = [m for a, b in runs for m in range(a, b + 1, 15)]
    return [m for m in found if later_free(ground, board, d, o, m) == m]
