"""The problem of one city: which groups are there, what they may do when, what it is worth.

Everything is an array, so that a problem can be sent to another process and read by a kernel.
Offers, places, themes, objectives, levels, kinds and organisations are counted from 0; a stay is
one group at the host for the days of one stop. Times are minutes after local midnight.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Counts = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]

Choice = tuple[int, int]
"""An offer and the minute at which it starts."""
Route = tuple[Choice, ...]
"""What a group does on a day, in the order of time."""


@dataclass(frozen=True)
class Weights:
    """Points per unit of each part of the value; see `sojourn.engine.days.weights`."""

    objective: float = 100.0
    theme: float = 1.0
    fair: float = 1000.0
    variety: float = 10.0
    kinds: int = 3
    hospitality: float = 20.0
    at_least: float = 40.0
    beyond: float = 8.0
    pace: float = 0.05
    pace_minutes: int = 60
    idle: float = 0.01
    idle_minutes: int = 90
    early: float = 0.02
    rest: int = 660
    cost: float = 0.002
    requested: float = 4.0


@dataclass(frozen=True)
class StayDay:
    """One day of a stay.

    Attributes:
        day: the date.
        starts: which starts are possible, by offer and slot of the grid; shape (offers, slots).
        blocks: placed events merged, as rows of start, end, index of their place.
        present: 1 for each member of the stay who is there all day, less for part of it.
        room: how many more professional offers the day may hold.
        minutes: how many more professional minutes the interpreters may work.
        lunch: whether a lunch has to be kept free.
        wanted: professional offers still to be added for the least that the day should hold.
        load: what is already placed, in units of an appointment.
        filled: professional minutes already placed for the group.
        paced: whether the day counts when the days of a stay are compared.
        halves: half-days (from, to) that may be left free.

    """

    day: date
    starts: Bytes
    blocks: Counts
    present: Reals
    room: int
    minutes: int
    lunch: bool
    wanted: int
    load: float
    filled: int
    paced: bool
    halves: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Stay:
    """A group at the host for the days of one stop.

    Attributes:
        group, phase: ids.
        members: rows of the city's people.
        size: participants and staff.
        days: the days of the stop, the move day first.
        free_halves: half-days that have to be left free.
        levels, kinds, organisations, social: how often each was met elsewhere in the phase
            (social: hospitality and culture already placed in this stop).
        step: minutes of the grid.
        lunch: earliest, latest and minutes of lunch.
        opens, closes: the working day.
        split: whether the group is one of several (rules `variety`, `pace`).

    """

    group: str
    phase: str
    members: Counts
    size: int
    days: tuple[StayDay, ...]
    free_halves: int
    levels: Counts
    kinds: Counts
    organisations: Counts
    social: Counts
    step: int
    lunch: tuple[int, int, int]
    opens: int
    closes: int
    split: bool


@dataclass(frozen=True)
class City:
    """All stays at one host and everything that it offers.

    Attributes:
        host: id of the host.
        offers: ids of the offers.
        minutes, place, level, kind, organisation: one number per offer (-1: none that counts).
        professional: 1 for the professional kinds.
        social: 0 for hospitality, 1 for culture, -1 otherwise.
        capacity: people at once; visits: groups that may still come.
        transfer: minutes between places; shape (places, places).
        fading: what is left of a theme's points after the offer; shape (offers, themes).
        objectives: 1 where the offer lists the objective; shape (offers, objectives).
        price: points that an offer costs whatever else is chosen, by stay; shape (stays, offers).
        stays: the stays.
        potential: points still to be had by person and theme; shape (people, themes).
        missing: times that an objective is still to be met; shape (people, objectives).
        clash: 1 where two stays share a person, so that no offer is in both.

    """

    host: str
    offers: tuple[str, ...]
    minutes: Counts
    place: Counts
    level: Counts
    kind: Counts
    organisation: Counts
    professional: Bytes
    social: Counts
    capacity: Counts
    visits: Counts
    transfer: Counts
    fading: Reals
    objectives: Bytes
    price: Reals
    stays: tuple[Stay, ...]
    potential: Reals
    missing: Counts
    clash: Bytes
    weights: Weights

    @property
    def group_days(self) -> tuple[tuple[int, int], ...]:
        """Each stay and day (indices) on which anything is possible."""
        return tuple(
            (s, d)
            for s, stay in enumerate(self.stays)
            for d, day in enumerate(stay.days)
            if day.starts.any()
        )


Solution = tuple[tuple[Route, ...], ...]
"""Routes by stay and day."""


def empty(city: City) -> Solution:
    """Nothing chosen anywhere."""
    return tuple(tuple(() for _ in stay.days) for stay in city.stays)
