"""Upper bounds of groups."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.groups.invented_groups import programme

from sojourn.engine.groups.bound import best_division, lagrangian, optimistic, upper_bound
from sojourn.engine.groups.build import build
from sojourn.engine.groups.pricing import best_column
from sojourn.engine.groups.search import search
from sojourn.engine.groups.supply import supply
from sojourn.engine.run import StageRun


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**6))
def test_the_best_column_is_the_best_of_all_subsets(seed: int) -> None:
    """Taking the best marginal values finds what trying every subset, menu and set finds."""
    rng = np.random.default_rng(seed)
    people, menus, languages = 6, 2, 2
    worth = rng.integers(-20, 60, size=(menus, people)).astype(float)
    country = rng.integers(-1, 2, size=people)
    step = -30 * np.arange(people + 1)[None, :] * np.ones((2, 1), np.int64)
    language = rng.integers(-1, languages, size=people)
    allowed = np.array([[False, False], [True, False], [False, True]])
    prices = rng.integers(0, 30, size=3).astype(float)
    size = -40 * np.abs(np.arange(people + 1) - 3)
    chosen = np.zeros(people, dtype=bool)

    def value(members: tuple[int, ...], menu: int, held: int) -> float:
        total = worth[menu, list(members)].sum() + size[len(members)] - prices[held]
        for c in range(2):
            total += step[c, : sum(country[p] == c for p in members)].sum()
        return float(total)

    best = max(
        value(members, menu, held)
        for n in range(people + 1)
        for members in combinations(range(people), n)
        for menu in range(menus)
        for held in range(3)
        if all(language[p] < 0 or allowed[held, language[p]] for p in members)
    )
    found = best_column(worth, country, step, language, allowed, prices, size, chosen)
    assert found == pytest.approx(best)
    members = tuple(int(p) for p in np.flatnonzero(chosen))
    held = [s for s in range(3) if all(language[p] < 0 or allowed[s, language[p]] for p in members)]
    assert max(value(members, m, s) for m in range(menus) for s in held) == pytest.approx(best)


def test_the_best_division_is_the_best_of_all() -> None:
    """Five members of a class over three groups are worth what the best of all divisions is."""
    step = np.array([-7, 4, 2, -9, -9, 0])
    best = max(
        sum(int(step[:n].sum()) for n in parts)
        for parts in product(range(6), repeat=3)
        if sum(parts) == 5
    )
    assert best_division(step, 5, 3) == best


@pytest.mark.parametrize("route", [(5,), (3, 4)])
def test_bounds_lie_above_what_is_found(route: tuple[int, ...]) -> None:
    """The proven bound is at least the value found, and at most the simple one."""
    for seed in range(4):
        made = programme(seed, people=20, groups=4, hosts=6, route=route)
        phase = made.phases[1]
        built = build(made, phase, supply(made, phase))
        run = StageRun("groups", seed, 30)
        found = search(built, run).best.value
        proved = upper_bound(built, found, run)
        assert found + built.constant <= proved <= optimistic(built)


def test_prices_tighten_the_bound_where_the_best_host_takes_few() -> None:
    """When everybody's best host receives one group, the Lagrangian is below the simple bound."""
    made = programme(0, people=20, groups=4, hosts=6, extras=False)
    phase = made.phases[1]
    built = build(made, phase, supply(made, phase))
    arrays = built.arrays
    arrays.unary[0, :, 2] += 10_000
    found = search(built, StageRun("groups", 1, 30)).best.value
    bound = lagrangian(built, found, StageRun("groups", 1, 30))
    assert found + built.constant <= bound
    assert bound < optimistic(built) - 20_000
