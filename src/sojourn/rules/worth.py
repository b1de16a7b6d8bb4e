"""What people get from what they meet, in points: the one home of the formulas.

The engine steers by these functions and the checks report by them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sojourn.model import Counterpart, Participant, Programme

FULL_THEME = 10.0
"""Points that a theme of interest 1 approaches, however often it is met."""
FADING = 0.9
"""The part of `FULL_THEME` still to be had after one unit of a theme's weight."""
MEETING_SHARE = 0.5
"""A one-to-one meeting counts its counterpart's themes at this share of their weight."""
MAX_WEIGHT = 5.0
"""The largest weight of a theme or a wish."""
INTEREST_SHARE = 0.5
"""What common interests are worth at most in a meeting, as a share of the largest wish."""
PREFERRED_PERSON = 2.5
PREFERRED_COUNTRY = 1.5
"""Points when the counterpart prefers the participant, or their country."""


def theme_points(x: float) -> float:
    """Points of interest 1 in a theme of which a weight of `x` was met: ``10 (1 - 0.9^x)``."""
    return FULL_THEME * (1.0 - FADING**x) if x > 0 else 0.0


def best_theme_points(interests: Mapping[str, float]) -> float:
    """What could be a participant's: full points in every theme of interest."""
    return FULL_THEME * sum(weight for weight in interests.values() if weight > 0)


def fit_points(interests: Mapping[str, float], met: Mapping[str, float]) -> float:
    """Sum over themes of interest of weight times `theme_points` of the weight met."""
    return sum(
        weight * theme_points(met.get(theme, 0.0))
        for theme, weight in interests.items()
        if weight > 0
    )


def affinity(interests: Mapping[str, float], themes: Mapping[str, float]) -> float:
    """Sum over common themes of interest times weight: how well one thing suits one person."""
    return sum(weight * themes[theme] for theme, weight in interests.items() if theme in themes)


def interest_match(interests: Mapping[str, float], themes: Mapping[str, float]) -> float:
    """`affinity` as a share (0-1) of what the same interests could reach with these weights.

    1 where all of the other side's themes are of the highest interest, 0 where none is.
    """
    most = MAX_WEIGHT * sum(weight for weight in themes.values() if weight > 0)
    return min(1.0, affinity(interests, themes) / most) if most > 0 else 0.0


def meeting_points(programme: Programme) -> Callable[[Participant, Counterpart], float]:
    """What a one-to-one meeting is worth, from both sides, as a function of the two.

    The participant's side is the weight of wishes.csv (0-5); where there is no row, interests
    count, up to half the largest wish. The counterpart's side adds `PREFERRED_PERSON` for a
    participant whom they prefer, `PREFERRED_COUNTRY` for one from a country that they prefer.
    """
    wished = {(wish.participant, wish.counterpart): wish.weight for wish in programme.wishes}

    def points(participant: Participant, counterpart: Counterpart) -> float:
        own = wished.get((participant.id, counterpart.id))
        if own is None:
            match = interest_match(participant.interests, counterpart.themes)
            own = INTEREST_SHARE * MAX_WEIGHT * match
        if participant.id in counterpart.prefers:
            return own + PREFERRED_PERSON
        if participant.country in counterpart.prefers:
            return own + PREFERRED_COUNTRY
        return own

    return points


def points_of_meetings(
    programme: Programme, counterparts: Sequence[Counterpart]
) -> Callable[[Participant], list[float]]:
    """`meeting_points` of a participant with each of `counterparts`, all at once."""
    wished: dict[str, list[tuple[int, float]]] = {}
    place = {counterpart.id: j for j, counterpart in enumerate(counterparts)}
    for wish in programme.wishes:
        if wish.counterpart in place:
            wished.setdefault(wish.participant, []).append((place[wish.counterpart], wish.weight))
    about: dict[str, list[tuple[int, float]]] = {}
    for j, counterpart in enumerate(counterparts):
        for theme, weight in counterpart.themes.items():
            about.setdefault(theme, []).append((j, weight))
    most = [MAX_WEIGHT * sum(w for w in c.themes.values() if w > 0) for c in counterparts]
    preferring = [(j, c.prefers) for j, c in enumerate(counterparts) if c.prefers]
    usual = INTEREST_SHARE * MAX_WEIGHT

    def points(participant: Participant) -> list[float]:
        fit = [0.0] * len(most)
        for theme, interest in participant.interests.items():
            for j, weight in about.get(theme, ()):
                fit[j] += interest * weight
        own = [usual * min(1.0, f / m) if m > 0 else 0.0 for f, m in zip(fit, most, strict=True)]
        for j, weight in wished.get(participant.id, ()):
            own[j] = weight
        for j, preferred in preferring:
            if participant.id in preferred:
                own[j] += PREFERRED_PERSON
            elif participant.country in preferred:
                own[j] += PREFERRED_COUNTRY
        return own

    return points
