"""A first assignment: pinned and tied people first, then speakers by language, then the rest."""

from __future__ import annotations

import numpy as np

from sojourn.engine.groups.problem import MOST_LANGUAGES, Arrays, GroupsProblem, Ints

MUCH = 10**12
"""More than any value of the problem: for choices that are avoided if there is another."""


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
    people, groups = a.language.shape[0], a.place.shape[1]
    group = a.fixed.copy()
    count = np.bincount(group[group >= 0], minlength=groups)
    most = -(-people // max(1, groups))
    kinds: list[set[int]] = [set() for _ in range(groups)]
    for p in np.flatnonzero(group >= 0):
        if a.language[p] >= 0:
            kinds[group[p]].add(int(a.language[p]))
    for unit in _units(a, rng):
        mine = [p for p in unit if group[p] < 0]
        settled = [int(group[p]) for p in unit if group[p] >= 0]
        spoken = {int(a.language[p]) for p in mine if a.language[p] >= 0}
        if not mine:
            continue
        limit = int(a.scalars[MOST_LANGUAGES])
        to = (
            settled[0]
            if settled
            else min(
                range(groups),
                key=lambda g: (
                    max(0, int(count[g]) + len(mine) - most),
                    max(0, len(kinds[g] | spoken) - limit),
                    len(spoken - kinds[g]),
                    len(kinds[g]),
                    int(count[g]),
                ),
            )
        )
        group[mine] = to
        count[to] += len(mine)
        kinds[to] |= spoken
    return group


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
