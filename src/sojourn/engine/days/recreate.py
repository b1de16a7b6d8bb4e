"""Ruin and recreate: take strings of related visits away, put what is best in their place.

After Christiaens and Vanden Berghe, "Slack induction by string removals for vehicle routing
problems", Transportation Science 54(2), 2020; here visits differ in worth and may stay out.
"""

from __future__ import annotations

import numpy as np

from sojourn.engine.compiled import compiled, compiled_inside, compiled_leaf
from sojourn.engine.days.board import Board
from sojourn.engine.days.ground import DATE, DAYS, FIRST_DAY, MINUTES, STAY, VISITS, Ground
from sojourn.engine.days.problem import Counts, Reals
from sojourn.engine.days.visits import best_place, insert, remove, settle, undo
from sojourn.engine.days.worth import worth
from sojourn.engine.draws import Generator, below, unit

BLINK = 0.01
"""Chance that a place is overlooked."""
NEAR, OWN, SAME, RIVALS = range(4)
"""How the days of a ruin are related: near places, one stay, one date, the same offers."""
AGAIN = 3
"""Times that an offer is put back in one move."""
SPREAD = 0.3
"""Share of the moves in which all days of the stays that were hit are filled up."""
TRIES = 12
"""Draws for a day that holds anything."""

Work = tuple[Reals, Reals, Counts, Counts]
"""By offer how many starts it has, and room for keys and absent offers; room for days."""


@compiled_inside
def visit_on(board: Board, d: int, random: Generator) -> int:
    """The position of a random offer on a day, -1 if there is none."""
    length = board.length[d]
    first = below(random, length) if length else 0
    found = -1
    for n in range(length):
        at = first + n if first + n < length else first + n - length
        if board.item[d, at] >= 0:
            found = at
            break
    return found


@compiled_leaf
def ruin_day(
    ground: Ground, board: Board, d: int, n: int, longest: int, random: Generator, gone: Counts
) -> float:
    """Take a string of visits around item `n` from a day, of random length.

    Marks what is taken in `gone`; returns the points lost.
    """
    length = board.length[d]
    string = 1 + below(random, min(length, longest))
    first = max(0, n - below(random, string))
    behind = min(length, first + string)
    first = max(0, behind - string)
    for i in range(length):
        if board.item[d, i] >= 0:
            gone[board.item[d, i]] |= 2
    lost = remove(ground, board, d, first, behind)
    for i in range(board.length[d]):
        if board.item[d, i] >= 0:
            gone[board.item[d, i]] &= 1
    for o in range(gone.shape[0]):
        gone[o] = 1 if gone[o] else 0
    return lost


@compiled_leaf
def ruin(
    ground: Ground, board: Board, longest: int, most_days: int, random: Generator, gone: Counts
) -> float:
    """Take strings of related visits away; returns the points lost."""
    seed, at = -1, -1
    days = ground.open_day
    for _ in range(TRIES):
        seed = days[below(random, days.shape[0])]
        at = visit_on(board, seed, random)
        if at >= 0:
            break
    if at < 0:
        return 0.0
    offer = board.item[seed, at]
    hit = 1 + below(random, most_days)
    kind = below(random, 4)
    lost = ruin_day(ground, board, seed, at, longest, random, gone)
    hit -= 1
    if kind == NEAR:
        for n in range(1, ground.near.shape[1]):
            if hit <= 0:
                break
            o = ground.near[offer, n]
            for s in range(board.held.shape[1]):
                d = board.held[o, s]
                if d >= 0 and not board.touched[d] and hit > 0:
                    position = 0
                    while board.item[d, position] != o:
                        position += 1
                    lost += ruin_day(ground, board, d, position, longest, random, gone)
                    hit -= 1
        return lost
    s, date = ground.day[seed, STAY], ground.day[seed, DATE]
    likely, many = ground.likely_at[seed], ground.likely_at[seed + 1] - ground.likely_at[seed]
    for _ in range(TRIES):
        if hit <= 0:
            break
        d = -1
        if kind == OWN:
            d = ground.stay[s, FIRST_DAY] + below(random, ground.stay[s, DAYS])
        elif kind == SAME:
            d = days[below(random, days.shape[0])]
            d = d if ground.day[d, DATE] == date else -1
        else:
            o = ground.likely[likely + below(random, many)]
            d = board.held[o, below(random, board.held.shape[1])]
        if d < 0 or board.touched[d]:
            continue
        position = visit_on(board, d, random)
        if position >= 0:
            lost += ruin_day(ground, board, d, position, longest, random, gone)
            hit -= 1
    return lost


