"""What is said of an offer beside a plan: where it is, where it could go, and why not elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sojourn.model import Offer


@dataclass(frozen=True)
class Part:
    """A part of what a visit is worth: the rule that gives it, points, and why in words."""

    rule: str
    points: float
    text: str


@dataclass(frozen=True)
class Present:
    """A visit to the offer that the plan has.

    `group` is empty where the event names participants; `stands` says whether the rules still
    allow it, `text` why not.
    """

    event: str
    group: str
    starts: datetime
    ends: datetime
    stands: bool
    text: str


@dataclass(frozen=True)
class Start:
    """A start at which the offer fits, in minutes after local midnight, and its points."""

    minute: int
    points: float


@dataclass(frozen=True)
class Place:
    """A group's day on which the offer fits without moving anything.

    Attributes:
        group, phase: ids.
        day: the local date.
        starts: every start that is possible, in order of time.
        best: the one that is worth most.
        parts: what the best one is worth, most first; their sum is its points.

    """

    group: str
    phase: str
    day: date
    starts: tuple[Start, ...]
    best: Start
    parts: tuple[Part, ...]

    @property
    def points(self) -> float:
        """What the best start is worth."""
        return self.best.points


@dataclass(frozen=True)
class Change:
    """What becomes of one visit: `before` None is new, `after` None is dropped."""

    offer: str
    before: datetime | None
    after: datetime | None


@dataclass(frozen=True)
class Move:
    """A group's day rebuilt with the offer in it, the rest of the plan kept.

    Attributes:
        group, phase: ids.
        starts: when the offer begins.
        points: net gain over the plan.
        changes: what else of the group's visits moves, goes or comes.

    """

    group: str
    phase: str
    starts: datetime
    points: float
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Refusal:
    """Days of a group on which the offer cannot go without moving anything, and why.

    `rule` is the id of the rule that forbids it.
    """

    group: str
    days: tuple[date, ...]
    rule: str
    text: str


@dataclass(frozen=True)
class Fit:
    """Where an offer would fit into a plan.

    Attributes:
        offer: the offer.
        present: visits that the plan has already.
        places: where it fits as it is, best first.
        moves: where it pays to move or replace something, best first.
        refusals: why not, for every other day of a group at its host.
        elsewhere: groups that are never at its host.

    """

    offer: Offer
    present: tuple[Present, ...]
    places: tuple[Place, ...]
    moves: tuple[Move, ...]
    refusals: tuple[Refusal, ...]
    elsewhere: tuple[str, ...]
