"""Days begun, one after the other: the labels of the programme for a group's best day (compiled).

A label is a day begun: it ends at a minute and a place, with or without lunch, and has so many
offers. One label dominates another of the same place and number of offers that ends no earlier,
is worth no more and has no more choices left.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sojourn.engine.compiled import compiled, compiled_inside
from sojourn.engine.days.dayframe import LAST_END, DayFrame, Outlook
from sojourn.engine.days.problem import Bytes, Counts, Reals

Marks = npt.NDArray[np.int64]

LONGEST = 24
"""Offers and placed events that a day may hold at most."""
ROOM = 512
"""Labels that there is room for at first."""


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


@compiled_inside
def _dominates(state: Counts, one: int, other: int, tight: bool) -> bool:
    """Whether a day begun as `one` can do all that `other` can (place and number are the same).

    Rows are told by their numbers: a row taken out of `state` costs more than the comparison.
    """
    return (
        state[one, END] <= state[other, END]
        and state[one, BEHIND] == state[other, BEHIND]
        and state[one, LUNCHED] >= state[other, LUNCHED]
        and state[one, EVENINGS] & ~state[other, EVENINGS] == 0
        and state[one, HELD] & ~state[other, HELD] == 0
        and (not tight or state[one, SPENT] <= state[other, SPENT])
    )


@compiled
def _later(then: Counts, minute: int) -> int:
    """The next minute after `minute` at which a label ends, or one after the last.

    A loop of its own, in which no label is touched, takes a tenth of the time.
    """
    minute += 1
    while minute <= LAST_END and then[minute] < 0:
        minute += 1
    return minute


@compiled
def all_labels(
    f: DayFrame, profit: Reals, outlook: Outlook, bit: Marks, least: float
) -> tuple[Labels, int, Counts, int]:
    """The labels that may become a day worth more than `least`, and those that are whole days.

    Returns the labels, how many there are, the labels that are whole days, and how many.
    """
    room = f.worth.shape[0] - 1
    offers, top = outlook.offers, outlook.most
    number = offers.shape[0]
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
    minute = 0
    while minute <= LAST_END:
        if then[minute] < 0:
            minute = _later(then, minute)
            continue
        label = then[minute]
        while label >= 0:
            following_label = labels.next_then[label]
            if not labels.alive[label]:
                label = following_label
                continue
            own = labels.state
            end, place, n, spent = (
                own[label, END],
                own[label, PLACE],
                own[label, NUMBER],
                own[label, SPENT],
            )
            behind, lunched, evenings = (
                own[label, BEHIND],
                own[label, LUNCHED],
                own[label, EVENINGS],
            )
            held, length = own[label, HELD], own[label, LENGTH]
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
            enough = f.worth[n] + max(0.0, outlook.rise) + top[end // f.step, room - n]
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
                    state = labels.state
                    state[used, END], state[used, PLACE] = stop, target
                    state[used, NUMBER], state[used, SPENT] = new_n, new_spent
                    state[used, BEHIND] = behind + 1 if j < 0 else behind
                    state[used, LUNCHED], state[used, EVENINGS] = over, new_evenings
                    state[used, HELD], state[used, LENGTH] = new_held, length + 1
                    at = target * (room + 1) + new_n
                    dominated = False
                    other = there[at]
                    last = -1
                    while other >= 0:
                        after = labels.next_there[other]
                        if labels.profit[other] >= new_worth and _dominates(
                            state, other, used, outlook.tight
                        ):
                            dominated = True
                            break
                        if new_worth >= labels.profit[other] and _dominates(
                            state, used, other, outlook.tight
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
        minute += 1
    return labels, used, whole, found
