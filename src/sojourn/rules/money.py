"""What a plan costs, line by line, by the sponsor's categories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import isfinite

from sojourn.model import MINUTES_A_DAY, LegMode, Money, Plan, Programme, Rate, total
from sojourn.reference.journeys import estimate_leg
from sojourn.reference.per_diem import fiscal_year, meal_share, per_diem
from sojourn.rules import wording
from sojourn.rules.chart import SECTIONS, Kind, Section
from sojourn.rules.placed import PlacedEvent
from sojourn.rules.rooming import Places, whereabouts
from sojourn.rules.scene import Scene


@dataclass(frozen=True)
class BudgetLine:
    """One line of the budget.

    Attributes:
        section: who it is for: participants, staff ("language officer"), the project.
        category: the sponsor's category, such as ``Lodging and Supplemental``.
        who: ids of the people it is for, sorted; empty for the project.
        host: where, or None.
        day: the date it falls on, or None.
        each: the amount per person (the whole amount for the project).
        amount: the whole amount, ``each`` times the people.
        note: what it is, in words.
        kind: what it is spent on.
        rate: the rate of the night, or of a full day's meals; None for all else.
        outer: whether the meals are those of a first or last day, at 75 %.
        deducted: what is taken off each for meals that are provided.

    """

    section: Section
    category: str
    who: tuple[str, ...]
    host: str | None
    day: date | None
    each: Money
    amount: Money
    note: str
    kind: Kind
    rate: Money | None = None
    outer: bool = False
    deducted: Money = Money()


def budget_lines(programme: Programme, plan: Plan) -> tuple[BudgetLine, ...]:
    """Every line of the plan's budget, in order of day, section and category.

    They add up to the cent: amounts per person are rounded to the cent, then multiplied. Rates of
    lodging and meals are the host's, else rates.csv's, else the published table's of the place and
    month. Meals are 75 % on a person's first and last day; meals provided by hospitality events
    are deducted by the published shares. Legs cost what they give, others by km (`PRICES`).
    """
    return lines_of(Scene(programme, plan))


def total_cost(programme: Programme, plan: Plan) -> Money:
    """The sum of `budget_lines`."""
    return total(line.amount for line in budget_lines(programme, plan))


def lines_of(scene: Scene) -> tuple[BudgetLine, ...]:
    """The lines of `budget_lines` for a scene, made once."""
    return scene.once("budget_lines", lambda: _Ledger(scene).lines())


PRICES: Mapping[str, float] = {
    "air_base": 120.0,
    "air_per_km": 0.11,
    "rail_per_km": 0.2,
    "road_per_km": 0.3,
    "local_per_day": 350.0,
}
"""Settings of the rule `cost`, in the programme's currency: what a journey without a given cost is
estimated at per person, and a group's local transport on a day with something but fillers."""

_FIRST_AND_LAST = Decimal("0.75")
_MORNING, _AFTERNOON = 10 * 60 + 30, 16 * 60
_MODES = {
    "air": "Domestic Air Travel",
    "rail": "Ground Transportation",
    "road": "Ground Transportation",
}
_OFFERS = {"cultural": "Cultural Allowance", "hospitality": "Meals and Incidentals"}
_VISITS = {"cultural": "Group Cultural Event", "hospitality": "Working Meals"}


