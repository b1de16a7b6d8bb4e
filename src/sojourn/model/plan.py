"""The plan: everything that is decided, and what is said about it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Literal

FORMAT = "sojourn-plan/1"

FindingLevel = Literal["hard", "soft"]
FILLERS = frozenset(("meal", "rest", "free"))
"""Kinds of events that have no place and exclude nothing but other events."""


@dataclass(frozen=True)
class Stop:
    """A stay of a group at a host; `starts` is the move day, `ends` the last day."""

    host: str
    starts: date
    ends: date


@dataclass(frozen=True)
class Group:
    """Participants who travel together through a phase, with their staff."""

    id: str
    phase: str
    participants: tuple[str, ...]
    staff: tuple[str, ...]
    stops: tuple[Stop, ...]

    def host_on(self, day: date) -> str | None:
        """Where the group is on `day`, or None outside its stops."""
        return next((s.host for s in self.stops if s.starts <= day <= s.ends), None)


@dataclass(frozen=True)
class Event:
    """Something that takes place; `starts` and `ends` are aware local times.

    `kind` is ``session``, ``meeting``, an offer's kind, ``travel``, ``meal``, ``rest`` or
    ``free``. `ref` is the id of the session, counterpart, offer or leg. Who takes part: the
    members and staff of `groups`, plus `participants`, plus `staff`.
    """

    id: str
    kind: str
    phase: str
    host: str | None
    ref: str | None
    title: str
    room: str | None
    starts: datetime
    ends: datetime
    groups: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    counterparts: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        """Its length in minutes of elapsed time."""
        return int((self.ends - self.starts).total_seconds()) // 60

    @property
    def filler(self) -> bool:
        """Whether it is a meal, rest or free time."""
        return self.kind in FILLERS


@dataclass(frozen=True)
class Finding:
    """What a rule has to say about a plan.

    `who` are ids of people, groups or hosts; `amount` is in the unit of the rule.
    """

    rule: str
    level: FindingLevel
    who: tuple[str, ...]
    event: str | None
    amount: float
    text: str


@dataclass(frozen=True)
class Score:
    """How good a plan is.

    Attributes:
        hard: number of hard findings.
        soft: rewards less prices; larger is better.
        bound: proven upper bound of `soft` for the stages that have one, or None.
        by_rule: the part of `soft` that each soft rule gives (negative: a price).

    """

    hard: int = 0
    soft: float = 0.0
    bound: float | None = None
    by_rule: Mapping[str, float] = field(default_factory=dict)

    @property
    def gap(self) -> float | None:
        """``(bound - soft) / |bound|``, or None without a bound or where it is beyond numbers."""
        if self.bound is None:
            return None
        gap = (self.bound - self.soft) / abs(self.bound) if self.bound else 0.0
        return gap if math.isfinite(gap) else None


@dataclass(frozen=True)
class StageReport:
    """What a stage of the engine reached: its value, its proven bound or None, its seconds."""

    stage: str
    value: float
    bound: float | None
    seconds: float


@dataclass(frozen=True)
class EngineReport:
    """How a plan was made.

    `seconds` are 0 in runs limited by iterations, which are reproducible byte for byte.
    """

    version: str
    seed: int
    seconds: float
    stages: tuple[StageReport, ...] = ()


@dataclass(frozen=True)
class Plan:
    """A whole plan of a programme."""

    programme: str
    groups: tuple[Group, ...]
    events: tuple[Event, ...]
    findings: tuple[Finding, ...] = ()
    score: Score = Score()
    engine: EngineReport | None = None

    @cached_property
    def group(self) -> Mapping[str, Group]:
        """Groups by id."""
        return {g.id: g for g in self.groups}

    @cached_property
    def event(self) -> Mapping[str, Event]:
        """Events by id."""
        return {e.id: e for e in self.events}

    @property
    def valid(self) -> bool:
        """Whether its findings hold no hard one."""
        return not any(finding.level == "hard" for finding in self.findings)

    def attendees(self, event: Event) -> tuple[str, ...]:
        """Participant ids of `event`: members of its groups, then those named, each once.

        Presence (arrival, departure) is not considered here.
        """
        members = [p for g in event.groups if g in self.group for p in self.group[g].participants]
        return tuple(dict.fromkeys((*members, *event.participants)))

    def attending_staff(self, event: Event) -> tuple[str, ...]:
        """Staff ids of `event`: staff of its groups, then those named, each once."""
        members = [s for g in event.groups if g in self.group for s in self.group[g].staff]
        return tuple(dict.fromkeys((*members, *event.staff)))
