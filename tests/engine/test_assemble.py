"""Putting a plan together: order and ids."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from sojourn.engine.assemble import assemble
from sojourn.model import Event, Group, Phase, Programme

START = datetime(2020, 4, 6, 13, tzinfo=UTC)


def programme() -> Programme:
    """One split phase with eleven groups."""
    phase = Phase("c", "split", "C", ("h",), date(2020, 4, 5), date(2020, 4, 8), groups=11)
    return Programme("p", "P", date(2020, 4, 5), date(2020, 4, 9), phases=(phase,))


def event(hours: int, group: str) -> Event:
    """An hour of `group`, `hours` after the start."""
    starts = START + timedelta(hours=hours)
    ends = starts + timedelta(hours=1)
    return Event("", "panel", "c", "h", "O1", "Panel", None, starts, ends, groups=(group,))


def test_ids_follow_time_then_the_order_of_groups() -> None:
    """Events get ids in the order of time, and c-2 comes before c-10."""
    events = [event(1, "c-1"), event(0, "c-10"), event(0, "c-2")]
    plan = assemble(programme(), (), events)
    assert [(e.id, e.groups[0]) for e in plan.events] == [
        ("E0001", "c-2"),
        ("E0002", "c-10"),
        ("E0003", "c-1"),
    ]


def test_the_order_given_does_not_matter() -> None:
    """The same events in any order make the same plan."""
    events = [event(h, f"c-{g}") for h in range(3) for g in range(1, 5)]
    groups = [Group(f"c-{g}", "c", (), (), ()) for g in (10, 2, 1)]
    expected = assemble(programme(), groups, events)
    random.Random(1).shuffle(events)
    assert assemble(programme(), groups[::-1], events) == expected
    assert [g.id for g in expected.groups] == ["c-1", "c-2", "c-10"]
