"""Classes of participants (countries, fields, earlier groups, ...) and what mixing is worth."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from sojourn.engine.groups.problem import Ints, as_ints, unit_price
from sojourn.model import Group, Participant, Phase, Programme
from sojourn.reference.countries import region
from sojourn.rules import setting

Attribute = Callable[[Participant], str]

ATTRIBUTES: tuple[Attribute, ...] = (
    lambda person: region(person.country),
    lambda person: person.field,
    lambda person: person.gender,
    lambda person: "" if person.rank is None else str(person.rank),
)


def class_tables(
    programme: Programme,
    phase: Phase,
    people: Sequence[Participant],
    observance_prices: Mapping[str, int],
    earlier: Sequence[Group] = (),
    hard: int = 0,
) -> tuple[Ints, Ints, int]:
    """Classes (P, K), value of the next member (C, P + 1), and the constant part of the value.

    A class's value depends on how many of a group's members are in it: pairs of one country
    (rule `same_country`), people above or below the even share (`spread`), somebody alone of a
    gender (`lone_gender`), pairs who shared one of the `earlier` groups of split phases
    (`new_faces`), and anybody who keeps an observance, for the whole group then has nothing in
    its hours; `observance_prices` are for such a group. A unit of a rule that is hard costs
    `hard`.
    """
    columns: list[list[int]] = []
    values: list[np.ndarray] = []
    constant = 0
    column, tables, constant = _countries(
        programme, people, unit_price(programme, "same_country", hard)
    )
    columns.append(column)
    values.extend(tables)
    spread = unit_price(programme, "spread", hard)
    lone = unit_price(programme, "lone_gender", hard)
    for attribute in ATTRIBUTES:
        words = [attribute(person) for person in people]
        counts = Counter(word for word in words if word)
        number: dict[str, int] = {}
        for word in sorted(counts):
            gender = attribute is ATTRIBUTES[2] and word in ("f", "m")
            table = _share(counts[word], phase.groups, len(people), spread, lone * gender)
            if table.any():
                number[word] = len(values)
                values.append(table)
        columns.append([number.get(word, -1) for word in words])
    for observance, price in sorted(observance_prices.items()):
        number = {"": -1, observance: len(values)}
        values.append(-price * np.minimum(1, np.arange(len(people) + 1)))
        columns.append([number[observance if observance in p.observance else ""] for p in people])
    for column, tables in _faces(people, earlier, unit_price(programme, "new_faces", hard)):
        columns.append([-1 if i < 0 else len(values) + i for i in column])
        values.extend(tables)
    step = np.zeros((max(1, len(values)), len(people) + 1), dtype=np.int64)
    for c, table in enumerate(values):
        step[c, :-1] = np.diff(table)
        constant += int(table[0]) * phase.groups
    return as_ints(np.array(columns).reshape(len(columns), len(people)).T), step, constant


def _countries(
    programme: Programme, people: Sequence[Participant], weight: int
) -> tuple[list[int], list[np.ndarray], int]:
    """Class of each participant, tables of the countries with several people, constant."""
    rule = setting(programme, "same_country")
    counts = Counter(person.country for person in people)
    several = sorted(country for country, count in counts.items() if count > 1)
    if not weight or not several:
        return [-1] * len(people), [], 0
    number = {country: i for i, country in enumerate(several)}
    n = np.arange(len(people) + 1)
    pairs = n * (n - 1) // 2 * weight
    cluster = rule.text("prefer") == "cluster"
    table = pairs if cluster else -pairs
    constant = 0
    if cluster:
        constant = -weight * sum(math.comb(counts[country], 2) for country in several)
    return [number.get(p.country, -1) for p in people], [table] * len(several), constant


def _faces(
    people: Sequence[Participant], earlier: Sequence[Group], weight: int
) -> Iterator[tuple[list[int], list[np.ndarray]]]:
    """For each phase before: number of each participant's group then, and the groups' tables."""
    n = np.arange(len(people) + 1)
    pairs = -weight * (n * (n - 1) // 2)
    for phase in dict.fromkeys(group.phase for group in earlier if weight):
        groups = [group for group in earlier if group.phase == phase]
        number = {p: i for i, group in enumerate(groups) for p in group.participants}
        yield [number.get(person.id, -1) for person in people], [pairs] * len(groups)


def _share(count: int, groups: int, people: int, spread: int, lone: int) -> np.ndarray:
    """(P + 1,) value of having n of the `count` people of a class in one of `groups`."""
    n = np.arange(people + 1)
    value = np.zeros(people + 1, dtype=np.int64)
    if count < people:
        share = count / max(1, groups)
        off = np.maximum(0, n - math.ceil(share)) + np.maximum(0, math.floor(share) - n)
        value -= (off * spread).astype(np.int64)
    value[1:2] -= lone
    return value
