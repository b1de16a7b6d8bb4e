"""What a plan costs, line by line, by the sponsor's categories."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sojourn.model import Money, Plan, Programme, total

Section = Literal["participant", "language officer", "project"]


@dataclass(frozen=True)
class BudgetLine:
    """One line of the budget.

    Attributes:
        section: who it is for: participants, staff ("language officer"), the project.
        category: the sponsor's category, such as ``Lodging and Supplemental``.
        who: ids of the people it is for, sorted; empty for the project.
        host: where, or None.
        day: the date it falls on, or None.
        each: the amount per person (the whole amount for the project).
        amount: the whole amount, ``each`` times the people.
        note: what it is, in words.

    """

    section: Section
    category: str
    who: tuple[str, ...]
    host: str | None
    day: date | None
    each: Money
    amount: Money
    note: str


def budget_lines(programme: Programme, plan: Plan) -> tuple[BudgetLine, ...]:
    """Every line of the plan's budget; they add up to the cent."""
    return ()


def total_cost(programme: Programme, plan: Plan) -> Money:
    """The sum of `budget_lines`."""
    return total(line.amount for line in budget_lines(programme, plan))
