"""When the visits of one day can begin: earliest and latest times, and the starts that are best."""

from __future__ import annotations

from sojourn.engine.compiled import compiled_inside, compiled_leaf
from sojourn.engine.days.board import Board
from sojourn.engine.days.ground import (
    AFTER,
    BEFORE,
    CLOSES,
    DAYS,
    EARLIEST,
    FIRST_DAY,
    FOR_REST,
    FOR_WAITING,
    FREE_HALVES,
    IDLE_MINUTES,
    LATEST,
    LUNCH,
    MINUTES,
    OPENS,
    PLACE,
    REST,
    STAY,
    WANTS_LUNCH,
    Ground,
)
from sojourn.engine.days.points import lunch_after, popcount
from sojourn.engine.days.problem import Counts
from sojourn.engine.days.starts import NEVER, open_start, shut_start

EARLY, EARLY_FED, LATE, LATE_HUNGRY = range(4)
"""Columns of `Board.window`."""


@compiled_inside
def lunch_until(limit: int, travel: int, earliest: int, latest: int, minutes: int) -> int:
    """The last end of a visit so that lunch and the way fit before `limit`; -`NEVER`: none."""
    last = -NEVER
    eaten = min(latest, limit) - minutes
    if eaten >= earliest:
        last = eaten - travel
    eaten = min(latest, limit - travel) - minutes
    if eaten >= earliest:
        last = max(last, eaten)
    return last


@compiled_inside
def fed_after(ends: int, travel: int, earliest: int, latest: int, minutes: int) -> int:
    """`lunch_after`, `NEVER` where it is impossible."""
    ready = lunch_after(ends, travel, earliest, latest, minutes) if ends < NEVER else -1
    return ready if ready >= 0 else NEVER


@compiled_leaf
def keep_halves(ground: Ground, board: Board, d: int) -> None:
    """Mark the half-days that a day must leave free because its stay has no more than it owes."""
    s = ground.day[d, STAY]
    owed = ground.stay[s, FREE_HALVES]
    board.kept[d] = 0
    if owed > 0:
        first = ground.stay[s, FIRST_DAY]
        for e in range(first, first + ground.stay[s, DAYS]):
            owed -= popcount(board.halves[e])
        if owed >= 0:
            board.kept[d] = board.halves[d]


@compiled_inside
def span_first(ground: Ground, board: Board, d: int) -> int:
    """The first minute of a day that holds anything."""
    first: int = board.start[d, 0]
    return first


@compiled_inside
def span_last(ground: Ground, board: Board, d: int) -> int:
    """The last minute of a day that holds anything."""
    n = board.length[d] - 1
    item = board.item[d, n]
    last: int = ground.block[-1 - item, 1]
    if item >= 0:
        last = board.start[d, n] + ground.offer[item, MINUTES]
    return last


@compiled_leaf
def time_price(
    ground: Ground, board: Board, d: int, items: Counts, starts: Counts, length: int
) -> float:
    """Points lost on a day by waiting and by short nights; infinite without its lunch.

    The same as `sojourn.engine.days.points.gap` and `end_value` take.
    """
    if not length:
        return 0.0
    s = ground.day[d, STAY]
    stay = ground.stay[s]
    earliest, latest, lunch = stay[EARLIEST], stay[LATEST], stay[LUNCH]
    fed = not ground.day[d, WANTS_LUNCH]
    ends, here, price = 0, -1, 0.0
    for n in range(length):
        item, start = items[n], starts[n]
        place = ground.block[-1 - item, 2] if item < 0 else ground.offer[item, PLACE]
        way = ground.transfer[here, place] if here >= 0 else 0
        if not fed:
            ready = lunch_after(ends, way, earliest, latest, lunch)
            fed = ready >= 0 and ready <= start
        if here < 0:
            before = ground.day[d, BEFORE]
            if before >= 0 and board.length[before]:
                ready = span_last(ground, board, before) + ground.rule[REST] - 1440
                price += ground.rate[s, FOR_REST] * max(0, ready - start)
        elif not (
            (ends <= stay[OPENS] and earliest <= start)
            or (ends <= latest and stay[CLOSES] <= start)
        ):
            wait = start - ends - way
            if min(start, latest) - max(ends, earliest) >= lunch:
                wait -= lunch
            price += ground.rate[s, FOR_WAITING] * max(0, wait - ground.rule[IDLE_MINUTES])
        ends = ground.block[-1 - item, 1] if item < 0 else start + ground.offer[item, MINUTES]
        here = place
    if not fed and max(ends, earliest) + lunch > latest:
        return float(NEVER)
    after = ground.day[d, AFTER]
    if after >= 0 and board.length[after]:
        late = span_first(ground, board, after) + 1440 - ground.rule[REST]
        price += ground.rate[s, FOR_REST] * max(0, ends - late)
    return price


