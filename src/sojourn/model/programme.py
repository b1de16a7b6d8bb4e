"""The programme: everything that is given before anything is planned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Literal, TypeVar

from sojourn.model.people import Counterpart, Pair, Participant, StaffMember, Wish
from sojourn.model.places import Host, Leg, Offer, Rate, Room, TransferTime
from sojourn.model.values import Language, Money, Window, days_between

PhaseKind = Literal["together", "split"]
SessionKind = Literal["plenary", "panel", "workshop", "breakout", "ceremony", "reception"]
SESSION_KINDS = ("plenary", "panel", "workshop", "breakout", "ceremony", "reception")
SOCIAL_SESSIONS = frozenset(("ceremony", "reception"))
"""Kinds of sessions that are not professional."""
RuleLevel = Literal["hard", "soft", "off"]
Row = TypeVar("Row")


@dataclass(frozen=True)
class Objective:
    """What the sponsor wants every participant to have met at least `minimum` times."""

    id: str
    title: str
    minimum: int = 1
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Theme:
    """What participants are interested in and offers are about."""

    id: str
    title: str
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Lunch:
    """`minutes` in one piece, inside the minutes after midnight `earliest` to `latest`."""

    earliest: int = 690
    latest: int = 840
    minutes: int = 60


@dataclass(frozen=True)
class Day:
    """The working day. Times are minutes after local midnight; `workdays` 0 = Monday.

    `at_least` and `at_most` bound the professional offers of a group on a full workday,
    `free_half_days` is per stop, `interpreting_minutes` per interpreter and day.
    """

    opens: int = 540
    closes: int = 1050
    evening_closes: int = 1290
    workdays: frozenset[int] = frozenset(range(5))
    step: int = 15
    lunch: Lunch = Lunch()
    at_least: int = 2
    at_most: int = 4
    free_half_days: int = 1
    interpreting_minutes: int = 360
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class MeetingRules:
    """One-to-one meetings of a phase: length, bounds per participant, when, and how many at once.

    `tables` is the number of meetings that the place holds at the same time; None for no limit.
    """

    minutes: int
    at_least: int
    at_most: int
    windows: tuple[Window, ...]
    extra: Mapping[str, Any] = field(default_factory=dict)
    tables: int | None = None


@dataclass(frozen=True)
class Phase:
    """A part of the programme in which all are together, or split into groups.

    `starts` is the move day, `ends` the last full day. `hosts` are the candidates of a split
    phase and the one host of a phase together. `size` bounds the participants in a group,
    `route` gives the days at each stop of a group. `day` is the programme's working day with
    the phase's own settings laid over it.
    """

    id: str
    kind: PhaseKind
    title: str
    hosts: tuple[str, ...]
    starts: date
    ends: date
    groups: int = 1
    size: tuple[int, int] = (1, 100_000)
    route: tuple[int, ...] = ()
    max_languages: int | None = None
    meetings: MeetingRules | None = None
    day: Day = Day()
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def split(self) -> bool:
        """Whether the participants are divided into groups."""
        return self.kind == "split"

    @property
    def days(self) -> tuple[date, ...]:
        """Every date of the phase, the move day first."""
        return days_between(self.starts, self.ends)

    @property
    def group_ids(self) -> tuple[str, ...]:
        """The ids of its groups: ``cities-1`` …, or ``washington-all``."""
        if not self.split:
            return (f"{self.id}-all",)
        return tuple(f"{self.id}-{number}" for number in range(1, self.groups + 1))

    @property
    def stop_spans(self) -> tuple[tuple[date, date], ...]:
        """First (move) day and last day of each stop of a group."""
        spans = []
        first = self.starts
        for length in self.route or (len(self.days),):
            spans.append((first, first + timedelta(days=length - 1)))
            first += timedelta(days=length)
        return tuple(spans)


@dataclass(frozen=True)
class Session:
    """A plenary, panel, workshop, breakout, ceremony or reception of a phase together.

    `starts` is given, or the session is placed in one of `windows` (none: any time of the day).
    `required` means that everyone attends. `capacity` counts participants. `pin_room` and
    `pin_starts` are the pin ``room@2020-04-07T09:30`` taken apart.
    """

    id: str
    phase: str
    title: str
    minutes: int
    kind: SessionKind = "plenary"
    starts: datetime | None = None
    windows: tuple[Window, ...] = ()
    room: str | None = None
    themes: Mapping[str, float] = field(default_factory=dict)
    objectives: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    track: str = ""
    required: bool = False
    capacity: int | None = None
    level: str = ""
    pin_room: str | None = None
    pin_starts: datetime | None = None
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def professional(self) -> bool:
        """Whether it is neither a ceremony nor a reception."""
        return self.kind not in SOCIAL_SESSIONS

    @property
    def fixed_starts(self) -> datetime | None:
        """The local time at which it must start: its start, else its pin's."""
        return self.starts if self.starts is not None else self.pin_starts

    @property
    def fixed_room(self) -> str | None:
        """The room that it must have, if one is given."""
        return self.room if self.room is not None else self.pin_room


