"""The small programme and plan as fixtures."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.publish.small import make_plan, make_programme

from sojourn.model import Plan, Programme


@pytest.fixture
def programme() -> Programme:
    """The small programme."""
    return make_programme()


@pytest.fixture
def plan() -> Plan:
    """The small plan."""
    return make_plan()


@pytest.fixture
def crowd() -> tuple[Programme, Plan]:
    """The small programme with a hundred and twenty more people in one of its groups."""
    programme, plan = make_programme(), make_plan()
    more = tuple(
        replace(programme.participants[1], id=f"X{n:03d}", given_name=f"Person {n}")
        for n in range(120)
    )
    ids = tuple(person.id for person in more)
    groups = tuple(
        replace(group, participants=(*group.participants, *ids))
        if group.id != "cities-1"
        else group
        for group in plan.groups
    )
    return (
        replace(programme, participants=(*programme.participants, *more)),
        replace(plan, groups=groups),
    )
