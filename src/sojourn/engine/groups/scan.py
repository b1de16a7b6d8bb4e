"""One participant against many changes at once: what a scan of the group search weighs (compiled).

A scan first computes optimistic values, in loops over arrays that the processor takes several
elements at a time; only what passes its threshold is then valued exactly.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sojourn.engine.compiled import compiled_inside, compiled_leaf
from sojourn.engine.groups.change import move_value, shift
from sojourn.engine.groups.problem import HOST_PRICE, ROOM_PRICE, Arrays, Ints
from sojourn.engine.groups.state import (
    NEVER,
    State,
)

FEW = 3
"""A class is small if it has fewer members than the candidates divided by this."""


@compiled_inside
def find_move(a: Arrays, x: State, p: int, wanted: Ints, offset: int) -> int:
    """A group to which a move of `p` is worth what is `wanted`, or -1; fills `row` for swaps.

    `wanted` (a power of two long) are thresholds, read from `offset` on. The groups are tried
    from a place on that `offset` gives.
    """
    g = x.group[p]
    groups = x.size.shape[0]
    here = x.join[g, p]
    speaks = a.language[p] + 1
    relief = x.relief[g, speaks]
    crowd: int = 0
    for s in range(x.host.shape[0]):
        h = x.host[s, g]
        if x.people[s, h] > a.host_people[h]:
            crowd += a.scalars[HOST_PRICE]
        if x.rooms[s, h] > a.host_rooms[h]:
            crowd += a.scalars[ROOM_PRICE]
    smaller = a.size_value[g, x.size[g] - 1] - a.size_value[g, x.size[g]]
    free = crowd + smaller
    for to in range(groups):
        x.row[to] = x.join[to, p] - here + relief - x.burden[to, speaks]
    x.row[g] = -NEVER
    last = wanted.shape[0] - 1
    first: int = offset % groups
    for i in range(groups):
        to = first + i
        if to >= groups:
            to -= groups
        if to == g:
            continue
        n = x.size[to]
        hopeful = x.row[to] + free + a.size_value[to, n + 1] - a.size_value[to, n]
        least = wanted[(offset + i) & last]
        if hopeful >= least and move_value(a, x, p, to) >= least:
            return to
    return -1


@compiled_inside
def find_swap(
    a: Arrays, x: State, p: int, first: int, last: int, wanted: Ints, offset: int, turn: int
) -> int:
    """One of the participants `first` to `last` - 1 whose swap with `p` is worth it, or -1.

    `find_move` has filled `row`. The candidates are tried from `first` + `turn` on; what the
    swap is worth is then the first of `delta`.
    """
    g = x.group[p]
    pairs = x.pair[p] if x.pair.shape[0] > 0 else x.extra
    sparse = x.pair.shape[0] == 0
    if sparse:
        for j in range(a.friend_start[p], a.friend_start[p + 1]):
            x.extra[a.friend[j]] += a.friend_value[j]
    delta, where = x.delta[: last - first], x.where[first:last]
    join, hold = x.join[g, first:last], x.hold[first:last]
    limit = wanted[offset : offset + last - first]
    if x.kind.shape[0] == 0 and x.burden.shape[1] == 1:
        some = weigh_pairs(x.row, join, hold, pairs[first:last], where, limit, delta)
    else:
        speaks = x.speaks[first:last]
        weigh(x.row, join, hold, pairs[first:last], where, x.burden[g], speaks, delta)
        for k in range(x.kind.shape[0]):
            c = x.kind[k, p]
            if c < 0:
                continue
            few = x.class_member[x.class_start[c] : x.class_start[c + 1]]
            if few.shape[0] * FEW < last - first:
                weigh_few(few, x.bend[c], x.bend[c, g], where, delta, first)
            else:
                weigh_class(x.kind[k, first:last], c, x.bend[c], x.bend[c, g], where, delta)
        some = hopeful(delta, limit)
    found = -1
    if some:
        relief = x.relief[g, a.language[p] + 1]
        i = turn
        for _ in range(last - first):
            least = limit[i]
            if delta[i] >= least:
                q = first + i
                to, language = x.group[q], a.language[q]
                d = delta[i] - relief - x.relief[to, language + 1]
                d += x.burden[to, a.language[p] + 1] + x.burden[g, language + 1]
                d += shift(a, x, g, to, a.language[p], language, 0)
                if d >= least:
                    x.delta[0] = d
                    found = q
                    break
            i += 1
            if i == last - first:
                i = 0
    if sparse:
        for j in range(a.friend_start[p], a.friend_start[p + 1]):
            x.extra[a.friend[j]] = 0
    return found


@compiled_leaf
def weigh(
    row: Ints,
    join: Ints,
    hold: Ints,
    pairs: Ints,
    where: npt.NDArray[np.uint32],
    burden: Ints,
    speaks: npt.NDArray[np.uint32],
    delta: Ints,
) -> None:
    """What swaps of one participant with others are worth, but for classes they share."""
    for i in range(delta.shape[0]):
        delta[i] = row[where[i]] + join[i] - hold[i] - 2 * pairs[i] - burden[speaks[i]]


@compiled_leaf
def weigh_pairs(
    row: Ints,
    join: Ints,
    hold: Ints,
    pairs: Ints,
    where: npt.NDArray[np.uint32],
    limit: Ints,
    delta: Ints,
) -> bool:
    """`weigh` and `hopeful` in one, where there are neither languages nor classes."""
    found = 0
    for i in range(delta.shape[0]):
        d = row[where[i]] + join[i] - hold[i] - 2 * pairs[i]
        delta[i] = d
        found += d >= limit[i]
    return found > 0


@compiled_leaf
def weigh_class(
    kind: Ints, c: int, bend: Ints, own: int, where: npt.NDArray[np.uint32], delta: Ints
) -> None:
    """Correct `delta` for those who share class `c`: two moves overstate what a swap costs."""
    for i in range(delta.shape[0]):
        gain = bend[where[i]] + own
        delta[i] += gain if kind[i] == c else 0


@compiled_leaf
def weigh_few(
    members: Ints, bend: Ints, own: int, where: npt.NDArray[np.uint32], delta: Ints, first: int
) -> None:
    """The same by the list of those who share the class."""
    for q in members:
        i = q - first
        if 0 <= i < delta.shape[0]:
            delta[i] += bend[where[i]] + own


@compiled_leaf
def hopeful(delta: Ints, limit: Ints) -> bool:
    """Whether any of `delta` reaches its threshold."""
    found = 0
    for i in range(delta.shape[0]):
        found += delta[i] >= limit[i]
    return found > 0
