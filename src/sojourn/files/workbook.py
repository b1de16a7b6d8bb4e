"""A programme as an .xlsx workbook: a sheet for each table, and `programme` of keys and values."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sojourn.files.atomic import write_atomically
from sojourn.files.document import programme_document, table_rows, written_tables
from sojourn.files.formula_cells import Valueless, valueless_cells
from sojourn.files.inputs import Inputs
from sojourn.files.problem import Problem, Problems, ProblemsError, Spot, quoted
from sojourn.files.rows import Table, absent_table, typed_table, unread_table
from sojourn.files.sections import Source
from sojourn.files.sheet_keys import flat_rows, nested_document
from sojourn.files.tables import TABLES, TableKind
from sojourn.files.text_table import MOST_COLUMNS, MOST_ROWS, RawTable, cleaned, read_bytes
from sojourn.files.toml_part import KnownRules, TomlPart, read_toml_part
from sojourn.files.workbook_guard import (
    MOST_CELLS,
    WorkbookError,
    check_workbook,
    unpacked_parts,
)
from sojourn.model import Programme

PROGRAMME_SHEET = "programme"
MOST_IN_A_SHEET_CELL = 32_767
"""Characters of one cell of a workbook."""

Sheets = Mapping[str, list[list[Any]]]


def read_workbook(path: Path, known_rules: KnownRules | None, problems: Problems) -> Inputs:
    """Everything in the workbook `path`, every problem of its cells told."""
    sheets = _sheets(path, problems)
    if sheets is None:
        unread = {kind.name: unread_table(kind, _file(path, kind.name)) for kind in TABLES}
        return Inputs(None, path.name, unread)
    names = {name.strip().lower(): name for name in reversed(list(sheets))}
    part = _toml_part(path, sheets, names, known_rules, problems)
    tables = {kind.name: _table(path, kind, sheets, names, problems) for kind in TABLES}
    _warn_of_strays(path, names, problems)
    return Inputs(part, _file(path, PROGRAMME_SHEET), tables)


def _file(path: Path, sheet: str) -> str:
    return f"{path.name}[{sheet}]"


def _sheets(path: Path, problems: Problems) -> Sheets | None:
    """The cells of every sheet by its name, or None with a problem."""
    content = read_bytes(path, path.name, problems)
    if content is None:
        return None
    try:
        check_workbook(content)
        sheets = _opened(content)
    except WorkbookError as error:
        problems.error(Spot(path.name), str(error))
        return None
    for name, cells in valueless_cells(unpacked_parts(content)).items():
        if sheets.get(name):
            _tell_valueless(_file(path, name), sheets[name], cells, problems)
    return sheets


def _tell_valueless(
    file: str, sheet: list[list[Any]], cells: tuple[Valueless, ...], problems: Problems
) -> None:
    """An error for each of `cells`, with the heading of its column."""
    header = next((row for row in sheet if any(row)), [])
    for cell in cells:
        heading = _text(header[cell.column - 1]) if cell.column <= len(header) else ""
        problems.error(Spot(file, cell.row, heading or None), cell.message)


def _opened(content: bytes) -> Sheets:
    """The cells of each sheet that we know, and no cells of the others."""
    from python_calamine import CalamineWorkbook

    known = {PROGRAMME_SHEET, *(kind.name for kind in TABLES)}
    sheets: dict[str, list[list[Any]]] = {}
    room = MOST_CELLS
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            for name in workbook.sheet_names:
                sheets[name] = []
                if name.strip().lower() in known:
                    sheet = workbook.get_sheet_by_name(name)
                    room -= sheet.total_height * sheet.total_width
                    if room < 0:
                        raise WorkbookError(f"the sheets have more than {MOST_CELLS:,} cells")
                    sheets[name] = sheet.to_python(skip_empty_area=False)
            return sheets
    except (KeyboardInterrupt, SystemExit, MemoryError, WorkbookError):
        raise
    except BaseException as error:  # a panic of the reader is no Exception
        raise WorkbookError(f"the workbook is damaged ({error})") from None


def _toml_part(
    path: Path,
    sheets: Sheets,
    names: Mapping[str, str],
    known_rules: KnownRules | None,
    problems: Problems,
) -> TomlPart | None:
    file = _file(path, PROGRAMME_SHEET)
    name = names.get(PROGRAMME_SHEET)
    if name is None:
        hint = problems.hint(PROGRAMME_SHEET, sorted(names))
        problems.error(Spot(file), f"the sheet is missing{hint}")
        return None
    rows = [(line, [_text(c) for c in row]) for line, row in enumerate(sheets[name], 1)]
    document, lines = nested_document(file, rows, problems)
    return read_toml_part(Source(file, document, lines, problems), known_rules)


def _table(
    path: Path,
    kind: TableKind,
    sheets: Sheets,
    names: Mapping[str, str],
    problems: Problems,
) -> Table:
    file = _file(path, kind.name)
    name = names.get(kind.name)
    if name is None:
        if kind.required:
            free = [n for n in names if n not in {k.name for k in TABLES}]
            problems.error(Spot(file), f"the sheet is missing{problems.hint(kind.name, free)}")
            return unread_table(kind, file)
        return absent_table(kind, file)
    raw = _raw_table(file, sheets[name], problems)
    return unread_table(kind, file) if raw is None else typed_table(kind, raw, problems)


def _raw_table(file: str, sheet: list[list[Any]], problems: Problems) -> RawTable | None:
    rows = [(line, [_text(cell) for cell in row]) for line, row in enumerate(sheet, 1)]
    rows = [(line, row) for line, row in rows if any(row)]
    if not rows:
        problems.error(Spot(file), "the sheet is empty; a header row is expected")
        return None
    header_line, header = rows[0]
    while header and not header[-1] and all(len(r) < len(header) or not r[-1] for _, r in rows):
        header = header[:-1]
        rows = [(line, row[: len(header)]) for line, row in rows]
    if len(header) > MOST_COLUMNS or len(rows) > MOST_ROWS:
        problems.error(Spot(file), f"more than {MOST_ROWS:,} rows or {MOST_COLUMNS:,} columns")
        return None
    nul = next((line for line, row in rows if any("\0" in cell for cell in row)), None)
    if nul is not None:
        problems.error(Spot(file, nul), "a cell holds a NUL character")
        return None
    return RawTable(file, tuple(header), header_line, tuple(rows[1:]))


def _text(cell: Any) -> str:
    """The text of a cell, as it would stand in a CSV file."""
    if isinstance(cell, str):
        return cleaned(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return (cell + timedelta(seconds=30)).isoformat(timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.isoformat(timespec="minutes")
    if isinstance(cell, timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return str(cell)


def _warn_of_strays(path: Path, names: Mapping[str, str], problems: Problems) -> None:
    known = {kind.name for kind in TABLES}
    free = [kind.name for kind in TABLES if kind.name not in names and not kind.required]
    for lowered in sorted(set(names) - known - {PROGRAMME_SHEET}):
        hint = problems.hint(lowered, free)
        if hint:
            problems.warning(Spot(_file(path, names[lowered])), f"the sheet is not read{hint}")


def write_workbook(programme: Programme, path: str | os.PathLike[str]) -> None:
    """Write `programme` as the .xlsx workbook `path`, whole or not at all.

    Every cell is a text, so nothing in it is ever run as a formula. Raises `OSError`, and
    `ProblemsError` for a text that does not fit into a cell.
    """
    target = Path(path)
    sheets = {PROGRAMME_SHEET: [["key", "value"], *flat_rows(programme_document(programme))]}
    for kind in written_tables(programme):
        header, rows = table_rows(programme, kind)
        sheets[kind.name] = [header, *rows]
    wrong = [problem for name, rows in sheets.items() for problem in _unfit(target, name, rows)]
    if wrong:
        raise ProblemsError(wrong)
    write_atomically(target, _workbook_bytes(sheets, programme.starts))


def _unfit(path: Path, sheet: str, rows: list[list[str]]) -> list[Problem]:
    """A problem for each text that a cell of a workbook cannot hold."""
    found = []
    for line, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            if len(cell) > MOST_IN_A_SHEET_CELL:
                message = f"more than {MOST_IN_A_SHEET_CELL:,} characters do not fit into a cell"
            elif "\ufffe" in cell or "\uffff" in cell:
                message = f"{quoted(cell)} holds a character that a workbook cannot"
            else:
                continue
            column = rows[0][place] if sheet != PROGRAMME_SHEET else row[0]
            found.append(Problem(_file(path, sheet), line, column, cell, message))
    return found


def _workbook_bytes(sheets: Mapping[str, list[list[str]]], created: date) -> bytes:
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": datetime.combine(created, time())})
        header = workbook.add_format({"bold": True, "num_format": "@"})
        text = workbook.add_format({"num_format": "@"})
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            sheet.freeze_panes(1, 1)
            for place, width in enumerate(_widths(rows)):
                sheet.set_column(place, place, width, text)
            for line, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if cell:
                        sheet.write_string(line, place, cell, header if line == 0 else text)
    return stream.getvalue()


def _widths(rows: list[list[str]]) -> list[int]:
    """A readable width for each column, in characters."""
    lengths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [min(max(length + 2, 8), 60) for length in lengths]
