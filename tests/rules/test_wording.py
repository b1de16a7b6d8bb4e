"""The words of findings."""

from __future__ import annotations

from datetime import date

from tests.rules.building import make_programme

from sojourn.rules import wording

APRIL = date(2020, 4, 7).toordinal()


def test_people_bear_their_ids() -> None:
    """Participants, staff and counterparts are named with their ids; unknown ones are ids."""
    programme = make_programme()
    assert wording.person(programme, "P1") == "Ana Example (P1)"
    assert wording.person(programme, "I1") == "Ivo (I1)"
    assert wording.person(programme, "C1") == "Cee Host (C1)"
    assert wording.person(programme, "X") == "X"


def test_many_people_are_the_first_and_how_many_others() -> None:
    """Up to four are named, of more the first three."""
    programme = make_programme()
    ids = [p.id for p in programme.participants]
    assert wording.people(programme, ids[:2]) == "Ana Example (P1) and Bem Example (P2)"
    assert wording.people(programme, ids).endswith("Chi Example (P3) and 3 others")


def test_times_are_local_and_readable() -> None:
    """Weekday, day, month and time; a span within a day names it once."""
    start = APRIL * 1440 + 570
    assert wording.moment(start) == "Tue 7 April 09:30"
    assert wording.hours(start, start + 90) == "Tue 7 April 09:30–11:00"
    assert wording.hours(start, start + 1440) == "Tue 7 April 09:30 – Wed 8 April 09:30"
    assert wording.on_day(-5) == "day -5"


def test_runs_of_days_are_first_to_last() -> None:
    """Days in a row are one run."""
    days = [APRIL, APRIL + 1, APRIL + 2, APRIL + 5]
    assert wording.days(days) == "Tue 7 April to Thu 9 April and Sun 12 April"
    assert wording.days([]) == "no day"


def test_numbers_and_verbs_agree() -> None:
    """One person is, two people are; has and have, needs and need."""
    assert wording.count(1, "person") == "1 person"
    assert wording.count(2, "person") == "2 people"
    assert wording.count(2, "country") == "2 countries"
    assert (wording.are(["a"]), wording.are(["a", "b"])) == ("is", "are")
    assert (wording.does(["a"], "have"), wording.does(["a", "b"], "have")) == ("has", "have")
    assert (wording.does(["a"], "need"), wording.does([], "need")) == ("needs", "need")
