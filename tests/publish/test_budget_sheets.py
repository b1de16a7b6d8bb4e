"""The budget's workbook, read back with calamine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

from python_calamine import CalamineWorkbook

from sojourn.model import Money, Plan, Programme
from sojourn.publish.budget_sheets import budget_workbook
from sojourn.rules import budget_lines, total_cost
from sojourn.rules.chart import KINDS, SECTION_NAMES
from sojourn.rules.cuts import cut

Rows = dict[str, list[list[object]]]


def read(programme: Programme, plan: Plan) -> Rows:
    """The rows of every sheet below its header."""
    book = CalamineWorkbook.from_filelike(BytesIO(budget_workbook(programme, plan)))
    return {name: book.get_sheet_by_name(name).to_python()[1:] for name in book.sheet_names}


def money(cell: object) -> Money:
    """The amount in a cell; nothing is 0."""
    return Money() if cell == "" else Money.of(Decimal(repr(cell)))


def test_every_sheet_ends_with_the_total_of_the_rules(programme: Programme, plan: Plan) -> None:
    """Places, days and people have the total in their last row and add up to it."""
    sheets, cost = read(programme, plan), total_cost(programme, plan)
    for name in ("budget by place", "budget by day", "budget by person"):
        *rows, last = sheets[name]
        assert last[0] == "Total"
        assert money(last[-1]) == cost
        assert sum(money(row[-1]).cents for row in rows) == cost.cents
        for column in range(len(last) - len(KINDS) - 1, len(last)):
            assert sum(money(row[column]).cents for row in rows) == money(last[column]).cents
    assert sum(money(row[7]).cents for row in sheets["budget lines"]) == cost.cents


def test_sheets_hold_the_numbers_of_the_rules(programme: Programme, plan: Plan) -> None:
    """Categories and days are those of the cuts, cell by cell."""
    sheets, lines = read(programme, plan), budget_lines(programme, plan)
    assert [(row[0], row[1], money(row[2])) for row in sheets["budget"][:-3]] == [
        (SECTION_NAMES[part.section], part.id, part.amount)
        for part in cut(programme, lines, "category")
    ]
    for row, part in zip(sheets["budget by day"], cut(programme, lines, "day"), strict=False):
        assert row[0] == date.fromisoformat(part.id)
        assert [money(cell) for cell in row[1:-1]] == [part.kinds.get(k, Money()) for k in KINDS]


def test_the_budget_says_what_is_left(programme: Programme, plan: Plan) -> None:
    """The estimate stands against the budget, and less than nothing when it is over."""
    cost = total_cost(programme, plan)
    rows = {row[0]: row[2] for row in read(programme, plan)["budget"][-3:]}
    assert money(rows["Left"]) == Money.of(100_000) - cost
    over = replace(programme, budget=cost - Money(1))
    assert read(over, plan)["budget"][-1][2] == -0.01
    none = replace(programme, budget=None)
    assert read(none, plan)["budget"][-1][0] == "Total"


def test_names_are_never_formulas(programme: Programme, plan: Plan) -> None:
    """A name that looks like a formula is a text."""
    people = tuple(replace(p, given_name="=cmd|' /C calc'!A0") for p in programme.participants)
    named = replace(programme, participants=people)
    with ZipFile(BytesIO(budget_workbook(named, plan))) as archive:
        sheets = [archive.read(n) for n in archive.namelist() if "/worksheets/" in n]
    assert sheets
    assert not [sheet for sheet in sheets if b"<f" in sheet]
    texts = [cell for row in read(named, plan)["budget by person"] for cell in row]
    assert "=cmd|' /C calc'!A0 Exemplar" in texts


def test_a_plan_of_nothing_has_a_workbook(programme: Programme) -> None:
    """With no group and no event every sheet is there and the total is nothing."""
    sheets = read(programme, Plan(programme.id, (), ()))
    assert money(sheets["budget"][0][2]) == Money()
    assert sheets["budget by person"][0][0] == "Total"
    assert sheets["budget lines"] == []


def test_rates_are_told_by_place_and_month(programme: Programme, plan: Plan) -> None:
    """Nights times the rate make the lodging; days, outer days and deductions the meals."""
    for row in read(programme, plan)["per diem"]:
        rate, nights, lodging, meals, days, outer, less, sum_of_meals = row[3:]
        if nights:
            assert money(rate).cents * int(float(str(nights))) == money(lodging).cents
        full = int(float(str(days))) - int(float(str(outer)))
        due = money(meals).cents * full + (money(meals) * Decimal("0.75")).cents * int(
            float(str(outer))
        )
        assert due - money(less).cents == money(sum_of_meals).cents
