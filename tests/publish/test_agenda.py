"""Who is at what, when and in which zone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from sojourn.model import Plan, Programme
from sojourn.publish.agenda import Agenda


def test_a_member_is_at_the_events_of_their_groups(programme: Programme, plan: Plan) -> None:
    """A person's events are those of their groups and those that name them, in order of time."""
    events = [event.id for event in Agenda(programme, plan).events_of["P001"]]
    assert events == ["E01", "E02", "E03", "E04", "E07", "E09", "E11", "E12"]


def test_who_has_left_is_at_no_later_event(programme: Programme, plan: Plan) -> None:
    """A member of a group is not at its events before arriving or after departing."""
    away = tuple(
        replace(p, arrives=datetime(2020, 4, 2, 9, 30), departs=datetime(2020, 4, 9, 20))
        if p.id == "P001"
        else p
        for p in programme.participants
    )
    agenda = Agenda(replace(programme, participants=away), plan)
    assert "P001" not in agenda.participants_at["E01"]
    assert "P001" not in agenda.participants_at["E12"]
    assert "P001" in agenda.participants_at["E03"]


def test_staff_are_at_events_while_they_work(programme: Programme, plan: Plan) -> None:
    """Staff of a group are at its events from their first to their last date only."""
    agenda = Agenda(programme, plan)
    assert "L1" in agenda.staff_at["E05"]
    assert "L1" not in agenda.staff_at["E12"]


def test_a_journey_starts_in_the_zone_of_where_it_leaves(programme: Programme, plan: Plan) -> None:
    """The origin of a journey is its leg's, else where the travellers were before."""
    agenda = Agenda(programme, plan)
    assert agenda.zones["E02"] == ("America/New_York", "America/Chicago")
    assert agenda.origin(plan.event["E07"]) == "austin"
    assert agenda.zones["E08"] == ("America/Denver", "America/New_York")
    assert agenda.zone_names(plan.event["E08"]) == ("MDT", "EDT")


def test_days_are_local(programme: Programme, plan: Plan) -> None:
    """Events are put under the date on which they begin where they take place."""
    late = replace(plan.event["E05"], starts=plan.event["E05"].starts.replace(hour=23))
    days = Agenda(programme, replace(plan, events=(late,))).by_day((late,))
    assert list(days) == [date(2020, 4, 6)]


def test_a_group_has_its_members_journeys_but_not_their_meetings(
    programme: Programme, plan: Plan
) -> None:
    """A group's events are the common ones and the journeys of its members into its phase."""
    events = [event.id for event in Agenda(programme, plan).events_of_group["finish-all"]]
    assert events == ["E07", "E08", "E12"]


def test_a_foreign_plan_can_still_be_read(programme: Programme, plan: Plan) -> None:
    """Ids that the programme does not know stand for themselves."""
    stranger = replace(plan.events[0], id="X", host="atlantis", participants=("Q9",), groups=())
    agenda = Agenda(programme, replace(plan, events=(stranger,)))
    assert agenda.where(stranger) == "atlantis"
    assert agenda.name("Q9") == "Q9"
    assert "Q9" in agenda.people


def test_events_of_groups_are_what_their_definitions_say(programme: Programme, plan: Plan) -> None:
    """What is looked up by person is the same as asking each event about each group."""
    agenda = Agenda(programme, plan)
    for group in plan.groups:
        members = {*group.participants, *group.staff}
        named = [
            e
            for e in agenda.events
            if group.id in e.groups
            or (
                e.phase == group.phase
                and e.kind not in ("meeting", "session")
                and set(group.participants) & set(e.participants)
            )
        ]
        around = [
            e
            for e in agenda.events
            if e.phase == group.phase
            and (group.id in e.groups or members & set(e.participants or e.staff))
        ]
        assert list(agenda.events_of_group[group.id]) == named
        assert list(agenda.events_around(group)) == around


def test_zones_without_a_name_are_told_by_their_own_offset(
    programme: Programme, plan: Plan
) -> None:
    """Times are those of the host's zone, or as they are written where the host is unknown."""
    event = plan.event["E05"]
    lost = replace(event, id="X", host="atlantis")
    agenda = Agenda(programme, replace(plan, events=(event, lost)))
    assert agenda.local(lost)[0] == event.starts.replace(tzinfo=None)
    assert agenda.local(event)[0] == event.starts.replace(tzinfo=None)
    assert agenda.zone_names(event)[0].isalpha()
