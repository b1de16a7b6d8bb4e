"""A plan never needs an interpreter who does not exist while another one would not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.staff.test_assign import FIRST, interpreter, invented, liaison, speaker
from tests.engine.staff.test_search import crews

from sojourn.engine.groups.supply import TeamRule
from sojourn.engine.run import StageRun
from sojourn.engine.staff import with_groups
from sojourn.engine.staff.gathering import gathered
from sojourn.engine.staff.needs import conflicting, missing_interpreters
from sojourn.engine.staff.with_groups import moved, solve_with_staff
from sojourn.model import Country, Group, Mode, Pair, Participant, Programme, StaffMember

MIDDLE = FIRST + timedelta(2)


def missing(made: Programme, groups: Sequence[Group]) -> int:
    """Interpreters missing and groups alone over all days, and conflicts, in a staffed plan."""
    total = 0
    for group in groups:
        team = [made.staff_member[s] for s in group.staff]
        total += alone_or_missing(made, tuple(group.participants), tuple(s.id for s in team))
    return total


def alone_or_missing(made: Programme, people: tuple[str, ...], team: tuple[str, ...]) -> int:
    """What one group lacks with this team."""
    spoken = made.interpreting_languages
    languages = sorted({lang for p in people if (lang := spoken.get(p)) is not None})
    countries = frozenset(made.participant[p].country for p in people)
    members = [made.staff_member[s] for s in team]
    total = sum(1000 for s in members if conflicting(s, countries))
    for day in made.phases[0].days:
        there = [s for s in members if s.available(day)]
        interpreters = [s for s in there if s.role == "interpreter"]
        total += sum(missing_interpreters(languages, interpreters, TeamRule()).values())
        total += not there
    return total


def least_missing(made: Programme) -> int:
    """The least that any groups and any staff lack, by trying all."""
    phase = made.phases[0]
    people, staff = made.confirmed, made.staff
    cached = cache(lambda some, team: alone_or_missing(made, some, team))
    teams = [
        [
            tuple(s.id for s, to in zip(staff, where, strict=True) if to == g)
            for g in range(phase.groups)
        ]
        for where in product(range(-1, phase.groups), repeat=len(staff))
    ]
    best = 10**6
    for where in product(range(phase.groups), repeat=len(people)):
        sides = [
            tuple(p.id for p, to in zip(people, where, strict=True) if to == g)
            for g in range(phase.groups)
        ]
        if any(not phase.size[0] <= len(side) <= phase.size[1] for side in sides):
            continue
        if any(
            p.group is not None and p.group != phase.group_ids[to]
            for p, to in zip(people, where, strict=True)
        ):
            continue
        best = min(
            best,
            min(sum(cached(a, b) for a, b in zip(sides, team, strict=True)) for team in teams),
        )
    return best


@st.composite
def parties(draw: st.DrawFn) -> tuple[Participant, ...]:
    """Four to six people with a few languages and two countries."""
    return tuple(
        speaker(n, draw(st.sampled_from(("fr", "ar", "en"))), draw(st.sampled_from(("SN", "ML"))))
        for n in range(draw(st.integers(4, 5)))
    )


@settings(max_examples=12, deadline=None)
@given(parties(), crews(4))
def test_as_little_is_missing_as_in_the_best_of_all_plans(
    people: tuple[Participant, ...], staff: tuple[StaffMember, ...]
) -> None:
    """In tiny programmes the groups lack no more than the best of all groups and staffs.

    Where that lacks somebody, a group may be too large or too small to lack less.
    """
    made = invented(people, staff)
    made = replace(made, phases=(replace(made.phases[0], size=(2, 4)),))
    found = solve_with_staff(made, made.phases[0], StageRun("groups", 1, 4))
    least = least_missing(made)
    assert missing(made, found.groups) <= least
    assert least or all(2 <= len(group.participants) <= 4 for group in found.groups)


@settings(max_examples=12, deadline=None)
@given(parties(), crews(4))
def test_gathering_is_proved_to_lack_least(
    people: tuple[Participant, ...], staff: tuple[StaffMember, ...]
) -> None:
    """The model of participants and staff lacks what the best of all plans lacks."""
    made = invented(people, staff)
    phase = replace(made.phases[0], size=(2, 4))
    made = replace(made, phases=(phase,))
    half = len(people) // 2
    groups = tuple(
        Group(f"cities-{n}", "cities", tuple(p.id for p in some), (), ())
        for n, some in enumerate((people[:half], people[half:]), 1)
    )
    found = gathered(made, phase, groups, StageRun("groups", 1, 1))
    assert found is not None
    assert found.lacking == found.least == least_missing(made)


def solved(made: Programme, iterations: int = 5) -> int:
    """What the plan of a programme lacks."""
    found = solve_with_staff(made, made.phases[0], StageRun("groups", 1, iterations))
    return missing(made, found.groups)


@pytest.mark.parametrize("mode", ["simultaneous", "consecutive"])
def test_a_language_is_gathered_where_one_team_exists(mode: Mode) -> None:
    """Six speakers of a language and one team: they are in one group of three."""
    team = tuple(interpreter(f"I{n}", "fr", mode=mode) for n in range(2))
    people = tuple(
        speaker(n, "fr" if n < 4 else "en", f"{'SN' if n % 2 else 'ML'}") for n in range(12)
    )
    made = invented(
        people, (*team[: 2 if mode == "simultaneous" else 1], liaison("L0"), liaison("L1")), 3
    )
    assert solved(replace(made, phases=(replace(made.phases[0], size=(3, 5)),))) == 0


def test_idle_interpreters_escort_the_groups_that_have_no_liaison() -> None:
    """One group gathers the language, and the second pair accompanies the two others."""
    team = tuple(interpreter(f"I{n}", "fr") for n in range(4))
    people = tuple(speaker(n, "fr" if n < 4 else "en") for n in range(9))
    made = invented(people, team, 3)
    assert solved(replace(made, phases=(replace(made.phases[0], size=(2, 4)),))) == 0


def test_the_only_liaison_is_kept_from_the_country_of_its_conflicts() -> None:
    """Who the liaison does not work with is with the interpreter."""
    staff = (
        interpreter("I0", "fr", mode="consecutive"),
        replace(liaison("L0"), conflicts=(Country("ML"),)),
    )
    people = (
        speaker(0, "fr"),
        *(speaker(n, "en", "ML") for n in (1, 2)),
        *(speaker(n, "en", "KE") for n in (3, 4, 5)),
    )
    assert solved(invented(people, staff)) == 0


def test_two_teams_of_which_one_has_a_conflict_share_the_groups() -> None:
    """Speakers are in both groups; the country is only where the other team is."""
    staff = (
        interpreter("I0", "fr", mode="consecutive", conflicts=(Country("ML"),)),
        interpreter("I1", "fr", mode="consecutive"),
    )
    people = (
        *(speaker(n, "fr") for n in range(4)),
        *(speaker(n, "en", "ML") for n in (4, 5)),
        *(speaker(n, "en", "KE") for n in (6, 7)),
    )
    made = replace(invented(people, staff), pairs=(Pair("P0", "P1", "apart"),))
    assert solved(replace(made, phases=(replace(made.phases[0], size=(4, 4)),))) == 0


def test_pins_decide_which_language_has_two_teams() -> None:
    """Four who know both languages make two teams of the language whose speakers are pinned."""
    team = tuple(interpreter(f"I{n}", "fr", "ar", mode="consecutive") for n in range(3))
    pins = {0: "cities-1", 1: "cities-2"}
    people = (
        *(replace(speaker(n, "ar"), group=pins.get(n)) for n in range(2)),
        *(speaker(n, "fr") for n in range(2, 7)),
        speaker(7, "en"),
    )
    made = invented(people, team, 2)
    assert solved(replace(made, phases=(replace(made.phases[0], size=(2, 6)),))) == 0


def test_those_who_share_the_days_serve_one_group() -> None:
    """A language has two halves of an interpreter, so its speakers are together."""
    staff = (
        interpreter("I0", "fr", mode="consecutive", available_until=MIDDLE),
        interpreter("I1", "fr", mode="consecutive", available_from=MIDDLE + timedelta(1)),
        liaison("L0"),
    )
    people = tuple(speaker(n, "fr" if n % 2 else "en") for n in range(6))
    assert solved(invented(people, staff)) == 0


def test_no_search_follows_when_nothing_can_be_gained(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the model proves that a lack is unavoidable, the first groups stay."""
    searched = []
    whole = with_groups.solve

    def counted(*given: Any) -> Any:
        searched.append(given)
        return whole(*given)

    monkeypatch.setattr(with_groups, "solve", counted)
    people = tuple(speaker(n, "fr") for n in range(4))
    made = invented(people, (interpreter("I0", "fr"), liaison("L0"), liaison("L1")))
    assert solved(replace(made, phases=(replace(made.phases[0], size=(2, 2)),))) > 0
    assert len(searched) == 1


def test_moved_people_are_in_their_new_group_once() -> None:
    """Who is moved leaves the old group; the others stay."""
    groups = (Group("a", "x", ("P0", "P1"), (), ()), Group("b", "x", ("P2",), (), ()))
    found = moved(groups, {"P0": "b", "P2": "b"})
    assert [g.participants for g in found] == [("P1",), ("P2", "P0")]
