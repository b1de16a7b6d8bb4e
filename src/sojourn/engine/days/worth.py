"""What one more visit on a day is worth, its hours apart."""

from __future__ import annotations

from sojourn.engine.compiled import compiled_inside, compiled_leaf
from sojourn.engine.days.board import Board
from sojourn.engine.days.ground import (
    DAYS,
    FILLED,
    FIRST_DAY,
    FOR_LEVEL,
    FOR_OBJECTIVE,
    FOR_PACE,
    FOR_REPEATED,
    FOR_SOCIAL,
    KIND,
    LEVEL,
    MINUTES,
    ORGANISATION,
    PACE_MINUTES,
    PACED,
    PROFESSIONAL,
    SOCIAL,
    STAY,
    Ground,
)


@compiled_leaf
def more_uneven(ground: Ground, board: Board, d: int, more: int) -> float:
    """How much more uneven the days of a stay are with `more` professional minutes on a day."""
    s = ground.day[d, STAY]
    first = ground.stay[s, FIRST_DAY]
    whole, days = 0.0, 0
    for e in range(first, first + ground.stay[s, DAYS]):
        if ground.day[e, PACED]:
            whole += ground.day[e, FILLED] + board.spent[e]
            days += 1
    before, after, tolerance = whole / days, (whole + more) / days, ground.rule[PACE_MINUTES]
    uneven = 0.0
    for e in range(first, first + ground.stay[s, DAYS]):
        if ground.day[e, PACED]:
            own = ground.day[e, FILLED] + board.spent[e]
            uneven -= max(0.0, abs(own - before) - tolerance)
            uneven += max(0.0, abs(own + (more if e == d else 0) - after) - tolerance)
    return uneven


@compiled_inside
def worth(ground: Ground, board: Board, d: int, o: int) -> float:
    """Points of one more offer on a day, its hours apart."""
    s = ground.day[d, STAY]
    points: float = -ground.price[s, o]
    for k in range(ground.theme.shape[1]):
        t = ground.theme[o, k]
        if t < 0:
            break
        points += board.need[d, t] * ground.gain[o, k]
    for k in range(ground.objective.shape[1]):
        q = ground.objective[o, k]
        if q < 0:
            break
        points += ground.weight[FOR_OBJECTIVE] * board.lack[d, q]
    if ground.offer[o, PROFESSIONAL]:
        number = board.number[d]
        points += ground.count_value[d, number + 1] - ground.count_value[d, number]
        if ground.day[d, PACED] and ground.weight[FOR_PACE] > 0.0:
            more = more_uneven(ground, board, d, ground.offer[o, MINUTES])
            points -= ground.weight[FOR_PACE] * more
    level = ground.offer[o, LEVEL]
    if level >= 0 and board.levels[s, level] == 0:
        points += ground.rate[s, FOR_LEVEL]
    kind = ground.offer[o, KIND]
    if board.kinds[s, kind] == 0 and ground.rate[s, FOR_LEVEL] > 0.0:
        met = 0
        for other in range(board.kinds.shape[1]):
            met += board.kinds[s, other] > 0
        points += ground.kinds_value[met + 1] - ground.kinds_value[met]
    organisation = ground.offer[o, ORGANISATION]
    if organisation >= 0 and board.organisations[s, organisation] > 0:
        points -= ground.rate[s, FOR_REPEATED]
    social = ground.offer[o, SOCIAL]
    if social >= 0 and board.social[s, social] == 0:
        points += ground.weight[FOR_SOCIAL]
    return points
