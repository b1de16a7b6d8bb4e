"""Visits of a city's solution put in, taken out, and put back as they were (compiled)."""

from __future__ import annotations

from sojourn.engine.compiled import (
    compiled_leaf,
)
from sojourn.engine.days.board import (
    enter,
    free_halves,
    leave,
    refresh,
)
from sojourn.engine.days.fitting import halves_hold, try_at, worth
from sojourn.engine.days.ground import (
    AFTER,
    BEFORE,
    DATE,
    DAYS,
    FIRST_BLOCK,
    FIRST_DAY,
    FREE_HALVES,
    LAST_BLOCK,
    STAY,
    VISITS,
)
from sojourn.engine.days.tour import (
    NEVER,
    measure,
    set_times,
    time_price,
)


@compiled_leaf
def remember(ground, board, d):  # type: ignore[no-untyped-def]
    """Keep a day as it is before the first change of a move."""
    if board.touched[d]:
        return
    board.touched[d] = 1
    many = board.changed[-1]
    board.changed[many] = d
    board.changed[-1] = many + 1
    board.old_length[d] = board.length[d]
    for n in range(board.length[d]):
        board.old_item[d, n] = board.item[d, n]
        board.old_start[d, n] = board.start[d, n]


@compiled_leaf
def unsettle(ground, board, d):  # type: ignore[no-untyped-def]
    """Mark what is known of a day and of those that hang on it as out of date."""
    board.fresh[d] = 0
    if ground.day[d, BEFORE] >= 0:
        board.fresh[ground.day[d, BEFORE]] = 0
    if ground.day[d, AFTER] >= 0:
        board.fresh[ground.day[d, AFTER]] = 0
    s = ground.day[d, STAY]
    if ground.stay[s, FREE_HALVES] > 0:
        first = ground.stay[s, FIRST_DAY]
        for e in range(first, first + ground.stay[s, DAYS]):
            board.fresh[e] = 0
    for n in range(board.length[d]):
        if board.item[d, n] >= 0:
            unsettle_others(ground, board, d, board.item[d, n])


@compiled_leaf
def unsettle_others(ground, board, d, o):  # type: ignore[no-untyped-def]
    """The same for the days of other groups that are at an offer on the date of a day."""
    if ground.offer[o, VISITS] > 1:
        for other in range(board.held.shape[1]):
            e = board.held[o, other]
            if e >= 0 and ground.day[e, DATE] == ground.day[d, DATE]:
                board.fresh[e] = 0


@compiled_leaf
def refresh_all(ground, board, s):  # type: ignore[no-untyped-def]
    """Sum anew what a stay and those that share people with it could still have."""
    refresh(ground, board, s)
    for other in range(ground.clash.shape[0]):
        if other != s and ground.clash[s, other]:
            refresh(ground, board, other)


@compiled_leaf
def take_trial(ground, board, d, length):  # type: ignore[no-untyped-def]
    """Make a day what is on trial."""
    s = ground.day[d, STAY]
    board.length[d] = length
    for n in range(length):
        item = board.trial[0, n]
        board.item[d, n] = item
        board.start[d, n] = board.trial[1, n]
        if item >= 0:
            board.begun[item, s] = board.trial[1, n]
    board.halves[d] = free_halves(ground, d, board.item[d], board.start[d], length)
    unsettle(ground, board, d)


@compiled_leaf
def insert(ground, board, d, o, n):  # type: ignore[no-untyped-def]
    """Put an offer before item `n` of a day; returns the points gained, 0 if it cannot be."""
    if not board.fresh[d]:
        measure(ground, board, d)
    points = worth(ground, board, d, o) + board.price[d]
    price = try_at(ground, board, d, o, n)
    if price >= NEVER or not halves_hold(ground, board, d, board.length[d] + 1):
        return 0.0
    remember(ground, board, d)
    enter(ground, board, d, o, board.trial[1, n])
    take_trial(ground, board, d, board.length[d] + 1)
    refresh_all(ground, board, ground.day[d, STAY])
    return points - price


@compiled_leaf
def take_out(ground, board, d, first, behind):  # type: ignore[no-untyped-def]
    """Take the offers among some items of a day out of the account; the others go on trial.

    Returns how many are left and the points that are lost, hours apart.
    """
    s = ground.day[d, STAY]
    left, lost = 0, 0.0
    for n in range(board.length[d]):
        item = board.item[d, n]
        if item < 0 or n < first or n >= behind:
            board.trial[0, left] = item
            left += 1
            continue
        leave(ground, board, d, item)
        unsettle_others(ground, board, d, item)
        refresh_all(ground, board, s)
        lost += worth(ground, board, d, item)
    return left, lost


@compiled_leaf
def remove(ground, board, d, first, behind):  # type: ignore[no-untyped-def]
    """Take the offers among the items `first` to `behind` - 1 from a day; returns the points lost.

    Where what is left cannot follow on itself, because the way is longer, all is taken.
    """
    remember(ground, board, d)
    before = time_price(ground, board, d, board.item[d], board.start[d], board.length[d])
    board.kept[d] = board.halves[d] if ground.stay[ground.day[d, STAY], FREE_HALVES] > 0 else 0
    length, lost = take_out(ground, board, d, first, behind)
    price = set_times(ground, board, d, length)
    blocks = ground.day[d, LAST_BLOCK] - ground.day[d, FIRST_BLOCK]
    if price >= NEVER and length > blocks:
        board.length[d] = length
        for n in range(length):
            board.item[d, n] = board.trial[0, n]
        length, more = take_out(ground, board, d, 0, length)
        lost += more
        price = set_times(ground, board, d, length)
    if length == blocks:
        for n in range(length):
            board.trial[1, n] = ground.block[-1 - board.trial[0, n], 0]
    take_trial(ground, board, d, length)
    return lost - before + (price if price < NEVER else 0.0)


@compiled_leaf
def undo(ground, board):  # type: ignore[no-untyped-def]
    """Make all days what they were before the move."""
    for i in range(board.changed[-1]):
        d = board.changed[i]
        unsettle(ground, board, d)
        for n in range(board.length[d]):
            if board.item[d, n] >= 0:
                leave(ground, board, d, board.item[d, n])
    for i in range(board.changed[-1]):
        d = board.changed[i]
        board.length[d] = board.old_length[d]
        for n in range(board.length[d]):
            item, start = board.old_item[d, n], board.old_start[d, n]
            board.item[d, n] = item
            board.start[d, n] = start
            if item >= 0:
                enter(ground, board, d, item, start)
        board.halves[d] = free_halves(ground, d, board.item[d], board.start[d], board.length[d])
    for i in range(board.changed[-1]):
        d = board.changed[i]
        unsettle(ground, board, d)
        refresh_all(ground, board, ground.day[d, STAY])
    settle(board)


@compiled_leaf
def settle(board):  # type: ignore[no-untyped-def]
    """Forget what days were before the move."""
    for i in range(board.changed[-1]):
        board.touched[board.changed[i]] = 0
    board.changed[-1] = 0
