"""The workbook, read back with calamine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from python_calamine import CalamineWorkbook

from sojourn.model import Plan, Programme
from sojourn.publish.agenda import Agenda
from sojourn.publish.sheets import nights_sheet, rooms_sheet, write_sheets
from sojourn.rules.rooming import rooming_list


def read(programme: Programme, plan: Plan, path: Path) -> dict[str, list[list[object]]]:
    """The rows of every sheet."""
    write_sheets(Agenda(programme, plan), path)
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_workbook_has_a_sheet_for_each_question(
    programme: Programme, plan: Plan, tmp_path: Path
) -> None:
    """People, groups, events, rooms and the budget by category, place, day and line."""
    sheets = read(programme, plan, tmp_path / "plan.xlsx")
    assert list(sheets) == [
        "people",
        "groups",
        "events",
        "rooms",
        "nights",
        "budget",
        "budget by place",
        "budget by day",
        "budget by person",
        "per diem",
        "budget lines",
    ]
    assert len(sheets["people"]) == 1 + 9
    assert len(sheets["groups"]) == 1 + 4
    assert len(sheets["events"]) == 1 + len(plan.events)


def test_texts_stay_texts(programme: Programme, plan: Plan, tmp_path: Path) -> None:
    """A title that looks like a formula is a text, and so is an id of digits."""
    event = replace(plan.events[0], title='=HYPERLINK("http://x")')
    sheets = read(programme, replace(plan, events=(event,)), tmp_path / "plan.xlsx")
    assert sheets["events"][1][6] == '=HYPERLINK("http://x")'


def test_everyone_has_a_room_each_night(programme: Programme, plan: Plan) -> None:
    """There is one row a person and host, with its nights, for staff while they work."""
    agenda = Agenda(programme, plan)
    stays = rooming_list(programme, plan)
    rows = [tuple(row) for row in rooms_sheet(agenda, stays).rows]
    austin = [row for row in rows if row[1] == "austin"]
    assert [row[6:9] for row in austin] == [(date(2020, 4, 4), date(2020, 4, 8), 4)] * 4
    assert [row[7] for row in rows if row[2] == "L1"][-1] == date(2020, 4, 8)
    nights = [tuple(row) for row in nights_sheet(agenda, stays).rows if row[1] == "austin"]
    assert [row[2:6] for row in nights] == [(date(2020, 4, d), 4, 3, 1) for d in (4, 5, 6, 7)]


def test_the_budget_adds_up(programme: Programme, plan: Plan, tmp_path: Path) -> None:
    """Lines, days, places and categories have the same total."""
    sheets = read(programme, plan, tmp_path / "plan.xlsx")
    lines = round(sum(row[7] for row in sheets["budget lines"][1:]), 2)
    assert next(row[2] for row in sheets["budget"] if row[0] == "Total") == lines
    for name in ("budget by place", "budget by day", "budget by person"):
        assert round(sum(row[-1] for row in sheets[name][1:-1]), 2) == lines


def test_the_same_plan_gives_the_same_workbook(
    programme: Programme, plan: Plan, tmp_path: Path
) -> None:
    """Nothing in the file depends on when it was written."""
    write_sheets(Agenda(programme, plan), tmp_path / "a.xlsx")
    write_sheets(Agenda(programme, plan), tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
