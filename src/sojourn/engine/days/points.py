"""The value of one day, the rest of the plan given: what each step of it adds (kernels)."""

from __future__ import annotations

import numpy as np

from sojourn.engine.compiled import compiled, compiled_inside
from sojourn.engine.days.arrays import (
    CLOSES,
    EARLIEST,
    LATE,
    LATEST,
    LUNCH,
    OPENS,
    PATIENCE,
    READY,
    REPEATED,
    REST_LOST,
    STEP,
    WAITING,
    WANTS_LUNCH,
)


@compiled_inside
def lunch_after(ends, travel, earliest, latest, minutes):  # type: ignore[no-untyped-def]
    """The first minute at which the next event may start when lunch comes before it; -1: never.

    `travel` lies wholly before or wholly after the meal.
    """
    eaten = max(ends + travel, earliest) + minutes
    if eaten <= latest:
        return eaten
    eaten = max(ends, earliest) + minutes
    if eaten <= latest:
        return eaten + travel
    return -1


@compiled_inside
def lunch_left(given, ends):  # type: ignore[no-untyped-def]
    """Whether lunch is still possible when nothing comes after the minute `ends`."""
    settings = given.settings
    return max(ends, settings[EARLIEST]) + settings[LUNCH] <= settings[LATEST]


@compiled_inside
def popcount(mask):  # type: ignore[no-untyped-def]
    """The number of ones in `mask`."""
    count = 0
    while mask:
        mask &= mask - 1
        count += 1
    return count


@compiled_inside
def gap(shown, given, ends, place, starts, target, lunched):  # type: ignore[no-untyped-def]
    """What lies between two events: whether lunch is over after it, and its price.

    The first event of a day (`place` -1) has a price where the night before it is short.
    """
    settings = given.settings
    travel = shown.transfer[place, target] if place >= 0 else 0
    earliest, latest, minutes = settings[EARLIEST], settings[LATEST], settings[LUNCH]
    over = lunched
    if not lunched:
        ready = lunch_after(ends, travel, earliest, latest, minutes)
        if ready >= 0 and ready <= starts:
            over = 1
    if place < 0:
        return over, given.prices[REST_LOST] * max(0, settings[READY] - starts)
    free_morning = ends <= settings[OPENS] and earliest <= starts
    if free_morning or (ends <= latest and settings[CLOSES] <= starts):
        return over, 0.0
    wait = starts - ends - travel
    if min(starts, latest) - max(ends, earliest) >= minutes:
        wait -= minutes
    return over, given.prices[WAITING] * max(0, wait - settings[PATIENCE])


@compiled_inside
def end_value(given, ends, spent):  # type: ignore[no-untyped-def]
    """Points of a day as a whole: its professional minutes, less a late end."""
    value = given.pace_value[min(spent, given.pace_value.shape[0] - 1)]
    return value - given.prices[REST_LOST] * max(0, ends - given.settings[LATE])


@compiled_inside
def offer_points(shown, given, offer, left, met, number, levels, kinds):  # type: ignore[no-untyped-def]
    """Points of one more offer, its organisation apart, and the levels and kinds met with it.

    `left` is what the day has left of each theme, `met` how often it has met each objective,
    `number` its professional offers so far; `levels` and `kinds` are masks.
    """
    points = -given.price[offer]
    for t in range(left.shape[0]):
        if shown.fading[offer, t] < 1.0:
            points += given.need[t] * left[t] * (1.0 - shown.fading[offer, t])
    for o in range(met.shape[0]):
        if shown.objectives[offer, o] and met[o] < given.objective_gain.shape[1]:
            points += given.objective_gain[o, met[o]]
    if shown.professional[offer]:
        points += given.count_value[number + 1] - given.count_value[number]
    level = shown.level[offer]
    if level >= 0 and not levels >> level & 1:
        points += given.level_gain[level]
        levels |= 1 << level
    kind = shown.kind[offer]
    if not given.kinds_met[kind] and not kinds >> kind & 1:
        seen = popcount(kinds)
        for k in range(given.kinds_met.shape[0]):
            seen += given.kinds_met[k]
        points += given.kinds_value[seen + 1] - given.kinds_value[seen]
        kinds |= 1 << kind
    if shown.social[offer] >= 0:
        points += given.social_gain[shown.social[offer]]
    return points, levels, kinds


@compiled_inside
def repeated(shown, given, offer, others, many):  # type: ignore[no-untyped-def]
    """Price of an offer whose organisation was met before, or is by one of `many` others."""
    organisation = shown.organisation[offer]
    if organisation < 0:
        return 0.0
    if given.met_organisation[organisation]:
        return given.prices[REPEATED]
    for n in range(many):
        if others[n] >= 0 and shown.organisation[others[n]] == organisation:
            return given.prices[REPEATED]
    return 0.0


@compiled
def day_value(shown, given, chosen, begun):  # type: ignore[no-untyped-def]
    """The value of a day of `chosen` offers that begin at `begun`; -inf without its lunch.

    Nothing else is asked about what is possible.
    """
    blocks = given.blocks.shape[0]
    left = np.ones(shown.fading.shape[1])
    met = np.zeros(shown.objectives.shape[1], dtype=np.int64)
    lunched = 0 if given.settings[WANTS_LUNCH] else 1
    at, here, behind, number, spent, levels, kinds = 0, -1, 0, 0, 0, 0, 0
    total = 0.0
    n = 0
    while n < chosen.shape[0] or behind < blocks:
        if behind < blocks and (n >= chosen.shape[0] or given.blocks[behind, 0] <= begun[n]):
            start, end, target = given.blocks[behind]
            lunched, price = gap(shown, given, at, here, start, target, lunched)
            total -= price
            behind += 1
            at, here = end, target
            continue
        offer, start = chosen[n], begun[n]
        target = shown.place[offer]
        lunched, price = gap(shown, given, at, here, start, target, lunched)
        points, levels, kinds = offer_points(shown, given, offer, left, met, number, levels, kinds)
        total += points - price - repeated(shown, given, offer, chosen, n)
        for t in range(left.shape[0]):
            left[t] *= shown.fading[offer, t]
        for o in range(met.shape[0]):
            met[o] += shown.objectives[offer, o]
        if shown.professional[offer]:
            number += 1
            spent += shown.minutes[offer]
        n += 1
        at, here = start + shown.minutes[offer], target
    if not lunched and not lunch_left(given, at):
        return -np.inf
    return total + end_value(given, at, spent)


@compiled
def tightened(shown, given, chosen, begun):  # type: ignore[no-untyped-def]
    """Start what comes before a wait later where that makes the day better, in place.

    Returns the value of the day.
    """
    step = given.settings[STEP]
    value = day_value(shown, given, chosen, begun)
    for n in range(chosen.shape[0] - 2, -1, -1):
        offer, old = chosen[n], begun[n]
        way = shown.transfer[shown.place[offer], shown.place[chosen[n + 1]]]
        slot = (begun[n + 1] - way - shown.minutes[offer]) // step
        while slot * step > old and not given.starts[offer, slot]:
            slot -= 1
        if slot * step <= old:
            continue
        begun[n] = slot * step
        later = day_value(shown, given, chosen, begun)
        if later > value + 1e-9:
            value = later
        else:
            begun[n] = old
    return value
