"""The best columns of one host at given prices, by a dynamic programme (compiled)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sojourn.engine.compiled import compiled
from sojourn.engine.groups.problem import Ints
from sojourn.engine.groups.proof.layout import Ints32

NEVER = -(2**60)
Flags = npt.NDArray[np.bool_]
Values = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int8]


@compiled
def _forget(value: Values, forgotten: Codes, closed: int) -> None:
    """Keep the better of each two values that differ in slots that are no longer needed.

    `value` (T, R, K, B) is changed in place; `forgotten` takes the slots that the better one had.
    """
    states, rows, columns, bits = value.shape
    for t in range(states):
        for r in range(rows):
            for k in range(columns):
                for b in range(bits):
                    to = b & ~closed
                    if to != b:
                        if value[t, r, k, b] > value[t, r, k, to]:
                            value[t, r, k, to] = value[t, r, k, b]
                            forgotten[t, r, k, to] = b & closed
                        value[t, r, k, b] = NEVER


@compiled
def best_columns(
    items: Ints,
    worth: Ints,
    outer: Ints,
    inner: Ints,
    tail: Ints,
    combination: Ints,
    step: Ints,
    size: Ints,
    after: Ints32,
    before: Ints32,
    gain: Ints,
    size_value: Ints,
    first: Ints,
    second: Ints,
    together: Ints,
    slot: Ints,
    most: int,
    wanted: int,
) -> tuple[Ints, Ints, Flags]:
    """Best value for each number of members, and the `wanted` best columns of different states.

    Args:
        items: (N,) participants who may be members, in the layout's order.
        worth: (P,) value of each as a member, prices taken off.
        outer, inner, tail, combination, size, after, before, gain: as in `Layout`.
        step: (C, P + 1) value of one more member of a class.
        size_value: (P + 1,) value of the number of members.
        first, second, together, slot: pairs to count, their values, and who is remembered where,
            as in `Remembered`.
        most: members at most.
        wanted: columns to return at most.

    Returns:
        (most + 1,) best value by members without `size_value`; values (wanted,) and members
        (wanted, P) of the best columns, best first, `NEVER` where there are no more.

    """
    count, states = items.shape[0], size.shape[0]
    inside = np.zeros(count + 1, np.int64)  # members of the outer class passed before
    within = np.zeros(count + 1, np.int64)  # members of the inner class passed before
    shared = np.zeros(count, np.bool_)  # whether the inner class has others among the items
    rows, columns = 1, 1
    for i in range(count):
        p = items[i]
        if i > 0 and outer[p] >= 0 and outer[p] == outer[items[i - 1]]:
            inside[i] = inside[i - 1] + 1
        if i > 0 and inner[p] >= 0 and inner[p] == inner[items[i - 1]]:
            within[i] = within[i - 1] + 1
            shared[i] = True
            shared[i - 1] = True
    for i in range(count):
        if outer[items[i]] >= 0:
            rows = max(rows, min(inside[i] + 1, most, tail[outer[items[i]]]) + 1)
        if shared[i]:
            columns = max(columns, min(within[i] + 1, most, tail[inner[items[i]]]) + 1)
    # The last of those with whom a participant makes pairs: until there the slot is in use.
    last = np.zeros(count, np.int64)
    place = np.full(outer.shape[0], -1, np.int64)
    for i in range(count):
        place[items[i]] = i
    slots = 0
    for e in range(first.shape[0]):
        begin, end = place[first[e]], place[second[e]]
        if begin >= 0 and end >= 0:
            last[begin] = max(last[begin], end)
            slots = max(slots, slot[first[e]] + 1)
    bits = 1 << slots
    opened = np.zeros(count, np.int64)  # the slot that participant i is remembered in, as a bit
    closed = np.zeros(count, np.int64)  # the slots that nobody needs after i
    ends = np.zeros(count + 1, np.int64)  # how many before i close slots
    used = np.zeros(count + 1, np.int64)  # the slots in use before i
    for i in range(count):
        if last[i] > 0:
            opened[i] = 1 << slot[items[i]]
            closed[last[i]] |= opened[i]
            for j in range(i + 1, last[i] + 1):
                used[j] |= opened[i]
    for i in range(count):
        ends[i + 1] = ends[i] + (1 if closed[i] else 0)
    more = np.zeros((count, bits), np.int64)  # what the pairs of i with those remembered are worth
    for e in range(first.shape[0]):
        begin, end = place[first[e]], place[second[e]]
        if begin >= 0 and end >= 0:
            for b in range(bits):
                if b & opened[begin]:
                    more[end, b] += together[e]
    value = np.full((states, rows, columns, bits), NEVER, np.int64)
    value[0, 0, 0, 0] = 0
    taken = np.zeros((count, states, rows, columns, bits), np.int8)
    forgotten = np.zeros((ends[count], states, rows, columns, bits), np.int8)
    from_row = np.zeros((count, states, bits), np.int16)
    from_column = np.zeros((count, states, rows, bits), np.int16)
    upto = np.zeros(most + 2, np.int64)  # states with fewer members than so many
    for t in range(states):
        for n in range(size[t] + 1, most + 2):
            upto[n] += 1
    for i in range(count):
        p = items[i]
        q, o, c = combination[p], outer[p], inner[p]
        counted = 1 if o >= 0 else 0
        paired = 1 if shared[i] else 0
        # Counts end at the tail of a table: from there on one member more changes nothing.
        most_row = min(tail[o], most) if counted else 0
        most_column = min(tail[c], most) if paired else 0
        last_row = min(inside[i], most_row)
        last_column = min(within[i], most_column)
        full_row, full_column = min(inside[i] + 1, most_row), min(within[i] + 1, most_column)
        w = worth[p]
        if c >= 0 and not shared[i]:
            w += step[c, 0]
        idle = ~used[i]
        for t in range(upto[min(i, most - 1) + 1] - 1, -1, -1):
            to = after[q, t]
            if to < 0:
                continue
            base = w + gain[q, t]
            for r in range(last_row + 1):
                to_row = min(r + 1, most_row)
                one = base + (step[o, r] if counted else 0)
                for k in range(last_column + 1):
                    to_column = min(k + 1, most_column)
                    added = one + (step[c, k] if paired else 0)
                    for b in range(used[i] + 1):
                        old = value[t, r, k, b]
                        if old == NEVER or b & idle:
                            continue
                        new = old + added + more[i, b]
                        bit = b | opened[i]
                        if new > value[to, to_row, to_column, bit]:
                            value[to, to_row, to_column, bit] = new
                            taken[i, to, to_row, to_column, bit] = (
                                1 + 2 * (to_row - r) + (to_column - k)
                            )
        reached = upto[min(i + 1, most) + 1]
        if closed[i]:
            _forget(value[:reached], forgotten[ends[i]], closed[i])
        width = used[i + 1] + 1 if i + 1 < count else 1
        if paired and (i + 1 == count or inner[items[i + 1]] != c):
            for t in range(reached):
                for r in range(full_row + 1):
                    for b in range(width):
                        best = 0
                        for k in range(1, full_column + 1):
                            if value[t, r, k, b] > value[t, r, best, b]:
                                best = k
                        from_column[i, t, r, b] = best
                        value[t, r, 0, b] = value[t, r, best, b]
                        for k in range(1, full_column + 1):
                            value[t, r, k, b] = NEVER
        if counted and (i + 1 == count or outer[items[i + 1]] != o):
            for t in range(reached):
                for b in range(width):
                    best = 0
                    for r in range(1, full_row + 1):
                        if value[t, r, 0, b] > value[t, best, 0, b]:
                            best = r
                    from_row[i, t, b] = best
                    value[t, 0, 0, b] = value[t, best, 0, b]
                    for r in range(1, full_row + 1):
                        value[t, r, 0, b] = NEVER
    by_size = np.full(most + 1, NEVER, np.int64)
    total = np.full(states, NEVER, np.int64)
    for t in range(states):
        if value[t, 0, 0, 0] > NEVER:
            by_size[size[t]] = max(by_size[size[t]], value[t, 0, 0, 0])
            total[t] = value[t, 0, 0, 0] + size_value[size[t]]
    best_first = np.argsort(-total)
    found = np.full(wanted, NEVER, np.int64)
    chosen = np.zeros((wanted, outer.shape[0]), np.bool_)
    for n in range(min(wanted, states)):
        state = best_first[n]
        if total[state] == NEVER:
            break
        found[n] = total[state]
        t, r, k, b = state, 0, 0, 0
        for i in range(count - 1, -1, -1):
            p = items[i]
            q, o, c = combination[p], outer[p], inner[p]
            counted = 1 if o >= 0 else 0
            paired = 1 if shared[i] else 0
            if counted and (i + 1 == count or outer[items[i + 1]] != o):
                r = from_row[i, t, b]
            if paired and (i + 1 == count or inner[items[i + 1]] != c):
                k = from_column[i, t, r, b]
            if closed[i]:
                b |= forgotten[ends[i], t, r, k, b]
            code = taken[i, t, r, k, b]
            if code > 0:
                chosen[n, p] = True
                b &= ~opened[i]
                t, r, k = before[q, t], r - (code - 1) // 2, k - (code - 1) % 2
    return by_size, found, chosen
