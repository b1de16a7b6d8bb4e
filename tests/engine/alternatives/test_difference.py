"""How plans differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.engine import whole

from sojourn.engine.alternatives.difference import difference
from sojourn.model import Group, Stop

DAYS = date(2027, 3, 1), date(2027, 3, 6)


def groups(*members: str, hosts: tuple[int, ...] = (0, 1, 2)) -> tuple[Group, ...]:
    """Groups of the split phase: each a text of people by letter, at hosts by number."""
    programme = whole.programme()
    phase = next(p for p in programme.phases if p.split)
    people = [p.id for p in programme.confirmed]
    return tuple(
        Group(
            f"{phase.id}-{n}",
            phase.id,
            tuple(people[ord(letter) - ord("a")] for letter in text),
            (),
            (Stop(phase.hosts[host], *DAYS),),
        )
        for n, (text, host) in enumerate(zip(members, hosts, strict=True), 1)
    )


def test_the_same_groups_do_not_differ() -> None:
    """Nor do groups that have only changed their numbers."""
    old = groups("abcd", "efgh", "ijkl")
    renamed = groups("efgh", "abcd", "ijkl", hosts=(1, 0, 2))
    for new in (old, renamed):
        found = difference(whole.programme(), new, old)
        assert not found.real
        assert found.elsewhere == found.parted == ()


def test_another_city_is_always_a_real_difference() -> None:
    """The city is told as added, the other as dropped, and its people are elsewhere."""
    phase = next(p for p in whole.programme().phases if p.split)
    old, new = groups("abcd", "efgh", "ijkl"), groups("abcd", "efgh", "ijkl", hosts=(0, 1, 3))
    found = difference(whole.programme(), new, old)
    assert (found.added, found.dropped) == ((phase.hosts[3],), (phase.hosts[2],))
    assert len(found.elsewhere) == 4
    assert found.real


def test_moved_people_differ_from_a_share_on() -> None:
    """Two people who swap make a sixth of twelve, enough; nobody else is in new company."""
    found = difference(
        whole.programme(), groups("abce", "dfgh", "ijkl"), groups("abcd", "efgh", "ijkl")
    )
    assert len(found.elsewhere) == 2
    assert found.parted == ()
    assert found.share == 2 / 12
    assert found.real


def test_who_loses_their_companions_is_in_other_company() -> None:
    """Who stays where they were, but with three new people, is parted rather than elsewhere."""
    found = difference(
        whole.programme(), groups("aefg", "bcdh", "ijkl"), groups("abcd", "efgh", "ijkl")
    )
    people = [p.id for p in whole.programme().confirmed]
    assert set(found.elsewhere) == {people[n] for n in (1, 2, 3, 4, 5, 6)}
    assert set(found.parted) == {people[0], people[7]}


def test_days_and_staff_do_not_matter() -> None:
    """Other staff in the same groups is no difference."""
    old = groups("abcd", "efgh", "ijkl")
    new = tuple(replace(group, staff=("I01",)) for group in old)
    assert not difference(whole.programme(), new, old).real
