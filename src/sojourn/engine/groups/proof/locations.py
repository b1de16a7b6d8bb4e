"""Where a column can lie, and which languages it can have."""

from __future__ import annotations

from itertools import combinations, product
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sojourn.engine.groups.problem import MOST_LANGUAGES, ROUTE_PRICE, Arrays, Ints

Flags = npt.NDArray[np.bool_]
MOST_LOCATIONS = 1_000
"""Kinds of groups times routes beyond which no columns are priced."""
MOST_PINNED = 100
"""Locations beyond which groups are of one kind that only their pinned participants tell apart."""
MOST_TONGUES = 3_000
"""Sets of languages beyond which no columns are priced."""


class Locations(NamedTuple):
    """The kinds of groups (those that nothing tells apart) at each route of hosts: N locations.

    Attributes:
        groups: (K,) groups of each kind; `example` (K,) one of them; `kind_of` (G,) the kinds.
        kind: (N,) kind of each location.
        route: (N, S) its host at each stop.
        cell: (N,) its kind and first host as one number, of `cells`.
        value: (N,) value of a group there as such: windows, pins, repeated hosts.
        worth: (N, P) value of each participant there.
        open_to: (K, P) whether a participant can be in a group of a kind.

    """

    groups: Ints
    example: Ints
    kind_of: Ints
    kind: Ints
    route: Ints
    cell: Ints
    cells: int
    value: Ints
    worth: Ints
    open_to: Flags


class Tongues(NamedTuple):
    """The sets of languages that may be interpreted in a group: A sets.

    Attributes:
        held: (A, L) languages of each set.
        value: (A,) value of their teams.
        staff: (A,) interpreters, or the one who escorts.
        open_to: (A, P) participants who fit in.

    """

    held: Flags
    value: Ints
    staff: Ints
    open_to: Flags


class Habit(NamedTuple):
    """A class whose first member in a group has a price, and whose others have none.

    Observances are such classes: a group keeps their hours free, whoever keeps them.
    """

    number: int
    price: int
    members: tuple[int, ...]


def locations(a: Arrays) -> Locations | None:
    """Every location of `a`; None where there are more than `MOST_LOCATIONS`.

    Beyond `MOST_PINNED` pins are left out, but for those to groups that differ in other ways:
    without them more is allowed, so that a bound holds as well, and there is less to price.
    """
    stops, groups, hosts = a.place.shape
    alike = [(a.place[:, g].tobytes(), a.size_value[g].tobytes()) for g in range(groups)]
    keys = [(*key, g if (a.fixed == g).any() else -1) for g, key in enumerate(alike)]
    if len(set(keys)) * hosts**stops > MOST_PINNED:
        keys = [(*key, -1) for key in alike]
    known = {key: k for k, key in enumerate(dict.fromkeys(keys))}
    if len(known) * hosts**stops > MOST_LOCATIONS:
        return None
    kinds = np.array([known[key] for key in keys], dtype=np.int64)
    example = np.array([int(np.flatnonzero(kinds == k)[0]) for k in range(len(known))])
    routes = np.array(list(product(range(hosts), repeat=stops)), dtype=np.int64)
    repeated = np.array([stops - len(set(route)) for route in routes.tolist()], dtype=np.int64)
    worth = np.sum([a.unary[s][:, routes[:, s]].T for s in range(stops)], axis=0)
    for s in range(stops - 1):
        worth = worth + a.leg[s][a.mask][:, routes[:, s], routes[:, s + 1]].T
    places = [np.sum([a.place[s, g, routes[:, s]] for s in range(stops)], axis=0) for g in example]
    value = np.array(places) - a.scalars[ROUTE_PRICE] * repeated
    kind = np.repeat(np.arange(len(known)), len(routes))
    route = np.tile(routes, (len(known), 1))
    return Locations(
        np.bincount(kinds, minlength=len(known)),
        example,
        kinds,
        kind,
        route,
        kind * hosts + route[:, 0],
        len(known) * hosts,
        value.reshape(-1),
        np.tile(worth, (len(known), 1)).astype(np.int64),
        np.array([(a.fixed < 0) | (kinds[a.fixed] == k) for k in range(len(known))]),
    )


def habits(a: Arrays) -> tuple[Habit, ...]:
    """The classes of `a` that cost once for a group."""
    found = []
    for c in range(len(a.step)):
        members = np.flatnonzero((a.classes == c).any(axis=1)).tolist()
        if members and a.step[c, 0] < 0 and not a.step[c, 1 : max(2, len(members))].any():
            found.append(Habit(c, -int(a.step[c, 0]), tuple(members)))
    return tuple(found)


def tongues(a: Arrays) -> Tongues | None:
    """The sets of languages that a group can hold; None where there are too many."""
    number = len(a.teams)
    most = min(number, int(a.scalars[MOST_LANGUAGES]))
    sets = [c for size in range(most + 1) for c in combinations(range(number), size)]
    if len(sets) > MOST_TONGUES:
        return None
    held = np.array([[n in some for n in range(number)] for some in sets], dtype=bool)
    held = held.reshape(len(sets), number)
    return Tongues(
        held,
        held @ a.team_value,
        np.maximum(1, held @ a.team_size),
        np.array([(a.language < 0) | np.isin(a.language, some) for some in sets]),
    )
