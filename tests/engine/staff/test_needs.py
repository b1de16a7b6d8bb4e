"""What a set of interpreters covers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.engine.staff.test_assign import interpreter, least_missing

from sojourn.engine.groups.supply import TeamRule
from sojourn.engine.staff.needs import missing_interpreters
from sojourn.model import Mode

CREW = st.lists(
    st.tuples(
        st.lists(st.sampled_from(("fr", "ar", "es")), min_size=1, max_size=3, unique=True),
        st.just("simultaneous"),
    ),
    max_size=7,
)


@given(CREW)
def test_pairs_are_matched_as_well_as_possible(crew: list[tuple[list[str], Mode]]) -> None:
    """With simultaneous interpreters only, as few are missing as in the best assignment."""
    staff = [interpreter(f"I{n}", *tags, mode=mode) for n, (tags, mode) in enumerate(crew)]
    missing = missing_interpreters(("ar", "es", "fr"), staff, TeamRule())
    assert sum(missing.values()) == least_missing(["ar", "es", "fr"], crew)


def test_a_consecutive_interpreter_serves_the_language_without_a_pair() -> None:
    """Whoever knows both languages serves the one that no pair covers."""
    staff = [
        interpreter("I0", "fr"),
        interpreter("I1", "fr"),
        interpreter("I2", "fr", "ar", mode="consecutive"),
    ]
    assert missing_interpreters(("ar", "fr"), staff, TeamRule()) == {}
