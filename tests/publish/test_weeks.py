"""The grid of a week at a glance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sojourn.model import Plan, Programme
from sojourn.publish.agenda import Agenda
from sojourn.publish.weeks import weeks


def test_a_week_has_a_column_a_day(programme: Programme, plan: Plan) -> None:
    """Days follow each other from the move day on, and blocks lie in their own day."""
    (week,) = weeks(Agenda(programme, plan), plan.group["cities-1"])
    assert [column.day.day for column in week.columns] == [4, 5, 6, 7]
    assert [column.move for column in week.columns] == [True, False, False, False]
    titles = [[block.title for block in column.blocks] for column in week.columns]
    assert titles[0] == ["Washington to Austin"]
    assert titles[2][1] == "Lunch"


def test_blocks_lie_at_their_times(programme: Programme, plan: Plan) -> None:
    """A block spans exactly the rows between its start and its end."""
    (week,) = weeks(Agenda(programme, plan), plan.group["cities-1"])
    minutes = {number: minute for minute, number in week.row_of.items()}
    block = week.columns[2].blocks[0]
    assert minutes[week.row_of[block.first]] == 9 * 60 + 30
    assert minutes[week.row_of[block.last]] == 11 * 60
    covered = [
        row.minutes
        for row in week.rows
        if week.row_of[block.first] <= row.number < week.row_of[block.last]
    ]
    assert sum(covered) == 90


def test_parallel_sessions_are_one_block(programme: Programme, plan: Plan) -> None:
    """Sessions at the same time are listed in one block, with how many go to each."""
    (week,) = weeks(Agenda(programme, plan), plan.group["finish-all"])
    block = week.columns[1].blocks[0]
    assert block.title == "2 sessions at the same time"
    assert block.lines == ("Breakout 1 (3)", "Breakout 2 (3)")


def test_meetings_that_follow_each_other_are_one_block(programme: Programme, plan: Plan) -> None:
    """One-to-one meetings are counted, not drawn one by one."""
    first = plan.event["E11"]
    more = tuple(
        replace(
            first,
            id=f"M{n}",
            starts=first.starts + timedelta(minutes=20 * n),
            ends=first.ends + timedelta(minutes=20 * n),
        )
        for n in range(1, 4)
    )
    changed = replace(plan, events=(*plan.events, *more))
    (week,) = weeks(Agenda(programme, changed), plan.group["finish-all"])
    block = week.columns[1].blocks[1]
    assert (block.title, block.clock) == ("4 one-to-one meetings", "14:00–15:20")


def test_what_overlaps_lies_side_by_side(programme: Programme, plan: Plan) -> None:
    """Different things at the same time share the width of the day."""
    other = replace(plan.event["E03"], id="E99", kind="cultural", title="Parade")
    changed = replace(plan, events=(*plan.events, other))
    (week,) = weeks(Agenda(programme, changed), plan.group["cities-1"])
    column = week.columns[2]
    assert column.lanes == 2
    assert {block.lane for block in column.blocks[:2]} == {0, 1}
    assert column.blocks[2].wide == 2


def test_a_long_phase_continues_below(programme: Programme, plan: Plan) -> None:
    """At most seven days stand side by side."""
    group = plan.group["cities-1"]
    long = replace(group, stops=(replace(group.stops[0], ends=date(2020, 4, 20)),))
    grids = weeks(Agenda(programme, replace(plan, groups=(long,))), long)
    assert [len(week.columns) for week in grids] == [7, 7, 3]
