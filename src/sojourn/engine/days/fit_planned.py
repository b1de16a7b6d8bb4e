"""A plan as the days of its cities see it, with an offer that is looked at beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from sojourn.engine.days.cities import Scene
from sojourn.engine.days.ledger import Ledger
from sojourn.engine.days.visit_event import visit_event
from sojourn.model import OFFER_KINDS, Event, Group, Offer, Plan, Programme, Stop, at


@dataclass(frozen=True)
class Planned:
    """What a plan decides, and one offer of its programme.

    Attributes:
        programme: the programme as it is now.
        groups: the groups whose phase and hosts the programme knows.
        events: all events but fillers, at hosts that it knows.
        offer: the offer that is looked at.

    """

    programme: Programme
    groups: tuple[Group, ...]
    events: tuple[Event, ...]
    offer: Offer

    @classmethod
    def of(cls, programme: Programme, plan: Plan, offer: Offer) -> Planned:
        """The part of `plan` that `programme` knows."""
        groups = tuple(
            replace(g, stops=tuple(s for s in g.stops if s.host in programme.host))
            for g in plan.groups
            if g.phase in programme.phase
        )
        events = tuple(e for e in plan.events if not e.filler and e.host in programme.host)
        return cls(programme, groups, events, offer)

    def without(self, events: Iterable[Event]) -> Planned:
        """The same without some events."""
        gone = {id(event) for event in events}
        return replace(self, events=tuple(e for e in self.events if id(e) not in gone))

    @property
    def stays(self) -> tuple[tuple[Group, Stop], ...]:
        """Groups at the offer's host, with the stop."""
        return tuple((g, s) for g in self.groups for s in g.stops if s.host == self.offer.host)

    @property
    def visits(self) -> tuple[Event, ...]:
        """The events of the offer."""
        return tuple(e for e in self.events if e.ref == self.offer.id and e.kind in OFFER_KINDS)

    @cached_property
    def scene(self) -> Scene:
        """The scene with everything placed."""
        return self.scene_of(self.events)

    def scene_of(self, placed: tuple[Event, ...]) -> Scene:
        """The scene with `placed` events."""
        return Scene.of(self.programme, self.groups, placed)

    @cached_property
    def ledger(self) -> Ledger:
        """The account of all events."""
        return self.ledger_of(self.events)

    def ledger_of(self, events: Iterable[Event]) -> Ledger:
        """The account of some events."""
        ledger = Ledger(self.programme, self.groups)
        ledger.enter(events)
        return ledger

    def visit(self, group: Group, offer: Offer, day: date, minute: int) -> Event:
        """The event of a group's visit to an offer."""
        return visit_event(self.programme, offer, group.phase, at(day, minute), (group.id,))


def told(scene: Scene) -> Scene:
    """A scene in which points are those of the rules: nothing steers, nobody is favoured."""
    return replace(scene, weights=replace(scene.weights, fair=0.0, beyond=0.0, requested=0.0))


class Shares:
    """What the worst share of all participants becomes when a group's visits change."""

    def __init__(self, planned: Planned) -> None:
        self.programme = planned.programme
        self.ledger = planned.ledger
        self.weight = planned.scene.weights.fair
        people = [p for p in self.programme.confirmed if any(w > 0 for w in p.interests.values())]
        self.share = {p.id: self.ledger.share(p) for p in people}
        self.worst = min(self.share.values(), default=0.0)

    def points(self, group: Group, gone: Iterable[Event], come: Iterable[Event]) -> float:
        """Points of rule `fair_share` when visits of a group go and others come."""
        if not self.weight or not self.share:
            return 0.0
        gone, come = tuple(gone), tuple(come)
        self.ledger.enter(gone, -1)
        self.ledger.enter(come)
        members = [p for p in group.participants if p in self.share]
        new = {p: self.ledger.share(self.programme.participant[p]) for p in members}
        self.ledger.enter(come, -1)
        self.ledger.enter(gone)
        worst = min({**self.share, **new}.values())
        return self.weight * (worst - self.worst)
