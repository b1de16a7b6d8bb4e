"""Where a programme happens and what there is to do: hosts, offers, rooms, journeys, rates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal

from sojourn.model.values import Country, Language, Money, Window

OfferKind = Literal[
    "appointment",
    "site_visit",
    "panel",
    "community",
    "school_visit",
    "cultural",
    "hospitality",
]
PROFESSIONAL_OFFERS = frozenset(("appointment", "site_visit", "panel", "community", "school_visit"))
OFFER_KINDS = (*sorted(PROFESSIONAL_OFFERS), "cultural", "hospitality")
LEVELS = (
    "federal",
    "state",
    "local",
    "community",
    "private",
    "academic",
    "international",
)
OfferStatus = Literal["offered", "requested", "confirmed", "declined"]
LegMode = Literal["air", "rail", "road"]


@dataclass(frozen=True)
class Host:
    """A city that receives groups, and the organisation that does so.

    `participants` (None: no limit) and `groups` are the most at once. Empty `access` or `diets`
    means that the host does not say, and nothing is excluded. `closed` are dates on which
    nothing can be held. Rates are per night and day (None: the published per-diem rate).
    """

    id: str
    city: str
    latitude: float
    longitude: float
    timezone: str
    state: str = ""
    country: Country | None = None
    airport: str = ""
    size: str = ""
    organisation: str = ""
    participants: int | None = None
    groups: int = 1
    windows: tuple[Window, ...] = ()
    closed: tuple[date, ...] = ()
    access: tuple[str, ...] = ()
    diets: tuple[str, ...] = ()
    lodging_rate: Money | None = None
    meals_rate: Money | None = None
    lodging_rooms: int | None = None
    extra: Mapping[str, str] = field(default_factory=dict)

    def receives(self, day: date) -> bool:
        """Whether `day` is inside the host's windows (no windows: every day is)."""
        return not self.windows or any(window.on(day) is not None for window in self.windows)


@dataclass(frozen=True)
class Offer:
    """Something that a host's city has to show to a group.

    `capacity` counts people including staff, at once; `visits` the groups in all.
    `refuses` are countries that the facility cannot receive. `languages` are those in which it
    can be held without interpreters (empty: the working language). `pin` is
    ``cities-3@2020-04-07T09:30`` taken apart.
    """

    id: str
    host: str
    kind: OfferKind
    title: str
    minutes: int
    windows: tuple[Window, ...]
    latitude: float | None = None
    longitude: float | None = None
    organisation: str = ""
    level: str = ""
    themes: Mapping[str, float] = field(default_factory=dict)
    objectives: tuple[str, ...] = ()
    capacity: int | None = None
    visits: int = 1
    status: OfferStatus = "offered"
    clearance_days: int | None = None
    refuses: tuple[Country, ...] = ()
    step_free: bool | None = None
    cost: Money = Money()
    cost_per_person: Money = Money()
    languages: tuple[Language, ...] = ()
    pin: OfferPin | None = None
    contact: str = ""
    email: str = ""
    phone: str = ""
    notes: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def professional(self) -> bool:
        """Whether the kind is one of the five professional ones."""
        return self.kind in PROFESSIONAL_OFFERS


@dataclass(frozen=True)
class OfferPin:
    """A group that must be at an offer, from a local time."""

    group: str
    starts: datetime

    def __str__(self) -> str:
        return f"{self.group}@{self.starts.isoformat(timespec='minutes')}"


@dataclass(frozen=True)
class Room:
    """A room of a host; `booths` is the number of languages interpreted at once."""

    id: str
    host: str
    name: str
    capacity: int
    booths: int = 0
    step_free: bool | None = None
    latitude: float | None = None
    longitude: float | None = None
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TransferTime:
    """Minutes between two places (offer, room or host ids) where the formula is wrong.

    It holds both ways unless the other way has its own row.
    """

    origin: str
    destination: str
    minutes: int
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Leg:
    """A journey that exists between two hosts.

    `departs` and `arrives` are either full local times (one dated journey) or times of day (a
    service that runs on `days`: weekdays 0-6 or dates; empty: every day).
    """

    id: str
    origin: str
    destination: str
    mode: LegMode
    departs: datetime | time | None = None
    arrives: datetime | time | None = None
    minutes: int | None = None
    seats: int | None = None
    cost_per_person: Money = Money()
    weekdays: tuple[int, ...] = ()
    dates: tuple[date, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)

    def runs(self, day: date) -> bool:
        """Whether the leg leaves its origin on `day`."""
        if isinstance(self.departs, datetime):
            return self.departs.date() == day
        if not self.weekdays and not self.dates:
            return True
        return day.weekday() in self.weekdays or day in self.dates


@dataclass(frozen=True)
class Rate:
    """Per-diem of a host in a month, instead of the published table.

    `month` is 1-12; `year` is None where the row holds for every year (``4`` and not ``2020-04``).
    """

    host: str
    month: int
    year: int | None = None
    lodging: Money | None = None
    meals: Money | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
