"""Journeys between hosts for which legs.csv gives none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sojourn.model import Host, LegMode
from sojourn.reference.places import great_circle_km, up_to_five

ROAD_KM = 350
ROAD_KMH = 80
AIR_KMH = 700
AIRPORT_MINUTES = 240
"""At the two airports together."""


@dataclass(frozen=True)
class LegEstimate:
    """An estimated journey: `minutes` from door to door, `km` along the great circle."""

    mode: LegMode
    minutes: int
    km: float


def estimate_leg(origin: Host, destination: Host) -> LegEstimate:
    """The journey from one host to another where no leg is given.

    By road up to 350 km at 80 km/h, else by air at 700 km/h and 4 hours at airports; distances
    are plain great-circle ones (no detour), times are rounded up to 5 minutes.
    """
    return _estimate(origin.latitude, origin.longitude, destination.latitude, destination.longitude)


@lru_cache(maxsize=16384)
def _estimate(lat1: float, lon1: float, lat2: float, lon2: float) -> LegEstimate:
    km = great_circle_km(lat1, lon1, lat2, lon2)
    if km <= ROAD_KM:
        return LegEstimate("road", up_to_five(60 * km / ROAD_KMH), km)
    return LegEstimate("air", up_to_five(60 * km / AIR_KMH + AIRPORT_MINUTES), km)
