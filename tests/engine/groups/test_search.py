"""Search for groups: as good as trying everything, and reproducible."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from itertools import permutations, product
from threading import Event as Signal

import numpy as np
import pytest
from tests.engine.groups.invented_groups import programme
from tests.engine.groups.test_state import plain_value, problem

from sojourn.engine.groups.build import build
from sojourn.engine.groups.problem import points
from sojourn.engine.groups.proof import proved
from sojourn.engine.groups.search import search
from sojourn.engine.groups.solve import solve
from sojourn.engine.groups.supply import supply
from sojourn.engine.progress import Progress
from sojourn.engine.run import StageRun


@pytest.mark.parametrize("seed", range(4))
def test_small_problems_are_solved_as_well_as_by_trying_everything(seed: int) -> None:
    """With seven people, two groups and three hosts the search meets the best assignment."""
    given = programme(seed, people=7, groups=2, hosts=3, interpreters=3, liaisons=2)
    phase = given.phases[1]
    built = build(given, phase, supply(given, phase))
    a = built.arrays
    best = max(
        plain_value(a, np.array(group), np.array([hosts]))
        for group in product(range(2), repeat=7)
        if all(a.fixed[p] < 0 or a.fixed[p] == g for p, g in enumerate(group))
        for hosts in permutations(range(3), 2)
    )
    found = search(built, StageRun("groups", seed, 20)).best
    assert found.value == best
    bound = proved(built, (found,), StageRun("groups", seed, 60)).bound
    assert bound is not None and best <= bound


def test_workers_do_not_change_the_result() -> None:
    """Limited by iterations, the result is the same in this thread and on two threads."""
    given = programme(3, people=24, groups=4, hosts=6)
    phase = given.phases[1]
    alone = solve(given, phase, StageRun("groups", 7, 10))
    with ThreadPoolExecutor(2) as pool:
        shared = solve(given, phase, StageRun("groups", 7, 10, executor=pool))
    assert alone == shared


def test_processes_do_not_change_the_result() -> None:
    """Limited by iterations, two processes find byte for byte what this one finds."""
    built = problem(5, (3, 4))
    alone = search(built, StageRun("groups", 3, 12))
    with ProcessPoolExecutor(2, multiprocessing.get_context("forkserver")) as pool:
        shared = search(built, StageRun("groups", 3, 12, executor=pool))
    assert len(alone.elite) == len(shared.elite)
    for one, two in zip(alone.elite, shared.elite, strict=True):
        assert one.value == two.value
        assert one.group.tobytes() == two.group.tobytes()
        assert one.host.tobytes() == two.host.tobytes()


@pytest.mark.parametrize("seed", range(3))
def test_pins_hold_and_values_are_true(seed: int) -> None:
    """All good assignments keep the pins, have the value that they say, and differ."""
    built = problem(seed, (3, 4))
    found = search(built, StageRun("groups", seed, 12))
    fixed = built.arrays.fixed
    assert found.best == found.elite[0]
    for solution in found.elite:
        assert (solution.group[fixed >= 0] == fixed[fixed >= 0]).all()
        assert solution.value == plain_value(built.arrays, solution.group, solution.host)


def test_a_search_goes_on_from_what_it_is_given() -> None:
    """Without any iteration the best is what was given, brought to its pins."""
    built = problem(4)
    best = search(built, StageRun("groups", 1, 20)).best
    again = search(built, StageRun("groups", 2, 0), 0.0, (best,)).best
    assert again.value == best.value and (again.group == best.group).all()


def test_no_time_gives_a_first_assignment() -> None:
    """With nothing to search with, everybody has a group and pins hold."""
    built = problem(4)
    for run in (StageRun("groups", 1, 0), StageRun("groups", 1, None, 0.0)):
        found = search(built, run).best
        assert found.value == plain_value(built.arrays, found.group, found.host)


def test_a_cancelled_search_still_answers() -> None:
    """A run that is cancelled before it begins returns whole groups."""
    given = programme(3, people=24, groups=4, hosts=6)
    cancel = Signal()
    cancel.set()
    found = solve(given, given.phases[1], StageRun("groups", 1, None, 60.0, cancel=cancel))
    assert sum(len(g.participants) for g in found.groups) == 24


@pytest.mark.parametrize("words", range(1, 9))
def test_what_was_told_is_what_comes_back(words: int) -> None:
    """Whenever the search is cancelled, its best solution has the best value that it told."""
    built = problem(4)
    cancel, told = Signal(), list[float]()

    def listen(event: Progress) -> None:
        told.append(event.best)
        if len(told) == words:
            cancel.set()

    found = search(built, StageRun("groups", 1, 50, cancel=cancel, listener=listen))
    assert points(found.best.value + built.constant) == max(told)
