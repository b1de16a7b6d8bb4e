"""The measure of the staff."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.family import Conditions, NoInstancesError
from benchmarks.generate import programme
from benchmarks.staff import staff

from sojourn import files


def test_all_contestants_are_valued_on_the_same_groups(tmp_path: Path) -> None:
    """The engine proves what the others find, and no one claims more; the seeds have a median."""
    given = programme(1, participants=12, groups=2, offers=4, phases="split", languages=2)
    files.write(given, tmp_path / "small")
    first, _, middle = list(staff.measure(Conditions(seeds=2, instances=tmp_path)))
    assert first["gap %"] == first["CP-SAT gap %"] == 0
    assert first["value"] == first["CP-SAT value"] == first["HiGHS value"]
    assert isinstance(first["greedy value"], float) and isinstance(first["value"], float)
    assert first["greedy value"] <= first["value"]
    assert middle["seed"] == "median"


def test_an_empty_folder_has_nothing_to_measure(tmp_path: Path) -> None:
    """Without a programme the family says so."""
    with pytest.raises(NoInstancesError):
        list(staff.measure(Conditions(instances=tmp_path)))
