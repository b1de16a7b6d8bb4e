"""How groups are mixed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.rules.building import changed_row, found, make_plan, make_programme, with_rule

from sojourn.model import Country, Group, Phase, Programme, Stop
from sojourn.rules import assess


def test_compatriots_in_a_group_are_counted() -> None:
    """Two people from one country in a group are one pair, at the weight of the rule."""
    programme = changed_row(make_programme(), "participants", "P2", country=Country("SN"))
    (finding,) = found(programme, make_plan(), "same_country")
    assert (finding.who, finding.amount, finding.level) == (("P1", "P2"), 1, "soft")
    assert assess(programme, make_plan()).score.by_rule["same_country"] == -20
    assert found(make_programme(), make_plan(), "same_country") == []


def test_clusters_count_compatriots_who_are_parted() -> None:
    """Where clusters are preferred, a country in two groups is a pair, one in a group is none."""
    cluster = with_rule(make_programme(), "same_country", settings={"prefer": "cluster"})
    parted = changed_row(cluster, "participants", "P4", country=Country("SN"))
    assert [f.amount for f in found(parted, make_plan(), "same_country")] == [1]
    united = changed_row(cluster, "participants", "P2", country=Country("SN"))
    assert found(united, make_plan(), "same_country") == []


def _with(column: str, values: str) -> Programme:
    programme = make_programme()
    people = tuple(
        replace(p, **{column: value})
        for p, value in zip(programme.participants, values, strict=True)
    )
    return replace(programme, participants=people)


def test_fields_are_spread_evenly() -> None:
    """Three of a field in one of two groups are one too many there and one too few elsewhere."""
    for column in ("field", "gender"):
        uneven = found(_with(column, "aaabbb"), make_plan(), "spread")
        assert [f.amount for f in uneven] == [2 + 0, 2 + 0], column
        assert found(_with(column, "aabbba"), make_plan(), "spread") == []


def test_the_only_woman_of_a_group_is_found() -> None:
    """One woman among men is alone; two are not, nor is a group of men."""
    assert [f.who for f in found(_with("gender", "fmmmmm"), make_plan(), "lone_gender")] == [
        ("P1",)
    ]
    assert found(_with("gender", "mmmfff"), make_plan(), "lone_gender") == []


def test_hosts_seen_before_are_found() -> None:
    """Who has seen the city is named; hosts of phases together do not count."""
    programme = changed_row(
        make_programme(), "participants", "P2", visited=("austin", "washington")
    )
    (finding,) = found(programme, make_plan(), "visited")
    assert finding.who == ("P2",)
    assert "Austin" in finding.text


def test_people_together_a_second_time_are_counted() -> None:
    """Three people in one group of two split phases are three pairs."""
    programme, plan = make_programme(), make_plan()
    again = Phase(
        "more", "split", "More", ("austin",), date(2021, 5, 13), date(2021, 5, 14), groups=1
    )
    stop = (Stop("austin", again.starts, again.ends),)
    programme = replace(programme, phases=(*programme.phases, again))
    group = Group("more-1", "more", ("P1", "P2", "P3", "P4"), (), stop)
    (finding,) = found(programme, replace(plan, groups=(*plan.groups, group)), "new_faces")
    assert (finding.who, finding.amount) == (("P1", "P2", "P3"), 3)
    assert found(make_programme(), plan, "new_faces") == []
