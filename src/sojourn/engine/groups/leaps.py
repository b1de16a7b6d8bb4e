"""Changes of more than two participants, or of hosts, in the group search (compiled).

They are made in the counts, one after the other, and taken back where their sum is bad.
"""

from __future__ import annotations

import math

from sojourn.engine.compiled import compiled_leaf
from sojourn.engine.draws import below, unit
from sojourn.engine.groups.change import count, counted_move_value, move, settle_all
from sojourn.engine.groups.problem import Arrays, Ints
from sojourn.engine.groups.route import join_routes, rehost, routes_value
from sojourn.engine.groups.state import (
    NEVER,
    State,
)

ALONE = 0.5
"""How often one group tries a host, not two groups each other's ..."""
WHOLE_ROUTES = 0.3
"""... and how often those exchange their whole routes."""
AGAINST = 0.8
"""How often tied people go against others, not alone."""
PASSED_OVER = 0.2


@compiled_leaf
def accepted(x: State, d: int, temperature: float) -> bool:
    """Metropolis: whether a change worth `d` is made."""
    return d >= 0 or d >= temperature * math.log(unit(x.random))


@compiled_leaf
def change_host(a: Arrays, x: State, temperature: float) -> int:
    """Try another host for a group, or an exchange of two groups' hosts; the change of value."""
    stops, groups, hosts = x.host.shape[0], x.host.shape[1], a.host_people.shape[0]
    s, g = below(x.random, stops), below(x.random, groups)
    h, to = below(x.random, hosts), below(x.random, groups)
    first, last = s, s + 1
    old = x.host[s, g]
    if groups == 1 or unit(x.random) < ALONE:
        to = g
        if h == old:
            return 0
    elif to == g:
        return 0
    elif stops > 1 and unit(x.random) < WHOLE_ROUTES:
        first, last = 0, stops
    d: int = -routes_value(a, x, g, to)
    d += rehost(a, x, first, last, g, to, h)
    d += routes_value(a, x, g, to)
    good = accepted(x, d, temperature)
    rehost(a, x, first, last, g, to, old)
    if not good:
        return 0
    join_routes(a, x, g, to, -1)
    rehost(a, x, first, last, g, to, h)
    join_routes(a, x, g, to, 1)
    settle_all(a, x)
    return d


@compiled_leaf
def change_block(
    a: Arrays, x: State, p: int, temperature: float, mover: Ints, came_from: Ints
) -> int:
    """Try to move `p` with all tied to them, against others; the change of value.

    Tied are those kept together with `p`, or else the speakers of their interpreted language
    in their group: one by one they would cost a team more before they save one. Others are the
    speakers of a language in the group where they go, or those who like best to go.
    """
    groups = x.size.shape[0]
    source, language = x.group[p], a.language[p]
    to = below(x.random, groups)
    block = a.block[p]
    if block >= 0:
        to = place_of_block(a, x, block, to)
        n = take_block(a, x, block, to, mover, came_from, 0)
    else:
        n = take_speakers(a, x, source, language, mover, came_from, 0) if to != source else 0
    if n == 0:
        return 0
    there = n
    if to != source and x.size[to] > 0 and unit(x.random) < AGAINST:
        other = a.language[x.member[to, below(x.random, x.size[to])]]
        if other >= 0 and other != language and block < 0:
            n = take_speakers(a, x, to, other, mover, came_from, n)
        n = take_keen(a, x, to, source, 2 * there - n, mover, came_from, n)
        n = take_keen(a, x, source, to, n - 2 * there, mover, came_from, n)
    d: int = 0
    for i in range(n):
        g = source if came_from[i] == to else to
        d += counted_move_value(a, x, mover[i], g)
        count(a, x, mover[i], g)
    good = accepted(x, d, temperature)
    for i in range(n - 1, -1, -1):
        count(a, x, mover[i], came_from[i])
    if not good:
        return 0
    for i in range(n):
        move(a, x, mover[i], source if came_from[i] == to else to)
    settle_all(a, x)
    return d


