"""The best day of one group against every day that there is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sojourn.engine.days.arrays import Given, Shown
from sojourn.engine.days.points import day_value
from sojourn.engine.days.route import best_day, most_points, next_starts

STEP = 30
SLOTS = 48
LUNCH = (690, 840, 60)
NEVER = 10_000


def shown_of(random: np.random.Generator, offers: int, blocks: int) -> Shown:
    """A few offers at a few places."""
    places = 3 + blocks
    transfer = random.choice(np.array([15, 20, 35, 50]), size=(places, places))
    np.fill_diagonal(transfer, 0)
    professional = random.integers(0, 2, size=offers).astype(np.uint8)
    return Shown(
        minutes=random.choice(np.array([60, 90, 120]), size=offers),
        place=random.integers(0, 3, size=offers),
        level=random.integers(-1, 3, size=offers),
        kind=random.integers(0, 3, size=offers),
        organisation=random.integers(-1, 2, size=offers),
        professional=professional,
        social=np.where(professional == 1, -1, random.integers(0, 2, size=offers)),
        fading=0.8 ** random.integers(0, 3, size=(offers, 2)).astype(float),
        objectives=random.integers(0, 2, size=(offers, 2)).astype(np.uint8),
        transfer=transfer,
    )


def given_of(random: np.random.Generator, shown: Shown, blocks: int) -> Given:
    """A day between nine and six, with placed events in the way."""
    offers = shown.minutes.size
    starts = np.zeros((offers, SLOTS), dtype=np.uint8)
    spans = [(int(s), int(s) + 60) for s in sorted(random.choice([600, 900, 1020], blocks, False))]
    for j in range(offers):
        opens = int(random.choice([540, 600, 780]))
        for slot in range(SLOTS):
            begin, end = slot * STEP, slot * STEP + int(shown.minutes[j])
            free = all(
                end + shown.transfer[shown.place[j], 3 + b] <= s
                or e + shown.transfer[3 + b, shown.place[j]] <= begin
                for b, (s, e) in enumerate(spans)
            )
            starts[j, slot] = opens <= begin and end <= opens + 360 and free
    room, minutes = int(random.integers(1, 4)), int(random.choice([150, 300]))
    return Given(
        starts=starts,
        blocks=np.array([(s, e, 3 + b) for b, (s, e) in enumerate(spans)], dtype=np.int64).reshape(
            blocks, 3
        ),
        price=random.integers(0, 4, size=offers).astype(float),
        need=random.integers(0, 40, size=2).astype(float),
        objective_gain=np.sort(random.integers(0, 30, size=(2, 3)).astype(float))[:, ::-1].copy(),
        level_gain=random.integers(0, 10, size=3).astype(float),
        kinds_met=random.integers(0, 2, size=3).astype(np.uint8),
        kinds_value=np.array([0.0, 8.0, 14.0, 14.0]),
        met_organisation=random.integers(0, 2, size=2).astype(np.uint8),
        social_gain=random.integers(0, 20, size=2).astype(float),
        count_value=np.array([-20.0, -10.0, 0.0, -2.0, -9.0]),
        pace_value=-0.01 * np.abs(np.arange(600.0) - 200),
        settings=np.array([room, minutes, 1, *LUNCH, 1050, STEP, -NEVER, NEVER, 540, 60]),
        prices=np.array([6.0, 0.0, 0.05]),
    )


def days(shown: Shown, day: Given) -> Iterator[tuple[tuple[int, int], ...]]:
    """Every possible day, each order of offers once, begun as early as each lunch allows."""
    offers = range(shown.minutes.size)
    for many in range(4):
        for order in permutations(offers, many):
            yield from schedules(shown, day, order, ())


def schedules(
    shown: Shown, day: Given, order: tuple[int, ...], begun: tuple[tuple[int, int], ...]
) -> Iterator[tuple[tuple[int, int], ...]]:
    """Every way to give the offers of `order` a start."""
    if not order:
        if possible(shown, day, begun):
            yield begun
        return
    first = begun[-1][1] + int(shown.minutes[begun[-1][0]]) if begun else 0
    for slot in np.flatnonzero(day.starts[order[0]]):
        if int(slot) * STEP >= first:
            yield from schedules(shown, day, order[1:], (*begun, (order[0], int(slot) * STEP)))


def possible(shown: Shown, day: Given, route: tuple[tuple[int, int], ...]) -> bool:
    """The rules of a day, told once more: load, kinds of evenings, transfers, lunch."""
    working = [o for o, _ in route if shown.professional[o]]
    social = [int(shown.social[o]) for o, _ in route if not shown.professional[o]]
    social = [s for s in social if s >= 0]
    if len(working) > day.settings[0] or sum(shown.minutes[o] for o in working) > day.settings[1]:
        return False
    if len(set(social)) < len(social):
        return False
    items = [(s, s + int(shown.minutes[o]), int(shown.place[o])) for o, s in route]
    items = sorted([*items, *((int(s), int(e), int(p)) for s, e, p in day.blocks)])
    gaps = []
    for one, other in zip([None, *items], [*items, None], strict=True):
        ends = 0 if one is None else one[1]
        begins = 1440 if other is None else other[0]
        way = 0 if one is None or other is None else int(shown.transfer[one[2], other[2]])
        if ends + way > begins:
            return False
        gaps.append((ends, begins, way))
    earliest, latest, minutes = LUNCH
    return any(
        (ends + way <= a or (ends <= a and a + minutes + way <= begins)) and a + minutes <= begins
        for a in range(earliest, latest - minutes + 1, 5)
        for ends, begins, way in gaps
        if a >= ends
    )


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 4), st.integers(0, 2))
def test_best_day_is_the_best_of_all(seed: int, offers: int, blocks: int) -> None:
    """With a wide beam no possible day is worth more where waiting and rest cost nothing."""
    random = np.random.default_rng(seed)
    shown = shown_of(random, offers, blocks)
    day = given_of(random, shown, blocks)
    value, number, chosen, begun = best_day(
        shown, day, next_starts(day.starts, STEP), most_points(shown, day), 64
    )
    found = tuple((int(chosen[n]), int(begun[n])) for n in range(number))
    best = max(
        (worth(shown, day, route) for route in days(shown, day)),
        default=-np.inf,
    )
    if best == -np.inf:
        assert value == -np.inf
        return
    assert possible(shown, day, found)
    assert value == pytest.approx(worth(shown, day, found))
    assert value >= best - 1e-6


def worth(shown: Shown, day: Given, route: tuple[tuple[int, int], ...]) -> float:
    """The value of a route by the account that the search keeps."""
    offers = np.array([o for o, _ in route], dtype=np.int64)
    return float(day_value(shown, day, offers, np.array([s for _, s in route], dtype=np.int64)))
