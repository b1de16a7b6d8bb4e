"""Annealing over participants and hosts (compiled), in slices that can be stopped between."""

from __future__ import annotations

import math

import numpy as np

from sojourn.engine.groups.problem import Arrays, Ints
from sojourn.engine.groups.state import (
    State,
    begin,
    compiled,
    compiled_leaf,
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
"""Part of the moves that move people who are tied to each other, where there are such."""
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
    tied = np.flatnonzero((a.fixed < 0) & ((a.block >= 0) | (a.language >= 0)))
    groups, stops, hosts = x.host.shape[1], x.host.shape[0], a.host_people.shape[0]
    host_share = HOST_SHARE if hosts > 1 else 0.0
    block_share = BLOCK_SHARE if tied.shape[0] > 0 and groups > 1 else 0.0
    temperature = hot
    cooling = (cold / hot) ** (COOLING / max(moves, 1))
    mover, target = np.zeros(2, np.int64), np.zeros(2, np.int64)
    for step in range(moves):
        if step % COOLING == 0 and step > 0:
            temperature *= cooling
        draw = np.random.random()
        if draw < host_share:
            value += change_host(a, x, stops, groups, hosts, temperature)
        elif draw < host_share + block_share:
            value += change_block(a, x, tied[np.random.randint(tied.shape[0])], groups, temperature)
        elif groups > 1 and free.shape[0] > 0:
            movers = 0
            d = 0
            mover[0] = free[np.random.randint(free.shape[0])]
            g = x.group[mover[0]]
            if np.random.random() < SWAP_SHARE:
                mover[1] = free[np.random.randint(free.shape[0])]
                target[0], target[1] = x.group[mover[1]], g
                if target[0] != g:
                    d = swap_value(a, x, mover[0], mover[1])
                    movers = 2
            else:
                to = np.random.randint(groups)
                target[0] = to
                if to != g:
                    d = a.size_value[g, x.size[g] - 1] - a.size_value[g, x.size[g]]
                    d += a.size_value[to, x.size[to] + 1] - a.size_value[to, x.size[to]]
                    if d > -HOPELESS * temperature:
                        d = move_value(a, x, mover[0], to)
                        movers = 1
            if movers > 0 and accepted(d, temperature):
                value += d
                for i in range(movers):
                    move(a, x, mover[i], target[i])
        if value > best:
            best = value
            best_group[:] = x.group
            best_host[:] = x.host
    return best_group, best_host, best, x.group, x.host, value


@compiled_leaf
def accepted(d: int, temperature: float) -> bool:
    """Metropolis: whether a change worth `d` is made."""
    if d >= 0:
        return True
    if d < -HOPELESS * temperature:
        return False
    return np.random.random() < math.exp(d / temperature)


@compiled_leaf
def change_host(
    a: Arrays, x: State, stops: int, groups: int, hosts: int, temperature: float
) -> int:
    """Try another host for a group, or an exchange of two groups' hosts; the change of value."""
    s, g = np.random.randint(stops), np.random.randint(groups)
    h, to = np.random.randint(hosts), np.random.randint(groups)
    alone = groups == 1 or np.random.random() < 0.5
    if (alone and h == x.host[s, g]) or (not alone and to == g):
        return 0
    first, last = s, s + 1
    if not alone and stops > 1 and np.random.random() < 0.3:
        first, last = 0, stops
    d: int = 0
    turns = (last - first) * (1 if alone else 2)
    old = x.host[s, g]
    # Changes are made one by one, and where their sum is bad, made again the other way.
    for i in range(2 * turns):
        if i == turns and accepted(d, temperature):
            return d
        if alone:
            t, who, where = s, g, h if i == 0 else old
        else:
            t = first + i // 2 % (last - first)
            if i % 2 == 0:
                old = x.host[t, g]
                who, where = g, x.host[t, to]
            else:
                who, where = to, old
        if i < turns:
            d += host_move_value(a, x, t, who, where)
        host_move(a, x, t, who, where)
    return 0


@compiled
def change_block(a: Arrays, x: State, p: int, groups: int, temperature: float) -> int:
    """Try to move `p` with all tied to them, against as many others; the change of value.

    Tied are those kept together with `p`, or else the speakers of their interpreted language
    in their group: one by one they would cost a team more before they save one.
    """
    people = x.group.shape[0]
    source = x.group[p]
    to = np.random.randint(groups)
    block, language = a.block[p], a.language[p]
    mover, came_from = np.empty(2 * people, np.int64), np.empty(2 * people, np.int64)
    n = 0
    d: int = 0
    if block >= 0:
        for q in range(people):
            if a.block[q] == block and a.fixed[q] >= 0:
                to = a.fixed[q]
    for q in range(people):
        tied = a.block[q] == block if block >= 0 else a.language[q] == language
        if tied and (block >= 0 or x.group[q] == source) and x.group[q] != to and a.fixed[q] < 0:
            mover[n], came_from[n] = q, x.group[q]
            n += 1
    there = n
    if n > 0 and source != to and np.random.random() < 0.8:
        first = np.random.randint(max(1, x.size[to]))
        for i in range(x.size[to]):
            q = x.member[to, (first + i) % x.size[to]]
            if n < 2 * there and (block < 0 or a.block[q] != block) and a.fixed[q] < 0:
                mover[n], came_from[n] = q, to
                n += 1
    for i in range(n):
        g = to if i < there else source
        d += move_value(a, x, mover[i], g)
        move(a, x, mover[i], g)
    if accepted(d, temperature):
        return d
    for i in range(n - 1, -1, -1):
        move(a, x, mover[i], came_from[i])
    return 0
