"""What hosts are worth to anybody, by the weeks that are planned there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from sojourn.engine.days.ledger import Ledger
from sojourn.engine.days.weights import weights_of
from sojourn.engine.draft import Draft
from sojourn.engine.feedback.weeks import Place, Week
from sojourn.engine.groups.fit import Guests
from sojourn.engine.groups.values import HostValues, candidates, estimated
from sojourn.model import Event, Offer, Phase, Programme
from sojourn.rules.worth import FADING, FULL_THEME

Reals = npt.NDArray[np.float64]
LOST = 0.5
"""What a group loses with a visit that is closed to one of them, as a part of its worth; another
visit takes its place."""


def known_values(
    programme: Programme, made: Draft, weeks: Mapping[Place, tuple[Week, ...]]
) -> Mapping[str, HostValues]:
    """For each split phase what each host is worth to each participant, beside the rest.

    Where a week is planned, a participant would have its visits on top of everything that they
    meet elsewhere: theme points (those of who fares worst weigh more, rule `fair_share`) less
    the price of objectives missed and of visits that they would close to the group. Elsewhere
    the estimate holds, scaled by how true it is where weeks are planned.
    """
    account = _Account(programme, made)
    return {
        phase.id: account.values(phase, weeks)
        for phase in programme.phases
        if phase.split and candidates(programme, phase)
    }


@dataclass(frozen=True)
class _Base:
    """What people have outside of one stop: (P, T) theme weights, (P, O) objectives."""

    themes: Reals
    objectives: Reals

    @cached_property
    def left(self) -> Reals:
        """(P, T) the part of each theme that is still to be had."""
        return np.asarray(FADING**self.themes, dtype=np.float64)


@dataclass
class Scale:
    """How true the estimate is, from what was estimated and what came of it."""

    expected: float = 0.0
    had: float = 0.0

    def learn(self, expected: float, had: float) -> None:
        """Take in one host."""
        self.expected += expected
        self.had += had

    @property
    def factor(self) -> float:
        """What to multiply an estimate by; 1 when nothing is known."""
        return self.had / self.expected if self.expected > 0 and self.had > 0 else 1.0


class _Account:
    """What everybody meets in a draft, and what that leaves to be had."""

    def __init__(self, programme: Programme, made: Draft) -> None:
        self.programme = programme
        self.made = made
        self.people = programme.confirmed
        self.guests = Guests.of(self.people)
        self.row = {person.id: i for i, person in enumerate(self.people)}
        self.passing = [i for i, p in enumerate(self.people) if p.arrives or p.departs]
        self.themes = [theme.id for theme in programme.themes]
        self.objectives = [objective.id for objective in programme.objectives]
        self.minimum = np.array([o.minimum for o in programme.objectives], dtype=np.float64)
        self.weights = weights_of(programme)
        self.ledger = Ledger(programme, made.groups)
        self.ledger.enter((*made.together, *made.days))
        interest = [[max(0.0, p.interests.get(t, 0.0)) for t in self.themes] for p in self.people]
        self.interest = np.array(interest).reshape(len(self.people), len(self.themes))
        favour = self.ledger.favour()
        wanted = np.maximum(1e-9, self.interest.sum(axis=1))
        boost = np.array([favour.get(p.id, 0.0) for p in self.people]) / (FULL_THEME * wanted)
        self.price: Reals = self.weights.theme + self.weights.fair * boost
        """(P,) points of rules for each theme point of a participant."""

    def values(self, phase: Phase, weeks: Mapping[Place, tuple[Week, ...]]) -> HostValues:
        """The values of one phase."""
        guess = estimated(self.programme, phase)
        lean = self.price / self.weights.theme if self.weights.theme else np.zeros(len(self.price))
        fit, others = guess.fit * lean[None, :, None], guess.others.copy()
        hosts = candidates(self.programme, phase)
        for s in range(len(phase.stop_spans)):
            base = self._base(phase, s)
            scale = Scale()
            unknown = []
            for h, host in enumerate(hosts):
                held = [w for w in weeks.get((phase.id, s, host.id), ()) if w.visits]
                if not held:
                    unknown.append(h)
                    continue
                found = [self._week(week, base) for week in held]
                own = np.mean([one for one, _ in found], axis=0)
                scale.learn(float(fit[s, :, h].sum()), float(own.sum()))
                fit[s, :, h] = own
                others[s, :, h] = np.mean([other for _, other in found], axis=0)
            fit[s, :, unknown] *= scale.factor
        return HostValues(fit, others)

    def _base(self, phase: Phase, number: int) -> _Base:
        """What people have without the visits of the stop with this number of `phase`."""
        first, last = phase.stop_spans[number]
        own = [
            e for e in self.made.days if e.phase == phase.id and first <= e.starts.date() <= last
        ]
        self.ledger.enter(own, -1)
        met, counts = self.ledger.themes, self.ledger.objectives
        themes = np.array([[met[p.id][t] for t in self.themes] for p in self.people])
        objectives = np.array([[counts[p.id][o] for o in self.objectives] for p in self.people])
        self.ledger.enter(own)
        people = len(self.people)
        return _Base(
            np.maximum(0.0, themes.reshape(people, len(self.themes))),
            objectives.reshape(people, len(self.objectives)).astype(np.float64),
        )

    def _week(self, week: Week, base: _Base) -> tuple[Reals, Reals]:
        """(P,) points of themes and (P,) other points that a week would give to each person."""
        there = self._present(week.visits)
        offers = [self.programme.offer[e.ref] for e in week.visits if e.ref is not None]
        weight = np.array([[o.themes.get(t, 0.0) for t in self.themes] for o in offers])
        listed = np.array([[o in offer.objectives for o in self.objectives] for offer in offers])
        met = base.themes + there @ weight
        have = base.objectives + there @ listed
        gained = self.interest * (base.left - FADING**met)
        fit = self.price * FULL_THEME * gained.sum(axis=1)
        missing = np.maximum(0.0, self.minimum - have).sum(axis=1)
        others = -self.weights.objective * missing - self._closing(week, offers, weight, met)
        return fit, others

    def _present(self, visits: Iterable[Event]) -> Reals:
        """(P, visits) 1 where a person would be there for the whole of a visit."""
        spans = [(e.starts.replace(tzinfo=None), e.ends.replace(tzinfo=None)) for e in visits]
        there = np.ones((len(self.people), len(spans)))
        for i in self.passing:
            there[i] = [self.people[i].present(*span) for span in spans]
        return there

    def _closing(self, week: Week, offers: list[Offer], weight: Reals, met: Reals) -> Reals:
        """(P,) what the group would lose with the visits that a person closes to it."""
        group = self.made.plan.group.get(week.group)
        members = () if group is None else group.participants
        rows = sorted(self.row[p] for p in members if p in self.row)
        left = (self.price[rows, None] * self.interest[rows] * FADING ** met[rows]).sum(axis=0)
        worth = FULL_THEME * (FADING**-weight - 1.0) @ left
        closed = ~self.guests.open_to(offers, [e.starts.date() for e in week.visits])
        lost: Reals = LOST * closed.astype(np.float64) @ worth
        return lost
