"""A programme as the TOML document and the rows of text that are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sojourn.files.cells import number_text
from sojourn.files.day_section import day_changes, day_document
from sojourn.files.tables import TABLES, Column, TableKind
from sojourn.files.toml_text import key_text, value_text
from sojourn.model import MeetingRules, Phase, Programme, RuleOverride

_LISTED = ("objectives", "themes", "phases")
_DEFAULT_SIZE = Phase.size


def programme_document(programme: Programme) -> dict[str, Any]:
    """The TOML document of `programme`, keys in the order of the contract."""
    extra = dict(programme.extra)
    document: dict[str, Any] = {"programme": {**_head(programme), **extra.pop("programme", {})}}
    objectives = [
        _given(id=o.id, title=o.title, minimum=o.minimum) | dict(o.extra)
        for o in programme.objectives
    ]
    themes = [_given(id=t.id, title=t.title) | dict(t.extra) for t in programme.themes]
    phases = [_phase(phase, programme) for phase in programme.phases]
    document |= {"objectives": objectives} if objectives else {}
    document |= {"themes": themes} if themes else {}
    document |= {"phases": phases} if phases else {}
    document["day"] = day_document(programme.day)
    formula = programme.transfer_formula
    document["transfers"] = {
        "boarding": formula.boarding,
        "speed_kmh": _number(formula.speed_kmh),
        "detour": _number(formula.detour),
        **formula.extra,
    }
    total = programme.budget
    budget = _given(total=_number(float(total.units)) if total is not None else None)
    budget |= extra.pop("budget", {})
    document |= {"budget": budget} if budget else {}
    rules = {name: _rule(override) for name, override in programme.rules.items()}
    document |= {"rules": rules} if rules else {}
    names = dict(programme.country_names)
    document |= {"country_names": names} if names else {}
    return document | extra


def _head(programme: Programme) -> dict[str, Any]:
    return _given(
        id=programme.id,
        title=programme.title,
        edition=programme.edition,
        starts=programme.starts,
        ends=programme.ends,
        working_language=str(programme.working_language),
        currency=programme.currency,
    )


def _given(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _number(value: float) -> int | float:
    return int(value) if number_text(value).lstrip("-").isdigit() else value


def _phase(phase: Phase, programme: Programme) -> dict[str, Any]:
    document = _given(
        id=phase.id,
        kind=phase.kind,
        title=phase.title,
        starts=phase.starts,
        ends=phase.ends,
        groups=phase.groups if phase.split or phase.groups != 1 else None,
        size=list(phase.size) if phase.size != _DEFAULT_SIZE else None,
        route=list(phase.route) or None,
        hosts=list(phase.hosts),
        max_languages=phase.max_languages,
        meetings=_meetings(phase.meetings) if phase.meetings is not None else None,
    )
    changes = day_changes(phase.day, programme.day)
    return document | dict(phase.extra) | ({"day": changes} if changes else {})


def _meetings(rules: MeetingRules) -> dict[str, Any]:
    return {
        "minutes": rules.minutes,
        "per_participant": [rules.at_least, rules.at_most],
        "windows": [str(window) for window in rules.windows],
        **_given(tables=rules.tables),
        **rules.extra,
    }


def _rule(override: RuleOverride) -> str | dict[str, Any]:
    if override.level is not None and override.weight is None and not override.settings:
        return override.level
    weight = _number(override.weight) if override.weight is not None else None
    return _given(level=override.level, weight=weight) | dict(override.settings)


def toml_document_text(document: Mapping[str, Any]) -> str:
    """`document` as the text of programme.toml, laid out as the contract shows it."""
    blocks: list[str] = []
    plain = {key: value for key, value in document.items() if not isinstance(value, Mapping)}
    loose = {key: value for key, value in plain.items() if not _is_listed(key, value)}
    if loose:
        blocks.append(_lines(loose))
    for key, value in document.items():
        if isinstance(value, Mapping):
            blocks.append(f"[{key_text(key)}]\n{_lines(value)}")
        elif _is_listed(key, value):
            blocks.extend(_listed_block(key, item) for item in value)
    return "\n".join(blocks)


def _is_listed(key: str, value: Any) -> bool:
    return key in _LISTED and isinstance(value, list)


def _listed_block(key: str, item: Mapping[str, Any]) -> str:
    """One ``[[phases]]`` with its ``[phases.day]`` below it."""
    own = {name: value for name, value in item.items() if name != "day"}
    text = f"[[{key}]]\n{_lines(own)}"
    day = item.get("day")
    if not isinstance(day, Mapping):
        return text + (_lines({"day": day}) if "day" in item else "")
    return f"{text}\n[{key}.day]\n{_lines(day)}"


def _lines(values: Mapping[str, Any]) -> str:
    return "".join(f"{key_text(key)} = {value_text(value)}\n" for key, value in values.items())


def written_tables(programme: Programme) -> tuple[TableKind, ...]:
    """The tables that must be written: those with rows or unknown columns, and required ones."""
    needed = {kind.name for kind in TABLES if kind.required} | set(programme.unknown_columns)
    needed |= {"offers"} if any(phase.split for phase in programme.phases) else set()
    return tuple(k for k in TABLES if k.name in needed or getattr(programme, k.name))


def table_rows(programme: Programme, kind: TableKind) -> tuple[list[str], list[list[str]]]:
    """The header and the cells of a table, optional columns only where a row uses them."""
    rows = getattr(programme, kind.name)
    columns = [c for c in kind.columns if c.required or _used(kind, c, rows)]
    unknown = dict.fromkeys(programme.unknown_columns.get(kind.name, ()))
    for row in rows:
        unknown |= dict.fromkeys(row.extra)
    header = [*(column.name for column in columns), *unknown]
    body = [
        [*(_cell(column, row) for column in columns), *(row.extra.get(n, "") for n in unknown)]
        for row in rows
    ]
    return header, body


def _used(kind: TableKind, column: Column, rows: tuple[Any, ...]) -> bool:
    """Whether some row has something else than the default in `column`."""
    return any(
        getattr(row, attribute) != kind.defaults[attribute]
        for row in rows
        for attribute in column.attributes
    )


def _cell(column: Column, row: Any) -> str:
    values = tuple(getattr(row, attribute) for attribute in column.attributes)
    if len(values) > 1:
        return column.cell.format(values)
    return "" if values[0] is None else column.cell.format(values[0])
