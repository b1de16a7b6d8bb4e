"""States by code and by name."""

from __future__ import annotations

import pytest

from sojourn.reference.states import STATES, us_state


def test_every_state_is_known_by_code_and_name() -> None:
    """Fifty states, the District and five territories lead to themselves."""
    assert len(STATES) == 56
    assert all(us_state(code.lower()) == us_state(name) == code for code, name in STATES.items())


@pytest.mark.parametrize(
    ("text", "code"),
    [("US-TX", "TX"), ("D.C.", "DC"), ("Washington, D.C.", "DC"), ("washington", "WA")],
)
def test_other_spellings(text: str, code: str) -> None:
    """ISO codes and the District's usual names are understood."""
    assert us_state(text) == code


@pytest.mark.parametrize("text", ["", "Bavaria", "XX"])
def test_other_places_are_no_states(text: str) -> None:
    """What is no state of the United States has no code."""
    assert us_state(text) is None
