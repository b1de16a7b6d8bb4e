"""``sojourn convert`` and ``sojourn new``."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Command

from sojourn import files, rules
from sojourn.cli.folders import profiles


def test_there_and_back_is_the_same(sojourn: Command, folder: Path, tmp_path: Path) -> None:
    """A folder turned into a workbook and back is the same programme."""
    assert sojourn("convert", folder, tmp_path / "book.xlsx") == 0
    assert sojourn("convert", tmp_path / "book.xlsx", tmp_path / "again") == 0
    assert files.read(tmp_path / "again") == files.read(folder)


def test_nothing_is_overwritten_unasked(sojourn: Command, folder: Path, tmp_path: Path) -> None:
    """A workbook that exists and a folder that is not empty need ``--force``."""
    book, used = tmp_path / "book.xlsx", tmp_path / "used"
    book.write_text("mine")
    used.mkdir()
    (used / "notes.txt").write_text("mine")
    for target in (book, used):
        assert sojourn("convert", folder, target) == 2
        assert "--force" in sojourn.err
        assert sojourn("convert", folder, target, "--force") == 0
    assert (used / "notes.txt").read_text() == "mine"
    assert sojourn("convert", folder, folder, "--force") == 2


@pytest.mark.parametrize("name", ["city-splits", "conference"])
def test_a_profile_is_a_whole_programme(sojourn: Command, tmp_path: Path, name: str) -> None:
    """What ``new`` makes from a profile is valid as it stands."""
    assert name in profiles()
    assert sojourn("new", tmp_path / "mine", "--like", name) == 0
    assert files.problems(tmp_path / "mine", known_rules=frozenset(rules.CATALOGUE)) == ()


def test_a_new_folder_like_another_has_no_participants(
    sojourn: Command, folder: Path, tmp_path: Path
) -> None:
    """The next edition keeps places, offers and staff and leaves the people open."""
    assert sojourn("new", tmp_path / "next", "--like", folder) == 0
    made = files.read(tmp_path / "next")
    before = files.read(folder)
    assert made.participants == ()
    assert made.hosts == before.hosts
    assert made.offers == before.offers
    assert made.staff == before.staff


def test_an_unknown_profile_is_told(sojourn: Command, tmp_path: Path) -> None:
    """The names that exist are told."""
    assert sojourn("new", tmp_path / "x", "--like", "citty-splits") == 2
    assert "city-splits" in sojourn.err
    assert not (tmp_path / "x").exists()
