"""How hot an annealing of groups begins and ends, by the changes that a good assignment has."""

from __future__ import annotations

import numpy as np

from sojourn.engine.compiled import compiled_leaf
from sojourn.engine.draws import below
from sojourn.engine.groups.change import move_value, swap_value
from sojourn.engine.groups.problem import Arrays, Ints
from sojourn.engine.groups.state import (
    State,
    begin,
)

SAMPLES = 50_000
"""Changes that are looked at."""
HOT, HOT_CHANGES = 0.006, 15.0
"""Part of the changes that is made at the first temperature; at least so many changes."""
COURSE = ((0.0, 0.0), (0.68, 1.5), (0.93, 2.5), (1.0, 3.9))
"""How far annealings have cooled down, as logarithms, after parts of their course.

They go slowly where values scatter most in relation to the temperature, which they do in much
the same place after the first temperature, whatever the problem (as measured).
"""
ALONE = 0.05
"""The first temperature of one group as a part of the range of the hosts' values."""
HALVINGS = 60


def first_temperature(a: Arrays, group: Ints, host: Ints, seed: int) -> float:
    """The temperature at which the part `HOT` of moves and swaps would be made, or `HOT_CHANGES`.

    The assignment should be one that no single change makes much better.
    """
    if host.shape[1] < 2 or len(group) < 2:
        worth = a.unary.sum(axis=1)
        return 1.0 + ALONE * float(np.ptp(worth, axis=1).sum()) if worth.size else 1.0
    cost = -np.minimum(0, changes(a, group, host, seed, SAMPLES)).astype(float)
    hot = max(HOT, min(0.5, HOT_CHANGES / (len(group) * (len(group) + host.shape[1]))))
    low, high = 1e-3, float(cost.max(initial=1.0)) + 1.0
    for _ in range(HALVINGS):
        middle = (low * high) ** 0.5
        if np.exp(-cost / middle).mean() > hot:
            high = middle
        else:
            low = middle
    return max(1.0, low)


def warmth(done: float) -> float:
    """The temperature as a part of the first when the part `done` of a course is over."""
    parts, logarithms = zip(*COURSE, strict=True)
    return float(np.exp(-np.interp(done, parts, logarithms)))


def place(part: float) -> float:
    """Where in its course an annealing is that has cooled down to a `part`."""
    parts, logarithms = zip(*COURSE, strict=True)
    return float(np.interp(-np.log(part), logarithms, parts))


def changes(a: Arrays, group: Ints, host: Ints, seed: int, number: int) -> Ints:
    """Values of random moves and swaps, as often as each kind is weighed, at an assignment."""
    found = np.zeros(number, np.int64)
    fill_changes(a, begin(a, group, host, seed), found)
    return found


@compiled_leaf
def fill_changes(a: Arrays, x: State, found: Ints) -> None:
    """Fill `found` with values of random moves and swaps."""
    people, groups = x.group.shape[0], x.size.shape[0]
    for i in range(found.shape[0]):
        p, other = below(x.random, people), below(x.random, people + groups)
        if other < people and x.group[other] != x.group[p]:
            found[i] = swap_value(a, x, p, other)
        elif other >= people and other - people != x.group[p]:
            found[i] = move_value(a, x, p, other - people)
        else:
            found[i] = -(1 << 50)
