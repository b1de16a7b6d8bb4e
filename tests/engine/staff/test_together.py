"""The group of a phase in which all are together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from tests.engine.staff.test_assign import interpreter, invented, liaison, speaker

from sojourn.engine.staff import together_group
from sojourn.model import Country, Phase

PHASE = Phase("all", "together", "All", ("austin",), date(2020, 4, 1), date(2020, 4, 4))


def test_everybody_confirmed_and_all_who_are_there_throughout() -> None:
    """Withdrawn people and staff of a part of the days are left out."""
    people = (speaker(0, "en"), replace(speaker(1, "en"), status="withdrawn"))
    staff = (liaison("L0"), replace(liaison("L1"), available_from=PHASE.ends))
    group = together_group(invented(people, staff), PHASE)
    assert group.id == "all-all"
    assert group.participants == ("P0",)
    assert group.staff == ("L0",)
    assert (group.stops[0].starts, group.stops[0].ends) == (PHASE.starts, PHASE.ends)


def test_part_time_interpreters_join_where_they_are_needed() -> None:
    """Two who share the days join for a language that nobody covers throughout; a third not."""
    middle = PHASE.starts + timedelta(1)
    staff = (
        liaison("L0"),
        interpreter("I0", "fr", mode="consecutive", available_until=middle),
        interpreter("I1", "fr", mode="consecutive", available_from=middle + timedelta(1)),
        interpreter("I2", "fr", mode="consecutive", available_from=middle + timedelta(1)),
    )
    group = together_group(invented((speaker(0, "fr"),), staff), PHASE)
    assert group.staff == ("L0", "I0", "I1")


def test_staff_with_conflicts_join_only_where_they_are_needed() -> None:
    """A conflict with a country keeps people away unless a language would be uncovered."""
    shy = replace(liaison("L1"), conflicts=(Country("SN"),))
    only = interpreter("I0", "fr", mode="consecutive", conflicts=(Country("SN"),))
    group = together_group(invented((speaker(0, "fr"),), (liaison("L0"), shy, only)), PHASE)
    assert group.staff == ("L0", "I0")


def test_staff_stay_away_where_the_host_has_too_few_rooms() -> None:
    """Of two liaisons and four interpreters those stay away whom nobody needs."""
    staff = (
        liaison("L0"),
        liaison("L1"),
        interpreter("I0", "fr"),
        interpreter("I1", "fr"),
        interpreter("I2", "fr"),
        interpreter("I3", "ar"),
    )
    made = invented((speaker(0, "fr"), speaker(1, "en")), staff)
    few = replace(made, hosts=tuple(replace(h, lodging_rooms=5) for h in made.hosts))
    assert together_group(few, PHASE).staff == ("I0", "I1", "I2")
    fewer = replace(made, hosts=tuple(replace(h, lodging_rooms=1) for h in made.hosts))
    assert together_group(fewer, PHASE).staff == ("I0", "I1")


def test_who_has_not_come_needs_no_room() -> None:
    """A participant who has left before the phase takes no bed from a member of staff."""
    gone = replace(speaker(0, "en"), departs=datetime(2020, 3, 30, 12))
    made = invented((gone, speaker(1, "en")), (liaison("L0"), liaison("L1")))
    few = replace(made, hosts=tuple(replace(h, lodging_rooms=3) for h in made.hosts))
    assert together_group(few, PHASE).staff == ("L0", "L1")
