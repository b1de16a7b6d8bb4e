"""Groups sent to other hosts: what that is worth, and how it is made (compiled)."""

from __future__ import annotations

from sojourn.engine.compiled import compiled_leaf
from sojourn.engine.groups.problem import HOST_PRICE, ROUTE_PRICE, Arrays
from sojourn.engine.groups.state import (
    State,
    host_value,
    repeats,
)


@compiled_leaf
def host_count(a: Arrays, x: State, s: int, g: int, h: int) -> int:
    """Send group `g` to host `h` at stop `s` in every count; what that is worth but for people.

    The people's part is `route_value`, before and after.
    """
    old = x.host[s, g]
    if old == h:
        return 0
    d: int = a.place[s, g, h] - a.place[s, g, old]
    repeated = repeats(x.host, g)
    x.host[s, g] = h
    d -= a.scalars[ROUTE_PRICE] * (repeats(x.host, g) - repeated)
    n, r = x.size[g], x.size[g] + max(1, x.team[g])
    people, rooms = x.people[s, old], x.rooms[s, old]
    d += host_value(a, old, people - n, rooms - r) - host_value(a, old, people, rooms)
    people, rooms = x.people[s, h], x.rooms[s, h]
    d += host_value(a, h, people + n, rooms + r) - host_value(a, h, people, rooms)
    d += a.scalars[HOST_PRICE] * (x.parties[s, old] > a.host_groups[old])
    d -= a.scalars[HOST_PRICE] * (x.parties[s, h] >= a.host_groups[h])
    x.people[s, old] -= n
    x.people[s, h] += n
    x.rooms[s, old] -= r
    x.rooms[s, h] += r
    x.parties[s, old] -= 1
    x.parties[s, h] += 1
    return d


@compiled_leaf
def route_value(a: Arrays, x: State, g: int) -> int:
    """What the hosts of group `g` and the journeys between them are worth to its members."""
    value: int = 0
    stops = x.host.shape[0]
    for s in range(stops):
        h = x.host[s, g]
        for i in range(x.size[g]):
            value += x.worth[s, h, x.member[g, i]]
        if s + 1 < stops:
            after = x.host[s + 1, g]
            for i in range(x.size[g]):
                value += a.leg[s, a.mask[x.member[g, i]], h, after]
    return value


@compiled_leaf
def join_route(a: Arrays, x: State, g: int, sign: int) -> None:
    """Add what the hosts of `g` are worth to everybody, or take it away with `sign` -1."""
    stops = x.host.shape[0]
    for s in range(stops):
        h = x.host[s, g]
        for p in range(x.group.shape[0]):
            x.join[g, p] += sign * x.worth[s, h, p]
        if s + 1 < stops:
            after = x.host[s + 1, g]
            for p in range(x.group.shape[0]):
                x.join[g, p] += sign * a.leg[s, a.mask[p], h, after]


@compiled_leaf
def rehost(a: Arrays, x: State, first: int, last: int, g: int, to: int, h: int) -> int:
    """Exchange hosts of two groups at stops `first` to `last` - 1; or send one (`to` = `g`) to `h`.

    In every count; returns what that is worth but for people.
    """
    d: int = 0
    for i in range(last - first if to == g else 2 * (last - first)):
        s = first + i // 2
        if to == g:
            who, where = g, h
        elif i % 2 == 0:
            h = x.host[s, g]
            who, where = g, x.host[s, to]
        else:
            who, where = to, h
        d += host_count(a, x, s, who, where)
    return d


@compiled_leaf
def routes_value(a: Arrays, x: State, g: int, to: int) -> int:
    """`route_value` of both groups, or of one where they are the same."""
    value: int = 0
    for i in range(1 if g == to else 2):
        value += route_value(a, x, g if i == 0 else to)
    return value


@compiled_leaf
def join_routes(a: Arrays, x: State, g: int, to: int, sign: int) -> None:
    """`join_route` of both groups, or of one where they are the same."""
    for i in range(1 if g == to else 2):
        join_route(a, x, g if i == 0 else to, sign)


@compiled_leaf
def host_move_value(a: Arrays, x: State, s: int, g: int, h: int) -> int:
    """What it is worth to send group `g` to host `h` at stop `s`."""
    old = x.host[s, g]
    d: int = -route_value(a, x, g)
    d += host_count(a, x, s, g, h)
    d += route_value(a, x, g)
    host_count(a, x, s, g, old)
    return d


@compiled_leaf
def host_move(a: Arrays, x: State, s: int, g: int, h: int) -> None:
    """Send group `g` to host `h` at stop `s`; `settle_all` before the next scan."""
    join_route(a, x, g, -1)
    host_count(a, x, s, g, h)
    join_route(a, x, g, 1)
