from __future__ import annotations

import numpy as np
import pytest
from benchmarks.peers.groups_cpsat import careless_bound, solve, value_in_model
from benchmarks.peers.groups_layout import can_be_places
from benchmarks.peers.plans import even_plan
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.benchmarks.peers.invented_problem import every_plan, invented_problem, value

from sojourn.engine.groups.problem import HOST_PRICE, GroupsProblem, Ints


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10**6), st.sampled_from([1, 2]))
def test_the_model_values_any_plan_as_we_do(seed: int, stops: int) -> None:
    """The model whose groups choose hosts agrees exactly with our value of random plans."""
    problem = invented_problem(seed, stops=stops)
    rng = np.random.default_rng(seed)
    fixed = problem.arrays.fixed
    group = np.where(fixed >= 0, fixed, rng.integers(3, size=7))
    host = rng.integers(4, size=(stops, 3))
    assert value_in_model(problem, group, host, settled=False) == value(problem, group, host)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10**6))
def test_the_model_of_places_values_plans_as_we_do(seed: int) -> None:
    """The model of places agrees exactly where hosts have no more groups than they take."""
    problem = invented_problem(seed)
    group, host = even_plan(problem.arrays, np.random.default_rng(seed))
    group = np.random.default_rng(seed + 1).permutation(group)
    fixed = problem.arrays.fixed
    group = np.where(fixed >= 0, fixed, group)
    assert can_be_places(problem.arrays)
    assert value_in_model(problem, group, host) == value(problem, group, host)


def keeps_groups(problem: GroupsProblem, host: Ints) -> bool:
    """Whether no host has more groups than it takes."""
    count = np.bincount(host[0], minlength=len(problem.hosts))
    return bool((count <= problem.arrays.host_groups).all())


@settings(deadline=None, max_examples=12)
@given(st.integers(0, 10**6))
def test_the_best_place_plan_is_found_and_proved(seed: int) -> None:
    """On a tiny problem CP-SAT's plan is the best of all, its bound holds for every plan."""
    problem = invented_problem(seed, people=4, groups=2, hosts=3)
    problem.arrays.scalars[HOST_PRICE] = 5000
    found = solve(problem, 20.0, 1, 1)
    plans = every_plan(problem)
    best = max(value(problem, group, host) for group, host in plans if keeps_groups(problem, host))
    assert found.solution is not None and found.value == best
    assert value(problem, found.solution.group, found.solution.host) == best
    assert found.bound is not None
    assert found.bound >= max(value(problem, group, host) for group, host in plans)
    assert found.bound in (best, max(best, careless_bound(problem)))


@settings(deadline=None, max_examples=8)
@given(st.integers(0, 10**6))
def test_the_best_route_is_found_and_proved(seed: int) -> None:
    """With two stops, where groups choose their hosts, the plan is the best of all too."""
    problem = invented_problem(seed, people=4, groups=2, hosts=2, stops=2)
    found = solve(problem, 20.0, 1, 1)
    best = max(value(problem, group, host) for group, host in every_plan(problem))
    assert found.solution is not None and found.value == found.bound == best
    assert value(problem, found.solution.group, found.solution.host) == best


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10**6))
def test_what_is_left_out_is_bounded(seed: int) -> None:
    """No plan that gives a host too many groups is worth more than the bound for such plans."""
    problem = invented_problem(seed, people=4, groups=2, hosts=3)
    left_out = [plan for plan in every_plan(problem) if not keeps_groups(problem, plan[1])]
    assert all(value(problem, *plan) <= careless_bound(problem) for plan in left_out)


def test_a_plan_that_breaks_a_pin_is_refused() -> None:
    """Pins are hard in the model."""
    problem = invented_problem(1)
    problem.arrays.fixed[0] = 1
    group, host = even_plan(problem.arrays, np.random.default_rng(1))
    group[0] = 0
    with pytest.raises(ValueError, match="does not allow"):
        value_in_model(problem, group, host)
