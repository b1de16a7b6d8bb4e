"""A first assignment: pinned and tied people first, then speakers by language, then the rest."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sojourn.engine.groups.problem import MOST_LANGUAGES, Arrays, GroupsProblem, Ints
from sojourn.engine.groups.state import DENSE

Bools = npt.NDArray[np.bool_]

MUCH = 10**12
"""More than any value of the problem: for choices that are avoided if there is another."""

SIZES = 4
"""A group is at most so many times as large as the mean, where pairs choose the sizes."""
NOISE = 0.5
"""Noise of the sizes as a part of the spread of the pairs' values."""


def first_assignment(problem: GroupsProblem, seed: int) -> tuple[Ints, Ints]:
    """Groups (P,) and hosts (S, G) that keep capacities roughly; random where it does not matter.

    Speakers of a language go to as few groups as can hold them, so that the search need not
    empty whole groups of a language to save a team.
    """
    rng = np.random.default_rng(seed)
    hosts = _hosts(problem.arrays, rng)
    return _groups(problem.arrays, rng), hosts


def _hosts(a: Arrays, rng: np.random.Generator) -> Ints:
    """A host for each stop of each group, good ones on average first."""
    stops, groups, hosts = a.place.shape
    mean_size = a.unary.shape[1] / max(1, groups)
    chosen = np.zeros((stops, groups), dtype=np.int64)
    for s in range(stops):
        free = a.host_groups.copy()
        mean = np.zeros(hosts)
        if a.unary.shape[1]:
            mean = a.unary[s].mean(axis=0)
        noise = rng.random(hosts) * (np.ptp(mean) + 1) * 0.3
        for g in np.argsort(-np.ptp(a.place[s], axis=1), kind="stable"):
            worth = (mean + noise + a.place[s, g]) * 1.0
            worth -= MUCH * (a.host_people < mean_size)
            worth -= 10 * MUCH * (free <= 0)
            for t in range(s):
                worth[chosen[t, g]] -= 5 * MUCH
            chosen[s, g] = int(np.argmax(worth))
            free[chosen[s, g]] -= 1
    return chosen


def _groups(a: Arrays, rng: np.random.Generator) -> Ints:
    """A group for each participant."""
    groups = a.place.shape[1]
    group = a.fixed.copy()
    count = np.bincount(group[group >= 0], minlength=groups)
    most = sizes(a, rng)
    holds = np.zeros((groups, len(a.teams)), dtype=bool)
    for p in np.flatnonzero(group >= 0):
        if a.language[p] >= 0:
            holds[group[p], a.language[p]] = True
    for unit in _units(a, rng):
        mine = [p for p in unit if group[p] < 0]
        settled = [int(group[p]) for p in unit if group[p] >= 0]
        if not mine:
            continue
        spoken = sorted({int(a.language[p]) for p in mine if a.language[p] >= 0})
        to = settled[0] if settled else _roomiest(a, count, most, holds, len(mine), spoken)
        group[mine] = to
        count[to] += len(mine)
        holds[to, spoken] = True
    return group


def _roomiest(
    a: Arrays, count: Ints, most: Ints, holds: Bools, people: int, spoken: list[int]
) -> int:
    """The group for so many people with the languages `spoken`: sizes first, then teams."""
    over = np.maximum(0, count + people - most)
    kinds = holds.sum(axis=1)
    new = len(spoken) - holds[:, spoken].sum(axis=1)
    beyond = np.maximum(0, kinds + new - min(int(a.scalars[MOST_LANGUAGES]), len(a.teams)))
    share = count if (most == most[0]).all() else count - most
    return int(np.lexsort((share, kinds, new, beyond, over))[0])


def sizes(a: Arrays, rng: np.random.Generator) -> Ints:
    """(G,) how many participants each group should have.

    Even, unless most pairs have a value: then the best sizes if every pair had the mean value,
    chosen by dynamic programming over the groups, with some noise for other starts.
    """
    people, groups = len(a.language), a.place.shape[1]
    even = np.full(groups, -(-people // max(1, groups)), dtype=np.int64)
    if len(a.friend) <= DENSE * people * people or people < 2:
        return even
    mean, spread = a.friend_value.mean(), a.friend_value.std()
    widest = min(people, SIZES * int(even[0]))
    n = np.arange(widest + 1)
    best = np.full(people + 1, -np.inf)
    best[0] = 0.0
    order = rng.permutation(groups)
    choice = np.zeros((groups, people + 1), dtype=np.int64)
    for g in order:
        worth = a.size_value[g, : widest + 1] + mean * n * (n - 1) / 2
        worth += spread * NOISE * rng.gumbel(size=len(n))
        before = np.concatenate([np.full(widest, -np.inf), best])
        # Row t of the windows ends at t people: so many before the group's own n.
        options = np.lib.stride_tricks.sliding_window_view(before, widest + 1)[:, ::-1] + worth
        choice[g] = options.argmax(axis=1)
        best = options.max(axis=1)
    found = np.zeros(groups, dtype=np.int64)
    left = people
    for g in order[::-1]:
        found[g] = choice[g, left]
        left -= found[g]
    return found


def _units(a: Arrays, rng: np.random.Generator) -> list[list[int]]:
    """People kept together, the largest blocks first; then single ones by language."""
    blocks: dict[int, list[int]] = {}
    alone: list[int] = []
    for p in range(a.language.shape[0]):
        if a.block[p] >= 0:
            blocks.setdefault(int(a.block[p]), []).append(p)
        else:
            alone.append(p)
    speakers = [int((a.language == lang).sum()) for lang in range(a.teams.shape[0])]

    def by_language(p: int) -> tuple[int, int, int]:
        language = int(a.language[p])
        return (0, -speakers[language], language) if language >= 0 else (1, 0, 0)

    singles = sorted((alone[i] for i in rng.permutation(len(alone))), key=by_language)
    return sorted(blocks.values(), key=lambda unit: (-len(unit), unit)) + [[p] for p in singles]
