"""The account of a city's solution, and what it leaves to each group-day."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from tests.engine.days.invented import city, invented

from sojourn.engine.days.problem import empty
from sojourn.engine.days.search import construct
from sojourn.engine.days.state import CityState


@pytest.mark.parametrize("seed", range(4))
def test_lifting_and_laying_keep_the_account(seed: int) -> None:
    """However days are emptied and filled again, the account is that of what is there now."""
    problem = city(*invented(seed, 3, 1, 25, people=4))
    state = CityState(problem, construct(problem).best)
    random = Random(seed)
    for _ in range(50):
        s, d = random.choice(problem.group_days)
        state.lift(s, d)
        state.lay(s, d, state.best(s, d, 4)[1])
    fresh = CityState(problem, state.solution)
    assert np.allclose(state.potential, fresh.potential)
    assert (state.missing == fresh.missing).all()
    assert (state.visits == fresh.visits).all() and (state.levels == fresh.levels).all()
    assert state.total() == pytest.approx(fresh.total())


@pytest.mark.parametrize("seed", range(3))
def test_changes_add_up(seed: int) -> None:
    """The value of a solution is the sum of what each day adds, in whatever order."""
    problem = city(*invented(seed, 2, 1, 20, people=4))
    solution = construct(problem).best
    totals = []
    for order in (problem.group_days, problem.group_days[::-1]):
        state = CityState(problem, empty(problem))
        total = 0.0
        for s, d in order:
            total += state.value(s, d, solution[s][d])
            state.lay(s, d, solution[s][d])
        totals.append(total)
    assert totals[0] == pytest.approx(totals[1])
    assert totals[0] == pytest.approx(CityState(problem, solution).total())


def test_two_groups_at_an_offer_begin_together_or_come_apart() -> None:
    """Where an offer holds both groups they may begin together, else only one after the other."""
    given, groups = invented(1, 2, 1, 12, people=4)
    problem = city(given, groups)
    offer = next(
        o for o in range(len(problem.offers)) if problem.stays[0].days[1].starts[o].sum() > 20
    )
    minutes = int(problem.minutes[offer])
    first = int(np.flatnonzero(problem.stays[0].days[1].starts[offer])[8]) * 15
    for capacity, joint in ((10, True), (9, False)):
        capacities, visits = problem.capacity.copy(), problem.visits.copy()
        capacities[offer], visits[offer] = capacity, 2
        state = CityState(replace(problem, capacity=capacities, visits=visits), empty(problem))
        state.lay(0, 1, ((offer, first),))
        left = np.flatnonzero(state.open_starts(1, 1)[offer]) * 15
        assert (first in left) == joint
        assert all(abs(start - first) >= minutes for start in left if start != first)


def test_used_up_offers_are_closed() -> None:
    """An offer that has had its visits, or that the group has seen, has no start left."""
    problem = city(*invented(1, 2, 1, 12, people=4))
    state = CityState(problem, empty(problem))
    s, d = problem.group_days[0]
    offer = int(np.flatnonzero(problem.stays[s].days[d].starts.any(axis=1))[0])
    start = int(np.flatnonzero(problem.stays[s].days[d].starts[offer])[0]) * 15
    state.lay(s, d, ((offer, start),))
    assert all(not state.open_starts(s, e)[offer].any() for e in range(7))
    used_up = state.visits[offer] >= problem.visits[offer]
    assert state.open_starts(1 - s, d + 1)[offer].any() == (
        not used_up and problem.stays[1 - s].days[d + 1].starts[offer].any()
    )


def test_owed_half_days_close_what_is_left_to_choose() -> None:
    """A stop that owes more free half-days than other days leave closes this day's."""
    problem = city(*invented(1, 1, 1, 12, people=4))
    halves = sum(len(day.halves) for day in problem.stays[0].days)
    for owed, expected in ((0, 1), (halves - 1, 2), (halves, 1)):
        stay = replace(problem.stays[0], free_halves=owed)
        state = CityState(replace(problem, stays=(stay,)), empty(problem))
        ways = state.closings(0, 1)
        assert len(ways) == expected
        assert ways == ((),) if owed == 0 else all(ways)
