"""The budget as sheets: by category, place, day and person, rates, and line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from sojourn.model import Money, Plan, Programme, total
from sojourn.publish.agenda import Agenda
from sojourn.publish.costs import category_name
from sojourn.publish.workbook import Cell, Sheet, workbook
from sojourn.rules import BudgetLine, budget_lines
from sojourn.rules.chart import KINDS, SECTION_NAMES
from sojourn.rules.cuts import Cut, Slice, cut, per_diems


def budget_workbook(programme: Programme, plan: Plan) -> bytes:
    """A workbook (.xlsx) of the budget of a plan."""
    return workbook(programme, budget_sheets(Agenda(programme, plan)))


def budget_sheets(agenda: Agenda) -> Iterator[Sheet]:
    """The sheets of the budget; every cut ends with the same total."""
    programme = agenda.programme
    lines = budget_lines(programme, agenda.plan)
    yield _categories(programme, lines)
    yield _kinds(programme, lines, "place", ("city",), lambda part: (place_name(agenda, part.id),))
    yield _kinds(programme, lines, "day", ("day",), lambda part: (day_of(part.id),))
    yield _kinds(
        programme,
        lines,
        "person",
        ("section", "id", "name"),
        lambda part: (
            SECTION_NAMES[part.section],
            part.id,
            agenda.name(part.id) if part.id else "",
        ),
    )
    yield _rates(agenda, lines)
    yield _lines(agenda, lines)


def place_name(agenda: Agenda, host: str) -> str:
    """The city of a host as it is printed; empty ids are no one place."""
    return agenda.city(host) if host else "No one place"


def day_of(text: str) -> date | None:
    """The date of a part of a cut by day."""
    return date.fromisoformat(text) if text else None


def _categories(programme: Programme, lines: Sequence[BudgetLine]) -> Sheet:
    """The sections and categories, the total, and what the budget leaves."""
    cost = total(line.amount for line in lines)
    rows: list[Sequence[Cell]] = [
        (SECTION_NAMES[part.section], category_name(part.id), part.amount)
        for part in cut(programme, lines, "category")
    ]
    rows.append(("Total", "", cost))
    if programme.budget is not None:
        rows.append(("Budget", "", programme.budget))
        rows.append(("Left", "", programme.budget - cost))
    return Sheet("budget", ("section", "category", programme.currency), rows)


def _kinds(
    programme: Programme,
    lines: Sequence[BudgetLine],
    by: Cut,
    names: Sequence[str],
    named: Callable[[Slice], Sequence[Cell]],
) -> Sheet:
    """A cut with a column for each kind of cost; its last row is the total."""
    parts = cut(programme, lines, by)
    rows = [
        (*named(part), *(part.kinds.get(kind) for kind in KINDS), part.amount) for part in parts
    ]
    sums = [total(part.kinds.get(kind, Money()) for part in parts) for kind in KINDS]
    blank = [""] * (len(names) - 1)
    rows.append(("Total", *blank, *sums, total(sums)))
    return Sheet(f"budget by {by}", (*names, *KINDS, programme.currency), rows)


def _rates(agenda: Agenda, lines: Sequence[BudgetLine]) -> Sheet:
    """Lodging and meals by place and month."""
    header = (
        "section",
        "city",
        "month",
        "lodging rate",
        "nights",
        "lodging",
        "meals rate",
        "days",
        "of them at 75 %",
        "provided meals deducted",
        "meals",
    )
    rows = [
        (
            SECTION_NAMES[one.section],
            place_name(agenda, one.host),
            f"{one.month:%Y-%m}",
            one.lodging_rate,
            one.nights,
            one.lodging,
            one.meals_rate,
            one.days,
            one.outer_days,
            one.deducted,
            one.meals,
        )
        for one in per_diems(lines)
    ]
    return Sheet("per diem", header, rows)


def _lines(agenda: Agenda, lines: Sequence[BudgetLine]) -> Sheet:
    currency = agenda.programme.currency
    header = (
        "section",
        "category",
        "who",
        "city",
        "day",
        "people",
        f"{currency} each",
        currency,
        "note",
    )
    rows = [
        (
            SECTION_NAMES[line.section],
            category_name(line.category),
            "; ".join(agenda.name(person) for person in line.who),
            place_name(agenda, line.host or ""),
            line.day,
            len(line.who) or None,
            line.each,
            line.amount,
            line.note,
        )
        for line in lines
    ]
    return Sheet("budget lines", header, rows)
