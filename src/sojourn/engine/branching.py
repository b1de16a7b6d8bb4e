"""Bounds by parts: where a proof leaves a gap, its solutions are divided, and each part proved.

The bound of all solutions is the largest bound of the parts; the part that has it is divided next
(Barnhart et al., Branch-and-price, 1998, doi:10.1287/opre.46.3.316).
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from typing import Protocol


class Part(Protocol):
    """The proof for a part of the solutions."""

    @property
    def bound(self) -> float:
        """No solution of the part is worth more."""

    def parts(self) -> Sequence[Callable[[], Part]]:
        """What makes the proofs of the parts into which it divides; none where nothing says how."""


def divided(root: Part, told: Callable[[float], bool], most: int) -> float:
    """The bound of `root`'s solutions by those of ever smaller parts.

    Args:
        root: the proof for all solutions.
        told: hears each lower bound; whether to go on.
        most: parts that are looked at.

    """
    open_: list[tuple[float, int, Part]] = [(-root.bound, 0, root)]
    number = 0
    while number < most and told(-open_[0][0]):
        parts = open_[0][2].parts()
        if not parts:
            break
        _, _, whole = heapq.heappop(open_)
        for make in parts:
            number += 1
            part = make()
            heapq.heappush(open_, (-min(part.bound, whole.bound), number, part))
    return -open_[0][0]
