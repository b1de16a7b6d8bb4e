"""The TOML part of a programme: programme.toml, or the sheet `programme` of a workbook."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sojourn.files import cells, times
from sojourn.files.cells import Cell, CellError, choice
from sojourn.files.day_section import read_day
from sojourn.files.problem import quoted
from sojourn.files.rows import Row
from sojourn.files.sections import Section, Source, plain
from sojourn.model import (
    Day,
    Language,
    MeetingRules,
    Objective,
    Phase,
    RuleOverride,
    Theme,
    Transfers,
)

_NO_LIMIT = Phase.size[1]
_MOST_GROUPS = 1_000
_LEVELS = ("hard", "soft", "off")
KnownRules = Mapping[str, Mapping[str, Any]]
"""The ids of the rules, each with its further settings and their defaults."""


@dataclass
class TomlPart:
    """What the TOML part says, as rows that know their lines.

    `day_of` holds the working day of each phase, `meetings` the row of each phase's meetings.
    """

    source: Source
    programme: Row
    objectives: list[Row]
    themes: list[Row]
    phases: list[Row]
    day: Day
    formula: Transfers
    rules: dict[str, RuleOverride]
    country_names: dict[str, str]
    extra: dict[str, Any]


def _pair(text: str) -> tuple[int, int]:
    pieces = cells.parts(text)
    if len(pieces) != 2:
        raise CellError(f"{quoted(text)} is not a least and a most, such as [8, 13]")
    low, high = (cells.NATURAL.parse(piece) for piece in pieces)
    if low > high:
        raise CellError(f"the least, {low}, is more than the most, {high}")
    return low, high


def _currency(text: str) -> str:
    if len(text) != 3 or not (text.isascii() and text.isalpha()):
        raise CellError(f"{quoted(text)} is not a currency code such as USD")
    return text.upper()


def _route(text: str) -> tuple[int, ...]:
    return tuple(cells.POSITIVE.parse(piece) for piece in cells.parts(text))


def _theme_id(text: str) -> str:
    if ":" in text:
        raise CellError(f"{quoted(text)} cannot be the id of a theme: a : precedes a weight")
    return str(cells.ID.parse(text))


PAIR = Cell(_pair, lambda pair: f"{pair[0]};{pair[1]}", "a least and a most, such as [8, 13]")
THEME_ID = Cell(_theme_id, str, "an id")
CURRENCY = Cell(_currency, str, "a currency code such as USD")
ROUTE = Cell(_route, lambda days: ";".join(map(str, days)), "days at each stop, such as [4, 3]")


def read_toml_part(source: Source, known_rules: KnownRules | None) -> TomlPart:
    """Everything of the document in `source`; problems go to its collector."""
    root = Section(source, (), source.document)
    programme, extra = _programme(root)
    day_section = root.section("day")
    day = read_day(day_section, Day())
    part = TomlPart(
        source,
        programme,
        objectives=[_objective(section) for section in root.sections("objectives")],
        themes=[_theme(section) for section in root.sections("themes")],
        phases=[_phase(section, day) for section in root.sections("phases")],
        day=day,
        formula=_formula(root.section("transfers")),
        rules=_rules(root.section("rules"), known_rules),
        country_names=_country_names(root.section("country_names")),
        extra=extra,
    )
    budget = root.section("budget")
    programme.values["budget"] = budget.take("total", cells.MONEY)
    left = budget.rest()
    extra.update({"budget": left} if left else {})
    extra.update(root.rest())
    return part


def _programme(root: Section) -> tuple[Row, dict[str, Any]]:
    section = root.section("programme")
    if not section.values and not section.wrong and "programme" not in root.wrong:
        root.source.problems.error(section.spot(), "the table [programme] is missing")
        wrong = {"starts", "ends", "id"}
        return Row(root.source.file, None, {"title": ""}, {}, wrong), {}
    values = {
        "id": section.take("id", cells.ID, required=True),
        "title": section.take("title", cells.TEXT),
        "edition": section.take("edition", cells.whole(-(10**9))),
        "starts": section.take("starts", times.DAY, required=True),
        "ends": section.take("ends", times.DAY, required=True),
        "working_language": section.take("working_language", cells.LANGUAGE, Language("en")),
        "currency": section.take("currency", CURRENCY, "USD"),
    }
    values["title"] = values["title"] or values["id"] or ""
    left = section.rest()
    return section.row(values, {key: key for key in values}), {"programme": left} if left else {}


def _objective(section: Section) -> Row:
    values = {
        "id": section.take("id", cells.ID, required=True),
        "title": section.take("title", cells.TEXT),
        "minimum": section.take("minimum", cells.NATURAL, 1),
    }
    return _finished(section, values, {key: key for key in values})


def _theme(section: Section) -> Row:
    values = {
        "id": section.take("id", THEME_ID, required=True),
        "title": section.take("title", cells.TEXT),
    }
    return _finished(section, values, {key: key for key in values})


def _phase(section: Section, base: Day) -> Row:
    kinds = choice(("together", "split"), "a kind of phase")
    values = {
        "id": section.take("id", cells.ID, required=True),
        "kind": section.take("kind", kinds, required=True),
        "title": section.take("title", cells.TEXT),
        "hosts": section.take("hosts", cells.IDS, required=True),
        "starts": section.take("starts", times.DAY, required=True),
        "ends": section.take("ends", times.DAY, required=True),
        "groups": section.take("groups", cells.whole(1, _MOST_GROUPS), 1),
        "size": section.take("size", PAIR, (1, _NO_LIMIT)),
        "route": section.take("route", ROUTE, ()),
        "max_languages": section.take("max_languages", cells.NATURAL),
        "meetings": _meetings(section) if section.has("meetings") else None,
        "day": read_day(section.section("day"), base),
    }
    section.taken.add("meetings")
    return _finished(section, values, {key: key for key in values})


def _finished(section: Section, values: dict[str, Any], keys: Mapping[str, str]) -> Row:
    """The row of `section`; without a title its id is its title."""
    values["title"] = values["title"] or values["id"] or ""
    values["extra"] = section.rest()
    return section.row(values, keys)


def _meetings(phase: Section) -> MeetingRules | None:
    section = phase.section("meetings")
    minutes = section.take("minutes", cells.whole(1, 1440), required=True)
    low, high = section.take("per_participant", PAIR, (0, _NO_LIMIT))
    windows = section.take("windows", times.WINDOWS, required=True)
    tables = section.take("tables", cells.whole(1))
    extra = section.rest()
    if section.wrong:
        phase.wrong.add("meetings")
        return None
    return MeetingRules(minutes, low, high, windows, extra, tables)


def _formula(section: Section) -> Transfers:
    positive = cells.decimal(1e-3, math.inf, "a number above 0")
    usual = Transfers()
    return Transfers(
        boarding=section.take("boarding", cells.NATURAL, usual.boarding),
        speed_kmh=section.take("speed_kmh", positive, usual.speed_kmh),
        detour=section.take("detour", positive, usual.detour),
        extra=section.rest(),
    )


def _rules(section: Section, known: KnownRules | None) -> dict[str, RuleOverride]:
    rules: dict[str, RuleOverride] = {}
    problems = section.source.problems
    for name, raw in section.values.items():
        if known is not None and name not in known:
            hint = problems.hint(name, sorted(known))
            problems.error(section.spot(name), f"{quoted(name)} is not a rule{hint}", name)
        level = choice(_LEVELS, "a level of a rule")
        if isinstance(raw, str) and raw[:1] != "{":
            rules[name] = RuleOverride(section.take(name, level))
            continue
        part = section.section(name)
        rules[name] = RuleOverride(
            level=part.take("level", level),
            weight=part.take("weight", cells.FACTOR),
            settings=_settings(part, (known or {}).get(name) or {}),
        )
    return rules


def _settings(part: Section, defaults: Mapping[str, Any]) -> dict[str, Any]:
    """The further settings of a rule, which are of the kind of their `defaults`."""
    settings = {key: plain(value) for key, value in part.values.items() if key not in part.taken}
    for key in sorted(settings.keys() & defaults.keys()):
        read = part.take(key, _cell_like(defaults[key]))
        if read is None:
            del settings[key]
        elif isinstance(read, float) and not isinstance(settings[key], int | float):
            settings[key] = int(read) if read.is_integer() else read
    return settings


def _cell_like(default: Any) -> Cell:
    """The kind of cell in which a setting with this `default` is written."""
    if not isinstance(default, str):
        return cells.FACTOR
    return times.CLOCK if default.replace(":", "").isdecimal() else cells.TEXT


def _country_names(section: Section) -> dict[str, str]:
    names: dict[str, str] = {}
    for key in section.values:
        try:
            code = cells.COUNTRY.parse(key.strip())
        except CellError as error:
            section.source.problems.error(section.spot(key), str(error), key)
            continue
        name = section.take(key, cells.TEXT)
        if name:
            names[code] = name
    return names


def build_toml_part(part: TomlPart) -> dict[str, Any]:
    """The attributes of `Programme` that `part`, free of errors, fills."""
    return {
        **part.programme.values,
        "objectives": tuple(Objective(**row.values) for row in part.objectives),
        "themes": tuple(Theme(**row.values) for row in part.themes),
        "phases": tuple(Phase(**row.values) for row in part.phases),
        "day": part.day,
        "transfer_formula": part.formula,
        "rules": part.rules,
        "country_names": part.country_names,
        "extra": part.extra,
    }
