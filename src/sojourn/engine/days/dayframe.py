"""What a group may do on a day, and what it could be worth at given prices (compiled)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sojourn.engine.compiled import compiled
from sojourn.engine.days.problem import Bytes, Counts, Reals

LAST_END = 1_800
"""Minutes after midnight by which every day is over."""


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


@compiled
def rise_of(f: DayFrame) -> float:
    """The most that one professional offer more adds to a day by their number."""
    rise = 0.0
    for n in range(f.worth.shape[0] - 1):
        rise = max(rise, f.worth[n + 1] - f.worth[n])
    return rise


@compiled
def worthwhile(f: DayFrame, profit: Reals, rise: float) -> Counts:
    """The offers that can add anything to a day, by their points."""
    offers = np.empty(profit.shape[0], np.int64)
    number = 0
    for j in range(profit.shape[0]):
        if f.following[j, 0] >= 0 and profit[j] + (rise if f.professional[j] else 0.0) > 0.0:
            offers[number] = j
            number += 1
    return offers[:number][np.argsort(-profit[offers[:number]])]


@compiled
def most_more(f: DayFrame, profit: Reals, offers: Counts, rise: float) -> Reals:
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


class Outlook(NamedTuple):
    """What a day could be worth at given prices, whatever it begins with.

    Attributes:
        offers: those that can add anything, by their points.
        most: (slots, N + 1) the most that so many more professional offers, and others, can add
            from each slot on.
        rise: the most that one professional offer more adds by their number.
        tight: whether professional minutes can run out.

    """

    offers: Counts
    most: Reals
    rise: float
    tight: bool


@compiled
def outlook_of(f: DayFrame, profit: Reals) -> Outlook:
    """The outlook of a day at `profit` (J,) points of each offer."""
    rise = rise_of(f)
    offers = worthwhile(f, profit, rise)
    longest = 0
    for j in offers:
        longest += f.minutes[j] if f.professional[j] else 0
    return Outlook(offers, most_more(f, profit, offers, rise), rise, f.spent < longest)