@compiled_leaf
def measure(ground: Ground, board: Board, d: int) -> None:
    """Find the earliest and latest starts of what is on a day."""
    keep_halves(ground, board, d)
    stay = ground.stay[ground.day[d, STAY]]
    earliest, latest, lunch = stay[EARLIEST], stay[LATEST], stay[LUNCH]
    hungry = ground.day[d, WANTS_LUNCH]
    length = board.length[d]
    window = board.window[d]
    ends, fed, here, fixed = 0, NEVER if hungry else 0, -1, False
    for n in range(length):
        item = board.item[d, n]
        place = ground.block[-1 - item, 2] if item < 0 else ground.offer[item, PLACE]
        way = ground.transfer[here, place] if here >= 0 else 0
        rested = fed_after(ends, way, earliest, latest, lunch) if hungry else NEVER
        if item < 0:
            starts, behind = ground.block[-1 - item, 0], ground.block[-1 - item, 1]
            window[n, EARLY] = starts if ends <= starts or (fixed and ends < NEVER) else NEVER
            on_time = fed <= starts or (fixed and fed < NEVER) or rested <= starts
            window[n, EARLY_FED] = starts if on_time else NEVER
            ends = behind if window[n, EARLY] < NEVER else NEVER
            fed = behind if on_time else NEVER
            fixed = True
        else:
            minutes = ground.offer[item, MINUTES]
            first = open_start(ground, board, d, item, ends + way if ends < NEVER else NEVER)
            ready = min(rested, fed + way) if fed < NEVER else rested
            second = first if ready <= ends + way else open_start(ground, board, d, item, ready)
            window[n, EARLY], window[n, EARLY_FED] = first, second
            ends = first + minutes if first < NEVER else NEVER
            fed = second + minutes if second < NEVER else NEVER
            fixed = False
        here = place
    until, starving = NEVER, latest - lunch if earliest + lunch <= latest else -NEVER
    for n in range(length - 1, -1, -1):
        item = board.item[d, n]
        if n < length - 1:
            behind = board.item[d, n + 1]
            place = ground.block[-1 - item, 2] if item < 0 else ground.offer[item, PLACE]
            target = ground.block[-1 - behind, 2] if behind < 0 else ground.offer[behind, PLACE]
            way = ground.transfer[place, target]
            shift = 0 if behind < 0 else way
            late, later = window[n + 1, LATE], window[n + 1, LATE_HUNGRY]
            until = late - shift
            starving = later - shift
            if late > -NEVER:
                starving = max(starving, lunch_until(late, way, earliest, latest, lunch))
            if item < 0 and behind < 0:
                until = NEVER if late > -NEVER else -NEVER
                starving = NEVER if later > -NEVER else starving
        if item < 0:
            starts, ends = ground.block[-1 - item, 0], ground.block[-1 - item, 1]
            window[n, LATE] = starts if ends <= until else -NEVER
            window[n, LATE_HUNGRY] = starts if ends <= starving else -NEVER
        else:
            minutes = ground.offer[item, MINUTES]
            window[n, LATE] = shut_start(ground, board, d, item, until - minutes)
            window[n, LATE_HUNGRY] = shut_start(ground, board, d, item, starving - minutes)
    items, starts = board.item[d], board.start[d]
    board.price[d] = time_price(ground, board, d, items, starts, length)
    board.fresh[d] = 1


