"""Bounds and solutions by column generation."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.groups.invented_groups import programme
from tests.engine.groups.test_state import plain_value

from sojourn.engine.groups.build import build
from sojourn.engine.groups.problem import (
    ESCORTS,
    LANGUAGE_PRICE,
    MOST_LANGUAGES,
    GroupsProblem,
    Solution,
)
from sojourn.engine.groups.proof import compact, locations, pricing, provable, proved
from sojourn.engine.groups.search import search
from sojourn.engine.groups.start import first_assignment
from sojourn.engine.groups.supply import supply
from sojourn.engine.run import StageRun


def problem(seed: int, people: int = 6, tight: bool = False) -> GroupsProblem:
    """Two groups and three hosts with pins, pairs, faiths and needs; tight limits on demand."""
    made = programme(seed, people=people, groups=2, hosts=3, interpreters=3, liaisons=2)
    phase = made.phases[1]
    built = build(made, phase, supply(made, phase))
    if not tight:
        return built
    arrays = built.arrays._replace(
        host_people=np.array([2, 3, 100]),
        host_groups=np.array([1, 2, 1]),
        host_rooms=np.array([4, 5, 5]),
        scalars=built.arrays.scalars.copy(),
    )
    arrays.scalars[ESCORTS] = 0
    arrays.scalars[MOST_LANGUAGES] = 1
    return built._replace(arrays=arrays)


def best_of_all(built: GroupsProblem) -> int:
    """The largest value of any assignment, whatever rules it breaks."""
    a = built.arrays
    people, hosts = a.language.shape[0], a.place.shape[2]
    return max(
        plain_value(a, np.array(group), np.array([where]))
        for group in product(range(2), repeat=people)
        if all(a.fixed[p] < 0 or a.fixed[p] == g for p, g in enumerate(group))
        for where in product(range(hosts), repeat=2)
    )


def start(built: GroupsProblem, seed: int) -> Solution:
    """Some assignment with its value."""
    group, host = first_assignment(built, seed)
    return Solution(group, host, plain_value(built.arrays, group, host))


@settings(deadline=None, max_examples=12)
@given(st.integers(0, 40), st.booleans(), st.integers(1, 30))
def test_no_assignment_is_worth_more_than_the_bound(seed: int, tight: bool, rounds: int) -> None:
    """However early it is stopped, the bound is at least the best value of all assignments."""
    built = problem(seed, tight=tight)
    found = proved(built, (start(built, seed),), StageRun("groups", 1, rounds))
    assert found.bound is not None
    assert found.best.value <= best_of_all(built) <= found.bound


@pytest.mark.parametrize("seed", [0, 3, 7])
@pytest.mark.parametrize("tight", [False, True])
def test_the_bound_holds_without_pins_and_with_too_many_sets_of_languages(
    monkeypatch: pytest.MonkeyPatch, seed: int, tight: bool
) -> None:
    """What is simplified for large problems leaves a bound above all, and solutions with pins."""
    monkeypatch.setattr(locations, "MOST_PINNED", 0)
    monkeypatch.setattr(pricing, "MOST_BROKEN", 0)
    monkeypatch.setattr(compact, "LARGE", 0)
    built = problem(seed, tight=tight)
    found = proved(built, (start(built, seed),), StageRun("groups", 1, 60))
    assert found.bound is not None
    assert found.best.value <= best_of_all(built) <= found.bound
    pinned = built.arrays.fixed >= 0
    assert (found.best.group[pinned] == built.arrays.fixed[pinned]).all()


@pytest.mark.parametrize("seed", range(5))
def test_small_problems_are_proved_optimal(seed: int) -> None:
    """With all rounds that it wants, the bound of a small problem is its best value."""
    built = problem(seed, people=7)
    best = search(built, StageRun("groups", 1, 20)).best
    found = proved(built, (best,), StageRun("groups", 1, 300))
    assert best.value == best_of_all(built) == found.bound


def test_the_bound_counts_soft_limits_of_languages() -> None:
    """Where more languages than the most cost little, groups with more are bounded too."""
    built = problem(3, tight=True)
    built.arrays.scalars[LANGUAGE_PRICE] = 50
    found = proved(built, (start(built, 1),), StageRun("groups", 1, 100))
    assert found.bound is not None and found.bound >= best_of_all(built)


def test_two_stops_are_bounded() -> None:
    """Routes of two stops have a bound above what is found, and below what is trivial."""
    made = programme(1, people=12, groups=3, hosts=4, route=(3, 4))
    phase = made.phases[1]
    built = build(made, phase, supply(made, phase))
    best = search(built, StageRun("groups", 1, 40)).best
    bound = proved(built, (best,), StageRun("groups", 1, 60)).bound
    assert bound is not None and best.value <= bound
    assert bound < int(built.arrays.unary.max(axis=2).sum()) - built.constant


def test_columns_make_solutions_at_least_as_good() -> None:
    """What comes back is never worse than the best solution given, and keeps its books."""
    built = problem(2, people=7)
    given_ = start(built, 2)
    found = proved(built, (given_,), StageRun("groups", 1, 40)).best
    assert found.value >= given_.value
    assert found.value == plain_value(built.arrays, found.group, found.host)


def test_too_large_problems_are_not_proved() -> None:
    """Beyond the limits there is no bound, and the solution given comes back."""
    built = problem(1)
    many = np.zeros((1, built.arrays.language.shape[0], 2000), dtype=np.int64)
    large = built._replace(
        arrays=built.arrays._replace(unary=many, place=np.zeros((1, 2, 2000), dtype=np.int64))
    )
    known = start(built, 1)
    assert not provable(large)
    assert proved(large, (known,), StageRun("groups", 1, 5)) == (None, known)


def test_a_proof_that_is_cancelled_returns_what_it_has() -> None:
    """Without time there is no bound."""
    built = problem(1)
    known = start(built, 1)
    assert proved(built, (known,), StageRun("groups", 1, None, 0.0)).best is known
