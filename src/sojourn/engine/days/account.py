"""Kernels over people: what a visit leaves of their wishes, what a day could still give them."""

from __future__ import annotations

import numpy as np

from sojourn.engine.compiled import compiled


@compiled
def enter(potential, missing, members, present, fading, objectives, sign):  # type: ignore[no-untyped-def]
    """Enter a day of a stay into the people's account, or take it out with `sign` -1.

    `fading` is what the whole day leaves of each theme, `objectives` how often it meets each. Who
    is there for a part of the day gets that part of the themes and no objective.
    """
    themes = fading.shape[0]
    for i in range(members.shape[0]):
        there = present[i]
        if there <= 0.0:
            continue
        person = members[i]
        for t in range(themes):
            if fading[t] != 1.0:
                left = 1.0 - there * (1.0 - fading[t])
                if sign > 0:
                    potential[person, t] *= left
                else:
                    potential[person, t] /= left
        if there >= 1.0:
            for o in range(objectives.shape[0]):
                missing[person, o] -= sign * objectives[o]


@compiled
def demand(potential, missing, members, present, times):  # type: ignore[no-untyped-def]
    """What a day could give: points left by theme, people who lack each objective n times.

    Returns arrays of shape (themes,) and (objectives, times).
    """
    themes, objectives = potential.shape[1], missing.shape[1]
    need = np.zeros(themes)
    lacking = np.zeros((objectives, times))
    for i in range(members.shape[0]):
        there = present[i]
        if there <= 0.0:
            continue
        person = members[i]
        for t in range(themes):
            need[t] += there * potential[person, t]
        if there >= 1.0:
            for o in range(objectives):
                for n in range(min(times, max(0, missing[person, o]))):
                    lacking[o, n] += 1.0
    return need, lacking


@compiled
def unevenness(others, first, length, tolerance):  # type: ignore[no-untyped-def]
    """How far the days are from their mean beyond `tolerance` minutes, summed over the days.

    `others` are the minutes of the other days; the day itself has `first`, `first` + 1 … minutes,
    one entry of the result for each of `length` values.
    """
    whole = 0.0
    for minutes in others:
        whole += minutes
    spread = np.zeros(length)
    for n in range(length):
        own = first + n
        mean = (whole + own) / (others.shape[0] + 1)
        spread[n] = max(0.0, abs(own - mean) - tolerance)
        for minutes in others:
            spread[n] += max(0.0, abs(minutes - mean) - tolerance)
    return spread


@compiled
def close_touching(starts, minutes, step, first, last):  # type: ignore[no-untyped-def]
    """Close the starts (offers × slots) from which an offer touches the span, in place."""
    for j in range(starts.shape[0]):
        for slot in range(starts.shape[1]):
            begin = slot * step
            if begin < last and begin + minutes[j] > first:
                starts[j, slot] = 0
