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
