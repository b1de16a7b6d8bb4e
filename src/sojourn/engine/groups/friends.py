"""Pairs of participants whose sharing a group has a value: pairs.csv, staff's conflicts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sojourn.engine.groups.problem import SCALE, Ints, as_ints
from sojourn.model import Pair, Phase, Programme
from sojourn.rules import setting

COUNTRY_CODE = 2
"""Letters of the code of a country, for which a side of a pair may stand."""


class Friendships(NamedTuple):
    """Values of pairs as a sparse symmetric matrix (CSR), and blocks kept together.

    `constant` turns rewards for being together into prices for being apart.
    """

    start: Ints
    other: Ints
    value: Ints
    block: Ints
    constant: int


def friendships(
    programme: Programme,
    phase: Phase,
    conflicts: Iterable[tuple[str, str]],
    hard: int,
) -> Friendships:
    """Rules `apart` and `together`, and pairs that no staff could serve."""
    people = programme.confirmed
    row = {p.id: i for i, p in enumerate(people)}
    value: dict[tuple[int, int], int] = {}
    constant = 0
    root = list(range(len(people)))
    for pair in programme.pairs:
        if pair.until is not None and phase.starts > pair.until:
            continue
        price = pair_price(programme, pair, hard)
        if not price:
            continue
        for a, b in members(programme, pair):
            key = (min(row[a], row[b]), max(row[a], row[b]))
            if pair.rule == "apart":
                value[key] = value.get(key, 0) - price
                continue
            value[key] = value.get(key, 0) + price
            constant -= price
            if price == hard:
                root[_root(root, key[0])] = _root(root, key[1])
    spoken = programme.interpreting_languages
    for language, country in conflicts:
        speakers = [p for p in people if spoken.get(p.id) == language]
        others = [q for q in people if q.country == country]
        for p in speakers:
            for q in others:
                if p.id != q.id:
                    key = (min(row[p.id], row[q.id]), max(row[p.id], row[q.id]))
                    value[key] = value.get(key, 0) - hard
    return _sparse(len(people), value, _blocks(root), constant)


def members(programme: Programme, pair: Pair) -> list[tuple[str, str]]:
    """The pairs of confirmed participants that a row of pairs.csv is about, each once."""
    known = programme.participant
    sides = []
    for side in (pair.a, pair.b):
        one, country = known.get(side), side.upper()
        alone = one is not None and one.status == "confirmed" and len(country) != COUNTRY_CODE
        sides.append(
            [side]
            if alone
            else [p.id for p in programme.confirmed if p.id == side or p.country == country]
        )
    found = {(min(a, b), max(a, b)) for a in sides[0] for b in sides[1] if a != b}
    return sorted(found)


def pair_price(programme: Programme, pair: Pair, hard: int) -> int:
    """What breaking a row of pairs.csv costs for each pair of people."""
    rule = setting(programme, pair.rule)
    if rule.level == "off":
        return 0
    if rule.level == "hard" and pair.level == "hard":
        return hard
    return round((rule.weight if pair.weight is None else pair.weight) * SCALE)


def _root(root: list[int], i: int) -> int:
    while root[i] != i:
        root[i] = root[root[i]]
        i = root[i]
    return i


def _blocks(root: list[int]) -> list[int]:
    """Block of each participant: those tied together share one, others have -1."""
    tied: dict[int, list[int]] = {}
    for i in range(len(root)):
        tied.setdefault(_root(root, i), []).append(i)
    block = [-1] * len(root)
    several = sorted(rows for rows in tied.values() if len(rows) > 1)
    for number, rows in enumerate(several):
        for i in rows:
            block[i] = number
    return block


def _sparse(
    people: int, value: dict[tuple[int, int], int], block: list[int], constant: int
) -> Friendships:
    rows: list[list[tuple[int, int]]] = [[] for _ in range(people)]
    for (a, b), amount in sorted(value.items()):
        if amount:
            rows[a].append((b, amount))
            rows[b].append((a, amount))
    start = [0]
    for row in rows:
        start.append(start[-1] + len(row))
    flat = [item for row in rows for item in row]
    return Friendships(
        as_ints(start),
        as_ints([other for other, _ in flat]),
        as_ints([amount for _, amount in flat]),
        as_ints(block),
        constant,
    )
