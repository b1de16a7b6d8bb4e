"""The outlines that maps are drawn on, and how they were made.

``us_states.json`` and ``world_land.json`` hold rings of [longitude, latitude] in hundredths of a
degree, simplified from us-atlas 3 (``states-10m.json``, US Census Bureau) and world-atlas 2
(``land-110m.json``, Natural Earth). They are made anew by::

    npm pack us-atlas world-atlas        # and unpack both
    python -m sojourn.publish.outlines states-10m.json land-110m.json

Borders between countries are left out on purpose: no map of a programme takes a side.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = tuple[Point, ...]
OUTSIDE = frozenset(("60", "66", "69", "72", "78"))
"""Census codes of the territories that the map of the states leaves out."""


@cache
def us_states() -> tuple[Ring, ...]:
    """The rings of the fifty states and the District of Columbia, in degrees."""
    return _loaded("us_states.json")


@cache
def world_land() -> tuple[Ring, ...]:
    """The rings of the world's land, in degrees, without borders."""
    return _loaded("world_land.json")


def _loaded(name: str) -> tuple[Ring, ...]:
    rings = json.loads(files("sojourn.publish").joinpath(name).read_text("utf-8"))
    return tuple(
        tuple((x / 100, y / 100) for x, y in zip(ring[::2], ring[1::2], strict=True))
        for ring in rings
    )


def decoded_arcs(topology: dict[str, Any]) -> list[Ring]:
    """The arcs of a TopoJSON topology in degrees (quantised and delta-encoded inside)."""
    (scale_x, scale_y), (shift_x, shift_y) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(tuple(points))
    return arcs


def simplified(points: Sequence[Point], tolerance: float) -> Ring:
    """Douglas and Peucker's line: no left-out point is further than `tolerance` degrees away."""
    if len(points) < 3:
        return tuple(points)
    first, last = points[0], points[-1]
    distances = [_distance(point, first, last) for point in points[1:-1]]
    far = max(range(len(distances)), key=distances.__getitem__)
    if distances[far] <= tolerance:
        return (first, last)
    split = far + 1
    return simplified(points[: split + 1], tolerance)[:-1] + simplified(points[split:], tolerance)


def _distance(point: Point, a: Point, b: Point) -> float:
    """Distance of `point` from the segment `a` to `b`."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    squared = dx * dx + dy * dy
    if squared == 0:
        return math.dist(point, a)
    share = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / squared
    share = min(1.0, max(0.0, share))
    return math.dist(point, (a[0] + share * dx, a[1] + share * dy))


def rings_of(
    topology: dict[str, Any], name: str, tolerance: float, smallest: float
) -> list[list[int]]:
    """The outer rings of an object of a topology, simplified arc by arc so that borders meet.

    Rings whose box is smaller than `smallest` square degrees are left out.
    """
    arcs = [simplified(arc, tolerance) for arc in decoded_arcs(topology)]
    found = []
    for geometry in topology["objects"][name]["geometries"]:
        if geometry.get("id") in OUTSIDE or geometry["type"] not in ("Polygon", "MultiPolygon"):
            continue
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            ring = _joined(arcs, polygon[0])
            width = max(x for x, _ in ring) - min(x for x, _ in ring)
            height = max(y for _, y in ring) - min(y for _, y in ring)
            if width * height >= smallest and len(ring) > 3:
                found.append([round(100 * value) for point in ring for value in point])
    return found


def _joined(arcs: Sequence[Ring], numbers: Iterable[int]) -> list[Point]:
    """One ring of arcs; a negative number means the arc ``~number`` backwards."""
    ring: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(arc[1:] if ring else arc)
    return ring


def main(states: str, land: str) -> None:
    """Write both files beside this module, from the two TopoJSON files."""
    here = Path(__file__).parent
    for source, name, tolerance, smallest, target in (
        (states, "states", 0.04, 0.02, "us_states.json"),
        (land, "land", 0.1, 0.5, "world_land.json"),
    ):
        topology = json.loads(Path(source).read_text("utf-8"))
        rings = rings_of(topology, name, tolerance, smallest)
        (here / target).write_text(json.dumps(rings, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
