"""What people get: objectives, themes, fairness."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.building import (
    changed_event,
    changed_row,
    found,
    make_plan,
    make_programme,
    may,
    with_rule,
    without_event,
)

from sojourn.model import Objective
from sojourn.rules import assess, theme_points


def test_objectives_are_met_by_everyone() -> None:
    """Without the plenary nobody meets its objective; all are one finding."""
    assert found(make_programme(), make_plan(), "objective_coverage") == []
    plan = without_event(make_plan(), "E01")
    (finding,) = found(make_programme(), plan, "objective_coverage")
    assert (len(finding.who), finding.amount, finding.level) == (6, 6, "soft")
    assert "meet 'rights' 0 times; at least 1 is wanted." in finding.text
    assert assess(make_programme(), plan).score.by_rule["objective_coverage"] == -600


def test_people_are_counted_by_how_often_they_meet_an_objective() -> None:
    """Two times of three leave one missing, one leaves two."""
    programme = replace(make_programme(), objectives=(Objective("rights", "Rights", 3),))
    programme = changed_row(programme, "offers", "A1", objectives=("rights",))
    findings = found(programme, make_plan(), "objective_coverage")
    assert sorted((f.who, f.amount) for f in findings) == [
        (("P1", "P2", "P3"), 3),
        (("P4", "P5", "P6"), 6),
    ]


def test_who_is_not_there_does_not_meet_an_objective() -> None:
    """A member who arrives after the plenary misses it."""
    programme = changed_row(make_programme(), "participants", "P6", arrives=may(4, 9))
    assert [f.who for f in found(programme, make_plan(), "objective_coverage")] == [("P6",)]


def test_theme_points_follow_the_formula() -> None:
    """P1 (cyber 3) meets weights 2 and 1, P4 (cyber 1) weight 1, P2 nothing."""
    points = assess(make_programme(), make_plan()).score.by_rule["theme_fit"]
    assert points == pytest.approx(3 * theme_points(3) + theme_points(1), abs=1e-3)


def test_meetings_count_half() -> None:
    """A counterpart's themes count at half their weight."""
    programme = changed_row(make_programme(), "counterparts", "C1", themes={"borders": 2.0})
    gained = (
        assess(programme, make_plan()).score.by_rule["theme_fit"]
        - assess(make_programme(), make_plan()).score.by_rule["theme_fit"]
    )
    assert gained == pytest.approx(2 * theme_points(1), abs=1e-3)


def test_low_shares_are_told() -> None:
    """Who meets less than the share `low` of what could be theirs is named."""
    (finding,) = found(make_programme(), make_plan(), "theme_fit")
    assert finding.who == ("P2", "P4")
    content = with_rule(make_programme(), "theme_fit", settings={"low": 0})
    assert found(content, make_plan(), "theme_fit") == []


def test_the_worst_share_counts() -> None:
    """P2 gets nothing, so fairness gives nothing; without P2's interests it is P4's share."""
    assert assess(make_programme(), make_plan()).score.by_rule["fair_share"] == 0
    assert [f.who for f in found(make_programme(), make_plan(), "fair_share")] == [("P2",)]
    programme = changed_row(make_programme(), "participants", "P2", interests={})
    points = assess(programme, make_plan()).score.by_rule["fair_share"]
    assert points == pytest.approx(1000 * theme_points(1) / 10, abs=1e-3)


def test_more_is_never_worth_less() -> None:
    """Taking somebody out of an event does not raise the points of themes."""
    whole = assess(make_programme(), make_plan()).score.by_rule["theme_fit"]
    plan = changed_event(make_plan(), "E16", participants=("P2", "P4"))
    assert assess(make_programme(), plan).score.by_rule["theme_fit"] < whole
