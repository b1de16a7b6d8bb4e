"""Cells that people are put into: groups with hosts to choose, or places at hosts to name."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np

from sojourn.engine.groups.problem import HOST_PRICE, Arrays

Literal = Any
"""A boolean variable of CP-SAT or its negation."""


@dataclass
class Cells:
    """What people are divided into.

    Attributes:
        used: for each cell whether it is a group.
        at: for each stop and cell, by host, whether the cell is there.
        name: for each group that differs from the others, by cell, whether it is that cell.
        settled: whether each cell has one host from the start (places), rather than a choice.
        full: whether no plan is left out; else none where a host has more groups than it takes.

    """

    used: list[Literal]
    at: list[list[dict[int, Literal]]]
    name: dict[int, list[Literal]]
    settled: bool
    full: bool


def can_be_places(a: Arrays) -> bool:
    """Whether cells may stand for places at hosts: one stop, sizes alike, room for all groups."""
    groups = a.place.shape[1]
    alike = bool((a.size_value == a.size_value[:1]).all())
    room = int(np.minimum(a.host_groups, groups).sum()) >= groups
    return a.place.shape[0] == 1 and alike and (room or not a.scalars[HOST_PRICE])


def distinct_groups(a: Arrays) -> tuple[list[int], np.ndarray]:
    """Groups that are not interchangeable with the rest, and the (S, H) value of the rest."""
    groups = a.place.shape[1]
    fixed = {int(g) for g in a.fixed if g >= 0}
    rows = [a.place[:, g].tobytes() + a.size_value[g].tobytes() for g in range(groups)]
    free = [g for g in range(groups) if g not in fixed]
    counts = {row: sum(rows[g] == row for g in free) for row in (rows[g] for g in free)}
    common = max(counts, key=lambda row: (counts[row], row)) if counts else rows[0]
    base = a.place[:, rows.index(common)]
    return [g for g in range(groups) if g in fixed or rows[g] != common], base


def places(model: Any, a: Arrays, ordered: bool) -> Cells:
    """One cell for each group that a host may take; a cell is used or not.

    Unlike groups with hosts to choose, cells do not stand for each other: only those of one host
    do, and with `ordered` they are used in their order.
    """
    groups = a.place.shape[1]
    free = not a.scalars[HOST_PRICE]
    hosts = [
        h
        for h in range(a.place.shape[2])
        for _ in range(groups if free else min(groups, max(0, int(a.host_groups[h]))))
    ]
    used = [model.new_bool_var(f"used{i}") for i in range(len(hosts))]
    model.add(sum(used) == groups)
    if ordered:
        for i in range(1, len(hosts)):
            if hosts[i] == hosts[i - 1]:
                model.add_implication(used[i], used[i - 1])
    name: dict[int, list[Literal]] = {}
    for g in distinct_groups(a)[0]:
        name[g] = [model.new_bool_var(f"group{g}cell{i}") for i in range(len(hosts))]
        model.add_exactly_one(name[g])
        for here, cell in zip(name[g], used, strict=True):
            model.add_implication(here, cell)
    for i in range(len(hosts)):
        if len(name) > 1:
            model.add_at_most_one([cells[i] for cells in name.values()])
    at = [[{h: used[i]} for i, h in enumerate(hosts)]]
    return Cells(used, at, name, settled=True, full=free)


def choices(model: Any, a: Arrays, ordered: bool) -> Cells:
    """One cell for each group, which chooses its hosts.

    With `ordered`, groups that stand for each other choose their first hosts in order.
    """
    stops, groups, hosts = a.place.shape
    true = model.new_constant(1)
    at = [
        [
            {h: model.new_bool_var(f"stop{s}group{g}host{h}") for h in range(hosts)}
            for g in range(groups)
        ]
        for s in range(stops)
    ]
    for stop in at:
        for here in stop:
            model.add_exactly_one(here.values())
    alike = [g for g in range(groups) if g not in distinct_groups(a)[0]]
    if ordered:
        number = [sum(h * here for h, here in cell.items()) for cell in at[0]]
        for g, after in itertools.pairwise(alike):
            model.add(number[g] <= number[after])
    false = model.new_constant(0)
    name = {g: [true if i == g else false for i in range(groups)] for g in range(groups)}
    return Cells([true] * groups, at, name, settled=False, full=True)
