"""The best day of one group, the rest of the plan given: a dynamic programme over its hours.

Labels are days begun: they end at a minute and a place, with or without lunch, and carry what
they have met, so that their value is exact whatever was chosen before. Buckets of a quarter of an
hour hold the `width` best labels each; with a wide beam the day is optimal but for waits, which
`sojourn.engine.days.points.tightened` shortens afterwards.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sojourn.engine.compiled import compiled, compiled_inside
from sojourn.engine.days.arrays import (
    EARLIEST,
    LATEST,
    LUNCH,
    MINUTES_LEFT,
    ROOM,
    STEP,
    WANTS_LUNCH,
    Given,
    Shown,
)
from sojourn.engine.days.points import (
    end_value,
    gap,
    lunch_after,
    lunch_left,
    offer_points,
    repeated,
)
from sojourn.engine.days.problem import Counts, Reals

BUCKET = 15
"""Minutes of a bucket of labels."""
BUCKETS = 100
LONGEST = 24
"""Offers and placed events that a day may hold at most."""
NO_END = 1_000_000


class Labels(NamedTuple):
    """Days begun, by bucket, lunch (0 not yet, 1 over) and rank in the bucket.

    Attributes:
        used: labels in each bucket.
        value: points so far.
        state: per label its end, place, number of professional offers and their minutes, placed
            events behind it, masks of levels, kinds and evenings, number of items, and a mark that
            is the same for the same set of items.
        items: offers in the order of time, -1 for a placed event.
        begun: their starts.
        left: what is left of each theme; met: times that each objective was met.

    """

    used: Counts
    value: Reals
    state: Counts
    items: Counts
    begun: Counts
    left: Reals
    met: Counts


END, PLACE, NUMBER, SPENT, BEHIND, LEVELS, KINDS, EVENINGS, LENGTH, MARK = range(10)


@compiled
def next_starts(starts, step):  # type: ignore[no-untyped-def]
    """The first possible start at or after each slot, in minutes; -1 where there is none."""
    offers, slots = starts.shape
    following = np.full((offers, slots + 1), -1, dtype=np.int64)
    for j in range(offers):
        known = -1
        for slot in range(slots - 1, -1, -1):
            if starts[j, slot]:
                known = slot * step
            following[j, slot] = known
    return following


@compiled_inside
def first_labels(width, themes, objectives, lunched):  # type: ignore[no-untyped-def]
    """Room for labels, with the day on which nothing has begun."""
    labels = Labels(
        np.zeros((BUCKETS, 2), dtype=np.int64),
        np.empty((BUCKETS, 2, width)),
        np.zeros((BUCKETS, 2, width, 10), dtype=np.int64),
        np.empty((BUCKETS, 2, width, LONGEST), dtype=np.int64),
        np.empty((BUCKETS, 2, width, LONGEST), dtype=np.int64),
        np.empty((BUCKETS, 2, width, themes)),
        np.zeros((BUCKETS, 2, width, objectives), dtype=np.int64),
    )
    labels.used[0, lunched] = 1
    labels.value[0, lunched, 0] = 0.0
    labels.state[0, lunched, 0, PLACE] = -1
    labels.left[0, lunched, 0, :] = 1.0
    return labels


@compiled_inside
def spot_for(labels, into, over, mark, points):  # type: ignore[no-untyped-def]
    """Where a new label may be kept, or -1: beside others, or for the same set or the worst."""
    used, width = labels.used[into, over], labels.value.shape[2]
    worst = 0
    for n in range(used):
        if labels.state[into, over, n, MARK] == mark:
            return n if points > labels.value[into, over, n] else -1
        if labels.value[into, over, n] < labels.value[into, over, worst]:
            worst = n
    if used < width:
        labels.used[into, over] += 1
        return used
    return worst if points > labels.value[into, over, worst] else -1


@compiled_inside
def hopeless(labels, into, over, points):  # type: ignore[no-untyped-def]
    """Whether a bucket is full of labels that are worth `points` or more."""
    full = labels.used[into, over] == labels.value.shape[2]
    for n in range(labels.used[into, over]):
        full = full and labels.value[into, over, n] >= points
    return full


def most_points(shown: Shown, given: Given) -> Reals:
    """The most that each offer could add to a day, whatever else is on it."""
    points = (1.0 - shown.fading) @ given.need - given.price
    points += shown.objectives @ given.objective_gain.max(axis=1, initial=0.0)
    points += np.append(given.level_gain, 0.0)[shown.level]
    points += np.append(given.social_gain, 0.0)[shown.social]
    points += shown.professional * max(0.0, np.diff(given.count_value).max(initial=0.0))
    points += max(0.0, np.diff(given.kinds_value).max(initial=0.0))
    return np.asarray(points, dtype=np.float64)


@compiled_inside
def keep(labels, shown, origin, target, offer, start):  # type: ignore[no-untyped-def]
    """Write the items, themes and objectives of a label that goes on from `origin`."""
    b, lunched, label = origin
    into, over, spot = target
    taken = labels.state[b, lunched, label, LENGTH]
    for n in range(taken):
        labels.items[into, over, spot, n] = labels.items[b, lunched, label, n]
        labels.begun[into, over, spot, n] = labels.begun[b, lunched, label, n]
    labels.items[into, over, spot, taken] = offer
    labels.begun[into, over, spot, taken] = start
    for t in range(labels.left.shape[3]):
        labels.left[into, over, spot, t] = labels.left[b, lunched, label, t]
        if offer >= 0:
            labels.left[into, over, spot, t] *= shown.fading[offer, t]
    for o in range(labels.met.shape[3]):
        labels.met[into, over, spot, o] = labels.met[b, lunched, label, o]
        if offer >= 0:
            labels.met[into, over, spot, o] += shown.objectives[offer, o]


@compiled_inside
def allowed(labels, shown, given, following, label, offer):  # type: ignore[no-untyped-def]
    """Whether the day may hold the offer besides what it holds, time apart."""
    if following[offer, 0] < 0:
        return False
    b, lunched, rank = label
    state = labels.state[b, lunched, rank]
    if shown.professional[offer]:
        if state[NUMBER] >= given.settings[ROOM]:
            return False
        if state[SPENT] + shown.minutes[offer] > given.settings[MINUTES_LEFT]:
            return False
    elif shown.social[offer] >= 0 and state[EVENINGS] >> shown.social[offer] & 1:
        return False
    known = False
    for n in range(state[LENGTH]):
        known = known or labels.items[b, lunched, rank, n] == offer
    return not known


@compiled_inside
def extend(labels, shown, given, most, label, offer, start, end, target):  # type: ignore[no-untyped-def]
    """Go on from a label with an offer (or -1, the next placed event) at a time."""
    b, lunched, rank = label
    state = labels.state[b, lunched, rank]
    over, price = gap(shown, given, state[END], state[PLACE], start, target, lunched)
    into = min(BUCKETS - 1, max(b + 1, (end + BUCKET - 1) // BUCKET))
    if into == b or (not over and not lunch_left(given, end)):
        return
    points = labels.value[b, lunched, rank] - price
    if offer >= 0 and hopeless(labels, into, over, points + most[offer]):
        return
    levels, kinds, evenings = state[LEVELS], state[KINDS], state[EVENINGS]
    number, spent, behind, mark = state[NUMBER], state[SPENT], state[BEHIND], state[MARK]
    if offer >= 0:
        left, met = labels.left[b, lunched, rank], labels.met[b, lunched, rank]
        more, levels, kinds = offer_points(shown, given, offer, left, met, number, levels, kinds)
        items = labels.items[b, lunched, rank]
        points += more - repeated(shown, given, offer, items, state[LENGTH])
        if shown.professional[offer]:
            number += 1
            spent += shown.minutes[offer]
        if shown.social[offer] >= 0:
            evenings |= 1 << shown.social[offer]
        mark ^= (offer + 1) * 0x9E3779B97F4A7C1 ^ (offer + 1) << 40
    else:
        behind += 1
        mark += 1 << 58
    spot = spot_for(labels, into, over, mark, points)
    if spot < 0:
        return
    labels.value[into, over, spot] = points
    new = labels.state[into, over, spot]
    new[END], new[PLACE], new[NUMBER], new[SPENT], new[BEHIND] = end, target, number, spent, behind
    new[LEVELS], new[KINDS], new[EVENINGS], new[MARK] = levels, kinds, evenings, mark
    new[LENGTH] = state[LENGTH] + 1
    keep(labels, shown, label, (into, over, spot), offer, start)


@compiled_inside
def start_after(shown, given, following, state, offer, rested):  # type: ignore[no-untyped-def]
    """The earliest start of an offer (-1: of the next placed event) after a label; -1: never.

    With `rested`, lunch comes before it; a placed event does not wait for lunch.
    """
    settings = given.settings
    if offer < 0:
        return -1 if rested else given.blocks[state[BEHIND], 0]
    travel = shown.transfer[state[PLACE], shown.place[offer]] if state[PLACE] >= 0 else 0
    ready = state[END] + travel
    if rested:
        ready = lunch_after(
            state[END], travel, settings[EARLIEST], settings[LATEST], settings[LUNCH]
        )
    slot = (ready + settings[STEP] - 1) // settings[STEP]
    if ready < 0 or slot >= following.shape[1]:
        return -1
    return following[offer, slot]


@compiled
def best_day(shown, given, following, most, width):  # type: ignore[no-untyped-def]
    """The best day found, as (value, number of offers, offers, starts).

    `following` are the `next_starts`, `most` the `most_points` of the offers.

    The value is that of the chosen offers and of what is placed; -inf where even the placed
    events leave no lunch.
    """
    blocks, offers = given.blocks.shape[0], following.shape[0]
    lunched_before = 0 if given.settings[WANTS_LUNCH] else 1
    labels = first_labels(width, shown.fading.shape[1], shown.objectives.shape[1], lunched_before)
    best = -np.inf
    top = (0, 0, 0)
    for b in range(BUCKETS):
        for lunched in range(2):
            for rank in range(labels.used[b, lunched]):
                label = (b, lunched, rank)
                state = labels.state[b, lunched, rank]
                if state[BEHIND] == blocks and (lunched or lunch_left(given, state[END])):
                    total = labels.value[b, lunched, rank]
                    total += end_value(given, state[END], state[SPENT])
                    if total > best:
                        best, top = total, label
                if state[LENGTH] >= LONGEST:
                    continue
                blocked = state[BEHIND] < blocks
                limit = given.blocks[state[BEHIND], 0] if blocked else NO_END
                for offer in range(-1 if blocked else 0, offers):
                    if offer >= 0 and not allowed(labels, shown, given, following, label, offer):
                        continue
                    before = -1
                    for rested in range(1 if lunched else 2):
                        start = start_after(shown, given, following, state, offer, rested)
                        if start < 0 or start == before:
                            break
                        before = start
                        if offer < 0:
                            end, target = given.blocks[state[BEHIND], 1:]
                        else:
                            end, target = start + shown.minutes[offer], shown.place[offer]
                            if end > limit:
                                break
                        extend(labels, shown, given, most, label, offer, start, end, target)
    chosen = np.empty(LONGEST, dtype=np.int64)
    begun = np.empty(LONGEST, dtype=np.int64)
    number = 0
    b, lunched, rank = top
    for n in range(labels.state[b, lunched, rank, LENGTH] if best > -np.inf else 0):
        if labels.items[b, lunched, rank, n] >= 0:
            chosen[number] = labels.items[b, lunched, rank, n]
            begun[number] = labels.begun[b, lunched, rank, n]
            number += 1
    return best, number, chosen, begun
