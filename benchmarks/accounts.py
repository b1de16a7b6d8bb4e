"""What contestants told on the way, read for tables: gaps, moments, medians."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Protocol

from benchmarks.family import Row

NOT_PROVED = "not proved"
NEVER = "never"
EQUAL = "equal"
SMALLEST = 0.01
"""The least difference of two values, in points."""


class Told(Protocol):
    """A run: how long it was, and its (seconds, best value, bound) as they were told."""

    @property
    def seconds(self) -> float:
        """Seconds of the run."""

    @property
    def trace(self) -> Sequence[tuple[float, float, float | None]]:
        """Seconds, best value and bound, in the order of time."""


def gap(value: float | None, bound: float | None) -> float | str:
    """How far below a proven bound a value is, in per cent of the bound."""
    if value is None or bound is None:
        return NOT_PROVED
    return round(100 * max(0.0, bound - value) / max(abs(bound), SMALLEST), 3)


def value_at(account: Told, seconds: float) -> float | None:
    """The best value told within `seconds`, or None."""
    told = [value for when, value, _ in account.trace if when <= seconds]
    return round(max(told), 2) if told else None


def gap_at(account: Told, seconds: float) -> float | str | None:
    """The gap within `seconds`; None where the run was stopped by a shorter limit, unproved."""
    told = [(value, bound) for when, value, bound in account.trace if when <= seconds]
    shut = account.seconds < seconds and proved_at(account) == NOT_PROVED
    if shut or not told:
        return None
    return gap(max(value for value, _ in told), told[-1][1])


def proved_at(account: Told) -> float | str:
    """Seconds until the bound came down to the value."""
    for when, value, bound in account.trace:
        if bound is not None and bound - value < SMALLEST - 1e-9:
            return round(when, 2)
    return NOT_PROVED


def better_at(account: Told | None, value: float | None) -> float | str | None:
    """Seconds until an account's value was above `value`; None where there is none to beat."""
    if account is None or value is None:
        return None
    for when, told, _ in account.trace:
        if told > value + SMALLEST / 2:
            return round(when, 2)
    return NEVER if reached_at(account, value) == NEVER else EQUAL


def reached_at(account: Told | None, value: float | None) -> float | str | None:
    """Seconds until an account's value was at least `value`; None where there is none."""
    if account is None or value is None:
        return None
    for when, told, _ in account.trace:
        if told > value - SMALLEST / 2:
            return round(when, 2)
    return NEVER


def percent(ours: float | None, theirs: float | None) -> float | None:
    """Ours in per cent of theirs, where both are positive."""
    if ours is None or theirs is None or ours <= 0 or theirs <= 0:
        return None
    return round(100 * ours / theirs, 2)


def medians(rows: Sequence[Row]) -> Row:
    """One row of the medians; what was not reached counts as later or more than anything."""
    found: dict[str, str | int | float | None] = {"instance": rows[0]["instance"], "seed": "median"}
    for column in dict.fromkeys(key for row in rows for key in row):
        if column in ("instance", "seed", "problem", "failed"):
            continue
        cells = [row.get(column) for row in rows]
        if len(set(cells)) == 1:
            found[column] = cells[0]
            continue
        words = [cell for cell in cells if isinstance(cell, str)]
        numbers = [math.inf if isinstance(cell, str) else cell for cell in cells]
        if any(number is None for number in numbers):
            found[column] = None
            continue
        middle = median(float(number) for number in numbers if number is not None)
        found[column] = words[0] if math.isinf(middle) else round(middle, 3)
    return found


def last_word(log: Path) -> str:
    """The last line of what a process printed, which says what went wrong."""
    lines = log.read_text(errors="replace").strip().splitlines()
    return lines[-1][:100] if lines else "it said nothing"
