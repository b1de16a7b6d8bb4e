from __future__ import annotations

from dataclasses import fields

import pytest

from sojourn.files.tables import TABLES, TableKind
from sojourn.model import Programme


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.name)
def test_columns_fill_every_attribute_once(kind: TableKind) -> None:
    """Each attribute of a row but `extra` belongs to exactly one column."""
    filled = [attribute for column in kind.columns for attribute in column.attributes]
    assert sorted(filled) == sorted({field.name for field in fields(kind.row)} - {"extra"})


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.name)
def test_required_columns_are_those_without_a_default(kind: TableKind) -> None:
    """What the model needs, the table asks for, and nothing else."""
    required = {a for column in kind.columns if column.required for a in column.attributes}
    assert required - {"year"} == {
        field.name for field in fields(kind.row) if field.name not in kind.defaults
    }


def test_tables_bear_the_names_of_the_programme() -> None:
    """Each table is an attribute of `Programme`."""
    names = {field.name for field in fields(Programme)}
    assert {kind.name for kind in TABLES} <= names and len(TABLES) == 12
