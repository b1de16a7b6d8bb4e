"""The state of the search for groups: who is where, and what that is worth (compiled)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sojourn.engine.compiled import compiled_inside, compiled_leaf
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
    as_ints,
)

NEVER = 1 << 58
"""More than any value: what must not be chosen is worse by this."""
DENSE = 0.25
"""The part of all pairs that have a value from which on they are kept as a square matrix ..."""
MOST_SQUARE = 2_000
"""... if there are no more participants than this."""


class State(NamedTuple):
    """Who is where, with every count that prices depend on.

    Attributes:
        group: (P,) group of each participant; `where` the same, unsigned, for fast look-ups.
        speaks: (P,) language of each participant plus one, unsigned.
        host: (S, G) candidate host of each group at each stop.
        member: (G, P) members of each group, the first `size[g]` of a row; `seat` (P,) their
            positions.
        size: (G,) participants.
        tally: (C, G) members of each class.
        bend: (C, G) by how much the last member of a class is worth more than another would be.
        spoken: (G, L) members by interpreted language.
        kinds: (G,) interpreted languages; `team` (G,) staff of their teams.
        used: (L,) groups that hold a language.
        lonely: (1,) groups without interpreted languages.
        people, parties, rooms: (S, H) participants, groups, and rooms with the staff expected.
        join: (G, P) what each participant is worth to each group beside its other members:
            hosts, journeys, classes and pairs.
        scarce: (1,) what teams and escorts lack, as bits.
        relief: (G, L + 1) the most that hosts, teams and escorts can gain when a speaker of a
            language (0: of none) is exchanged for somebody else.
        burden: (G, L + 1) the least that a speaker costs who comes, where nobody speaks theirs;
            with the reliefs it bounds what an exchange of two people does to prices.
        hold: (P,) what each participant is worth to their own group, less the relief.
        worth: (S, H, P) the problem's unary values, a row for each host.
        kind: (K, P) the problem's classes, a row for each kind of class.
        class_start, class_member: participants of each class (CSR).
        pair: (P, P) values of pairs where most have one, else (0, P).
        extra: (P,) zeros between two uses: values of pairs with one participant.
        delta: (P,), row: (G,) room for what is computed.
        random: (1,) state of the generator of random numbers.

    """

    group: Ints
    where: npt.NDArray[np.uint32]
    speaks: npt.NDArray[np.uint32]
    host: Ints
    member: Ints
    seat: Ints
    size: Ints
    tally: Ints
    bend: Ints
    spoken: Ints
    kinds: Ints
    team: Ints
    used: Ints
    lonely: Ints
    people: Ints
    parties: Ints
    rooms: Ints
    join: Ints
    scarce: Ints
    relief: Ints
    burden: Ints
    hold: Ints
    worth: Ints
    kind: Ints
    class_start: Ints
    class_member: Ints
    pair: Ints
    extra: Ints
    delta: Ints
    row: Ints
    random: npt.NDArray[np.uint64]


def begin(a: Arrays, group: Ints, host: Ints, seed: int = 0) -> State:
    """The state of an assignment, its random numbers begun with `seed`."""
    people, groups, stops = len(group), host.shape[1], host.shape[0]
    hosts, classes, languages = len(a.host_people), len(a.step), len(a.teams)
    dense = people <= MOST_SQUARE and len(a.friend) > DENSE * people * people
    kinds = a.classes.reshape(-1)
    members = np.argsort(kinds, kind="stable")[np.count_nonzero(kinds < 0) :]

    def zeros(*shape: int) -> Ints:
        return np.zeros(shape, dtype=np.int64)

    x = State(
        group=as_ints(group).copy(),
        where=group.astype(np.uint32),
        speaks=(a.language + 1).astype(np.uint32),
        host=as_ints(host).copy(),
        member=zeros(groups, people),
        seat=zeros(people),
        size=zeros(groups),
        tally=zeros(classes, groups),
        bend=zeros(classes, groups),
        spoken=zeros(groups, languages),
        kinds=zeros(groups),
        team=zeros(groups),
        used=zeros(languages),
        lonely=zeros(1),
        people=zeros(stops, hosts),
        parties=zeros(stops, hosts),
        rooms=zeros(stops, hosts),
        join=zeros(groups, people),
        scarce=zeros(1),
        relief=zeros(groups, languages + 1),
        burden=zeros(groups, languages + 1),
        hold=zeros(people),
        worth=as_ints(a.unary.transpose(0, 2, 1)),
        kind=as_ints(a.classes.T),
        class_start=as_ints(np.searchsorted(kinds[members], np.arange(classes + 1))),
        class_member=as_ints(members // max(1, a.classes.shape[1])),
        pair=zeros(people if dense else 0, people),
        extra=zeros(people),
        delta=zeros(people),
        row=zeros(groups),
        random=np.array([seed], dtype=np.uint64),
    )
    fill(a, x)
    return x


@compiled_leaf
def fill(a: Arrays, x: State) -> None:
    """Count everything that `x` keeps, for the assignment that it has."""
    people, groups, stops = x.group.shape[0], x.host.shape[1], x.host.shape[0]
    for p in range(x.pair.shape[0]):
        for j in range(a.friend_start[p], a.friend_start[p + 1]):
            x.pair[p, a.friend[j]] += a.friend_value[j]
    for p in range(people):
        seat_person(a, x, p)
    for g in range(groups):
        for c in range(a.step.shape[0]):
            bend(a, x, c, g)
        x.lonely[0] += x.kinds[g] == 0
        for s in range(stops):
            x.people[s, x.host[s, g]] += x.size[g]
            x.parties[s, x.host[s, g]] += 1
            x.rooms[s, x.host[s, g]] += x.size[g] + max(1, x.team[g])
    for g in range(groups):
        for p in range(people):
            x.join[g, p] = person_at(a, x, p, g) + mixing(a, x, p, g)
    for p in range(people):
        for j in range(a.friend_start[p], a.friend_start[p + 1]):
            x.join[x.group[a.friend[j]], p] += a.friend_value[j]
    scarcity(a, x)
    for g in range(groups):
        relieve(a, x, g)
        hold_members(a, x, g)


@compiled_leaf
def seat_person(a: Arrays, x: State, p: int) -> None:
    """Count participant `p` in their group."""
    g = x.group[p]
    x.member[g, x.size[g]] = p
    x.seat[p] = x.size[g]
    x.size[g] += 1
    for k in range(x.kind.shape[0]):
        if x.kind[k, p] >= 0:
            x.tally[x.kind[k, p], g] += 1
    language = a.language[p]
    if language >= 0:
        if x.spoken[g, language] == 0:
            x.kinds[g] += 1
            x.team[g] += a.team_size[language]
            x.used[language] += 1
        x.spoken[g, language] += 1


@compiled_leaf
def person_at(a: Arrays, x: State, p: int, g: int) -> int:
    """Value of participant `p` in group `g` at its hosts and on the journeys between them."""
    value: int = 0
    stops = x.host.shape[0]
    for s in range(stops):
        value += x.worth[s, x.host[s, g], p]
        if s + 1 < stops:
            value += a.leg[s, a.mask[p], x.host[s, g], x.host[s + 1, g]]
    return value


@compiled_leaf
def mixing(a: Arrays, x: State, p: int, g: int) -> int:
    """Value of the classes of `p` for group `g`, beside its other members."""
    value: int = 0
    own = x.group[p] == g
    for k in range(x.kind.shape[0]):
        c = x.kind[k, p]
        if c >= 0:
            value += a.step[c, x.tally[c, g] - own]
    return value


@compiled_inside
def bend(a: Arrays, x: State, c: int, g: int) -> None:
    """Bring `State.bend` up to date for class `c` in group `g`; 0 where the group has none."""
    n = x.tally[c, g]
    x.bend[c, g] = a.step[c, n - 1] - a.step[c, n] if n > 0 else 0


@compiled_inside
def scarcity(a: Arrays, x: State) -> int:
    """Bring `scarce` up to date: which languages have no team left, and whether escorts lack."""
    found: int = x.lonely[0] > a.scalars[ESCORTS]
    for language in range(a.teams.shape[0]):
        found = 2 * found + (x.used[language] >= a.teams[language])
    x.scarce[0] = found
    return found


@compiled_inside
def relieve(a: Arrays, x: State, g: int) -> bool:
    """Bring reliefs and burdens of group `g` up to date; whether a relief has changed."""
    lonely = x.kinds[g] == 0 and x.lonely[0] > a.scalars[ESCORTS]
    always = a.scalars[ESCORT_PRICE] if lonely else 0
    changed: bool = x.relief[g, 0] != always
    x.relief[g, 0] = always
    for language in range(a.teams.shape[0]):
        gain = always
        if x.spoken[g, language] == 1:
            gain += max(0, -a.team_value[language])
            if x.kinds[g] >= a.scalars[MOST_LANGUAGES]:
                gain += a.scalars[LANGUAGE_PRICE]
            if x.used[language] >= a.teams[language]:
                gain += a.scalars[TEAM_PRICE]
            for s in range(x.host.shape[0]):
                if x.rooms[s, x.host[s, g]] > a.host_rooms[x.host[s, g]]:
                    gain += a.scalars[ROOM_PRICE] * a.team_size[language]
        changed = changed or x.relief[g, language + 1] != gain
        x.relief[g, language + 1] = gain
        cost: int = 0
        if x.spoken[g, language] == 0:
            cost -= min(0, a.team_value[language])
            if x.kinds[g] >= a.scalars[MOST_LANGUAGES]:
                cost += a.scalars[LANGUAGE_PRICE]
            if x.used[language] >= a.teams[language]:
                cost += a.scalars[TEAM_PRICE]
        x.burden[g, language + 1] = cost
    return changed


@compiled_inside
def hold_members(a: Arrays, x: State, g: int) -> None:
    """Bring `hold` up to date for the members of group `g`."""
    for i in range(x.size[g]):
        p = x.member[g, i]
        x.hold[p] = x.join[g, p] - x.relief[g, a.language[p] + 1]
        if a.fixed[p] >= 0:
            x.hold[p] += NEVER


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
    total: int = prices_paid(a, a.scalars, x)
    for p in range(x.group.shape[0]):
        total += person_at(a, x, p, x.group[p])
        for j in range(a.friend_start[p], a.friend_start[p + 1]):
            if a.friend[j] > p and x.group[a.friend[j]] == x.group[p]:
                total += a.friend_value[j]
    for g in range(x.host.shape[1]):
        total += a.size_value[g, x.size[g]]
        for c in range(a.step.shape[0]):
            for n in range(x.tally[c, g]):
                total += a.step[c, n]
        for s in range(x.host.shape[0]):
            total += a.place[s, g, x.host[s, g]]
    for language in range(a.teams.shape[0]):
        total += x.used[language] * a.team_value[language]
    return total


@compiled_leaf
def prices_paid(a: Arrays, prices: Ints, x: State) -> int:
    """What `prices`, laid out as `Arrays.scalars`, take from the value of a state, zero or less."""
    total: int = 0
    for g in range(x.host.shape[1]):
        total -= prices[LANGUAGE_PRICE] * max(0, x.kinds[g] - prices[MOST_LANGUAGES])
        total -= prices[ROUTE_PRICE] * repeats(x.host, g)
    for language in range(a.teams.shape[0]):
        total -= prices[TEAM_PRICE] * max(0, x.used[language] - a.teams[language])
    total -= prices[ESCORT_PRICE] * max(0, x.lonely[0] - prices[ESCORTS])
    for s in range(x.host.shape[0]):
        for h in range(a.host_people.shape[0]):
            total -= prices[HOST_PRICE] * max(0, x.people[s, h] - a.host_people[h])
            total -= prices[ROOM_PRICE] * max(0, x.rooms[s, h] - a.host_rooms[h])
            total -= prices[HOST_PRICE] * max(0, x.parties[s, h] - a.host_groups[h])
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
