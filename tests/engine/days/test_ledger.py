"""The account of what people and groups have met."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from tests.engine.days.invented import event, group_of, offer, participant, programme

from sojourn.engine.days.ledger import Ledger
from sojourn.model import Counterpart, Event, Session
from sojourn.rules.worth import fit_points

PEOPLE = (
    participant(0, interests={"cyber": 2.0, "courts": 1.0}),
    participant(1, interests={"cyber": 1.0}, arrives=datetime(2020, 4, 7)),
    participant(2, interests={}),
)
GIVEN = programme(
    participants=PEOPLE,
    offers=(
        offer("O1", themes={"cyber": 1.0}, objectives=("liberties", "liberties"), level="state"),
    ),
    sessions=(Session("W1", "cities", "Opening", 60, themes={"courts": 2.0}),),
    counterparts=(Counterpart("C1", "Kim", "Example", themes={"cyber": 2.0}),),
)
VISIT = replace(event(datetime(2020, 4, 6, 9), 90, "appointment"), ref="O1")


def ledger(*events: Event) -> Ledger:
    """The account of some events of one group."""
    book = Ledger(GIVEN, (group_of(GIVEN, staff=("L1",)),))
    book.enter(events)
    return book


def test_visit_counts_for_those_present() -> None:
    """Themes and objectives count for who is there, the visit for the group and everybody in it."""
    book = ledger(VISIT)
    assert [book.themes[p.id]["cyber"] for p in PEOPLE] == [1.0, 0.0, 1.0]
    assert book.objectives["P000"]["liberties"] == 1
    assert book.visits["O1"] == 1 and book.offers["L1"]["O1"] == 1
    assert book.levels["cities-1"]["state"] == 1


def test_taking_out_undoes_entering() -> None:
    """What was entered and taken out again leaves nothing behind."""
    book = ledger(VISIT)
    book.enter((VISIT,), -1)
    assert book.themes["P000"]["cyber"] == 0.0
    assert book.visits["O1"] == 0 and book.levels["cities-1"]["state"] == 0


def test_meeting_counts_half_and_fillers_nothing() -> None:
    """A meeting counts its counterpart's themes at half weight, journeys and meals nothing."""
    meeting = event(datetime(2020, 4, 8, 9), 20, "meeting", ref="C1", participants=("P000",))
    meal = event(datetime(2020, 4, 8, 12), 60, "meal", ref="O1")
    journey = event(datetime(2020, 4, 8, 12), 60, "travel", ref="O1")
    session = event(datetime(2020, 4, 8, 14), 60, ref="W1")
    book = ledger(replace(meeting, groups=()), meal, journey, session)
    assert book.themes["P000"] == {"cyber": 1.0, "courts": 2.0}
    assert book.themes["P001"] == {"courts": 2.0}


def test_named_event_belongs_to_the_group_of_those_named() -> None:
    """An event that names participants counts as one visit and as a level of their group."""
    book = ledger(replace(VISIT, groups=(), participants=("P000",)))
    assert book.visits["O1"] == 1 and book.levels["cities-1"]["state"] == 1


def test_share_and_favour() -> None:
    """The share is that of the shared formula; the worst weighs most."""
    book = ledger(VISIT)
    expected = fit_points(PEOPLE[0].interests, book.themes["P000"]) / 30.0
    assert book.share(PEOPLE[0]) == pytest.approx(expected)
    assert book.share(PEOPLE[2]) == 1.0
    favour = book.favour()
    assert set(favour) == {"P000", "P001"} and sum(favour.values()) == pytest.approx(1.0)
    assert favour["P001"] > favour["P000"]
    assert book.even_favour() == {"P000": 0.5, "P001": 0.5}
    assert book.left(PEOPLE[0], "cyber") == pytest.approx(9.0)
