"""Cells of an .xlsx workbook that hold an error, or a formula without its value.

The reader of workbooks takes both for empty cells: what a planner sees as ``#N/A`` would be lost
without a word.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from sojourn.files.workbook_guard import column_number

MOST_VALUELESS = 1_000
"""Cells told of for each sheet."""

_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_PLACE = re.compile(rb"\sr\s*=\s*[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_ERROR = re.compile(rb"\st\s*=\s*[\"']e[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)[\s/>]([^<]*)")
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATIONSHIP = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(r"\s(?:\w+:)?(\w+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_WORKBOOK, _RELATIONSHIPS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


@dataclass(frozen=True)
class Valueless:
    """A cell without a value that counts; `row` and `column` from 1, and what it holds."""

    row: int
    column: int
    message: str


def valueless_cells(parts: Iterable[tuple[str, bytes]]) -> Mapping[str, tuple[Valueless, ...]]:
    """The cells without a value by the name of their sheet; `parts` are those of the workbook."""
    book, links = "", ""
    found: dict[str, tuple[Valueless, ...]] = {}
    for name, part in parts:
        if name == _WORKBOOK:
            book = part.decode("utf-8", "replace")
        elif name == _RELATIONSHIPS:
            links = part.decode("utf-8", "replace")
        else:
            cells = tuple(islice(_valueless(part), MOST_VALUELESS))
            found |= {name: cells} if cells else {}
    sheets = _sheet_parts(book, links) if found else {}
    return {sheet: found[part] for sheet, part in sheets.items() if part in found}


def _sheet_parts(book: str, links: str) -> dict[str, str]:
    """The part of each sheet by the sheet's name."""
    targets = {}
    for tag in _RELATIONSHIP.finditer(links):
        link = _attributes(tag[0])
        targets[link.get("Id", "")] = link.get("Target", "")
    sheets = {}
    for tag in _SHEET.finditer(book):
        sheet = _attributes(tag[0])
        target = targets.get(sheet.get("id", ""), "")
        sheets[sheet.get("name", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip(
            "/"
        )
    return sheets


def _attributes(tag: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(tag)
    return {name: html.unescape(double or single) for name, double, single in found}


def _valueless(part: bytes) -> Iterator[Valueless]:
    if not (_ERROR.search(part) or _FORMULA.search(part)):
        return
    starts = _CELL.finditer(part)
    start = next(starts, None)
    while start is not None:
        following = next(starts, None)
        cell = part[start.start() : following.start() if following else len(part)]
        start = following
        place, message = _PLACE.search(cell), _missing(cell)
        if place is not None and message is not None:
            yield Valueless(int(place[2]), column_number(place[1]), message)


def _missing(cell: bytes) -> str | None:
    """Why the XML of a `cell` gives no value, or None where it gives one or is empty."""
    value = _VALUE.search(cell)
    if _ERROR.search(cell.partition(b">")[0]):
        told = html.unescape(value[1].decode("utf-8", "replace")).strip()[:20] if value else ""
        return f"the cell holds the error {told or '#N/A'} instead of a value"
    if value is None and _FORMULA.search(cell):
        return (
            "the cell holds a formula without its value; open the workbook in a spreadsheet and "
            "save it"
        )
    return None
