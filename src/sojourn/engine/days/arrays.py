"""What the kernels of a day read: a city's offers, and one group's day beside the rest."""

from __future__ import annotations

from typing import NamedTuple

from sojourn.engine.days.problem import Bytes, City, Counts, Reals

ROOM, MINUTES_LEFT, WANTS_LUNCH, EARLIEST, LATEST, LUNCH = 0, 1, 2, 3, 4, 5
CLOSES, STEP, READY, LATE, OPENS, PATIENCE = 6, 7, 8, 9, 10, 11
"""Where each setting of a day is in `Given.settings`."""
REPEATED, WAITING, REST_LOST = 0, 1, 2
"""Where each price is in `Given.prices`."""


class Shown(NamedTuple):
    """What a city offers; arrays by offer as in `sojourn.engine.days.problem.City`."""

    minutes: Counts
    place: Counts
    level: Counts
    kind: Counts
    organisation: Counts
    professional: Bytes
    social: Counts
    fading: Reals
    objectives: Bytes
    transfer: Counts


class Given(NamedTuple):
    """A group's day and what everything on it is worth, the rest of the plan given.

    Attributes:
        starts: possible starts; shape (offers, slots).
        blocks: placed events as rows of start, end, place; they cannot be left out.
        price: points that each offer costs.
        need: points still to be had from each theme by all who are present.
        objective_gain: points for the first, second … meeting of an objective.
        level_gain: points for each level, met for the first time.
        kinds_met: 1 for the kinds of offers met on other days.
        kinds_value: points for the number of kinds met.
        met_organisation: 1 for organisations met on other days.
        social_gain: points for hospitality and for culture on this day.
        count_value: points for the number of professional offers chosen.
        pace_value: points for the professional minutes chosen, one entry a minute.
        settings: professional offers that the day may hold, professional minutes, whether a lunch
            is wanted, the earliest and latest minute of lunch and its length, the end of the
            working day, the step of the grid, the minutes before which the day should not begin
            and after which it should not end, the begin of the working day, and the minutes of
            waiting that cost nothing.
        prices: points for an organisation met again, a minute of waiting, a minute of rest lost.

    """

    starts: Bytes
    blocks: Counts
    price: Reals
    need: Reals
    objective_gain: Reals
    level_gain: Reals
    kinds_met: Bytes
    kinds_value: Reals
    met_organisation: Bytes
    social_gain: Reals
    count_value: Reals
    pace_value: Reals
    settings: Counts
    prices: Reals


def shown_in(city: City) -> Shown:
    """The arrays of a city that the kernels of a day read."""
    return Shown(
        city.minutes,
        city.place,
        city.level,
        city.kind,
        city.organisation,
        city.professional,
        city.social,
        city.fading,
        city.objectives,
        city.transfer,
    )
