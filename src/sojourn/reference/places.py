"""Places of a programme, the minutes between them, and airports."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sojourn.model import Offer, Programme, Room, Transfers

EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""
_TINY = 1e-6
"""Minutes by which a transfer may exceed a multiple of five through rounding of floats."""

Coordinates = tuple[float, float]


def great_circle_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Kilometres along the great circle between two points in degrees (haversine)."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half_phi, half_lambda = (phi2 - phi1) / 2, math.radians(lon2 - lon1) / 2
    square = math.sin(half_phi) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin(half_lambda) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(square)))


def up_to_five(minutes: float) -> int:
    """`minutes` rounded up to a multiple of five; 20.0000001 stays 20."""
    return max(0, math.ceil((minutes - _TINY) / 5)) * 5


def formula_minutes(formula: Transfers, origin: Coordinates, destination: Coordinates) -> int:
    """Minutes between two points by the programme's formula, 0 where they are the same.

    boarding + 60 × detour × great-circle km ÷ speed_kmh, rounded up to 5.
    """
    if origin == destination:
        return 0
    km = great_circle_km(*origin, *destination)
    return up_to_five(formula.boarding + 60 * formula.detour * km / formula.speed_kmh)


class TransferTable:
    """Minutes between the places of a programme: its offers, rooms and hosts, by id.

    A row of transfers.csv names the pair, both ways unless the other way has a row of its own;
    all else follows the formula. An offer or room without coordinates is at its host's: rows of
    the host hold for it too, unless the formula asks for more. Where several tables use one id,
    it means the offer, else the room, else the host; `offer`, `room` and `host` give the id of a
    place that is never mistaken for another's.
    """

    def __init__(self, programme: Programme) -> None:
        self._formula = programme.transfer_formula
        self._rows = {(row.origin, row.destination): row.minutes for row in programme.transfers}
        self._location: dict[str, Coordinates] = {}
        self._name: dict[str, str] = {}
        self._at_host: dict[str, str] = {}
        self._minutes: dict[tuple[str, str], int] = {}
        self._offers = {o.id: self._claim("offer", o.id) for o in programme.offers}
        self._rooms = {r.id: self._claim("room", r.id) for r in programme.rooms}
        self._hosts = {h.id: self._claim("host", h.id) for h in programme.hosts}
        for host in programme.hosts:
            self._location[self._hosts[host.id]] = (host.latitude, host.longitude)
        for offer in programme.offers:
            self._locate(self._offers[offer.id], offer)
        for room in programme.rooms:
            self._locate(self._rooms[room.id], room)

    def _claim(self, table: str, name: str) -> str:
        """An id for the place: its own, unless a table before has it."""
        place_id = f"{table} {name}" if name in self._name else name
        self._name[place_id] = name
        return place_id

    def _locate(self, place_id: str, place: Offer | Room) -> None:
        host = self._hosts.get(place.host)
        if place.latitude is not None and place.longitude is not None:
            self._location[place_id] = (place.latitude, place.longitude)
        elif host is not None:
            self._location[place_id] = self._location[host]
            self._at_host[place_id] = host

    def offer(self, offer_id: str) -> str:
        """The place of an offer."""
        return self._offers[offer_id]

    def room(self, room_id: str) -> str:
        """The place of a room."""
        return self._rooms[room_id]

    def host(self, host_id: str) -> str:
        """The place of a host, where meetings and sessions without a room are."""
        return self._hosts[host_id]

    def location(self, place_id: str) -> Coordinates:
        """Latitude and longitude of a place in degrees; raises `KeyError` if it is unknown."""
        try:
            return self._location[place_id]
        except KeyError:
            raise KeyError(f"{place_id!r} is not the id of an offer, room or host") from None

    def minutes(self, origin: str, destination: str) -> int:
        """Minutes from one place to another; raises `KeyError` if one is unknown."""
        pair = (origin, destination)
        known = self._minutes.get(pair)
        if known is None:
            known = self._minutes[pair] = self._compute(origin, destination)
        return known

    def _compute(self, origin: str, destination: str) -> int:
        formula = formula_minutes(self._formula, self.location(origin), self.location(destination))
        if origin == destination:
            return 0
        if not self._rows:
            return formula
        own = self._row(origin, destination)
        if own is not None:
            return own
        here = self._at_host.get(origin, origin)
        there = self._at_host.get(destination, destination)
        pairs = ((here, destination), (origin, there), (here, there))
        rows = (self._row(*pair) for pair in pairs if pair[0] != pair[1])
        return max(formula, *(row for row in rows if row is not None), 0)

    def _row(self, origin: str, destination: str) -> int | None:
        """The row of transfers.csv for the pair: its own, else the other way's."""
        one, other = self._name[origin], self._name[destination]
        own = self._rows.get((one, other))
        return self._rows.get((other, one)) if own is None else own


@dataclass(frozen=True)
class Airport:
    """An airport with an IATA code. `country` is alpha-2."""

    iata: str
    name: str
    city: str
    country: str
    latitude: float
    longitude: float
    timezone: str


@lru_cache(maxsize=1)
def _airports() -> Mapping[str, Any]:
    """The rows of all airports by code."""
    import airportsdata

    rows: Mapping[str, Any] = airportsdata.load("IATA")
    return rows


@lru_cache(maxsize=1024)
def airport(iata: str) -> Airport | None:
    """The airport with the IATA code `iata`, in any case, or None. Source: airportsdata."""
    code = iata.strip().upper()
    row = _airports().get(code)
    if row is None:
        return None
    return Airport(
        iata=code,
        name=row["name"],
        city=row["city"],
        country=row["country"],
        latitude=row["lat"],
        longitude=row["lon"],
        timezone=row["tz"],
    )


def is_airport(iata: str) -> bool:
    """Whether `iata` is the code of an airport."""
    return airport(iata) is not None
