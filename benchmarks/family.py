"""What a family of measured things is, and under which conditions it is run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

Row = Mapping[str, str | int | float | None]
"""One measured line: names of columns and what was measured; seconds, MB, points."""


@dataclass(frozen=True)
class Conditions:
    """Under which conditions a family is measured.

    Attributes:
        seconds: limit of search for each instance and seed, or None for the family's own.
        seeds: how many seeds; a family reports a row for each.
        workers: processes that the engine may use.
        instances: a folder of instances instead of the family's own, or None.
        short: whether only the small instances are wanted.

    """

    seconds: float | None = None
    seeds: int = 1
    workers: int = 2
    instances: Path | None = None
    short: bool = False


@dataclass(frozen=True)
class Family:
    """Instances that are measured in the same way; `sentence` says what is measured."""

    name: str
    sentence: str
    measure: Callable[[Conditions], Iterator[Row]]


def family(name: str, sentence: str) -> Callable[[Callable[[Conditions], Iterator[Row]]], Family]:
    """Make a family of the decorated function."""
    return lambda measure: Family(name, sentence, measure)
