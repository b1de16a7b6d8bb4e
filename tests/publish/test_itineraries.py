"""A person's way through the programme."""

from __future__ import annotations

from sojourn.model import Plan, Programme
from sojourn.publish.agenda import Agenda
from sojourn.publish.itineraries import Itineraries


def test_people_who_share_a_day_share_what_is_made_of_it(programme: Programme, plan: Plan) -> None:
    """Days with the same events are one object, others are not; every event has its line."""
    agenda = Agenda(programme, plan)
    itineraries = Itineraries(agenda)
    days = {}
    for person in agenda.people:
        of_days = agenda.by_day(agenda.events_of.get(person, ()))
        made = itineraries.of(person)
        assert [day.day for day in made] == list(of_days)
        for day, events in zip(made, of_days.values(), strict=True):
            assert len(day.lines) == len(events)
            key = day.day, tuple(event.id for event in events)
            assert days.setdefault(key, day) is day
    assert len(days) > 1
