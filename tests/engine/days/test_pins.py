"""Pinned offers become events before anything is chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from tests.engine.days.invented import event, group_of, offer, participant, programme

from sojourn.engine.days.pins import pinned_events
from sojourn.model import Country, Event, Offer, OfferPin, StaffMember

PEOPLE = tuple(participant(i) for i in range(4))
PIN = OfferPin("cities-1", datetime(2020, 4, 10, 13, 0))
STAFF = (StaffMember("L1", "Lou", "liaison", ()),)


def pinned(*offers: Offer, placed: tuple[Event, ...] = (), **changes: object) -> tuple[Event, ...]:
    """The events of some offers' pins."""
    given = programme(participants=PEOPLE, offers=offers, staff=STAFF, **changes)
    return pinned_events(given, (group_of(given, staff=("L1",)),), placed, frozenset())


def test_pin_is_an_event_of_its_group() -> None:
    """The event is the offer's, at the pinned local time, for the whole group."""
    (found,) = pinned(offer("O1", pin=PIN, minutes=75))
    assert (found.ref, found.groups, found.minutes) == ("O1", ("cities-1",), 75)
    assert found.starts.isoformat() == "2020-04-10T13:00:00-05:00"


@pytest.mark.parametrize(
    "one",
    [
        offer("O1", pin=PIN, refuses=(Country("PL"),)),
        offer("O1", pin=PIN, clearance_days=3),
        offer("O1", pin=PIN, step_free=False),
        offer("O1", pin=PIN),
    ],
)
def test_who_may_not_go_is_left_out(one: Offer) -> None:
    """The event names the others and the staff where one member may not go, or prays then."""
    barred = {
        "refuses": {},
        "clearance": {"added": datetime(2020, 4, 9).date()},
        "access": {"access": ("step_free",)},
        "observance": {"observance": ("friday_prayer",)},
    }
    rule = (
        "refuses"
        if one.refuses
        else "clearance"
        if one.clearance_days
        else "access"
        if one.step_free is False
        else "observance"
    )
    people = (PEOPLE[0], replace(PEOPLE[1], **barred[rule]), *PEOPLE[2:])
    given = programme(participants=people, offers=(one,), staff=STAFF)
    (found,) = pinned_events(given, (group_of(given, staff=("L1",)),), (), frozenset())
    assert found.groups == () and found.staff == ("L1",)
    assert found.participants == ("P000", "P002", "P003")
    off = frozenset((rule,))
    (whole,) = pinned_events(given, (group_of(given, staff=("L1",)),), (), off)
    assert whole.groups == ("cities-1",)


@pytest.mark.parametrize(
    ("capacity", "named", "team"), [(6, 0, ()), (5, 4, ("I1",)), (3, 2, ("I1",))]
)
def test_who_does_not_fit_in_stays_away(capacity: int, named: int, team: tuple[str, ...]) -> None:
    """Four members and two of staff: the liaison stays away first, then members."""
    staff = (*STAFF, StaffMember("I1", "Ike", "interpreter", ()))
    one = offer("O1", pin=PIN, capacity=capacity)
    given = programme(participants=PEOPLE, offers=(one,), staff=staff)
    group = group_of(given, staff=("L1", "I1"))
    (found,) = pinned_events(given, (group,), (), frozenset())
    assert (len(found.participants), found.staff) == (named, team)
    assert found.groups == (() if named else ("cities-1",))


def test_pin_that_clashes_is_not_kept() -> None:
    """Of two pins at once one is kept; a pin gives way to what is already placed."""
    both = (offer("O1", pin=PIN), offer("O2", pin=PIN))
    assert [e.ref for e in pinned(*both)] == ["O1"]
    assert pinned(both[0], placed=(event(datetime(2020, 4, 10, 12), 90),)) == ()


def test_pins_without_use() -> None:
    """Declined offers, unknown groups, other days and other hosts give no event."""
    assert (
        pinned(
            offer("O1", pin=PIN, status="declined"),
            offer("O2", pin=OfferPin("cities-9", PIN.starts)),
            offer("O3", pin=OfferPin("cities-1", datetime(2020, 5, 1, 9))),
            offer("O4", pin=PIN, host="elsewhere"),
        )
        == ()
    )