@dataclass(frozen=True)
class Transfers:
    """The formula for the minutes between two different places of a city."""

    boarding: int = 15
    speed_kmh: float = 30.0
    detour: float = 1.3
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class RuleOverride:
    """What ``[rules]`` says about one rule: its level, weight and further settings."""

    level: RuleLevel | None = None
    weight: float | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Programme:
    """A whole programme, as read from its folder; ids are unique in each table.

    `starts` is the day on which participants arrive, `ends` the day on which they fly home.
    `country_names` overlays printed names of countries. `extra` keeps unknown keys of
    programme.toml, `unknown_columns` the names of unknown columns per table, in file order.
    """

    id: str
    title: str
    starts: date
    ends: date
    edition: int | None = None
    working_language: Language = Language("en")
    currency: str = "USD"
    objectives: tuple[Objective, ...] = ()
    themes: tuple[Theme, ...] = ()
    phases: tuple[Phase, ...] = ()
    day: Day = Day()
    transfer_formula: Transfers = Transfers()
    budget: Money | None = None
    rules: Mapping[str, RuleOverride] = field(default_factory=dict)
    country_names: Mapping[str, str] = field(default_factory=dict)
    participants: tuple[Participant, ...] = ()
    hosts: tuple[Host, ...] = ()
    offers: tuple[Offer, ...] = ()
    sessions: tuple[Session, ...] = ()
    rooms: tuple[Room, ...] = ()
    counterparts: tuple[Counterpart, ...] = ()
    wishes: tuple[Wish, ...] = ()
    staff: tuple[StaffMember, ...] = ()
    pairs: tuple[Pair, ...] = ()
    transfers: tuple[TransferTime, ...] = ()
    legs: tuple[Leg, ...] = ()
    rates: tuple[Rate, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    unknown_columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def confirmed(self) -> tuple[Participant, ...]:
        """The participants who are planned, in the order of the table."""
        return tuple(p for p in self.participants if p.status == "confirmed")

    @cached_property
    def participant(self) -> Mapping[str, Participant]:
        """Participants by id, whatever their status."""
        return {p.id: p for p in self.participants}

    @cached_property
    def host(self) -> Mapping[str, Host]:
        """Hosts by id."""
        return {h.id: h for h in self.hosts}

    @cached_property
    def offer(self) -> Mapping[str, Offer]:
        """Offers by id."""
        return {o.id: o for o in self.offers}

    @cached_property
    def session(self) -> Mapping[str, Session]:
        """Sessions by id."""
        return {s.id: s for s in self.sessions}

    @cached_property
    def room(self) -> Mapping[str, Room]:
        """Rooms by id."""
        return {r.id: r for r in self.rooms}

    @cached_property
    def counterpart(self) -> Mapping[str, Counterpart]:
        """Counterparts by id."""
        return {c.id: c for c in self.counterparts}

    @cached_property
    def staff_member(self) -> Mapping[str, StaffMember]:
        """Interpreters and liaisons by id."""
        return {s.id: s for s in self.staff}

    @cached_property
    def phase(self) -> Mapping[str, Phase]:
        """Phases by id."""
        return {p.id: p for p in self.phases}

    @cached_property
    def leg(self) -> Mapping[str, Leg]:
        """Legs by id."""
        return {leg.id: leg for leg in self.legs}

    @cached_property
    def offers_at(self) -> Mapping[str, tuple[Offer, ...]]:
        """Offers by host, in the order of the table; every host is a key."""
        return _by((h.id for h in self.hosts), self.offers, lambda offer: offer.host)

    @cached_property
    def sessions_of(self) -> Mapping[str, tuple[Session, ...]]:
        """Sessions by phase, in the order of the table; every phase is a key."""
        return _by((p.id for p in self.phases), self.sessions, lambda session: session.phase)

    @cached_property
    def rooms_at(self) -> Mapping[str, tuple[Room, ...]]:
        """Rooms by host, in the order of the table; every host is a key."""
        return _by((h.id for h in self.hosts), self.rooms, lambda room: room.host)

    @cached_property
    def interpreting_languages(self) -> Mapping[str, str | None]:
        """The interpreting language (primary subtag) of each participant who needs interpreting.

        A participant needs interpreting when the working language is not among their languages;
        the interpreting language is the first of theirs that any interpreter covers, or None
        where none is covered. Participants who need none are not keys.
        """
        working = self.working_language.primary
        covered = {
            language.primary
            for member in self.staff
            if member.role == "interpreter"
            for language in member.languages
        }
        needing = (
            p for p in self.participants if working not in {lang.primary for lang in p.languages}
        )
        return {
            p.id: next((lang.primary for lang in p.languages if lang.primary in covered), None)
            for p in needing
        }


def _by(
    keys: Iterable[str], rows: Iterable[Row], key_of: Callable[[Row], str]
) -> Mapping[str, tuple[Row, ...]]:
    """The rows of each of `keys`, in their order; rows of another key are left out."""
    found: dict[str, list[Row]] = {key: [] for key in keys}
    for row in rows:
        if (key := key_of(row)) in found:
            found[key].append(row)
    return {key: tuple(own) for key, own in found.items()}
