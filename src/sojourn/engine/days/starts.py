"""When an offer may begin on a day, other groups and half-days kept free considered."""

from __future__ import annotations

from sojourn.engine.compiled import compiled_inside, compiled_leaf
from sojourn.engine.days.board import Board
from sojourn.engine.days.ground import (
    CAPACITY,
    DATE,
    GRID,
    HALF,
    HALVES,
    MINUTES,
    SIZE,
    STAY,
    VISITS,
    Ground,
)

NEVER = 1 << 40
"""A time beyond all times."""


@compiled_inside
def first_start(ground: Ground, d: int, o: int, ready: int) -> int:
    """The first start of an offer on a day from the minute `ready` on, others apart."""
    for r in range(ground.run_at[d, o], ground.run_at[d, o + 1]):
        if ready <= ground.run[r, 1]:
            first: int = ground.run[r, 0]
            step: int = ground.stay[ground.day[d, STAY], GRID]
            return max(first, ready if step == 1 else (ready + step - 1) // step * step)
    return NEVER


@compiled_inside
def last_start(ground: Ground, d: int, o: int, until: int) -> int:
    """The last start of an offer on a day up to the minute `until`, others apart."""
    for r in range(ground.run_at[d, o + 1] - 1, ground.run_at[d, o] - 1, -1):
        if until >= ground.run[r, 0]:
            last: int = ground.run[r, 1]
            step: int = ground.stay[ground.day[d, STAY], GRID]
            return min(last, until if step == 1 else until // step * step)
    return -NEVER


@compiled_inside
def room_beside(ground: Ground, board: Board, d: int, o: int, start: int) -> bool:
    """Whether an offer holds this day's group with those who begin there at the same time."""
    s = ground.day[d, STAY]
    people = ground.stay[s, SIZE]
    for other in range(board.held.shape[1]):
        e = board.held[o, other]
        if other == s or e < 0 or board.begun[o, other] != start:
            continue
        if ground.day[e, DATE] == ground.day[d, DATE]:
            people += ground.stay[other, SIZE]
    enough: bool = people <= ground.offer[o, CAPACITY]
    return enough


@compiled_inside
def free_start(ground: Ground, board: Board, d: int, o: int, start: int, later: bool) -> int:
    """The nearest start from `start` on, or before it, that meets nothing else.

    That is no group for which the offer has no room beside, and no half-day kept free.
    """
    s, minutes = ground.day[d, STAY], ground.offer[o, MINUTES]
    moved = True
    while moved and -NEVER < start < NEVER:
        moved = False
        for h in range(ground.day[d, HALVES]):
            first, behind = ground.day[d, HALF + 2 * h], ground.day[d, HALF + 2 * h + 1]
            if board.kept[d] >> h & 1 and start < behind and start + minutes > first:
                start = next_start(ground, d, o, behind if later else first - minutes, later)
                moved = True
        for other in range(board.held.shape[1]):
            e = board.held[o, other]
            if other == s or e < 0 or ground.day[e, DATE] != ground.day[d, DATE]:
                continue
            begun = board.begun[o, other]
            if start + minutes <= begun or start >= begun + minutes:
                continue
            ahead = start <= begun if later else start >= begun
            joint = ahead and room_beside(ground, board, d, o, begun)
            if joint and start == begun:
                continue
            apart = begun + minutes if later else begun - minutes
            start = next_start(ground, d, o, begun if joint else apart, later)
            moved = True
    return start


@compiled_inside
def next_start(ground: Ground, d: int, o: int, minute: int, later: bool) -> int:
    """`first_start` or `last_start`."""
    return first_start(ground, d, o, minute) if later else last_start(ground, d, o, minute)


@compiled_leaf
def later_free(ground: Ground, board: Board, d: int, o: int, start: int) -> int:
    """The first start from `start` on that meets no other group and no half-day kept free."""
    return free_start(ground, board, d, o, start, True)


@compiled_leaf
def earlier_free(ground: Ground, board: Board, d: int, o: int, start: int) -> int:
    """The last start up to `start` that meets no other group and no half-day kept free."""
    return free_start(ground, board, d, o, start, False)


@compiled_inside
def open_start(ground: Ground, board: Board, d: int, o: int, ready: int) -> int:
    """The first start from the minute `ready` on, the rest of the plan given."""
    start = first_start(ground, d, o, ready) if ready < NEVER else NEVER
    if board.kept[d] or (ground.offer[o, VISITS] > 1 and board.visits[o] > 0):
        start = later_free(ground, board, d, o, start)
    return start


@compiled_inside
def shut_start(ground: Ground, board: Board, d: int, o: int, until: int) -> int:
    """The last start up to the minute `until`, the rest of the plan given."""
    start = last_start(ground, d, o, until) if until > -NEVER else -NEVER
    if board.kept[d] or (ground.offer[o, VISITS] > 1 and board.visits[o] > 0):
        start = earlier_free(ground, board, d, o, start)
    return start
