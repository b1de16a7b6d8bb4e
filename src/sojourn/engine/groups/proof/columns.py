"""Columns: one group at one location with its members, and what it is worth by itself."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sojourn.engine.groups.problem import LANGUAGE_PRICE, MOST_LANGUAGES, Arrays, Ints
from sojourn.engine.groups.proof.locations import Flags, Locations
from sojourn.engine.groups.proof.rows import Rows
from sojourn.engine.linear import Floats


class Column(NamedTuple):
    """One group at a location.

    Attributes:
        location: number of its location.
        members: (P,) who is in it.
        value: its value but for what it shares with others (teams missing, hosts' limits).
        relaxed: the part of `value` that the relaxed classes have.
        rows, coefficients: its entries in the master.

    """

    location: int
    members: Flags
    value: int
    relaxed: int
    rows: Ints
    coefficients: Floats


def column_of(a: Arrays, where: Locations, rows: Rows, location: int, members: Flags) -> Column:
    """The column of `members` at `location`, its value counted anew."""
    who = np.flatnonzero(members)
    languages = np.unique(a.language[who])
    languages = languages[languages >= 0]
    value = int(where.worth[location, who].sum() + where.value[location])
    value += int(a.size_value[where.example[where.kind[location]], len(who)])
    value += int(a.team_value[languages].sum())
    over = max(0, len(languages) - int(a.scalars[MOST_LANGUAGES]))
    value -= int(a.scalars[LANGUAGE_PRICE]) * over
    classes = a.classes[who]
    tally = np.bincount(classes[classes >= 0], minlength=len(a.step))
    table = np.array([int(a.step[c, :n].sum()) for c, n in enumerate(tally.tolist())])
    value += int(table.sum())
    for p in who:
        for j in range(a.friend_start[p], a.friend_start[p + 1]):
            if a.friend[j] > p and members[a.friend[j]]:
                value += int(a.friend_value[j])
    relaxed = list(rows.relaxed)
    staff = max(1, int(a.team_size[languages].sum()))
    index, coefficient = _entries(rows, where, location, who, languages, staff, tally[relaxed])
    return Column(location, members, value, int(table[relaxed].sum()), index, coefficient)


def _entries(
    rows: Rows,
    where: Locations,
    location: int,
    who: Ints,
    languages: Ints,
    staff: int,
    counts: Ints,
) -> tuple[Ints, Floats]:
    """Rows and coefficients of a column; `counts` are members of the relaxed classes."""
    index = who.tolist()
    value = [1.0] * len(index)
    index.append(rows.kinds + int(where.kind[location]))
    index += [rows.teams + int(c) for c in languages] or [rows.escorts]
    value += [1.0] * (len(index) - len(value))
    for s, h in enumerate(where.route[location].tolist()):
        at = s * rows.hosts + h
        index += [rows.parties + at, rows.people + at, rows.rooms + at]
        value += [1.0, float(len(who)), float(len(who) + staff)]
    first = rows.hulls + int(where.cell[location]) * rows.pieces_of_cell
    for pieces, n in zip(rows.pieces, counts.tolist(), strict=True):
        for constant, slope in pieces:
            if constant + slope * n:
                index.append(first)
                value.append(-(constant + slope * n))
            first += 1
    return np.array(index, dtype=np.int64), np.array(value)
