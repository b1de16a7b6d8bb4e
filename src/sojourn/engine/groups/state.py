"""The state of the search for groups, and what a change of it is worth (compiled)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, ParamSpec, TypeVar, cast

import numpy as np
from numba import njit

from sojourn.engine.groups.problem import (
    ESCORT_PRICE,
    ESCORTS,
    HOST_PRICE,
    LANGUAGE_PRICE,
    MOST_LANGUAGES,
    ROOM_PRICE,
    ROUTE_PRICE,
    TEAM_PRICE,
    Arrays,
    Ints,
)

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """`function` compiled by numba, its machine code kept between runs."""
    return cast(Callable[P, R], njit(cache=True, nogil=True)(function))


def compiled_leaf(function: Callable[P, R]) -> Callable[P, R]:
    """The same for a function that allocates nothing, so that arrays need no counting."""
    return cast(Callable[P, R], njit(cache=True, nogil=True, _nrt=False)(function))


class State(NamedTuple):
    """Who is where, with every count that prices depend on.

    Attributes:
        group: (P,) group of each participant.
        host: (S, G) candidate host of each group at each stop.
        member: (G, P) members of each group, the first `size[g]` of a row; `seat` (P,) their
            positions.
        size: (G,) participants.
        tally: (G, C) members of each class.
        spoken: (G, L) members by interpreted language.
        kinds: (G,) interpreted languages; `team` (G,) staff of their teams.
        used: (L,) groups that hold a language.
        lonely: (1,) groups without interpreted languages.
        people, parties, rooms: (S, H) participants, groups, and rooms with the staff expected.
        at: (P, G) value of each participant in each group, for the hosts that it has.

    """

    group: Ints
    host: Ints
    member: Ints
    seat: Ints
    size: Ints
    tally: Ints
    spoken: Ints
    kinds: Ints
    team: Ints
    used: Ints
    lonely: Ints
    people: Ints
    parties: Ints
    rooms: Ints
    at: Ints


@compiled_leaf
def person_at(a: Arrays, host: Ints, p: int, g: int) -> int:
    """Value of participant `p` in group `g` at its hosts and on the journeys between them."""
    value: int = 0
    stops = host.shape[0]
    for s in range(stops):
        value += a.unary[s, p, host[s, g]]
        if s + 1 < stops:
            value += a.leg[s, a.mask[p], host[s, g], host[s + 1, g]]
    return value


@compiled
def begin(a: Arrays, group: Ints, host: Ints) -> State:
    """The state of an assignment."""
    people, groups, stops = group.shape[0], host.shape[1], host.shape[0]
    hosts = a.host_people.shape[0]
    x = State(
        group.copy(),
        host.copy(),
        np.zeros((groups, people), np.int64),
        np.zeros(people, np.int64),
        np.zeros(groups, np.int64),
        np.zeros((groups, a.step.shape[0]), np.int64),
        np.zeros((groups, a.teams.shape[0]), np.int64),
        np.zeros(groups, np.int64),
        np.zeros(groups, np.int64),
        np.zeros(a.teams.shape[0], np.int64),
        np.zeros(1, np.int64),
        np.zeros((stops, hosts), np.int64),
        np.zeros((stops, hosts), np.int64),
        np.zeros((stops, hosts), np.int64),
        np.zeros((people, groups), np.int64),
    )
    for p in range(people):
        g = group[p]
        x.member[g, x.size[g]] = p
        x.seat[p] = x.size[g]
        x.size[g] += 1
        for k in range(a.classes.shape[1]):
            if a.classes[p, k] >= 0:
                x.tally[g, a.classes[p, k]] += 1
        if a.language[p] >= 0:
            if x.spoken[g, a.language[p]] == 0:
                x.kinds[g] += 1
                x.team[g] += a.team_size[a.language[p]]
                x.used[a.language[p]] += 1
            x.spoken[g, a.language[p]] += 1
    for g in range(groups):
        x.lonely[0] += x.kinds[g] == 0
        for s in range(stops):
            x.people[s, host[s, g]] += x.size[g]
            x.parties[s, host[s, g]] += 1
            x.rooms[s, host[s, g]] += x.size[g] + max(1, x.team[g])
        for p in range(people):
            x.at[p, g] = person_at(a, host, p, g)
    return x


@compiled_leaf
def repeats(host: Ints, g: int) -> int:
    """Hosts of the route of `g` that it visits again."""
    found = 0
    for s in range(host.shape[0]):
        for t in range(s):
            if host[s, g] == host[t, g]:
                found += 1
                break
    return found


@compiled_leaf
def value_of(a: Arrays, x: State) -> int:
    """The value of a state, counted anew."""
    total: int = 0
    groups, stops, hosts = x.host.shape[1], x.host.shape[0], a.host_people.shape[0]
    for p in range(x.group.shape[0]):
        total += x.at[p, x.group[p]]
        for j in range(a.friend_start[p], a.friend_start[p + 1]):
            if a.friend[j] > p and x.group[a.friend[j]] == x.group[p]:
                total += a.friend_value[j]
    for g in range(groups):
        total += a.size_value[g, x.size[g]]
        for c in range(a.step.shape[0]):
            for n in range(x.tally[g, c]):
                total += a.step[c, n]
        total -= a.scalars[LANGUAGE_PRICE] * max(0, x.kinds[g] - a.scalars[MOST_LANGUAGES])
        total -= a.scalars[ROUTE_PRICE] * repeats(x.host, g)
        for s in range(stops):
            total += a.place[s, g, x.host[s, g]]
    for language in range(a.teams.shape[0]):
        total += teams_value(a, language, x.used[language])
    total -= a.scalars[ESCORT_PRICE] * max(0, x.lonely[0] - a.scalars[ESCORTS])
    for s in range(stops):
        for h in range(hosts):
            total += host_value(a, h, x.people[s, h], x.rooms[s, h])
            total -= a.scalars[HOST_PRICE] * max(0, x.parties[s, h] - a.host_groups[h])
    return total


@compiled_leaf
def teams_value(a: Arrays, language: int, used: int) -> int:
    """Price of the teams for `used` groups that hold `language`, and of those missing."""
    over = max(0, used - a.teams[language])
    value: int = used * a.team_value[language] - over * a.scalars[TEAM_PRICE]
    return value


@compiled_leaf
def host_value(a: Arrays, h: int, people: int, rooms: int) -> int:
    """Price of more people or rooms at host `h` than it has."""
    value: int = -a.scalars[HOST_PRICE] * max(0, people - a.host_people[h])
    value -= a.scalars[ROOM_PRICE] * max(0, rooms - a.host_rooms[h])
    return value


@compiled_leaf
def shift(a: Arrays, x: State, g: int, to: int, lp: int, lq: int, leave: int) -> int:
    """What changes for two groups when a speaker of `lp` goes from `g` to `to`, one of `lq` back.

    Sizes, languages, teams, escorts, and the hosts' people and rooms; `leave` is the number of
    participants that `g` loses to `to`: 1 for a move, 0 for a swap. -1 is no language.
    """
    if lp == lq and leave == 0:
        return 0
    d: int = 0
    kg, kt, tg, tt = x.kinds[g], x.kinds[to], x.team[g], x.team[to]
    if lp != lq:
        for turn in range(2):
            language, source, target = (lp, g, to) if turn == 0 else (lq, to, g)
            if language < 0:
                continue
            lost = x.spoken[source, language] == 1
            won = x.spoken[target, language] == 0
            size = a.team_size[language]
            if turn == 0:
                kg, tg = kg - lost, tg - size * lost
                kt, tt = kt + won, tt + size * won
            else:
                kt, tt = kt - lost, tt - size * lost
                kg, tg = kg + won, tg + size * won
            used = x.used[language]
            if lost != won:
                d += teams_value(a, language, used - lost + won) - teams_value(a, language, used)
        most = a.scalars[MOST_LANGUAGES]
        d -= a.scalars[LANGUAGE_PRICE] * (
            max(0, kg - most)
            + max(0, kt - most)
            - max(0, x.kinds[g] - most)
            - max(0, x.kinds[to] - most)
        )
        lonely = (kg == 0) + (kt == 0) - (x.kinds[g] == 0) - (x.kinds[to] == 0)
        if lonely != 0:
            before = max(0, x.lonely[0] - a.scalars[ESCORTS])
            after = max(0, x.lonely[0] + lonely - a.scalars[ESCORTS])
            d -= a.scalars[ESCORT_PRICE] * (after - before)
    if leave != 0:
        ng, nt = x.size[g], x.size[to]
        d += (
            a.size_value[g, ng - leave]
            - a.size_value[g, ng]
            + a.size_value[to, nt + leave]
            - a.size_value[to, nt]
        )
    rooms_g = max(1, tg) - max(1, x.team[g]) - leave
    rooms_t = max(1, tt) - max(1, x.team[to]) + leave
    if leave != 0 or rooms_g != 0 or rooms_t != 0:
        for s in range(x.host.shape[0]):
            hg, ht = x.host[s, g], x.host[s, to]
            if hg == ht:
                n, r = x.people[s, hg], x.rooms[s, hg]
                d += host_value(a, hg, n, r + rooms_g + rooms_t) - host_value(a, hg, n, r)
            else:
                n, r = x.people[s, hg], x.rooms[s, hg]
                d += host_value(a, hg, n - leave, r + rooms_g) - host_value(a, hg, n, r)
                n, r = x.people[s, ht], x.rooms[s, ht]
                d += host_value(a, ht, n + leave, r + rooms_t) - host_value(a, ht, n, r)
    return d


@compiled_leaf
def move_value(a: Arrays, x: State, p: int, to: int) -> int:
    """What it is worth to move participant `p` to another group."""
    g = x.group[p]
    d: int = x.at[p, to] - x.at[p, g]
    for k in range(a.classes.shape[1]):
        c = a.classes[p, k]
        if c >= 0:
            d += a.step[c, x.tally[to, c]] - a.step[c, x.tally[g, c] - 1]
    for j in range(a.friend_start[p], a.friend_start[p + 1]):
        other = x.group[a.friend[j]]
        if other == to:
            d += a.friend_value[j]
        elif other == g:
            d -= a.friend_value[j]
    return d + shift(a, x, g, to, a.language[p], -1, 1)


@compiled_leaf
def swap_value(a: Arrays, x: State, p: int, q: int) -> int:
    """What it is worth to exchange participants `p` and `q` of different groups."""
    g, to = x.group[p], x.group[q]
    d: int = x.at[p, to] - x.at[p, g] + x.at[q, g] - x.at[q, to]
    for k in range(a.classes.shape[1]):
        c, e = a.classes[p, k], a.classes[q, k]
        if c != e:
            if c >= 0:
                d += a.step[c, x.tally[to, c]] - a.step[c, x.tally[g, c] - 1]
            if e >= 0:
                d += a.step[e, x.tally[g, e]] - a.step[e, x.tally[to, e] - 1]
    for turn in range(2):
        one, two = (p, q) if turn == 0 else (q, p)
        source, target = (g, to) if turn == 0 else (to, g)
        for j in range(a.friend_start[one], a.friend_start[one + 1]):
            other = a.friend[j]
            if other == two:
                continue
            if x.group[other] == target:
                d += a.friend_value[j]
            elif x.group[other] == source:
                d -= a.friend_value[j]
    return d + shift(a, x, g, to, a.language[p], a.language[q], 0)


@compiled_leaf
def move(a: Arrays, x: State, p: int, to: int) -> None:
    """Move participant `p` to group `to`."""
    g = x.group[p]
    language = a.language[p]
    before_g, before_t = max(1, x.team[g]), max(1, x.team[to])
    if language >= 0:
        x.spoken[g, language] -= 1
        if x.spoken[g, language] == 0:
            x.kinds[g] -= 1
            x.lonely[0] += x.kinds[g] == 0
            x.team[g] -= a.team_size[language]
            x.used[language] -= 1
        if x.spoken[to, language] == 0:
            x.lonely[0] -= x.kinds[to] == 0
            x.kinds[to] += 1
            x.team[to] += a.team_size[language]
            x.used[language] += 1
        x.spoken[to, language] += 1
    for k in range(a.classes.shape[1]):
        c = a.classes[p, k]
        if c >= 0:
            x.tally[g, c] -= 1
            x.tally[to, c] += 1
    for s in range(x.host.shape[0]):
        hg, ht = x.host[s, g], x.host[s, to]
        x.people[s, hg] -= 1
        x.people[s, ht] += 1
        x.rooms[s, hg] += max(1, x.team[g]) - before_g - 1
        x.rooms[s, ht] += max(1, x.team[to]) - before_t + 1
    last = x.member[g, x.size[g] - 1]
    x.member[g, x.seat[p]] = last
    x.seat[last] = x.seat[p]
    x.size[g] -= 1
    x.member[to, x.size[to]] = p
    x.seat[p] = x.size[to]
    x.size[to] += 1
    x.group[p] = to


@compiled_leaf
def host_move_value(a: Arrays, x: State, s: int, g: int, h: int) -> int:
    """What it is worth to send group `g` to host `h` at stop `s`."""
    old = x.host[s, g]
    if old == h:
        return 0
    d: int = a.place[s, g, h] - a.place[s, g, old]
    repeated = repeats(x.host, g)
    x.host[s, g] = h
    d -= a.scalars[ROUTE_PRICE] * (repeats(x.host, g) - repeated)
    for i in range(x.size[g]):
        p = x.member[g, i]
        d += person_at(a, x.host, p, g) - x.at[p, g]
    x.host[s, g] = old
    n, r = x.size[g], x.size[g] + max(1, x.team[g])
    people, rooms = x.people[s, old], x.rooms[s, old]
    d += host_value(a, old, people - n, rooms - r) - host_value(a, old, people, rooms)
    people, rooms = x.people[s, h], x.rooms[s, h]
    d += host_value(a, h, people + n, rooms + r) - host_value(a, h, people, rooms)
    d += a.scalars[HOST_PRICE] * (x.parties[s, old] > a.host_groups[old])
    d -= a.scalars[HOST_PRICE] * (x.parties[s, h] >= a.host_groups[h])
    return d


@compiled_leaf
def host_move(a: Arrays, x: State, s: int, g: int, h: int) -> None:
    """Send group `g` to host `h` at stop `s`."""
    old = x.host[s, g]
    rooms = x.size[g] + max(1, x.team[g])
    x.people[s, old] -= x.size[g]
    x.people[s, h] += x.size[g]
    x.rooms[s, old] -= rooms
    x.rooms[s, h] += rooms
    x.parties[s, old] -= 1
    x.parties[s, h] += 1
    x.host[s, g] = h
    for p in range(x.group.shape[0]):
        x.at[p, g] = person_at(a, x.host, p, g)
