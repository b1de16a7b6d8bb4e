"""Journeys in the choice of hosts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.engine.groups.invented_groups import programme

from sojourn.engine.groups.travel import journey_values, leg_values, masks
from sojourn.engine.journeys import feasible


def test_observances_are_bits() -> None:
    """Each observance of a person is one bit of the mask."""
    made = programme(1, extras=False)
    people = (
        replace(made.participants[0], observance=("sunday_service", "friday_prayer")),
        *made.participants[1:],
    )
    found = masks(people)
    assert found[0] == 0b101 and not found[1:].any()


def test_journeys_that_observances_forbid_are_marked() -> None:
    """Marks of impossible and doubtful journeys agree with what is feasible for a person."""
    made = programme(3, people=9, groups=3, hosts=5, starts=date(2020, 4, 11), extras=False)
    kinds: tuple[tuple[str, ...], ...] = ((), ("sabbath",), ("sunday_service",))
    people = tuple(replace(p, observance=kinds[n % 3]) for n, p in enumerate(made.participants))
    made = replace(made, participants=people)
    phase, after = made.phases[1], made.phases[2]
    hosts = [made.host[h] for h in phase.hosts]
    found = journey_values(made, phase, hosts, ())
    for p, person in enumerate(made.confirmed):
        kept = frozenset(person.observance)
        for h, host in enumerate(hosts):
            there = feasible(made, "washington", host.id, phase.starts, kept)
            back = feasible(made, host.id, "tampa", after.starts, kept)
            marks = found.impossible[0, p, h] + found.doubtful[0, p, h]
            assert marks == (not there) + (not back)


def test_legs_between_stops_cost_more_for_whom_they_are_impossible() -> None:
    """On a Saturday the journey between two stops has the hard price for the Sabbath only."""
    made = programme(3, people=4, groups=1, hosts=3, route=(3, 4), starts=date(2020, 4, 8))
    people = tuple(
        replace(p, observance=("sabbath",) if n == 0 else ())
        for n, p in enumerate(made.participants)
    )
    made = replace(made, participants=people)
    phase = made.phases[1]
    found = leg_values(made, phase, [made.host[h] for h in phase.hosts], 50_000)
    assert found.shape == (1, 8, 3, 3)
    assert found[0, 2, 0, 1] <= -50_000 < found[0, 0, 0, 1] <= 0
    assert found[0, 2, 1, 1] == 0
