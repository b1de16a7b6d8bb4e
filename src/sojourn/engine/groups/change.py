"""What a change of a state of the group search is worth, and how it is made (compiled)."""

from __future__ import annotations

from sojourn.engine.compiled import compiled_inside, compiled_leaf
from sojourn.engine.groups.problem import (
    ESCORT_PRICE,
    ESCORTS,
    LANGUAGE_PRICE,
    MOST_LANGUAGES,
    Arrays,
    Ints,
)
from sojourn.engine.groups.state import (
    State,
    bend,
    hold_members,
    host_value,
    relieve,
    scarcity,
    teams_value,
)


@compiled_inside
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
def pair_value(a: Arrays, x: State, p: int, q: int) -> int:
    """What it is worth to have `p` and `q` in one group."""
    if x.pair.shape[0] > 0:
        value: int = x.pair[p, q]
        return value
    first, last = a.friend_start[p], a.friend_start[p + 1]
    while first < last:
        middle = (first + last) // 2
        if a.friend[middle] < q:
            first = middle + 1
        else:
            last = middle
    found: int = 0
    while first < a.friend_start[p + 1] and a.friend[first] == q:
        found += a.friend_value[first]
        first += 1
    return found


@compiled_leaf
def move_value(a: Arrays, x: State, p: int, to: int) -> int:
    """What it is worth to move participant `p` to another group."""
    g = x.group[p]
    d: int = x.join[to, p] - x.join[g, p]
    return d + shift(a, x, g, to, a.language[p], -1, 1)


@compiled_leaf
def swap_value(a: Arrays, x: State, p: int, q: int) -> int:
    """What it is worth to exchange participants `p` and `q` of different groups."""
    g, to = x.group[p], x.group[q]
    d: int = x.join[to, p] - x.join[g, p] + x.join[g, q] - x.join[to, q]
    for k in range(x.kind.shape[0]):
        c = x.kind[k, p]
        if c >= 0 and c == x.kind[k, q]:
            d += x.bend[c, g] + x.bend[c, to]
    d -= 2 * pair_value(a, x, p, q)
    return d + shift(a, x, g, to, a.language[p], a.language[q], 0)


@compiled_leaf
def counted_move_value(a: Arrays, x: State, p: int, to: int) -> int:
    """The same as `move_value`, from what `count` keeps; slower where `p` has many pairs."""
    g = x.group[p]
    d: int = 0
    stops = x.host.shape[0]
    for s in range(stops):
        d += x.worth[s, x.host[s, to], p] - x.worth[s, x.host[s, g], p]
        if s + 1 < stops:
            d += a.leg[s, a.mask[p], x.host[s, to], x.host[s + 1, to]]
            d -= a.leg[s, a.mask[p], x.host[s, g], x.host[s + 1, g]]
    for k in range(x.kind.shape[0]):
        c = x.kind[k, p]
        if c >= 0:
            d += a.step[c, x.tally[c, to]] - a.step[c, x.tally[c, g] - 1]
    for j in range(a.friend_start[p], a.friend_start[p + 1]):
        other = x.group[a.friend[j]]
        if other == to:
            d += a.friend_value[j]
        elif other == g:
            d -= a.friend_value[j]
    return d + shift(a, x, g, to, a.language[p], -1, 1)


@compiled_leaf
def move(a: Arrays, x: State, p: int, to: int) -> None:
    """Move participant `p` to group `to`."""
    g = x.group[p]
    for k in range(x.kind.shape[0]):
        if x.kind[k, p] >= 0:
            join_class(a, x, x.kind[k, p], p, g, to)
    if x.pair.shape[0] > 0:
        add_row(x.join[g], x.join[to], x.pair[p])
    else:
        join_friends(a, x, p, g, to)
    count(a, x, p, to)
    settle(a, x, g, to)


