"""What people can do in a day: one thing at a time, the way, lunch, faith."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from sojourn.model import MINUTES_A_DAY, Finding, Lunch, clock
from sojourn.reference.observances import OBSERVANCES, intervals
from sojourn.rules import wording
from sojourn.rules.placed import LONGEST_STAY, PlacedEvent
from sojourn.rules.rule import Rule, RuleSetting
from sojourn.rules.scene import Scene, overlapping


def no_overlap(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the events of each participant and member of staff, each counterpart and each room.

    Fillers count like all other events; a counterpart is in the events that list them and in the
    meetings with them. Unit: minutes shared.
    """
    for (first, second), who in scene.overlaps.items():
        yield _shared(scene, setting, first, second, who, wording.people(scene.programme, who))
    counterparts: dict[str, list[PlacedEvent]] = defaultdict(list)
    rooms: dict[str, list[PlacedEvent]] = defaultdict(list)
    for event in scene.events:
        for counterpart in _counterparts(event):
            counterparts[counterpart].append(event)
        if event.event.room is not None:
            rooms[event.event.room].append(event)
    for counterpart, events in sorted(counterparts.items()):
        name = wording.person(scene.programme, counterpart)
        for first, second in overlapping(events):
            yield _shared(scene, setting, first, second, (counterpart,), name)
    for room_id, events in sorted(rooms.items()):
        room = scene.programme.room.get(room_id)
        name = f"The room '{room.name}' ({room_id})" if room else f"The room '{room_id}'"
        for first, second in overlapping(events):
            yield _shared(scene, setting, first, second, (room_id,), name)


def _counterparts(event: PlacedEvent) -> list[str]:
    named = list(event.event.counterparts)
    if event.counterpart is not None:
        named.append(event.counterpart.id)
    return list(dict.fromkeys(named))


def _shared(
    scene: Scene,
    setting: RuleSetting,
    first: int,
    second: int,
    who: Sequence[str],
    name: str,
) -> Finding:
    one, other = scene.events[first], scene.events[second]
    minutes = min(one.utc_ends, other.utc_ends) - other.utc_starts
    return setting.finding(
        who,
        minutes,
        f"{name} {wording.are(who)} at {one.title}{one.city} "
        f"({wording.hours(one.starts, one.ends)}) and at {other.title}{other.city} "
        f"({wording.hours(other.starts, other.ends)}): {wording.count(minutes, 'minute')} at once.",
        other.id,
    )


