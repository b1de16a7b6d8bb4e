"""Plain simulated annealing on a whole split phase, as one writes it in an afternoon.

People move, exchange groups, groups change or exchange hosts; the groups that a change touches
are counted anew; one geometric cooling fills the time. Best of one chain for each worker.
"""

from __future__ import annotations

import math
import time
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, ParamSpec, TypeVar

import numpy as np

from benchmarks.peers.plans import PeerResult, even_plan
from sojourn.engine.compiled import compiled
from sojourn.engine.groups.problem import (
    ESCORT_PRICE,
    ESCORTS,
    HOST_PRICE,
    LANGUAGE_PRICE,
    MOST_LANGUAGES,
    ROOM_PRICE,
    ROUTE_PRICE,
    TEAM_PRICE,
    Arrays,
    GroupsProblem,
    Ints,
    Solution,
)

P = ParamSpec("P")
R = TypeVar("R")

TRIES = 2000
"""Random changes whose median size is the first temperature."""
COLDEST = 1e-3
"""The last temperature as a part of the first."""
CHUNK_SECONDS = 0.02
"""Seconds between two looks at the clock, at each of which the temperature falls."""
HOSTS, SWAPS = 0.05, 0.6
"""Part of the changes that concern hosts, and of the others that exchange two people."""


class Chain(NamedTuple):
    """Where a chain is: group (P,), host (S, G), members of each group (G, P) and its `size`.

    `worth` (G,) is what each group is worth by itself, `held` (G, L) its languages, `shared`
    (1,) what all have in common; `tally` (C,) is for counting.
    """

    group: Ints
    host: Ints
    member: Ints
    size: Ints
    worth: Ints
    held: Ints
    shared: Ints
    tally: Ints


@compiled
def group_worth(a: Arrays, x: Chain, g: int) -> int:
    """What group `g` is worth by itself, counted anew; its languages are noted."""
    stops = x.host.shape[0]
    total: int = a.size_value[g, x.size[g]]
    x.held[g, :] = 0
    for i in range(x.size[g]):
        p = x.member[g, i]
        for s in range(stops):
            total += a.unary[s, p, x.host[s, g]]
            if s > 0:
                total += a.leg[s - 1, a.mask[p], x.host[s - 1, g], x.host[s, g]]
        for k in range(a.classes.shape[1]):
            c = a.classes[p, k]
            if c >= 0:
                total += a.step[c, x.tally[c]]
                x.tally[c] += 1
        for j in range(a.friend_start[p], a.friend_start[p + 1]):
            if a.friend[j] > p and x.group[a.friend[j]] == g:
                total += a.friend_value[j]
        if a.language[p] >= 0:
            x.held[g, a.language[p]] = 1
    for i in range(x.size[g]):
        for k in range(a.classes.shape[1]):
            if a.classes[x.member[g, i], k] >= 0:
                x.tally[a.classes[x.member[g, i], k]] = 0
    over = x.held[g].sum() - a.scalars[MOST_LANGUAGES]
    total -= a.scalars[LANGUAGE_PRICE] * max(0, over)
    for s in range(stops):
        total += a.place[s, g, x.host[s, g]]
        for t in range(s):
            if x.host[t, g] == x.host[s, g]:
                total -= a.scalars[ROUTE_PRICE]
                break
    return total


@compiled
def shared_worth(a: Arrays, x: Chain) -> int:
    """Prices of what groups share: interpreters, escorts, people, groups and rooms at hosts."""
    stops, groups = x.host.shape
    languages, hosts = a.teams.shape[0], a.host_people.shape[0]
    total: int = 0
    lonely = 0
    for g in range(groups):
        lonely += x.held[g].sum() == 0
    total -= a.scalars[ESCORT_PRICE] * max(0, lonely - a.scalars[ESCORTS])
    for lang in range(languages):
        used = x.held[:, lang].sum()
        total += used * a.team_value[lang]
        total -= a.scalars[TEAM_PRICE] * max(0, used - a.teams[lang])
    here = np.zeros((3, hosts), np.int64)
    for s in range(stops):
        here[:] = 0
        for g in range(groups):
            team = 0
            for lang in range(languages):
                team += x.held[g, lang] * a.team_size[lang]
            h = x.host[s, g]
            here[0, h] += x.size[g]
            here[1, h] += 1
            here[2, h] += x.size[g] + max(1, team)
        for h in range(hosts):
            over = max(0, here[0, h] - a.host_people[h]) + max(0, here[1, h] - a.host_groups[h])
            total -= a.scalars[HOST_PRICE] * over
            total -= a.scalars[ROOM_PRICE] * max(0, here[2, h] - a.host_rooms[h])
    return total


@compiled
def begun(a: Arrays, group: Ints, host: Ints) -> Chain:
    """A chain at an assignment."""
    people, groups = group.shape[0], host.shape[1]
    x = Chain(
        group.copy(),
        host.copy(),
        np.zeros((groups, people), np.int64),
        np.zeros(groups, np.int64),
        np.zeros(groups, np.int64),
        np.zeros((groups, a.teams.shape[0]), np.int64),
        np.zeros(1, np.int64),
        np.zeros(a.step.shape[0], np.int64),
    )
    for p in range(people):
        x.member[group[p], x.size[group[p]]] = p
        x.size[group[p]] += 1
    for g in range(groups):
        x.worth[g] = group_worth(a, x, g)
    x.shared[0] = shared_worth(a, x)
    return x


