"""In which order participants are passed, so that those who make pairs are near each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from sojourn.engine.groups.problem import Arrays, Ints

MOST_SLOTS = 3
"""Participants who may be remembered at a time."""
MOST_COST = 2.0
"""How much longer the dynamic programme may take by what it remembers."""
PASSES = 3
"""Rounds of moving classes and participants nearer to each other."""


class Pair(NamedTuple):
    """Two participants whose sharing a group has a value."""

    one: int
    other: int
    value: int


class Remembered(NamedTuple):
    """Pairs that are counted exactly in passing: who comes first is remembered in a slot (E pairs).

    Attributes:
        first, second: (E,) the two of each pair, in the order in which they are passed.
        value: (E,) value of their sharing a group.
        slot: (P,) number of the slot that remembers a participant, or -1.

    """

    first: Ints
    second: Ints
    value: Ints
    slot: Ints


def pairs_of(a: Arrays) -> tuple[Pair, ...]:
    """The pairs of `a` that have a value, each once."""
    return tuple(
        Pair(p, int(a.friend[j]), int(a.friend_value[j]))
        for p in range(a.language.shape[0])
        for j in range(a.friend_start[p], a.friend_start[p + 1])
        if a.friend[j] > p and a.friend_value[j]
    )


def nothing_remembered(people: int) -> Remembered:
    """No pairs."""
    none = np.zeros(0, dtype=np.int64)
    return Remembered(none, none, none, np.full(people, -1, dtype=np.int64))


def arranged(outer: Ints, inner: Ints, pairs: Sequence[Pair]) -> Ints:
    """(P,) participants with classes of `outer`, and in them of `inner`, unbroken, pairs near.

    Classes, and participants in them, are moved while that makes the spans of pairs shorter.
    """
    people = len(outer)
    order = np.lexsort((np.arange(people), inner, outer)).astype(np.int64)
    concerned = sorted({p for pair in pairs for p in (pair.one, pair.other)})
    levels = [outer, _joined(outer, inner), np.arange(people)]
    best = _cost(order, pairs)
    for _ in range(PASSES):
        before = best
        for depth, level in enumerate(levels):
            around = levels[depth - 1] if depth else np.zeros(people, dtype=np.int64)
            for moved in dict.fromkeys(level[concerned].tolist()):
                for tried in _moves(order, level, around, moved):
                    cost = _cost(tried, pairs)
                    if cost < best:
                        order, best = tried, cost
        if best == before:
            break
    return order


def _joined(outer: Ints, inner: Ints) -> Ints:
    """A number for each class of `inner` in each class of `outer`."""
    _, found = np.unique(np.stack((outer, inner)), axis=1, return_inverse=True)
    return found.reshape(-1).astype(np.int64)


def _moves(order: Ints, level: Ints, around: Ints, moved: int) -> Iterable[Ints]:
    """The orders with the class `moved` of `level` elsewhere in its class of `around`."""
    members = order[level[order] == moved]
    rest = order[level[order] != moved]
    inside = np.flatnonzero(around[rest] == around[members[0]])
    if not len(inside):
        return
    starts = [int(i) for i in inside if i == 0 or level[rest[i]] != level[rest[i - 1]]]
    for at in [*starts, int(inside[-1]) + 1]:
        yield np.concatenate((rest[:at], members, rest[at:]))


def _spans(order: Ints, pairs: Sequence[Pair]) -> dict[int, tuple[int, int]]:
    """Where each participant who comes first in a pair stands, and the last of the others."""
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    spans: dict[int, tuple[int, int]] = {}
    for pair in pairs:
        begin, end = sorted((int(place[pair.one]), int(place[pair.other])))
        spans[begin] = (begin, max(end, spans.get(begin, (0, 0))[1]))
    return spans


def _cost(order: Ints, pairs: Sequence[Pair]) -> float:
    """How long all of it takes to remember."""
    spans = _spans(order, pairs).values()
    open_at = np.zeros(len(order) + 1)
    for begin, end in spans:
        open_at[begin] += 1
        open_at[end] -= 1
    return float(np.exp2(np.minimum(np.cumsum(open_at), 12)).sum())


def remembered(order: Ints, pairs: Sequence[Pair]) -> Remembered:
    """Those of the pairs that are worth remembering, shortest spans first."""
    people = len(order)
    slot = np.full(people, -1, dtype=np.int64)
    taken = np.zeros((MOST_SLOTS, people), dtype=bool)
    for begin, end in sorted(_spans(order, pairs).values(), key=lambda s: (s[1] - s[0], s)):
        for number in range(MOST_SLOTS):
            tried = taken.copy()
            tried[number, begin : end + 1] = True
            if taken[number, begin : end + 1].any():
                continue
            if float(np.exp2(tried.sum(axis=0)).mean()) <= MOST_COST:
                slot[order[begin]], taken = number, tried
            break
    place = np.empty(people, dtype=np.int64)
    place[order] = np.arange(people)
    kept = []
    for pair in pairs:
        first, second = sorted((pair.one, pair.other), key=lambda p: int(place[p]))
        if slot[first] >= 0:
            kept.append((first, second, pair.value))
    table = np.array(kept, dtype=np.int64).reshape(len(kept), 3)
    return Remembered(
        np.ascontiguousarray(table[:, 0]),
        np.ascontiguousarray(table[:, 1]),
        np.ascontiguousarray(table[:, 2]),
        slot,
    )
