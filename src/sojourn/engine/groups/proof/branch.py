"""Where prices alone leave a gap: each half of a participant's hosts on its own, and both bounds.

In the master's optimum a participant is in parts at several hosts. No solution is: the hosts that
a participant can go to are divided in two, and the bound is the larger one of the two halves
(Barnhart et al., Branch-and-price, 1998, doi:10.1287/opre.46.3.316). The one with the largest
bound is divided next.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, TypeVar

import numpy as np

from sojourn.engine.groups.problem import GroupsProblem
from sojourn.engine.groups.proof.columns import Column
from sojourn.engine.groups.proof.linear import Floats
from sojourn.engine.groups.proof.locations import Flags, Locations

WHOLE = 1e-3
"""A participant is at one host with all but this part."""


class Halves(NamedTuple):
    """A participant, a stop, and the hosts (H,) of one half of the solutions."""

    participant: int
    stop: int
    hosts: Flags


class Node(Protocol):
    """The proof for a part of the solutions."""

    @property
    def bound(self) -> float:
        """No solution of the part is worth more."""

    def halves(self) -> Halves | None:
        """How its solutions divide; None where the optimum does not say."""

    def half(self, halves: Halves) -> Node:
        """The proof for the solutions of these hosts, brought as far as it gets."""


N = TypeVar("N", bound=Node)


def divided(root: Node, told: Callable[[float], bool], most: int) -> float:
    """The bound of `root`'s solutions by those of ever smaller parts.

    Args:
        root: the proof for all solutions.
        told: hears each lower bound; whether to go on.
        most: parts that are looked at.

    """
    parts: list[tuple[float, int, Node]] = [(-root.bound, 0, root)]
    number = 0
    while number < most and told(-parts[0][0]):
        halves = parts[0][2].halves()
        if halves is None:
            break
        _, _, node = heapq.heappop(parts)
        for hosts in (halves.hosts, ~halves.hosts):
            number += 1
            half = node.half(halves._replace(hosts=hosts))
            heapq.heappush(parts, (-min(half.bound, node.bound), number, half))
    return -parts[0][0]


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
