"""How a table of values over a count is best told to a solver: bends, exceptions, thresholds."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

MOST_EXCEPTIONS = 3
"""Counts with a price of their own that a table may have before it is modelled otherwise."""


@dataclass(frozen=True)
class Shape:
    """A table f over counts n = 0..m with f(0) = 0, taken apart.

    ``f(n) = slope * n + sum of bends[b] * max(0, n - b) + exceptions[n] + any * (n >= 1)``,
    where all bends and exceptions are negative; or, where `chain` is given, the sum of the first
    n entries of `chain`.

    Attributes:
        slope: value of each one counted.
        bends: by where they begin, how much less each further one is worth.
        exceptions: by count, what exactly that count costs.
        first: what it costs that there is any at all, 0 or negative.
        chain: value of each next one, for tables that are none of this; else empty.

    """

    slope: int
    bends: dict[int, int]
    exceptions: dict[int, int]
    first: int
    chain: tuple[int, ...]


def shape(steps: Sequence[int]) -> Shape:
    """The shape of the table whose next values are `steps`."""
    steps = [int(step) for step in steps]
    if not steps:
        return Shape(0, {}, {}, 0, ())
    if _falling(steps):
        return _bent(steps, {}, 0)
    hull = _hull(steps)
    if hull is not None and len(hull[1]) == 1:
        return _bent(*hull, 0)
    if steps[0] < steps[1] and _falling(steps[1:]):
        return _bent([steps[1], *steps[1:]], {}, steps[0] - steps[1])
    if hull is not None and len(hull[1]) <= MOST_EXCEPTIONS:
        return _bent(*hull, 0)
    return Shape(0, {}, {}, 0, tuple(steps))


def _falling(steps: Sequence[int]) -> bool:
    return all(a >= b for a, b in itertools.pairwise(steps))


def _bent(steps: Sequence[int], exceptions: dict[int, int], first: int) -> Shape:
    bends = {n: steps[n] - steps[n - 1] for n in range(1, len(steps)) if steps[n] != steps[n - 1]}
    return Shape(steps[0], bends, exceptions, first, ())


def _hull(steps: Sequence[int]) -> tuple[list[int], dict[int, int]] | None:
    """Steps of the least concave table above, and by count how far the table is below it.

    None where those steps are no integers.
    """
    values = [0]
    for step in steps:
        values.append(values[-1] + step)
    corners: list[int] = []
    for n in range(len(values)):
        while len(corners) > 1:
            a, b = corners[-2], corners[-1]
            if (values[b] - values[a]) * (n - a) > (values[n] - values[a]) * (b - a):
                break
            corners.pop()
        corners.append(n)
    smooth: list[int] = []
    for a, b in itertools.pairwise(corners):
        slope = Fraction(values[b] - values[a], b - a)
        if slope.denominator != 1:
            return None
        smooth += [int(slope)] * (b - a)
    exceptions: dict[int, int] = {}
    height = 0
    for n, step in enumerate(smooth, start=1):
        height += step
        if values[n] != height:
            exceptions[n] = values[n] - height
    return smooth, exceptions