@compiled_leaf
def sort_by(keys: Reals, values: Counts, many: int) -> None:
    """Sort the first `many` values by descending keys, both in place (Shell, 1959)."""
    gap = 1
    while gap < many // 3:
        gap = 3 * gap + 1
    while gap:
        for i in range(gap, many):
            key, value = keys[i], values[i]
            j = i
            while j >= gap and keys[j - gap] < key:
                keys[j], values[j] = keys[j - gap], values[j - gap]
                j -= gap
            keys[j], values[j] = key, value
        gap //= 3


@compiled_leaf
def in_order(
    ground: Ground, board: Board, scarce: Reals, random: Generator, keys: Reals, absent: Counts
) -> int:
    """List the offers that may have more visits in a random kind of order; returns how many.

    The orders: by chance, by worth, by worth a minute, by how few starts they have.
    """
    many = 0
    kind = below(random, 5)
    hits = board.changed[-1]
    d = board.changed[below(random, hits)] if hits else ground.open_day[0]
    for o in range(ground.offer.shape[0]):
        if board.visits[o] >= ground.offer[o, VISITS]:
            continue
        key = 0.0
        if kind == 0:
            key = unit(random)
        elif kind < 4:
            key = worth(ground, board, d, o)
            if kind == 3:
                key /= ground.offer[o, MINUTES]
            key *= 0.8 + 0.4 * unit(random)
        else:
            key = -scarce[o] * (0.8 + 0.4 * unit(random))
        keys[many], absent[many] = key, o
        many += 1
    sort_by(keys, absent, many)
    return many


@compiled_leaf
def chosen_days(ground: Ground, board: Board, wide: bool, days: Counts) -> int:
    """List the days that a move has changed, `wide`: all days of their stays; returns how many.

    Where it has changed nothing, because there is nothing, all days are listed.
    """
    many = 0
    wide = wide or not board.changed[-1]
    if not wide:
        for i in range(board.changed[-1]):
            days[many] = board.changed[i]
            many += 1
        return many
    for i in range(ground.open_day.shape[0]):
        d = ground.open_day[i]
        s = ground.day[d, STAY]
        related = not board.changed[-1]
        for n in range(board.changed[-1]):
            related = related or ground.day[board.changed[n], STAY] == s
        if related:
            days[many] = d
            many += 1
    return many


@compiled_leaf
def recreate(
    ground: Ground, board: Board, blink: float, random: Generator, gone: Counts, work: Work
) -> float:
    """Put absent offers at their best places as long as that pays; returns the points gained."""
    scarce, keys, absent, days = work
    many = in_order(ground, board, scarce, random, keys, absent)
    hit = chosen_days(ground, board, unit(random) < SPREAD, days)
    gained = 0.0
    for i in range(many):
        o = absent[i]
        for _ in range(AGAIN):
            if gone[o]:
                everywhere = ground.open_day
                found = best_place(ground, board, o, everywhere, everywhere.shape[0], blink, random)
            else:
                found = best_place(ground, board, o, days, hit, blink, random)
            if found[1] < 0:
                break
            gained += insert(ground, board, found[1], o, found[2])
            if board.visits[o] >= ground.offer[o, VISITS]:
                break
    return gained


@compiled_leaf
def keep_top(board: Board) -> None:
    """Keep the solution as the best so far."""
    for d in range(board.length.shape[0]):
        board.top_length[d] = board.length[d]
        for n in range(board.length[d]):
            board.top_item[d, n] = board.item[d, n]
            board.top_start[d, n] = board.start[d, n]


@compiled
def anneal(
    ground: Ground,
    board: Board,
    gain: float,
    moves: int,
    heat: Reals,
    strings: Counts,
    random: Generator,
) -> tuple[float, float]:
    """Ruin and recreate `moves` times; returns how much better than the best the solution is.

    `gain` is that number at the beginning (0 or less); `heat` the temperature at the beginning
    and at the end; `strings` the longest string and the most days of a ruin. The second number
    returned is how much better the best has become.
    """
    offers, days = ground.offer.shape[0], ground.day.shape[0]
    scarce = np.zeros(offers)
    for d in range(days):
        for o in range(offers):
            for r in range(ground.run_at[d, o], ground.run_at[d, o + 1]):
                scarce[o] += ground.run[r, 1] - ground.run[r, 0] + 1
    work = (scarce, np.zeros(offers), np.zeros(offers, np.int64), np.zeros(days, np.int64))
    gone = np.zeros(offers, np.int64)
    better = 0.0
    for move in range(moves if ground.open_day.shape[0] else 0):
        warmth = heat[0] * (heat[1] / heat[0]) ** (move / moves)
        gone[:] = 0
        change = -ruin(ground, board, strings[0], strings[1], random, gone)
        change += recreate(ground, board, BLINK, random, gone, work)
        if gain + change < 1e-6 and change < warmth * np.log(unit(random)):
            undo(ground, board)
            continue
        gain += change
        settle(board)
        if gain > 1e-6:
            better += gain
            gain = 0.0
            keep_top(board)
    return gain, better
