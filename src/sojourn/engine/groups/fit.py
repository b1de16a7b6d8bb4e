"""What a city's offers could give to each participant: a quick, slightly optimistic estimate."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sojourn.model import Host, Offer, Participant, Phase, Programme, open_spans
from sojourn.reference.holidays import public_holiday
from sojourn.rules.worth import FADING, FULL_THEME, MEETING_SHARE

Floats = npt.NDArray[np.float64]
PARALLEL = 4
"""Sessions between which a participant is thought to choose."""


class FitEstimate:
    """Theme points and objectives that hosts can give in a stop.

    What people meet when all are together is counted first.
    """

    def __init__(self, programme: Programme, phase: Phase) -> None:
        self.programme = programme
        self.phase = phase
        self.people = programme.confirmed
        self.guests = Guests.of(self.people)
        self.themes = [theme.id for theme in programme.themes]
        self.interest = np.array(
            [[max(0.0, p.interests.get(t, 0.0)) for t in self.themes] for p in self.people]
        ).reshape(len(self.people), len(self.themes))
        self.base = np.array([self._met_elsewhere(theme) for theme in self.themes])
        self._elsewhere = {o.id: self._chances_elsewhere(o.id) for o in programme.objectives}
        self._found: dict[tuple[str, tuple[date, ...]], list[Offer]] = {}

    def _chances_elsewhere(self, objective: str) -> int:
        """Times that a participant could meet `objective` outside this phase.

        Any session counts, and each other split phase where half of the hosts offer it.
        """
        chances = sum(objective in s.objectives for s in self.programme.sessions)
        for phase in self.programme.phases:
            if phase.split and phase.id != self.phase.id:
                offering = sum(
                    any(objective in o.objectives for o in self.programme.offers_at.get(h, ()))
                    for h in phase.hosts
                )
                chances += 2 * offering >= max(1, len(phase.hosts))
        return chances

    def _met_elsewhere(self, theme: str) -> float:
        """The weight of `theme` that an average participant meets when all are together.

        Required sessions count in full, others by `PARALLEL`, and meetings by the mean of the
        counterparts of their phase.
        """
        met = 0.0
        for session in self.programme.sessions:
            if session.professional:
                met += session.themes.get(theme, 0.0) / (1 if session.required else PARALLEL)
        for phase in self.programme.phases:
            if phase.meetings is None:
                continue
            whom = [c for c in self.programme.counterparts if c.phase in (None, phase.id)]
            weight = sum(c.themes.get(theme, 0.0) for c in whom) / max(1, len(whom))
            number = (phase.meetings.at_least + phase.meetings.at_most) / 2 if whom else 0.0
            met += number * MEETING_SHARE * weight
        return met

    def points(self, host: Host, span: tuple[date, date]) -> Floats:
        """(P,) theme points of each participant in a stop at `host` with the best offers for all.

        The best are a greedy choice of as many professional offers as the stop has room for, by
        the concave points of rule `theme_fit` and everybody's interests together: what a group
        of mixed interests could have. An offer closed to a person counts for the others.
        """
        days = self._days(span)
        offers = self._usable(host, days)
        slots = min(len(offers), self._slots(host, days))
        if not offers or not slots or not self.themes or not self.people:
            return np.zeros(len(self.people))
        weight = np.array([[o.themes.get(t, 0.0) for t in self.themes] for o in offers])
        met = self._greedy(weight, slots)
        points: Floats = (
            FULL_THEME * self.interest @ (FADING**self.base - FADING ** (self.base + met))
        )
        found: Floats = points * self.guests.open_to(offers, [span[0]] * len(offers)).mean(axis=1)
        return found

    def objectives_missing(self, host: Host, span: tuple[date, date]) -> int:
        """Times that objectives can be met neither at `host` nor elsewhere."""
        days = self._days(span)
        offers = self._usable(host, days)
        missing = 0
        for objective in self.programme.objectives:
            here = sum(objective.id in o.objectives for o in offers)
            missing += max(0, objective.minimum - self._elsewhere[objective.id] - here)
        return missing

    def refused(self, host: Host, span: tuple[date, date]) -> Floats:
        """(P,) the part of the host's offers that each participant would close to a group."""
        offers = self._usable(host, self._days(span))
        if not offers:
            return np.zeros(len(self.people))
        closed = ~self.guests.open_to(offers, [span[0]] * len(offers))
        return np.asarray(closed.sum(axis=1) / len(offers), dtype=np.float64)

    def _greedy(self, weight: Floats, slots: int) -> Floats:
        """(T,) weights met with the best `slots` of the offers (O, T) for everybody together."""
        gain = 1.0 - FADING ** np.maximum(weight, 0.0)
        left = self.interest.mean(axis=0) * FADING**self.base
        met: Floats = np.zeros_like(left)
        free = np.ones(len(weight), dtype=bool)
        for _ in range(slots):
            worth = np.where(free, gain @ left, -1.0)
            best = int(worth.argmax())
            if worth[best] <= 0:
                break
            met += weight[best]
            left = left * (1.0 - gain[best])
            free[best] = False
        return met

    def _days(self, span: tuple[date, date]) -> tuple[date, ...]:
        """Full days of a stop."""
        return tuple(day for day in self.phase.days if span[0] < day <= span[1])

    def _usable(self, host: Host, days: Sequence[date]) -> list[Offer]:
        """Professional offers of `host` that some group could be at on one of `days`."""
        key = host.id, tuple(days)
        if key not in self._found:
            self._found[key] = self._usable_at(host, days)
        return self._found[key]

    def _usable_at(self, host: Host, days: Sequence[date]) -> list[Offer]:
        limits = self.phase.day
        own = set(self.phase.group_ids)
        return [
            offer
            for offer in self.programme.offers_at.get(host.id, ())
            if offer.professional
            and offer.status != "declined"
            and (offer.pin is None or offer.pin.group in own)
            and (offer.capacity is None or offer.capacity > self.phase.size[0])
            and any(
                min(closes, limits.closes) - max(opens, limits.opens) >= offer.minutes
                for day in days
                for opens, closes in open_spans(offer.windows, day)
            )
        ]

    def _slots(self, host: Host, days: Sequence[date]) -> int:
        """Professional offers for which a stop has room."""
        limits = self.phase.day
        working = [
            day
            for day in days
            if day.weekday() in limits.workdays
            and day not in host.closed
            and public_holiday(host.country, host.state, host.timezone, day) is None
        ]
        usual = (limits.at_least + limits.at_most + 1) // 2
        half = usual // 2 * (limits.free_half_days if len(days) >= 3 else 0)
        return max(0, len(working) * usual - half)


