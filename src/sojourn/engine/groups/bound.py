"""Proven upper bounds of a split phase's value."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt

from sojourn.engine.groups.problem import (
    HOST_PRICE,
    LANGUAGE_PRICE,
    MOST_LANGUAGES,
    TEAM_PRICE,
    GroupsProblem,
    Ints,
)
from sojourn.engine.run import StageRun

Floats = npt.NDArray[np.float64]
ROUNDS = 60
"""Steps of the subgradient method at most."""
IDLE = 4
"""Steps without a better bound after which they become shorter."""
MOST_SETS = 64
"""Sets of languages that are told apart; with more, languages are left out of the bound."""
WORK = 30_000_000
"""Participants weighed in one step beyond which languages are left out of the bound."""


def upper_bound(problem: GroupsProblem, value: int, run: StageRun, reserve: float = 0.0) -> int:
    """The best proven bound; `value` is the value of a known solution, to aim the prices at."""
    simple = optimistic(problem)
    arrays = problem.arrays
    if not arrays.unary.size or not arrays.place.size:
        return simple
    # What is left out where groups hold too many languages is bounded by the price of that.
    careless = simple - int(arrays.scalars[LANGUAGE_PRICE])
    return min(simple, max(careless, lagrangian(problem, value, run, reserve)))


def optimistic(problem: GroupsProblem) -> int:
    """Nobody does better than at the best host of each stop; prices are left out."""
    a = problem.arrays
    total = problem.constant + _classes(problem, -1) + _others(problem)
    if a.unary.size:
        total += int(a.unary.max(axis=2).sum())
    return total


def lagrangian(problem: GroupsProblem, value: int, run: StageRun, reserve: float = 0.0) -> int:
    """The value of the partition's Lagrangian at the best prices found.

    Each participant has a price; a group then holds whoever is worth more than theirs at one
    host, by `pricing.best_column`, and the hosts with the best columns are taken as often as
    they receive groups. Teams of interpreters have prices too, between 0 and that of a missing
    one. Counted: sizes, hosts' limits, pairs of one country, languages; the other
    classes at their best division. Stops are bounded one by one. Valid for every solution that
    keeps the most languages of a group, at any prices (weak duality).
    """
    a = problem.arrays
    country = a.classes[:, 0] if a.classes.size else np.full(len(a.language), -1, np.int64)
    falling = bool((np.diff(a.step[country[country >= 0]], axis=1)[:, :-1] <= 0).all())
    column = 0 if falling else -1
    total = problem.constant + _classes(problem, column) + _others(problem)
    target = value + problem.constant - total
    stops = a.unary.shape[0]
    for s in range(stops):
        first = s == 0
        bound = _stop_bound(
            problem,
            s,
            country if first and falling else np.full_like(country, -1),
            first,
            target / stops,
            run,
            reserve,
        )
        if not np.isfinite(bound):
            return optimistic(problem)
        total += int(np.ceil(bound))
    return total


def _stop_bound(
    problem: GroupsProblem,
    s: int,
    country: Ints,
    first: bool,
    target: float,
    run: StageRun,
    reserve: float,
) -> float:
    """The least Lagrangian value met in a subgradient descent for the stop `s`."""
    from sojourn.engine.groups.pricing import best_column

    a = problem.arrays
    people, groups, hosts = a.unary.shape[1], a.place.shape[1], a.unary.shape[2]
    worth = a.unary[s].T[:, None, :].astype(float)
    allowed = _language_sets(problem) if first else np.ones((1, max(1, len(a.teams))), bool)
    priced = len(allowed) > 1
    sizes = _sizes(problem, first)
    price = np.full(people, target / max(1, people))
    team_price = np.zeros(len(a.teams))
    best = np.inf
    pace, idle = 1.0, 0
    members = np.zeros((hosts, people), dtype=bool)
    for _ in range(ROUNDS):
        if run.cancelled or run.seconds_left() <= reserve:
            break
        set_price = np.zeros(len(allowed))
        if priced:
            set_price = (allowed[:, : len(a.teams)] * (team_price - a.team_value)).sum(axis=1)
        columns = np.array(
            [
                best_column(
                    worth[h] - price,
                    country,
                    a.step,
                    a.language if priced else np.full_like(a.language, -1),
                    allowed,
                    set_price,
                    sizes[h],
                    members[h],
                )
                for h in range(hosts)
            ]
        )
        value, taken = _chosen(columns, a.host_groups, int(a.scalars[HOST_PRICE]), groups)
        value += price.sum() + float((team_price * a.teams).sum() if priced else 0.0)
        if value < best - 1.0:
            best, idle = value, 0
        else:
            best, idle = min(best, value), idle + 1
        if idle >= IDLE:
            pace, idle = pace / 2, 0
        surplus = 1.0 - (taken[:, None] * members).sum(axis=0)
        teams = np.zeros(len(a.teams))
        if priced:
            held = [
                [(members[h] & (a.language == lang)).any() for lang in range(len(a.teams))]
                for h in range(hosts)
            ]
            teams = a.teams - (taken[:, None] * np.array(held)).sum(axis=0)
        norm = float((surplus**2).sum() + (teams**2).sum())
        if norm == 0.0 or pace < 0.01:
            break
        stride = pace * max(1.0, value - target) / norm
        price = price - stride * surplus
        team_price = np.clip(team_price - stride * teams, 0.0, float(a.scalars[TEAM_PRICE]))
    return float(best)


def _chosen(columns: Floats, capacity: Ints, over: int, groups: int) -> tuple[float, Ints]:
    """Value of the best `groups` columns, and how often each host is among them."""
    offered: list[tuple[float, int]] = []
    for h, column in enumerate(columns):
        free = min(groups, max(0, int(capacity[h])))
        offered += [(float(column), h)] * free
        offered += [(float(column) - over, h)] * (groups - free)
    offered.sort(key=lambda item: -item[0])
    taken = np.zeros(len(columns), dtype=np.int64)
    for _, h in offered[:groups]:
        taken[h] += 1
    return sum(value for value, _ in offered[:groups]), taken


def _sizes(problem: GroupsProblem, first: bool) -> Ints:
    """(H, P + 1) value of a group's size at each host; sizes themselves count at one stop."""
    a = problem.arrays
    n = np.arange(a.size_value.shape[1])
    over = np.maximum(0, n[None, :] - a.host_people[:, None]) * a.scalars[HOST_PRICE]
    return np.ascontiguousarray((a.size_value.max(axis=0)[None, :] if first else 0) - over)


