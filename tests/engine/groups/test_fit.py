"""The estimate of what a city's offers give."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
from tests.engine.groups.invented_groups import programme

from sojourn.engine.groups.fit import FitEstimate, Guests, receives
from sojourn.model import Country, Programme
from sojourn.rules.worth import theme_points


def estimate(made: Programme) -> np.ndarray:
    """(P,) points at the first candidate host."""
    phase = made.phases[1]
    return FitEstimate(made, phase).points(made.hosts[2], phase.stop_spans[0])


def test_points_are_at_most_those_of_all_offers() -> None:
    """Nobody has more points than all offers of the host together would."""
    made = programme(1, extras=False)
    offers = made.offers_at[made.hosts[2].id]
    found = estimate(made)
    assert found.shape == (12,)
    for person, points in zip(made.confirmed, found, strict=True):
        most = sum(
            weight * theme_points(sum(o.themes.get(theme, 0.0) for o in offers))
            for theme, weight in person.interests.items()
        )
        assert 0 <= points <= most + 1e-9


def test_offers_that_refuse_a_person_give_them_nothing() -> None:
    """Where every offer refuses a country its people have no points; others have some."""
    made = programme(1, extras=False)
    country = made.confirmed[0].country
    refusing = tuple(replace(o, refuses=(Country(country),)) for o in made.offers)
    found = estimate(replace(made, offers=refusing))
    for person, points in zip(made.confirmed, found, strict=True):
        assert (points == 0) == (person.country == country)


def test_hosts_without_usable_offers_give_nothing() -> None:
    """Declined offers and programmes without themes give zeros."""
    made = programme(1, extras=False)
    declined = tuple(replace(o, status="declined") for o in made.offers)
    assert not estimate(replace(made, offers=declined)).any()
    assert not estimate(replace(made, themes=())).any()


def test_guests_of_one_kind_are_received_alike() -> None:
    """What is asked once for each kind of people is what each of them would be told."""
    made = programme(1, extras=False)
    first = made.starts
    people = tuple(
        replace(
            p,
            access=("step_free",) if n % 3 == 0 else (),
            added=first - timedelta(days=n) if n % 2 else None,
        )
        for n, p in enumerate(made.confirmed)
    )
    offers = tuple(
        replace(o, step_free=n % 2 == 0, clearance_days=n, refuses=(people[n % 5].country,))
        for n, o in enumerate(made.offers)
    )
    days = [first + timedelta(days=n % 4) for n in range(len(offers))]
    found = Guests.of(people).open_to(offers, days)
    for person, row in zip(people, found, strict=True):
        asked = [receives(o, person, day) for o, day in zip(offers, days, strict=True)]
        assert row.tolist() == asked
