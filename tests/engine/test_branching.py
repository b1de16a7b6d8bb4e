"""Bounds by parts of the solutions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from sojourn.engine.branching import divided


@dataclass
class Interval:
    """Whole numbers `first` to `last`; the largest of `worth` is bounded by a mean and a spread."""

    worth: tuple[int, ...]
    first: int
    last: int

    @property
    def bound(self) -> float:
        """More than any value while there are several, the value itself at the end."""
        inside = self.worth[self.first : self.last]
        return max(inside) + 0.9 * (len(inside) - 1)

    def parts(self) -> Sequence[Callable[[], Interval]]:
        """Both halves of the numbers, by their places."""
        if self.last - self.first < 2:
            return ()
        middle = (self.first + self.last) // 2
        halves = ((self.first, middle), (middle, self.last))
        return tuple(partial(Interval, self.worth, *half) for half in halves)


def test_the_bound_of_parts_falls_to_the_largest_value() -> None:
    """It never rises, never lies below the best, and ends there when every part is one solution."""
    root = Interval((3, 9, 4, 1, 5, 9, 2, 6), 0, 8)
    heard: list[float] = []

    def told(bound: float) -> bool:
        heard.append(bound)
        return True

    assert divided(root, told, 100) == 9
    assert heard == sorted(heard, reverse=True) and heard[0] == root.bound


def test_it_stops_when_told_and_its_bound_still_holds() -> None:
    """The largest bound of the parts that are left is a bound of all."""
    root = Interval((3, 9, 4, 1, 5, 9, 2, 6), 0, 8)
    early = divided(root, lambda bound: bound > 12, 100)
    assert 9 < early <= 12
    assert divided(root, lambda bound: True, 2) < root.bound
    assert divided(root, lambda bound: False, 100) == root.bound
