"""The best day of one group when every offer has a price: an exact dynamic programme (compiled).

That no offer is on a day twice is asked only of the offers that a best day would repeat
(decremental state space relaxation: Righini and Salani, Networks 51(3), 2008,
doi:10.1002/net.20212), so few labels differ in what they hold.
"""

from __future__ import annotations

import numpy as np

from sojourn.engine.compiled import compiled
from sojourn.engine.days.dayframe import DayFrame, outlook_of
from sojourn.engine.days.daylabels import LONGEST, NUMBER, Marks, all_labels
from sojourn.engine.days.problem import Counts, Reals

MOST_MARKS = 62
"""Offers that a day is kept from holding twice, at most."""
STEPS = (0.005, 0.015, 0.03, 0.06, 0.12, 0.25, 0.5)
"""Days are first looked for that are worth at most these parts less than the rough bound."""


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
    outlook = outlook_of(f, profit)
    hoped = outlook.most[0, f.worth.shape[0] - 1] + f.worth[0]
    step = 0
    while True:
        bit = np.zeros(profit.shape[0], np.int64)
        marks = 0
        for j in range(profit.shape[0]):
            if marked[j] and marks < MOST_MARKS:
                bit[j] = 1 << marks
                marks += 1
        while True:
            aim = least
            if step < len(STEPS):
                aim = max(least, hoped - STEPS[step] * abs(hoped))
            labels, _, whole, found = all_labels(f, profit, outlook, bit, aim)
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
