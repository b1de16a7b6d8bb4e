"""What people and groups have met so far: themes, objectives, levels, kinds, organisations."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from sojourn.model import Event, Group, Participant, Programme
from sojourn.rules.worth import FADING, FULL_THEME, MEETING_SHARE

SOFTNESS = 0.03
"""How near to the worst share (0-1) others have to be to count as nearly the worst."""


class Ledger:
    """The account of all events that are decided, kept as events come and go."""

    def __init__(self, programme: Programme, groups: Iterable[Group]) -> None:
        self.programme = programme
        self.group = {group.id: group for group in groups}
        self.themes: dict[str, defaultdict[str, float]] = {
            p.id: defaultdict(float) for p in programme.confirmed
        }
        self.objectives: dict[str, Counter[str]] = {p.id: Counter() for p in programme.confirmed}
        self.offers: dict[str, Counter[str]] = {}
        """Offers by person, staff too."""
        self.visits: Counter[str] = Counter()
        self.levels: dict[str, Counter[str]] = {}
        """Levels, kinds and organisations by group."""
        self.kinds: dict[str, Counter[str]] = {}
        self.organisations: dict[str, Counter[str]] = {}

    def enter(self, events: Iterable[Event], sign: int = 1) -> None:
        """Add `events`, or take them out with `sign` -1."""
        for event in events:
            if not event.filler and event.kind != "travel" and event.ref is not None:
                self._enter(event, event.ref, sign)

    def _enter(self, event: Event, ref: str, sign: int) -> None:
        themes, objectives = self._content(event, ref)
        starts, ends = event.starts.replace(tzinfo=None), event.ends.replace(tzinfo=None)
        participants = self._participants(event)
        for person in participants:
            met = self.themes.get(person.id)
            if met is None or not person.present(starts, ends):
                continue
            for theme, weight in themes.items():
                met[theme] += sign * weight
            for objective in objectives:
                self.objectives[person.id][objective] += sign
        offer = self.programme.offer.get(ref) if event.kind not in ("session", "meeting") else None
        if offer is None:
            return
        self.visits[offer.id] += sign * max(1, len(event.groups))
        for member in (*(person.id for person in participants), *self._staff(event)):
            self.offers.setdefault(member, Counter())[offer.id] += sign
        for group in self._concerned(event):
            self.levels.setdefault(group, Counter())[offer.level] += sign
            self.kinds.setdefault(group, Counter())[offer.kind] += sign
            self.organisations.setdefault(group, Counter())[offer.organisation] += sign

    def _content(self, event: Event, ref: str) -> tuple[Mapping[str, float], tuple[str, ...]]:
        """Themes by weight and objectives of what `event` is about."""
        if event.kind == "meeting":
            counterpart = self.programme.counterpart.get(ref)
            if counterpart is None:
                return {}, ()
            return {t: MEETING_SHARE * w for t, w in counterpart.themes.items()}, ()
        if event.kind == "session":
            session = self.programme.session.get(ref)
            return ({}, ()) if session is None else (session.themes, session.objectives)
        offer = self.programme.offer.get(ref)
        return ({}, ()) if offer is None else (offer.themes, tuple(dict.fromkeys(offer.objectives)))

    def _participants(self, event: Event) -> list[Participant]:
        groups = [self.group[g] for g in event.groups if g in self.group]
        members = [p for group in groups for p in group.participants]
        known = self.programme.participant
        return [known[p] for p in dict.fromkeys((*members, *event.participants)) if p in known]

    def _staff(self, event: Event) -> Iterable[str]:
        staff = [s for g in event.groups if g in self.group for s in self.group[g].staff]
        return dict.fromkeys((*staff, *event.staff))

    def _concerned(self, event: Event) -> tuple[str, ...]:
        """The groups of an event, or those of the people whom it names."""
        if event.groups:
            return event.groups
        named = set(event.participants)
        return tuple(
            group.id
            for group in self.group.values()
            if group.phase == event.phase and named.intersection(group.participants)
        )

    def share(self, person: Participant) -> float:
        """What a participant has of what could be theirs, 0 to 1; 1 without any interest."""
        wanted = {t: w for t, w in person.interests.items() if w > 0}
        if not wanted:
            return 1.0
        met = self.themes[person.id]
        reached = sum(w * (1.0 - FADING ** max(0.0, met[t])) for t, w in wanted.items())
        return float(reached / sum(wanted.values()))

    def favour(self) -> dict[str, float]:
        """How much each participant weighs in the worst share; sums to 1 (a soft minimum)."""
        shares = {p.id: self.share(p) for p in self.programme.confirmed if p.interests}
        if not shares:
            return {}
        worst = min(shares.values())
        pull = {i: math.exp((worst - share) / SOFTNESS) for i, share in shares.items()}
        total = sum(pull.values())
        return {i: value / total for i, value in pull.items()}

    def even_favour(self) -> dict[str, float]:
        """The same for all, as long as nothing is known."""
        people = [p.id for p in self.programme.confirmed if p.interests]
        return {i: 1.0 / len(people) for i in people}

    def left(self, person: Participant, theme: str) -> float:
        """Points that a participant may still have from `theme`, at interest 1."""
        return FULL_THEME * float(FADING ** max(0.0, self.themes[person.id][theme]))
