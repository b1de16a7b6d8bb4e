"""The people of a programme: participants, counterparts, staff, and what ties them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date, datetime
from typing import Literal

from sojourn.model.values import Country, Language, Money, Window

Status = Literal["nominated", "alternate", "confirmed", "withdrawn"]
Observance = Literal["friday_prayer", "sabbath", "sunday_service"]
StaffRole = Literal["interpreter", "liaison"]
Mode = Literal["simultaneous", "consecutive"]
PairRule = Literal["apart", "together"]
PairLevel = Literal["hard", "soft"]


@dataclass(frozen=True)
class Participant:
    """A visitor. Only `confirmed` participants are planned.

    `languages` are best first. `interests` weighs themes 0-5. `rank` 1 is the highest.
    `added` is the date on which the name was complete, for clearances (None: in time).
    `arrives` and `departs` are local times where they differ from the programme's.
    `group` pins the person to a group id such as ``cities-3``. `extra` keeps unknown columns.
    """

    id: str
    given_name: str
    family_name: str
    country: Country
    languages: tuple[Language, ...]
    field: str = ""
    position: str = ""
    organisation: str = ""
    gender: str = ""
    rank: int | None = None
    interests: Mapping[str, float] = dataclass_field(default_factory=dict)
    status: Status = "confirmed"
    diet: tuple[str, ...] = ()
    observance: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    added: date | None = None
    visited: tuple[str, ...] = ()
    arrives: datetime | None = None
    departs: datetime | None = None
    group: str | None = None
    embassy: str = ""
    email: str = ""
    phone: str = ""
    notes: str = ""
    extra: Mapping[str, str] = dataclass_field(default_factory=dict)

    @property
    def name(self) -> str:
        """Given name and family name as printed."""
        return f"{self.given_name} {self.family_name}".strip()

    def present(self, starts: datetime, ends: datetime) -> bool:
        """Whether the local span `starts` to `ends` lies between arrival and departure."""
        return (self.arrives is None or starts >= self.arrives) and (
            self.departs is None or ends <= self.departs
        )


@dataclass(frozen=True)
class Counterpart:
    """Somebody whom participants come to meet, in one-to-one meetings of `phase`.

    `meetings` is the most that they take in all (None: no limit). `prefers` and `refuses` hold
    participant ids or country codes. No `languages` means the working language.
    """

    id: str
    given_name: str
    family_name: str
    organisation: str = ""
    level: str = ""
    position: str = ""
    themes: Mapping[str, float] = dataclass_field(default_factory=dict)
    languages: tuple[Language, ...] = ()
    phase: str | None = None
    windows: tuple[Window, ...] = ()
    meetings: int | None = None
    prefers: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    extra: Mapping[str, str] = dataclass_field(default_factory=dict)

    @property
    def name(self) -> str:
        """Given name and family name as printed."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True)
class Wish:
    """How much (0-5) `participant` and `counterpart` would like to meet."""

    participant: str
    counterpart: str
    weight: float
    extra: Mapping[str, str] = dataclass_field(default_factory=dict)


@dataclass(frozen=True)
class StaffMember:
    """An interpreter or liaison.

    `languages` are those the person works between; where the working language is not named it
    is understood. `available_from` and `available_until` are the columns ``from`` and ``until``,
    dates, both included. `conflicts` are countries whose people they do not work with.
    """

    id: str
    name: str
    role: StaffRole
    languages: tuple[Language, ...]
    mode: Mode = "simultaneous"
    available_from: date | None = None
    available_until: date | None = None
    daily_rate: Money = Money()
    home: str | None = None
    conflicts: tuple[Country, ...] = ()
    gender: str = ""
    extra: Mapping[str, str] = dataclass_field(default_factory=dict)

    def available(self, day: date) -> bool:
        """Whether `day` lies within ``from`` and ``until``."""
        return (self.available_from is None or self.available_from <= day) and (
            self.available_until is None or day <= self.available_until
        )


@dataclass(frozen=True)
class Pair:
    """Two participants or countries kept `apart` or `together` in the groups of split phases.

    A country stands for each of its people. Phases that begin after `until` are free of it.
    """

    a: str
    b: str
    rule: PairRule
    level: PairLevel = "hard"
    weight: float | None = None
    reason: str = ""
    until: date | None = None
    extra: Mapping[str, str] = dataclass_field(default_factory=dict)
