"""Annealing over participants and hosts (compiled), in slices that can be stopped between."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sojourn.engine.compiled import compiled_inside, compiled_leaf
from sojourn.engine.draws import below, unit
from sojourn.engine.groups.change import move, move_value, swap
from sojourn.engine.groups.leaps import change_block, change_cycle, change_host
from sojourn.engine.groups.problem import Arrays, Ints
from sojourn.engine.groups.scan import find_move, find_swap
from sojourn.engine.groups.state import (
    State,
    begin,
    prices_paid,
    value_of,
)

Floats = npt.NDArray[np.float64]

THRESHOLDS = 4096
"""Random thresholds that are drawn at once; a power of two."""
LEAST_CHUNK = 48
MOST_CHUNK = 1024
"""Candidates of a scan, at least and at most (a part of `THRESHOLDS`)."""
STEPS = 200
"""Changes of temperature in a slice, at most."""
LEAST_STEP = 40_000
"""Weighed changes between two changes of temperature, at least."""
HOST_SHARE = 0.2
BLOCK_SHARE = 0.1
CYCLE_SHARE = 0.01
"""Parts of the turns that try hosts, tied people, and cycles of three, where there are such."""
LEAP_WORK = 40
CHANGE_WORK = 50
"""What one of these, or a change that is made, costs as weighed changes."""
FROZEN = 4
"""Times that every change is weighed without one being made before an annealing is frozen."""


class Annealed(NamedTuple):
    """What an annealing gives back.

    Attributes:
        group, host, best: the best assignment met (P,), (S, G), and its value.
        last_group, last_host, last: the last one.
        weighed: changes weighed, fewer than asked for where nothing moved any more.
        paid: what the true prices take from the last one's value.

    """

    group: Ints
    host: Ints
    best: int
    last_group: Ints
    last_host: Ints
    last: int
    weighed: int
    paid: int


class Course(NamedTuple):
    """What one annealing works with beside the state.

    Attributes:
        prices: the true prices, laid out as `Arrays.scalars`.
        free: participants who are not pinned; `tied` those with a block or a language.
        shares: (3,) parts of the turns that try hosts, hosts or tied people, or any leap.
        logarithm: (THRESHOLDS,) logarithms of random numbers; `wanted` times the temperature.
        mover, target: room for leaps.
        group, host: the best assignment met.

    """

    prices: Ints
    free: Ints
    tied: Ints
    shares: Floats
    logarithm: Floats
    wanted: Ints
    mover: Ints
    target: Ints
    group: Ints
    host: Ints


def anneal(
    a: Arrays,
    prices: Ints,
    group: Ints,
    host: Ints,
    seed: int,
    moves: int,
    hot: float,
    cold: float,
) -> Annealed:
    """Simulated annealing from the groups (P,) and hosts (S, G) given.

    Weighs `moves` changes, the temperature falling geometrically from `hot` to `cold` (integer
    units of value); ends earlier when it is frozen. The prices of `a` are those that the
    annealing pays; `prices` are the true ones, by which values are given.
    """
    x = begin(a, group, host, seed)
    people, groups, hosts = len(group), host.shape[1], len(a.host_people)
    free = np.flatnonzero(a.fixed < 0)
    tied = np.flatnonzero((a.fixed < 0) & ((a.block >= 0) | (a.language >= 0)))
    still = groups < 2 or not len(free)
    if groups == 0 or (still and hosts < 2):
        moves = 0
    shares = np.cumsum(
        [
            0.0 if hosts < 2 else 1.0 if still else HOST_SHARE,
            BLOCK_SHARE if len(tied) else 0.0,
            CYCLE_SHARE if groups > 2 else 0.0,
        ]
    )
    # The kernel's own numbers begin elsewhere, whatever this generator draws.
    units = 1.0 - np.random.default_rng(seed).random(THRESHOLDS)
    c = Course(
        prices,
        free,
        tied,
        shares,
        np.log(units),
        np.empty(THRESHOLDS, np.int64),
        np.empty(2 * people + 3, np.int64),
        np.empty(2 * people + 3, np.int64),
        x.group.copy(),
        x.host.copy(),
    )
    value, best, weighed = cool(a, x, c, value_of(a, x), moves, hot, cold)
    paid = prices_paid(a, prices, x)
    return Annealed(c.group, c.host, best, x.group, x.host, value, weighed, paid)


@compiled_leaf
def cool(
    a: Arrays, x: State, c: Course, value: int, moves: int, hot: float, cold: float
) -> tuple[int, int, int]:
    """Weigh changes from the state `x` of `value` on; the last value, the best, those weighed."""
    best = value - prices_paid(a, a.scalars, x) + prices_paid(a, c.prices, x)
    chunk, due, done, accepted = LEAST_CHUNK, 0, 0, 0
    people, groups = x.group.shape[0], x.size.shape[0]
    temperature = hot
    work = CHANGE_WORK + people * (1 + x.kind.shape[0]) // 8
    leap_work = LEAP_WORK + (people if x.pair.shape[0] > 0 else 0)
    patience = FROZEN * people * (people + groups)
    moved = 0
    while done < moves:
        if done >= due:
            temperature = hot * (cold / hot) ** (done / moves)
            for i in range(THRESHOLDS):
                c.wanted[i] = math.floor(temperature * c.logarithm[i])
            chunk = max(LEAST_CHUNK, groups)
            chunk = max(chunk, min(MOST_CHUNK, done // (2 * accepted + 1)))
            due = done + max(LEAST_STEP, moves // STEPS)
            if done - moved > patience:
                break
        turn = unit(x.random)
        if turn < c.shares[2]:
            done += leap_work
            if turn < c.shares[0]:
                d = change_host(a, x, temperature)
            elif turn < c.shares[1]:
                p = c.tied[below(x.random, c.tied.shape[0])]
                d = change_block(a, x, p, temperature, c.mover, c.target)
            else:
                p = c.free[below(x.random, c.free.shape[0])]
                d = change_cycle(a, x, p, temperature, c.mover, c.target)
        else:
            p = c.free[below(x.random, c.free.shape[0])]
            d, weighed, made = scan(a, x, p, c.wanted, chunk)
            done += weighed
            accepted += made
            done += made * work
        if d != 0:
            value += d
            moved = done
            if value > best:
                worth = value - prices_paid(a, a.scalars, x) + prices_paid(a, c.prices, x)
                if worth > best:
                    best = worth
                    keep(c, x)
    value += prices_paid(a, c.prices, x) - prices_paid(a, a.scalars, x)
    return value, best, done


@compiled_leaf
def keep(c: Course, x: State) -> None:
    """Keep the assignment of `x` as the best one."""
    for p in range(x.group.shape[0]):
        c.group[p] = x.group[p]
    for s in range(x.host.shape[0]):
        for g in range(x.host.shape[1]):
            c.host[s, g] = x.host[s, g]


@compiled_inside
def scan(a: Arrays, x: State, p: int, wanted: Ints, chunk: int) -> tuple[int, int, int]:
    """Try moves of `p`, then swaps with a part of the others.

    Returns the change of value, the number of changes weighed, and 1 if one was made.
    """
    people, groups = x.group.shape[0], x.size.shape[0]
    offset = below(x.random, THRESHOLDS // 2)
    to = find_move(a, x, p, wanted, offset)
    if to >= 0:
        d = move_value(a, x, p, to)
        move(a, x, p, to)
        return d, groups, 1
    parts = (people + chunk - 1) // chunk
    part = below(x.random, parts)
    first, last = people * part // parts, people * (part + 1) // parts
    turn = below(x.random, last - first)
    q = find_swap(a, x, p, first, last, wanted, offset, turn)
    if q < 0:
        return 0, groups + last - first, 0
    d = x.delta[0]
    swap(a, x, p, q)
    return d, groups + last - first, 1
