"""The ids that cells may name, and what to say of a name that is not among them."""

from __future__ import annotations

from collections.abc import Sequence

from sojourn.files.inputs import Inputs
from sojourn.files.problem import Problems, quoted
from sojourn.files.rows import Row


class Names:
    """The ids of one kind of thing: how it is called, where it is listed, what there is.

    `ids` is None where nothing is known, and then no name is wrong.
    """

    def __init__(self, what: str, where: str, ids: Sequence[str] | None) -> None:
        self.what = what
        self.where = where
        self.ids = tuple(ids) if ids is not None else None
        self._set = frozenset(ids or ())

    def lacks(self, name: str) -> bool:
        """Whether `name` is certainly not one of the ids."""
        return self.ids is not None and name not in self._set

    def look_up(self, row: Row, attribute: str, problems: Problems, warn: bool = False) -> None:
        """Tell each name that `attribute` of `row` holds and that is not one of the ids."""
        value = row.get(attribute)
        if value is None or attribute in row.wrong:
            return
        for name in (value,) if isinstance(value, str) else value:
            if self.lacks(name):
                self.tell(row, attribute, name, problems, warn)

    def tell(
        self, row: Row, attribute: str, name: str, problems: Problems, warn: bool = False
    ) -> None:
        """Tell that `name` in `attribute` of `row` is not one of the ids."""
        hint = problems.hint(name, self.ids or ()) or f" of {self.where}"
        tell = problems.warning if warn else problems.error
        tell(row.spot(attribute), f"{quoted(name)} is not {self.what}{hint}", name)


class Listing:
    """All names of a programme."""

    def __init__(self, inputs: Inputs) -> None:
        self._inputs = inputs
        part = inputs.part
        self.hosts = self._table("hosts", "a host")
        self.rooms = self._table("rooms", "a room")
        self.participants = self._table("participants", "a participant")
        self.counterparts = self._table("counterparts", "a counterpart")
        self.themes = self._toml("a theme", _ids(part.themes) if part else None)
        self.objectives = self._toml("an objective", _ids(part.objectives) if part else None)
        self.phases = self._toml("a phase", _ids(part.phases) if part else None)
        self.groups = self._toml("a group", _group_ids(part.phases) if part else None)
        self.places = self._places()

    def _table(self, name: str, what: str) -> Names:
        table = self._inputs.tables[name]
        return Names(what, table.file, None if table.unread else table.ids())

    def _toml(self, what: str, ids: Sequence[str] | None) -> Names:
        part = self._inputs.part
        return Names(what, part.source.file if part is not None else "", ids)

    def _places(self) -> Names:
        tables = [self._inputs.tables[name] for name in ("hosts", "offers", "rooms")]
        unread = any(table.unread for table in tables)
        ids = None if unread else [one for table in tables for one in table.ids()]
        return Names("the id of a host, an offer or a room", "the programme", ids)


def _ids(rows: Sequence[Row]) -> list[str]:
    return [row.values["id"] for row in rows if row.values.get("id") is not None]


def _group_ids(phases: Sequence[Row]) -> list[str] | None:
    """The ids of all groups, or None where a phase could not be read well enough."""
    found: list[str] = []
    for row in phases:
        if not row.known("id", "kind", "groups"):
            return None
        numbers = range(1, row.get("groups") + 1)
        split = row.get("kind") == "split"
        found += [f"{row.get('id')}-{n}" for n in numbers] if split else [f"{row.get('id')}-all"]
    return found
