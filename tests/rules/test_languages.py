"""Interpreted languages of groups, and company on every day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.rules.building import (
    FR,
    changed_group,
    changed_row,
    found,
    hard,
    make_plan,
    make_programme,
    with_rule,
)

from sojourn.model import Country, Language, Programme, StaffMember


def test_a_group_has_at_most_its_languages() -> None:
    """Two interpreted languages where one is allowed are one too many."""
    programme = _arabic()
    (finding,) = found(programme, make_plan(), "group_languages")
    assert (finding.who, finding.amount) == (("cities-1",), 1)
    assert "Arabic and French" in finding.text
    phases = tuple(replace(p, max_languages=2) for p in programme.phases)
    assert found(replace(programme, phases=phases), make_plan(), "group_languages") == []


def _arabic() -> Programme:
    programme = changed_row(make_programme(), "participants", "P2", languages=(Language("ar"),))
    member = StaffMember("I2", "Ida", "interpreter", (Language("ar"),), "consecutive")
    return replace(programme, staff=(*programme.staff, member))


def test_each_language_has_its_interpreters() -> None:
    """Arabic lacks its interpreter in cities-1 and when all are together."""
    findings = hard(found(_arabic(), make_plan(), "interpreted"))
    assert [(f.who, f.amount) for f in findings] == [
        (("cities-1",), 1),
        (("closing-all",), 1),
        (("opening-all",), 1),
    ]
    assert found(make_programme(), make_plan(), "interpreted") == []


def test_simultaneous_interpreters_come_in_pairs() -> None:
    """One simultaneous interpreter is not enough, unless the setting says so."""
    programme = changed_row(make_programme(), "staff", "I1", mode="simultaneous")
    assert {f.amount for f in found(programme, make_plan(), "interpreted")} == {1}
    alone = with_rule(programme, "interpreted", settings={"simultaneous": 1})
    assert found(alone, make_plan(), "interpreted") == []


def test_interpreters_count_on_the_days_on_which_they_work() -> None:
    """A day on which the interpreter is away is named."""
    programme = changed_row(make_programme(), "staff", "I1", available_until=date(2021, 5, 8))
    findings = found(programme, make_plan(), "interpreted")
    cities = next(f for f in findings if f.who == ("cities-1",))
    assert "on Sun 9 May:" in cities.text


def test_languages_that_nobody_covers_are_told_softly() -> None:
    """Who speaks no language of any interpreter is told of, and breaks nothing."""
    programme = changed_row(make_programme(), "participants", "P2", languages=(Language("vi"),))
    findings = found(programme, make_plan(), "interpreted")
    assert {f.level for f in findings} == {"soft"}
    assert {f.who for f in findings} == {("P2",)}


def test_every_travelling_group_is_accompanied() -> None:
    """A group of a split phase without staff, or whose staff leave early, is found."""
    alone = changed_group(make_plan(), "cities-2", staff=())
    assert [f.who for f in found(make_programme(), alone, "accompanied")] == [("cities-2",)]
    short = changed_row(make_programme(), "staff", "L1", available_until=date(2021, 5, 8))
    (finding,) = found(short, make_plan(), "accompanied")
    assert "Sun 9 May" in finding.text
    together = changed_group(make_plan(), "opening-all", staff=("I1",))
    assert found(make_programme(), together, "accompanied") == []


def test_a_liaison_is_no_interpreter() -> None:
    """A liaison who speaks French does not interpret."""
    programme = changed_row(make_programme(), "staff", "L1", languages=FR)
    plan = changed_group(make_plan(), "cities-1", staff=("L1",))
    assert ("cities-1",) in {f.who for f in found(programme, plan, "interpreted")}


def test_what_is_lacking_names_rows_and_what_would_help() -> None:
    """A finding tells why each interpreter of the language is not there, and who would help."""
    programme = changed_row(make_programme(), "staff", "I1", available_until=date(2021, 5, 8))
    findings = found(programme, make_plan(), "interpreted")
    cities = next(f for f in findings if f.who == ("cities-1",))
    assert "I1 does not work then (staff.csv, from and until of I1)" in cities.text
    assert "What would help: for French 1 consecutive interpreter or 2 simultaneous" in cities.text
    elsewhere = changed_group(make_plan(), "cities-1", staff=())
    texts = [f.text for f in found(make_programme(), elsewhere, "interpreted")]
    assert any("I1 is free" in text for text in texts)
    shy = changed_row(make_programme(), "staff", "I1", conflicts=(Country("BR"),))
    texts = [f.text for f in found(shy, elsewhere, "interpreted")]
    assert any("people from Brazil (staff.csv, conflicts of I1)" in text for text in texts)


def test_a_language_without_an_interpreter_names_its_speakers() -> None:
    """Whose languages nobody covers is told of with the cell and the language wanted."""
    programme = changed_row(make_programme(), "participants", "P2", languages=(Language("vi"),))
    text = found(programme, make_plan(), "interpreted")[0].text
    assert "participants.csv, languages of P2" in text
    assert "an interpreter of Vietnamese in staff.csv" in text