def transfer(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the places of events that follow each other for a participant or member of staff.

    Fillers have no place. Before a journey people are at their host, after it at the host travelled
    to; events that overlap belong to `no_overlap`. Unit: minutes short.
    """
    for (first, second), who in scene.neighbours.items():
        one, other = scene.events[first], scene.events[second]
        gap = other.utc_starts - one.utc_ends
        if gap < 0:
            continue
        way = scene.way(one, other)
        if way > gap:
            yield setting.finding(
                who,
                way - gap,
                f"{wording.people(scene.programme, who)} {wording.are(who)} at {one.title}"
                f"{one.city} until {wording.moment(one.ends)} and at {other.title} from "
                f"{clock(other.written % MINUTES_A_DAY)}, but the way takes {way} minutes: "
                f"{way - gap} short.",
                other.id,
            )


def lunch(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the events of each participant and member of staff on each day with a professional one.

    Move days are not full days. There is a piece of ``lunch.minutes`` inside ``between`` that meets
    no event but fillers, and the way between the events around it lies wholly before or wholly
    after it. Unit: minutes short.
    """
    everyone = dict(scene.day_patterns)
    for pattern, staff in scene.staff_patterns.items():
        everyone[pattern] = (*everyone.get(pattern, ()), *staff)
    for pattern, people in sorted(everyone.items()):
        events = [scene.events[index] for index in pattern]
        professional = next((e for e in events if e.professional), None)
        if professional is None:
            continue
        day = scene.day_of(professional)
        wanted = day.lunch.minutes
        longest = max(0, longest_break(scene, events, day.lunch))
        if longest >= wanted:
            continue
        who = [p for p in people if not scene.moves(p, professional.day)]
        if who:
            yield setting.finding(
                who,
                wanted - longest,
                f"{wording.people(scene.programme, who)} {wording.does(who, 'have')} "
                f"{wording.count(longest, 'minute')} free for lunch{professional.city} on "
                f"{wording.on_day(professional.day)} between "
                f"{wording.span(day.lunch.earliest, day.lunch.latest)}; {wanted} in one piece "
                "are needed.",
            )


def longest_break(scene: Scene, events: Sequence[PlacedEvent], lunch: Lunch) -> int:
    """Minutes of the longest piece inside ``between`` free of all but fillers and of the way.

    `events` are those of one person and one day, in order of time.
    """
    midnight = events[0].day * MINUTES_A_DAY
    earliest, latest = midnight + lunch.earliest, midnight + lunch.latest
    longest = 0
    free_from, before = earliest, None
    for event in events:
        if event.filler:
            continue
        way = 0 if before is None else scene.way(before, event)
        ends = before.ends if before is not None else earliest
        after_way = min(event.starts, latest) - max(free_from, earliest, ends + way)
        before_way = min(event.starts - way, latest) - max(free_from, earliest)
        longest = max(longest, after_way, before_way)
        if event.ends >= free_from:
            free_from = event.ends
        before = event
    return max(longest, latest - max(free_from, earliest))


def observance(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read ``observance`` of participants, and all events but fillers that they are at.

    The hours are local to the event's host, of a journey to its destination. Unit: minutes.
    """
    keeping: dict[str, frozenset[str]] = {
        kind: frozenset(p.id for p in scene.programme.confirmed if kind in p.observance)
        for kind in OBSERVANCES
    }
    kept = {kind: people for kind, people in keeping.items() if people}
    for event in scene.events:
        if event.filler or event.host is None:
            continue
        for kind, people in kept.items():
            if people.isdisjoint(event.people):
                continue
            shared = _minutes_kept(scene, event, kind)
            who = [p for p in event.people if p in people] if shared else []
            if who:
                yield setting.finding(
                    who,
                    shared,
                    f"{wording.people(scene.programme, who)} {wording.does(who, 'keep')} "
                    f"{_NAMES[kind]} and {wording.are(who)} at {event.title}{event.city} on "
                    f"{wording.hours(event.starts, event.ends)}, "
                    f"{wording.count(shared, 'minute')} of it in these hours.",
                    event.id,
                )


_NAMES = {
    "friday_prayer": "Friday prayer",
    "sabbath": "the Sabbath",
    "sunday_service": "Sunday service",
}


def _minutes_kept(scene: Scene, event: PlacedEvent, kind: str) -> int:
    """Minutes of the event that lie in the hours of an observance."""
    host = event.host
    assert host is not None
    minutes = 0
    last = min(event.last_day, event.starts // MINUTES_A_DAY + LONGEST_STAY)
    for day in range(event.starts // MINUTES_A_DAY, last + 1):
        if (day - 1) % 7 < _FRIDAY or day not in scene.calendar:
            continue
        spans = intervals(kind, date.fromordinal(day), host.latitude, host.longitude, host.timezone)
        for opens, closes in spans:
            starts, ends = day * MINUTES_A_DAY + opens, day * MINUTES_A_DAY + closes
            minutes += max(0, min(ends, event.ends) - max(starts, event.starts))
    return minutes


_FRIDAY = 4


RULES = (
    Rule(
        "no_overlap",
        "days",
        "No participant, member of staff, counterpart or room is in two events at once.",
        "hard",
        5,
        "minutes",
        check=no_overlap,
    ),
    Rule(
        "transfer",
        "days",
        "Between two events at different places there is at least the transfer time.",
        "hard",
        2,
        "minutes short",
        check=transfer,
    ),
    Rule(
        "lunch",
        "days",
        "Every full day with a professional event leaves each person the lunch break in "
        "one piece, free of all but fillers; a transfer does not fall into it.",
        "hard",
        2,
        "minutes short",
        check=lunch,
    ),
    Rule(
        "observance",
        "days",
        "Who keeps Friday prayer, Sabbath or Sunday service is then at nothing but fillers.",
        "hard",
        5,
        "minutes",
        check=observance,
    ),
)