@compiled_inside
def run_through(
    ground: Ground, board: Board, d: int, items: Counts, starts: Counts, length: int, pause: int
) -> bool:
    """Begin everything as early as possible, with lunch kept before item `pause` (-1: nowhere).

    Returns whether that is possible, lunch apart.
    """
    stay = ground.stay[ground.day[d, STAY]]
    ends, here, fixed = 0, -1, False
    possible = True
    for n in range(length):
        item = items[n]
        place = ground.block[-1 - item, 2] if item < 0 else ground.offer[item, PLACE]
        way = ground.transfer[here, place] if here >= 0 else 0
        ready = ends if item < 0 else ends + way
        if n == pause:
            ready = fed_after(ends, way, stay[EARLIEST], stay[LATEST], stay[LUNCH])
        if item < 0:
            starts[n], ends = ground.block[-1 - item, 0], ground.block[-1 - item, 1]
            possible = possible and (ready <= starts[n] or (fixed and n != pause))
        else:
            starts[n] = open_start(ground, board, d, item, ready)
            possible = possible and starts[n] < NEVER
            ends = starts[n] + ground.offer[item, MINUTES]
        if not possible:
            break
        fixed = item < 0
        here = place
    return possible


@compiled_leaf
def begin(ground: Ground, board: Board, d: int, starts: Counts, length: int, pause: int) -> bool:
    """`run_through` of the items on trial."""
    return run_through(ground, board, d, board.trial[0], starts, length, pause)


@compiled_leaf
def set_times(ground: Ground, board: Board, d: int, length: int) -> float:
    """Give the items of `Board.trial` good starts; returns their price, `NEVER` if impossible.

    As early as possible, lunch where it comes by itself or before any of the items, then what
    comes before a wait later; or everything as late as the last item lets it, then earlier.
    """
    items, starts, others = board.trial[0], board.trial[1], board.trial[2]
    price = float(NEVER)
    for pause in range(-1, length):
        if price <= 0.0:
            break
        possible = begin(ground, board, d, others, length, pause)
        if not possible:
            if pause < 0:
                return price
            continue
        other = time_price(ground, board, d, items, others, length)
        if other > 0.0 and other < NEVER:
            other = tighten(ground, board, d, length, other)
        if other < price:
            price = other
            for n in range(length):
                starts[n] = others[n]
    if price > 0.0 and price < NEVER:
        for n in range(length):
            others[n] = starts[n]
        other = loosen(ground, board, d, length)
        if other < price - 1e-9:
            price = other
            for n in range(length):
                starts[n] = others[n]
    return price


@compiled_inside
def latest_before(ground: Ground, board: Board, d: int, starts: Counts, n: int) -> int:
    """The latest start of an offer on trial that leaves time for the way to what follows."""
    item, behind = board.trial[0, n], board.trial[0, n + 1]
    target = ground.block[-1 - behind, 2] if behind < 0 else ground.offer[behind, PLACE]
    way = ground.transfer[ground.offer[item, PLACE], target]
    return shut_start(ground, board, d, item, starts[n + 1] - way - ground.offer[item, MINUTES])


@compiled_leaf
def tighten(ground: Ground, board: Board, d: int, length: int, price: float) -> float:
    """Begin later what comes before a wait where that is no worse; returns the day's price."""
    items, starts = board.trial[0], board.trial[2]
    for n in range(length - 2, -1, -1):
        if items[n] < 0:
            continue
        old = starts[n]
        later = latest_before(ground, board, d, starts, n)
        if later <= old:
            continue
        starts[n] = later
        other = time_price(ground, board, d, items, starts, length)
        if other < price + 1e-9:
            price = min(price, other)
        else:
            starts[n] = old
    return price


@compiled_leaf
def loosen(ground: Ground, board: Board, d: int, length: int) -> float:
    """Begin all as late as the last item lets it, then earlier what is better so.

    Returns the day's price.
    """
    items, starts = board.trial[0], board.trial[2]
    for n in range(length - 2, -1, -1):
        if items[n] >= 0:
            starts[n] = max(starts[n], latest_before(ground, board, d, starts, n))
    price = time_price(ground, board, d, items, starts, length)
    ends, here = 0, -1
    for n in range(length):
        item = items[n]
        if item < 0:
            ends, here = ground.block[-1 - item, 1], ground.block[-1 - item, 2]
            continue
        old = starts[n]
        way = ground.transfer[here, ground.offer[item, PLACE]] if here >= 0 else 0
        starts[n] = min(old, open_start(ground, board, d, item, ends + way))
        if starts[n] < old:
            other = time_price(ground, board, d, items, starts, length)
            if other < price - 1e-9:
                price = other
            else:
                starts[n] = old
        ends, here = starts[n] + ground.offer[item, MINUTES], ground.offer[item, PLACE]
    return price
