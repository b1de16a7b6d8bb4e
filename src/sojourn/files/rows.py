"""From text cells to typed rows, each of which knows where its values stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sojourn.files.cells import CellError
from sojourn.files.problem import Problems, Spot, nearest, quoted
from sojourn.files.tables import Column, TableKind
from sojourn.files.text_table import RawTable

_UNREAD = object()


@dataclass
class Row:
    """The values of a row by attribute, and the attributes that could not be read.

    A value that could not be read is None here; checks leave it alone.
    """

    file: str
    line: int | None
    values: dict[str, Any]
    columns: Mapping[str, str]
    wrong: set[str] = field(default_factory=set)
    lines: Mapping[str, int | None] | None = None

    def get(self, attribute: str) -> Any:
        """The value of `attribute`, its default where the cell is empty, None where wrong."""
        return self.values.get(attribute)

    def known(self, *attributes: str) -> bool:
        """Whether all `attributes` could be read and have a value."""
        return all(self.values.get(a) is not None and a not in self.wrong for a in attributes)

    def spot(self, attribute: str) -> Spot:
        """Where `attribute` stands."""
        line = self.line if self.lines is None else self.lines.get(attribute, self.line)
        return Spot(self.file, line, self.columns.get(attribute, attribute))


@dataclass
class Table:
    """A table as read.

    `absent` means that there is no file; `unread` that there is one but it could not be read,
    or not to its end, so what it does not name may still exist.
    """

    kind: TableKind
    file: str
    rows: list[Row] = field(default_factory=list)
    absent: bool = False
    unread: bool = False
    unknown_columns: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def sound(self, *attributes: str) -> bool:
        """Whether the table was read and no row has a wrong cell among `attributes`."""
        return not self.unread and not any(row.wrong.intersection(attributes) for row in self.rows)

    def by_id(self) -> dict[str, Row]:
        """The first row of each id."""
        rows: dict[str, Row] = {}
        for row in self.rows:
            if row.values.get("id") is not None:
                rows.setdefault(row.values["id"], row)
        return rows

    def ids(self) -> tuple[str, ...]:
        """The ids of its rows, also of those that have other problems."""
        return tuple(row.values["id"] for row in self.rows if row.values.get("id") is not None)


def absent_table(kind: TableKind, file: str) -> Table:
    """The table of which there is no file."""
    return Table(kind, file, absent=True)


def unread_table(kind: TableKind, file: str) -> Table:
    """The table whose file could not be read."""
    return Table(kind, file, unread=True)


def typed_table(kind: TableKind, raw: RawTable, problems: Problems) -> Table:
    """The rows of `raw`, every cell parsed and every problem told."""
    places, extras = _header(kind, raw, problems)
    missing = {c.name for c in kind.columns if c.required} - {c.name for c, _ in places}
    names = {a: c.name for c in kind.columns for a in c.attributes}
    table = Table(kind, raw.file, unknown_columns=tuple(name for name, _ in extras))
    table.unread = "id" in missing
    absent = {a for name in missing for a in kind.by_name[name].attributes}
    cache: dict[tuple[str, str], Any] = {}
    for line, cells in raw.rows:
        if problems.full(raw.file):
            table.unread = True
            return table
        row = Row(raw.file, line, dict(kind.defaults), names, set(absent))
        _check_length(row, cells, raw, problems)
        for column, place in places:
            text = cells[place] if place < len(cells) else ""
            _fill(row, column, text, cache, problems)
        row.values["extra"] = {
            name: cells[place] for name, place in extras if place < len(cells) and cells[place]
        }
        table.rows.append(row)
    if kind.keyed:
        _check_ids(table, problems)
    return table


def _fill(
    row: Row,
    column: Column,
    text: str,
    cache: dict[tuple[str, str], Any],
    problems: Problems,
) -> None:
    if not text:
        if column.required:
            _spoil(row, column)
            spot = Spot(row.file, row.line, column.name)
            problems.error(spot, f"the cell is empty; {column.cell.expected} is expected", "")
        return
    key = (column.name, text)
    value = cache.get(key, _UNREAD)
    if value is _UNREAD:
        try:
            value = column.cell.parse(text)
        except CellError as error:
            _spoil(row, column)
            problems.error(Spot(row.file, row.line, column.name), str(error), text)
            return
        cache[key] = value
    if len(column.attributes) == 1:
        row.values[column.attributes[0]] = value
    else:
        row.values.update(zip(column.attributes, value, strict=True))


def _spoil(row: Row, column: Column) -> None:
    row.wrong.update(column.attributes)
    row.values.update(dict.fromkeys(column.attributes))


def _check_length(row: Row, cells: Sequence[str], raw: RawTable, problems: Problems) -> None:
    """A row may be shorter than the header, and longer by empty cells only."""
    width = len(raw.header)
    while len(cells) > width and not cells[-1]:
        cells = cells[:-1]
    if len(cells) > width:
        problems.error(
            Spot(row.file, row.line),
            f"the row has {len(cells)} cells but the header {width}; a cell that holds the "
            "delimiter must stand in quotation marks",
            cells[width],
        )


def _header(
    kind: TableKind, raw: RawTable, problems: Problems
) -> tuple[list[tuple[Column, int]], list[tuple[str, int]]]:
    """The known columns and the unknown ones, with their places in a row."""
    known: list[tuple[Column, int]] = []
    unknown: list[tuple[str, int]] = []
    places: dict[str, int] = {}
    for place, name in enumerate(raw.header):
        folded = "_".join(name.lower().split())
        column = kind.by_name.get(folded)
        identity = name if column is None else folded
        if not name:
            _check_nameless(raw, place, problems)
        elif identity in places:
            problems.error(
                Spot(raw.file, raw.header_line, name),
                f"column {place + 1} bears the same name as column {places[identity] + 1}",
                name,
            )
        else:
            places[identity] = place
            if column is None:
                unknown.append((name, place))
            else:
                known.append((column, place))
    _check_missing(kind, raw, [c.name for c, _ in known], [n for n, _ in unknown], problems)
    return known, unknown


def _check_nameless(raw: RawTable, place: int, problems: Problems) -> None:
    filled = next((line for line, c in raw.rows if place < len(c) and c[place]), None)
    if filled is not None:
        problems.error(
            Spot(raw.file, raw.header_line),
            f"column {place + 1} has no name but a cell on line {filled}",
        )


def _check_missing(
    kind: TableKind,
    raw: RawTable,
    known: Sequence[str],
    unknown: Sequence[str],
    problems: Problems,
) -> None:
    """Required columns that are not there, and unknown names that look like known ones."""
    lacking = [c.name for c in kind.columns if c.required and c.name not in known]
    free = list(unknown)
    for name in lacking:
        near = nearest(name, free)
        hint = f" (is {quoted(near)} meant for it?)" if near is not None else ""
        problems.error(
            Spot(raw.file, raw.header_line, name), f"the required column {name!r} is missing{hint}"
        )
        if near is not None:
            free.remove(near)
    candidates = [c.name for c in kind.columns if c.name not in known and c.name not in lacking]
    for name in free:
        hint = problems.hint(name, candidates)
        if hint:
            problems.warning(
                Spot(raw.file, raw.header_line, name),
                f"{quoted(name)} is not a column of this table and only kept{hint}",
                name,
            )


def _check_ids(table: Table, problems: Problems) -> None:
    seen: dict[str, Row] = {}
    for row in table.rows:
        identity = row.values.get("id")
        if identity is None:
            continue
        first = seen.setdefault(identity, row)
        if first is not row:
            problems.error(
                row.spot("id"),
                f"{quoted(identity)} is already the id of line {first.line}",
                identity,
            )