def _language_sets(problem: GroupsProblem) -> npt.NDArray[np.bool_]:
    """(A, L) sets of languages that a group may hold; one set of all where there are too many."""
    a = problem.arrays
    count, most = len(a.teams), min(len(a.teams), int(a.scalars[MOST_LANGUAGES]))
    sets = [c for size in range(most + 1) for c in combinations(range(count), size)][
        : MOST_SETS + 1
    ]
    work = a.unary[0].size * len(sets)
    if count == 0 or len(sets) > MOST_SETS or work > WORK:
        return np.ones((1, max(1, count)), dtype=bool)
    return np.array([[lang in chosen for lang in range(count)] for chosen in sets])


def _others(problem: GroupsProblem) -> int:
    """The most that pairs and journeys between stops can be worth."""
    a = problem.arrays
    total = int(a.friend_value[a.friend_value > 0].sum()) // 2
    for s in range(a.leg.shape[0]):
        total += sum(int(a.leg[s, mask].max()) for mask in a.mask)
    return total


def _classes(problem: GroupsProblem, without: int) -> int:
    """The most that classes can be worth, each at its best division; one column left out."""
    a = problem.arrays
    total = 0
    for column in range(a.classes.shape[1]):
        if column == without:
            continue
        for c in sorted(set(a.classes[:, column].tolist()) - {-1}):
            members = int((a.classes[:, column] == c).sum())
            total += best_division(a.step[c], members, a.place.shape[1])
    return total


def best_division(step: Ints, members: int, groups: int) -> int:
    """The most that `members` of one class can be worth, divided over `groups`."""
    table = np.concatenate(([0], np.cumsum(step[:members])))
    best = np.full(members + 1, -(2**40))
    best[0] = 0
    for _ in range(groups):
        best = np.array([(best[: n + 1] + table[n::-1]).max() for n in range(members + 1)])
    return int(best[members])
