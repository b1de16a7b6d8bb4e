"""In which order and with which counts the pricing goes through the participants."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sojourn.engine.groups.problem import Arrays, Ints
from sojourn.engine.groups.proof.order import Pair, Remembered, arranged, remembered

Ints32 = npt.NDArray[np.int32]
MOST_STATES = 6_000
"""States of the dynamic programme: what its memory and time allow."""
MOST_PASSED = 4
"""Members of a class beyond which counting it as well is taken to need no more states."""


class Layout(NamedTuple):
    """How columns are built up, participant by participant (Q combinations, T states).

    Participants are sorted by an *outer* class (a region) and within it by an *inner* one (a
    country), whose members are counted while they pass. A *state* is how many members of every
    class of a few chosen ones a column has; a *combination* is the chosen classes of a person.
    The classes of neither kind are left to the master problem (`relaxed`).

    Attributes:
        order: (P,) participants as they are passed.
        outer, inner: (P,) class counted in passing, or -1.
        tail: (C,) members of a class from which on one more is worth the same.
        combination: (P,) number of the participant's combination of chosen classes.
        size: (T,) members in each state, rising.
        after: (Q, T) state with one member more, or -1.
        before: (Q, T) state with one member less, or -1.
        gain: (Q, T) value of the member more.
        exact: classes whose tables are counted exactly.
        relaxed: classes with a table that are not.
        most: members of a column at most.
        remembered: pairs that are counted exactly.

    """

    order: Ints
    outer: Ints
    inner: Ints
    tail: Ints
    combination: Ints
    size: Ints
    after: Ints32
    before: Ints32
    gain: Ints
    exact: tuple[int, ...]
    relaxed: tuple[int, ...]
    most: int
    remembered: Remembered


def layout(
    a: Arrays,
    most: int,
    most_states: int = MOST_STATES,
    aside: Sequence[int] = (),
    pairs: Sequence[Pair] = (),
) -> Layout:
    """The layout that counts as much as `most_states` states hold.

    Args:
        a: the arrays of the problem.
        most: members of a column at most.
        most_states: states at most.
        aside: classes that are counted elsewhere.
        pairs: pairs to count exactly where that does not take too long.

    """
    attributes = [
        np.where(np.isin(a.classes[:, k], aside), -1, a.classes[:, k])
        for k in range(a.classes.shape[1])
    ]
    outer, inner = _passing(a, attributes)
    passed = set(outer[outer >= 0].tolist()) | set(inner[inner >= 0].tolist())
    rest = [c for c in _by_weight(a, attributes) if c not in passed]
    states = _States(a, (), most)
    states.enumerated(most_states)
    for c in rest:
        tried = _States(a, (*states.counted, c), most)
        if tried.enumerated(most_states):
            states = tried
    after, before, gain = states.transitions(a.step)
    order = arranged(outer, inner, pairs)
    return Layout(
        order,
        outer,
        inner,
        np.array([_tail(a, c, most) for c in range(len(a.step))], dtype=np.int64),
        states.combination,
        states.sizes,
        after,
        before,
        gain,
        tuple(sorted(passed | set(states.counted))),
        tuple(sorted(set(rest) - set(states.counted))),
        most,
        remembered(order, pairs),
    )


def _tail(a: Arrays, c: int, most: int) -> int:
    """From where the steps of class `c`'s table are equal, among those that a column can have."""
    step = a.step[c, : min(most, int((a.classes == c).sum()))]
    return int(np.flatnonzero(np.diff(step)).max(initial=-1)) + 1


def _passing(a: Arrays, attributes: Sequence[Ints]) -> tuple[Ints, Ints]:
    """The attribute that would need the most states, alone or with one nested in its classes."""
    none = np.full(a.language.shape[0], -1, dtype=np.int64)
    live = [np.where(np.isin(x, _live(a, x)), x, -1) for x in attributes]
    saved = [_states_saved(x) for x in live]
    most, chosen = 0.0, (none, none)
    for k, outer in enumerate(live):
        for j, inner in enumerate((*live, none)):
            if j == k or not _nested(inner, outer):
                continue
            both = saved[k] + (saved[j] if j < len(live) else 0.0)
            if both > most:
                most, chosen = both, (outer, inner)
    return chosen


