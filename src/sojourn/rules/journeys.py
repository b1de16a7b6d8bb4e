"""Journeys between stops, and beds at them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sojourn.model import MINUTES_A_DAY, Finding, Leg, clock, minutes_of
from sojourn.rules import rows, wording
from sojourn.rules.placed import LONGEST_STAY, PlacedEvent, PlacedGroup
from sojourn.rules.rule import Rule, RuleSetting
from sojourn.rules.scene import Scene


def leg(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the stops of groups from one day to the next, and the journeys that people are on.

    Whoever is at one host and on a later day at another is on a journey that arrives there on the
    move day; those who share both groups are on one journey. Exempt are participants who arrive
    on the move day or later or leave by it (journeys from and to home), and staff who were in no
    group the day before or do not work on both days. A journey ends by ``arrive_by`` on the day on
    which it begins; a given leg leads from and to the right hosts, runs that day at its times, and
    has the seats. Unit: people.
    """
    yield from _unmoved(scene, setting)
    latest = _minutes(setting)
    riders: dict[tuple[str, int], int] = defaultdict(int)
    for event in scene.events:
        if not event.travel:
            continue
        number = max(1, len(event.people) + len(event.staff))
        if event.ends > event.day * MINUTES_A_DAY + latest or _overnight(event):
            text = (
                f"{_journey(event)} leaves on {wording.moment(event.written)} and arrives on "
                f"{wording.moment(event.ends)}, after {clock(latest)} of the day on which it "
                f"begins{_sooner(scene, event)}."
            )
            yield setting.finding(event.event.groups, number, text, event.id)
        given = scene.programme.leg.get(event.event.ref or "")
        if given is None:
            continue
        riders[given.id, event.day] += len(event.people) + len(event.staff)
        for wrong in _unlike(scene, event, given):
            text = f"{_journey(event)} uses the leg {given.id}, which {wrong}."
            yield setting.finding(event.event.groups, number, text, event.id)
    for (leg_id, day), number in sorted(riders.items()):
        seats = scene.programme.leg[leg_id].seats
        if seats is not None and number > seats:
            text = (
                f"{number} people, staff counted, are on the leg {leg_id} on "
                f"{wording.on_day(day)}; it has {wording.count(seats, 'seat')} "
                f"({rows.cell('legs', 'seats', leg_id)}){_more_seats(scene, leg_id)}."
            )
            yield setting.finding((leg_id,), number - seats, text)


def _sooner(scene: Scene, event: PlacedEvent) -> str:
    """The row of the leg, or how long the estimated journey is, and what would help."""
    given = scene.programme.leg.get(event.event.ref or "")
    if given is not None:
        return (
            f" ({rows.cell('legs', 'arrives', given.id)}): another row from '{given.origin}' to "
            f"'{given.destination}', or an earlier departure, would help"
        )
    length = wording.count(round(event.minutes / 60, 1), "hour")
    return f": it takes {length}; a faster leg in legs.csv, or a nearer host, would help"


def _more_seats(scene: Scene, leg_id: str) -> str:
    """Other rows of legs.csv for the same way, or that one would help."""
    used = scene.programme.leg[leg_id]
    others = [
        leg.id
        for leg in scene.programme.legs
        if (leg.origin, leg.destination) == (used.origin, used.destination) and leg.id != leg_id
    ]
    if others:
        return f"; {wording.some(others)} {wording.does(others, 'lead')} the same way"
    return f"; another row from '{used.origin}' to '{used.destination}' would help"


def _minutes(setting: RuleSetting) -> int:
    """The setting ``arrive_by`` in minutes after midnight."""
    hours, _, minutes = setting.text("arrive_by").partition(":")
    if hours.isdecimal() and minutes.isdecimal():
        return int(hours) * 60 + int(minutes)
    return 20 * 60


def _journey(event: PlacedEvent) -> str:
    return f"The journey {event.title}{event.city.replace(' in ', ' to ', 1)}"


def _overnight(event: PlacedEvent) -> bool:
    return event.written // MINUTES_A_DAY != event.day


