"""The map of the journey, drawn here as SVG, and the same in words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from sojourn.model import Group, Host
from sojourn.publish.agenda import Agenda
from sojourn.publish.outlines import Ring, us_states, world_land
from sojourn.publish.projections import (
    HEIGHT,
    WIDTH,
    Point,
    Projection,
    fitted,
    in_united_states,
    united_states,
)

COLOURS = 9
"""Colours that tell groups apart; further groups repeat them with another dash."""
LETTER, LINE = 8.3, 15.0
"""Width of a letter and height of a line of a label, in units of the drawing."""


@dataclass(frozen=True)
class Route:
    """The way of one group: from where it comes, over its stops, to where it goes on."""

    group: Group
    colour: int
    dash: int
    hosts: tuple[Host, ...]


def colour_of(number: int) -> tuple[int, int]:
    """Colour (1 to `COLOURS`) and dash (0 to 2) of the group with this number, from 0."""
    return number % COLOURS + 1, number // COLOURS % 3


def routes(agenda: Agenda) -> tuple[Route, ...]:
    """The way of every group of a split phase, in the order of the plan."""
    programme = agenda.programme
    order = [phase.id for phase in programme.phases]
    found = []
    split = [g for g in agenda.plan.groups if g.phase in order and programme.phase[g.phase].split]
    for number, group in enumerate(split):
        place = order.index(group.phase)
        before = _stop_of(agenda, group, order[place - 1], last=True) if place else None
        ahead = place + 1 < len(order)
        after = _stop_of(agenda, group, order[place + 1], last=False) if ahead else None
        ids = [before, *(stop.host for stop in group.stops), after]
        hosts = tuple(programme.host[host] for host in ids if host and host in programme.host)
        found.append(Route(group, *colour_of(number), hosts))
    return tuple(found)


def _stop_of(agenda: Agenda, group: Group, phase: str, last: bool) -> str | None:
    """Where the group's people are at the end (or the start) of a phase, if it is together."""
    if agenda.programme.phase[phase].split:
        return None
    stops = [stop for other in agenda.plan.groups if other.phase == phase for stop in other.stops]
    return (stops[-1] if last else stops[0]).host if stops else None


def journey_map(agenda: Agenda, ways: Sequence[Route]) -> Markup:
    """The map as an SVG element; empty where nobody goes from one known place to another."""
    hosts = _hosts(agenda)
    if len(hosts) < 2:
        return Markup("")
    points = [(host.longitude, host.latitude) for host in hosts]
    if all(in_united_states(*point) for point in points):
        project: Projection = united_states
        land = _states(points)
    else:
        project, box = fitted(points)
        land = [ring for ring in world_land() if _touches(ring, box)]
    parts = [f'<path class="land" d="{_rings(project, land)}"/>']
    parts += _trunk(agenda, project)
    parts += [_way(way, project) for way in ways if len(way.hosts) > 1]
    parts += _cities(hosts, ways, project)
    words = "; ".join(in_words(agenda, way) for way in ways) or "One place for everybody"
    return Markup(
        '<svg class="map" viewBox="0 0 {w:g} {h:g}" role="img" '
        'aria-labelledby="map-title map-text"><title id="map-title">Map of the journey</title>'
        '<desc id="map-text">{words}</desc>{parts}</svg>'
    ).format(w=WIDTH, h=HEIGHT, words=words, parts=Markup("").join(Markup(p) for p in parts))


def in_words(agenda: Agenda, way: Route) -> str:
    """``cities-1: Tampa, FL → Austin, TX → New York, NY``."""
    return f"{way.group.id}: {' → '.join(agenda.city(host.id) for host in way.hosts)}"


def _hosts(agenda: Agenda) -> tuple[Host, ...]:
    """The hosts of the plan's stops, in the order of the journey."""
    ids = dict.fromkeys(stop.host for group in agenda.plan.groups for stop in group.stops)
    known = agenda.programme.host
    return tuple(known[host] for host in ids if host in known)


def _states(points: Iterable[Point]) -> list[Ring]:
    """The states' rings; Alaska and Hawaii only where a host lies in them."""
    far = any(latitude > 50 or latitude < 24 for _, latitude in points)
    return [ring for ring in us_states() if far or in_lower_states(*_middle(ring))]


def _middle(ring: Ring) -> Point:
    return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)


def in_lower_states(longitude: float, latitude: float) -> bool:
    """Whether a point lies in the box of the forty-eight states between Canada and Mexico."""
    return -126.0 <= longitude <= -66.0 and 24.0 <= latitude <= 50.0


