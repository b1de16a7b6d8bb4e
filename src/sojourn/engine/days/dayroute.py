"""The best day of one group when every offer has a price: an exact dynamic programme (compiled).

A label is a day begun: it ends at a minute and a place, with or without lunch, and has so many
offers. One label dominates another of the same place and number of offers that ends no earlier,
is worth no more and has no more choices left. That no offer is on a day twice is asked only of
the offers that a best day would repeat (decremental state space relaxation: Righini and Salani,
Networks 51(3), 2008, doi:10.1002/net.20212), so few labels differ in what they hold.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sojourn.engine.compiled import compiled, compiled_inside
from sojourn.engine.days.problem import Bytes, Counts, Reals

Marks = npt.NDArray[np.int64]

LAST_END = 1_800
"""Minutes after midnight by which every day is over."""
MOST_MARKS = 62
"""Offers that a day is kept from holding twice, at most."""
LONGEST = 24
"""Offers and placed events that a day may hold at most."""
STEPS = (0.005, 0.015, 0.03, 0.06, 0.12, 0.25, 0.5)
"""Days are first looked for that are worth at most these parts less than the rough bound."""
ROOM = 512
"""Labels that there is room for at first."""


class DayFrame(NamedTuple):
    """What a group may do on a day, whatever it is worth (J offers, B placed events).

    Attributes:
        following: (J, slots + 1) first possible start at or after each slot, in minutes, or -1.
        minutes, place: (J,) length and place of each offer.
        professional: (J,) 1 for those that count as appointments.
        social: (J,) 0 for hospitality, 1 for culture, of each of which a day holds one; else -1.
        transfer: (places, places) minutes.
        blocks: (B, 3) start, end and place of placed events, which cannot be left out.
        worth: (N + 1,) points for so many professional offers; N is the most.
        step: minutes of a slot.
        spent: professional minutes at most.
        lunch: earliest, latest and minutes of lunch; 0 minutes where none is wanted.

    """

    following: Counts
    minutes: Counts
    place: Counts
    professional: Bytes
    social: Counts
    transfer: Counts
    blocks: Counts
    worth: Reals
    step: int
    spent: int
    lunch: Counts


class Labels(NamedTuple):
    """Days begun, one a row.

    Attributes:
        profit: points so far, those for the number of offers left out.
        state: end, place, number, minutes spent, placed events behind, lunch over, evenings,
            marked offers held, offers and events held.
        origin: the label before, the offer added (-1: a placed event) and its start.
        next_there: the next label of the same place and number, or -1; the last is first.
        next_then: the next label of the same end, or -1.
        alive: whether no other label dominates it.

    """

    profit: Reals
    state: Counts
    origin: Counts
    next_there: Counts
    next_then: Counts
    alive: Bytes


END, PLACE, NUMBER, SPENT, BEHIND, LUNCHED, EVENINGS, HELD, LENGTH = range(9)


@compiled
def _room(size: int) -> Labels:
    """Room for so many labels."""
    return Labels(
        np.empty(size),
        np.empty((size, 9), np.int64),
        np.empty((size, 3), np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.uint8),
    )


@compiled
def _larger(old: Labels) -> Labels:
    """The same labels with room for twice as many."""
    size = old.profit.shape[0]
    new = _room(2 * size)
    new.profit[:size] = old.profit
    new.state[:size] = old.state
    new.origin[:size] = old.origin
    new.next_there[:size] = old.next_there
    new.next_then[:size] = old.next_then
    new.alive[:size] = old.alive
    return new


@compiled_inside
def _lunch_end(ends: int, travel: int, lunch: Counts) -> int:
    """The first minute at which something may begin when lunch comes before it, or -1.

    The way lies wholly before or wholly after the meal.
    """
    eaten: int = max(ends + travel, lunch[0]) + lunch[2]
    if eaten > lunch[1]:
        eaten = max(ends, lunch[0]) + lunch[2]
        eaten = eaten + travel if eaten <= lunch[1] else -1
    return eaten


@compiled
def _rise(f: DayFrame) -> float:
    """The most that one professional offer more adds to a day by their number."""
    rise = 0.0
    for n in range(f.worth.shape[0] - 1):
        rise = max(rise, f.worth[n + 1] - f.worth[n])
    return rise


@compiled
def _worthwhile(f: DayFrame, profit: Reals, rise: float) -> Counts:
    """The offers that can add anything to a day, by their points."""
    offers = np.empty(profit.shape[0], np.int64)
    number = 0
    for j in range(profit.shape[0]):
        if f.following[j, 0] >= 0 and profit[j] + (rise if f.professional[j] else 0.0) > 0.0:
            offers[number] = j
            number += 1
    return offers[:number][np.argsort(-profit[offers[:number]])]


@compiled
def _most(f: DayFrame, profit: Reals) -> float:
    """A rough bound of what any day is worth."""
    rise = _rise(f)
    top = _most_more(f, profit, _worthwhile(f, profit, rise), rise)
    most: float = top[0, f.worth.shape[0] - 1] + f.worth[0]
    return most


@compiled
def _most_more(f: DayFrame, profit: Reals, offers: Counts, rise: float) -> Reals:
    """(slots, N + 1) the most that so many more professional offers, and others, can add.

    From each slot on, the smaller one of two bounds: the best offers that can still begin then,
    each once; and the best sequence that the hours hold, on the shortest ways, in which an offer
    may come again.
    """
    room = f.worth.shape[0] - 1
    slots = LAST_END // f.step + 2
    way = np.empty(offers.shape[0], np.int64)
    for i in range(offers.shape[0]):
        way[i] = f.transfer[f.place[offers[i]], f.place[offers[i]]]
        for other in range(offers.shape[0]):
            if other != i:
                way[i] = min(way[i], f.transfer[f.place[offers[other]], f.place[offers[i]]])
    first, last = slots, 0
    for j in offers:
        first = min(first, f.following[j, 0] // f.step)
        at = f.following.shape[1] - 1
        while f.following[j, at] < 0:
            at -= 1
        last = max(last, at)
    each = np.zeros((slots, room + 1))
    best = np.zeros(room)
    for slot in range(last, first - 1, -1):
        at = slot
        best[:] = 0.0
        hospitality, culture, others = 0.0, 0.0, 0.0
        for j in offers:
            if f.following[j, at] < 0:
                continue
            if f.professional[j]:
                worth, n = profit[j] + rise, room - 1
                if n < 0 or worth <= best[n]:
                    continue
                while n > 0 and best[n - 1] < worth:
                    best[n] = best[n - 1]
                    n -= 1
                best[n] = worth
            elif f.social[j] == 0:
                hospitality = max(hospitality, profit[j])
            elif f.social[j] == 1:
                culture = max(culture, profit[j])
            else:
                others += max(0.0, profit[j])
        each[slot, 0] = others + hospitality + culture
        for n in range(room):
            each[slot, n + 1] = each[slot, n] + best[n]
    held = np.zeros((slots, room + 1))
    for slot in range(last, first - 1, -1):
        for n in range(room + 1):
            held[slot, n] = held[slot + 1, n]
        for i in range(offers.shape[0]):
            j = offers[i]
            at = slot + way[i] // f.step
            if at >= f.following.shape[1] or f.following[j, at] < 0:
                continue
            after = (f.following[j, at] + f.minutes[j]) // f.step
            after = min(max(after, slot + 1), slots - 1)
            for n in range(room + 1):
                if f.professional[j] and n > 0:
                    worth = profit[j] + rise + held[after, n - 1]
                elif not f.professional[j]:
                    worth = profit[j] + held[after, n]
                else:
                    continue
                held[slot, n] = max(held[slot, n], worth)
    for slot in range(first, last + 1):
        for n in range(room + 1):
            each[slot, n] = min(each[slot, n], held[slot, n])
    each[:first] = each[min(first, slots - 1)]
    return each


@compiled_inside
def _dominates(one: Counts, other: Counts, strict: bool) -> bool:
    """Whether a day begun as `one` can do all that `other` can (place and number are the same)."""
    return (
        one[END] <= other[END]
        and one[BEHIND] == other[BEHIND]
        and one[LUNCHED] >= other[LUNCHED]
        and one[EVENINGS] & ~other[EVENINGS] == 0
        and one[HELD] & ~other[HELD] == 0
        and (not strict or one[SPENT] <= other[SPENT])
    )


@compiled
def _all_labels(
    f: DayFrame, profit: Reals, bit: Marks, least: float
) -> tuple[Labels, int, Counts, int]:
    """The labels that may become a day worth more than `least`, and those that are whole days.

    Returns the labels, how many there are, the labels that are whole days, and how many.
    """
    room = f.worth.shape[0] - 1
    rise = _rise(f)
    offers = _worthwhile(f, profit, rise)
    number = offers.shape[0]
    longest = 0
    for i in range(number):
        longest += int(f.minutes[offers[i]]) if f.professional[offers[i]] else 0
    strict = f.spent < longest
    top = _most_more(f, profit, offers, rise)
    blocks = f.blocks.shape[0]
    places = f.transfer.shape[0]
    labels = _room(ROOM)
    there = np.full((places + 1) * (room + 1), -1, np.int64)
    then = np.full(LAST_END + 1, -1, np.int64)
    labels.profit[0] = 0.0
    labels.state[0, :] = 0
    labels.state[0, PLACE] = places
    labels.state[0, LUNCHED] = 0 if f.lunch[2] > 0 else 1
    labels.origin[0, :] = -1
    labels.next_there[0] = -1
    labels.next_then[0] = -1
    labels.alive[0] = 1
    then[0] = 0
    used = 1
    whole = np.empty(64, np.int64)
    found = 0
    for minute in range(LAST_END + 1):
        label = then[minute]
        while label >= 0:
            following_label = labels.next_then[label]
            if not labels.alive[label]:
                label = following_label
                continue
            end, place, n, spent, behind, lunched, evenings, held, length = labels.state[label]
            worth = labels.profit[label]
            eaten = lunched or max(end, f.lunch[0]) + f.lunch[2] <= f.lunch[1]
            if behind == blocks and eaten and worth + f.worth[n] > least:
                if found == whole.shape[0]:
                    grown = np.empty(2 * found, np.int64)
                    grown[:found] = whole
                    whole = grown
                whole[found] = label
                found += 1
            limit = f.blocks[behind, 0] if behind < blocks else LAST_END
            enough = f.worth[n] + max(0.0, rise) + top[end // f.step, room - n]
            for candidate in range(-1 if behind < blocks else 0, number):
                j = -1 if candidate < 0 else offers[candidate]
                if length >= LONGEST:
                    break
                if j >= 0:
                    # The offers come by their points: from here on all are worth too little.
                    if worth + profit[j] + enough <= least:
                        break
                    if f.professional[j]:
                        if n >= room or spent + f.minutes[j] > f.spent:
                            continue
                    elif f.social[j] >= 0 and evenings >> f.social[j] & 1:
                        continue
                    if held & bit[j]:
                        continue
                    target = f.place[j]
                else:
                    target = f.blocks[behind, 2]
                travel = f.transfer[place, target] if place < places else 0
                rested = -1 if lunched else _lunch_end(end, travel, f.lunch)
                before = -1
                for turn in range(1 if lunched else 2):
                    if j < 0:
                        if turn == 1:
                            break
                        start, stop = f.blocks[behind, 0], f.blocks[behind, 1]
                    else:
                        ready = end + travel if turn == 0 else rested
                        slot = (ready + f.step - 1) // f.step
                        if ready < 0 or slot >= f.following.shape[1]:
                            break
                        start = f.following[j, slot]
                        stop = start + f.minutes[j]
                        if start < 0 or start == before or stop > limit:
                            break
                        before = start
                    over = 1 if lunched or (rested >= 0 and rested <= start) else 0
                    if not over and max(stop, f.lunch[0]) + f.lunch[2] > f.lunch[1]:
                        continue
                    new_worth, new_n = worth, n
                    new_spent, new_evenings, new_held = spent, evenings, held
                    if j >= 0:
                        new_worth += profit[j]
                        new_held |= bit[j]
                        if f.professional[j]:
                            new_n += 1
                            new_spent += f.minutes[j]
                        elif f.social[j] >= 0:
                            new_evenings |= 1 << f.social[j]
                    stop = min(max(stop, end + 1), LAST_END)
                    bound = new_worth + f.worth[new_n] + top[stop // f.step, room - new_n]
                    if bound <= least:
                        continue
                    if used == labels.profit.shape[0]:
                        labels = _larger(labels)
                    state = labels.state[used]
                    state[END], state[PLACE], state[NUMBER] = stop, target, new_n
                    state[SPENT], state[LUNCHED] = new_spent, over
                    state[BEHIND] = behind + 1 if j < 0 else behind
                    state[EVENINGS], state[HELD], state[LENGTH] = new_evenings, new_held, length + 1
                    at = target * (room + 1) + new_n
                    dominated = False
                    other = there[at]
                    last = -1
                    while other >= 0:
                        after = labels.next_there[other]
                        if labels.profit[other] >= new_worth and _dominates(
                            labels.state[other], state, strict
                        ):
                            dominated = True
                            break
                        if new_worth >= labels.profit[other] and _dominates(
                            state, labels.state[other], strict
                        ):
                            if labels.state[other, END] > minute:
                                labels.alive[other] = 0
                            if last < 0:
                                there[at] = after
                            else:
                                labels.next_there[last] = after
                        else:
                            last = other
                        other = after
                    if dominated:
                        continue
                    labels.profit[used] = new_worth
                    labels.origin[used, 0], labels.origin[used, 1] = label, j
                    labels.origin[used, 2] = start
                    labels.alive[used] = 1
                    labels.next_there[used] = there[at]
                    there[at] = used
                    labels.next_then[used] = then[stop]
                    then[stop] = used
                    used += 1
            label = following_label
    return labels, used, whole, found


@compiled
def best_routes(
    f: DayFrame, profit: Reals, marked: Marks, least: float, wanted: int
) -> tuple[float, Reals, Counts, Counts, Counts]:
    """The best days worth more than `least` points.

    Args:
        f: what the day may hold.
        profit: (J,) points of each offer.
        marked: (J,) 1 for offers that are kept from repeating; more are marked on the way.
        least: what a day must exceed to be of interest.
        wanted: days to return at most.

    Returns:
        an upper bound of every day's points (exact unless more than `MOST_MARKS` offers would
        have to be marked; `least` if no day exceeds it); points (wanted,), best first, numbers of
        offers (wanted,), offers and starts (wanted, LONGEST) of the best days without repetition.

    """
    points = np.full(wanted, -np.inf)
    lengths = np.zeros(wanted, np.int64)
    chosen = np.full((wanted, LONGEST), -1, np.int64)
    begun = np.full((wanted, LONGEST), -1, np.int64)
    bound = least
    path = np.empty(LONGEST, np.int64)
    times = np.empty(LONGEST, np.int64)
    step, hoped = 0, 0.0
    while True:
        bit = np.zeros(profit.shape[0], np.int64)
        marks = 0
        for j in range(profit.shape[0]):
            if marked[j] and marks < MOST_MARKS:
                bit[j] = 1 << marks
                marks += 1
        hoped = _most(f, profit) if step == 0 else hoped
        while True:
            aim = least
            if step < len(STEPS):
                aim = max(least, hoped - STEPS[step] * abs(hoped))
            labels, _, whole, found = _all_labels(f, profit, bit, aim)
            if aim == least or found >= wanted:
                break
            step += 1
        total = np.empty(found)
        for i in range(found):
            total[i] = labels.profit[whole[i]] + f.worth[labels.state[whole[i], NUMBER]]
        order = np.argsort(-total)
        points[:] = -np.inf
        bound = least
        again = False
        kept = 0
        for rank in range(found):
            label = whole[order[rank]]
            if rank == 0:
                bound = total[order[0]]
            length = 0
            twice = False
            while label > 0:
                j = labels.origin[label, 1]
                if j >= 0:
                    for i in range(length):
                        if path[i] == j:
                            twice = True
                            if not marked[j] and marks < MOST_MARKS and rank == 0:
                                marked[j] = 1
                                again = True
                    path[length], times[length] = j, labels.origin[label, 2]
                    length += 1
                label = labels.origin[label, 0]
            if again:
                break
            if twice:
                continue
            points[kept], lengths[kept] = total[order[rank]], length
            for i in range(length):
                chosen[kept, i], begun[kept, i] = path[length - 1 - i], times[length - 1 - i]
            kept += 1
            if kept == wanted:
                break
        if not again:
            return bound, points, lengths, chosen, begun
