"""Events and groups of a plan with what they refer to, in plain integers.

Days are ordinals (`date.toordinal`); local times are absolute minutes: ordinal times 1440, plus
minutes after midnight. Nothing here raises for a plan that names what does not exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from sojourn.model import (
    MINUTES_A_DAY,
    PROFESSIONAL_OFFERS,
    Counterpart,
    Event,
    Group,
    Host,
    Offer,
    Phase,
    Programme,
    Room,
    Session,
    Stop,
)

LONGEST_STAY = 1000
"""Days of a stop beyond this many are not looked at one by one."""


@dataclass(slots=True, eq=False)
class PlacedGroup:
    """A group with its phase and its days.

    Attributes:
        group: the group of the plan.
        phase: its phase, or None where it is unknown.
        members: ids of its confirmed participants, in the order of the table.
        strangers: ids among its participants that are unknown or not confirmed.
        staff: ids of its known staff, in the order of the table.
        host_on: host id by day.
        stop_on: stop by day.
        move_days: the first day of each stop.

    """

    group: Group
    phase: Phase | None
    members: tuple[str, ...]
    strangers: tuple[str, ...]
    staff: tuple[str, ...]
    host_on: dict[int, str]
    stop_on: dict[int, Stop]
    move_days: frozenset[int]

    @property
    def id(self) -> str:
        """The id of the group."""
        return self.group.id

    @property
    def travelling(self) -> bool:
        """Whether it is a group of a split phase."""
        return self.phase is not None and self.phase.split


@dataclass(slots=True, eq=False)
class PlacedEvent:
    """An event with everything that it refers to.

    Attributes:
        index: its number in order of time.
        event: the event of the plan.
        phase: its phase, or None.
        host: its host (of a journey the one travelled to); for a filler without a host that of
            its group; None where unknown.
        starts: local start at `host` (of a journey in the zone of its destination).
        ends: local end at `host`.
        written: local start as the plan writes it (of a journey in the zone of its origin).
        utc_starts: start in minutes since the epoch.
        utc_ends: end in minutes since the epoch.
        day: day of the local start; of a journey that of its end.
        last_day: day of the last local minute.
        offer: the offer it uses, or None.
        session: the session it holds, or None.
        counterpart: whom a meeting is with, or None.
        room: its room, or None.
        place: id of the place it is at; None for fillers and where it is unknown.
        professional: whether it is professional.
        filler: whether it is a meal, rest or free time.
        travel: whether it is a journey.
        groups: the known groups that it lists.
        people: ids of the confirmed participants who are at it, in the order of the table.
        staff: ids of the staff who are at it, in the order of the table.

    """

    index: int
    event: Event
    phase: Phase | None
    host: Host | None
    starts: int
    ends: int
    written: int
    utc_starts: int
    utc_ends: int
    day: int
    last_day: int
    offer: Offer | None
    session: Session | None
    counterpart: Counterpart | None
    room: Room | None
    place: str | None
    professional: bool
    filler: bool
    travel: bool
    groups: tuple[PlacedGroup, ...]
    people: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the event."""
        return self.event.id

    @property
    def minutes(self) -> int:
        """Elapsed minutes from start to end."""
        return self.utc_ends - self.utc_starts

    @property
    def title(self) -> str:
        """What it is called, in quotes; the kind where it has no title."""
        event = self.event
        if event.title:
            return f"'{event.title}'"
        if self.offer is not None:
            return f"'{self.offer.title}'"
        if self.session is not None:
            return f"'{self.session.title}'"
        if self.counterpart is not None:
            return f"the meeting with {self.counterpart.name}"
        return event.kind

    @property
    def city(self) -> str:
        """`` in Reno``, or nothing where the host is unknown."""
        return "" if self.host is None else f" in {self.host.city}"

    @property
    def themes(self) -> Mapping[str, float]:
        """Weights of the themes that it is about."""
        for subject in (self.offer, self.session, self.counterpart):
            if subject is not None:
                return subject.themes
        return {}

    @property
    def objectives(self) -> tuple[str, ...]:
        """Objectives that its offer or session serves, each once."""
        subject = self.offer or self.session
        return () if subject is None else tuple(dict.fromkeys(subject.objectives))

    @property
    def level(self) -> str:
        """The level of the offer, session or counterpart, in lower case."""
        for subject in (self.offer, self.session, self.counterpart):
            if subject is not None:
                return subject.level.lower()
        return ""


