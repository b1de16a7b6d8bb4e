"""How long the engine may search."""

from __future__ import annotations

from dataclasses import dataclass

from sojourn.model import Programme


@dataclass(frozen=True)
class Limits:
    """Either seconds or iterations of search; with neither, seconds by the programme's size.

    A run limited by `iterations` gives the same plan, byte for byte, for the same programme and
    seed, on any number of workers. A run limited by `seconds` does not.

    Raises:
        ValueError: when both are given or one is negative.

    """

    seconds: float | None = None
    iterations: int | None = None

    def __post_init__(self) -> None:
        if self.seconds is not None and self.iterations is not None:
            raise ValueError("limit the search by seconds or by iterations, not by both")
        if self.seconds is not None and not self.seconds >= 0:
            raise ValueError(f"seconds must be 0 or more, not {self.seconds}")
        if self.iterations is not None and self.iterations < 0:
            raise ValueError(f"iterations must be 0 or more, not {self.iterations}")

    def settled(self, programme: Programme) -> Limits:
        """These limits, or those that suit the size of `programme` when none are given."""
        if self.seconds is not None or self.iterations is not None:
            return self
        people = len(programme.confirmed)
        return Limits(seconds=min(300.0, max(10.0, 0.35 * people)))
