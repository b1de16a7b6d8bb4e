"""The compiled state of the group search against a slow recount."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.groups.invented_groups import programme

from sojourn.engine.groups.build import build
from sojourn.engine.groups.change import move, move_value, settle_all, swap, swap_value
from sojourn.engine.groups.kernel import anneal
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
)
from sojourn.engine.groups.route import host_move, host_move_value
from sojourn.engine.groups.start import first_assignment
from sojourn.engine.groups.state import begin, value_of
from sojourn.engine.groups.supply import supply


def problem(seed: int, route: tuple[int, ...] = (5,)) -> GroupsProblem:
    """The arrays of an invented programme with tight limits."""
    given_ = programme(seed, people=12, groups=3, hosts=4, route=route, interpreters=4)
    phase = given_.phases[1]
    built = build(given_, phase, supply(given_, phase))
    arrays = built.arrays._replace(
        host_people=np.array([4, 5, 100, 3]),
        host_groups=np.array([1, 2, 1, 1]),
        host_rooms=np.array([6, 7, 5, 100]),
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


routes = st.sampled_from([(5,), (3, 4)])


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 30), routes, st.integers(0, 10**6))
def test_values_of_changes_equal_recounts(seed: int, route: tuple[int, ...], draw: int) -> None:
    """After any sequence of moves, swaps and host changes the sum of deltas is the recount."""
    built = problem(seed, route)
    a = built.arrays
    rng = np.random.default_rng(draw)
    group, host = first_assignment(built, draw)
    x = begin(a, group, host)
    value = value_of(a, x)
    assert value == plain_value(a, group, host)
    for _ in range(12):
        kind = rng.integers(3)
        p, q = rng.integers(12, size=2)
        g, h, s = int(rng.integers(3)), int(rng.integers(4)), int(rng.integers(len(route)))
        if kind == 0 and x.group[p] != g:
            value += move_value(a, x, p, g)
            move(a, x, p, g)
        elif kind == 1 and x.group[p] != x.group[q]:
            value += swap_value(a, x, p, q)
            swap(a, x, p, q)
        elif kind == 2:
            value += host_move_value(a, x, s, g, h)
            host_move(a, x, s, g, h)
            settle_all(a, x)
        assert value == value_of(a, x) == plain_value(a, x.group, x.host)


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 30), routes, st.integers(0, 10**6))
def test_annealing_keeps_its_books(seed: int, route: tuple[int, ...], draw: int) -> None:
    """The values that annealing reports are those of the assignments that it returns."""
    built = problem(seed, route)
    a = built.arrays
    group, host = first_assignment(built, draw)
    found = anneal(a, a.scalars, group, host, draw, 30_000, 5000.0, 10.0)
    assert found.best == plain_value(a, found.group, found.host)
    assert found.last == plain_value(a, found.last_group, found.last_host)
    assert found.best >= plain_value(a, group, host)
    assert (found.group[a.fixed >= 0] == a.fixed[a.fixed >= 0]).all()