@compiled_leaf
def swap(a: Arrays, x: State, p: int, q: int) -> None:
    """Exchange participants `p` and `q` of different groups."""
    g, to = x.group[p], x.group[q]
    for k in range(x.kind.shape[0]):
        c, e = x.kind[k, p], x.kind[k, q]
        if c == e:
            if c >= 0:
                x.join[g, p] -= x.bend[c, g]
                x.join[to, p] += x.bend[c, to]
                x.join[to, q] -= x.bend[c, to]
                x.join[g, q] += x.bend[c, g]
            continue
        if c >= 0:
            join_class(a, x, c, p, g, to)
        if e >= 0:
            join_class(a, x, e, q, to, g)
    if x.pair.shape[0] > 0:
        add_rows(x.join[g], x.join[to], x.pair[p], x.pair[q])
    else:
        join_friends(a, x, p, g, to)
        join_friends(a, x, q, to, g)
    count(a, x, p, to)
    count(a, x, q, g)
    settle(a, x, g, to)


@compiled_inside
def join_class(a: Arrays, x: State, c: int, p: int, g: int, to: int) -> None:
    """What the others of class `c` are worth to both groups when `p` goes from `g` to `to`."""
    n, m = x.tally[c, g], x.tally[c, to]
    left, left_member = a.step[c, n - 1] - a.step[c, n], 0
    if n > 1:
        left_member = a.step[c, n - 2] - a.step[c, n - 1]
    joined, joined_member = a.step[c, m + 1] - a.step[c, m], 0
    if m > 0:
        joined_member = a.step[c, m] - a.step[c, m - 1]
    if left != 0 or left_member != 0 or joined != 0 or joined_member != 0:
        for i in range(x.class_start[c], x.class_start[c + 1]):
            q = x.class_member[i]
            if q != p:
                x.join[g, q] += left_member if x.group[q] == g else left
                x.join[to, q] += joined_member if x.group[q] == to else joined


@compiled_inside
def join_friends(a: Arrays, x: State, p: int, g: int, to: int) -> None:
    """What those who make pairs with `p` are worth to both groups when `p` goes to `to`."""
    for j in range(a.friend_start[p], a.friend_start[p + 1]):
        x.join[g, a.friend[j]] -= a.friend_value[j]
        x.join[to, a.friend[j]] += a.friend_value[j]


@compiled_leaf
def add_row(source: Ints, target: Ints, row: Ints) -> None:
    """Take `row` from `source` and add it to `target`."""
    for i in range(row.shape[0]):
        source[i] -= row[i]
        target[i] += row[i]


@compiled_leaf
def add_rows(source: Ints, target: Ints, row: Ints, other: Ints) -> None:
    """Take `row` less `other` from `source` and add it to `target`."""
    for i in range(row.shape[0]):
        difference = row[i] - other[i]
        source[i] -= difference
        target[i] += difference


@compiled_leaf
def count(a: Arrays, x: State, p: int, to: int) -> None:
    """Move `p` to `to` in every count, but not in what everybody is worth to the groups."""
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
    for k in range(x.kind.shape[0]):
        c = x.kind[k, p]
        if c >= 0:
            x.tally[c, g] -= 1
            x.tally[c, to] += 1
            bend(a, x, c, g)
            bend(a, x, c, to)
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
    x.where[p] = to


@compiled_leaf
def settle(a: Arrays, x: State, g: int, to: int) -> None:
    """Bring reliefs, burdens and `hold` up to date after moves between `g` and `to`.

    Where teams or escorts have become scarce, or are so no more, those of all groups change.
    """
    scarce = x.scarce[0]
    every = scarcity(a, x) != scarce
    for i in range(x.size.shape[0] if every else 2):
        other = i if every else (g if i == 0 else to)
        if relieve(a, x, other) or other in (g, to):
            hold_members(a, x, other)


@compiled_leaf
def settle_all(a: Arrays, x: State) -> None:
    """The same after changes of many groups, or of hosts."""
    scarcity(a, x)
    for g in range(x.size.shape[0]):
        relieve(a, x, g)
        hold_members(a, x, g)
