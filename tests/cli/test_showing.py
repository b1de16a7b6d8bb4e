"""``sojourn show``."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Command


def test_a_person_sees_their_days(sojourn: Command, folder: Path, plan_file: Path) -> None:
    """A person's timetable has their events in local time, with places and zones."""
    assert sojourn("show", plan_file, "--folder", folder, "--person", "P001") == 0
    assert "Ana Exemplar (P001)" in sojourn.out
    assert "09:30-11:00" in sojourn.out
    assert "08:00 CDT-13:00 EDT" in sojourn.out
    assert "Cara Counter" in sojourn.out
    assert "Crime laboratory" not in sojourn.out


def test_a_group_is_shown_without_its_folder(sojourn: Command, plan_file: Path) -> None:
    """The plan alone is enough for a timetable, by ids and offsets."""
    assert sojourn("show", plan_file, "--group", "cities-2") == 0
    assert "Crime laboratory" in sojourn.out
    assert "UTC-06:00" in sojourn.out


def test_a_day_shows_every_group(sojourn: Command, folder: Path, plan_file: Path) -> None:
    """All events of a date are shown with their groups."""
    assert sojourn("show", plan_file, "--folder", folder, "--day", "2020-04-06") == 0
    assert "cities-1" in sojourn.out
    assert "cities-2" in sojourn.out


def test_unknown_ids_have_suggestions(sojourn: Command, folder: Path, plan_file: Path) -> None:
    """A mistyped id or a name is answered with the ids that are meant, and status 2."""
    assert sojourn("show", plan_file, "--group", "citis-1") == 2
    assert "did you mean cities-1" in sojourn.err
    assert sojourn("show", plan_file, "--folder", folder, "--person", "ana exemplar") == 2
    assert "did you mean P001" in sojourn.err
    assert sojourn("show", plan_file, "--day", "2020-05-06") == 2
    assert "2020-04-02" in sojourn.err
    assert sojourn("show", plan_file, "--day", "tomorrow") == 2
    assert sojourn("show", plan_file, "--day", "2020-04-06", "--group", "cities-1") == 2


def test_titles_cannot_steer_the_terminal(sojourn: Command, plan_file: Path) -> None:
    """Escape sequences in a title are not passed on."""
    plan_file.write_text(plan_file.read_text().replace("Crime laboratory", "Crime\\u001b[31m lab"))
    assert sojourn("show", plan_file, "--group", "cities-2") == 0
    assert "\x1b[31m" not in sojourn.out
    assert "lab" in sojourn.out
