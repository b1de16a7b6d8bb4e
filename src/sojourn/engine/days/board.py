"""What the search has chosen in a city, in arrays that its kernels change in place."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sojourn.engine.compiled import compiled_inside, compiled_leaf
from sojourn.engine.days.ground import (
    DAYS,
    FIRST_BLOCK,
    FIRST_DAY,
    HALF,
    HALVES,
    KIND,
    LAST_BLOCK,
    LEVEL,
    MEMBERS,
    MINUTES,
    MOST,
    ORGANISATION,
    PROFESSIONAL,
    SOCIAL,
    STAY,
    WHOLE,
    Ground,
)
from sojourn.engine.days.problem import Bytes, City, Counts, Reals, Solution


class Board(NamedTuple):
    """A solution with its sums.

    Attributes:
        item, start: what is on each day in the order of time, offers and, as -1 - n, the n-th of
            the city's placed events; and when it starts.
        length: items on each day.
        potential, missing: points and objectives still to be had; shape (people, …).
        left: what a day leaves of each theme; need, lack: what a day could still give.
        levels, kinds, organisations, social: how often each was met by each stay.
        visits: groups that come to each offer.
        held, begun: the day and minute at which a stay is at an offer; shape (offers, stays).
        number, spent, evenings: professional offers and minutes of a day, social kinds as a mask.
        halves: mask of the half-days that a day leaves free; kept: of those that it has to.
        window: for each item of a day its earliest start, the earliest with lunch before it, the
            latest start, the latest with lunch behind it; shape (days, items, 4).
        price: points that a day loses by waiting and by short nights.
        fresh: whether `window`, `kept` and `price` are up to date.
        trial: items and starts of a day that is being thought of; shape (3, items).
        old_item, old_start, old_length: days as they were before a move.
        changed: days changed by a move, then by number of days `changed[-1]`.
        touched: 1 for the days of `changed`.
        top_item, top_start, top_length: the best solution so far.

    """

    item: Counts
    start: Counts
    length: Counts
    potential: Reals
    missing: Counts
    left: Reals
    need: Reals
    lack: Reals
    levels: Counts
    kinds: Counts
    organisations: Counts
    social: Counts
    visits: Counts
    held: Counts
    begun: Counts
    number: Counts
    spent: Counts
    evenings: Counts
    halves: Counts
    kept: Counts
    window: Counts
    price: Reals
    fresh: Bytes
    trial: Counts
    old_item: Counts
    old_start: Counts
    old_length: Counts
    changed: Counts
    touched: Bytes
    top_item: Counts
    top_start: Counts
    top_length: Counts


def board_of(city: City, ground: Ground, solution: Solution) -> Board:
    """A board with `solution` on it."""
    days, offers, stays = len(ground.day), len(city.offers), len(city.stays)
    most = int(ground.rule[MOST]) + 1
    themes, objectives = city.potential.shape[1], city.missing.shape[1]

    def none(*shape: int) -> Counts:
        return np.zeros(shape, dtype=np.int64)

    board = Board(
        item=none(days, most),
        start=none(days, most),
        length=none(days),
        potential=np.array(city.potential, dtype=np.float64),
        missing=np.array(city.missing, dtype=np.int64),
        left=np.ones((days, themes)),
        need=np.zeros((days, themes)),
        lack=np.zeros((days, objectives)),
        levels=np.array([t.levels for t in city.stays], dtype=np.int64).reshape(stays, -1),
        kinds=np.array([t.kinds for t in city.stays], dtype=np.int64).reshape(stays, -1),
        organisations=np.array([t.organisations for t in city.stays], dtype=np.int64).reshape(
            stays, -1
        ),
        social=np.array([t.social for t in city.stays], dtype=np.int64).reshape(stays, -1),
        visits=none(offers),
        held=none(offers, stays) - 1,
        begun=none(offers, stays),
        number=none(days),
        spent=none(days),
        evenings=none(days),
        halves=none(days),
        kept=none(days),
        window=none(days, most, 4),
        price=np.zeros(days),
        fresh=np.zeros(days, dtype=np.uint8),
        trial=none(3, most),
        old_item=none(days, most),
        old_start=none(days, most),
        old_length=none(days),
        changed=none(days + 1),
        touched=np.zeros(days, dtype=np.uint8),
        top_item=none(days, most),
        top_start=none(days, most),
        top_length=none(days),
    )
    day = 0
    for routes in solution:
        for route in routes:
            _lay(ground, board, day, route)
            day += 1
    for s in range(stays):
        refresh(ground, board, s)
    board.top_item[:] = board.item
    board.top_start[:] = board.start
    board.top_length[:] = board.length
    return board


def _lay(ground: Ground, board: Board, day: int, route: tuple[tuple[int, int], ...]) -> None:
    """Put a route and what is placed on an empty day."""
    rows = range(int(ground.day[day, FIRST_BLOCK]), int(ground.day[day, LAST_BLOCK]))
    items = [(int(ground.block[b, 0]), 0, -1 - b) for b in rows]
    items += [(start, 1, offer) for offer, start in route]
    for n, (start, _, item) in enumerate(sorted(items)):
        board.item[day, n] = item
        board.start[day, n] = start
    board.length[day] = len(items)
    board.halves[day] = free_halves(ground, day, board.item[day], board.start[day], len(items))
    for offer, start in route:
        enter(ground, board, day, offer, start)


def solution_of(ground: Ground, item: Counts, start: Counts, length: Counts) -> Solution:
    """The routes by stay and day of a board's items."""
    routes = [
        tuple((int(item[d, n]), int(start[d, n])) for n in range(length[d]) if item[d, n] >= 0)
        for d in range(len(length))
    ]
    return tuple(tuple(routes[row[FIRST_DAY] : row[FIRST_DAY] + row[DAYS]]) for row in ground.stay)