def _touches(ring: Ring, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    return (
        max(x for x, _ in ring) >= west
        and min(x for x, _ in ring) <= east
        and max(y for _, y in ring) >= south
        and min(y for _, y in ring) <= north
    )


def _rings(project: Projection, rings: Iterable[Ring]) -> str:
    """The rings as the data of one path, to a tenth of a unit, relative to save space."""
    return "".join(_ring([project(*point) for point in ring]) for ring in rings)


def _ring(points: Sequence[Point]) -> str:
    rounded = [(round(10 * x), round(10 * y)) for x, y in points]
    text = [f"M{rounded[0][0] / 10:g} {rounded[0][1] / 10:g}l"]
    steps = [
        (x - past_x, y - past_y)
        for (past_x, past_y), (x, y) in pairwise(rounded)
        if (x, y) != (past_x, past_y)
    ]
    text.append(" ".join(f"{dx / 10:g} {dy / 10:g}" for dx, dy in steps))
    return "".join(text) + "z"


def _trunk(agenda: Agenda, project: Projection) -> Iterator[str]:
    """The way of everybody between phases in which all are together."""
    programme = agenda.programme
    for earlier, later in pairwise(programme.phases):
        if earlier.split or later.split or earlier.hosts[:1] == later.hosts[:1]:
            continue
        ends = [programme.host.get(phase.hosts[0]) for phase in (earlier, later) if phase.hosts]
        if len(ends) == 2 and None not in ends:
            a, b = (project(h.longitude, h.latitude) for h in ends if h is not None)
            yield f'<path class="trunk" d="{_curve(a, b)}"/>'


def _way(way: Route, project: Projection) -> str:
    """The line of one group."""
    points = [project(host.longitude, host.latitude) for host in way.hosts]
    curves = "".join(_curve(a, b) for a, b in pairwise(points) if a != b)
    name = escape(way.group.id)
    look = f"way g{way.colour} dash{way.dash}"
    return f'<path class="{look}" d="{curves}"><title>{name}</title></path>'


def _curve(a: Point, b: Point) -> str:
    """A gentle bow from `a` to `b`; there and back take different sides."""
    lift = 0.12 * math.dist(a, b)
    length = math.dist(a, b) or 1.0
    x = (a[0] + b[0]) / 2 + lift * (b[1] - a[1]) / length
    y = (a[1] + b[1]) / 2 - lift * (b[0] - a[0]) / length
    return f"M{a[0]:.1f} {a[1]:.1f}Q{x:.1f} {y:.1f} {b[0]:.1f} {b[1]:.1f}"


def _cities(hosts: Sequence[Host], ways: Sequence[Route], project: Projection) -> Iterator[str]:
    """A dot and a label for each city, the labels where they do not cover each other."""
    places = {host.id: project(host.longitude, host.latitude) for host in hosts}
    taken = [Box(x - 5, y - 5, x + 5, y + 5) for x, y in places.values()]
    for host in hosts:
        x, y = places[host.id]
        stopping = [way for way in ways if host.id in {stop.host for stop in way.group.stops}]
        kind = f"stop g{stopping[0].colour}" if len(stopping) == 1 else "stop hub"
        yield f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{5 if stopping else 6.5}"/>'
        below = _labels_of(stopping)
        width = LETTER * max(len(host.city), 0.85 * len(below))
        spot = _free_spot(x, y, width, LINE * (2 if below else 1), taken)
        taken.append(spot.box)
        yield spot.text(host.city, below)


@dataclass(frozen=True)
class Box:
    """A part of the drawing that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def common(self, other: Box) -> float:
        """The area that both cover."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, width) * max(0.0, height)

    @property
    def outside(self) -> float:
        """How far it reaches out of the drawing."""
        over = max(0.0, -self.left) + max(0.0, self.right - WIDTH) + max(0.0, -self.top)
        return over + max(0.0, self.bottom - HEIGHT)


@dataclass(frozen=True)
class Spot:
    """A place for a label: the box that it covers, and the side from which it is written."""

    box: Box
    anchor: str

    def text(self, city: str, below: str) -> str:
        """The label as SVG."""
        left, right = self.box.left, self.box.right
        x = {"start": left, "end": right, "middle": (left + right) / 2}[self.anchor]
        first = f'<text class="city {self.anchor}" x="{x:.1f}" y="{self.box.top + 12:.1f}">'
        second = f'<tspan class="who" x="{x:.1f}" dy="{LINE - 1:g}">{escape(below)}</tspan>'
        return f"{first}{escape(city)}{second if below else ''}</text>"


def _labels_of(stopping: Sequence[Route]) -> str:
    """The groups that stop in a city, by name, or how many there are."""
    if len(stopping) > 2:
        return f"{len(stopping)} groups"
    return ", ".join(way.group.id for way in stopping)


def _free_spot(x: float, y: float, width: float, height: float, taken: Sequence[Box]) -> Spot:
    """Of eight spots around (x, y) the one that covers least of what is there."""
    corners = (
        (x + 9, y - height / 2, "start"),
        (x - 9 - width, y - height / 2, "end"),
        (x - width / 2, y - 8 - height, "middle"),
        (x - width / 2, y + 8, "middle"),
        (x + 7, y + 5, "start"),
        (x + 7, y - 5 - height, "start"),
        (x - 7 - width, y + 5, "end"),
        (x - 7 - width, y - 5 - height, "end"),
    )
    spots = [Spot(Box(a, b, a + width, b + height), anchor) for a, b, anchor in corners]
    return min(
        spots,
        key=lambda spot: sum(spot.box.common(box) for box in taken) + 1000 * spot.box.outside,
    )
