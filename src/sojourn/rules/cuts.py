"""Cuts through a budget: by category, place, day or person; each adds up to the same total."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sojourn.model import Money, Programme
from sojourn.rules.chart import CHART, KINDS, SECTIONS, Kind
from sojourn.rules.money import BudgetLine

Cut = Literal["category", "place", "day", "person"]
CUTS: tuple[Cut, ...] = ("category", "place", "day", "person")
_Key = tuple[str, str]


@dataclass(frozen=True)
class Slice:
    """A part of a budget.

    Attributes:
        section: the section, in cuts by category and person; else empty.
        id: the category, a host's id, an ISO date or a person's id; empty for what belongs to no
            place, day or person.
        kinds: what is spent on each of `KINDS`, those with nothing left out.
        amount: the whole, the sum of `kinds`.

    """

    section: str
    id: str
    kinds: Mapping[Kind, Money]
    amount: Money


def cut(programme: Programme, lines: Iterable[BudgetLine], by: Cut) -> tuple[Slice, ...]:
    """`lines` summed up, to the cent.

    Categories come in the order of the chart, places with the largest first, days in order of
    time, people as in their tables with the project last.
    """
    sums: dict[_Key, dict[Kind, int]] = {}
    for line in lines:
        for key, amount in _parts(line, by):
            kinds = sums.setdefault(key, dict.fromkeys(KINDS, 0))
            kinds[line.kind] += amount.cents
    found = [
        Slice(
            section,
            identity,
            {kind: Money(cents) for kind, cents in kinds.items() if cents},
            Money(sum(kinds.values())),
        )
        for (section, identity), kinds in sums.items()
    ]
    return tuple(sorted(found, key=_order(programme, by)))


@dataclass(frozen=True)
class PerDiem:
    """Lodging and meals of a place in a month, for participants or staff, at one rate.

    Attributes:
        section: who it is for.
        host: id of the host.
        month: the first day of the month.
        lodging_rate: per night; None where no night is paid.
        nights: nights paid, each person counted.
        lodging: what they cost.
        meals_rate: per full day; None where no day is paid.
        days: days paid, each person counted.
        outer_days: how many of `days` are first or last ones, at 75 %.
        deducted: what is taken off for provided meals.
        meals: what the days cost.

    """

    section: str
    host: str
    month: date
    lodging_rate: Money | None
    nights: int
    lodging: Money
    meals_rate: Money | None
    days: int
    outer_days: int
    deducted: Money
    meals: Money


def per_diems(lines: Iterable[BudgetLine]) -> tuple[PerDiem, ...]:
    """Lodging and meals by section, place and month, in order of the first day of each."""
    months: dict[tuple[str, str, date], list[BudgetLine]] = {}
    for line in lines:
        if line.rate is not None and line.day is not None and line.host is not None:
            key = (line.section, line.host, line.day.replace(day=1))
            months.setdefault(key, []).append(line)
    return tuple(
        _per_diem(section, host, month, own) for (section, host, month), own in months.items()
    )


def _per_diem(section: str, host: str, month: date, lines: list[BudgetLine]) -> PerDiem:
    nights = [line for line in lines if line.kind == "lodging"]
    days = [line for line in lines if line.kind == "meals"]
    return PerDiem(
        section,
        host,
        month,
        nights[0].rate if nights else None,
        sum(len(line.who) for line in nights),
        Money(sum(line.amount.cents for line in nights)),
        days[0].rate if days else None,
        sum(len(line.who) for line in days),
        sum(len(line.who) for line in days if line.outer),
        Money(sum(line.deducted.cents * len(line.who) for line in days)),
        Money(sum(line.amount.cents for line in days)),
    )


def _parts(line: BudgetLine, by: Cut) -> Iterator[tuple[_Key, Money]]:
    """The keys among which a line is divided, with what belongs to each."""
    if by == "person" and line.section != "project":
        for person in line.who:
            yield (line.section, person), line.each
    elif by == "person":
        yield (line.section, ""), line.amount
    elif by == "category":
        yield (line.section, line.category), line.amount
    elif by == "place":
        yield ("", line.host or ""), line.amount
    else:
        yield ("", line.day.isoformat() if line.day else ""), line.amount


def _order(programme: Programme, by: Cut) -> Callable[[Slice], tuple[int, int, str]]:
    if by == "place":
        return lambda part: (part.id == "", -part.amount.cents, part.id)
    if by == "day":
        return lambda part: (part.id == "", 0, part.id)
    sections: dict[str, int] = {section: number for number, section in enumerate(SECTIONS)}
    names: Mapping[_Key, int]
    if by == "category":
        names = {(s, name): n for s, own in CHART.items() for n, name in enumerate(own)}
    else:
        people = (*programme.participant, *programme.staff_member)
        names = {(s, person): n for s in SECTIONS for n, person in enumerate(people)}
    return lambda part: (
        sections.get(part.section, len(sections)),
        names.get((part.section, part.id), len(names)),
        part.id,
    )
