"""Search in one city: the account is exact, nothing gets lost, small cities are solved."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from tests.engine.days.invented import city, invented

from sojourn.engine.days.problem import City, Route, empty
from sojourn.engine.days.search import Slice, construct, improve
from sojourn.engine.days.state import CityState


def improved(problem: City, steps: int, number: int = 0) -> tuple[float, tuple[object, ...]]:
    """Value and solution after a slice of search from the first construction."""
    start = construct(problem)
    outcome = improve(Slice(problem, start.current, start.best, 0.0, number, steps, 7))
    return outcome.value, outcome.best


@pytest.mark.parametrize("seed", range(3))
def test_search_never_loses_value_and_repeats(seed: int) -> None:
    """A slice ends no worse than it began, and the same slice ends the same."""
    problem = city(*invented(seed, 3, 1, 20, people=4))
    first = improved(problem, 40)
    assert first[0] >= construct(problem).value - 1e-6
    assert first == improved(problem, 40)


@pytest.mark.parametrize("seed", range(6))
def test_small_city_is_solved(seed: int) -> None:
    """Two groups, two days, few offers: the search finds a solution worth as much as any."""
    problem = city(*invented(seed, 2, 1, 5, people=3, days=3))
    value, _ = improved(problem, 80)
    assert value >= best_of_all(problem) - 1e-6


def best_of_all(problem: City) -> float:
    """The best value over all ways to give each day a set of offers in a possible order."""
    places = problem.group_days
    best = 0.0
    options = [_routes(problem, s, d) for s, d in places]
    for routes in product(*options):
        state = CityState(problem, empty(problem))
        total = 0.0
        for (s, d), route in zip(places, routes, strict=True):
            starts, step = state.open_starts(s, d), problem.stays[s].step
            if any(not starts[o, start // step] for o, start in route):
                break
            total += state.value(s, d, route)
            state.lay(s, d, route)
        else:
            best = max(best, total)
    return best


def _routes(problem: City, s: int, d: int) -> list[Route]:
    """Each set of at most two offers on a day, as the day builder would time it."""
    found: list[Route] = [()]
    offers = [int(o) for o in np.flatnonzero(problem.stays[s].days[d].starts.any(axis=1))]
    sets = [(o,) for o in offers] + [(a, b) for a in offers for b in offers if a < b]
    for chosen in sets:
        state = CityState(problem, empty(problem))
        for o in range(len(problem.offers)):
            if o not in chosen:
                state.visits[o] = 10**6
        state.potential += 1.0
        route = state.best(s, d, 16)[1]
        if len(route) == len(chosen):
            found.append(route)
    return found
