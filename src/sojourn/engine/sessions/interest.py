"""How much sessions are worth to people, in points of `theme_fit`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from sojourn.model import Participant, Session
from sojourn.rules.worth import theme_points

Floats = npt.NDArray[np.float64]


def themes_of(people: Sequence[Participant], weights: Sequence[Mapping[str, float]]) -> list[str]:
    """Every theme that somebody is interested in and something is about, sorted."""
    wanted = {theme for person in people for theme, w in person.interests.items() if w > 0}
    return sorted(wanted & {theme for row in weights for theme, w in row.items() if w > 0})


def interest_array(people: Sequence[Participant], themes: Sequence[str]) -> Floats:
    """Interest of each person in each theme (people x themes)."""
    rows = [[max(0.0, p.interests.get(t, 0.0)) for t in themes] for p in people]
    return np.array(rows, dtype=float).reshape(len(people), len(themes))


def weight_array(weights: Sequence[Mapping[str, float]], themes: Sequence[str]) -> Floats:
    """Weight of each thing for each theme (things x themes)."""
    rows = [[max(0.0, row.get(t, 0.0)) for t in themes] for row in weights]
    return np.array(rows, dtype=float).reshape(len(weights), len(themes))


def points(exposure: Floats) -> Floats:
    """`sojourn.rules.worth.theme_points` of each number of an array."""
    flat = [theme_points(float(x)) for x in exposure.ravel()]
    return np.array(flat, dtype=float).reshape(exposure.shape)


def interest_matrix(people: Sequence[Participant], sessions: Sequence[Session]) -> Floats:
    """Points that each session alone gives each person (people x sessions)."""
    weights = [session.themes for session in sessions]
    themes = themes_of(people, weights)
    return interest_array(people, themes) @ points(weight_array(weights, themes)).T
