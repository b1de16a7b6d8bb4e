"""Travel events for every move of a programme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import permutations

from sojourn.engine.journeys.moves import Move, moves
from sojourn.engine.journeys.timetable import Hardship, Passage, Timetable
from sojourn.model import Event, Group, LegMode, Participant, Programme, minutes_of
from sojourn.reference.places import TransferTable

WORDS: dict[LegMode, str] = {"air": "Flight", "rail": "Train", "road": "Coach"}
FEW_PARTIES = 4
"""Parties on one way of which every order of choosing is tried."""


def journeys(programme: Programme, groups: tuple[Group, ...]) -> tuple[Event, ...]:
    """Travel events of all moves between stops; `host` is the one travelled to.

    A given leg is taken where it runs, has the seats, arrives by 20:00 and keeps the
    observances of those who travel; of several the one that costs the fewest points. Groups that
    share a way on one day are given its legs together, so that as many as can be have seats;
    people from several groups in one city travel apart where no leg takes them all. Otherwise the
    journey is estimated. Who has not arrived yet, or has left, is not named. Journeys from and to
    home are no events (rule `leg`).
    """
    timetable, places = Timetable(programme), TransferTable(programme)
    shared: dict[tuple[str, str, date], list[_Party]] = {}
    order: list[tuple[str, str, date]] = []
    for move in moves(programme, groups):
        key = (move.origin, move.destination, move.day)
        party = _party(programme, move, awaited(programme, places, move))
        if party is not None:
            shared.setdefault(key, []).append(party)
            order.append(key)
    found = {key: iter(_seated(timetable, parties)) for key, parties in shared.items()}
    return tuple(
        event for key in order for trip in next(found[key]) for event in _events(programme, trip)
    )


@dataclass(frozen=True)
class _Party:
    """Those of a move who are about on its day, and what matters to their journey.

    Attributes:
        move: the move.
        people: the participants among them.
        staff: ids of the staff among them.
        opens: minutes after midnight from which leaving is comfortable.
        due: minutes after midnight at which they are awaited, or None.

    """

    move: Move
    people: tuple[Participant, ...]
    staff: tuple[str, ...]
    opens: int
    due: int | None

    @property
    def size(self) -> int:
        """How many seats they need."""
        return len(self.people) + len(self.staff)


_Trip = tuple[_Party, Passage]
_Trips = tuple[_Trip, ...]


def _party(programme: Programme, move: Move, due: int | None) -> _Party | None:
    """Those who make a move, or None where nobody does."""
    everyone = (programme.participant[p] for p in move.participants)
    people = tuple(person for person in everyone if _about(person, move.day))
    staff = tuple(s for s in move.staff if programme.staff_member[s].available(move.day))
    if not people and not staff:
        return None
    return _Party(move, people, staff, programme.phase[move.phase].day.opens, due)


def _seated(timetable: Timetable, parties: list[_Party]) -> list[_Trips]:
    """The journeys of parties that go the same way on one day, with the least hardship in all.

    Parties choose one after another; of a few every order is tried, of more the table's, the
    largest first and the smallest first.
    """
    numbers = range(len(parties))
    by_size = sorted(numbers, key=lambda n: -parties[n].size)
    orders: list[tuple[int, ...]] = [tuple(numbers), tuple(by_size), tuple(by_size[::-1])]
    if len(parties) <= FEW_PARTIES:
        orders = list(permutations(numbers))
    if not timetable.scarce(parties[0].move.origin, parties[0].move.destination):
        orders = orders[:1]
    best: tuple[Hardship, dict[int, _Trips]] | None = None
    for order in dict.fromkeys(orders):
        taken: dict[tuple[str, date], int] = {}
        trips = {n: _best_trips(timetable, parties[n], taken) for n in order}
        hardship = _hardship(trip for n in order for trip in trips[n])
        if best is None or hardship < best[0]:
            best = (hardship, trips)
    assert best is not None
    return [best[1][n] for n in numbers]


def _best_trips(timetable: Timetable, party: _Party, taken: dict[tuple[str, date], int]) -> _Trips:
    """The journey of a party, or those of its parts where only apart they have seats."""
    together = _chosen(timetable, (party,), dict(taken))
    best, seats = together
    if party.move.parts and best[0][1].leg is None:
        parts = _chosen(timetable, _parts(party), dict(taken))
        if all(passage.leg for _, passage in parts[0]) and not _hardship(parts[0]).broken:
            best, seats = parts
    taken.update(seats)
    return best


def _parts(party: _Party) -> tuple[_Party, ...]:
    """A party by the groups that its people leave; those of whom nobody is about are left out."""
    known = {person.id: person for person in party.people}
    staff = set(party.staff)
    found = (
        replace(
            party,
            move=move,
            people=tuple(known[p] for p in move.participants if p in known),
            staff=tuple(s for s in move.staff if s in staff),
        )
        for move in party.move.apart()
    )
    return tuple(part for part in found if part.size)


def _chosen(
    timetable: Timetable, parties: tuple[_Party, ...], taken: dict[tuple[str, date], int]
) -> tuple[_Trips, dict[tuple[str, date], int]]:
    """The best journeys of parties, the largest first, and the seats then taken."""
    found: list[_Trip] = []
    for party in sorted(parties, key=lambda one: -one.size):
        move = party.move
        kept = Counter(o for person in party.people for o in sorted(set(person.observance)))
        passage = timetable.choose(
            move.origin,
            move.destination,
            move.day,
            kept,
            party.size,
            taken,
            party.opens,
            party.due,
        )
        if passage.leg is not None:
            key = (passage.leg.id, move.day)
            taken[key] = taken.get(key, 0) + party.size
        found.append((party, passage))
    return tuple(found), taken


def _hardship(trips: Iterable[_Trip]) -> Hardship:
    return sum((passage.hardship for _, passage in trips), Hardship())


def _events(programme: Programme, trip: _Trip) -> Iterator[Event]:
    """The event of a journey, unless nobody is aboard."""
    party, passage = trip
    move = party.move
    going = tuple(person.id for person in party.people if _aboard(person, passage))
    if not going and not party.staff:
        return
    yield Event(
        id="",
        kind="travel",
        phase=move.phase,
        host=move.destination,
        ref=None if passage.leg is None else passage.leg.id,
        title=_title(programme, move, passage),
        room=None,
        starts=passage.starts,
        ends=passage.ends,
        groups=(move.group,) if move.whole else (),
        participants=() if move.whole else going,
        staff=() if move.whole else party.staff,
    )


def awaited(programme: Programme, table: TransferTable, move: Move) -> int | None:
    """When the travellers of `move` must be there: minutes after local midnight, or None.

    Sessions for everyone with a fixed start, and offers pinned to their group, may lie on the day
    of arrival; the way from the host to them is counted.
    """
    host = table.host(move.destination)
    found = []
    for session in programme.sessions_of[move.phase]:
        starts = session.fixed_starts
        if session.required and starts is not None and starts.date() == move.day:
            rooms = [r.id for r in programme.rooms_at[move.destination]]
            if session.fixed_room is not None:
                rooms = [r for r in rooms if r == session.fixed_room]
            way = max((table.minutes(host, table.room(r)) for r in rooms), default=0)
            found.append(minutes_of(starts) - way)
    for offer in programme.offers_at[move.destination]:
        pin = offer.pin
        if pin is not None and pin.group == move.group and pin.starts.date() == move.day:
            way = table.minutes(host, table.offer(offer.id))
            found.append(minutes_of(pin.starts) - way)
    return min(found, default=None)


def _about(person: Participant, day: date) -> bool:
    """Whether `person` is with the programme on some part of `day`."""
    return (person.arrives is None or person.arrives.date() <= day) and (
        person.departs is None or person.departs.date() >= day
    )


def _aboard(person: Participant, passage: Passage) -> bool:
    """Whether `person` has arrived before `passage` and leaves after it, by either end's time."""
    ends = passage.ends
    return all(
        person.present(
            passage.starts.astimezone(zone).replace(tzinfo=None),
            ends.astimezone(zone).replace(tzinfo=None),
        )
        for zone in (passage.starts.tzinfo, ends.tzinfo)
    )


def _title(programme: Programme, move: Move, passage: Passage) -> str:
    origin, destination = programme.host[move.origin], programme.host[move.destination]
    return f"{WORDS[passage.mode]} from {origin.city} to {destination.city}"
