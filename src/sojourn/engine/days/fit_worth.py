"""What one more visit is worth to a group, part by part and in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sojourn.engine.days.cities import WANTED_LEVELS
from sojourn.engine.days.fit_answer import Part
from sojourn.engine.days.ledger import Ledger
from sojourn.engine.days.problem import Stay
from sojourn.engine.days.state import CityState
from sojourn.model import Group, Offer, Participant, Programme
from sojourn.rules import wording
from sojourn.rules.worth import FADING

TELLING = 0.05
"""Points from which on what is left over is told by itself."""
MOST_THEMES = 3
"""Themes that are told one by one."""


@dataclass(frozen=True)
class Visit:
    """One offer for one group on a day of its stop, in a city that has nothing else.

    Attributes:
        programme, ledger: the programme and the account of the plan.
        group, offer: who goes where.
        state: the empty state of the city of this offer and stay.
        d: the day, counted from the move day.

    """

    programme: Programme
    ledger: Ledger
    group: Group
    offer: Offer
    state: CityState
    d: int

    @property
    def stay(self) -> Stay:
        """The only stay of the city."""
        return self.state.city.stays[0]

    @property
    def there(self) -> Iterator[tuple[Participant, float]]:
        """Confirmed members and which part of the day they are present."""
        known = self.programme.participant
        confirmed = (known[p] for p in self.group.participants if p in known)
        members = (p for p in confirmed if p.status == "confirmed")
        yield from zip(members, self.stay.days[self.d].present.tolist(), strict=True)


def parts_of(visit: Visit, points: float, fair: float) -> tuple[Part, ...]:
    """The parts of what a visit is worth, most first; they add up to `points` and `fair`.

    `points` is the whole but for `fair`, the points of the worst share.
    """
    known = [*_objectives(visit), *_themes(visit), *_variety(visit), *_day(visit)]
    rest = points - sum(part.points for part in known)
    if abs(fair) >= TELLING:
        known.append(Part("fair_share", fair, "more for the participant who fares worst"))
    if abs(rest) >= TELLING:
        words = "less waiting and more even days" if rest > 0 else "waiting, rest or uneven days"
        known.append(Part("pace", rest, words))
    return tuple(sorted(known, key=lambda part: (-part.points, part.rule, part.text)))


def _objectives(visit: Visit) -> Iterator[Part]:
    """Objectives that somebody still lacks."""
    weight = visit.state.city.weights.objective
    met = visit.ledger.objectives
    for objective in visit.programme.objectives:
        if objective.id not in visit.offer.objectives:
            continue
        lacking = [
            person.id
            for person, there in visit.there
            if there >= 1.0 and met[person.id][objective.id] < objective.minimum
        ]
        if lacking:
            number = wording.count(len(lacking), "person")
            text = f"{number} still {wording.does(lacking, 'lack')} '{objective.id}'"
            yield Part("objective_coverage", weight * len(lacking), text)


def _themes(visit: Visit) -> Iterator[Part]:
    """Themes that interest members, those with least as one."""
    weight = visit.state.city.weights.theme
    found: list[tuple[float, str, int]] = []
    for theme, shown in sorted(visit.offer.themes.items()):
        gains = [
            person.interests[theme]
            * visit.ledger.left(person, theme)
            * (1.0 - FADING ** (shown * there))
            for person, there in visit.there
            if there > 0 and shown > 0 and person.interests.get(theme, 0.0) > 0
        ]
        if gains:
            found.append((weight * sum(gains), theme, len(gains)))
    found.sort(key=lambda one: (-one[0], one[1]))
    for points, theme, number in found[:MOST_THEMES]:
        text = f"'{theme}' interests {wording.count(number, 'person')}"
        yield Part("theme_fit", points, text)
    rest = found[MOST_THEMES:]
    if rest:
        text = wording.count(len(rest), "other theme")
        yield Part("theme_fit", sum(points for points, _, _ in rest), text)


def _variety(visit: Visit) -> Iterator[Part]:
    """Levels and kinds that the group has not seen, its organisation seen before, evenings."""
    city, stay, offer = visit.state.city, visit.stay, visit.offer
    weight = city.weights.variety * stay.split
    level, kind, organisation = int(city.level[0]), int(city.kind[0]), int(city.organisation[0])
    if weight and level >= 0 and not stay.levels[level]:
        yield Part("variety", weight, f"first of the level {WANTED_LEVELS[level]}")
    kinds = int((stay.kinds > 0).sum())
    if weight and not stay.kinds[kind] and kinds < city.weights.kinds:
        yield Part("variety", weight, f"first {words_of(offer.kind)}")
    if weight and organisation >= 0 and stay.organisations[organisation]:
        yield Part("variety", -weight, f"{offer.organisation} is visited already")
    social = int(city.social[0])
    if social >= 0 and not stay.social[social] and city.weights.hospitality:
        text = f"first {words_of(offer.kind)} event of the stop"
        yield Part("hospitality", city.weights.hospitality, text)


def _day(visit: Visit) -> Iterator[Part]:
    """A day that has too few appointments, and the cost."""
    city, offer = visit.state.city, visit.offer
    day = visit.stay.days[visit.d]
    if offer.professional and day.wanted > 0 and city.weights.at_least:
        text = f"the day has {wording.count(day.wanted, 'appointment')} too few"
        yield Part("appointments", city.weights.at_least, text)
    if city.price[0, 0]:
        money = offer.cost + visit.stay.size * offer.cost_per_person
        text = f"costs {visit.programme.currency} {money}"
        yield Part("cost", -float(city.price[0, 0]), text)


def words_of(kind: str) -> str:
    """A kind of offer in words."""
    return kind.replace("_", " ")
