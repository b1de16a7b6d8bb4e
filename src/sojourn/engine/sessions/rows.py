"""The hard rules of places in sessions, as columns and rows of a mixed-integer programme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from sojourn.engine.milp import Milp
from sojourn.engine.sessions.attendance import Attendance, Flags, Packing
from sojourn.model import MINUTES_A_DAY

FEW = 200
"""Places of one language up to which each is tied by itself: a tighter relaxation."""
Place = Mapping[tuple[int, int], int]
"""The column of a person (row) in a session (number among all), where that is possible."""
Hearing = Mapping[tuple[str, int], int]
"""The column of *this language is heard in this session*."""


def add_rows(
    model: Milp,
    attendance: Attendance,
    block: Sequence[int],
    place: Place,
    chosen: Flags,
    tight: bool = False,
    full: dict[int, list[int]] | None = None,
) -> Hearing:
    """Add all hard rules of the sessions of `block`, all others being as `chosen`.

    The columns *this language is heard in this session* are returned; each place is tied to its
    own with `tight`, all places of a session together otherwise, unless they are few. The numbers
    of the rows that bound the people in a session are put into `full`, where it is given.

    Rules `no_overlap`, `transfer`, `lunch`, `room_capacity`, `booths`, `interpreting_hours`, the
    capacity of sessions, a topic once; and the price of nearly empty sessions.
    """
    _once(model, attendance, block, place)
    hearing = _hearing(model, attendance, block, place, tight)
    _teams(model, attendance, block, hearing)
    _hours(model, attendance, block, hearing, chosen)
    for j in block:
        first = len(model.row_lower)
        _room(model, attendance, j, place, hearing)
        if full is not None:
            full[j] = list(range(first, len(model.row_lower)))
    return hearing


def _once(model: Milp, attendance: Attendance, block: Sequence[int], place: Place) -> None:
    """At most one of the sessions that clash, and each topic once."""
    topics: dict[str, list[int]] = {}
    for j in block:
        topics.setdefault(attendance.topic[j], []).append(j)
    sets = {tuple(members) for members in topics.values()}
    for now in attendance.moments():
        sets.add(tuple(k for k in block if attendance.under_way(k, now)))
    pairs = {
        (a, b)
        for a in block
        for b in block
        if a < b and attendance.clash[a, b] and not any(a in s and b in s for s in sets)
    }
    for members in sorted(s for s in (*sets, *pairs) if len(s) > 1):
        for i in range(attendance.shape[0]):
            terms = [(place[i, j], 1.0) for j in members if (i, j) in place]
            if len(terms) > 1:
                model.row(terms, upper=1.0)
    for packing in attendance.packings():
        _packed(model, attendance, packing, place)


def _packed(model: Milp, attendance: Attendance, packing: Packing, place: Place) -> None:
    """The sessions of each person fit into the time that there is, and no more than can."""
    minutes = {j: attendance.optional[j].session.minutes for j in packing.sessions}
    shortest = np.cumsum(sorted(minutes.values()))
    even = len(set(minutes.values())) == 1
    for i in range(attendance.shape[0]):
        left = packing.minutes if attendance.everywhere[i] else packing.others
        most = int(np.searchsorted(shortest, left, side="right"))
        own = [(place[i, j], length) for j, length in minutes.items() if (i, j) in place]
        if len(own) > most:
            model.row([(column, 1.0) for column, _ in own], upper=float(most))
        if not even and sum(length for _, length in own) > left:
            model.row([(column, float(length)) for column, length in own], upper=float(left))


def _hearing(
    model: Milp, attendance: Attendance, block: Sequence[int], place: Place, tight: bool
) -> Hearing:
    """Columns *this language is heard in this session*, and rows that tie them to places."""
    hearing: dict[tuple[str, int], int] = {}
    for language, who in attendance.hearers.items():
        people = np.flatnonzero(who).tolist()
        for j in block:
            terms = [(place[i, j], 1.0) for i in people if (i, j) in place]
            if not terms:
                continue
            column = hearing[language, j] = model.column(-attendance.prices.hearing)
            if tight or len(terms) * len(block) <= FEW:
                for term in terms:
                    model.row([term, (column, -1.0)], upper=0.0)
            else:
                model.row([*terms, (column, -float(len(terms)))], upper=0.0)
    return hearing


def _teams(model: Milp, attendance: Attendance, block: Sequence[int], hearing: Hearing) -> None:
    """The interpreters of a language are in so many places at once."""
    for language in attendance.hearers:
        for now in attendance.moments():
            teams = attendance.interpreters.teams(language, now // MINUTES_A_DAY)
            held = [
                (hearing[language, j], 1.0)
                for j in block
                if attendance.under_way(j, now) and (language, j) in hearing
            ]
            if teams and held:
                model.row(held, upper=float(teams))


def _hours(
    model: Milp,
    attendance: Attendance,
    block: Sequence[int],
    hearing: Hearing,
    chosen: Flags,
) -> None:
    """The teams of a language work so long a day."""
    days = sorted({attendance.optional[j].starts // MINUTES_A_DAY for j in block})
    for language in attendance.hearers:
        for day in days:
            left = attendance.interpreters.minutes_left(language, day)
            if left is None:
                continue
            left -= attendance.interpreted_elsewhere(language, day, block, chosen)
            terms = [
                (hearing[language, j], float(attendance.optional[j].session.minutes))
                for j in block
                if (language, j) in hearing and attendance.works_on(j, day)
            ]
            if terms:
                model.row(terms, upper=float(max(0, left)))


def _room(model: Milp, attendance: Attendance, j: int, place: Place, hearing: Hearing) -> None:
    """The room with its booths and interpreters, the session's capacity, a price on emptiness."""
    here = [(place[i, j], 1.0) for i in range(attendance.shape[0]) if (i, j) in place]
    placement = attendance.optional[j]
    languages = [language for language in attendance.hearers if (language, j) in hearing]
    seats = attendance.seats(j)
    if seats.people is not None and here:
        size = attendance.interpreters.team_size
        staff = [(hearing[language, j], float(size(language))) for language in languages]
        model.row([*here, *staff], upper=float(seats.people))
        if languages and seats.languages is not None:
            heard = [(hearing[language, j], 1.0) for language in languages]
            model.row(heard, upper=float(seats.languages))
    if placement.session.capacity is not None and here:
        model.row(here, upper=float(placement.session.capacity))
    least = attendance.prices.least
    if least:
        short = model.column(-attendance.prices.empty, 0.0, float(least), integer=False)
        model.row([*here, (short, 1.0)], lower=float(least))
