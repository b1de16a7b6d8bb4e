"""Who attends which of the sessions that are not for everyone.

The sessions that clash form a block; each block is a transportation problem with booths and
interpreters as its hard part. The blocks are coupled by what people meet elsewhere (a theme met
twice is worth less, a topic is met once): they are solved in turn until none gains, then all
together where that is small enough, which also gives the bound.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sojourn.engine.milp import Milp
from sojourn.engine.run import StageRun
from sojourn.engine.sessions.attendance import Attendance, Flags
from sojourn.engine.sessions.greedy import greedy_block
from sojourn.engine.sessions.rounding import rounded_block
from sojourn.engine.sessions.rows import add_rows
from sojourn.engine.sessions.whole import Whole

ROUNDS = 3
WHOLE = 2_500
"""Places up to which all blocks are solved together."""
LARGE = 800
"""A block with more places than this is rounded from its relaxation."""
NODES, GAP = 200, 1e-5
"""Where the search in one block stops."""


@dataclass(frozen=True)
class Places:
    """The places (people x sessions), their value, and a proven upper bound of it or None."""

    chosen: Flags
    value: float
    bound: float | None


def give_places(attendance: Attendance, run: StageRun, quick: bool = False) -> Places:
    """Good places, block by block, in one turn where it shall be `quick`; without a bound.

    Nobody's day is broken by them.
    """
    chosen = np.zeros(attendance.shape, dtype=bool)
    if 0 not in attendance.shape:
        chosen = _in_turn(attendance, run, 1 if quick else ROUNDS)
    kept = _checked(attendance, chosen)
    return Places(kept, attendance.worth(kept), None)


def polished(attendance: Attendance, chosen: Flags, run: StageRun) -> Places:
    """The best places that there are, from those that are `chosen`, where they are not too many."""
    bound = attendance.worth(chosen) if 0 in attendance.shape else None
    if bound is None and attendance.eligible.sum() <= WHOLE and not run.stopped():
        together, bound = Whole(attendance).best(run, 0.6 * run.seconds_left(), chosen)
        if together is not None and attendance.worth(together) > attendance.worth(chosen):
            chosen = together
    kept = _checked(attendance, chosen)
    value = attendance.worth(kept)
    return Places(kept, value, None if bound is None else max(bound, value))


def _in_turn(attendance: Attendance, run: StageRun, turns: int) -> Flags:
    """Each block at its best beside the others, again until none gains."""
    chosen = np.zeros(attendance.shape, dtype=bool)
    best = -math.inf
    blocks = attendance.blocks
    large = any(attendance.eligible[:, list(block)].sum() > LARGE for block in blocks)
    for turn in range(1 if len(blocks) == 1 else min(turns, 2 if large else turns)):
        before = best
        for block in blocks:
            if turn and run.stopped():
                break
            tried = chosen.copy()
            tried[:, list(block)] = _best_block(attendance, block, chosen, run)
            value = attendance.worth(tried)
            if value > best or turn == 0:
                chosen, best = tried, value
        run.report(best)
        if turn and best <= before + 1e-4 * abs(before):
            break
    return chosen


def _best_block(
    attendance: Attendance, block: Sequence[int], chosen: Flags, run: StageRun
) -> Flags:
    """The best places in one block, all others as they are (people x sessions of the block)."""
    may = attendance.eligible[:, list(block)] & ~_met_elsewhere(attendance, block, chosen)
    gains = attendance.gains(chosen, block)
    if may.sum() > LARGE:
        return rounded_block(attendance, block, may, gains, chosen, run)
    model = Milp()
    place = {(int(i), block[int(c)]): model.column(float(gains[i, c])) for i, c in np.argwhere(may)}
    add_rows(model, attendance, block, place, chosen)
    seconds = max(0.3, run.seconds_left() / (2 * len(attendance.blocks)))
    solution = None if run.stopped() else model.maximise(run, seconds, NODES, GAP)
    given = np.zeros_like(may)
    if solution is None:
        return greedy_block(attendance, block, may, gains, chosen)
    number = {j: c for c, j in enumerate(block)}
    for (i, j), column in place.items():
        given[i, number[j]] = solution.values[column] > 0.5
    return given


def _met_elsewhere(attendance: Attendance, block: Sequence[int], chosen: Flags) -> Flags:
    """Who meets the topic of a session elsewhere (people x sessions of the block)."""
    met = np.zeros((attendance.shape[0], len(block)), dtype=bool)
    for column, j in enumerate(block):
        topic = attendance.topic
        same = [k for k in range(len(topic)) if topic[k] == topic[j] and k not in block]
        if same:
            met[:, column] = chosen[:, same].any(axis=1)
    return met


def _checked(attendance: Attendance, chosen: Flags) -> Flags:
    """`chosen` without the least interesting places that break somebody's day.

    What is kept is entered into the agendas.
    """
    kept = np.zeros_like(chosen)
    for i, person in enumerate(attendance.conference.people):
        agenda = attendance.agendas[person.id]
        own = np.flatnonzero(chosen[i]).tolist()
        for j in sorted(own, key=lambda j: (-attendance.flat[i, j], j)):
            entry = attendance.entry(attendance.optional[j])
            if agenda.fits(entry):
                agenda.add(entry)
                kept[i, j] = True
    return kept