class _Ledger:
    """Lines of one plan, gathered from its stays, journeys, offers and staff."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.programme = scene.programme
        own = scene.programme.rules.get("cost")
        given = {} if own is None else own.settings
        self.prices = {name: _price(given.get(name), default) for name, default in PRICES.items()}
        self.rates = {(r.host, r.year, r.month): r for r in scene.programme.rates}
        self.written: list[BudgetLine] = []

    def lines(self) -> tuple[BudgetLine, ...]:
        """All lines in order."""
        self._stays()
        self._journeys()
        self._local_transport()
        self._offers()
        self._fees()
        key = {section: number for number, section in enumerate(SECTIONS)}
        self.written.sort(
            key=lambda x: (
                x.day or date.min,
                key[x.section],
                x.category,
                x.host or "",
                x.who,
                x.note,
                x.amount,
            )
        )
        return tuple(self.written)

    def _add(
        self,
        section: Section,
        category: str,
        who: Sequence[str],
        host: str | None,
        day: int | None,
        each: Money,
        note: str,
        kind: Kind,
        rate: _Rated | None = None,
    ) -> None:
        """Write a line, unless it is of nothing or for nobody."""
        if not each.cents or (section != "project" and not who):
            return
        amount = each if section == "project" else each * len(who)
        on = None if day is None else date.fromordinal(day)
        of, outer, less = rate or (None, False, Money())
        self.written.append(
            BudgetLine(
                section,
                category,
                tuple(who),
                host,
                on,
                each,
                amount,
                note,
                kind,
                of,
                outer,
                less,
            )
        )

    def _for_people(
        self,
        category: str,
        people: Iterable[str],
        host: str | None,
        day: int,
        each: Money,
        note: str,
        kind: Kind,
        rate: _Rated | None = None,
    ) -> None:
        """A line for the participants among `people` and one for the staff."""
        ids = sorted(people)
        order = self.scene.order
        visiting = [p for p in ids if p in order]
        working = [p for p in ids if p not in order]
        self._add("participant", category, visiting, host, day, each, note, kind, rate)
        self._add("language officer", category, working, host, day, each, note, kind, rate)

    # Lodging and meals

    def _stays(self) -> None:
        where = whereabouts(self.scene)
        provided = self._provided()
        for (day, host_id), people in sorted(where.nights.items()):
            rate = self._lodging(host_id, day)
            city = wording.city(self.programme.host.get(host_id), host_id)
            self._for_people(
                "Lodging and Supplemental",
                people,
                host_id,
                day,
                rate,
                f"Night in {city}",
                "lodging",
                (rate, False, Money()),
            )
        ends = _first_and_last(where.days)
        for (day, host_id), people in sorted(where.days.items()):
            kinds: dict[tuple[bool, tuple[str, ...]], list[str]] = defaultdict(list)
            for person in people:
                meals = tuple(sorted(provided.get((person, day), ())))
                kinds[day in ends[person], meals].append(person)
            for (outer, meals), who in sorted(kinds.items()):
                self._meals_of(day, host_id, outer, meals, who)

    def _meals_of(
        self, day: int, host_id: str, outer: bool, meals: tuple[str, ...], who: Sequence[str]
    ) -> None:
        """Lines for the meals of one day of people who are provided with the same `meals`."""
        rate = self._meals_rate(host_id, day)
        due = rate * _FIRST_AND_LAST if outer else rate
        less = min(due, _worth(rate, day, meals))
        city = wording.city(self.programme.host.get(host_id), host_id)
        note = f"Meals in {city}"
        note += ", first or last day at 75 %" if outer else ""
        note += f", less {wording.listed(meals)}" if meals else ""
        self._for_people(
            "Meals and Incidentals",
            who,
            host_id,
            day,
            due - less,
            note,
            "meals",
            (rate, outer, less),
        )

    def _provided(self) -> dict[tuple[str, int], set[str]]:
        """Meals that hospitality events provide, by person and day."""
        found: dict[tuple[str, int], set[str]] = defaultdict(set)
        for event in self.scene.events:
            if event.offer is None or event.offer.kind != "hospitality":
                continue
            minute = event.starts % MINUTES_A_DAY
            meal = "breakfast" if minute < _MORNING else "lunch"
            meal = "dinner" if minute >= _AFTERNOON else meal
            for person in (*event.people, *event.staff):
                found[person, event.day].add(meal)
        return found

    def _given_rate(self, host_id: str, day: date) -> Rate | None:
        """The row of rates.csv for the month: that of the year, else one for every year."""
        own = self.rates.get((host_id, day.year, day.month))
        return own or self.rates.get((host_id, None, day.month))

    def _lodging(self, host_id: str, ordinal: int) -> Money:
        day, host = date.fromordinal(ordinal), self.programme.host.get(host_id)
        if host is None:
            return Money()
        given = self._given_rate(host_id, day)
        if host.lodging_rate is not None:
            return host.lodging_rate
        if given is not None and given.lodging is not None:
            return given.lodging
        return per_diem(host.city, host.state, day).lodging

    def _meals_rate(self, host_id: str, ordinal: int) -> Money:
        day, host = date.fromordinal(ordinal), self.programme.host.get(host_id)
        if host is None:
            return Money()
        given = self._given_rate(host_id, day)
        if host.meals_rate is not None:
            return host.meals_rate
        if given is not None and given.meals is not None:
            return given.meals
        return per_diem(host.city, host.state, day).meals

    # Journeys, offers, staff

    def _journeys(self) -> None:
        hosts = self.programme.host
        for event in self.scene.events:
            if not event.travel or event.host is None:
                continue
            people = (*event.people, *event.staff)
            given = self.programme.leg.get(event.event.ref or "")
            if given is not None:
                self._travel(event, people, given.mode, given.cost_per_person)
                continue
            by_origin: dict[str, list[str]] = defaultdict(list)
            for person in people:
                by_origin[self.scene.host_of(person, event.day - 1) or ""].append(person)
            for origin, who in sorted(by_origin.items()):
                if origin in hosts and origin != event.host.id:
                    estimate = estimate_leg(hosts[origin], event.host)
                    each = self.prices[f"{estimate.mode}_per_km"] * estimate.km
                    each += self.prices["air_base"] if estimate.mode == "air" else 0
                    self._travel(event, who, estimate.mode, Money.of(round(each, 2)))

    def _travel(self, event: PlacedEvent, who: Iterable[str], mode: LegMode, each: Money) -> None:
        host = event.host
        assert host is not None
        note = f"To {host.city} by {mode}"
        self._for_people(_MODES[mode], who, host.id, event.day, each, note, "journeys")

    def _local_transport(self) -> None:
        """A day's vehicle for each group that goes anywhere."""
        each = Money.of(self.prices["local_per_day"])
        days: dict[tuple[int, str, str], None] = {}
        for event in self.scene.events:
            if event.filler or event.travel or event.host is None:
                continue
            for group in event.groups:
                days[event.day, event.host.id, group.id] = None
        for day, host_id, group_id in sorted(days):
            note = f"Local transport of {group_id}"
            self._add(
                "project", "Ground Transportation", (), host_id, day, each, note, "local transport"
            )

    def _offers(self) -> None:
        for event in self.scene.events:
            offer = event.offer
            if offer is None:
                continue
            category = _OFFERS.get(offer.kind, "Other")
            people = (*event.people, *event.staff)
            self._for_people(
                category,
                people,
                offer.host,
                event.day,
                offer.cost_per_person,
                offer.title,
                "offers",
            )
            category = _VISITS.get(offer.kind, "Other")
            self._add(
                "project", category, (), offer.host, event.day, offer.cost, offer.title, "offers"
            )

    def _fees(self) -> None:
        """Daily rates for each day with a group or at an event."""
        for member in self.programme.staff:
            groups = self.scene.groups_of_staff.get(member.id, ())
            days = {d: host for g in groups for d, host in g.host_on.items()}
            for event in self.scene.of_staff[member.id]:
                days.setdefault(event.day, event.host.id if event.host else "")
            for day, host_id in sorted(days.items()):
                if self.scene.works(member.id, day):
                    note = f"Fee of {member.name}"
                    self._add(
                        "language officer",
                        "Salary",
                        (member.id,),
                        host_id or None,
                        day,
                        member.daily_rate,
                        note,
                        "staff fees",
                    )


_Rated = tuple[Money, bool, Money]
"""The rate of a night or day, whether it is an outer day, and what is taken off each."""


def _price(given: object, default: float) -> float:
    """A setting of the rule `cost`; the default where it is no amount of money."""
    if isinstance(given, int | float) and isfinite(given) and given >= 0:
        return float(given)
    return default


def _first_and_last(days: Places) -> dict[str, tuple[int, int]]:
    """The first and the last day of each person."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for (day, _), people in sorted(days.items()):
        last.update(dict.fromkeys(people, day))
        for person in people:
            first.setdefault(person, day)
    return {person: (day, last[person]) for person, day in first.items()}


def _worth(rate: Money, day: int, meals: Sequence[str]) -> Money:
    """What the named meals of a day at `rate` are worth."""
    if not meals:
        return Money()
    share = meal_share(rate, fiscal_year(date.fromordinal(day)))
    return total(getattr(share, meal) for meal in meals)
