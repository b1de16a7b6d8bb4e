"""Everything readable of a plan, written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sojourn import files
from sojourn.model import Plan, Programme
from sojourn.publish import publish
from sojourn.publish.publish import file_names


def everything(directory: Path) -> dict[str, bytes]:
    """The files below a directory by their path."""
    return {
        str(path.relative_to(directory)): path.read_bytes()
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }


def test_all_of_a_plan_is_written(programme: Programme, plan: Plan, tmp_path: Path) -> None:
    """The plan, the page, the workbook and a calendar for each person and group are there."""
    published = publish(programme, plan, tmp_path / "out")
    assert files.read_plan(published.plan) == plan
    assert published.page.is_file()
    assert published.workbook.is_file()
    people = sorted(path.stem for path in (published.calendars / "people").iterdir())
    assert people == ["I1", "I2", "L1", "P001", "P002", "P003", "P004", "P005", "P006"]
    groups = sorted(path.stem for path in (published.calendars / "groups").iterdir())
    assert groups == ["cities-1", "cities-2", "finish-all", "start-all"]


def test_writing_again_changes_nothing(programme: Programme, plan: Plan, tmp_path: Path) -> None:
    """The same plan gives the same bytes, whatever lies there already."""
    publish(programme, plan, tmp_path)
    first = everything(tmp_path)
    publish(programme, plan, tmp_path)
    assert everything(tmp_path) == first


def test_only_the_owner_can_read_it(programme: Programme, plan: Plan, tmp_path: Path) -> None:
    """Where officials are is nobody else's business."""
    publish(programme, plan, tmp_path / "out")
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700
    for path in (tmp_path / "out").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0


def test_calendars_of_people_who_are_gone_go_too(
    programme: Programme, plan: Plan, tmp_path: Path
) -> None:
    """A calendar of nobody is removed, a file of the user's own is kept."""
    publish(programme, plan, tmp_path)
    (tmp_path / "calendars/people/P099.ics").write_text("old")
    (tmp_path / "calendars/people/notes.txt").write_text("mine")
    publish(programme, plan, tmp_path)
    assert not (tmp_path / "calendars/people/P099.ics").exists()
    assert (tmp_path / "calendars/people/notes.txt").read_text() == "mine"


def test_a_full_disk_leaves_the_old_plan(
    programme: Programme, plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk is full, what was there stays whole and nothing is left lying about."""
    publish(programme, plan, tmp_path)
    before = everything(tmp_path)

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        publish(programme, plan, tmp_path)
    monkeypatch.undo()
    assert everything(tmp_path) == before


def test_what_a_killed_run_left_is_swept_away(
    programme: Programme, plan: Plan, tmp_path: Path
) -> None:
    """A half-built output of a process that is no more is removed."""
    left = tmp_path / ".sojourn-partial-999999999-abc"
    left.mkdir()
    (left / "plan.json").write_text("{")
    publish(programme, plan, tmp_path)
    assert not left.exists()


@given(st.lists(st.text(min_size=1, max_size=100), unique=True))
def test_file_names_are_safe_and_distinct(ids: list[str]) -> None:
    """No id leads out of the directory, hides a file or takes another one's name."""
    names = file_names(ids)
    assert list(names) == ids
    assert len({name.lower() for name in names.values()}) == len(ids)
    for name in names.values():
        assert name == Path(name).name
        assert not name.startswith(".")
        assert set(name) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-")


def test_a_path_as_an_id_stays_inside() -> None:
    """Path traversal and device names are defused."""
    names = file_names(["../../etc/passwd", "CON", "a/b", "a_b", "A_B"])
    assert list(names.values()) == ["_.._etc_passwd", "_CON", "a_b", "a_b-2", "A_B-3"]
