"""The dynamic programme of a column against trying every set of members."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.groups.invented_groups import programme

from sojourn.engine.groups.build import build
from sojourn.engine.groups.problem import Arrays
from sojourn.engine.groups.proof.dynamic import NEVER, best_columns
from sojourn.engine.groups.proof.layout import layout
from sojourn.engine.groups.proof.locations import habits
from sojourn.engine.groups.proof.order import Pair
from sojourn.engine.groups.supply import supply


def arrays(seed: int) -> Arrays:
    """The arrays of nine people, two thirds of them from two countries."""
    made = programme(seed, people=9, groups=2, hosts=3)
    phase = made.phases[1]
    return build(made, phase, supply(made, phase)).arrays


def plain(
    a: Arrays,
    classes: tuple[int, ...],
    worth: np.ndarray,
    members: list[int],
    pairs: Sequence[Pair] = (),
) -> int:
    """Worth of members, of pairs and of some classes' tables, counted as slowly as possible."""
    total = int(worth[members].sum())
    total += sum(value for one, other, value in pairs if one in members and other in members)
    for c in classes:
        total += int(a.step[c, : int((a.classes[members] == c).any(axis=1).sum())].sum())
    return total


@settings(deadline=None, max_examples=30)
@given(
    st.integers(0, 30),
    st.integers(0, 10**6),
    st.sampled_from([5, 40, 5_000]),
    st.integers(0, 6),
)
def test_the_best_columns_are_the_best_of_all_sets(
    seed: int, draw: int, states: int, number: int
) -> None:
    """For every number of members the value is that of the best set, classes and pairs counted."""
    a = arrays(seed)
    rng = np.random.default_rng(draw)
    drawn = {tuple(sorted(rng.choice(9, 2, replace=False).tolist())) for _ in range(number)}
    pairs = [Pair(one, other, int(rng.integers(-900, 900))) for one, other in sorted(drawn)]
    plan = layout(a, 6, states, [habit.number for habit in habits(a)], pairs)
    kept = [Pair(*item) for item in zip(*(x.tolist() for x in plan.remembered[:3]), strict=True)]
    assert all(pair in pairs or Pair(pair.other, pair.one, pair.value) in pairs for pair in kept)
    worth = rng.integers(-1000, 1500, size=9)
    free = plan.order[rng.random(9)[plan.order] < 0.85]
    sizes = rng.integers(-800, 0, size=10)
    by_size, values, chosen = best_columns(
        free,
        worth,
        plan.outer,
        plan.inner,
        plan.tail,
        plan.combination,
        a.step,
        plan.size,
        plan.after,
        plan.before,
        plan.gain,
        sizes,
        *plan.remembered,
        plan.most,
        4,
    )
    for n in range(min(6, len(free)) + 1):
        best = max(
            plain(a, plan.exact, worth, sorted(members), kept)
            for members in combinations(free.tolist(), n)
        )
        assert by_size[n] == best
    assert values[0] == max(by_size[n] + sizes[n] for n in range(7) if by_size[n] > NEVER)
    for value, members in zip(values, chosen, strict=True):
        if value > NEVER:
            who = np.flatnonzero(members).tolist()
            assert set(who) <= set(free.tolist())
            assert value == plain(a, plan.exact, worth, who, kept) + sizes[len(who)]


def test_every_class_is_counted_once() -> None:
    """A class is counted in passing or in the states, or is left to the master."""
    a = arrays(1)
    aside = [habit.number for habit in habits(a)]
    for states in (1, 30, 5_000):
        plan = layout(a, 6, states, aside)
        assert not set(plan.exact) & set(plan.relaxed)
        live = {c for c in range(len(a.step)) if a.step[c, : int((a.classes == c).sum())].any()}
        assert set(plan.exact) | set(plan.relaxed) == live - set(aside)
    assert not layout(a, 6, 50_000, aside).relaxed
