"""Why an offer cannot go into a day, in the shortest sentence."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.engine.days.invented import event, group_of, offer, programme, split
from tests.engine.days.planned_days import PEOPLE, alone

from sojourn.engine.assemble import assemble
from sojourn.engine.days.fit import fit
from sojourn.model import Country, Window


@pytest.mark.parametrize(
    ("changes", "rule", "text"),
    [
        ({"status": "declined"}, "declined", "declined"),
        ({"windows": ()}, "in_window", "it has no windows"),
        ({"capacity": 5}, "capacity", "group of 8, room for 5"),
        ({"refuses": (Country("FR"),)}, "refuses", "does not receive FR: Ana0 Example (P000)"),
        ({"windows": (Window.weekly((5,), 540, 1020),)}, "workday", "Saturday is no workday"),
        ({"windows": (Window.weekly((1,), 540, 600),)}, "in_window", "too short for 90 minutes"),
        ({"windows": (Window.weekly((1,), 1100, 1300),)}, "in_window", "outside the day"),
        ({"windows": (Window.weekly((1,), 540, 1020),)}, "in_window", "closed"),
        ({}, "arrival_day", "the group travels on this day"),
    ],
)
def test_shortest_reason(changes: dict[str, object], rule: str, text: str) -> None:
    """Each thing that keeps an offer out is told in one sentence with what it reads."""
    found = fit(*alone(**changes), "O1")
    assert any(r.rule == rule and text in r.text for r in found.refusals), found.refusals


def test_visited_already_and_no_visit_left() -> None:
    """A group that was there is told when; another that no visit is left, and by whom."""
    given_ = programme(participants=PEOPLE, offers=(offer("O1"),), phases=(split(groups=2),))
    groups = tuple(
        group_of(given_, n, tuple(p.id for p in PEOPLE[(n - 1) * 4 : n * 4])) for n in (1, 2)
    )
    held = event(datetime(2020, 4, 7, 10, 0), 90, "appointment", ref="O1")
    found = fit(given_, assemble(given_, groups, (held,)), "O1")
    assert found.places == ()
    assert [p.stands for p in found.present] == [True]
    assert {r.group: r.text for r in found.refusals} == {
        "cities-1": "visited already, on Tue 7 April",
        "cities-2": "no visit left: 1 visit taken by cities-1",
    }