def _states_saved(attribute: Ints) -> float:
    """Logarithm of the counts that the classes of an attribute can have together."""
    counts = Counter(attribute[attribute >= 0].tolist())
    return sum(math.log(1 + min(n, MOST_PASSED)) for n in counts.values())


def _live(a: Arrays, attribute: Ints) -> list[int]:
    """Classes of an attribute whose table is not zero for the members that there are."""
    counts = Counter(attribute[attribute >= 0].tolist())
    return [c for c, n in sorted(counts.items()) if a.step[c, :n].any()]


def _nested(inner: Ints, outer: Ints) -> bool:
    """Whether the members of each class of `inner` share a class of `outer`."""
    return all(len(set(outer[inner == c].tolist())) == 1 for c in set(inner.tolist()) - {-1})


def _by_weight(a: Arrays, attributes: Sequence[Ints]) -> list[int]:
    """Live classes, those that decide most first."""
    found = {c: _weight(a, attribute, c) for attribute in attributes for c in _live(a, attribute)}
    return sorted(found, key=lambda c: (-found[c], c))


def _weight(a: Arrays, attribute: Ints, c: int) -> float:
    """How far the table of class `c` bends, times its members."""
    members = min(12, int((attribute == c).sum()))
    return float(np.abs(np.diff(a.step[c, : members + 1])).sum()) * members


class _States:
    """All counts of the chosen classes that a column of at most `most` members can have."""

    def __init__(self, a: Arrays, counted: Sequence[int], most: int) -> None:
        people = a.language.shape[0]
        self.counted = tuple(counted)
        self.most = min(most, people)
        belongs = np.ones((1 + len(self.counted), people), dtype=np.int64)
        for row, c in enumerate(self.counted, 1):
            belongs[row] = (a.classes == c).any(axis=1)
        self.kinds, combination = np.unique(belongs.T, axis=0, return_inverse=True)
        self.combination = combination.reshape(-1).astype(np.int64)
        self.members = np.minimum(belongs.sum(axis=1), self.most)
        self.radix = np.concatenate(([1], np.cumprod(self.members[:0:-1] + 1)))[::-1].astype(
            np.int64
        )
        self.states = np.zeros((1, 1 + len(self.counted)), dtype=np.int64)

    def enumerated(self, limit: int) -> bool:
        """Whether there are at most `limit` states; they are sorted by size."""
        layer = self.states[:1]
        layers, number = [layer], 1
        for _ in range(self.most):
            grown = (layer[:, None, :] + self.kinds[None, :, :]).reshape(-1, layer.shape[1])
            grown = grown[(grown <= self.members).all(axis=1)]
            _, first = np.unique(grown @ self.radix, return_index=True)
            layer = grown[first]
            number += len(layer)
            if number > limit and self.counted:
                return False
            layers.append(layer)
        self.states = np.concatenate(layers)
        return True

    @property
    def sizes(self) -> Ints:
        """(T,) members in each state."""
        return np.ascontiguousarray(self.states[:, 0])

    def transitions(self, step: Ints) -> tuple[Ints32, Ints32, Ints]:
        """(Q, T) the state after, the state before, and the value of a member more."""
        code = self.states @ self.radix
        known = np.argsort(code)
        shape = (len(self.kinds), len(self.states))
        after, before = np.full(shape, -1, dtype=np.int32), np.full(shape, -1, dtype=np.int32)
        gain = np.zeros(shape, dtype=np.int64)
        for q, kind in enumerate(self.kinds):
            grown = self.states + kind
            place = np.searchsorted(code[known], grown @ self.radix)
            place = known[np.minimum(place, len(known) - 1)]
            there = (self.states[place] == grown).all(axis=1)
            after[q, there] = place[there]
            before[q, place[there]] = np.flatnonzero(there)
            for row, c in enumerate(self.counted, 1):
                if kind[row]:
                    gain[q] += step[c, self.states[:, row]]
        return after, before, gain
