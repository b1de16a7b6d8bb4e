"""How many groups the staff can serve."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests.engine.staff.test_assign import FIRST, interpreter, invented, liaison, speaker

from sojourn.engine.groups.supply import demand, supply
from sojourn.model import RuleOverride

PEOPLE = tuple(speaker(n, tag) for n, tag in enumerate(("fr", "fr", "ar", "es", "en")))


def test_demand_counts_those_who_need_interpreting() -> None:
    """Only languages that an interpreter covers, and only people who need one, are counted."""
    made = invented(PEOPLE, (interpreter("I0", "fr"), interpreter("I1", "ar")))
    assert demand(made) == {"ar": 1, "fr": 2}


def test_two_simultaneous_or_one_consecutive_make_a_team() -> None:
    """Three simultaneous and two consecutive interpreters make three teams."""
    pairs = tuple(interpreter(f"S{n}", "fr") for n in range(3))
    singles = tuple(interpreter(f"C{n}", "fr", mode="consecutive") for n in range(2))
    made = invented(PEOPLE, (*pairs, *singles))
    assert supply(made, made.phases[0]).teams == {"fr": 3}


def test_settings_of_the_rule_are_heeded() -> None:
    """Where one simultaneous interpreter is enough, three make three teams."""
    made = invented(PEOPLE, tuple(interpreter(f"S{n}", "fr") for n in range(3)))
    made = replace(made, rules={"interpreted": RuleOverride(settings={"simultaneous": 1})})
    assert supply(made, made.phases[0]).teams == {"fr": 3}


def test_interpreters_of_several_languages_go_where_they_complete_teams() -> None:
    """Of two who know both languages each completes one pair."""
    staff = (
        interpreter("I0", "fr", "ar"),
        interpreter("I1", "ar", "fr"),
        interpreter("I2", "fr"),
        interpreter("I3", "ar"),
    )
    made = invented(PEOPLE, staff)
    assert supply(made, made.phases[0]).teams == {"ar": 1, "fr": 1}


def test_teams_are_there_on_every_day() -> None:
    """Two halves of the phase make one team, one half none."""
    half = FIRST + timedelta(2)
    first = interpreter("I0", "fr", mode="consecutive", available_until=half)
    second = interpreter("I1", "fr", mode="consecutive", available_from=half + timedelta(1))
    made = invented(PEOPLE, (first, second))
    assert supply(made, made.phases[0]).teams == {"fr": 1}
    made = invented(PEOPLE, (first,))
    assert supply(made, made.phases[0]).teams == {"fr": 0}


def test_liaisons_and_spare_interpreters_escort() -> None:
    """Two liaisons and an interpreter without a partner can accompany three groups."""
    staff = (liaison("L0"), liaison("L1"), interpreter("I0", "fr"))
    made = invented(PEOPLE, staff)
    assert supply(made, made.phases[0]).escorts == 3
    away = replace(liaison("L2"), available_until=date(2020, 4, 6))
    made = invented(PEOPLE, (away,))
    assert supply(made, made.phases[0]).escorts == 0
