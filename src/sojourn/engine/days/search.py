"""Search in one city: build every day in turn, then empty a few days and rebuild them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sojourn.engine.days.problem import City, Route, Solution, empty
from sojourn.engine.days.state import CityState

WIDTH = 2
"""Labels kept in a bucket of the day builder while searching."""
WIDE = 12
"""The same for the first construction and the last word."""
WARMTH = 0.004
"""Share of a usual day's value by which a step may be worse, at the start of the search."""
GENEROSITY = 0.5
"""Share of the steps in which days leave some of the offers set free to the others."""
PASSED_ON = 0.3
"""Share of the offers set free that a day then leaves."""


@dataclass(frozen=True)
class Slice:
    """A piece of search: from a state of the chain, so many steps."""

    city: City
    current: Solution
    best: Solution
    gain: float
    number: int
    steps: int
    seed: int


@dataclass(frozen=True)
class Outcome:
    """Where a slice ended: `gain` is how much worse than the best the current solution is."""

    current: Solution
    best: Solution
    gain: float
    value: float
    improved: bool


def construct(city: City, passes: int = 2, width: int = WIDE) -> Outcome:
    """A first solution: day by day, each group in turn, each day at its best.

    A second pass repairs what the first could not know.
    """
    state = CityState(city, empty(city))
    in_turn = sorted(city.group_days, key=lambda p: (p[1], (p[0] + p[1]) % len(city.stays)))
    for _ in range(passes):
        for s, d in in_turn:
            old = state.lift(s, d)
            kept = state.value(s, d, old) if old else -np.inf
            value, route = state.best(s, d, width)
            state.lay(s, d, route if value > kept else old)
    return Outcome(state.solution, state.solution, 0.0, state.total(), True)


def improve(piece: Slice) -> Outcome:
    """Empty and rebuild a few group-days, `piece.steps` times; keeps the best solution.

    The same piece always ends in the same outcome.
    """
    city = piece.city
    random = np.random.default_rng((piece.seed, piece.number))
    state = CityState(city, piece.current)
    places = city.group_days
    best, gain, improved = piece.best, piece.gain, False
    if not places:
        return Outcome(piece.current, best, gain, state.total(), False)
    warmth = _warmth(state)
    for _ in range(piece.steps):
        chosen = _choose(state, places, random)
        olds: list[tuple[int, int, Route]] = []
        before = 0.0
        for s, d in chosen:
            old = state.lift(s, d)
            before += state.value(s, d, old)
            olds.append((s, d, old))
        after = 0.0
        order = random.permutation(len(chosen))
        passed_on = random.random() < GENEROSITY
        for i in order:
            s, d = chosen[i]
            without = _passed_on(olds, random) if passed_on else ()
            value, route = state.best(s, d, WIDTH, without)
            state.lay(s, d, route)
            after += value
        change = after - before
        if gain + change < 0 and change < -warmth * random.exponential():
            for i in order[::-1]:
                state.lift(*chosen[i])
            for s, d, old in reversed(olds):
                state.lay(s, d, old)
            continue
        gain += change
        if gain > 1e-6:
            best, gain, improved = state.solution, 0.0, True
    value = CityState(city, best).total()
    return Outcome(state.solution, best, gain, value, improved)


def _passed_on(olds: list[tuple[int, int, Route]], random: np.random.Generator) -> tuple[int, ...]:
    """Some of the offers set free, which one day leaves to the others."""
    free = [offer for _, _, route in olds for offer, _ in route]
    return tuple(offer for offer in free if random.random() < PASSED_ON)


def _warmth(state: CityState) -> float:
    days = max(1, len(state.chosen_days()))
    return WARMTH * max(0.0, state.total()) / days


def _choose(
    state: CityState, places: tuple[tuple[int, int], ...], random: np.random.Generator
) -> list[tuple[int, int]]:
    """One to four group-days that have to do with each other."""
    first = places[int(random.integers(len(places)))]
    kind = random.random()
    if kind < 0.15 or len(places) == 1:
        return [first]
    if kind < 0.6:
        near = [p for p in places if p[0] == first[0] and p != first]
    else:
        near = _rivals(state, first, places, random)
    near = near or [p for p in places if p != first]
    many = min(len(near), 1 + int(random.integers(3)))
    picked = random.choice(len(near), size=many, replace=False)
    return [first, *(near[int(i)] for i in picked)]


def _rivals(
    state: CityState,
    first: tuple[int, int],
    places: tuple[tuple[int, int], ...],
    random: np.random.Generator,
) -> list[tuple[int, int]]:
    """Group-days that hold an offer which the first could have as well."""
    possible = np.flatnonzero(state.city.stays[first[0]].days[first[1]].starts.any(axis=1))
    held = sorted(
        {
            (s, d)
            for offer in possible
            for s, d, _ in state.holders[int(offer)]
            if (s, d) != first and (s, d) in places
        }
    )
    return held
