from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.sessions.conferences import conference

from sojourn.engine.sessions.interest import interest_matrix, themes_of
from sojourn.rules.worth import fit_points


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_interest_is_the_points_of_the_rules(seed: int) -> None:
    """Each entry is what `fit_points` gives for the session alone."""
    programme = conference(seed, people=5, sessions=5)
    matrix = interest_matrix(programme.participants, programme.sessions)
    for i, person in enumerate(programme.participants):
        for j, session in enumerate(programme.sessions):
            assert matrix[i, j] == pytest.approx(fit_points(person.interests, session.themes))


def test_no_people_or_sessions() -> None:
    """Empty tables give empty arrays."""
    programme = conference(1, people=3, sessions=2)
    assert interest_matrix((), programme.sessions).shape == (0, 2)
    assert interest_matrix(programme.participants, ()).shape == (3, 0)
    assert themes_of((), []) == []
