"""Places in a large block: its linear relaxation, rounded.

The languages are the hard part. The relaxation tells where each is wanted most; rooms are opened
for languages in that order while there are booths and teams, the relaxation is solved again, and
its places, most of which are whole by then, are given one by one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sojourn.engine.milp import Milp
from sojourn.engine.run import StageRun
from sojourn.engine.sessions.attendance import Attendance, Flags, Floats
from sojourn.engine.sessions.greedy import greedy_block
from sojourn.engine.sessions.rows import add_rows
from sojourn.model import MINUTES_A_DAY


def rounded_block(
    attendance: Attendance,
    block: Sequence[int],
    may: Flags,
    gains: Floats,
    chosen: Flags,
    run: StageRun,
) -> Flags:
    """Places in `block` (people x its sessions), all others being as `chosen`."""
    wanted = _relaxed(attendance, block, may, gains, chosen, run)
    if wanted is None or run.stopped():
        return greedy_block(attendance, block, may, gains, chosen)
    open_to = may & _opened(attendance, block, wanted, gains, chosen)
    given = _relaxed(attendance, block, open_to, gains, chosen, run)
    if given is None:
        given = np.where(open_to, wanted, 0.0)
    scale = 1.0 + float(np.abs(gains).max(initial=0.0))
    return greedy_block(attendance, block, open_to, given + 1e-3 * gains / scale, chosen)


def _relaxed(
    attendance: Attendance,
    block: Sequence[int],
    may: Flags,
    gains: Floats,
    chosen: Flags,
    run: StageRun,
) -> Floats | None:
    """The places of the linear relaxation, parts of them allowed (people x sessions)."""
    model = Milp()
    place = {(int(i), block[int(c)]): model.column(float(gains[i, c])) for i, c in np.argwhere(may)}
    add_rows(model, attendance, block, place, chosen, tight=True)
    model.integer = [False] * len(model.integer)
    solution = model.maximise(run, max(0.3, run.seconds_left() / 4))
    if solution is None:
        return None
    number = {j: c for c, j in enumerate(block)}
    parts = np.zeros(may.shape)
    for (i, j), column in place.items():
        parts[i, number[j]] = solution.values[column]
    return parts


def _opened(
    attendance: Attendance, block: Sequence[int], wanted: Floats, gains: Floats, chosen: Flags
) -> Flags:
    """In which sessions people hear their language: where it is wanted most (people x sessions)."""
    open_to = np.ones(wanted.shape, dtype=bool)
    worth: list[tuple[float, str, int]] = []
    for language, who in attendance.hearers.items():
        open_to[who] = False
        pull = (wanted[who] * np.maximum(gains[who], 0.0)).sum(axis=0)
        worth.extend((-float(pull[c]), language, c) for c in range(len(block)))
    heard: dict[int, list[str]] = {c: [] for c in range(len(block))}
    worked: dict[tuple[str, int], int] = {}
    for _, language, c in sorted(worth):
        j = block[c]
        day = attendance.optional[j].starts // MINUTES_A_DAY
        teams = attendance.interpreters.teams(language, day)
        beside = sum(
            bool(attendance.clash[j, block[k]]) and language in heard[k] for k in range(len(block))
        )
        booths = attendance.seats(j).languages
        if (teams and beside >= teams) or (booths is not None and len(heard[c]) >= booths):
            continue
        left = attendance.interpreters.minutes_left(language, day)
        minutes = attendance.optional[j].session.minutes if attendance.works_on(j, day) else 0
        if left is not None:
            left -= attendance.interpreted_elsewhere(language, day, block, chosen)
            if worked.get((language, day), 0) + minutes > left:
                continue
        worked[language, day] = worked.get((language, day), 0) + minutes
        heard[c].append(language)
        open_to[attendance.hearers[language], c] = True
    return open_to
