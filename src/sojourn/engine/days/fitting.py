"""Where one more visit of a city's solution fits, and what it is worth there (compiled)."""

from __future__ import annotations

from sojourn.engine.compiled import (
    compiled_inside,
    compiled_leaf,
)
from sojourn.engine.days.board import (
    free_halves,
)
from sojourn.engine.days.ground import (
    DAYS,
    EARLIEST,
    FILLED,
    FIRST_DAY,
    FOR_LEVEL,
    FOR_OBJECTIVE,
    FOR_PACE,
    FOR_REPEATED,
    FOR_SOCIAL,
    FOR_WAY,
    FREE_HALVES,
    KIND,
    LATEST,
    LEVEL,
    LUNCH,
    MINUTES,
    MINUTES_LEFT,
    MOST,
    ORGANISATION,
    PACE_MINUTES,
    PACED,
    PLACE,
    PROFESSIONAL,
    ROOM,
    SOCIAL,
    STAY,
    TIMED,
    VISITS,
    WANTS_LUNCH,
)
from sojourn.engine.days.points import (
    popcount,
)
from sojourn.engine.days.tour import (
    EARLY,
    EARLY_FED,
    LATE,
    LATE_HUNGRY,
    NEVER,
    fed_after,
    measure,
    open_start,
    set_times,
)
from sojourn.engine.draws import (
    unit,
)


@compiled_leaf
def more_uneven(ground, board, d, more):  # type: ignore[no-untyped-def]
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
def worth(ground, board, d, o):  # type: ignore[no-untyped-def]
    """Points of one more offer on a day, its hours apart."""
    s = ground.day[d, STAY]
    points = -ground.price[s, o]
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


@compiled_inside
def may_hold(ground, board, d, o):  # type: ignore[no-untyped-def]
    """Whether a day may hold one more offer, its hours apart."""
    if ground.run_at[d, o] == ground.run_at[d, o + 1] or board.length[d] >= ground.rule[MOST]:
        return False
    if ground.offer[o, PROFESSIONAL]:
        if board.number[d] >= ground.day[d, ROOM]:
            return False
        if board.spent[d] + ground.offer[o, MINUTES] > ground.day[d, MINUTES_LEFT]:
            return False
    elif ground.offer[o, SOCIAL] >= 0 and board.evenings[d] >> ground.offer[o, SOCIAL] & 1:
        return False
    possible = board.visits[o] < ground.offer[o, VISITS]
    if board.visits[o]:
        s = ground.day[d, STAY]
        for other in range(board.held.shape[1]):
            if board.held[o, other] >= 0 and (other == s or ground.clash[s, other]):
                possible = False
    return possible


@compiled_inside
def in_time(ground, board, d, o, n):  # type: ignore[no-untyped-def]
    """Whether an offer fits before item `n` of a day: 1 it does, 0 it does not, -1 nor later."""
    stay = ground.stay[ground.day[d, STAY]]
    earliest, latest, lunch = stay[EARLIEST], stay[LATEST], stay[LUNCH]
    hungry = ground.day[d, WANTS_LUNCH]
    place, minutes = ground.offer[o, PLACE], ground.offer[o, MINUTES]
    ends, fed, way = 0, NEVER if hungry else 0, 0
    if n:
        item = board.item[d, n - 1]
        early, after_lunch = board.window[d, n - 1, EARLY], board.window[d, n - 1, EARLY_FED]
        if item < 0:
            row = -1 - item
            way = ground.transfer[ground.block[row, 2], place]
            length = ground.block[row, 1] - ground.block[row, 0]
        else:
            way = ground.transfer[ground.offer[item, PLACE], place]
            length = ground.offer[item, MINUTES]
        ends = early + length if early < NEVER else NEVER
        fed = after_lunch + length if after_lunch < NEVER else NEVER
    if ends >= NEVER:
        return -1
    first = open_start(ground, board, d, o, ends + way)
    if first >= NEVER:
        return -1
    behind = first + minutes
    fed_behind = behind
    if hungry:
        ready = fed_after(ends, way, earliest, latest, lunch)
        ready = min(ready, fed + way) if fed < NEVER else ready
        second = first if ready <= ends + way else open_start(ground, board, d, o, ready)
        fed_behind = second + minutes if second < NEVER else NEVER
    if n == board.length[d]:
        return 1 if fed_behind < NEVER or max(behind, earliest) + lunch <= latest else 0
    item = board.item[d, n]
    late, later = board.window[d, n, LATE], board.window[d, n, LATE_HUNGRY]
    if item < 0:
        onward = ground.transfer[place, ground.block[-1 - item, 2]]
        shift = 0
    else:
        onward = ground.transfer[place, ground.offer[item, PLACE]]
        shift = onward
    if behind + shift > max(late, later):
        return 0
    if fed_behind < NEVER and fed_behind + shift <= late:
        return 1
    if behind + shift <= later:
        return 1
    return 1 if fed_after(behind, onward, earliest, latest, lunch) <= late else 0


