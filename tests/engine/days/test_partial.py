"""Visits of a part of a group."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.engine.days.invented import group_of, offer, participant, programme, solved

from sojourn.engine.assemble import assemble
from sojourn.model import Country, Objective, Offer, Participant, Programme, StaffMember, Window
from sojourn.rules import check

PEOPLE = tuple(participant(i) for i in range(4))
OTHERS = ("P000", "P002", "P003")
SATURDAY = (Window.weekly((5,), 600, 780),)


def given(one: Offer, *people: Participant, offers: tuple[Offer, ...] = ()) -> Programme:
    """A programme with one objective that `one` alone gives."""
    return programme(
        participants=people or PEOPLE,
        offers=(replace(one, objectives=("liberties",)), *offers),
        objectives=(Objective("liberties", "L"),),
        staff=(StaffMember("L1", "Lou", "liaison", ()),),
    )


@pytest.mark.parametrize(
    ("one", "second"),
    [
        (offer("O1", refuses=(Country("PL"),)), PEOPLE[1]),
        (offer("O1", step_free=False), replace(PEOPLE[1], access=("step_free",))),
        (
            offer("O1", "community", windows=SATURDAY),
            replace(PEOPLE[1], observance=("sabbath",)),
        ),
    ],
)
def test_the_others_go_without_whom_it_is_closed_to(one: Offer, second: Participant) -> None:
    """An objective that the whole group cannot meet is met by those who may go."""
    programme_ = given(one, PEOPLE[0], second, *PEOPLE[2:])
    group = group_of(programme_, staff=("L1",))
    events = solved(programme_, (group,)).events
    assert [(e.groups, e.participants, e.staff) for e in events] == [((), OTHERS, ("L1",))]
    hard = [f for f in check(programme_, assemble(programme_, (group,), events))]
    assert not [f for f in hard if f.level == "hard" and f.rule in ("refuses", "observance")]


def test_no_part_without_an_objective_to_gain() -> None:
    """Without anything missing nobody is sent anywhere alone."""
    one = offer("O1", refuses=(Country("PL"),))
    free = replace(given(one), objectives=())
    assert solved(free).events == ()
    met = given(one, offers=(offer("O2", objectives=("liberties",)),))
    assert {e.ref for e in solved(met).events} == {"O2"}


def test_part_leaves_the_groups_free_half_day() -> None:
    """A visit of a part takes no free half-day that the group is owed."""
    one = offer("O1", refuses=(Country("PL"),), windows=(Window.weekly((1,), 840, 930),))
    programme_ = given(one, offers=tuple(offer(f"O{i}") for i in range(2, 5)))
    day = replace(programme_.phases[0].day, free_half_days=12)
    programme_ = replace(programme_, phases=(replace(programme_.phases[0], day=day),))
    assert "O1" not in {e.ref for e in solved(programme_).events}
