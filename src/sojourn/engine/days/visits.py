"""Single visits of a city's solution: what one more is worth, where it fits, how it is made."""

from __future__ import annotations

from sojourn.engine.compiled import compiled_inside, compiled_leaf
from sojourn.engine.days.board import Board, enter, free_halves, leave, refresh
from sojourn.engine.days.ground import (
    AFTER,
    BEFORE,
    DATE,
    DAYS,
    EARLIEST,
    FIRST_BLOCK,
    FIRST_DAY,
    FOR_WAY,
    FREE_HALVES,
    LAST_BLOCK,
    LATEST,
    LUNCH,
    MINUTES,
    MINUTES_LEFT,
    MOST,
    PLACE,
    PROFESSIONAL,
    ROOM,
    SOCIAL,
    STAY,
    TIMED,
    VISITS,
    WANTS_LUNCH,
    Ground,
)
from sojourn.engine.days.points import popcount
from sojourn.engine.days.problem import Counts
from sojourn.engine.days.starts import NEVER, open_start
from sojourn.engine.days.tour import (
    EARLY,
    EARLY_FED,
    LATE,
    LATE_HUNGRY,
    fed_after,
    measure,
    set_times,
    time_price,
)
from sojourn.engine.days.worth import worth
from sojourn.engine.draws import Generator, unit


@compiled_inside
def may_hold(ground: Ground, board: Board, d: int, o: int) -> bool:
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
    possible: bool = board.visits[o] < ground.offer[o, VISITS]
    if board.visits[o]:
        s = ground.day[d, STAY]
        for other in range(board.held.shape[1]):
            if board.held[o, other] >= 0 and (other == s or ground.clash[s, other]):
                possible = False
    return possible


@compiled_inside
def in_time(ground: Ground, board: Board, d: int, o: int, n: int) -> int:
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
def detour(ground: Ground, board: Board, d: int, o: int, n: int) -> int:
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
def try_at(ground: Ground, board: Board, d: int, o: int, n: int) -> float:
    """Put an offer before item `n` of a day on trial; returns the price of its hours."""
    length = board.length[d]
    for i in range(n):
        board.trial[0, i] = board.item[d, i]
    board.trial[0, n] = o
    for i in range(n, length):
        board.trial[0, i + 1] = board.item[d, i]
    return set_times(ground, board, d, length + 1)


@compiled_leaf
def halves_hold(ground: Ground, board: Board, d: int, length: int) -> bool:
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
    enough: bool = popcount(mask) >= owed
    return enough


@compiled_leaf
def best_place(
    ground: Ground, board: Board, o: int, days: Counts, many: int, blink: float, random: Generator
) -> tuple[float, int, int]:
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


@compiled_leaf
def remember(ground: Ground, board: Board, d: int) -> None:
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
def unsettle(ground: Ground, board: Board, d: int) -> None:
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
def unsettle_others(ground: Ground, board: Board, d: int, o: int) -> None:
    """The same for the days of other groups that are at an offer on the date of a day."""
    if ground.offer[o, VISITS] > 1:
        for other in range(board.held.shape[1]):
            e = board.held[o, other]
            if e >= 0 and ground.day[e, DATE] == ground.day[d, DATE]:
                board.fresh[e] = 0


@compiled_leaf
def refresh_all(ground: Ground, board: Board, s: int) -> None:
    """Sum anew what a stay and those that share people with it could still have."""
    refresh(ground, board, s)
    for other in range(ground.clash.shape[0]):
        if other != s and ground.clash[s, other]:
            refresh(ground, board, other)


@compiled_leaf
def take_trial(ground: Ground, board: Board, d: int, length: int) -> None:
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
def insert(ground: Ground, board: Board, d: int, o: int, n: int) -> float:
    """Put an offer before item `n` of a day; returns the points gained, 0 if it cannot be."""
    if not board.fresh[d]:
        measure(ground, board, d)
    points: float = worth(ground, board, d, o) + board.price[d]
    price = try_at(ground, board, d, o, n)
    if price >= NEVER or not halves_hold(ground, board, d, board.length[d] + 1):
        return 0.0
    remember(ground, board, d)
    enter(ground, board, d, o, board.trial[1, n])
    take_trial(ground, board, d, board.length[d] + 1)
    refresh_all(ground, board, ground.day[d, STAY])
    return points - price


@compiled_leaf
def take_out(ground: Ground, board: Board, d: int, first: int, behind: int) -> tuple[int, float]:
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
def remove(ground: Ground, board: Board, d: int, first: int, behind: int) -> float:
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
    total: float = lost - before
    return total + (price if price < NEVER else 0.0)


@compiled_leaf
def undo(ground: Ground, board: Board) -> None:
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
def settle(board: Board) -> None:
    """Forget what days were before the move."""
    for i in range(board.changed[-1]):
        board.touched[board.changed[i]] = 0
    board.changed[-1] = 0