@compiled_inside
def detour(ground, board, d, o, n):  # type: ignore[no-untyped-def]
    """Minutes of way that an offer before item `n` of a day adds."""
    place = ground.offer[o, PLACE]
    before, behind = -1, -1
    if n:
        item = board.item[d, n - 1]
        before = ground.block[-1 - item, 2] if item < 0 else ground.offer[item, PLACE]
    if n < board.length[d]:
        item = board.item[d, n]
        behind = ground.block[-1 - item, 2] if item < 0 else ground.offer[item, PLACE]
    more = 0
    if before >= 0:
        more += ground.transfer[before, place]
    if behind >= 0:
        more += ground.transfer[place, behind]
        if before >= 0:
            more -= ground.transfer[before, behind]
    return more


@compiled_leaf
def try_at(ground, board, d, o, n):  # type: ignore[no-untyped-def]
    """Put an offer before item `n` of a day on trial; returns the price of its hours."""
    length = board.length[d]
    for i in range(n):
        board.trial[0, i] = board.item[d, i]
    board.trial[0, n] = o
    for i in range(n, length):
        board.trial[0, i + 1] = board.item[d, i]
    return set_times(ground, board, d, length + 1)


@compiled_leaf
def halves_hold(ground, board, d, length):  # type: ignore[no-untyped-def]
    """Whether the day on trial leaves its stay the free half-days that it owes."""
    s = ground.day[d, STAY]
    owed = ground.stay[s, FREE_HALVES]
    if owed <= 0:
        return True
    first = ground.stay[s, FIRST_DAY]
    for e in range(first, first + ground.stay[s, DAYS]):
        if e != d:
            owed -= popcount(board.halves[e])
    mask = free_halves(ground, d, board.trial[0], board.trial[1], length)
    return popcount(mask) >= owed


@compiled_leaf
def best_place(ground, board, o, days, many, blink, random):  # type: ignore[no-untyped-def]
    """The best place of an offer on some days, as (points, day, position); points 0 if none.

    Each place is overlooked with the chance `blink`.
    """
    best, best_day, best_n = 0.0, -1, 0
    timed = ground.rule[TIMED]
    for i in range(many):
        d = days[i]
        if not may_hold(ground, board, d, o):
            continue
        points = worth(ground, board, d, o)
        if not board.fresh[d]:
            measure(ground, board, d)
        if points + board.price[d] <= best:
            continue
        owes = ground.stay[ground.day[d, STAY], FREE_HALVES] > 0
        soonest = ground.run[ground.run_at[d, o], 0] + ground.offer[o, MINUTES]
        for n in range(board.length[d] + 1):
            if n < board.length[d] and soonest > max(
                board.window[d, n, LATE], board.window[d, n, LATE_HUNGRY]
            ):
                continue
            fits = in_time(ground, board, d, o, n)
            if fits < 0:
                break
            if not fits or unit(random) < blink:
                continue
            total = points - ground.weight[FOR_WAY] * detour(ground, board, d, o, n)
            if total + board.price[d] <= best:
                continue
            if timed or owes:
                price = try_at(ground, board, d, o, n)
                if price >= NEVER or not halves_hold(ground, board, d, board.length[d] + 1):
                    continue
                total -= price - board.price[d]
            if total > best:
                best, best_day, best_n = total, d, n
    return best, best_day, best_n
