from __future__ import annotations

import tomllib
from pathlib import Path

from tests.files.folders import SOUND, put

from sojourn import files
from sojourn.files.document import (
    programme_document,
    table_rows,
    toml_document_text,
    written_tables,
)
from sojourn.files.tables import PARTICIPANTS


def test_the_text_is_valid_toml_of_the_document(tmp_path: Path) -> None:
    """What is laid out for people says what the document says."""
    document = programme_document(files.read(put(tmp_path)))
    document["loose"] = 1
    document["lists"] = [{"a": 1}]
    assert tomllib.loads(toml_document_text(document)) == document


def test_a_phase_is_written_like_in_the_contract(tmp_path: Path) -> None:
    """Keys stand in order, with what has its default left out."""
    text = toml_document_text(programme_document(files.read(put(tmp_path))))
    assert (
        '[[phases]]\nid = "cities"\nkind = "split"\ntitle = "City splits"\n'
        "starts = 2020-04-05\nends = 2020-04-11\ngroups = 2\nsize = [1, 3]\nroute = [7]\n"
        'hosts = ["austin", "reno"]\n'
    ) in text


def test_cells_are_written_as_they_are_read(tmp_path: Path) -> None:
    """The rows of a table are its cells, weights and lists in the contract's form."""
    header, rows = table_rows(files.read(put(tmp_path)), PARTICIPANTS)
    assert header == SOUND["participants.csv"].splitlines()[0].replace(
        "interests,status,gender", "gender,interests,status"
    ).split(",")
    assert rows[0] == [
        "P1",
        "Ana",
        "Example",
        "BR",
        "pt;en",
        "f",
        "cyber:3;borders:1",
        "confirmed",
        "",
    ]


def test_required_tables_are_always_written(tmp_path: Path) -> None:
    """Offers belong to them where a phase is split."""
    programme = files.read(put(tmp_path))
    assert [kind.name for kind in written_tables(programme)][:3] == [
        "participants",
        "hosts",
        "offers",
    ]
