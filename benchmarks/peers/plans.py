"""Plans that peers begin with, and what they give back."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sojourn.engine.groups.problem import Arrays, Ints, Solution


class PeerResult(NamedTuple):
    """What a peer found: a plan or None, value and proven bound in integer units, seconds.

    `value` is the peer's own account, the problem's constant included; `bound` is None where
    nothing is proved.
    """

    solution: Solution | None
    value: int | None
    bound: int | None
    seconds: float


def even_plan(a: Arrays, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Groups of equal size at random hosts, each as often as it takes groups; pins are kept."""
    stops, groups, hosts = a.place.shape
    people = a.language.shape[0]
    group = np.where(a.fixed >= 0, a.fixed, rng.permutation(people) % groups)
    host = np.zeros((stops, groups), np.int64)
    for s in range(stops):
        room = np.repeat(np.arange(hosts), np.clip(a.host_groups, 0, groups))
        if len(room) < groups:
            room = np.concatenate((room, rng.integers(hosts, size=groups)))
        host[s] = rng.permutation(room)[:groups]
    return group.astype(np.int64), host
