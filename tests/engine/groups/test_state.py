"""The compiled state of the group search against a slow recount."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.groups.invented_groups import programme

from sojourn.engine.groups.build import build
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
    as_ints,
)
from sojourn.engine.groups.start import first_assignment
from sojourn.engine.groups.state import State, begin, prices_paid, value_of
from sojourn.engine.groups.supply import supply


def problem(seed: int, route: tuple[int, ...] = (5,), dense: bool = False) -> GroupsProblem:
    """The arrays of an invented programme with tight limits; `dense`: every pair has a value."""
    given_ = programme(seed, people=12, groups=3, hosts=4, route=route, interpreters=4)
    phase = given_.phases[1]
    built = build(given_, phase, supply(given_, phase))
    arrays = built.arrays._replace(
        host_people=np.array([4, 5, 100, 3]),
        host_groups=np.array([1, 2, 1, 1]),
        host_rooms=np.array([6, 7, 5, 100]),
    )
    if dense:
        drawn = np.random.default_rng(seed).integers(-3000, 3000, size=(12, 12))
        arrays = arrays._replace(
            friend_start=as_ints(11 * np.arange(13)),
            friend=as_ints([q for p in range(12) for q in range(12) if q != p]),
            friend_value=as_ints(
                [drawn[min(p, q), max(p, q)] for p in range(12) for q in range(12) if q != p]
            ),
        )
    arrays.scalars[ESCORTS] = 1
    arrays.scalars[MOST_LANGUAGES] = 1
    return built._replace(arrays=arrays)


def plain_value(a: Arrays, group: Ints, host: Ints) -> int:
    """The value of an assignment, counted as slowly and obviously as possible."""
    people, groups, stops = len(group), host.shape[1], host.shape[0]
    total = 0
    staff = []
    held: list[set[int]] = []
    for g in range(groups):
        members = [p for p in range(people) if group[p] == g]
        languages = {int(a.language[p]) for p in members} - {-1}
        held.append(languages)
        staff.append(max(1, sum(int(a.team_size[lang]) for lang in languages)))
        total += int(a.size_value[g, len(members)])
        total -= int(a.scalars[LANGUAGE_PRICE]) * max(
            0, len(languages) - int(a.scalars[MOST_LANGUAGES])
        )
        route = [int(host[s, g]) for s in range(stops)]
        total -= int(a.scalars[ROUTE_PRICE]) * (stops - len(set(route)))
        for s in range(stops):
            total += int(a.place[s, g, route[s]])
        for p in members:
            for s in range(stops):
                total += int(a.unary[s, p, route[s]])
            for s in range(stops - 1):
                total += int(a.leg[s, a.mask[p], route[s], route[s + 1]])
        for c in range(a.step.shape[0]):
            n = sum(int((a.classes[p] == c).sum()) for p in members)
            total += int(a.step[c, :n].sum())
        for p in members:
            for j in range(a.friend_start[p], a.friend_start[p + 1]):
                if a.friend[j] > p and a.friend[j] in members:
                    total += int(a.friend_value[j])
    for language in range(len(a.teams)):
        used = sum(language in languages for languages in held)
        total += used * int(a.team_value[language])
        total -= int(a.scalars[TEAM_PRICE]) * max(0, used - int(a.teams[language]))
    lonely = sum(not languages for languages in held)
    total -= int(a.scalars[ESCORT_PRICE]) * max(0, lonely - int(a.scalars[ESCORTS]))
    for s in range(stops):
        for h in range(len(a.host_people)):
            here = [g for g in range(groups) if host[s, g] == h]
            brought = sum(int((group == g).sum()) for g in here)
            rooms = brought + sum(staff[g] for g in here)
            total -= int(a.scalars[HOST_PRICE]) * max(0, brought - int(a.host_people[h]))
            total -= int(a.scalars[HOST_PRICE]) * max(0, len(here) - int(a.host_groups[h]))
            total -= int(a.scalars[ROOM_PRICE]) * max(0, rooms - int(a.host_rooms[h]))
    return total


Shape = tuple[tuple[int, ...], bool]
shapes = st.sampled_from([((5,), False), ((3, 4), False), ((5,), True), ((3, 4), True)])


def begun(seed: int, shape: Shape, draw: int) -> tuple[Arrays, State, np.random.Generator]:
    """A problem, the state of some assignment, and numbers to change it by."""
    built = problem(seed, *shape)
    x = begin(built.arrays, *first_assignment(built, draw))
    return built.arrays, x, np.random.default_rng(draw)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 30), shapes, st.integers(0, 10**6))
def test_a_state_has_the_value_of_its_assignment(seed: int, shape: Shape, draw: int) -> None:
    """The compiled value is that of the slow count, and so is what each person is worth."""
    built = problem(seed, *shape)
    a = built.arrays
    group, host = first_assignment(built, draw)
    x = begin(a, group, host)
    assert value_of(a, x) == plain_value(a, group, host)
    prices_off = a._replace(scalars=np.zeros_like(a.scalars))
    assert value_of(a, x) - prices_paid(a, a.scalars, x) == plain_value(prices_off, group, host)


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 30), shapes, st.integers(0, 10**6))
def test_other_names_change_no_value(seed: int, shape: Shape, draw: int) -> None:
    """Participants in another order, and groups with other numbers, have the same value."""
    a = problem(seed, *shape).arrays
    rng = np.random.default_rng(draw)
    people, groups = a.language.shape[0], a.place.shape[1]
    group, host = rng.integers(groups, size=people), rng.integers(4, size=(len(a.unary), groups))
    order, names = rng.permutation(people), rng.permutation(groups)
    row = np.argsort(order)
    pairs = sorted(
        (int(row[p]), int(row[a.friend[j]]), int(a.friend_value[j]))
        for p in range(people)
        for j in range(a.friend_start[p], a.friend_start[p + 1])
    )
    counts = np.bincount([p for p, _, _ in pairs], minlength=people)
    renamed = a._replace(
        unary=as_ints(a.unary[:, order]),
        mask=a.mask[order],
        classes=as_ints(a.classes[order]),
        language=a.language[order],
        block=a.block[order],
        fixed=np.where(a.fixed >= 0, names[a.fixed], -1)[order],
        friend_start=as_ints(np.concatenate(([0], np.cumsum(counts)))),
        friend=as_ints([q for _, q, _ in pairs]),
        friend_value=as_ints([value for _, _, value in pairs]),
        place=as_ints(a.place[:, np.argsort(names)]),
        size_value=as_ints(a.size_value[np.argsort(names)]),
    )
    again = begin(renamed, as_ints(names[group[order]]), as_ints(host[:, np.argsort(names)]))
    assert value_of(renamed, again) == value_of(a, begin(a, as_ints(group), as_ints(host)))
