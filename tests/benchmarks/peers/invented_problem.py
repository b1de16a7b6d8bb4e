"""Problems of groups made of random numbers, so that every term has every sign that it may have."""

from __future__ import annotations

from itertools import product

import numpy as np

from sojourn.engine.groups.problem import (
    ESCORTS,
    MOST_LANGUAGES,
    SCALARS,
    Arrays,
    GroupsProblem,
    Ints,
    as_ints,
)
from sojourn.engine.groups.state import begin, value_of

LIMITS = (MOST_LANGUAGES, ESCORTS)


def invented_problem(
    seed: int, people: int = 7, groups: int = 3, hosts: int = 4, stops: int = 1
) -> GroupsProblem:
    """A random problem with tight limits; with one stop the hosts can take all groups."""
    rng = np.random.default_rng(seed)
    classes = rng.integers(-1, 5, size=(people, 3))
    classes[:, 1] = np.where(classes[:, 1] >= 0, classes[:, 1] + 5, -1)
    classes[:, 2] = np.where(classes[:, 2] >= 0, classes[:, 2] + 10, -1)
    language = rng.integers(-1, 3, size=people)
    start, friend, worth = _friends(rng, people)
    scalars = rng.integers(1, 400, size=SCALARS)
    scalars[list(LIMITS)] = rng.integers(0, 3, size=len(LIMITS))
    size = _table(rng, people + 1)
    place = np.where(rng.random((stops, groups, hosts)) < 0.7, 0, -50)
    arrays = Arrays(
        unary=as_ints(rng.integers(-20, 100, size=(stops, people, hosts))),
        leg=as_ints(rng.choice([0, 0, -70, 30], size=(stops - 1, 8, hosts, hosts))),
        mask=as_ints(rng.integers(0, 3, size=people)),
        place=as_ints(place),
        classes=as_ints(classes),
        step=as_ints([_table(rng, people + 1) for _ in range(15)]),
        language=as_ints(language),
        teams=as_ints(rng.integers(0, 3, size=3)),
        team_size=as_ints(rng.integers(1, 3, size=3)),
        team_value=as_ints(rng.integers(-60, 20, size=3)),
        friend_start=as_ints(start),
        friend=as_ints(friend),
        friend_value=as_ints(worth),
        fixed=as_ints(np.where(rng.random(people) < 0.15, rng.integers(groups, size=people), -1)),
        block=as_ints(np.full(people, -1)),
        host_people=as_ints(rng.integers(1, people + 2, size=hosts)),
        host_groups=as_ints(1 + (rng.random(hosts) < 0.3)),
        host_rooms=as_ints(rng.integers(1, people + 4, size=hosts)),
        size_value=as_ints(np.tile(np.concatenate(([-30], size[:people])).cumsum(), (groups, 1))),
        scalars=as_ints(scalars),
    )
    letters = "abcdefgh"
    return GroupsProblem(
        arrays,
        tuple(f"P{p}" for p in range(people)),
        tuple(letters[:groups]),
        tuple(f"host-{h}" for h in range(hosts)),
        ("fr", "es", "ar"),
        int(rng.integers(-100, 100)),
    )


def value(problem: GroupsProblem, group: Ints, host: Ints) -> int:
    """What a plan is worth, the problem's constant included."""
    return int(value_of(problem.arrays, begin(problem.arrays, group, host))) + problem.constant


def every_plan(problem: GroupsProblem) -> list[tuple[Ints, Ints]]:
    """All plans that keep the pins."""
    stops, groups, hosts = problem.arrays.place.shape
    fixed = problem.arrays.fixed
    people = [range(groups) if g < 0 else (int(g),) for g in fixed]
    return [
        (as_ints(group), as_ints(host).reshape(stops, groups))
        for group in product(*people)
        for host in product(range(hosts), repeat=stops * groups)
    ]


def _table(rng: np.random.Generator, length: int) -> list[int]:
    """Values of the next member: falling, dearer for one alone, for any at all, or at random."""
    kind = rng.integers(4)
    steps = np.sort(rng.integers(-40, 40, size=length))[::-1].copy()
    if kind == 1:
        steps[0] -= 60
        steps[1] += 60
    elif kind == 2:
        steps[:] = 0
        steps[0] = -50
    elif kind == 3:
        rng.shuffle(steps)
    return [int(step) for step in steps]


def _friends(rng: np.random.Generator, people: int) -> tuple[list[int], list[int], list[int]]:
    worth = np.zeros((people, people), np.int64)
    for p, q in rng.integers(people, size=(6, 2)):
        if p != q:
            worth[p, q] = worth[q, p] = rng.integers(-80, 80)
    start, friend, values = [0], [], []
    for p in range(people):
        for q in np.flatnonzero(worth[p]):
            friend.append(int(q))
            values.append(int(worth[p, q]))
        start.append(len(friend))
    return start, friend, values
