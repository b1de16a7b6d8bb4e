"""``sojourn budget``: what a plan costs, by category, place, day or person."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sojourn.cli.inputs import read_plan_of, read_programme
from sojourn.cli.terminal import DONE, Failure, console, one_line, say
from sojourn.model import Money, Plan, Programme, total
from sojourn.publish.agenda import Agenda
from sojourn.publish.budget_sheets import day_of, place_name
from sojourn.publish.costs import category_name
from sojourn.rules import BudgetLine, budget_lines
from sojourn.rules.chart import KINDS, SECTION_NAMES
from sojourn.rules.cuts import CUTS, Cut, PerDiem, Slice, cut, per_diems


def budget(
    folder: Path, path: Path, xlsx: Path | None = None, by: str | None = None, as_json: bool = False
) -> int:
    """Tell what the plan at `path` costs, and write the workbook `xlsx` where one is wanted."""
    wanted = _known(by)
    programme = read_programme(folder)
    plan = read_plan_of(programme, path)
    if xlsx is not None:
        _must_be_free(xlsx, (folder, path))
    agenda, lines = Agenda(programme, plan), budget_lines(programme, plan)
    if as_json:
        print(json.dumps(as_data(agenda, lines, wanted), indent=2, ensure_ascii=False))
    else:
        _tell(agenda, lines, wanted or "category")
    if xlsx is not None:
        _write(programme, plan, xlsx)
        say(f"wrote {xlsx}", error=as_json)
    return DONE


def _known(by: str | None) -> Cut | None:
    """The cut of that name; fails for any other."""
    if by is None:
        return None
    for one in CUTS:
        if one == by.casefold():
            return one
    raise Failure(f"--by {by!r} is none of {', '.join(CUTS)}")


def _must_be_free(xlsx: Path, given: Iterable[Path]) -> None:
    """Fail where the workbook would take the place of something else."""
    if xlsx.suffix.lower() != ".xlsx":
        raise Failure(f"{xlsx}: the name of a workbook ends in .xlsx")
    if xlsx.is_dir():
        raise Failure(f"{xlsx} is a folder, not a workbook")
    if any(xlsx.resolve() == one.resolve() for one in given):
        raise Failure(f"{xlsx} is what the budget is made from: name another workbook")


def _write(programme: Programme, plan: Plan, xlsx: Path) -> None:
    from sojourn.files.atomic import write_atomically
    from sojourn.publish.budget_sheets import budget_workbook

    try:
        write_atomically(xlsx, budget_workbook(programme, plan))
    except OSError as error:
        what = error.strerror or type(error).__name__
        raise Failure(f"{xlsx}: the workbook could not be written: {what}") from error


def as_data(agenda: Agenda, lines: Sequence[BudgetLine], by: Cut | None) -> dict[str, Any]:
    """The budget as it is written with ``--json``: amounts as exact decimals in texts."""
    programme = agenda.programme
    cost = total(line.amount for line in lines)
    most = programme.budget
    told: dict[str, Any] = {
        "programme": programme.id,
        "currency": programme.currency,
        "total": _exact(cost),
        "budget": None if most is None else _exact(most),
        "left": None if most is None else _exact(most - cost),
    }
    for one in CUTS if by is None else (by,):
        told[f"by_{one}"] = [_slice_data(agenda, one, part) for part in cut(programme, lines, one)]
    if by is None:
        told["per_diem"] = [_rate_data(one) for one in per_diems(lines)]
        told["lines"] = [_line_data(line) for line in lines]
    return told


def _slice_data(agenda: Agenda, by: Cut, part: Slice) -> dict[str, Any]:
    names: dict[str, Any] = {"section": part.section} if part.section else {}
    names[by] = part.id or None
    if by == "place":
        names["city"] = place_name(agenda, part.id)
    if by == "person":
        names["name"] = agenda.name(part.id) if part.id else None
    kinds = {kind: _exact(part.kinds[kind]) for kind in KINDS if kind in part.kinds}
    return {**names, "amount": _exact(part.amount), "kinds": kinds}


def _rate_data(one: PerDiem) -> dict[str, Any]:
    return {
        "section": one.section,
        "place": one.host,
        "month": f"{one.month:%Y-%m}",
        "lodging_rate": None if one.lodging_rate is None else _exact(one.lodging_rate),
        "nights": one.nights,
        "lodging": _exact(one.lodging),
        "meals_rate": None if one.meals_rate is None else _exact(one.meals_rate),
        "days": one.days,
        "days_at_75_percent": one.outer_days,
        "deducted": _exact(one.deducted),
        "meals": _exact(one.meals),
    }


def _line_data(line: BudgetLine) -> dict[str, Any]:
    return {
        "section": line.section,
        "category": line.category,
        "kind": line.kind,
        "who": list(line.who),
        "place": line.host,
        "day": None if line.day is None else line.day.isoformat(),
        "each": _exact(line.each),
        "amount": _exact(line.amount),
        "note": line.note,
    }


def _exact(amount: Money) -> str:
    return f"{amount.units:.2f}"


def _tell(agenda: Agenda, lines: Sequence[BudgetLine], by: Cut) -> None:
    programme = agenda.programme
    cost = total(line.amount for line in lines)
    say(f"{programme.title}: {programme.currency} {_printed(cost)} in all", style="bold")
    parts = cut(programme, lines, by)
    if not parts:
        say("nothing of the plan costs anything")
    elif by == "category":
        _categories(parts, cost)
    else:
        _kinds(agenda, parts, by)
    if programme.budget is None:
        return
    left = programme.budget - cost
    text = f"budget {_printed(programme.budget)}: "
    if left.cents < 0:
        say(f"{text}{_printed(Money(-left.cents))} over", style="bold red")
    else:
        say(f"{text}{_printed(left)} left", style="bold green")


def _categories(parts: Sequence[Slice], cost: Money) -> None:
    """Sections with their categories below them, and their sums."""
    rows: list[tuple[Sequence[str], str]] = []
    for section, name in SECTION_NAMES.items():
        own = [part for part in parts if part.section == section]
        if own:
            whole = total(part.amount for part in own)
            rows.append(((name, _printed(whole), _share(whole, cost)), "bold"))
            rows += [
                ((f"  {category_name(p.id)}", _printed(p.amount), _share(p.amount, cost)), "")
                for p in own
            ]
    rows.append((("Total", _printed(cost), _share(cost, cost)), "bold"))
    _table(("category", "amount", "share"), rows)


def _kinds(agenda: Agenda, parts: Sequence[Slice], by: Cut) -> None:
    """A row for each part, a column for each kind that occurs."""
    kinds = [kind for kind in KINDS if any(kind in part.kinds for part in parts)]
    rows: list[tuple[Sequence[str], str]] = [
        (
            (
                _name(agenda, by, part),
                *(_whole(part.kinds.get(kind)) for kind in kinds),
                _printed(part.amount),
            ),
            "",
        )
        for part in parts
    ]
    sums: Mapping[str, Money] = {
        kind: total(part.kinds.get(kind, Money()) for part in parts) for kind in kinds
    }
    cells = (*(_whole(sums[kind]) for kind in kinds), _printed(total(sums.values())))
    rows.append((("Total", *cells), "bold"))
    _table((by, *kinds, "total"), rows)


def _name(agenda: Agenda, by: Cut, part: Slice) -> str:
    if by == "place":
        return place_name(agenda, part.id)
    if by == "day":
        day = day_of(part.id)
        return "No one day" if day is None else f"{day:%a} {day.day} {day:%b}"
    return f"{part.id} {agenda.name(part.id)}" if part.id else "The project"


def _table(titles: Sequence[str], rows: Iterable[tuple[Sequence[str], str]]) -> None:
    """Rows below titles, all but the first column to the right."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, expand=False)
    for number, title in enumerate(titles):
        table.add_column(
            title,
            justify="right" if number else "left",
            overflow="fold",
            no_wrap=number > 0,
        )
    for row, style in rows:
        table.add_row(*(Text(one_line(cell), style=style) for cell in row))
    console().print(table)


def _printed(amount: Money) -> str:
    return f"{amount.units:,.2f}"


def _whole(amount: Money | None) -> str:
    """The amount, with cents where it has some; a dash for nothing."""
    if amount is None or not amount.cents:
        return "-"
    return f"{amount.units:,.2f}"


def _share(amount: Money, whole: Money) -> str:
    return f"{100 * amount.cents / whole.cents:.1f} %" if whole.cents else ""
