from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from tests.engine.sessions.conferences import FIRST, conference, everyone

from sojourn.engine.sessions.conference import Conference, refuses
from sojourn.model import Group, Programme
from sojourn.reference.observances import sunset as sunset_of


def of(programme: Programme) -> Conference:
    """The conference of the programme's phase."""
    found = Conference.of(programme, programme.phases[0], everyone(programme))
    assert found is not None
    return found


def test_no_host_no_conference() -> None:
    """Without a known host there is nothing to hold."""
    programme = conference(1)
    group = Group("forum-all", "forum", (), (), ())
    phase = replace(programme.phases[0], hosts=("nowhere",))
    assert Conference.of(programme, phase, group) is None


def test_minutes_and_moments() -> None:
    """Minutes of the conference are local times and back, aware in the host's zone."""
    here = of(conference(1))
    moment = datetime.combine(FIRST + timedelta(days=2), time(9, 30))
    assert here.minute(moment) == 2 * 1440 + 570
    assert here.local(here.minute(moment)) == moment
    assert here.aware(0).isoformat() == "2020-04-12T00:00:00-04:00"
    assert here.date_of(2 * 1440 + 570) == FIRST + timedelta(days=2)


def test_days_that_are_open() -> None:
    """Professional sessions lie on workdays after the move day that are not closed."""
    programme = conference(1, days=7)
    closed = FIRST + timedelta(days=2)
    programme = replace(programme, hosts=(replace(programme.hosts[0], closed=(closed,)),))
    here = of(programme)
    open_days = [d for d in here.phase.days if here.open_on(d, True, "")]
    assert open_days == [date(2020, 4, 13), date(2020, 4, 15), date(2020, 4, 16), date(2020, 4, 17)]
    assert here.open_on(FIRST, False, "") and not here.open_on(closed, False, "")


def test_absent_counts_who_is_not_free() -> None:
    """The count of those absent is that of those who are not free, whoever they are."""
    for seed in range(12):
        here = of(conference(seed, people=25, days=7))
        for start in range(0, 7 * 1440, 355):
            span = (start, start + 75)
            slow = sum(not here.free_for(p, span) for p in here.people)
            assert here.absent(span) == slow


def test_the_sabbath_is_padded() -> None:
    """Who keeps the Sabbath is free until five minutes before sunset on Friday."""
    programme = conference(1, people=1, days=7)
    person = replace(programme.participants[0], observance=("sabbath",), arrives=None, departs=None)
    here = of(replace(programme, participants=(person,)))
    (friday, saturday) = here.kept(person)
    host = here.host
    day = FIRST + timedelta(days=5)
    sunset = math.floor(sunset_of(day, host.latitude, host.longitude, host.timezone))
    assert friday[0] % 1440 == sunset - 5
    assert friday[1] >= saturday[0]
    assert saturday[1] % 1440 > 20 * 60 + 20


def test_refusal_by_id_or_country_in_any_case() -> None:
    """A counterpart refuses participants and countries."""
    programme = conference(1)
    person, counterpart = programme.participants[0], programme.counterparts[0]
    assert refuses(replace(counterpart, refuses=(person.id,)), person)
    assert refuses(replace(counterpart, refuses=(str(person.country).lower(),)), person)
    assert not refuses(replace(counterpart, refuses=("ZZ",)), person)
