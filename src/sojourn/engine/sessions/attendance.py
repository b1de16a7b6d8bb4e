"""Who could attend which of the sessions that are not for everyone, and what it is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from sojourn.engine.sessions.agenda import Agenda, Entry
from sojourn.engine.sessions.conference import Conference
from sojourn.engine.sessions.interest import interest_array, points, themes_of, weight_array
from sojourn.engine.sessions.interpreting import Interpreters
from sojourn.engine.sessions.options import Placement, may_attend
from sojourn.model import MINUTES_A_DAY, Programme
from sojourn.rules import setting

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]


EMPTY = 10.0
"""Points that each person is taken to be worth whom a session lacks to its least attendance, at
least: a speaker before an empty room is worse than the second best session for a few."""


@dataclass(frozen=True)
class Prices:
    """What places are worth, in points.

    Attributes:
        fit: a point of `theme_fit`.
        affinity: a point of interest times weight at a session by choice (`breakout_fit`).
        empty: each person that a session lacks to its least attendance (`breakout_fit`).
        least: that least attendance.
        objective: an objective that a person meets for one of the times wanted.
        attending: having a place at all.
        hearing: a language that is interpreted in one more room.

    """

    fit: float
    affinity: float
    empty: float
    least: int
    objective: float
    attending: float = 1.0
    hearing: float = 0.5

    @classmethod
    def of(cls, programme: Programme) -> Prices:
        """The prices by the rules of `programme`; an objective may be met elsewhere too."""
        fit, breakout, coverage = (
            setting(programme, rule) for rule in ("theme_fit", "breakout_fit", "objective_coverage")
        )
        least_price = EMPTY if breakout.weight * breakout.number("empty") > 0 else 0.0
        return cls(
            fit=0.01 if fit.level == "off" else max(0.01, fit.weight),
            affinity=0.0 if breakout.level == "off" else max(0.0, breakout.weight),
            empty=max(least_price, breakout.weight * breakout.number("empty")),
            least=max(0, int(breakout.number("least"))),
            objective=0.0 if coverage.level == "off" else 0.15 * max(0.0, coverage.weight),
        )


@dataclass(frozen=True)
class Seats:
    """Seats of a room and languages interpreted in it; None without a room."""

    people: int | None
    languages: int | None


@dataclass(frozen=True)
class Packing:
    """Sessions of which one person is at no more than fit into so many minutes.

    `others` are the minutes of those who are not at everything that is for everyone.
    """

    sessions: tuple[int, ...]
    minutes: int
    others: int


@dataclass
class Attendance:
    """The sessions by choice of a conference and those who could be at them.

    `agendas` hold what people are at already; `interpreters` what interpreters are at.
    """

    conference: Conference
    optional: tuple[Placement, ...]
    required: tuple[Placement, ...]
    agendas: Mapping[str, Agenda]
    interpreters: Interpreters

    @cached_property
    def prices(self) -> Prices:
        """What places are worth."""
        return Prices.of(self.conference.programme)

    @property
    def shape(self) -> tuple[int, int]:
        """People, sessions by choice."""
        return len(self.conference.people), len(self.optional)

    @cached_property
    def themes(self) -> list[str]:
        """The themes that matter here."""
        weights = [p.session.themes for p in (*self.optional, *self.required)]
        return themes_of(self.conference.people, weights)

    @cached_property
    def interest(self) -> Floats:
        """People x themes."""
        return interest_array(self.conference.people, self.themes)

    @cached_property
    def weights(self) -> Floats:
        """Sessions x themes."""
        return weight_array([p.session.themes for p in self.optional], self.themes)

    @cached_property
    def affinity(self) -> Floats:
        """Interest times weight (people x sessions)."""
        return self.interest @ self.weights.T

    @cached_property
    def base(self) -> Floats:
        """Weight of each theme that each person meets in the required sessions."""
        base = np.zeros_like(self.interest)
        for placement in self.required:
            row = weight_array([placement.session.themes], self.themes)[0]
            base[self.at_required(placement)] += row
        return base

    def at_required(self, placement: Placement) -> list[int]:
        """Those who have a required session in their agenda."""
        entry = self.entry(placement)
        people = enumerate(self.conference.people)
        return [i for i, person in people if self.agendas[person.id].holds(entry)]

    def entry(self, placement: Placement) -> Entry:
        """What `placement` is in an agenda."""
        place = self.conference.place(placement.room)
        return Entry(*placement.span, place, placement.session.professional)

    @cached_property
    def eligible(self) -> Flags:
        """Whether a person may be at a session by itself (people x sessions)."""
        return self.eligible_here()

    def eligible_here(self) -> Flags:
        """`eligible` at the times and in the rooms that the sessions have."""
        conference = self.conference
        may = np.zeros(self.shape, dtype=bool)
        agendas = [self.agendas[person.id] for person in conference.people]
        keys = [tuple(agenda.entries) for agenda in agendas]
        known: dict[tuple[Entry, ...], int] = {}
        kinds = [known.setdefault(key, len(known)) for key in keys]
        for j, placement in enumerate(self.optional):
            room = conference.programme.room.get(placement.room or "")
            entry = self.entry(placement)
            fits: dict[int, bool] = {}
            for i, person in enumerate(conference.people):
                if kinds[i] not in fits:
                    fits[kinds[i]] = agendas[i].fits(entry)
                may[i, j] = fits[kinds[i]] and may_attend(
                    conference, person, placement.session, room, placement.span
                )
        return may

    @cached_property
    def clash(self) -> Flags:
        """Whether nobody can be at both of two sessions (sessions x sessions)."""
        return self.clash_here()

    def clash_here(self) -> Flags:
        """`clash` at the times and in the rooms that the sessions have."""
        count = len(self.optional)
        clash = np.zeros((count, count), dtype=bool)
        for i in range(count):
            for j in range(i):
                clash[i, j] = clash[j, i] = self._clashes(self.optional[i], self.optional[j])
        return clash

    def _clashes(self, a: Placement, b: Placement) -> bool:
        """Whether the two overlap, leave no time to move, or no lunch between them."""
        first, second = sorted((self.entry(a), self.entry(b)))
        gap = self.conference.gap(first.place, second.place)
        if first.ends + gap > second.starts:
            return True
        day = first.starts // MINUTES_A_DAY
        if day != second.starts // MINUTES_A_DAY:
            return False
        needed = [self.entry(p) for p in self.required if p.starts // MINUTES_A_DAY == day]
        alone = Agenda(self.conference, sorted(needed))
        if not (alone.fits(first) and alone.fits(second)):
            return False
        both = Agenda(self.conference, sorted([*needed, first]))
        return not both.fits(second)

    @cached_property
    def topic(self) -> list[str]:
        """The topic of each session: the same title is the same topic."""
        return [" ".join(p.session.title.casefold().split()) for p in self.optional]

    @cached_property
    def blocks(self) -> tuple[tuple[int, ...], ...]:
        """The connected parts of `clash`, in order of time."""
        left = set(range(len(self.optional)))
        found: list[tuple[int, ...]] = []
        while left:
            part: set[int] = set()
            edge = [min(left)]
            while edge:
                j = edge.pop()
                if j not in part:
                    part.add(j)
                    edge.extend(int(k) for k in np.flatnonzero(self.clash[j]))
            left -= part
            found.append(tuple(sorted(part)))
        found.sort(key=lambda block: min(self.optional[j].starts for j in block))
        return tuple(found)

    @cached_property
    def wanted(self) -> Numbers:
        """Times that people still want to meet objectives (people x objectives)."""
        objectives = self.conference.programme.objectives
        wanted = np.zeros((self.shape[0], len(objectives)), dtype=np.int64)
        for k, objective in enumerate(objectives):
            wanted[:, k] = max(0, objective.minimum)
            for placement in self.required:
                if objective.id in placement.session.objectives:
                    wanted[self.at_required(placement), k] -= 1
        return np.maximum(wanted, 0)

    @cached_property
    def meets(self) -> Numbers:
        """Whether a session meets an objective (sessions x objectives)."""
        objectives = self.conference.programme.objectives
        rows = [[o.id in p.session.objectives for o in objectives] for p in self.optional]
        return np.array(rows, dtype=np.int64).reshape(len(self.optional), len(objectives))

    @cached_property
    def hearers(self) -> Mapping[str, Flags]:
        """Who hears each interpreting language (people), languages sorted."""
        language = self.conference.language
        heard = [language.get(p.id) for p in self.conference.people]
        return {
            name: np.array([own == name for own in heard], dtype=bool)
            for name in sorted({own for own in heard if own is not None})
        }

    def worth(self, chosen: Flags) -> float:
        """The value of a choice (people x sessions), with what the sessions for everyone give."""
        prices = self.prices
        fit = (self.interest * (points(self.base + chosen @ self.weights) - self.base_points)).sum()
        met = np.minimum(self.wanted, chosen.astype(np.int64) @ self.meets).sum()
        there = chosen.sum(axis=0)
        short = np.maximum(0, prices.least - there).sum()
        heard = sum(int(chosen[who].any(axis=0).sum()) for who in self.hearers.values())
        return float(
            self.settled
            + prices.fit * fit
            + prices.affinity * (self.affinity * chosen).sum()
            + prices.attending * there.sum()
            + prices.objective * met
            - prices.empty * short
            - prices.hearing * heard
        )

    @cached_property
    def settled(self) -> float:
        """What the sessions for everyone are worth to those who are at them."""
        objectives = self.conference.programme.objectives
        all_times = sum(max(0, o.minimum) for o in objectives) * self.shape[0]
        met = all_times - int(self.wanted.sum())
        fit = (self.interest * self.base_points).sum()
        return float(self.prices.fit * fit + self.prices.objective * met)

    @cached_property
    def base_points(self) -> Floats:
        """Points of what people meet in required sessions (people x themes)."""
        return points(self.base)

    def gains(self, chosen: Flags, block: Sequence[int]) -> Floats:
        """What each session of `block` alone adds to what each person has elsewhere."""
        elsewhere = chosen.copy()
        elsewhere[:, list(block)] = False
        met = self.base + elsewhere @ self.weights
        now = points(met)
        still = (self.wanted - elsewhere.astype(np.int64) @ self.meets) > 0
        gains = np.empty((self.shape[0], len(block)))
        for column, j in enumerate(block):
            fit = (self.interest * (points(met + self.weights[j]) - now)).sum(axis=1)
            gains[:, column] = self.prices.fit * fit + self.flat[:, j]
            gains[:, column] += self.prices.objective * (still & (self.meets[j] > 0)).sum(axis=1)
        return gains

    @cached_property
    def flat(self) -> Floats:
        """What a place is worth whatever else one attends (people x sessions)."""
        flat: Floats = self.prices.affinity * self.affinity + self.prices.attending
        return flat

    def interpreted_elsewhere(
        self, language: str, day: int, block: Sequence[int], chosen: Flags
    ) -> int:
        """Minutes for which a team of `language` works in other blocks of the day."""
        who = self.hearers[language]
        return sum(
            p.session.minutes
            for j, p in enumerate(self.optional)
            if j not in block
            and p.session.professional
            and p.starts // MINUTES_A_DAY == day
            and bool(chosen[who, j].any())
        )

    def packings(self) -> tuple[Packing, ...]:
        """What bounds the sessions of one person beside those that clash: nothing here."""
        return ()

    @cached_property
    def everywhere(self) -> Flags:
        """Who is at everything that is for everyone (people)."""
        return np.ones(self.shape[0], dtype=bool)

    def under_way(self, number: int, now: int) -> bool:
        """Whether a session is under way at the minute `now`."""
        first, last = self.optional[number].span
        return first <= now < last

    def moments(self) -> tuple[int, ...]:
        """The minutes at which sessions begin."""
        return tuple(sorted({placement.starts for placement in self.optional}))

    def works_on(self, number: int, day: int) -> bool:
        """Whether interpreters work at a session on the `day`-th day."""
        placement = self.optional[number]
        return placement.session.professional and placement.starts // MINUTES_A_DAY == day

    def seats(self, number: int) -> Seats:
        """The seats and booths of a session's room."""
        room = self.conference.programme.room.get(self.optional[number].room or "")
        return Seats(None, None) if room is None else Seats(room.capacity, room.booths)