@compiled_leaf
def place_of_block(a: Arrays, x: State, block: int, to: int) -> int:
    """The group where somebody of `block` is pinned, else `to`."""
    for q in range(x.group.shape[0]):
        if a.block[q] == block and a.fixed[q] >= 0:
            to = a.fixed[q]
    return to


@compiled_leaf
def take_block(
    a: Arrays, x: State, block: int, to: int, mover: Ints, came_from: Ints, n: int
) -> int:
    """Add the members of `block` outside `to` to the first `n` movers; the number then."""
    for q in range(x.group.shape[0]):
        if a.block[q] == block and x.group[q] != to and a.fixed[q] < 0:
            mover[n], came_from[n] = q, x.group[q]
            n += 1
    return n


@compiled_leaf
def take_speakers(
    a: Arrays, x: State, g: int, language: int, mover: Ints, came_from: Ints, n: int
) -> int:
    """Add the free speakers of `language` in `g` to the first `n` movers; the number then."""
    for i in range(x.size[g]):
        q = x.member[g, i]
        if a.language[q] == language and a.fixed[q] < 0:
            mover[n], came_from[n] = q, g
            n += 1
    return n


@compiled_leaf
def take_keen(
    a: Arrays,
    x: State,
    g: int,
    to: int,
    wanted: int,
    mover: Ints,
    came_from: Ints,
    n: int,
) -> int:
    """Add `wanted` members of `g`, without language or ties, who gain most by going to `to`.

    Some are passed over at random; nobody who is among the first `n` movers is taken again.
    """
    for _ in range(wanted):
        found = -1
        most: int = -NEVER
        for i in range(x.size[g]):
            q = x.member[g, i]
            gain = x.join[to, q] - x.join[g, q]
            if gain <= most or a.fixed[q] >= 0 or a.block[q] >= 0 or a.language[q] >= 0:
                continue
            if among(mover, n, q) or unit(x.random) < PASSED_OVER:
                continue
            found, most = q, gain
        if found < 0:
            break
        mover[n], came_from[n] = found, g
        n += 1
    return n


@compiled_leaf
def among(mover: Ints, n: int, q: int) -> bool:
    """Whether `q` is one of the first `n` movers."""
    found = False
    for i in range(n):
        found = found or mover[i] == q
    return found


@compiled_leaf
def change_cycle(a: Arrays, x: State, p: int, temperature: float, mover: Ints, target: Ints) -> int:
    """Try to send `p` to a group, one of its members to a third, one of those to the first.

    Who goes on is whoever gains most by it, by what they are worth before the others move.
    """
    groups = x.size.shape[0]
    g = x.group[p]
    h, k = below(x.random, groups), below(x.random, groups)
    if g == h or h == k or k == g:
        return 0
    q = keenest(a, x, h, k)
    r = keenest(a, x, k, g)
    if q < 0 or r < 0:
        return 0
    mover[0], mover[1], mover[2] = p, q, r
    target[0], target[1], target[2] = h, k, g
    d: int = 0
    for i in range(3):
        d += counted_move_value(a, x, mover[i], target[i])
        count(a, x, mover[i], target[i])
    good = accepted(x, d, temperature)
    for i in range(2, -1, -1):
        count(a, x, mover[i], target[(i + 2) % 3])
    if not good:
        return 0
    for i in range(3):
        move(a, x, mover[i], target[i])
    return d


@compiled_leaf
def keenest(a: Arrays, x: State, g: int, to: int) -> int:
    """The free member of `g` who would gain most, or lose least, by a move to `to`; or -1."""
    found = -1
    most: int = -NEVER
    for i in range(x.size[g]):
        p = x.member[g, i]
        gain = x.join[to, p] - x.join[g, p]
        if gain > most and a.fixed[p] < 0:
            found, most = p, gain
    return found
