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
from sojourn.engine.sessions.attendance import Attendance, Flags, Floats
from sojourn.engine.sessions.greedy import greedy_block
from sojourn.engine.sessions.interest import points
from sojourn.engine.sessions.rounding import rounded_block
from sojourn.engine.sessions.rows import add_rows

ROUNDS = 3
WHOLE = 2_500
"""Places up to which all blocks are solved together."""
LARGE = 800
"""A block with more places than this is rounded from its relaxation."""
NODES, GAP = 200, 1e-5
"""Where the search in one block stops."""
PIECES = 40
"""Pieces of the concave points of one person and theme, at most."""


@dataclass(frozen=True)
class Places:
    """The places (people x sessions), their value, and a proven upper bound of it or None."""

    chosen: Flags
    value: float
    bound: float | None


def give_places(attendance: Attendance, widest: Attendance | None, run: StageRun) -> Places:
    """The best places found; nobody's day is broken by them.

    The bound is that of `widest`, of which `attendance` is one case; without it there is none.
    """
    chosen = np.zeros(attendance.shape, dtype=bool)
    if 0 in attendance.shape:
        return Places(chosen, 0.0, 0.0)
    small = attendance.eligible.sum() <= WHOLE
    bound = None if widest is None or not small else _relaxed_bound(widest, run)
    chosen = _in_turn(attendance, run)
    if small and not run.stopped():
        together, proved = _together(attendance, chosen, run)
        if together is not None and attendance.worth(together) > attendance.worth(chosen):
            chosen = together
        if widest is attendance and proved is not None:
            bound = proved if bound is None else min(bound, proved)
    kept = _checked(attendance, chosen)
    value = attendance.worth(kept)
    return Places(kept, value, None if bound is None else max(bound, value))


def _relaxed_bound(widest: Attendance, run: StageRun) -> float | None:
    """The linear relaxation of all blocks, or None where it is not solved."""
    model, _ = _all_blocks(widest)
    model.integer = [False] * len(model.integer)
    solution = model.maximise(run)
    return None if solution is None or math.isinf(solution.bound) else solution.bound


def _in_turn(attendance: Attendance, run: StageRun) -> Flags:
    """Each block at its best beside the others, again until none gains."""
    chosen = np.zeros(attendance.shape, dtype=bool)
    best = -math.inf
    blocks = attendance.blocks
    large = any(attendance.eligible[:, list(block)].sum() > LARGE for block in blocks)
    for turn in range(1 if len(blocks) == 1 else 2 if large else ROUNDS):
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


def _together(
    attendance: Attendance, known: Flags, run: StageRun
) -> tuple[Flags | None, float | None]:
    """All blocks at once from the places that are `known`; places and bound."""
    model, place = _all_blocks(attendance)
    start = {column: float(known[i, j]) for (i, j), column in place.items()}
    solution = model.maximise(run, 0.85 * run.seconds_left(), start=start)
    if solution is None:
        return None, None
    chosen = np.zeros(attendance.shape, dtype=bool)
    for (i, j), column in place.items():
        chosen[i, j] = solution.values[column] > 0.5
    return chosen, solution.bound


def _all_blocks(attendance: Attendance) -> tuple[Milp, dict[tuple[int, int], int]]:
    """The programme of all blocks, and the columns of its places.

    Points are concave and piecewise linear. Where all weights are whole numbers the pieces meet
    the points exactly wherever they can be; elsewhere tangents lie above them, so that the bound
    holds.
    """
    model = Milp()
    place = {
        (int(i), int(j)): model.column(float(attendance.flat[i, j]))
        for i, j in np.argwhere(attendance.eligible)
    }
    nobody = np.zeros(attendance.shape, dtype=bool)
    add_rows(model, attendance, range(attendance.shape[1]), place, nobody)
    for i in range(attendance.shape[0]):
        own = [j for j in range(attendance.shape[1]) if (i, j) in place]
        for t in range(len(attendance.themes)):
            _theme_rows(model, attendance, place, i, t, own)
        _objective_rows(model, attendance, place, i, own)
    return model, place


def _theme_rows(
    model: Milp,
    attendance: Attendance,
    place: dict[tuple[int, int], int],
    i: int,
    t: int,
    own: Sequence[int],
) -> None:
    """A column for the points of person `i` in theme `t`, below each piece of the curve."""
    weights = attendance.weights[:, t]
    about = [j for j in own if weights[j] > 0]
    interest = attendance.prices.fit * float(attendance.interest[i, t])
    if not about or interest <= 0:
        return
    base = float(attendance.base[i, t])
    most = float(weights[about].sum())
    whole = bool(np.all(weights[about] == np.round(weights[about])))
    column = model.column(interest, 0.0, math.inf, integer=False)
    for slope, offset in _pieces(base, most, whole):
        terms = [(place[i, j], -slope * float(weights[j])) for j in about]
        model.row([(column, 1.0), *terms], upper=offset)


def _pieces(base: float, most: float, whole: bool) -> list[tuple[float, float]]:
    """Lines ``slope x + offset`` over the points that a weight of `x` adds to `base`.

    Chords between whole numbers where only these occur, else tangents.
    """
    count = min(PIECES, max(1, math.ceil(most)))
    grid: Floats = np.arange(count + 1, dtype=float)
    if whole and count >= most:
        curve = points(base + grid) - points(np.array([base]))[0]
        slopes = np.diff(curve)
        return [(float(s), float(c - s * x)) for s, c, x in zip(slopes, curve, grid, strict=False)]
    near = 1e-6
    curve = points(base + grid) - points(np.array([base]))[0]
    slopes = (points(base + grid + near) - points(base + grid)) / near
    slopes = slopes * (1.0 + 1e-5)
    return [(float(s), float(c - s * x)) for s, c, x in zip(slopes, curve, grid, strict=True)]


def _objective_rows(
    model: Milp,
    attendance: Attendance,
    place: dict[tuple[int, int], int],
    i: int,
    own: Sequence[int],
) -> None:
    """Columns for the times that person `i` meets objectives, up to those wanted."""
    for k in range(attendance.meets.shape[1]):
        wanted = int(attendance.wanted[i, k])
        terms = [(place[i, j], -1.0) for j in own if attendance.meets[j, k]]
        if wanted > 0 and terms:
            column = model.column(attendance.prices.objective, 0.0, float(wanted), integer=False)
            model.row([(column, 1.0), *terms], upper=0.0)


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
