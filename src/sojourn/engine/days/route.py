"""The best day of one group, the rest of the plan given: a dynamic programme over its hours.

Labels are days begun: they end at a minute and a place, with or without lunch, and carry what
they have met, so that their value is exact whatever was chosen before. Buckets of a quarter of an
hour hold the `width` best labels each; with a wide beam the day is optimal.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from sojourn.engine.days.problem import Bytes, Counts, Reals

BUCKET = 15
"""Minutes of a bucket of labels."""
BUCKETS = 100
LONGEST = 24
"""Offers and placed events that a day may hold at most."""


class Shown(NamedTuple):
    """What a city offers; arrays by offer as in `sojourn.engine.days.problem.City`."""

    minutes: Counts
    place: Counts
    level: Counts
    kind: Counts
    organisation: Counts
    professional: Bytes
    social: Counts
    fading: Reals
    objectives: Bytes
    transfer: Counts


class Given(NamedTuple):
    """A group's day and what everything on it is worth, the rest of the plan given.

    Attributes:
        starts: possible starts; shape (offers, slots).
        blocks: placed events as rows of start, end, place; they cannot be left out.
        price: points that each offer costs.
        need: points still to be had from each theme by all who are present.
        objective_gain: points for the first, second … meeting of an objective.
        level_gain: points for each level, met for the first time.
        kinds_met: 1 for the kinds of offers met on other days.
        kinds_value: points for the number of kinds met.
        met_organisation: 1 for organisations met on other days.
        social_gain: points for hospitality and for culture on this day.
        count_value: points for the number of professional offers chosen.
        pace_value: points for the professional minutes chosen, one entry a minute.
        settings: 0 room, 1 minutes, 2 lunch wanted, 3 earliest, 4 latest, 5 minutes of lunch,
            6 end of the working day, 7 step, 8 ready and 9 late (the minute before which the day
            should not begin, after which it should not end), 10 begin of the working day,
            11 minutes of waiting that cost nothing.
        prices: points for an organisation met again, a minute of waiting, a minute of rest lost.

    """

    starts: Bytes
    blocks: Counts
    price: Reals
    need: Reals
    objective_gain: Reals
    level_gain: Reals
    kinds_met: Bytes
    kinds_value: Reals
    met_organisation: Bytes
    social_gain: Reals
    count_value: Reals
    pace_value: Reals
    settings: Counts
    prices: Reals


@njit(cache=True, nogil=True)
def next_starts(starts, step):  # type: ignore[no-untyped-def]
    """The first possible start at or after each slot, in minutes; -1 where there is none."""
    offers, slots = starts.shape
    following = np.full((offers, slots + 1), -1, dtype=np.int32)
    for j in range(offers):
        known = -1
        for slot in range(slots - 1, -1, -1):
            if starts[j, slot]:
                known = slot * step
            following[j, slot] = known
    return following


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
def popcount(mask):  # type: ignore[no-untyped-def]
    """The number of ones in `mask`."""
    count = 0
    while mask:
        mask &= mask - 1
        count += 1
    return count


@njit(cache=True, nogil=True)
def gap_price(shown, given, ends, place, starts, target, lunched):  # type: ignore[no-untyped-def]
    """Whether lunch is over when an event starts, and the price of the wait before it."""
    settings = given.settings
    travel = shown.transfer[place, target] if place >= 0 else 0
    earliest, latest, minutes = settings[3], settings[4], settings[5]
    over = lunched
    if not lunched:
        ready = lunch_after(ends, travel, earliest, latest, minutes)
        if ready >= 0 and ready <= starts:
            over = 1
    if place < 0:
        return over, given.prices[2] * max(0, settings[8] - starts)
    if (ends <= settings[10] and earliest <= starts) or (ends <= latest and settings[6] <= starts):
        return over, 0.0
    wait = starts - ends - travel
    if min(starts, latest) - max(ends, earliest) >= minutes:
        wait -= minutes
    return over, given.prices[1] * max(0, wait - settings[11])


@njit(cache=True, nogil=True)
def best_day(shown, given, following, width):  # type: ignore[no-untyped-def]
    """The best day found, as (value, number of offers, offers, starts).

    The value is that of the chosen offers alone; -inf where even the placed events do not fit.
    """
    offers = shown.minutes.shape[0]
    themes = shown.fading.shape[1]
    objectives = shown.objectives.shape[1]
    blocks = given.blocks.shape[0]
    settings = given.settings
    room, minutes_left, wants_lunch = settings[0], settings[1], settings[2]
    earliest, latest, lunch = settings[3], settings[4], settings[5]
    step = settings[7]
    slots = following.shape[1] - 1
    gains = given.objective_gain.shape[1]

    candidates = np.empty(offers, dtype=np.int64)
    many = 0
    for j in range(offers):
        if following[j, 0] >= 0:
            candidates[many] = j
            many += 1

    used = np.zeros((BUCKETS, 2), dtype=np.int64)
    value = np.empty((BUCKETS, 2, width))
    ends = np.empty((BUCKETS, 2, width), dtype=np.int64)
    place = np.empty((BUCKETS, 2, width), dtype=np.int64)
    count = np.empty((BUCKETS, 2, width), dtype=np.int64)
    spent = np.empty((BUCKETS, 2, width), dtype=np.int64)
    passed = np.empty((BUCKETS, 2, width), dtype=np.int64)
    levels = np.empty((BUCKETS, 2, width), dtype=np.int64)
    kinds = np.empty((BUCKETS, 2, width), dtype=np.int64)
    social = np.empty((BUCKETS, 2, width), dtype=np.int64)
    length = np.empty((BUCKETS, 2, width), dtype=np.int64)
    mark = np.empty((BUCKETS, 2, width), dtype=np.int64)
    item = np.empty((BUCKETS, 2, width, LONGEST), dtype=np.int32)
    begun = np.empty((BUCKETS, 2, width, LONGEST), dtype=np.int32)
    left = np.empty((BUCKETS, 2, width, themes))
    met = np.zeros((BUCKETS, 2, width, objectives), dtype=np.int8)

    first = 0 if wants_lunch else 1
    used[0, first] = 1
    value[0, first, 0] = 0.0
    ends[0, first, 0] = 0
    place[0, first, 0] = -1
    count[0, first, 0] = 0
    spent[0, first, 0] = 0
    passed[0, first, 0] = 0
    levels[0, first, 0] = 0
    kinds[0, first, 0] = 0
    social[0, first, 0] = 0
    length[0, first, 0] = 0
    mark[0, first, 0] = 0
    left[0, first, 0, :] = 1.0

    kinds_before = 0
    for k in range(given.kinds_met.shape[0]):
        kinds_before += given.kinds_met[k]

    best = -np.inf
    best_length = 0
    best_items = np.empty(LONGEST, dtype=np.int32)
    best_begun = np.empty(LONGEST, dtype=np.int32)

    for bucket in range(BUCKETS):
        for lunched in range(2):
            for label in range(used[bucket, lunched]):
                at = ends[bucket, lunched, label]
                here = place[bucket, lunched, label]
                worth = value[bucket, lunched, label]
                taken = length[bucket, lunched, label]
                behind = passed[bucket, lunched, label]
                if behind == blocks and (lunched or max(at, earliest) + lunch <= latest):
                    total = (
                        worth
                        + given.pace_value[
                            min(spent[bucket, lunched, label], given.pace_value.shape[0] - 1)
                        ]
                    )
                    if at > settings[9]:
                        total -= given.prices[2] * (at - settings[9])
                    if total > best:
                        best = total
                        best_length = taken
                        best_items[:taken] = item[bucket, lunched, label, :taken]
                        best_begun[:taken] = begun[bucket, lunched, label, :taken]
                if taken >= LONGEST:
                    continue
                limit = given.blocks[behind, 0] if behind < blocks else 1_000_000
                number = count[bucket, lunched, label]
                for c in range(-1, many):
                    if c < 0 and behind >= blocks:
                        continue
                    offer = candidates[c] if c >= 0 else -1
                    if offer >= 0:
                        if shown.professional[offer]:
                            if number >= room:
                                continue
                            if spent[bucket, lunched, label] + shown.minutes[offer] > minutes_left:
                                continue
                        elif shown.social[offer] >= 0 and (
                            social[bucket, lunched, label] >> shown.social[offer] & 1
                        ):
                            continue
                        known = False
                        for n in range(taken):
                            if item[bucket, lunched, label, n] == offer:
                                known = True
                                break
                        if known:
                            continue
                    target = shown.place[offer] if offer >= 0 else given.blocks[behind, 2]
                    travel = shown.transfer[here, target] if here >= 0 else 0
                    previous = -1
                    for variant in range(2):
                        if variant == 1 and lunched:
                            break
                        if offer < 0:
                            if variant == 1:
                                break
                            start = limit
                            end = given.blocks[behind, 1]
                        else:
                            ready = at + travel
                            if variant == 1:
                                ready = lunch_after(at, travel, earliest, latest, lunch)
                                if ready < 0:
                                    break
                            slot = (ready + step - 1) // step
                            if slot >= slots:
                                break
                            start = following[offer, slot]
                            if start < 0 or start == previous:
                                break
                            end = start + shown.minutes[offer]
                            if end > limit:
                                break
                            previous = start
                        over, price = gap_price(shown, given, at, here, start, target, lunched)
                        if not over and max(end, earliest) + lunch > latest:
                            continue
                        points = worth - price
                        new_kinds = kinds[bucket, lunched, label]
                        new_levels = levels[bucket, lunched, label]
                        new_social = social[bucket, lunched, label]
                        new_mark = mark[bucket, lunched, label]
                        if offer >= 0:
                            points -= given.price[offer]
                            for t in range(themes):
                                if shown.fading[offer, t] < 1.0:
                                    points += (
                                        given.need[t]
                                        * left[bucket, lunched, label, t]
                                        * (1.0 - shown.fading[offer, t])
                                    )
                            for o in range(objectives):
                                if shown.objectives[offer, o]:
                                    times = met[bucket, lunched, label, o]
                                    if times < gains:
                                        points += given.objective_gain[o, times]
                            if shown.professional[offer]:
                                points += given.count_value[number + 1] - given.count_value[number]
                            level = shown.level[offer]
                            if level >= 0 and not new_levels >> level & 1:
                                points += given.level_gain[level]
                                new_levels |= 1 << level
                            kind = shown.kind[offer]
                            if not given.kinds_met[kind] and not new_kinds >> kind & 1:
                                seen = kinds_before + popcount(new_kinds)
                                points += given.kinds_value[seen + 1] - given.kinds_value[seen]
                                new_kinds |= 1 << kind
                            organisation = shown.organisation[offer]
                            if organisation >= 0:
                                again = given.met_organisation[organisation] > 0
                                for n in range(taken):
                                    other = item[bucket, lunched, label, n]
                                    if other >= 0 and shown.organisation[other] == organisation:
                                        again = True
                                if again:
                                    points -= given.prices[0]
                            if shown.social[offer] >= 0:
                                points += given.social_gain[shown.social[offer]]
                                new_social |= 1 << shown.social[offer]
                            new_mark ^= (offer + 1) * 0x9E3779B97F4A7C1 ^ (offer + 1) << 40
                        else:
                            new_mark += 1 << 58
                        into = min(BUCKETS - 1, max(bucket + 1, (end + BUCKET - 1) // BUCKET))
                        if into == bucket:
                            continue
                        spot = used[into, over]
                        same = -1
                        for n in range(used[into, over]):
                            if mark[into, over, n] == new_mark:
                                same = n
                                break
                        if same >= 0:
                            if value[into, over, same] >= points:
                                continue
                            spot = same
                        elif spot == width:
                            spot = 0
                            for n in range(1, width):
                                if value[into, over, n] < value[into, over, spot]:
                                    spot = n
                            if value[into, over, spot] >= points:
                                continue
                        else:
                            used[into, over] += 1
                        value[into, over, spot] = points
                        ends[into, over, spot] = end
                        place[into, over, spot] = target
                        levels[into, over, spot] = new_levels
                        kinds[into, over, spot] = new_kinds
                        social[into, over, spot] = new_social
                        mark[into, over, spot] = new_mark
                        length[into, over, spot] = taken + 1
                        for n in range(taken):
                            item[into, over, spot, n] = item[bucket, lunched, label, n]
                            begun[into, over, spot, n] = begun[bucket, lunched, label, n]
                        item[into, over, spot, taken] = offer
                        begun[into, over, spot, taken] = start
                        for t in range(themes):
                            left[into, over, spot, t] = left[bucket, lunched, label, t]
                            if offer >= 0:
                                left[into, over, spot, t] *= shown.fading[offer, t]
                        for o in range(objectives):
                            met[into, over, spot, o] = met[bucket, lunched, label, o]
                            if offer >= 0 and shown.objectives[offer, o]:
                                met[into, over, spot, o] = min(
                                    gains, met[bucket, lunched, label, o] + 1
                                )
                        if offer >= 0:
                            passed[into, over, spot] = behind
                            extra = 1 if shown.professional[offer] else 0
                            count[into, over, spot] = number + extra
                            spent[into, over, spot] = (
                                spent[bucket, lunched, label] + extra * shown.minutes[offer]
                            )
                        else:
                            passed[into, over, spot] = behind + 1
                            count[into, over, spot] = number
                            spent[into, over, spot] = spent[bucket, lunched, label]

    chosen = np.empty(LONGEST, dtype=np.int32)
    chosen_starts = np.empty(LONGEST, dtype=np.int32)
    number = 0
    for n in range(best_length):
        if best_items[n] >= 0:
            chosen[number] = best_items[n]
            chosen_starts[number] = best_begun[n]
            number += 1
    return best, number, chosen, chosen_starts


@njit(cache=True, nogil=True)
def day_value(shown, given, chosen, chosen_starts):  # type: ignore[no-untyped-def]
    """The value of a given day by the same account as `best_day`; -inf without its lunch."""
    settings = given.settings
    blocks = given.blocks.shape[0]
    themes = shown.fading.shape[1]
    objectives = shown.objectives.shape[1]
    gains = given.objective_gain.shape[1]
    left = np.ones(themes)
    met = np.zeros(objectives, dtype=np.int64)
    lunched = 0 if settings[2] else 1
    at, here, behind, number, spent, levels, kinds = 0, -1, 0, 0, 0, 0, 0
    kinds_before = 0
    for k in range(given.kinds_met.shape[0]):
        kinds_before += given.kinds_met[k]
    total = 0.0
    n = 0
    while n < chosen.shape[0] or behind < blocks:
        is_block = behind < blocks and (
            n >= chosen.shape[0] or given.blocks[behind, 0] <= chosen_starts[n]
        )
        if is_block:
            start, end = given.blocks[behind, 0], given.blocks[behind, 1]
            target = given.blocks[behind, 2]
        else:
            start = chosen_starts[n]
            end = start + shown.minutes[chosen[n]]
            target = shown.place[chosen[n]]
        lunched, price = gap_price(shown, given, at, here, start, target, lunched)
        total -= price
        at, here = end, target
        if is_block:
            behind += 1
            continue
        offer = chosen[n]
        n += 1
        total -= given.price[offer]
        for t in range(themes):
            total += given.need[t] * left[t] * (1.0 - shown.fading[offer, t])
            left[t] *= shown.fading[offer, t]
        for o in range(objectives):
            if shown.objectives[offer, o]:
                if met[o] < gains:
                    total += given.objective_gain[o, met[o]]
                met[o] += 1
        if shown.professional[offer]:
            if number + 1 < given.count_value.shape[0]:
                total += given.count_value[number + 1] - given.count_value[number]
            number += 1
            spent += shown.minutes[offer]
        level = shown.level[offer]
        if level >= 0 and not levels >> level & 1:
            total += given.level_gain[level]
            levels |= 1 << level
        kind = shown.kind[offer]
        if not given.kinds_met[kind] and not kinds >> kind & 1:
            seen = kinds_before + popcount(kinds)
            total += given.kinds_value[seen + 1] - given.kinds_value[seen]
            kinds |= 1 << kind
        organisation = shown.organisation[offer]
        if organisation >= 0:
            again = given.met_organisation[organisation] > 0
            for k in range(n - 1):
                if shown.organisation[chosen[k]] == organisation:
                    again = True
            if again:
                total -= given.prices[0]
        if shown.social[offer] >= 0:
            total += given.social_gain[shown.social[offer]]
    if not lunched and max(at, settings[3]) + settings[5] > settings[4]:
        return -np.inf
    if at > settings[9]:
        total -= given.prices[2] * (at - settings[9])
    return total + given.pace_value[min(spent, given.pace_value.shape[0] - 1)]


@njit(cache=True, nogil=True)
def tightened(shown, given, chosen, begun):  # type: ignore[no-untyped-def]
    """Start what comes before a wait later where that makes the day better, in place.

    Returns the value of the day.
    """
    step = given.settings[7]
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
