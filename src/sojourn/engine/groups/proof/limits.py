"""Which problems have a proof, and what bounds the columns that it prices."""

from __future__ import annotations

import numpy as np

from sojourn.engine.groups.problem import LANGUAGE_PRICE, MOST_LANGUAGES, Arrays, GroupsProblem
from sojourn.engine.groups.proof.locations import locations, tongues

MOST_PEOPLE = 400
"""Participants beyond which nothing is proved."""


def provable(problem: GroupsProblem) -> bool:
    """Whether `problem` is small enough for a bound."""
    a = problem.arrays
    people = a.language.shape[0]
    if not 0 < people <= MOST_PEOPLE or not a.unary.size or not a.place.size:
        return False
    return locations(a) is not None and tongues(unlimited(problem)) is not None


def unlimited(problem: GroupsProblem) -> Arrays:
    """The arrays, with the most languages of a group only where more would break a hard rule."""
    a = problem.arrays
    if int(a.scalars[LANGUAGE_PRICE]) >= problem.hard:
        return a
    scalars = a.scalars.copy()
    scalars[MOST_LANGUAGES] = len(a.teams)
    return a._replace(scalars=scalars)


def most_members(problem: GroupsProblem) -> int:
    """The largest size of a group that costs less than half of a hard price."""
    sizes = problem.arrays.size_value.max(axis=0)
    return int(np.flatnonzero(sizes >= sizes.max() - problem.hard // 2).max())


def differences(a: Arrays) -> float:
    """What the best host is worth above the middling one to a typical participant."""
    worth = a.unary.sum(axis=0)
    return max(1.0, float(np.median(worth.max(axis=1) - np.median(worth, axis=1))))
