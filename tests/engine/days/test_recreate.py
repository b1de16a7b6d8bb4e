"""Ruin and recreate: its account is that of the city, and what it chooses is possible."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.days.invented import city, invented
from tests.engine.days.random_programmes import random_programme

from sojourn.engine.days.board import board_of, solution_of
from sojourn.engine.days.cities import Scene, city_of
from sojourn.engine.days.ground import ground_of
from sojourn.engine.days.ledger import Ledger
from sojourn.engine.days.problem import City, Solution, empty
from sojourn.engine.days.recreate import anneal, sort_by
from sojourn.engine.days.solve import fits
from sojourn.engine.days.state import CityState
from sojourn.engine.journeys import journeys


def searched(problem: City, seed: int, moves: int) -> tuple[Solution, float, Solution, float]:
    """Where the search ends with its value, and the best on the way with its value."""
    ground = ground_of(problem)
    board = board_of(problem, ground, empty(problem))
    random = np.array([seed], dtype=np.uint64)
    heat, strings = np.array([20.0, 1.0]), np.array([4, 3])
    gain, better = anneal(ground, board, 0.0, moves, heat, strings, random)
    current = solution_of(ground, board.item, board.start, board.length)
    best = solution_of(ground, board.top_item, board.top_start, board.top_length)
    return current, better + gain, best, better


def check(problem: City, seed: int, moves: int) -> None:
    """The value is that of the city's own account, and every day is possible beside the rest."""
    current, value, best, top = searched(problem, seed, moves)
    assert top > value - 1e-6 and (top > 0) == any(route for routes in best for route in routes)
    for solution, claimed in ((current, value), (best, top)):
        assert claimed == pytest.approx(CityState(problem, solution).total(), abs=1e-6)
        assert fits(problem, solution)
        state = CityState(problem, solution)
        for s, d in state.chosen_days():
            route = state.lift(s, d)
            starts, step = state.open_starts(s, d), problem.stays[s].step
            assert all(starts[offer, start // step] for offer, start in route)
            assert possible(problem, state, s, d, route)
            state.lay(s, d, route)


def possible(
    problem: City, state: CityState, s: int, d: int, route: tuple[tuple[int, int], ...]
) -> bool:
    """Numbers, minutes, ways, lunch and half-days of one day, in plain words."""
    day = problem.stays[s].days[d]
    offers = [offer for offer, _ in route]
    working = [o for o in offers if problem.professional[o]]
    social = [int(problem.social[o]) for o in offers if problem.social[o] >= 0]
    in_turn = all(
        a_start + problem.minutes[a] + problem.transfer[problem.place[a], problem.place[b]]
        <= b_start
        for (a, a_start), (b, b_start) in pairwise(route)
    )
    clear = all(
        start + problem.minutes[o] <= block[0] or start >= block[1]
        for o, start in route
        for block in day.blocks
    )
    ways = state.closings(s, d)
    free = any(
        all(start + problem.minutes[o] <= a or start >= b for o, start in route for a, b in spans)
        for spans in ways
    )
    return (
        len(set(offers)) == len(offers)
        and len(working) <= day.room
        and sum(int(problem.minutes[o]) for o in working) <= day.minutes
        and len(set(social)) == len(social)
        and in_turn
        and clear
        and free
        and state.value(s, d, route) > -np.inf
    )


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10**6))
def test_search_counts_as_the_city_does(seed: int) -> None:
    """Groups, halves, capacities, people there for a part: the value is exact, days possible."""
    given_programme, groups = random_programme(seed)
    placed = tuple(journeys(given_programme, groups))
    scene = Scene.of(given_programme, groups, placed)
    ledger = Ledger(given_programme, groups)
    for host in given_programme.hosts:
        if scene.stays_at(host.id):
            check(city_of(scene, host.id, ledger, ledger.even_favour()), seed, 60)


@pytest.mark.parametrize("seed", range(3))
def test_groups_share_offers(seed: int) -> None:
    """Many groups in one city come to an offer together or apart, as it holds them."""
    check(city(*invented(seed, 5, 1, 25, people=3)), seed, 200)


def test_nothing_to_choose() -> None:
    """A city without offers stays as it is."""
    problem = city(*invented(1, 2, 1, 0))
    assert not any(route for routes in searched_empty(problem) for route in routes)


def searched_empty(problem: City) -> Solution:
    """What is chosen where nothing is possible."""
    board = board_of(problem, ground_of(problem), empty(problem))
    return solution_of(ground_of(problem), board.item, board.start, board.length)


@settings(deadline=None)
@given(st.lists(st.floats(-100, 100), max_size=40))
def test_sorting_is_by_descending_keys(keys: list[float]) -> None:
    """The first values are in descending order of their keys, what is behind them is left."""
    given_keys, values = np.array([*keys, 7.0]), np.arange(len(keys) + 1)
    sort_by(given_keys, values, len(keys))
    assert list(given_keys[:-1]) == sorted(keys, reverse=True) and values[-1] == len(keys)
    assert [keys[v] for v in values[:-1]] == list(given_keys[:-1])
