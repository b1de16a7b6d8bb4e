"""Bounds of cities, against the best of all solutions and against what the search finds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.days.invented import city, invented
from tests.engine.days.random_programmes import random_programme
from tests.engine.days.test_search import best_of_all, improved

from sojourn.engine.days import city_search
from sojourn.engine.days.cities import Scene, city_of
from sojourn.engine.days.ledger import Ledger
from sojourn.engine.days.problem import City, empty
from sojourn.engine.days.proof import proved
from sojourn.engine.days.search import construct
from sojourn.engine.days.state import CityState
from sojourn.engine.journeys import journeys
from sojourn.engine.run import StageRun


def random_cities(seed: int) -> list[City]:
    """The cities of a small random programme that touches every rule of a day."""
    programme, groups = random_programme(seed)
    placed = tuple(journeys(programme, groups))
    scene = Scene.of(programme, groups, placed)
    ledger = Ledger(programme, groups)
    ledger.enter(placed)
    return [
        city_of(scene, host.id, ledger, ledger.favour())
        for host in programme.hosts
        if scene.stays_at(host.id)
    ]


@pytest.mark.parametrize("seed", range(6))
def test_no_solution_is_worth_more_than_the_bound(seed: int) -> None:
    """The bound is at least the best value of all, and little above it, also when it is early."""
    problem = city(*invented(seed, 2, 1, 5, people=3, days=3))
    best = best_of_all(problem)
    for rounds in (1, 2, 100):
        found = proved(problem, (empty(problem),), StageRun("days", 1, rounds))
        assert found.bound >= best - 1e-6
    assert found.bound <= best + 0.03 * abs(best)
    assert found.value == pytest.approx(CityState(problem, found.best).total())


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 6))
def test_bounds_hold_under_every_rule(seed: int, rounds: int) -> None:
    """Whatever rules bear on a city, what the search and the proof find is within the bound."""
    for problem in random_cities(seed):
        known = construct(problem).best
        found = proved(problem, (known,), StageRun("days", 1, rounds))
        value, _ = improved(problem, 40) if problem.group_days else (0.0, ())
        assert max(value, found.value) <= found.bound + 1e-6


def test_bounds_fall_and_the_same_run_ends_the_same() -> None:
    """More rounds never give a higher bound, and threads change nothing."""
    problem = city(*invented(3, 3, 1, 20, people=4))
    known = construct(problem).best
    bounds = [proved(problem, (known,), StageRun("days", 1, rounds)).bound for rounds in (1, 3, 40)]
    assert bounds == sorted(bounds, reverse=True)
    again = proved(problem, (known,), StageRun("days", 1, 40), threads=3)
    assert again.bound == bounds[-1]


def test_prices_say_what_a_visit_is_worth() -> None:
    """Every possible visit has a price, and no other."""
    problem = city(*invented(1, 2, 1, 12, people=4))
    found = proved(problem, (construct(problem).best,), StageRun("days", 1, 40))
    for s, stay in enumerate(problem.stays):
        for d, day in enumerate(stay.days):
            assert (np.isfinite(found.prices[s, d]) == day.starts.any(axis=1)).all()


def test_a_city_alone_is_searched_and_bounded() -> None:
    """A city comes back with a solution, its value, and a bound that is near."""
    problem = city(*invented(2, 2, 1, 12, people=4))
    heard: list[float] = []
    run = StageRun("days", 1, 60, listener=lambda e: heard.append(e.best))
    found = city_search(problem, run)
    assert found.value == pytest.approx(CityState(problem, found.solution).total())
    assert found.bound is not None and found.value <= found.bound <= 1.02 * found.value
    assert heard and max(heard) <= found.bound + 1e-6
