"""Languages: existence, names, suggestions and where they are official."""

from __future__ import annotations

import pytest

from sojourn.reference.countries import REGIONS
from sojourn.reference.languages import (
    is_language,
    language_name,
    languages_of,
    suggest_language,
)


@pytest.mark.parametrize(
    "tag", ["en", "EN", "fa-AF", "prs", "zh-Hans", "zh-Hant-TW", "es-419", "sr-Latn", "ckb", "cmn"]
)
def test_tags_that_exist(tag: str) -> None:
    """Languages with and without script and region exist, in any case."""
    assert is_language(tag)


@pytest.mark.parametrize(
    "tag", ["", "xx", "e", "english", "mul", "en-XX", "zh-Hanx", "12", "fr;en"]
)
def test_tags_that_do_not_exist(tag: str) -> None:
    """Invented languages, scripts and regions are refused."""
    assert not is_language(tag)


@pytest.mark.parametrize("tag", ["eng", "fra", "fre", "ger"])
def test_long_codes_of_languages_with_two_letters_are_refused(tag: str) -> None:
    """BCP 47 asks for the shortest code; it is suggested instead."""
    assert not is_language(tag)
    assert suggest_language(tag) == {"eng": "en", "fra": "fr", "fre": "fr", "ger": "de"}[tag]


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en", "English"),
        ("fa-AF", "Dari"),
        ("zh-Hans", "Simplified Chinese"),
        ("zh-Hant-TW", "Traditional Chinese (Taiwan)"),
        ("sr-Latn", "Serbian (Latin)"),
        ("iw", "Hebrew"),
        ("prs", "Dari"),
        ("xx", "xx"),
    ],
)
def test_names(tag: str, name: str) -> None:
    """A tag is named as exactly as there is a name for it."""
    assert language_name(tag) == name


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Frensh", "fr"),
        ("french", "fr"),
        ("Farsi", "fa"),
        ("Dari", "fa-AF"),
        ("Mandarin", "zh"),
        ("Portugese", "pt"),
        ("zh_Hans", "zh-Hans"),
    ],
)
def test_suggestions(text: str, tag: str) -> None:
    """Names, misspelt ones too, lead to the tag."""
    assert suggest_language(text) == tag


def test_no_suggestion_for_noise() -> None:
    """Nothing is suggested for what resembles nothing."""
    assert suggest_language("qqqqqq") is None
    assert suggest_language("zz") is None


@pytest.mark.parametrize(
    ("country", "tags"),
    [
        ("BE", ("nl", "fr", "de")),
        ("MX", ("es",)),
        ("AF", ("fa-AF", "ps")),
        ("XK", ("sq", "sr")),
        ("AQ", ()),
        ("ZZ", ()),
    ],
)
def test_official_languages(country: str, tags: tuple[str, ...]) -> None:
    """Official languages come with the most spoken first, one tag for each language."""
    assert languages_of(country) == tags


def test_official_languages_exist() -> None:
    """Every official language of every country is a language."""
    for code in (code for codes in REGIONS.values() for code in codes.split()):
        assert all(is_language(tag) for tag in languages_of(code)), code
