"""Where an offer would fit into a plan: what is told agrees with the rules."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engine.days.invented import TUESDAY, event, group_of, host, offer, programme
from tests.engine.days.planned_days import PEOPLE, alone, thinned
from tests.engine.days.random_programmes import all_events, random_programme

from sojourn.engine.assemble import assemble
from sojourn.engine.days.fit import fit
from sojourn.model import Window


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6))
def test_every_day_is_told_once(seed: int) -> None:
    """Each day of each group at the host either has a place or a reason, never both."""
    given_, groups = random_programme(seed)
    groups, events = all_events(given_, groups)
    plan = thinned(given_, groups, events, seed)
    for one in given_.offers[:3]:
        found = fit(given_, plan, one.id)
        told = [(p.group, p.day) for p in found.places]
        told += [(r.group, day) for r in found.refusals for day in r.days]
        days = [
            (g.id, s.starts + timedelta(days=n))
            for g in plan.groups
            for s in g.stops
            if s.host == one.host
            for n in range((s.ends - s.starts).days + 1)
        ]
        assert sorted(told) == sorted(days)
        assert all(r.text for r in found.refusals)


def test_a_visit_that_no_longer_stands_is_given_up() -> None:
    """A changed offer tells why its visit is no longer possible and where it could go instead."""
    given_ = programme(
        participants=PEOPLE, offers=(offer("O1", windows=(Window.weekly((2,), 540, 720),)),)
    )
    held = event(datetime(2020, 4, 7, 10, 0), 90, "appointment", ref="O1")
    found = fit(given_, assemble(given_, (group_of(given_),), (held,)), "O1")
    assert [(p.stands, p.text) for p in found.present] == [(False, "closed")]
    assert [p.day for p in found.places] == [TUESDAY + timedelta(days=1)]
    assert [s.minute for s in found.places[0].starts] == [540, 555, 570, 585, 600, 615, 630]


def test_host_where_no_group_goes() -> None:
    """An offer at a host where nobody goes has no place, and the groups are told as elsewhere."""
    given_ = programme(
        participants=PEOPLE,
        hosts=(host(), host("reno")),
        offers=(offer("O1", host="reno"),),
    )
    found = fit(given_, assemble(given_, (group_of(given_),), ()), "O1")
    assert (found.places, found.moves, found.refusals) == ((), (), ())
    assert found.elsewhere == ("cities-1",)


def test_unknown_offer() -> None:
    """An offer that the programme does not have is a KeyError."""
    given_, plan = alone()
    with pytest.raises(KeyError):
        fit(given_, plan, "O9")
