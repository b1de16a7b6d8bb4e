"""From degrees to the drawing plane of a map."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Point = tuple[float, float]
Projection = Callable[[float, float], Point]
"""Longitude and latitude in degrees to x (to the right) and y (downwards)."""

WIDTH, HEIGHT = 960.0, 600.0
"""Size of a map in the units of its drawing."""


@dataclass(frozen=True)
class Albers:
    """Albers' equal-area conic projection of the sphere.

    Args:
        parallels: the two standard parallels in degrees.
        centre: longitude and latitude that fall on `origin`.
        scale: units of the drawing per radian.
        origin: where the centre is drawn.

    Source: Snyder, Map Projections: A Working Manual (USGS Professional Paper 1395), p. 100.

    """

    parallels: Point
    centre: Point
    scale: float
    origin: Point

    def __call__(self, longitude: float, latitude: float) -> Point:
        """The place of a point on the drawing."""
        first, second = (math.radians(parallel) for parallel in self.parallels)
        n = (math.sin(first) + math.sin(second)) / 2
        constant = math.cos(first) ** 2 + 2 * n * math.sin(first)

        def radius(degrees: float) -> float:
            return math.sqrt(max(0.0, constant - 2 * n * math.sin(math.radians(degrees)))) / n

        turned = (longitude - self.centre[0] + 540) % 360 - 180
        angle = n * math.radians(turned)
        rho, centre = radius(latitude), radius(self.centre[1])
        x = self.origin[0] + self.scale * rho * math.sin(angle)
        y = self.origin[1] - self.scale * (centre - rho * math.cos(angle))
        return x, y


_LOWER = Albers((29.5, 45.5), (-96.0, 38.3), 1210.0, (WIDTH / 2 - 2, HEIGHT / 2 - 4))
_ALASKA = Albers((55.0, 65.0), (-152.0, 62.0), 420.0, (125.0, 505.0))
_HAWAII = Albers((8.0, 18.0), (-157.5, 20.6), 1210.0, (275.0, 545.0))


def united_states(longitude: float, latitude: float) -> Point:
    """The United States as one drawing, with Alaska and Hawaii set in at the lower left."""
    if latitude > 50.0:
        return _ALASKA(longitude, latitude)
    if latitude < 24.0 and longitude < -140.0:
        return _HAWAII(longitude, latitude)
    return _LOWER(longitude, latitude)


def in_united_states(longitude: float, latitude: float) -> bool:
    """Whether a point lies within the boxes that `united_states` draws."""
    return (
        (-125.0 <= longitude <= -66.5 and 24.0 <= latitude <= 49.6)
        or (longitude <= -129.0 and 51.0 <= latitude <= 71.6)
        or (-161.0 <= longitude <= -154.0 and 18.5 <= latitude <= 22.5)
    )


def fitted(points: Iterable[Point]) -> tuple[Projection, tuple[float, float, float, float]]:
    """A plain cylindrical projection that shows `points` with room around them.

    Returns the projection and the degrees that it shows: west, south, east, north.
    """
    places = list(points) or [(0.0, 0.0)]
    west, east = min(x for x, _ in places), max(x for x, _ in places)
    south, north = min(y for _, y in places), max(y for _, y in places)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    squeeze = max(0.2, math.cos(math.radians(middle_y)))
    width = max(20.0, 1.5 * (east - west))
    height = max(10.0, 1.6 * (north - south))
    scale = min(WIDTH / (width * squeeze), HEIGHT / height)
    half_x, half_y = WIDTH / (2 * scale * squeeze), HEIGHT / (2 * scale)

    def project(longitude: float, latitude: float) -> Point:
        return (
            WIDTH / 2 + (longitude - middle_x) * scale * squeeze,
            HEIGHT / 2 - (latitude - middle_y) * scale,
        )

    return project, (middle_x - half_x, middle_y - half_y, middle_x + half_x, middle_y + half_y)
