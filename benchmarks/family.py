"""What a family of measured things is, and under which conditions it is run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

Row = Mapping[str, str | int | float | None]
"""One measured line: names of columns and what was measured; seconds, MB, points."""


class NoInstancesError(Exception):
    """The instances of a family are not there; the message says where they were looked for."""


@dataclass(frozen=True)
class Conditions:
    """Under which conditions a family is measured.

    Attributes:
        seconds: limit of search for each instance and seed, or None for the family's own.
        seeds: how many seeds, from 1 on; a family reports a row for each.
        workers: processes that the engine may use.
        instances: a folder of instances instead of the family's own, or None.
        short: whether only the small instances are wanted, with small limits.
        alone: whether the engine runs without the peers that it is measured against.
        only: only the instances whose names contain one of these; empty for all.

    """

    seconds: float | None = None
    seeds: int = 1
    workers: int = 2
    instances: Path | None = None
    short: bool = False
    alone: bool = False
    only: tuple[str, ...] = ()

    def wants(self, instance: str) -> bool:
        """Whether `instance` is to be measured."""
        return not self.only or any(part in instance for part in self.only)


@dataclass(frozen=True)
class Family:
    """Instances that are measured in the same way; `sentence` says what is measured.

    `measure` yields rows as they are done, and raises `NoInstancesError` where it has nothing to
    measure.
    """

    name: str
    sentence: str
    measure: Callable[[Conditions], Iterator[Row]]


def family(name: str, sentence: str) -> Callable[[Callable[[Conditions], Iterator[Row]]], Family]:
    """Make a family of the decorated function."""
    return lambda measure: Family(name, sentence, measure)