@lru_cache(maxsize=512)
def zone_of(name: str) -> ZoneInfo:
    """The time zone `name`; UTC where there is no such zone."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def local_minutes(moment: datetime, zone: ZoneInfo) -> int:
    """Absolute local minutes of `moment` in `zone`; a naive moment is taken as local."""
    if moment.tzinfo is not None:
        with suppress(OverflowError):
            moment = moment.astimezone(zone)
    return written_minutes(moment)


def written_minutes(moment: datetime) -> int:
    """Absolute minutes of `moment` as its own clock shows it."""
    return moment.toordinal() * MINUTES_A_DAY + moment.hour * 60 + moment.minute


def utc_minutes(moment: datetime, zone: ZoneInfo) -> int:
    """Absolute minutes of `moment` in UTC; a naive moment is taken as local in `zone`."""
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)
    offset = aware.utcoffset() or timedelta()
    return written_minutes(aware) - int(offset.total_seconds()) // 60


def place_group(
    programme: Programme,
    group: Group,
    order: dict[str, int],
    staff_order: dict[str, int],
) -> PlacedGroup:
    """Resolve `group`; `order` and `staff_order` number people as in their tables."""
    listed = dict.fromkeys(group.participants)
    confirmed = [p for p in listed if _confirmed(programme, p)]
    host_on: dict[int, str] = {}
    stop_on: dict[int, Stop] = {}
    for stop in group.stops:
        first = stop.starts.toordinal()
        last = min(stop.ends.toordinal(), first + LONGEST_STAY)
        for day in range(first, last + 1):
            host_on.setdefault(day, stop.host)
            stop_on.setdefault(day, stop)
    return PlacedGroup(
        group=group,
        phase=programme.phase.get(group.phase),
        members=tuple(sorted(confirmed, key=order.__getitem__)),
        strangers=tuple(sorted(p for p in listed if not _confirmed(programme, p))),
        staff=tuple(
            sorted({s for s in group.staff if s in staff_order}, key=staff_order.__getitem__)
        ),
        host_on=host_on,
        stop_on=stop_on,
        move_days=frozenset(stop.starts.toordinal() for stop in group.stops),
    )


def _confirmed(programme: Programme, participant_id: str) -> bool:
    participant = programme.participant.get(participant_id)
    return participant is not None and participant.status == "confirmed"


def place_event(
    programme: Programme,
    event: Event,
    groups: tuple[PlacedGroup, ...],
    host_id: str | None,
) -> PlacedEvent:
    """Resolve `event`, which lists `groups` and is at `host_id`; people are filled in later."""
    host = programme.host.get(host_id) if host_id is not None else None
    zone = zone_of(host.timezone) if host is not None else None
    ends = local_minutes(event.ends, zone) if zone else written_minutes(event.ends)
    written = written_minutes(event.starts)
    starts = written if zone is None else local_minutes(event.starts, zone)
    fallback = zone or ZoneInfo("UTC")
    travel = event.kind == "travel"
    ref = event.ref or ""
    session = programme.session.get(ref) if event.kind == "session" else None
    counterpart = programme.counterpart.get(ref) if event.kind == "meeting" else None
    offer = None
    if event.kind not in ("session", "meeting", "travel") and not event.filler:
        offer = programme.offer.get(ref)
    room = programme.room.get(event.room) if event.room is not None else None
    return PlacedEvent(
        index=0,
        event=event,
        phase=programme.phase.get(event.phase),
        host=host,
        starts=starts,
        ends=ends,
        written=written if travel else starts,
        utc_starts=utc_minutes(event.starts, fallback),
        utc_ends=utc_minutes(event.ends, fallback),
        day=(ends if travel else starts) // MINUTES_A_DAY,
        last_day=max(starts, ends - 1) // MINUTES_A_DAY,
        offer=offer,
        session=session,
        counterpart=counterpart,
        room=room,
        place=_place(event, offer, room, host),
        professional=_professional(event, offer, session),
        filler=event.filler,
        travel=travel,
        groups=groups,
    )


def _place(event: Event, offer: Offer | None, room: Room | None, host: Host | None) -> str | None:
    """The place's id: the room's, else the offer's, else the host's; fillers have none."""
    if event.filler:
        return None
    if room is not None:
        return room.id
    if offer is not None:
        return offer.id
    return host.id if host is not None else None


def _professional(event: Event, offer: Offer | None, session: Session | None) -> bool:
    """Professional offers, sessions but ceremonies and receptions, and meetings."""
    if event.kind == "meeting":
        return True
    if event.kind == "session":
        return session is None or session.professional
    if offer is not None:
        return offer.professional
    return event.kind in PROFESSIONAL_OFFERS
