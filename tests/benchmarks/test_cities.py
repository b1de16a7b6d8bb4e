"""Invented cities and the cities of a programme."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.cities import cities_of, fingerprint, invented_city
from benchmarks.generate import programme


def test_a_seed_says_everything() -> None:
    """The same seed and sizes give the same numbers; another seed or size gives others."""
    marks = [fingerprint(invented_city(*shape)) for shape in ((1, 12, 2, 2), (1, 12, 2, 2))]
    others = [fingerprint(invented_city(*shape)) for shape in ((2, 12, 2, 2), (1, 13, 2, 2))]
    assert marks[0] == marks[1] and len({marks[0], *others}) == 3


def test_a_city_has_what_makes_days_hard() -> None:
    """Offers have windows of hours on some days, few visits, sizes that some groups exceed."""
    city = invented_city(1, 60, 4, 5)
    assert len(city.offers) == 60 and len(city.group_days) == 4 * 5
    assert set(city.visits) == {1, 2, 3}
    assert (city.capacity < max(stay.size for stay in city.stays)).any()
    assert len(set(city.kind)) >= 5 and len(set(city.level)) >= 4
    assert city.fading.shape[1] == city.objectives.shape[1] == 6
    days = [day for stay in city.stays for day in stay.days if day.starts.any()]
    open_on = np.array([day.starts.any(axis=1) for day in days])
    assert (open_on.any(axis=0) & ~open_on.all(axis=0)).sum() > 20
    assert max(int(day.starts.sum(axis=1).max()) for day in days) > 8
    assert min(day.minutes for day in days) == 300
    assert city.transfer.max() > 15


def test_some_keep_friday_prayer() -> None:
    """On the last day, a Friday, some group has no start around the prayer."""
    city = invented_city(1, 60, 4, 5)
    last = [stay.days[-1] for stay in city.stays]
    assert all(day.day.weekday() == 4 for day in last)
    kept = [not day.starts[:, 50:56].any() for day in last]
    assert any(kept) and not all(kept)


def test_every_city_of_a_programme() -> None:
    """The cities of a programme are those of its groups, at hosts where anything is possible."""
    given = programme(1, participants=20, groups=2, offers=6, phases="together,split")
    cities = cities_of(given)
    assert cities and all(city.group_days for city in cities)
    assert {city.host for city in cities} <= {host.id for host in given.hosts}
    assert [fingerprint(city) for city in cities] == [fingerprint(c) for c in cities_of(given)]


@pytest.mark.parametrize(("days", "groups"), [(0, 2), (6, 2), (2, 0)])
def test_impossible_sizes_are_refused(days: int, groups: int) -> None:
    """A stay of no days or of more than a week has, or without groups, is an error in words."""
    with pytest.raises(ValueError, match=f"{days}|{groups} groups"):
        invented_city(1, 10, days, groups)