@compiled
def put(x: Chain, p: int, to: int) -> None:
    """Put participant `p` into group `to`."""
    g = x.group[p]
    for i in range(x.size[g]):
        if x.member[g, i] == p:
            x.member[g, i] = x.member[g, x.size[g] - 1]
            break
    x.size[g] -= 1
    x.member[to, x.size[to]] = p
    x.size[to] += 1
    x.group[p] = to


@compiled
def change(a: Arrays, x: Chain, temperature: float) -> int:
    """Make a random change, and undo it unless Metropolis accepts it; the change proposed."""
    stops, groups = x.host.shape
    people, hosts = x.group.shape[0], a.host_people.shape[0]
    by_host = hosts > 1 and (np.random.random() < HOSTS or groups == 1 or people == 0)
    p, q, s, h = -1, -1, 0, -1
    if by_host:
        s, g = np.random.randint(stops), np.random.randint(groups)
        to = np.random.randint(groups)
        if to == g:
            h = np.random.randint(hosts)
    elif groups > 1 and people > 0:
        p = np.random.randint(people)
        g, to = x.group[p], np.random.randint(groups)
        if np.random.random() < SWAPS:
            q = np.random.randint(people)
            to = x.group[q]
        if to == g or a.fixed[p] >= 0 or (q >= 0 and a.fixed[q] >= 0):
            return 0
    else:
        return 0
    old, other = x.host[s, g], x.host[s, to]
    worth, worth_to, shared = x.worth[g], x.worth[to], x.shared[0]
    if by_host:
        x.host[s, g] = other if h < 0 else h
        if h < 0:
            x.host[s, to] = old
    else:
        put(x, p, to)
        if q >= 0:
            put(x, q, g)
    x.worth[g] = group_worth(a, x, g)
    if to != g:
        x.worth[to] = group_worth(a, x, to)
    x.shared[0] = shared_worth(a, x)
    d: int = x.worth[g] - worth + x.shared[0] - shared
    if to != g:
        d += x.worth[to] - worth_to
    if d >= 0 or np.random.random() < math.exp(d / temperature):
        return d
    if by_host:
        x.host[s, g] = old
        x.host[s, to] = other
    else:
        put(x, p, g)
        if q >= 0:
            put(x, q, to)
    group_worth(a, x, g)
    group_worth(a, x, to)
    x.worth[g], x.worth[to], x.shared[0] = worth, worth_to, shared
    return d


@compiled
def cool(
    a: Arrays, x: Chain, best: Chain, seed: int, changes: int, temperature: float
) -> tuple[int, int]:
    """Make `changes` changes; the value of the chain and of `best`, the best that it met."""
    np.random.seed(seed)
    value = x.worth.sum() + x.shared[0]
    top = best.worth.sum() + best.shared[0]
    for _ in range(changes):
        change(a, x, temperature)
        value = x.worth.sum() + x.shared[0]
        if value > top:
            top = value
            best.group[:] = x.group
            best.host[:] = x.host
            best.worth[:] = x.worth
            best.shared[:] = x.shared
    return value, top


@compiled
def changes_of(a: Arrays, x: Chain, seed: int, tries: int) -> Ints:
    """Sizes of random changes, all of which are undone unless they are better."""
    np.random.seed(seed)
    found = np.zeros(tries, np.int64)
    for i in range(tries):
        found[i] = abs(change(a, x, 1e-9))
    return found


def solve(problem: GroupsProblem, seconds: float, workers: int, seed: int) -> PeerResult:
    """The best plan of `workers` chains in `seconds`, one thread each."""
    if not problem.groups or not problem.hosts:
        return PeerResult(None, None, None, 0.0)
    began = time.perf_counter()
    with ThreadPoolExecutor(workers) as pool:
        seeds = [int(s) for s in np.random.SeedSequence(seed).generate_state(workers)]
        found = list(pool.map(lambda s: anneal(problem, seconds, s), seeds))
    best = max(found, key=lambda solution: solution.value)
    spent = time.perf_counter() - began
    return PeerResult(best, best.value + problem.constant, None, spent)


def anneal(problem: GroupsProblem, seconds: float, seed: int) -> Solution:
    """The best plan of one chain that cools over `seconds`."""
    a = problem.arrays
    began = time.perf_counter()
    rng = np.random.default_rng(seed)
    x = begun(a, *even_plan(a, rng))
    sizes = changes_of(a, x, int(rng.integers(2**31)), TRIES)
    hot = float(max(1.0, np.median(sizes[sizes > 0]))) if sizes.any() else 1.0
    best = begun(a, x.group, x.host)
    changes = 100
    while (part := (time.perf_counter() - began) / max(seconds, 1e-9)) < 1.0:
        started = time.perf_counter()
        cool(a, x, best, int(rng.integers(2**31)), changes, hot * COLDEST**part)
        took = time.perf_counter() - started
        changes = max(1, min(2 * changes, round(changes * CHUNK_SECONDS / max(took, 1e-6))))
    return Solution(best.group, best.host, int(best.worth.sum() + best.shared[0]))