class Guests(NamedTuple):
    """One of each kind of people who are alike in all that `receives` asks for.

    Attributes:
        each: one participant of each kind.
        kind: (P,) the kind of every participant.

    """

    each: tuple[Participant, ...]
    kind: npt.NDArray[np.int64]

    @classmethod
    def of(cls, people: Sequence[Participant]) -> Guests:
        """The kinds of `people`."""
        number: dict[tuple[object, ...], int] = {}
        each: list[Participant] = []
        kind = []
        for person in people:
            key = person.country, "step_free" in person.access, person.added
            if key not in number:
                number[key] = len(each)
                each.append(person)
            kind.append(number[key])
        return cls(tuple(each), np.array(kind, dtype=np.int64))

    def open_to(self, offers: Sequence[Offer], days: Sequence[date]) -> npt.NDArray[np.bool_]:
        """(P, O) whether each participant could come to each offer about its day."""
        pairs = tuple(zip(offers, days, strict=True))
        columns = np.ones((len(self.each), len(pairs)), dtype=bool)
        for number, (offer, day) in enumerate(pairs):
            if offer.refuses or offer.step_free is False or offer.clearance_days is not None:
                columns[:, number] = [receives(offer, person, day) for person in self.each]
        return columns[self.kind]


def receives(offer: Offer, person: Participant, day: date) -> bool:
    """Whether `person` could come to `offer` about `day`."""
    if person.country in offer.refuses:
        return False
    if offer.step_free is False and "step_free" in person.access:
        return False
    if person.added is None or offer.clearance_days is None:
        return True
    return (day - person.added).days >= offer.clearance_days
