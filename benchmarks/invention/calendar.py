"""When an invented programme happens: phases and stops whose moves nobody's faith forbids."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sojourn.model import days_between

HOLIDAYS = (
    date(2021, 5, 31),
    date(2021, 7, 5),
    date(2020, 7, 3),
    date(2021, 9, 6),
    date(2022, 6, 20),
    date(2020, 5, 25),
)
"""Federal holidays in the middle of spring or summer; two are observed beside a weekend."""
ORDINARY = (date(2020, 3, 28), date(2021, 4, 3), date(2021, 4, 17), date(2022, 4, 2))
"""Saturdays after which no federal holiday comes for eight weeks."""
SATURDAY, SUNDAY = 5, 6
LENGTHS = {"together": (5, 4, 3, 6), "split": (7, 6, 5), "stop": (4, 3, 5)}
"""Days of a phase together, of a stop that is the only one, and of one of several."""


@dataclass(frozen=True)
class Span:
    """The dates of a phase, and the days at each stop of its groups."""

    kind: str
    starts: date
    route: tuple[int, ...]

    @property
    def ends(self) -> date:
        """The last full day."""
        return self.starts + timedelta(days=sum(self.route) - 1)

    @property
    def full_days(self) -> tuple[date, ...]:
        """Every day on which no group moves."""
        moves = {self.starts + timedelta(days=sum(self.route[:i])) for i in range(len(self.route))}
        return tuple(day for day in days_between(self.starts, self.ends) if day not in moves)


def calendar(
    rng: random.Random, kinds: Sequence[tuple[str, int]], holiday: bool, moves_on: Sequence[int]
) -> tuple[Span, ...]:
    """The spans of phases of `kinds` (``together`` or ``split``, number of stops).

    The programme begins on a Saturday or Sunday; every later move falls on a weekday of
    `moves_on`. With `holiday` one lies on a full day of a split phase, or of any phase where
    none is split.
    """
    for _ in range(200):
        first = rng.choice((SATURDAY, SUNDAY))
        routes = _routes(rng, kinds, first, moves_on)
        spans = _laid(rng.choice(HOLIDAYS if holiday else ORDINARY), first, kinds, routes)
        if not holiday:
            return spans
        shifted = _around_holiday(rng, spans)
        if shifted is not None:
            return shifted
    return spans


def _routes(
    rng: random.Random, kinds: Sequence[tuple[str, int]], first: int, moves_on: Sequence[int]
) -> list[tuple[int, ...]]:
    """Days at each stop of each phase, so that the stop after it begins on one of `moves_on`."""
    weekday, routes = first, []
    for kind, stops in kinds:
        wanted = list(LENGTHS[kind] if stops == 1 else LENGTHS["stop"])
        rng.shuffle(wanted)
        route = []
        for _ in range(stops):
            options = [*wanted, 2, 3, 4, 5, 6, 7, 8]
            days = next(d for d in options if (weekday + d) % 7 in moves_on)
            route.append(days)
            weekday = (weekday + days) % 7
        routes.append(tuple(route))
    return routes


def _laid(
    near: date, first: int, kinds: Sequence[tuple[str, int]], routes: Sequence[tuple[int, ...]]
) -> tuple[Span, ...]:
    """The spans one after another, from the first day of weekday `first` not before `near`."""
    starts = near + timedelta(days=(first - near.weekday()) % 7)
    spans = []
    for (kind, _), route in zip(kinds, routes, strict=True):
        spans.append(Span(kind, starts, route))
        starts = spans[-1].ends + timedelta(days=1)
    return tuple(spans)


def _around_holiday(rng: random.Random, spans: tuple[Span, ...]) -> tuple[Span, ...] | None:
    """The spans moved by whole weeks so that a holiday lies in their middle, or None."""
    targets = [span for span in spans if span.kind == "split"] or list(spans)
    weeks = [timedelta(weeks=-number) for number in range(12)]
    found = [
        week
        for week in weeks
        if any(day + week in HOLIDAYS for span in targets for day in span.full_days)
    ]
    if not found:
        return None
    week = rng.choice(found)
    return tuple(Span(span.kind, span.starts + week, span.route) for span in spans)
