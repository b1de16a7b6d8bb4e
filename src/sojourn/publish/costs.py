"""The budget of a plan, summed up for reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from sojourn.model import Money
from sojourn.rules import BudgetLine

Key = TypeVar("Key")


def category_name(category: str) -> str:
    """A category or section as it is printed: ``language officer`` -> ``Language officer``."""
    return category[:1].upper() + category[1:]


def summed(lines: Iterable[BudgetLine], key: Callable[[BudgetLine], Key]) -> Mapping[Key, Money]:
    """The amounts of budget lines, added up by `key`, in the order of first sight."""
    sums: dict[Key, Money] = {}
    for line in lines:
        what = key(line)
        sums[what] = sums.get(what, Money()) + line.amount
    return sums
