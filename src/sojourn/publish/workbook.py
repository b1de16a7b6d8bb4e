"""Tables as the sheets of a workbook.

Every text is written as text, so that no cell of a user's ever becomes a formula, and nothing
in the file depends on when or where it was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from sojourn.model import Money, Programme

Cell = str | int | float | date | Money | None
WIDEST = 60
"""Characters beyond which a column wraps instead of growing."""
LONGEST = 32_767
"""Characters that a cell can hold."""


@dataclass(frozen=True)
class Sheet:
    """A table of a workbook: its name, its header row and its rows."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def workbook(programme: Programme, sheets: Iterable[Sheet]) -> bytes:
    """A workbook (.xlsx) of `sheets` about a plan of `programme`."""
    content = BytesIO()
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties(
            {
                "title": programme.title,
                "comments": f"Plan of {programme.id}. Sensitive: whereabouts of officials.",
                "created": datetime(programme.starts.year, 1, 1, tzinfo=UTC).replace(tzinfo=None),
            }
        )
        formats = {
            "header": book.add_format(
                {"bold": True, "bg_color": "#E6ECEB", "bottom": 1, "valign": "top"}
            ),
            "text": book.add_format({"valign": "top", "text_wrap": True}),
            "date": book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"}),
            "money": book.add_format({"valign": "top", "num_format": "#,##0.00"}),
            "number": book.add_format({"valign": "top"}),
        }
        for sheet in sheets:
            _fill(book.add_worksheet(sheet.name), sheet, formats)
    return content.getvalue()


def _fill(worksheet: Worksheet, sheet: Sheet, formats: Mapping[str, Any]) -> None:
    """Write a sheet with a frozen header, a filter and columns as wide as what they hold."""
    widths = [len(title) + 3 for title in sheet.header]
    for column, title in enumerate(sheet.header):
        worksheet.write_string(0, column, title, formats["header"])
    last = 0
    for last, row in enumerate(sheet.rows, 1):
        for column, cell in enumerate(row):
            widths[column] = max(
                widths[column], len(_write(worksheet, last, column, cell, formats))
            )
    for column, width in enumerate(widths):
        worksheet.set_column(column, column, min(width + 1, WIDEST))
    worksheet.freeze_panes(1, 0)
    worksheet.autofilter(0, 0, last, len(sheet.header) - 1)
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)


def _write(
    worksheet: Worksheet, row: int, column: int, cell: Cell, formats: Mapping[str, Any]
) -> str:
    """Write one cell by its type and return the text that it shows."""
    if cell is None:
        return ""
    if isinstance(cell, Money):
        worksheet.write_number(row, column, float(cell.units), formats["money"])
        return f"{cell.units:,.2f}"
    if isinstance(cell, date):
        worksheet.write_datetime(row, column, cell, formats["date"])
        return cell.isoformat()
    if isinstance(cell, int | float):
        worksheet.write_number(row, column, cell, formats["number"])
        return str(cell)
    text = cell[:LONGEST]
    if not cell.isprintable():
        text = "".join(c for c in cell if c >= " " or c in "\n\t")[:LONGEST]
    worksheet.write_string(row, column, text, formats["text"])
    return max(text.split("\n"), key=len) if "\n" in text else text
