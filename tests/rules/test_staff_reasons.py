"""Why staff are not where they are wanted."""

from __future__ import annotations

from dataclasses import replace

from tests.rules.building import changed_group, found, make_plan, make_programme

from sojourn.model import Language, StaffMember


def test_who_is_with_another_group_is_named_with_it() -> None:
    """An interpreter who travels with another group is told to be there."""
    plan = changed_group(make_plan(), "cities-1", staff=())
    plan = changed_group(plan, "cities-2", staff=("I1",))
    texts = [f.text for f in found(make_programme(), plan, "interpreted")]
    assert any("I1 is with cities-2" in text for text in texts)


def test_a_liaison_who_could_come_is_told_to_be_free() -> None:
    """A group that is alone names the liaison who is with nobody, and what would help."""
    plan = changed_group(make_plan(), "cities-2", staff=())
    (finding,) = found(make_programme(), plan, "accompanied")
    assert "L1 is free" in finding.text
    assert "What would help: one more liaison" in finding.text


def test_only_some_are_named_where_there_are_many() -> None:
    """Of ten interpreters six are named, and the rest counted."""
    extra = tuple(
        StaffMember(f"X{n}", f"X {n}", "interpreter", (Language("fr"),)) for n in range(9)
    )
    made = make_programme()
    made = replace(made, staff=(*made.staff, *extra))
    plan = changed_group(make_plan(), "cities-1", staff=())
    texts = [f.text for f in found(made, plan, "interpreted") if f.who == ("cities-1",)]
    assert any("4 more are not there either" in text for text in texts)
