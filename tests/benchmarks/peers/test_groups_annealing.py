from __future__ import annotations

import numpy as np
from benchmarks.peers.groups_annealing import anneal, begun, changes_of, cool, solve
from benchmarks.peers.plans import even_plan
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.benchmarks.peers.invented_problem import every_plan, invented_problem, value


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10**6), st.sampled_from([1, 2]))
def test_annealing_keeps_its_books(seed: int, stops: int) -> None:
    """After any changes, kept or undone, what the chain says it is worth is our value of it."""
    problem = invented_problem(seed, stops=stops)
    a = problem.arrays
    x = begun(a, *even_plan(a, np.random.default_rng(seed)))
    best = begun(a, x.group, x.host)
    changes_of(a, x, seed, 50)
    said, top = cool(a, x, best, seed, 300, 40.0)
    assert said + problem.constant == value(problem, x.group, x.host)
    assert top + problem.constant == value(problem, best.group, best.host)
    assert (x.group[a.fixed >= 0] == a.fixed[a.fixed >= 0]).all()
    for g in range(3):
        assert sorted(x.member[g, : x.size[g]]) == np.flatnonzero(x.group == g).tolist()


def test_a_tiny_problem_is_solved() -> None:
    """On a tiny problem annealing finds the best of all plans."""
    problem = invented_problem(3, people=4, groups=2, hosts=3)
    found = solve(problem, 0.3, 2, 1)
    best = max(value(problem, group, host) for group, host in every_plan(problem))
    assert found.solution is not None and found.bound is None
    assert found.value == value(problem, found.solution.group, found.solution.host) == best


def test_no_time_gives_a_plan() -> None:
    """With a limit of 0 s the plan is the first one."""
    problem = invented_problem(3)
    found = anneal(problem, 0.0, 1)
    assert found.value + problem.constant == value(problem, found.group, found.host)
