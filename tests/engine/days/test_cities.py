"""From a programme to the problem of one city."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pytest
from tests.engine.days.invented import (
    SUNDAY,
    event,
    facts,
    group_of,
    offer,
    participant,
    programme,
    split,
)

from sojourn.engine.days.cities import Scene, city_of, free_halves
from sojourn.engine.days.ledger import Ledger
from sojourn.engine.days.presence import Busy
from sojourn.engine.days.problem import City
from sojourn.model import Event, Language, Objective, Programme, StaffMember

PEOPLE = tuple(participant(i, interests={"cyber": 3.0}) for i in range(4))


def city(given: Programme, placed: tuple[Event, ...] = (), staff: tuple[str, ...] = ()) -> City:
    """The city of a programme of one group."""
    groups = (group_of(given, staff=staff),)
    ledger = Ledger(given, groups)
    ledger.enter(placed)
    return city_of(Scene.of(given, groups, placed), "austin", ledger, {})


def test_placed_events_leave_less_to_be_had() -> None:
    """What sessions gave is neither missing nor to be had once more; a used visit is gone."""
    given = programme(
        participants=PEOPLE,
        objectives=(Objective("liberties", "L", 2),),
        offers=(
            offer("O1", themes={"cyber": 1.0}, objectives=("liberties",), visits=2),
            offer("O2", themes={"cyber": 1.0}),
        ),
    )
    visit = event(datetime(2020, 4, 6, 9), 90, "appointment", ref="O1")
    before, after = city(given), city(given, (visit,))
    assert (before.missing == 2).all() and (after.missing == 1).all()
    assert after.potential == pytest.approx(0.9 * before.potential)
    assert list(after.visits) == [1, 1]
    assert not any(day.starts[0].any() for day in after.stays[0].days), "nobody goes there twice"


def test_pinned_day_has_less_room() -> None:
    """A pin counts against the appointments of its day."""
    given = programme(participants=PEOPLE, offers=(offer("O1"), offer("O2")))
    visit = event(datetime(2020, 4, 6, 9), 90, "appointment", ref="O1")
    days = city(given, (visit,)).stays[0].days
    assert (days[1].room, days[1].wanted, days[1].filled) == (3, 1, 90)
    assert (days[2].room, days[2].wanted, days[2].filled) == (4, 2, 0)
    assert (days[0].wanted, days[6].wanted) == (0, 0), "the move day and Saturday"


def test_offers_without_windows_or_visits_are_left_out() -> None:
    """What cannot be visited at all is not in the problem."""
    given = programme(
        participants=PEOPLE, offers=(offer("O1", windows=()), offer("O2", visits=0), offer("O3"))
    )
    assert city(given).offers == ("O3",)


def test_interpreters_hours_bound_the_day() -> None:
    """What an interpreter who is heard works already leaves fewer professional minutes."""
    french = participant(9, languages=(Language("fr"),))
    given = programme(
        participants=(*PEOPLE, french),
        offers=(offer("O1"),),
        staff=(
            StaffMember("I1", "Ines", "interpreter", (Language("fr"),)),
            StaffMember("I2", "Igor", "interpreter", (Language("ru"),)),
        ),
    )
    session = event(datetime(2020, 4, 6, 9), 100, ref="W1")
    days = city(given, (session,), ("I1", "I2")).stays[0].days
    assert (days[1].minutes, days[2].minutes) == (260, 360)
    assert city(given, (session,), ("I2",)).stays[0].days[1].minutes > 10_000


def test_free_half_days_are_asked_of_long_stops() -> None:
    """Stops of four days or more owe free half-days, at most as many as there can be."""
    for days, owed in ((3, 0), (4, 1), (7, 1)):
        given = programme(participants=PEOPLE, phases=(split(days),), offers=(offer("O1"),))
        assert city(given).stays[0].free_halves == owed
    busy = facts(SUNDAY + timedelta(days=1), busy=(Busy(600, 660, ()),))
    assert free_halves(busy) == ((840, 1050),)


def test_favour_makes_the_worst_off_count_more() -> None:
    """The same interest weighs more for who weighs more in the worst share."""
    given = programme(participants=PEOPLE, offers=(offer("O1", themes={"cyber": 1.0}),))
    groups = (group_of(given),)
    scene, ledger = Scene.of(given, groups, ()), Ledger(given, groups)
    favoured = city_of(scene, "austin", ledger, {"P000": 1.0})
    assert favoured.potential[0, 0] > favoured.potential[1, 0]
    assert np.all(favoured.potential[1:, 0] == 30.0)
