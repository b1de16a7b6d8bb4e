"""All that a folder or a workbook holds, as read and before it is a programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sojourn.files.rows import Row, Table
from sojourn.files.tables import TABLES
from sojourn.files.toml_part import TomlPart, build_toml_part
from sojourn.model import Programme


@dataclass
class Inputs:
    """The TOML part (None where it could not be read), its file, and every table by name."""

    part: TomlPart | None
    toml_file: str
    tables: Mapping[str, Table]

    @property
    def phases(self) -> list[Row]:
        """The rows of the phases, none where the TOML part could not be read."""
        return self.part.phases if self.part is not None else []

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files, in the order in which problems are told."""
        return (self.toml_file, *(table.file for table in self.tables.values()))

    def build(self) -> Programme:
        """The programme; nothing of it may have an error."""
        assert self.part is not None
        rows: dict[str, Any] = {
            kind.name: tuple(kind.row(**row.values) for row in self.tables[kind.name])
            for kind in TABLES
        }
        unknown = {
            name: table.unknown_columns
            for name, table in self.tables.items()
            if table.unknown_columns
        }
        return Programme(**build_toml_part(self.part), **rows, unknown_columns=unknown)
