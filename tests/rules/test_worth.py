"""The formulas of what people get."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.building import changed_row, make_programme

from sojourn.model import Wish
from sojourn.rules.worth import (
    affinity,
    best_theme_points,
    fit_points,
    interest_match,
    meeting_points,
    points_of_meetings,
    theme_points,
)

WEIGHTS = st.dictionaries(st.sampled_from("abcd"), st.floats(0, 5), max_size=4)


def test_theme_points_have_their_known_values() -> None:
    """Nothing is worth 0, a weight of 1 is worth 1, of 2 is worth 1.9."""
    assert [theme_points(x) for x in (0, 1, 2)] == pytest.approx([0, 1, 1.9])


@given(st.floats(0, 50), st.floats(0.01, 5))
def test_the_second_meeting_is_worth_less(x: float, step: float) -> None:
    """The points rise, by less each time, and stay below ten."""
    first = theme_points(x + step) - theme_points(x)
    second = theme_points(x + 2 * step) - theme_points(x + step)
    assert -1e-9 <= second <= first + 1e-9
    assert theme_points(x) <= 10


@given(WEIGHTS, WEIGHTS)
def test_fit_is_at_most_what_could_be_had(
    interests: dict[str, float], met: dict[str, float]
) -> None:
    """Points lie between 0 and full points in every theme."""
    assert 0 <= fit_points(interests, met) <= best_theme_points(interests) + 1e-9
    assert 0 <= interest_match(interests, met) <= 1
    assert affinity(interests, met) >= 0


def test_meetings_are_worth_wishes_then_interests_from_both_sides() -> None:
    """A wish comes first, interests fill the rest, the counterpart's preference is added."""
    programme = changed_row(make_programme(), "counterparts", "C1", themes={"cyber": 2.0})
    ana, bem = programme.participant["P1"], programme.participant["P2"]
    cee = programme.counterpart["C1"]
    assert meeting_points(programme)(ana, cee) == pytest.approx(2.5 * 3 * 2 / (5 * 2))
    assert meeting_points(programme)(bem, cee) == 0
    preferring = changed_row(programme, "counterparts", "C1", prefers=("P2", "SN"))
    cee = preferring.counterpart["C1"]
    worth = meeting_points(preferring)
    assert worth(bem, cee) == 2.5
    assert worth(ana, cee) == pytest.approx(1.5 + 1.5)


def test_a_wish_of_nothing_is_a_wish() -> None:
    """A row of weight 0 says that interests do not count."""
    programme = changed_row(make_programme(), "counterparts", "C1", themes={"cyber": 2.0})
    programme = replace(programme, wishes=(Wish("P1", "C1", 0), Wish("P2", "C1", 4)))
    worth = meeting_points(programme)
    cee = programme.counterpart["C1"]
    assert worth(programme.participant["P1"], cee) == 0
    assert worth(programme.participant["P2"], cee) == 4


def test_meetings_with_many_are_worth_what_they_are_worth_one_by_one() -> None:
    """All counterparts at once give the points of each alone: wishes, interests, preferences."""
    programme = changed_row(make_programme(), "counterparts", "C1", themes={"cyber": 2.0})
    first = programme.counterpart["C1"]
    others = (
        replace(first, id="X1", prefers=("P2", "SN")),
        replace(first, id="X2", themes={}),
        replace(first, id="X3", themes={"cyber": 1.0, "borders": 3.0}),
    )
    wishes = (Wish("P1", "C1", 0), Wish("P2", "X3", 4))
    counterparts = (*programme.counterparts, *others)
    programme = replace(programme, counterparts=counterparts, wishes=wishes)
    one, many = meeting_points(programme), points_of_meetings(programme, counterparts)
    for person in programme.participants:
        assert many(person) == pytest.approx([one(person, c) for c in counterparts])
