"""From a programme to the problem of one city."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from sojourn.engine.days.encodings import (
    DayFacts,
    common_lunch,
    day_facts,
    start_mask,
)
from sojourn.engine.days.ledger import Ledger
from sojourn.engine.days.presence import Diary, Span, all_day, on_day, working
from sojourn.engine.days.problem import Bytes, City, Counts, Reals, Stay, StayDay, Weights
from sojourn.engine.days.weights import rules_off, weights_of
from sojourn.model import (
    MINUTES_A_DAY,
    PROFESSIONAL_OFFERS,
    Event,
    Group,
    Offer,
    Participant,
    Programme,
    Stop,
    days_between,
)
from sojourn.reference.places import TransferTable
from sojourn.rules.worth import FADING

WANTED_LEVELS = ("federal", "state", "local", "community", "private")
"""The levels that each group should see (rule `variety`)."""
KINDS = (*sorted(PROFESSIONAL_OFFERS), "cultural", "hospitality")
SOCIAL = {"hospitality": 0, "cultural": 1}
NO_LIMIT = 1_000_000
NONE: Counter[str] = Counter()
LONG_STOP = 4
"""Days from which on a stop has free half-days."""
USUAL_MINUTES = 90
"""Minutes that fill a day as much as one appointment."""
MONEY_UNIT = 1000
"""The price of rule `cost` is per so many units of money."""


@dataclass(frozen=True)
class Scene:
    """What all cities of a programme share.

    Attributes:
        programme: the programme.
        groups: the groups of all phases.
        diary: what is already placed, pins included.
        placed: the same as a list.
        transfers: minutes between places.
        weights: points of each part of the value.
        off: rules that are switched off.

    """

    programme: Programme
    groups: tuple[Group, ...]
    placed: tuple[Event, ...]
    diary: Diary
    transfers: TransferTable
    weights: Weights
    off: frozenset[str]

    @classmethod
    def of(
        cls, programme: Programme, groups: tuple[Group, ...], placed: tuple[Event, ...]
    ) -> Scene:
        """The scene of a programme with `placed` events."""
        return cls(
            programme,
            groups,
            placed,
            Diary(programme, groups, placed),
            TransferTable(programme),
            weights_of(programme),
            rules_off(programme),
        )

    def with_event(self, event: Event) -> Scene:
        """The same scene with one more event that is placed."""
        return replace(self, placed=(*self.placed, event), diary=self.diary.with_event(event))

    def stays_at(self, host: str) -> tuple[tuple[Group, Stop], ...]:
        """Every group and stop at `host`, in the order of the groups."""
        return tuple((g, stop) for g in self.groups for stop in g.stops if stop.host == host)


def city_of(scene: Scene, host: str, ledger: Ledger, favour: Mapping[str, float]) -> City:
    """The problem of `host`.

    `ledger` holds everything that is decided outside of this problem (the host's own choices
    are not in it); `favour` says how much each participant weighs in the worst share.
    """
    offers = scene.programme.offers_at.get(host, ())
    return _Builder(scene, host, scene.stays_at(host), offers, ledger, favour).city()


def single_visit(scene: Scene, group: Group, stop: Stop, offer: Offer, ledger: Ledger) -> City:
    """The problem of one offer for one stay; `group` may be a part of a real one."""
    return _Builder(scene, offer.host, ((group, stop),), (offer,), ledger, {}).city()


class _Builder:
    """Collects the arrays of one city."""

    def __init__(
        self,
        scene: Scene,
        host: str,
        stays: Sequence[tuple[Group, Stop]],
        offers: Sequence[Offer],
        ledger: Ledger,
        favour: Mapping[str, float],
    ) -> None:
        self.scene = scene
        self.programme = scene.programme
        self.host = host
        self.ledger = ledger
        self.favour = favour
        self.stays = stays
        self.offers = [offer for offer in offers if self._open(offer)]
        here = {p for group, _ in self.stays for p in group.participants}
        self.people = [p for p in self.programme.confirmed if p.id in here]
        self.row = {person.id: i for i, person in enumerate(self.people)}
        names = sorted({o.organisation for o in self.offers if o.organisation})
        self.organisations = {name: i for i, name in enumerate(names)}
        self.places: dict[tuple[str, ...], int] = {}

    def _open(self, offer: Offer) -> bool:
        visits = self.ledger.visits[offer.id] < offer.visits or "visits" in self.scene.off
        return offer.minutes > 0 and bool(offer.windows) and visits

    def city(self) -> City:
        place = [self._place((offer.id,)) for offer in self.offers]
        stays = tuple(self._stay(group, stop) for group, stop in self.stays)
        potential, fading = self._themes()
        objectives, missing = self._objectives()
        return City(
            host=self.host,
            offers=tuple(o.id for o in self.offers),
            minutes=self._numbers([o.minutes for o in self.offers]),
            place=self._numbers(place),
            level=self._numbers([_index(WANTED_LEVELS, o.level) for o in self.offers]),
            kind=self._numbers([KINDS.index(o.kind) for o in self.offers]),
            organisation=self._numbers(
                [self.organisations.get(o.organisation, -1) for o in self.offers]
            ),
            professional=np.array([o.professional for o in self.offers], dtype=np.uint8),
            social=self._numbers([SOCIAL.get(o.kind, -1) for o in self.offers]),
            capacity=self._numbers(
                [
                    NO_LIMIT if o.capacity is None or "capacity" in self.scene.off else o.capacity
                    for o in self.offers
                ]
            ),
            visits=self._numbers([self._visits_left(o) for o in self.offers]),
            transfer=self._transfers(),
            fading=fading,
            objectives=objectives,
            price=self._prices(),
            stays=stays,
            potential=potential,
            missing=missing,
            clash=self._clash(),
            weights=self.scene.weights,
        )

    def _numbers(self, values: Sequence[int]) -> Counts:
        return np.array(values, dtype=np.int64)

    def _visits_left(self, offer: Offer) -> int:
        if "visits" in self.scene.off:
            return NO_LIMIT
        return max(0, offer.visits - self.ledger.visits[offer.id])

    def _place(self, ids: tuple[str, ...]) -> int:
        """The index of one place, or of several of which any may be meant."""
        return self.places.setdefault(ids, len(self.places))

    def _transfers(self) -> Counts:
        """Minutes between places; between sets of places the longest."""
        minutes = self.scene.transfers.minutes
        table = [
            [max((minutes(a, b) for a in one for b in other), default=0) for other in self.places]
            for one in self.places
        ]
        return np.array(table, dtype=np.int64).reshape(len(self.places), len(self.places))

    def _themes(self) -> tuple[Reals, Reals]:
        """Points still to be had by person and theme, and what offers leave of them."""
        shown = {t for o in self.offers for t, w in o.themes.items() if w > 0}
        themes = sorted(shown & {t for p in self.people for t, w in p.interests.items() if w > 0})
        weights = self.scene.weights
        potential = np.zeros((len(self.people), len(themes)))
        for i, person in enumerate(self.people):
            wanted = sum(w for w in person.interests.values() if w > 0)
            share = self.favour.get(person.id, 0.0)
            boost = weights.fair * share / (10.0 * wanted) if wanted else 0.0
            for t, theme in enumerate(themes):
                interest = max(0.0, person.interests.get(theme, 0.0))
                potential[i, t] = (
                    interest * (weights.theme + boost) * self.ledger.left(person, theme)
                )
        fading = np.array(
            [[FADING ** max(0.0, o.themes.get(t, 0.0)) for t in themes] for o in self.offers]
        ).reshape(len(self.offers), len(themes))
        return potential, fading

    def _objectives(self) -> tuple[Bytes, Counts]:
        """Which offer lists which objective, and how often each is still to be met."""
        known = self.programme.objectives
        listed = np.array(
            [[objective.id in o.objectives for objective in known] for o in self.offers],
            dtype=np.uint8,
        ).reshape(len(self.offers), len(known))
        missing = np.array(
            [
                [max(0, k.minimum - self.ledger.objectives[p.id][k.id]) for k in known]
                for p in self.people
            ],
            dtype=np.int64,
        ).reshape(len(self.people), len(known))
        return listed, missing

    def _prices(self) -> Reals:
        """What each offer costs each stay in points, whatever else is chosen."""
        weights = self.scene.weights
        prices = np.zeros((len(self.stays), len(self.offers)))
        for s, (group, _) in enumerate(self.stays):
            people = len(group.participants) + len(group.staff)
            for j, offer in enumerate(self.offers):
                money = float((offer.cost + people * offer.cost_per_person).units)
                prices[s, j] = weights.cost * money / MONEY_UNIT
                prices[s, j] += weights.requested * (offer.status == "requested")
        return prices

    def _clash(self) -> Bytes:
        """1 where two stays share a person."""
        people = [{*group.participants, *group.staff} for group, _ in self.stays]
        return np.array([[bool(a & b) for b in people] for a in people], dtype=np.uint8).reshape(
            len(people), len(people)
        )

    def _stay(self, group: Group, stop: Stop) -> Stay:
        phase = self.programme.phase[group.phase]
        members = [self.row[p] for p in group.participants if p in self.row]
        seen = {
            o.id
            for o in self.offers
            for person in (*group.participants, *group.staff)
            if self.ledger.offers.get(person, NONE)[o.id] > 0 and "once" not in self.scene.off
        }
        days = tuple(
            self._day(group, stop, day, members, seen)
            for day in days_between(stop.starts, stop.ends)
        )
        levels = self.ledger.levels.get(group.id, NONE)
        kinds = self.ledger.kinds.get(group.id, NONE)
        organisations = self.ledger.organisations.get(group.id, NONE)
        held = [
            "hospitality" if self._reception(event) else event.kind
            for event in self.scene.placed
            if group.id in event.groups and event.host == self.host
        ]
        asked = phase.day.free_half_days if phase.split and len(days) >= LONG_STOP else 0
        asked = 0 if "free_half_day" in self.scene.off else asked
        return Stay(
            group=group.id,
            phase=phase.id,
            members=np.array(members, dtype=np.int64),
            size=len(group.participants) + len(group.staff),
            days=days,
            free_halves=min(asked, sum(len(day.halves) for day in days)),
            levels=self._numbers([levels[name] for name in WANTED_LEVELS]),
            kinds=self._numbers([kinds[name] for name in KINDS]),
            organisations=self._numbers([organisations[n] for n in self.organisations]),
            social=self._numbers([held.count(name) for name in SOCIAL]),
            step=phase.day.step,
            lunch=(phase.day.lunch.earliest, phase.day.lunch.latest, phase.day.lunch.minutes),
            opens=phase.day.opens,
            closes=phase.day.closes,
            split=phase.split,
        )

    def _reception(self, event: Event) -> bool:
        """Whether an event is a reception, which is hospitality too."""
        session = self.programme.session.get(event.ref or "") if event.kind == "session" else None
        return session is not None and session.kind == "reception"

    def _day(
        self, group: Group, stop: Stop, day: date, members: list[int], seen: set[str]
    ) -> StayDay:
        scene, hours = self.scene, self.programme.phase[group.phase].day
        split = self.programme.phase[group.phase].split
        facts = day_facts(self.programme, group, stop, day, scene.diary, scene.off)
        slots = -(-MINUTES_A_DAY // hours.step)
        masks = [
            np.zeros(slots, dtype=np.uint8)
            if offer.id in seen or not facts.present
            else start_mask(offer, facts, scene.transfers, slots)
            for offer in self.offers
        ]
        people = (*group.participants, *group.staff)
        held = scene.diary.on(people, day, facts.host.timezone)
        pinned = sum(e.kind in PROFESSIONAL_OFFERS for e in held)
        filled = sum(
            e.minutes for e in held if group.id in e.groups and professional(self.programme, e)
        )
        full = facts.workday and not (facts.moving or facts.holiday or facts.closed)
        lunch = not facts.moving and "lunch" not in scene.off
        return StayDay(
            day=day,
            starts=np.array(masks, dtype=np.uint8).reshape(len(self.offers), slots),
            blocks=np.array(
                [(b.starts, b.ends, self._place(b.places)) for b in facts.busy], dtype=np.int64
            ).reshape(len(facts.busy), 3),
            present=np.array([_presence(self.people[i], facts) for i in members], dtype=np.float64),
            room=NO_LIMIT if "appointments" in scene.off else max(0, hours.at_most - pinned),
            minutes=NO_LIMIT
            if "interpreting_hours" in scene.off
            else interpreting_left(self.programme, group, facts, scene.diary),
            lunch=lunch and (not facts.busy or common_lunch(facts, scene.transfers)),
            wanted=max(0, hours.at_least - pinned) if split and full else 0,
            load=filled / USUAL_MINUTES,
            filled=filled,
            paced=split and full,
            halves=() if facts.moving else free_halves(facts),
        )


def free_halves(facts: DayFacts) -> tuple[Span, ...]:
    """Rule `free_half_day`: the half-days of a day that nothing placed has taken."""
    hours = facts.hours
    both = ((hours.opens, hours.lunch.earliest), (hours.lunch.latest, hours.closes))
    return tuple(
        (starts, ends)
        for starts, ends in both
        if starts < ends and all(b.ends <= starts or b.starts >= ends for b in facts.busy)
    )


def interpreting_left(programme: Programme, group: Group, facts: DayFacts, diary: Diary) -> int:
    """Rule `interpreting_hours`: professional minutes that the group's interpreters have left."""
    heard = {programme.interpreting_languages.get(p.id) for p in facts.present} - {None}
    left = NO_LIMIT
    for member in working(programme, group, facts.day):
        if member.role == "interpreter" and heard & {lang.primary for lang in member.languages}:
            spent = sum(
                event.minutes
                for event in diary.on((member.id,), facts.day, facts.host.timezone)
                if professional(programme, event)
            )
            left = min(left, facts.hours.interpreting_minutes - spent)
    return max(0, left)


def professional(programme: Programme, event: Event) -> bool:
    """Whether an event is professional: an offer of such a kind, a session, a meeting."""
    if event.kind == "session":
        session = programme.session.get(event.ref or "")
        return session is None or session.professional
    return event.kind == "meeting" or event.kind in PROFESSIONAL_OFFERS


def _presence(person: Participant, facts: DayFacts) -> float:
    """1 for who is there all day, a half for part of it, 0 for none."""
    if all_day(person, facts.day, facts.hours.opens, facts.hours.evening_closes):
        return 1.0
    return 0.5 if on_day(person, facts.day) else 0.0


def _index(names: Sequence[str], name: str) -> int:
    return names.index(name) if name in names else -1
