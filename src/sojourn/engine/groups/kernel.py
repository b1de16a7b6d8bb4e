"""Annealing over participants and hosts (compiled), in slices that can be stopped between."""

from __future__ import annotations

import math

import numpy as np

from sojourn.engine.groups.problem import Arrays, Ints
from sojourn.engine.groups.state import (
    State,
    begin,
    compiled,
    host_move,
    host_move_value,
    move,
    move_value,
    swap_value,
    value_of,
)

HOST_SHARE = 0.03
"""Part of the moves that change hosts, where there is a choice."""
BLOCK_SHARE = 0.05
"""Part of the moves that move a whole block, where there are blocks."""
SWAP_SHARE = 0.6
HOPELESS = 30.0
"""A change that is worse than so many temperatures is not worth a random number."""
COOLING = 256
"""Moves between two changes of temperature."""


@compiled
def anneal(
    a: Arrays, group: Ints, host: Ints, seed: int, moves: int, hot: float, cold: float
) -> tuple[Ints, Ints, int, Ints, Ints, int]:
    """Best assignment met and the last one: groups (P,), hosts (S, G) and value of each.

    `moves` steps of simulated annealing from the assignment given, the temperature falling
    geometrically from `hot` to `cold` (integer units of value).
    """
    np.random.seed(seed)
    x = begin(a, group, host)
    value = value_of(a, x)
    best, best_group, best_host = value, x.group.copy(), x.host.copy()
    free = np.flatnonzero(a.fixed < 0)
    blocks = a.block.max() + 1 if a.block.shape[0] > 0 else 0
    groups, stops, hosts = x.host.shape[1], x.host.shape[0], a.host_people.shape[0]
    host_share = HOST_SHARE if hosts > 1 else 0.0
    block_share = BLOCK_SHARE if blocks > 0 and groups > 1 else 0.0
    temperature = hot
    cooling = (cold / hot) ** (COOLING / max(moves, 1))
    for step in range(moves):
        if step % COOLING == 0 and step > 0:
            temperature *= cooling
        draw = np.random.random()
        if draw < host_share:
            value += change_host(a, x, stops, groups, hosts, temperature)
        elif draw < host_share + block_share:
            value += change_block(a, x, np.random.randint(blocks), groups, temperature)
        elif groups > 1 and free.shape[0] > 0:
            p = free[np.random.randint(free.shape[0])]
            if np.random.random() < SWAP_SHARE:
                q = free[np.random.randint(free.shape[0])]
                if x.group[p] != x.group[q]:
                    d = swap_value(a, x, p, q)
                    if accepted(d, temperature):
                        g, to = x.group[p], x.group[q]
                        move(a, x, p, to)
                        move(a, x, q, g)
                        value += d
            else:
                to = np.random.randint(groups)
                g = x.group[p]
                if to != g:
                    sizes = a.size_value[x.size[g] - 1] - a.size_value[x.size[g]]
                    sizes += a.size_value[x.size[to] + 1] - a.size_value[x.size[to]]
                    if sizes > -HOPELESS * temperature:
                        d = move_value(a, x, p, to)
                        if accepted(d, temperature):
                            move(a, x, p, to)
                            value += d
        if value > best:
            best = value
            best_group[:] = x.group
            best_host[:] = x.host
    return best_group, best_host, best, x.group, x.host, value


@compiled
def accepted(d: int, temperature: float) -> bool:
    """Metropolis: whether a change worth `d` is made."""
    if d >= 0:
        return True
    if d < -HOPELESS * temperature:
        return False
    return np.random.random() < math.exp(d / temperature)


@compiled
def change_host(
    a: Arrays, x: State, stops: int, groups: int, hosts: int, temperature: float
) -> int:
    """Try another host for a group, or an exchange of two groups' hosts; the change of value."""
    s, g = np.random.randint(stops), np.random.randint(groups)
    if groups == 1 or np.random.random() < 0.5:
        h = np.random.randint(hosts)
        d = host_move_value(a, x, s, g, h)
        if h != x.host[s, g] and accepted(d, temperature):
            host_move(a, x, s, g, h)
            return d
        return 0
    to = np.random.randint(groups)
    if to == g:
        return 0
    first, last = s, s + 1
    if stops > 1 and np.random.random() < 0.3:
        first, last = 0, stops
    d = 0
    for t in range(first, last):
        d += exchange(a, x, t, g, to)
    if accepted(d, temperature):
        return d
    for t in range(first, last):
        exchange(a, x, t, g, to)
    return 0


@compiled
def exchange(a: Arrays, x: State, s: int, g: int, to: int) -> int:
    """Exchange the hosts of two groups at a stop; the change of value."""
    hg, ht = x.host[s, g], x.host[s, to]
    d = host_move_value(a, x, s, g, ht)
    host_move(a, x, s, g, ht)
    d += host_move_value(a, x, s, to, hg)
    host_move(a, x, s, to, hg)
    return d


@compiled
def change_block(a: Arrays, x: State, block: int, groups: int, temperature: float) -> int:
    """Try to move a whole block to another group, against as many others; the change of value."""
    people = x.group.shape[0]
    to = np.random.randint(groups)
    moved = np.empty(2 * people, np.int64)
    came_from = np.empty(2 * people, np.int64)
    n = 0
    d = 0
    source = -1
    for p in range(people):
        if a.block[p] == block:
            if a.fixed[p] >= 0:
                to = a.fixed[p]
            source = x.group[p]
    for p in range(people):
        if a.block[p] == block and x.group[p] != to and a.fixed[p] < 0:
            moved[n], came_from[n] = p, x.group[p]
            n += 1
            d += move_value(a, x, p, to)
            move(a, x, p, to)
    if n > 0 and source != to and np.random.random() < 0.8:
        back = n
        for _ in range(4 * n):
            if back == 0:
                break
            q = x.member[to, np.random.randint(x.size[to])]
            if a.block[q] != block and a.fixed[q] < 0:
                moved[n], came_from[n] = q, to
                n += 1
                back -= 1
                d += move_value(a, x, q, source)
                move(a, x, q, source)
    if accepted(d, temperature):
        return d
    for i in range(n - 1, -1, -1):
        move(a, x, moved[i], came_from[i])
    return 0
