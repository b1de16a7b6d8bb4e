"""A simple, valid upper bound of a split phase's value."""

from __future__ import annotations

import numpy as np

from sojourn.engine.groups.problem import GroupsProblem, Ints


def optimistic(problem: GroupsProblem) -> int:
    """Nobody does better than at the best host of each stop, and nothing else can be a reward.

    Journeys, sizes, teams, capacities and places are prices, never rewards; classes and pairs
    are counted at the best value that their tables allow.
    """
    a = problem.arrays
    total = problem.constant
    if a.unary.size:
        best = a.unary + a.menu.max(axis=3).transpose(0, 2, 1)
        total += int(best.max(axis=2).sum())
    for s in range(a.leg.shape[0]):
        total += sum(int(a.leg[s, mask].max()) for mask in a.mask)
    total += int(a.friend_value[a.friend_value > 0].sum()) // 2
    groups = a.place.shape[1]
    for c in range(a.step.shape[0]):
        members = int((a.classes == c).sum())
        total += _best_division(a.step[c], members, groups)
    return total


def _best_division(step: Ints, members: int, groups: int) -> int:
    """The most that `members` of one class can be worth, divided over `groups`."""
    steps = step[:members]
    table = [0, *np.cumsum(steps).tolist()]
    best = [0] + [-(2**62)] * members
    for _ in range(groups):
        best = [max(best[n - k] + table[k] for k in range(n + 1)) for n in range(members + 1)]
    return int(best[members])