def _unlike(scene: Scene, event: PlacedEvent, given: Leg) -> Iterator[str]:
    """How the journey differs from its leg."""
    if event.host is not None and given.destination != event.host.id:
        yield f"goes to '{given.destination}'"
    origins = {scene.host_of(p, event.day - 1) for p in (*event.people, *event.staff)}
    origins -= {None}
    if origins and given.origin not in origins:
        yield f"leaves from '{given.origin}'"
    if not given.runs(date.fromordinal(event.written // MINUTES_A_DAY)):
        yield "does not run that day"
    for given_time, told, verb in (
        (given.departs, event.written, "leaves at"),
        (given.arrives, event.ends, "arrives at"),
    ):
        if given_time is not None and minutes_of(given_time) != told % MINUTES_A_DAY:
            yield f"{verb} {clock(minutes_of(given_time))}"


@dataclass(frozen=True)
class _Move:
    """People who go from one group at a host to another group, or stop, on one day."""

    day: int
    origin: str
    destination: str
    before: str
    after: str


def _unmoved(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    journeys: dict[tuple[str, int], list[PlacedEvent]] = defaultdict(list)
    for event in scene.events:
        if event.travel and event.host is not None:
            journeys[event.host.id, event.day].append(event)
    for move, who in _moves(scene).items():
        events = journeys[move.destination, move.day]
        on = {e.index: {*e.people, *e.staff} for e in events}
        left = [p for p in who if not any(p in people for people in on.values())]
        if left:
            text = (
                f"{wording.people(scene.programme, left)} {wording.does(left, 'have')} no journey "
                f"{_way(scene, move)} with {move.after} on {wording.on_day(move.day)}."
            )
            yield setting.finding(left, len(left), text)
        together = max((sum(p in people for p in who) for people in on.values()), default=0)
        apart = len(who) - len(left) - together
        if apart > 0:
            main = next(i for i, people in on.items() if sum(p in people for p in who) == together)
            others = [p for p in who if p not in left and p not in on[main]]
            text = (
                f"{wording.people(scene.programme, others)} {wording.does(others, 'travel')} apart "
                f"from the others of {move.before} {_way(scene, move)} on "
                f"{wording.on_day(move.day)}."
            )
            yield setting.finding(others, apart, text)


def _way(scene: Scene, move: _Move) -> str:
    hosts = scene.programme.host
    origin = wording.city(hosts.get(move.origin), move.origin)
    return f"from {origin} to {wording.city(hosts.get(move.destination), move.destination)}"


def _moves(scene: Scene) -> dict[_Move, list[str]]:
    """Who must travel: participants and staff by what they share of the way, in order."""
    found: dict[_Move, list[str]] = defaultdict(list)
    for group in scene.groups:
        for stop in group.group.stops:
            day = stop.starts.toordinal()
            if group.stop_on.get(day) is not stop:
                continue
            for member in group.members:
                start = _before(scene.groups_of[member], day, LONGEST_STAY)
                if start and start[0] != stop.host and _travels(scene, member, day):
                    found[_Move(day, start[0], stop.host, start[1], group.id)].append(member)
            for member in group.staff:
                start = _before(scene.groups_of_staff[member], day, 1)
                works = scene.works(member, day) and scene.works(member, day - 1)
                if start and start[0] != stop.host and works:
                    found[_Move(day, start[0], stop.host, start[1], group.id)].append(member)
    return found


def _before(groups: Sequence[PlacedGroup], day: int, reach: int) -> tuple[str, str] | None:
    """Host and group of the last day before `day`, at most `reach` days back."""
    latest: tuple[int, str, str] | None = None
    for group in groups:
        if day - 1 in group.host_on:
            return group.host_on[day - 1], group.id
        for other, host in group.host_on.items():
            if day - reach <= other < day and (latest is None or other > latest[0]):
                latest = (other, host, group.id)
    return None if latest is None else (latest[1], latest[2])


def _travels(scene: Scene, person: str, day: int) -> bool:
    """Whether a participant is there before `day` and stays beyond it."""
    participant = scene.programme.participant[person]
    arrives, departs = participant.arrives, participant.departs
    return (arrives is None or arrives.toordinal() < day) and (
        departs is None or departs.toordinal() > day
    )


def rooms(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the members and staff of groups who are at each host on each day of its stops.

    Everyone has a single room within ``lodging_rooms``. Days alike are one finding. Unit: rooms
    missing.
    """
    guests: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for group in scene.groups:
        for day, host_id in group.host_on.items():
            guests[host_id][day].update(scene.here(group, day))
            guests[host_id][day].update(scene.staff_here(group, day))
    for host in scene.programme.hosts:
        if host.lodging_rooms is None:
            continue
        days: dict[int, list[int]] = defaultdict(list)
        for day, people in sorted(guests[host.id].items()):
            if len(people) > host.lodging_rooms:
                days[len(people)].append(day)
        for number, when in sorted(days.items()):
            text = (
                f"{number} people, staff counted, need rooms in {host.city} on "
                f"{wording.days(when)}; there are {host.lodging_rooms} "
                f"({rows.cell('hosts', 'lodging_rooms', host.id)}); "
                f"{wording.count(number - host.lodging_rooms, 'more room')}, or fewer people "
                "there, would help."
            )
            yield setting.finding((host.id,), number - host.lodging_rooms, text)


RULES = (
    Rule(
        "leg",
        "staff",
        "A group travels together with its staff and arrives by 20:00 local time of the "
        "same day; a given leg has the seats.",
        "hard",
        50,
        "people",
        settings={"arrive_by": "20:00"},
        check=leg,
    ),
    Rule(
        "rooms",
        "staff",
        "A single room each for every day of a stop, staff too, within the lodging rooms "
        "of the host.",
        "hard",
        50,
        "rooms",
        check=rooms,
    ),
)
