"""A split phase as integer arrays: who could be in which group, in which city, at what price."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sojourn.model import Programme
from sojourn.rules import setting

SCALE = 100
"""Integer units of value per point of the rules."""

Ints = npt.NDArray[np.int64]


class Arrays(NamedTuple):
    """What the kernel reads; values are points times `SCALE`, larger is better.

    P participants, G groups, S stops, H candidate hosts, C classes (a country, a
    region, a field, ...), K classes that one participant has at most, L interpreted languages.

    Attributes:
        unary: (S, P, H) value of a participant at a host: what its offers could give them, hard
            rules included.
        leg: (S - 1, 8, H, H) value of the journey between stops for each mask of observances.
        mask: (P,) observances of a participant as bits.
        place: (S, G, H) value of a group at a host: windows, pins, the journey as such.
        classes: (P, K) classes of a participant, -1 where there are fewer.
        step: (C, P + 1) value of the n-th + 1 member of a class in a group.
        language: (P,) interpreted language or -1.
        teams: (L,) groups that can hold a language.
        team_size: (L,) staff of a team.
        team_value: (L,) value (a price) of a team.
        friend_start, friend, friend_value: for each participant the others (CSR, in their order)
            whose being in the same group has a value: pairs kept apart or together, distances.
        fixed: (P,) group of a pinned participant, else -1.
        block: (P,) number of the block of participants kept together, else -1.
        host_people, host_groups, host_rooms: (H,) the most at once.
        size_value: (G, P + 1) value of each group with so many participants.
        scalars: limits and prices, at the positions named below.

    """

    unary: Ints
    leg: Ints
    mask: Ints
    place: Ints
    classes: Ints
    step: Ints
    language: Ints
    teams: Ints
    team_size: Ints
    team_value: Ints
    friend_start: Ints
    friend: Ints
    friend_value: Ints
    fixed: Ints
    block: Ints
    host_people: Ints
    host_groups: Ints
    host_rooms: Ints
    size_value: Ints
    scalars: Ints


MOST_LANGUAGES, ESCORTS = 0, 1
"""Positions in `Arrays.scalars`: languages in a group, groups that liaisons can escort."""
LANGUAGE_PRICE, TEAM_PRICE, ESCORT_PRICE, HOST_PRICE, ROOM_PRICE, ROUTE_PRICE = 2, 3, 4, 5, 6, 7
"""Prices per language over, team missing, escort missing, person or group over at a host, room
over, and repeated host of a route."""
SCALARS = 8


class GroupsProblem(NamedTuple):
    """The arrays of a split phase with the ids that their rows and columns stand for.

    `constant` is the part of the value that no decision changes (rewards for what is kept are
    counted as prices for what is not); `hard` is the price of a hard rule, whatever costs less
    may pay.
    """

    arrays: Arrays
    participants: tuple[str, ...]
    groups: tuple[str, ...]
    hosts: tuple[str, ...]
    languages: tuple[str, ...]
    constant: int
    hard: int = 2**40


class Solution(NamedTuple):
    """An assignment: group of each participant (P,), host of each stop and group (S, G)."""

    group: Ints
    host: Ints
    value: int


def unit_price(programme: Programme, rule: str, hard: int) -> int:
    """What one unit of `rule` costs: `hard`, its weight if it is soft, 0 if it is off."""
    kept = setting(programme, rule)
    if kept.level == "hard":
        return hard
    return round(kept.weight * SCALE) if kept.level == "soft" else 0


def points(value: int) -> float:
    """Integer `value` in points."""
    return value / SCALE


def as_ints(values: Any) -> Ints:
    """`values` as a contiguous array of 64-bit integers."""
    return np.ascontiguousarray(values, dtype=np.int64)
