"""What the kernels of the search read of a city: all stays and days in a few flat arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from sojourn.engine.days.problem import Bytes, City, Counts, Reals, Stay, StayDay
from sojourn.engine.days.route import LONGEST
from sojourn.engine.days.state import FULL

MINUTES, PLACE, LEVEL, KIND, ORGANISATION, PROFESSIONAL, SOCIAL, CAPACITY, VISITS = range(9)
"""Columns of `Ground.offer`."""
STAY, DATE, ROOM, MINUTES_LEFT, WANTS_LUNCH, FILLED, PACED, FIRST_BLOCK, LAST_BLOCK = range(9)
BEFORE, AFTER, HALVES, HALF = 9, 10, 11, 12
"""Columns of `Ground.day`; from `HALF` on the spans of its free half-days."""
SIZE, MEMBERS, FREE_HALVES, FIRST_DAY, DAYS, GRID, OPENS, CLOSES = range(8)
EARLIEST, LATEST, LUNCH, WHOLE = 8, 9, 10, 11
"""Columns of `Ground.stay`."""
FOR_LEVEL, FOR_REPEATED, FOR_WAITING, FOR_REST = range(4)
"""Columns of `Ground.rate`: points of a stay."""
FOR_OBJECTIVE, FOR_SOCIAL, FOR_PACE, FOR_WAY = range(4)
"""Where each of `Ground.weight` is."""
PACE_MINUTES, IDLE_MINUTES, REST, TIMED, MOST = range(5)
"""Where each of `Ground.rule` is."""
DETOUR = 1e-4
"""Points for which a minute of detour counts between places that are worth the same."""
LEAST_LEFT = 1e-12
"""What is left of a theme at least, so that it can be given back."""


class Ground(NamedTuple):
    """A city as the kernels of the search read it. Days are counted over all stays.

    Attributes:
        offer: a row of numbers for each offer.
        theme, gain: themes of an offer (-1 behind the last) and the share of points they take.
        objective: objectives of an offer (-1 behind the last).
        price: points that an offer costs a stay; shape (stays, offers).
        transfer: minutes between places.
        run, run_at: first and last start of each run of starts on the grid; those of an offer on
            a day are `run_at[day, offer]` to `run_at[day, offer + 1]`.
        day: a row of numbers for each day.
        block: placed events as rows of start, end, place.
        count_value: points for 0, 1, 2 … professional offers; shape (days, numbers).
        present, member: presence by day and the people of each stay, behind the last -1.
        stay, rate: rows of numbers and of points for each stay.
        kinds_value: points for the number of kinds met.
        clash: 1 where two stays share a person.
        weight, rule: points and limits that hold everywhere.
        near: offers by distance from each offer, itself first.
        likely: offers that are possible on a day: `likely[likely_at[d]]` to the next.
        open_day: days on which anything is possible.

    """

    offer: Counts
    theme: Counts
    gain: Reals
    objective: Counts
    price: Reals
    transfer: Counts
    run: Counts
    run_at: Counts
    day: Counts
    block: Counts
    count_value: Reals
    present: Reals
    member: Counts
    stay: Counts
    rate: Reals
    kinds_value: Reals
    clash: Bytes
    weight: Reals
    rule: Counts
    near: Counts
    likely: Counts
    likely_at: Counts
    open_day: Counts


def ground_of(city: City) -> Ground:
    """The flat arrays of a city."""
    days = [(s, d) for s, stay in enumerate(city.stays) for d in range(len(stay.days))]
    spans, at = _runs(city, days)
    weights = city.weights
    timed = weights.idle > 0 or weights.early > 0
    most = LONGEST + max((len(city.stays[s].days[d].blocks) for s, d in days), default=0)
    kinds = city.stays[0].kinds.size if city.stays else 0
    place = city.place
    possible = at[:, 1:] > at[:, :-1]
    return Ground(
        offer=_table(
            [
                city.minutes,
                place,
                city.level,
                city.kind,
                city.organisation,
                city.professional,
                city.social,
                city.capacity,
                city.visits,
            ]
        ).T.copy(),
        theme=_listed(city.fading < 1.0),
        gain=_gains(city.fading),
        objective=_listed(city.objectives > 0),
        price=np.ascontiguousarray(city.price),
        transfer=np.ascontiguousarray(city.transfer),
        run=spans,
        run_at=at,
        day=_days(city, days),
        block=_blocks(city, days),
        count_value=_count_values(city, days),
        present=_present(city, days),
        member=_padded([stay.members for stay in city.stays]),
        stay=_stays(city),
        rate=_rates(city),
        kinds_value=weights.variety
        * np.minimum(np.arange(kinds + 2), weights.kinds).astype(np.float64),
        clash=np.ascontiguousarray(city.clash),
        weight=np.array([weights.objective, weights.hospitality, weights.pace, DETOUR]),
        rule=np.array(
            [weights.pace_minutes, weights.idle_minutes, weights.rest, timed, most], dtype=np.int64
        ),
        near=np.argsort(city.transfer[place][:, place], axis=1, kind="stable").astype(np.int64),
        likely=np.nonzero(possible)[1].astype(np.int64),
        likely_at=np.append(0, np.cumsum(possible.sum(axis=1))).astype(np.int64),
        open_day=np.flatnonzero(possible.any(axis=1)).astype(np.int64),
    )


def _table(rows: Sequence[Any], columns: int = 0) -> Counts:
    """Rows of whole numbers; `columns` for when there is none."""
    return np.array(rows, dtype=np.int64).reshape(len(rows), -1 if rows else columns)


def _padded(rows: Sequence[Any]) -> Counts:
    """Rows of different lengths, at least one column, filled up with -1."""
    most = max(1, *(len(row) for row in rows)) if rows else 1
    table = np.full((len(rows), most), -1, dtype=np.int64)
    for n, row in enumerate(rows):
        table[n, : len(row)] = row
    return table


def _listed(shown: Any) -> Counts:
    """Which columns are true, by row; one column of -1 at least behind them."""
    return _padded([np.append(np.flatnonzero(row), -1) for row in shown])


def _gains(fading: Reals) -> Reals:
    listed = _listed(fading < 1.0)
    taken = 1.0 - np.maximum(fading, LEAST_LEFT)
    return np.array(
        [[taken[j, t] if t >= 0 else 0.0 for t in row] for j, row in enumerate(listed)],
        dtype=np.float64,
    ).reshape(listed.shape)


def _runs(city: City, days: Sequence[tuple[int, int]]) -> tuple[Counts, Counts]:
    """Runs of possible starts in minutes, and where those of each day and offer are."""
    spans: list[Counts] = [np.zeros((0, 2), dtype=np.int64)]
    at = np.zeros((len(days), len(city.offers) + 1), dtype=np.int64)
    known = 0
    for n, (s, d) in enumerate(days):
        step = city.stays[s].step
        starts = city.stays[s].days[d].starts
        edge = np.zeros((starts.shape[0], 1), dtype=np.int8)
        change = np.diff(np.hstack([edge, (starts > 0).astype(np.int8), edge]), axis=1)
        offer, first = np.nonzero(change == 1)
        behind = np.nonzero(change == -1)[1]
        spans.append(np.stack([first, behind - 1], axis=1).astype(np.int64) * step)
        at[n, 0] = known
        at[n, 1:] = known + np.cumsum(np.bincount(offer, minlength=starts.shape[0]))
        known += first.size
    return np.concatenate(spans), at


def _days(city: City, days: Sequence[tuple[int, int]]) -> Counts:
    dates = {day: n for n, day in enumerate(sorted({d.day for t in city.stays for d in t.days}))}
    blocks = np.append(0, np.cumsum([len(city.stays[s].days[d].blocks) for s, d in days]))
    rows = []
    for n, (s, d) in enumerate(days):
        stay: Stay = city.stays[s]
        day: StayDay = stay.days[d]
        halves = [minute for half in day.halves for minute in half]
        rows.append(
            [
                s,
                dates[day.day],
                day.room,
                day.minutes,
                day.lunch,
                day.filled,
                day.paced,
                blocks[n],
                blocks[n + 1],
                n - 1 if d > 0 else -1,
                n + 1 if d + 1 < len(stay.days) else -1,
                len(day.halves),
                *halves,
                *([0] * (4 - len(halves))),
            ]
        )
    return _table(rows, HALF + 4)


def _blocks(city: City, days: Sequence[tuple[int, int]]) -> Counts:
    rows = [row for s, d in days for row in city.stays[s].days[d].blocks]
    return _table(rows, 3)


def _count_values(city: City, days: Sequence[tuple[int, int]]) -> Reals:
    """Points for the number of professional offers on each day (`CityState.count_value`)."""
    number = np.arange(LONGEST + 2)
    weights = city.weights
    values = np.zeros((len(days), number.size))
    for n, (s, d) in enumerate(days):
        day = city.stays[s].days[d]
        values[n] -= weights.at_least * np.maximum(0, day.wanted - number)
        values[n] -= weights.beyond * np.maximum(0.0, number + day.load - FULL)
    return values


def _present(city: City, days: Sequence[tuple[int, int]]) -> Reals:
    most = max((stay.members.size for stay in city.stays), default=0)
    present = np.zeros((len(days), max(1, most)))
    for n, (s, d) in enumerate(days):
        there = city.stays[s].days[d].present
        present[n, : there.size] = there
    return present


def _stays(city: City) -> Counts:
    rows, first = [], 0
    for stay in city.stays:
        whole = all((day.present == 1.0).all() for day in stay.days)
        rows.append(
            [
                stay.size,
                stay.members.size,
                stay.free_halves,
                first,
                len(stay.days),
                stay.step,
                stay.opens,
                stay.closes,
                *stay.lunch,
                whole,
            ]
        )
        first += len(stay.days)
    return _table(rows, WHOLE + 1)


def _rates(city: City) -> Reals:
    weights = city.weights
    return np.array(
        [
            [
                weights.variety * stay.split,
                weights.variety * stay.split,
                weights.idle * stay.members.size,
                weights.early * stay.size,
            ]
            for stay in city.stays
        ],
        dtype=np.float64,
    ).reshape(len(city.stays), 4)
