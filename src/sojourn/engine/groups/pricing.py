"""The best column: the members that one group at one host would have at given prices (compiled)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sojourn.engine.groups.problem import Ints
from sojourn.engine.groups.state import compiled

Floats = npt.NDArray[np.float64]


@compiled
def best_column(
    worth: Floats,
    country: Ints,
    step: Ints,
    language: Ints,
    allowed: npt.NDArray[np.bool_],
    set_price: Floats,
    size: Ints,
    chosen: npt.NDArray[np.bool_],
) -> float:
    """The most that a group at one host is worth, whose menu it may choose; `chosen` its members.

    Members are worth the menu's points less their price; the n-th of a country also has its
    class's step, which never grows with n, so that taking the best marginal values is exact.

    Args:
        worth: (M, P) worth of each participant for each menu, prices taken off.
        country: (P,) class of the participant's country, or -1.
        step: (C, P + 1) value of one more member of a class.
        language: (P,) interpreted language or -1.
        allowed: (A, L) sets of languages that a group may hold.
        set_price: (A,) price of each set.
        size: (P + 1,) value of a group's size.
        chosen: (P,) receives the members of the best column.

    """
    menus, people = worth.shape
    best = -1e300
    seen = np.zeros(step.shape[0], np.int64)
    marginal = np.empty(people)
    who = np.empty(people, np.int64)
    for m in range(menus):
        order = np.argsort(-worth[m])
        for s in range(allowed.shape[0]):
            seen[:] = 0
            n = 0
            for i in range(people):
                p = order[i]
                if language[p] >= 0 and not allowed[s, language[p]]:
                    continue
                value = worth[m, p]
                if country[p] >= 0:
                    value += step[country[p], seen[country[p]]]
                    seen[country[p]] += 1
                # Values fall along the order but for the steps: insert from the end.
                k = n
                while k > 0 and marginal[k - 1] < value:
                    marginal[k], who[k] = marginal[k - 1], who[k - 1]
                    k -= 1
                marginal[k], who[k] = value, p
                n += 1
            total = -set_price[s]
            for k in range(n + 1):
                if k > 0:
                    total += marginal[k - 1]
                if total + size[k] > best:
                    best = total + size[k]
                    chosen[:] = False
                    for i in range(k):
                        chosen[who[i]] = True
    return best
