from __future__ import annotations

from pathlib import Path

from tests.files.folders import put

from sojourn.files.folder import read_folder
from sojourn.files.problem import Problems


def test_inputs_know_their_files_in_order(tmp_path: Path) -> None:
    """The TOML part comes first, then the tables in the order of the contract."""
    inputs = read_folder(put(tmp_path), None, Problems())
    assert inputs.files[:3] == ("programme.toml", "participants.csv", "hosts.csv")
    assert inputs.build().id == "small"


def test_inputs_without_a_toml_part_have_no_phases(tmp_path: Path) -> None:
    """What cannot be read is missing, and the tables are read all the same."""
    inputs = read_folder(put(tmp_path, {"programme.toml": "["}), None, Problems())
    assert inputs.part is None and inputs.phases == []
    assert len(inputs.tables["hosts"].rows) == 4