@compiled_inside
def free_halves(ground: Ground, d: int, items: Counts, starts: Counts, length: int) -> int:
    """Mask of the half-days of a day that offers among `items` leave free."""
    mask = 0
    for h in range(ground.day[d, HALVES]):
        first, behind = ground.day[d, HALF + 2 * h], ground.day[d, HALF + 2 * h + 1]
        free = True
        for n in range(length):
            if items[n] >= 0 and starts[n] < behind:
                free = free and starts[n] + ground.offer[items[n], MINUTES] <= first
        if free:
            mask |= 1 << h
    return mask


@compiled_inside
def fade(ground: Ground, board: Board, d: int, o: int, sign: int) -> None:
    """Take the themes of an offer from who is there on a day, or give them back (`sign` -1)."""
    s = ground.day[d, STAY]
    for k in range(ground.theme.shape[1]):
        t = ground.theme[o, k]
        if t < 0:
            break
        share = 1.0 - ground.gain[o, k]
        before = board.left[d, t]
        after = before * share if sign > 0 else before / share
        board.left[d, t] = after
        for n in range(ground.stay[s, MEMBERS]):
            there = ground.present[d, n]
            if there >= 1.0:
                board.potential[ground.member[s, n], t] *= after / before
            elif there > 0.0:
                now, was = 1.0 - there * (1.0 - after), 1.0 - there * (1.0 - before)
                board.potential[ground.member[s, n], t] *= now / was


@compiled_inside
def count(ground: Ground, board: Board, d: int, o: int, sign: int) -> None:
    """Count a visit with everything that is met by it."""
    s = ground.day[d, STAY]
    fade(ground, board, d, o, sign)
    for k in range(ground.objective.shape[1]):
        q = ground.objective[o, k]
        if q < 0:
            break
        for n in range(ground.stay[s, MEMBERS]):
            if ground.present[d, n] >= 1.0:
                board.missing[ground.member[s, n], q] -= sign
    board.visits[o] += sign
    if ground.offer[o, LEVEL] >= 0:
        board.levels[s, ground.offer[o, LEVEL]] += sign
    board.kinds[s, ground.offer[o, KIND]] += sign
    if ground.offer[o, ORGANISATION] >= 0:
        board.organisations[s, ground.offer[o, ORGANISATION]] += sign
    if ground.offer[o, SOCIAL] >= 0:
        board.social[s, ground.offer[o, SOCIAL]] += sign
        board.evenings[d] ^= 1 << ground.offer[o, SOCIAL]
    if ground.offer[o, PROFESSIONAL]:
        board.number[d] += sign
        board.spent[d] += sign * ground.offer[o, MINUTES]


@compiled_leaf
def enter(ground: Ground, board: Board, d: int, o: int, start: int) -> None:
    """Enter an offer that begins at `start` on a day into the account."""
    s = ground.day[d, STAY]
    count(ground, board, d, o, 1)
    board.held[o, s] = d
    board.begun[o, s] = start


@compiled_leaf
def leave(ground: Ground, board: Board, d: int, o: int) -> None:
    """Take an offer of a day out of the account."""
    count(ground, board, d, o, -1)
    board.held[o, ground.day[d, STAY]] = -1


@compiled_leaf
def refresh(ground: Ground, board: Board, s: int) -> None:
    """Sum anew what each day of a stay could still give to those who are there."""
    first, days, people = ground.stay[s, FIRST_DAY], ground.stay[s, DAYS], ground.stay[s, MEMBERS]
    themes, objectives = board.need.shape[1], board.lack.shape[1]
    whole = ground.stay[s, WHOLE]
    for d in range(first, first + (1 if whole else days)):
        for t in range(themes):
            board.need[d, t] = 0.0
        for q in range(objectives):
            board.lack[d, q] = 0.0
        for n in range(people):
            p = ground.member[s, n]
            there = ground.present[d, n]
            if there >= 1.0:
                for t in range(themes):
                    board.need[d, t] += board.potential[p, t]
                for q in range(objectives):
                    board.lack[d, q] += board.missing[p, q] > 0
            elif there > 0.0:
                for t in range(themes):
                    left = board.left[d, t]
                    share = there * left / (1.0 - there * (1.0 - left))
                    board.need[d, t] += board.potential[p, t] * share
    if whole:
        for d in range(first + 1, first + days):
            for t in range(themes):
                board.need[d, t] = board.need[first, t]
            for q in range(objectives):
                board.lack[d, q] = board.lack[first, q]
