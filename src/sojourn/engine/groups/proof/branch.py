"""Where prices alone leave a gap: each half of a participant's hosts on its own, and both bounds.

In the master's optimum a participant is in parts at several hosts. No solution is: the hosts that
a participant can go to are divided in two.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sojourn.engine.groups.problem import GroupsProblem
from sojourn.engine.groups.proof.columns import Column
from sojourn.engine.groups.proof.locations import Flags, Locations
from sojourn.engine.linear import Floats

WHOLE = 1e-3
"""A participant is at one host with all but this part."""


class Halves(NamedTuple):
    """A participant, a stop, and the hosts (H,) of one half of the solutions."""

    participant: int
    stop: int
    hosts: Flags


def restricted(problem: GroupsProblem, halves: Halves) -> GroupsProblem:
    """The problem in which the participant goes to none but the hosts of `halves`."""
    unary = problem.arrays.unary.copy()
    unary[halves.stop, halves.participant, ~halves.hosts] -= problem.hard
    return problem._replace(arrays=problem.arrays._replace(unary=unary))


def evenest(
    where: Locations, columns: Sequence[Column], taken: Floats, hosts: int
) -> Halves | None:
    """The participant whom the columns `taken` divide most evenly between hosts, and how."""
    stops = where.route.shape[1]
    members = np.array([column.members for column in columns], dtype=float)
    route = where.route[[column.location for column in columns]]
    found, most = None, WHOLE
    for stop in range(stops):
        at = np.zeros((members.shape[1], hosts))
        np.add.at(at.T, route[:, stop], members * taken[:, None])
        falling = np.argsort(-at, axis=1, kind="stable")
        sums = np.cumsum(np.take_along_axis(at, falling, axis=1), axis=1)
        evenness = np.minimum(sums, 1.0 - sums)
        p, k = np.unravel_index(int(np.argmax(evenness)), evenness.shape)
        if evenness[p, k] > most:
            most = float(evenness[p, k])
            chosen = np.zeros(hosts, dtype=bool)
            chosen[falling[p, : k + 1]] = True
            found = Halves(int(p), stop, chosen)
    return found
