"""Weeks by host, and their handing over to other groups."""

from __future__ import annotations

from dataclasses import replace

from tests.engine import whole

from sojourn.engine.feedback.weeks import carried, unchanged, weeks
from sojourn.model import Group


def swapped() -> tuple[Group, ...]:
    """The groups of the draft, the first two in each other's city."""
    groups = whole.draft().groups
    first, second = (g for g in groups if g.id in ("cities-1", "cities-2"))
    new = {
        first.id: replace(first, stops=second.stops),
        second.id: replace(second, stops=first.stops),
    }
    return tuple(new.get(g.id, g) for g in groups)


def test_the_same_groups_keep_all_days() -> None:
    """Carried over to the same groups, the visits are the same."""
    made = whole.draft()
    known = weeks(whole.programme(), made.groups, made.days)
    kept = carried(whole.programme(), made.groups, known, made.days)
    assert sorted(kept, key=lambda e: e.id) == sorted(made.days, key=lambda e: e.id)


def test_groups_that_swap_cities_swap_weeks() -> None:
    """A week stays in its city: whoever comes there has its visits."""
    made, groups = whole.draft(), swapped()
    known = weeks(whole.programme(), made.groups, made.days)
    kept = carried(whole.programme(), groups, known, made.days)
    at = {g.id: g.stops[0].host for g in groups}
    own = [e for e in kept if e.groups and e.groups[0] in ("cities-1", "cities-2")]
    assert own
    assert all(e.host == at[e.groups[0]] for e in own)
    assert {e.id for e in kept} == {e.id for e in made.days}


def test_hosts_whose_groups_are_the_same_are_known() -> None:
    """Only the two cities that were swapped have changed."""
    made, groups = whole.draft(), swapped()
    hosts = {s.host for g in made.groups for s in g.stops}
    changed = {s.host for g in groups if g.id in ("cities-1", "cities-2") for s in g.stops}
    assert unchanged(made.groups, made.groups) == hosts
    assert unchanged(made.groups, groups) == hosts - changed
