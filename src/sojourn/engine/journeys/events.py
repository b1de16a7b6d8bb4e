"""Travel events for every move of a programme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from sojourn.engine.journeys.moves import Move, moves
from sojourn.engine.journeys.timetable import Passage, Timetable
from sojourn.model import Event, Group, LegMode, Participant, Programme, minutes_of
from sojourn.reference.places import TransferTable

WORDS: dict[LegMode, str] = {"air": "Flight", "rail": "Train", "road": "Coach"}


def journeys(programme: Programme, groups: tuple[Group, ...]) -> tuple[Event, ...]:
    """Travel events of all moves between stops; `host` is the one travelled to.

    A given leg is taken where it runs, has the seats, arrives by 20:00 and keeps the
    observances of those who travel; otherwise the journey is estimated. Who has not arrived
    yet, or has left, is not named. Journeys from and to home are no events (rule `leg`).
    """
    timetable, places = Timetable(programme), TransferTable(programme)
    taken: dict[tuple[str, date], int] = {}
    return tuple(
        event
        for move in moves(programme, groups)
        for event in _travelled(programme, timetable, move, taken, awaited(programme, places, move))
    )


def _travelled(
    programme: Programme,
    timetable: Timetable,
    move: Move,
    taken: dict[tuple[str, date], int],
    due: int | None,
) -> Iterator[Event]:
    """The event of one move, unless nobody makes it."""
    people = [
        person
        for person in (programme.participant[p] for p in move.participants)
        if _about(person, move.day)
    ]
    staff = [s for s in move.staff if programme.staff_member[s].available(move.day)]
    if not people and not staff:
        return
    kept = Counter(o for person in people for o in sorted(set(person.observance)))
    phase = programme.phase[move.phase]
    passage = timetable.choose(
        move.origin,
        move.destination,
        move.day,
        kept,
        len(people) + len(staff),
        taken,
        phase.day.opens,
        due,
    )
    if passage.leg is not None:
        key = (passage.leg.id, move.day)
        taken[key] = taken.get(key, 0) + len(people) + len(staff)
    going = tuple(person.id for person in people if _aboard(person, passage))
    if not going and not staff:
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
        staff=() if move.whole else tuple(staff),
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
