"""Staff for the groups of split phases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sojourn.engine.run import StageRun
from sojourn.engine.staff import assign, solve_with_staff, with_groups
from sojourn.model import (
    Country,
    Group,
    Host,
    Language,
    Mode,
    Offer,
    OfferPin,
    Participant,
    Phase,
    Programme,
    StaffMember,
    Stop,
)

FIRST = date(2020, 4, 5)
LAST = date(2020, 4, 9)


def speaker(number: int, language: str, country: str = "SN") -> Participant:
    """A participant who works in one language."""
    return Participant(f"P{number}", "Given", f"{number}", Country(country), (Language(language),))


def interpreter(
    name: str, *languages: str, mode: Mode = "simultaneous", **changes: object
) -> StaffMember:
    """An interpreter between `languages`."""
    spoken = tuple(Language(tag) for tag in languages)
    return StaffMember(name, name, "interpreter", spoken, mode, **changes)  # type: ignore[arg-type]


def liaison(name: str) -> StaffMember:
    """A liaison."""
    return StaffMember(name, name, "liaison", (Language("en"),))


def invented(
    people: tuple[Participant, ...], staff: tuple[StaffMember, ...], groups: int = 2
) -> Programme:
    """A programme of one split phase at two hosts."""
    hosts = tuple(
        Host(name, name.title(), 40.0, -80.0 - n, "America/New_York")
        for n, name in enumerate(("austin", "boston", "denver"))
    )
    names = tuple(h.id for h in hosts)
    phase = Phase("cities", "split", "Cities", names, FIRST, LAST, groups=groups, size=(1, 9))
    return Programme(
        "p", "P", FIRST, LAST, phases=(phase,), participants=people, hosts=hosts, staff=staff
    )


def grouped(*members: tuple[str, ...]) -> tuple[Group, ...]:
    """Groups with these members, the first in Austin, the second in Boston, the third in Denver."""
    return tuple(
        Group(f"cities-{n}", "cities", ids, (), (Stop(host, FIRST, LAST),))
        for n, (ids, host) in enumerate(
            zip(members, ("austin", "boston", "denver"), strict=False), 1
        )
    )


def test_staff_leave_room_at_a_pinned_offer() -> None:
    """A group with a pinned visit for three gets one liaison, the other group the second."""
    made = invented(
        (speaker(0, "en"), speaker(1, "en"), speaker(2, "en")),
        (liaison("L0"), liaison("L1"), liaison("L2")),
    )
    pin = OfferPin("cities-1", datetime(2020, 4, 6, 10))
    visit = Offer("O1", "austin", "site_visit", "Visit", 60, (), capacity=3, pin=pin)
    made = replace(made, offers=(visit,))
    groups = grouped(("P0", "P1"), ("P2",))
    staffed = assign(made, made.phases[0], groups, StageRun("groups")).groups
    assert [len(g.staff) for g in staffed] == [1, 2]


def test_each_interpreter_serves_one_language_of_one_group() -> None:
    """Two pairs are made of four interpreters though two of them could serve both languages."""
    made = invented(
        (speaker(0, "fr"), speaker(1, "ar")),
        (
            interpreter("I0", "fr", "ar"),
            interpreter("I1", "fr"),
            interpreter("I2", "ar"),
            interpreter("I3", "ar", "fr"),
        ),
    )
    found = assign(made, made.phases[0], grouped(("P0",), ("P1",)), StageRun("groups"))
    groups, short = found.groups, found.short
    assert short == ()
    assert "I1" in groups[0].staff and "I2" in groups[1].staff
    assert all(len(g.staff) == 2 for g in groups)


def test_one_consecutive_interpreter_does_for_a_pair() -> None:
    """Where there is no pair a single consecutive interpreter covers a language."""
    staff = (interpreter("I0", "fr"), interpreter("I1", "fr", mode="consecutive"))
    made = invented((speaker(0, "fr"), speaker(1, "en")), (*staff, liaison("L0")))
    found = assign(made, made.phases[0], grouped(("P0",), ("P1",)), StageRun("groups"))
    groups, short = found.groups, found.short
    assert short == ()
    assert "I1" in groups[0].staff
    assert groups[1].staff == ("L0",)


def test_part_time_interpreters_complete_each_other() -> None:
    """Two halves of the phase are covered by two people, and the missing pair partner is told."""
    half = FIRST + timedelta(2)
    staff = (
        interpreter("I0", "fr"),
        interpreter("I1", "fr", available_until=half),
        interpreter("I2", "fr", available_from=half + timedelta(1)),
    )
    made = invented((speaker(0, "fr"), speaker(1, "en")), (*staff, liaison("L0")))
    found = assign(made, made.phases[0], grouped(("P0",), ("P1",)), StageRun("groups"))
    groups, short = found.groups, found.short
    assert short == ()
    assert groups[0].staff == ("I0", "I1", "I2")
    lacking = replace(made, staff=made.staff[:2] + made.staff[3:])
    short = assign(lacking, lacking.phases[0], grouped(("P0",), ("P1",)), StageRun("groups")).short
    assert [(s.group, s.language, s.amount) for s in short] == [("cities-1", "fr", 2)]


def test_staff_do_not_work_with_countries_of_their_conflicts() -> None:
    """Of two teams the one without a conflict serves the group that holds the country."""
    staff = tuple(
        interpreter(f"I{n}", "fr", mode="consecutive", conflicts=(Country("ML"),) * (n == 0))
        for n in range(2)
    )
    people = (speaker(0, "fr"), speaker(1, "fr"), speaker(2, "en", "ML"))
    made = invented(people, staff)
    groups = assign(made, made.phases[0], grouped(("P0", "P2"), ("P1",)), StageRun("groups")).groups
    assert groups[0].staff == ("I1",) and groups[1].staff == ("I0",)


def test_groups_are_formed_anew_where_conflicts_leave_a_language_uncovered() -> None:
    """The only team of a language does not end up with the country that it does not work with."""
    staff = (
        interpreter("I0", "fr", mode="consecutive", conflicts=(Country("ML"),)),
        liaison("L0"),
        liaison("L1"),
    )
    people = (
        *(speaker(n, "fr") for n in range(3)),
        *(speaker(n, "en", "ML") for n in range(3, 6)),
    )
    made = invented(people, staff)
    found = solve_with_staff(made, made.phases[0], StageRun("groups", 1, 5))
    for group in found.groups:
        countries = {made.participant[p].country for p in group.participants}
        assert len(countries) == 1
        assert ("I0" in group.staff) == (countries == {"SN"})


@pytest.mark.parametrize("mode", ["simultaneous", "consecutive"])
def test_conflicts_of_the_only_team_are_known_from_the_first_search(
    monkeypatch: pytest.MonkeyPatch, mode: Mode
) -> None:
    """One search keeps the countries of both conflicts away from the speakers of a language."""
    monkeypatch.setattr(with_groups, "ROUNDS", 1)
    shy = (Country("ML"), Country("NE"))
    team = [interpreter(f"I{n}", "fr", mode=mode, conflicts=shy) for n in range(2)]
    team = team[: 2 if mode == "simultaneous" else 1]
    people = (
        *(speaker(n, "fr") for n in range(3)),
        *(speaker(n, "en", ("ML", "NE")[n % 2]) for n in range(3, 6)),
    )
    made = invented(people, (*team, liaison("L0"), liaison("L1")))
    found = solve_with_staff(made, made.phases[0], StageRun("groups", 1, 5))
    assert {len({p in ("P0", "P1", "P2") for p in g.participants}) for g in found.groups} == {1}


def test_each_group_has_somebody_and_large_groups_more() -> None:
    """Liaisons go to every group first and then to the largest."""
    made = invented(
        tuple(speaker(n, "en") for n in range(8)), tuple(liaison(f"L{n}") for n in range(3))
    )
    groups = assign(
        made,
        made.phases[0],
        grouped(("P0", "P1"), tuple(f"P{n}" for n in range(2, 8))),
        StageRun("groups"),
    ).groups
    assert [len(g.staff) for g in groups] == [1, 2]


def test_an_interpreter_who_is_not_needed_accompanies_where_nobody_else_does() -> None:
    """Without liaisons a spare interpreter keeps a group from being alone."""
    made = invented((speaker(0, "en"),), (interpreter("I0", "fr"),), groups=1)
    groups = assign(made, made.phases[0], grouped(("P0",)), StageRun("groups")).groups
    assert groups[0].staff == ("I0",)


def test_no_staff_at_all_is_no_error() -> None:
    """Groups without staff come back as they were, and what is missing is told."""
    made = invented((speaker(0, "fr"),), (), groups=1)
    found = assign(made, made.phases[0], grouped(("P0",)), StageRun("groups"))
    groups, short = found.groups, found.short
    assert groups[0].staff == () and short == ()


@settings(deadline=None, max_examples=20)
@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from(("fr", "ar", "es")), min_size=1, max_size=2, unique=True),
            st.sampled_from(("simultaneous", "consecutive")),
        ),
        max_size=6,
    )
)
def test_as_few_interpreters_are_missing_as_possible(
    crew: list[tuple[list[str], Mode]],
) -> None:
    """What is missing is what trying every assignment would miss."""
    staff = tuple(interpreter(f"I{n}", *tags, mode=mode) for n, (tags, mode) in enumerate(crew))
    people = (speaker(0, "fr"), speaker(1, "ar"), speaker(2, "es"))
    made = invented(people, (*staff, liaison("L0"), liaison("L1")))
    groups = grouped(("P0", "P1"), ("P2",))
    short = assign(made, made.phases[0], groups, StageRun("groups", 1, 1)).short
    covered = made.interpreting_languages
    wanted = sorted({lang for lang in covered.values() if lang is not None})
    assert sum(s.amount for s in short) == 5 * least_missing(wanted, list(crew))


def least_missing(wanted: list[str], crew: list[tuple[list[str], Mode]]) -> int:
    """Fewest interpreters missing over all ways in which each serves one language or none."""

    def missing(teams: dict[str, list[str]]) -> int:
        short = 0
        for language in wanted:
            modes = teams.get(language, [])
            pair = max(0, 2 - modes.count("simultaneous"))
            short += 0 if "consecutive" in modes else min(1, pair)
        return short

    def tried(n: int, teams: dict[str, list[str]]) -> int:
        if n == len(crew):
            return missing(teams)
        best = tried(n + 1, teams)
        tags, mode = crew[n]
        for language in tags:
            best = min(best, tried(n + 1, {**teams, language: [*teams.get(language, []), mode]}))
        return best

    return tried(0, {})


@pytest.mark.parametrize("mode", ["simultaneous", "consecutive"])
def test_rooms_bound_the_staff(mode: Mode) -> None:
    """Further liaisons stay away from a host that has no room for them."""
    made = invented(
        (speaker(0, "en"), speaker(1, "fr")),
        (
            *(interpreter(f"I{n}", "fr", mode=mode) for n in range(2)),
            *(liaison(f"L{n}") for n in range(4)),
        ),
    )
    tight = (replace(made.hosts[0], lodging_rooms=2), *made.hosts[1:])
    made = replace(made, hosts=tight)
    groups = assign(made, made.phases[0], grouped(("P0",), ("P1",)), StageRun("groups")).groups
    assert len(groups[0].staff) == 1
