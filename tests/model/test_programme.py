"""The programme: what follows from its tables."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date

from sojourn.model import Country, Language, Participant, Phase, Programme, StaffMember


def programme() -> Programme:
    """Two weeks with a split of two stops, three participants and two interpreters."""
    people = tuple(
        Participant(f"P{i}", "Ana", "Example", Country("FR"), tuple(map(Language, languages)))
        for i, languages in enumerate((["fr"], ["wo", "fr"], ["en", "fr"], ["wo"]))
    )
    split = Phase(
        "cities",
        "split",
        "Cities",
        ("austin", "reno"),
        date(2020, 4, 5),
        date(2020, 4, 11),
        groups=2,
        route=(4, 3),
    )
    return Programme(
        "p",
        "P",
        date(2020, 3, 28),
        date(2020, 4, 12),
        phases=(split,),
        participants=people,
        staff=(StaffMember("I1", "Max Sample", "interpreter", (Language("fr-CA"),)),),
    )


def test_stops_follow_each_other_through_the_phase() -> None:
    """A route of 4 and 3 days fills a week; each stop begins the day after the one before."""
    (phase,) = programme().phases
    assert phase.stop_spans == (
        (date(2020, 4, 5), date(2020, 4, 8)),
        (date(2020, 4, 9), date(2020, 4, 11)),
    )
    assert phase.group_ids == ("cities-1", "cities-2")


def test_interpreting_language_is_the_first_covered() -> None:
    """Who lacks the working language hears the first of their languages that is interpreted."""
    assert programme().interpreting_languages == {"P0": "fr", "P1": "fr", "P3": None}


def test_only_confirmed_participants_are_planned() -> None:
    """Alternates, nominees and those who withdrew stay in the table and out of the plan."""
    given = programme()
    first, *others = given.participants
    changed = replace(given, participants=(replace(first, status="withdrawn"), *others))
    assert [p.id for p in changed.confirmed] == ["P1", "P2", "P3"]
    assert "P0" in changed.participant


def test_programme_travels_between_processes() -> None:
    """A programme that has built its indices pickles and comes back equal."""
    given = programme()
    assert given.participant and given.interpreting_languages
    assert pickle.loads(pickle.dumps(given)) == given
