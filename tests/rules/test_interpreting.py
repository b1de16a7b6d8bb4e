"""The matching of interpreters and languages."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from sojourn.model import Language, StaffMember
from sojourn.rules.interpreting import interpreters_missing

LANGUAGES = ("ar", "es", "fr")


def _members(rows: list[tuple[str, str]]) -> list[StaffMember]:
    return [
        StaffMember(
            f"I{number}",
            "Name",
            "interpreter",
            tuple(Language(tag) for tag in tags.split()),
            "consecutive" if mode == "c" else "simultaneous",
        )
        for number, (tags, mode) in enumerate(rows)
    ]


def test_an_interpreter_serves_one_language() -> None:
    """One consecutive interpreter of two languages serves one of them."""
    members = _members([("ar fr", "c")])
    assert sum(interpreters_missing(["ar", "fr"], members).values()) == 1


def test_interpreters_are_moved_to_where_they_are_needed() -> None:
    """The one of two languages takes that which the other cannot."""
    members = _members([("ar fr", "c"), ("fr", "c")])
    assert interpreters_missing(["ar", "fr"], members) == {}
    members = _members([("ar fr", "s"), ("ar fr", "s"), ("fr", "s"), ("fr", "s")])
    assert interpreters_missing(["ar", "fr"], members) == {}


def test_without_interpreters_one_consecutive_is_missing() -> None:
    """The fewest that would do are missing: one consecutive."""
    assert interpreters_missing(["fr"], []) == {"fr": 1}


def _slow(languages: list[str], members: list[StaffMember]) -> int:
    """Try every service of every interpreter and every mode of every language."""
    least = 10**6
    choices = [
        [language for language in languages if language in m.languages] + [""] for m in members
    ]
    for served in product(*choices):
        missing = 0
        for language in languages:
            modes = [m.mode for m, s in zip(members, served, strict=True) if s == language]
            missing += min(
                max(0, 2 - modes.count("simultaneous")), max(0, 1 - modes.count("consecutive"))
            )
        least = min(least, missing)
    return least


@given(
    st.lists(st.sampled_from(LANGUAGES), unique=True),
    st.lists(
        st.tuples(
            st.sampled_from(("ar", "es", "fr", "ar fr", "es fr", "ar es fr")), st.sampled_from("cs")
        ),
        max_size=6,
    ),
)
@settings(max_examples=150, deadline=None)
def test_the_matching_equals_trying_everything(
    languages: list[str], rows: list[tuple[str, str]]
) -> None:
    """The fewest missing are found, as by trying everything."""
    members = _members(rows)
    assert sum(interpreters_missing(languages, members).values()) == _slow(languages, members)
