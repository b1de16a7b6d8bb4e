"""The tables of a programme: one row here for each column, used to read and to write it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cached_property
from typing import Any

from sojourn.files import cells, times
from sojourn.files.cells import Cell, choice, open_choice
from sojourn.model import (
    LEVELS,
    OFFER_KINDS,
    SESSION_KINDS,
    Counterpart,
    Host,
    Leg,
    Offer,
    Pair,
    Participant,
    Rate,
    Room,
    Session,
    StaffMember,
    TransferTime,
    Wish,
)

STATUSES = ("nominated", "alternate", "confirmed", "withdrawn")
OFFER_STATUSES = ("offered", "requested", "confirmed", "declined")
FIELDS = ("judicial", "law_enforcement", "security")
OBSERVANCES = ("friday_prayer", "sabbath", "sunday_service")
ACCESS = ("step_free", "hearing", "vision")
DIETS = ("halal", "kosher", "vegetarian", "vegan", "no_pork", "no_beef")
"""Usual words of an open list."""

LEVEL = choice(LEVELS, "a level")
KIND_OF_OFFER = choice(OFFER_KINDS, "a kind of offer")
GENDER = choice(("f", "m", "x"), "a gender")
NEEDS = cells.list_of(choice(ACCESS, "a need of access"), "needs such as step_free;hearing")
KEPT = cells.list_of(choice(OBSERVANCES, "an observance"), "a list such as friday_prayer")


@dataclass(frozen=True)
class Column:
    """A column: its name, its kind of cell, and the attributes of the model that it fills.

    A cell that fills several attributes reads and writes a tuple.
    """

    name: str
    cell: Cell
    attributes: tuple[str, ...]
    required: bool


def _column(name: str, cell: Cell, *attributes: str) -> Column:
    return Column(name.rstrip("*"), cell, attributes or (name.rstrip("*"),), name.endswith("*"))


@dataclass(frozen=True)
class TableKind:
    """A table: its name, the class of its rows, its columns, and how one row is called."""

    name: str
    row: type[Any]
    singular: str
    columns: tuple[Column, ...]
    required: bool = False

    @property
    def file(self) -> str:
        """The name of its file in a folder."""
        return f"{self.name}.csv"

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """Columns by name."""
        return {column.name: column for column in self.columns}

    @cached_property
    def defaults(self) -> Mapping[str, Any]:
        """What a row has where a cell is empty, by attribute."""
        values: dict[str, Any] = {}
        for field in fields(self.row):
            if field.default is not MISSING:
                values[field.name] = field.default
            elif field.default_factory is not MISSING:
                values[field.name] = field.default_factory()
        return values

    @property
    def keyed(self) -> bool:
        """Whether its rows have ids."""
        return "id" in self.by_name


PARTICIPANTS = TableKind(
    "participants",
    Participant,
    "participant",
    (
        _column("id*", cells.ID),
        _column("given_name*", cells.TEXT),
        _column("family_name*", cells.TEXT),
        _column("country*", cells.COUNTRY),
        _column("languages*", cells.LANGUAGES),
        _column("field", open_choice(FIELDS)),
        _column("position", cells.TEXT),
        _column("organisation", cells.TEXT),
        _column("gender", GENDER),
        _column("rank", cells.RANK),
        _column("interests", cells.WEIGHTS),
        _column("status", choice(STATUSES, "a status")),
        _column("diet", cells.WORDS),
        _column("observance", KEPT),
        _column("access", NEEDS),
        _column("added", times.DAY),
        _column("visited", cells.IDS),
        _column("arrives", times.MOMENT),
        _column("departs", times.MOMENT),
        _column("group", cells.ID),
        _column("embassy", cells.TEXT),
        _column("email", cells.TEXT),
        _column("phone", cells.TEXT),
        _column("notes", cells.TEXT),
    ),
    required=True,
)
HOSTS = TableKind(
    "hosts",
    Host,
    "host",
    (
        _column("id*", cells.ID),
        _column("city*", cells.TEXT),
        _column("latitude*", cells.LATITUDE),
        _column("longitude*", cells.LONGITUDE),
        _column("timezone*", cells.ZONE),
        _column("state", cells.TEXT),
        _column("country", cells.COUNTRY),
        _column("airport", cells.TEXT),
        _column("size", choice(("large", "mid", "small"), "a size")),
        _column("organisation", cells.TEXT),
        _column("participants", cells.NATURAL),
        _column("groups", cells.NATURAL),
        _column("windows", times.WINDOWS),
        _column("closed", times.DATES),
        _column("access", NEEDS),
        _column("diets", cells.WORDS),
        _column("lodging_rate", cells.MONEY),
        _column("meals_rate", cells.MONEY),
        _column("lodging_rooms", cells.NATURAL),
    ),
    required=True,
)
OFFERS = TableKind(
    "offers",
    Offer,
    "offer",
    (
        _column("id*", cells.ID),
        _column("host*", cells.ID),
        _column("kind*", KIND_OF_OFFER),
        _column("title*", cells.TEXT),
        _column("minutes*", cells.POSITIVE),
        _column("windows*", times.WINDOWS),
        _column("latitude", cells.LATITUDE),
        _column("longitude", cells.LONGITUDE),
        _column("organisation", cells.TEXT),
        _column("level", LEVEL),
        _column("themes", cells.WEIGHTS),
        _column("objectives", cells.IDS),
        _column("capacity", cells.POSITIVE),
        _column("visits", cells.POSITIVE),
        _column("status", choice(OFFER_STATUSES, "a status")),
        _column("clearance_days", cells.whole(0, 3650)),
        _column("refuses", cells.COUNTRIES),
        _column("step_free", cells.YES_NO),
        _column("cost", cells.MONEY),
        _column("cost_per_person", cells.MONEY),
        _column("languages", cells.LANGUAGES),
        _column("pin", times.OFFER_PIN),
        _column("contact", cells.TEXT),
        _column("email", cells.TEXT),
        _column("phone", cells.TEXT),
        _column("notes", cells.TEXT),
    ),
)
SESSIONS = TableKind(
    "sessions",
    Session,
    "session",
    (
        _column("id*", cells.ID),
        _column("phase*", cells.ID),
        _column("title*", cells.TEXT),
        _column("minutes*", cells.POSITIVE),
        _column("kind", choice(SESSION_KINDS, "a kind of session")),
        _column("starts", times.MOMENT),
        _column("windows", times.WINDOWS),
        _column("room", cells.ID),
        _column("themes", cells.WEIGHTS),
        _column("objectives", cells.IDS),
        _column("speakers", cells.IDS),
        _column("track", cells.TEXT),
        _column("required", cells.YES_NO),
        _column("capacity", cells.POSITIVE),
        _column("level", LEVEL),
        _column("pin", times.SESSION_PIN, "pin_room", "pin_starts"),
    ),
)
ROOMS = TableKind(
    "rooms",
    Room,
    "room",
    (
        _column("id*", cells.ID),
        _column("host*", cells.ID),
        _column("name*", cells.TEXT),
        _column("capacity*", cells.POSITIVE),
        _column("booths", cells.NATURAL),
        _column("step_free", cells.YES_NO),
        _column("latitude", cells.LATITUDE),
        _column("longitude", cells.LONGITUDE),
    ),
)
COUNTERPARTS = TableKind(
    "counterparts",
    Counterpart,
    "counterpart",
    (
        _column("id*", cells.ID),
        _column("given_name*", cells.TEXT),
        _column("family_name*", cells.TEXT),
        _column("organisation", cells.TEXT),
        _column("level", LEVEL),
        _column("position", cells.TEXT),
        _column("themes", cells.WEIGHTS),
        _column("languages", cells.LANGUAGES),
        _column("phase", cells.ID),
        _column("windows", times.WINDOWS),
        _column("meetings", cells.NATURAL),
        _column("prefers", cells.PARTIES),
        _column("refuses", cells.PARTIES),
        _column("email", cells.TEXT),
        _column("phone", cells.TEXT),
    ),
)
WISHES = TableKind(
    "wishes",
    Wish,
    "wish",
    (
        _column("participant*", cells.ID),
        _column("counterpart*", cells.ID),
        _column("weight*", cells.WEIGHT),
    ),
)
STAFF = TableKind(
    "staff",
    StaffMember,
    "member of staff",
    (
        _column("id*", cells.ID),
        _column("name*", cells.TEXT),
        _column("role*", choice(("interpreter", "liaison"), "a role")),
        _column("languages*", cells.LANGUAGES),
        _column("mode", choice(("simultaneous", "consecutive"), "a mode")),
        _column("from", times.DAY, "available_from"),
        _column("until", times.DAY, "available_until"),
        _column("daily_rate", cells.MONEY),
        _column("home", cells.ID),
        _column("conflicts", cells.COUNTRIES),
        _column("gender", GENDER),
    ),
)
PAIRS = TableKind(
    "pairs",
    Pair,
    "pair",
    (
        _column("a*", cells.PARTY),
        _column("b*", cells.PARTY),
        _column("rule*", choice(("apart", "together"), "a rule of a pair")),
        _column("level", choice(("hard", "soft"), "a level")),
        _column("weight", cells.FACTOR),
        _column("reason", cells.TEXT),
        _column("until", times.DAY),
    ),
)
TRANSFERS = TableKind(
    "transfers",
    TransferTime,
    "transfer",
    (
        _column("from*", cells.ID, "origin"),
        _column("to*", cells.ID, "destination"),
        _column("minutes*", cells.NATURAL),
    ),
)
LEGS = TableKind(
    "legs",
    Leg,
    "leg",
    (
        _column("id*", cells.ID),
        _column("from*", cells.ID, "origin"),
        _column("to*", cells.ID, "destination"),
        _column("mode*", choice(("air", "rail", "road"), "a mode")),
        _column("departs", times.DEPARTURE),
        _column("arrives", times.DEPARTURE),
        _column("minutes", cells.POSITIVE),
        _column("seats", cells.NATURAL),
        _column("cost_per_person", cells.MONEY),
        _column("days", times.RUN_DAYS, "weekdays", "dates"),
    ),
)
RATES = TableKind(
    "rates",
    Rate,
    "rate",
    (
        _column("host*", cells.ID),
        _column("month*", times.MONTH, "month", "year"),
        _column("lodging", cells.MONEY),
        _column("meals", cells.MONEY),
    ),
)

TABLES = (
    PARTICIPANTS,
    HOSTS,
    OFFERS,
    SESSIONS,
    ROOMS,
    COUNTERPARTS,
    WISHES,
    STAFF,
    PAIRS,
    TRANSFERS,
    LEGS,
    RATES,
)
"""In the order of the contract; each table's name is the attribute of `Programme`."""
