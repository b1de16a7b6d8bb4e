"""Pairs that are apart or together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.rules.building import changed_row, found, hard, make_plan, make_programme, with_rule

from sojourn.model import Country, Pair, Programme
from sojourn.rules import assess


def _with(*pairs: Pair) -> Programme:
    return replace(make_programme(), pairs=pairs)


def test_people_kept_apart_share_no_group() -> None:
    """P1 and P2 share cities-1; P1 and P4 share no group of a split phase."""
    (finding,) = found(_with(Pair("P1", "P2", "apart")), make_plan(), "apart")
    assert (finding.who, finding.amount, finding.level) == (("P1", "P2"), 1, "hard")
    assert found(_with(Pair("P1", "P4", "apart")), make_plan(), "apart") == []


def test_people_kept_together_share_their_group() -> None:
    """P1 and P4 are in different groups, P1 and P3 in one."""
    assert found(_with(Pair("P1", "P4", "together")), make_plan(), "together")
    assert found(_with(Pair("P1", "P3", "together")), make_plan(), "together") == []


def test_a_country_stands_for_its_people() -> None:
    """Country with country, person with country, and a country with itself count all pairs."""
    programme = _with(Pair("SN", "BR", "apart"), Pair("P1", "br", "apart"))
    assert len(found(programme, make_plan(), "apart")) == 2
    two = changed_row(_with(Pair("IN", "IN", "apart")), "participants", "P2", country=Country("IN"))
    (finding,) = found(two, make_plan(), "apart")
    assert (finding.who, finding.amount) == (("P2", "P3"), 1)
    assert "India" in finding.text


def test_a_country_apart_from_itself_says_nothing_of_one_person() -> None:
    """Nobody is apart from themselves."""
    assert found(_with(Pair("SN", "SN", "apart")), make_plan(), "apart") == []


def test_phases_after_until_are_free() -> None:
    """A pair holds in phases that begin by its date."""
    before, on = date(2021, 5, 4), date(2021, 5, 5)
    assert found(_with(Pair("P1", "P2", "apart", until=before)), make_plan(), "apart") == []
    assert found(_with(Pair("P1", "P2", "apart", until=on)), make_plan(), "apart")


def test_the_level_of_the_row_counts() -> None:
    """A soft row is a price at its own weight; a rule made soft makes all rows soft."""
    programme = _with(Pair("P1", "P2", "apart", "soft", weight=12.0))
    assert hard(found(programme, make_plan(), "apart")) == []
    assert assess(programme, make_plan()).score.by_rule["apart"] == -12.0
    soft = with_rule(_with(Pair("P1", "P2", "apart")), "apart", level="soft", weight=5.0)
    assert hard(found(soft, make_plan(), "apart")) == []
    assert assess(soft, make_plan()).score.by_rule["apart"] == -5.0


def test_people_who_are_not_confirmed_have_no_pairs() -> None:
    """A withdrawn participant is kept apart from nobody."""
    programme = changed_row(
        _with(Pair("P1", "P2", "apart")), "participants", "P2", status="withdrawn"
    )
    assert found(programme, make_plan(), "apart") == []
