"""Assignments made of two, and how far they are from each other."""

from __future__ import annotations

import numpy as np

from sojourn.engine.groups.problem import Arrays, Ints, Solution


def shared(one: Solution, two: Solution) -> Ints:
    """(G, G) participants that each group of `one` shares with each group of `two`."""
    groups = one.host.shape[1]
    found = np.zeros((groups, groups), dtype=np.int64)
    np.add.at(found, (one.group, two.group), 1)
    return found


def alike(one: Solution, two: Solution) -> Ints:
    """(G,) the group of `two` that stands for each group of `one`: most alike first."""
    left = 2 * shared(one, two)
    left += (one.host[:, :, None] == two.host[:, None, :]).any(axis=0)
    groups = len(left)
    found = np.zeros(groups, dtype=np.int64)
    for _ in range(groups):
        g, other = divmod(int(np.argmax(left)), groups)
        found[g] = other
        left[g, :] = -1
        left[:, other] = -1
    return found


def distance(one: Solution, two: Solution) -> int:
    """Participants who are with others; groups at the same place count as much as one."""
    groups = np.arange(one.host.shape[1])
    other = alike(one, two)
    elsewhere = int((one.host != two.host[:, other]).any(axis=0).sum())
    return len(one.group) - int(shared(one, two)[groups, other].sum()) + elsewhere


def crossed(
    a: Arrays, one: Solution, two: Solution, part: float, rng: np.random.Generator
) -> tuple[Ints, Ints]:
    """Groups and hosts of `one`, a `part` of them replaced by those of `two` most alike.

    Who loses their group goes to the one like theirs in `two` if there is room, else to the
    smallest.
    """
    other = alike(one, two)
    groups = len(other)
    stands_for = np.zeros(groups, dtype=np.int64)
    stands_for[other] = np.arange(groups)
    taken = rng.permutation(groups)[: max(1, round(part * groups))]
    group, host = one.group.copy(), one.host.copy()
    host[:, taken] = two.host[:, other[taken]]
    new = stands_for[two.group]
    moved = np.isin(new, taken)
    lost = np.isin(group, taken) & ~moved
    group[moved] = new[moved]
    wanted = np.bincount(one.group, minlength=groups)
    size = np.bincount(group[~lost], minlength=groups)
    for p in rng.permutation(np.flatnonzero(lost)):
        to = new[p] if size[new[p]] <= wanted[new[p]] else int(np.argmin(size - wanted))
        group[p] = to
        size[to] += 1
    return np.where(a.fixed >= 0, a.fixed, group), host
