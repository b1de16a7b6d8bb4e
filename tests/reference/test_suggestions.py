"""Guessing which name was meant."""

from __future__ import annotations

from sojourn.reference.suggestions import closest, folded

NAMES = {"guinea": "GN", "guinea bissau": "GW", "burkina faso": "BF", "iran": "IR", "fra": "FR"}


def test_folding_ignores_accents_case_and_punctuation() -> None:
    """Names that differ only in accents, case, apostrophes and blanks are one name."""
    assert folded("  CÔTE d’Ivoire ") == folded("cote d'ivoire") == "cote d ivoire"


def test_exact_names_win_over_longer_ones() -> None:
    """Guinea is Guinea although Guinea-Bissau begins with it."""
    assert closest("Guinea", NAMES) == "GN"


def test_beginnings_are_understood_both_ways() -> None:
    """A name cut short, and a name with an official addition, are both recognised."""
    assert closest("Burkina", NAMES) == "BF"
    assert closest("Iran, Islamic Republic of", NAMES) == "IR"


def test_a_misspelling_is_recognised() -> None:
    """One swapped letter is no hindrance."""
    assert closest("Gunieq Bissau", NAMES) == "GW"


def test_short_codes_are_never_guessed() -> None:
    """Three letters are a code that is known or is not."""
    assert closest("fra", NAMES) == "FR"
    assert closest("frb", NAMES) is None


def test_nothing_means_nothing() -> None:
    """Blanks and noise have no meaning."""
    assert closest("  ", NAMES) is None
    assert closest("xqzwv", NAMES) is None
