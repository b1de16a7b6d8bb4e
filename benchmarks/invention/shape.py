"""How large an invented programme is, and of what kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from benchmarks.invention.gazetteer import SPEAKERS_OF


@dataclass(frozen=True)
class Shape:
    """The parameters of an invented programme.

    Attributes:
        participants: confirmed participants.
        groups: groups of each split phase.
        hosts: candidate hosts; None for half as many again as are needed.
        offers: offers of each candidate host.
        phases: kinds in order, ``split`` or ``together``; ``split:2`` with its own stops.
        stops: stops of each group in a split phase.
        languages: how many languages may need interpreting.
        interpreted: share of the participants who need interpreting.
        observant: share who keep Friday prayer.
        sabbath: share who keep the Sabbath.
        sunday: share who go to a Sunday service.
        access: share with a need of access.
        diet: share with a diet.
        holiday: whether a public holiday lies in the middle.
        zones: time zones of the hosts, 1 to 4.
        sessions: sessions of a full workday together: none, a plenary, a panel, then breakouts.
        counterparts: people met one to one in the last phase together; 0 for no meetings.
        pairs: pairs kept apart or together, as a share of the participants.
        pins: share of the participants who are pinned to a group.
        barren: candidate hosts without any offer, beside those that are needed.
        closed: share of the candidate hosts that are closed on a full day of a split phase.
        legs: share of the journeys that are given rather than estimated.
        late: share of the participants who come late, leave early or were added late.
        slack: interpreters beyond those that a tight plan needs, as a share.
        budget: whether a (comfortable) budget is given.

    """

    participants: int = 85
    groups: int = 8
    hosts: int | None = None
    offers: int = 40
    phases: str = "together,together,split,together"
    stops: int = 1
    languages: int = 6
    interpreted: float = 0.4
    observant: float = 0.1
    sabbath: float = 0.02
    sunday: float = 0.0
    access: float = 0.03
    diet: float = 0.3
    holiday: bool = False
    zones: int = 4
    sessions: int = 5
    counterparts: int = 60
    pairs: float = 0.08
    pins: float = 0.01
    barren: int = 0
    closed: float = 0.1
    legs: float = 0.2
    late: float = 0.05
    slack: float = 0.25
    budget: bool = True

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(field.default, float) and not 0 <= value <= 1:
                raise ValueError(f"{field.name} is {value}; a share lies from 0 to 1")
        if not 1 <= self.groups <= self.participants:
            raise ValueError(f"{self.participants} participants cannot make {self.groups} groups")
        if not 1 <= self.zones <= 4:
            raise ValueError(f"zones is {self.zones}; 1 to 4 are known")
        if not 0 <= self.languages <= len(SPEAKERS_OF):
            raise ValueError(f"languages is {self.languages}; 0 to {len(SPEAKERS_OF)} are known")
        if self.hosts is not None and self.hosts < self.most_stops:
            raise ValueError(f"{self.hosts} hosts are too few for {self.most_stops} stops")
        for kind, stops in self.kinds:
            if kind not in ("together", "split") or stops < 1:
                raise ValueError(f"phases is {self.phases!r}; it lists together, split or split:2")

    @property
    def kinds(self) -> Sequence[tuple[str, int]]:
        """Kind and number of stops of each phase."""
        kinds = []
        for word in self.phases.split(","):
            kind, _, stops = word.strip().partition(":")
            default = self.stops if kind == "split" else 1
            kinds.append((kind, int(stops) if stops.isdigit() else default))
        return kinds

    @property
    def split(self) -> bool:
        """Whether any phase is split."""
        return any(kind == "split" for kind, _ in self.kinds)

    @property
    def most_stops(self) -> int:
        """The most stops of a group in one phase."""
        return max((stops for kind, stops in self.kinds if kind == "split"), default=1)

    @property
    def size(self) -> tuple[int, int]:
        """The bounds of a group's size: the even share, give or take."""
        low, high = self.participants // self.groups, -(-self.participants // self.groups)
        give = 3 if low >= 8 else 1
        return max(1, low - give), high + give

    @property
    def moves_on(self) -> tuple[int, ...]:
        """Weekdays on which groups can move: no Friday or Saturday, and Sunday if none serve."""
        return (0, 1, 2, 3) if self.sunday else (0, 1, 2, 3, 6)
