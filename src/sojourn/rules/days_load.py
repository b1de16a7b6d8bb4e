"""How much a day may hold: appointments, interpreting, free half-days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from sojourn.model import MINUTES_A_DAY, Finding
from sojourn.rules import wording
from sojourn.rules.days_open import day_remedy
from sojourn.rules.placed import PlacedGroup
from sojourn.rules.rule import Rule, RuleSetting
from sojourn.rules.scene import Scene


def appointments(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the professional offers that members of each group are at, day by day.

    Nobody in a group is at more than ``at_most`` a day; softly, the group is at ``at_least`` on a
    full workday of a split phase: no move day, public holiday or closed date. Unit: events.
    """
    for group in scene.groups:
        phase = group.phase
        if phase is None:
            continue
        offers = _offers_by_day(scene, group)
        for day, host_id in group.host_on.items():
            number = offers.get(day, 0)
            if number > phase.day.at_most:
                yield setting.finding(
                    (group.id,),
                    number - phase.day.at_most,
                    f"{group.id} has {number} professional appointments{_city(scene, host_id)} on "
                    f"{wording.on_day(day)}; at most {phase.day.at_most} are allowed.",
                )
            elif phase.split and number < phase.day.at_least and scene.full_workday(group, day):
                yield setting.finding(
                    (group.id,),
                    phase.day.at_least - number,
                    f"{group.id} has {wording.count(number, 'professional appointment')}"
                    f"{_city(scene, host_id)} on {wording.on_day(day)}; at least "
                    f"{phase.day.at_least} are wanted."
                    f"{day_remedy(scene, group, day, phase.day.at_least - number)}",
                    level="soft",
                )


def _city(scene: Scene, host_id: str) -> str:
    return f" in {wording.city(scene.programme.host.get(host_id), host_id)}"


def _offers_by_day(scene: Scene, group: PlacedGroup) -> dict[int, int]:
    """The most professional offers that one member is at, by day."""
    most: dict[int, int] = {}
    for members in _alike(scene, group):
        own: Counter[int] = Counter(
            e.day for e in scene.of_person[members] if e.professional and e.offer is not None
        )
        for day, number in own.items():
            most[day] = max(number, most.get(day, 0))
    return most


def _alike(scene: Scene, group: PlacedGroup) -> Iterator[str]:
    """One member for each distinct sequence of events."""
    seen: set[tuple[int, ...]] = set()
    for member in group.members:
        events = scene.of_person[member]
        key = tuple(e.index for e in events if e.offer is not None)
        if key not in seen:
            seen.add(key)
            yield member


def interpreting_hours(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the professional events of interpreters and the interpreting languages at them.

    An event counts in full for an interpreter when somebody at it needs interpreting and their
    interpreting language is one of the interpreter's. Unit: minutes over, per local day.
    """
    languages = {
        s.id: frozenset(language.primary for language in s.languages)
        for s in scene.programme.staff
        if s.role == "interpreter"
    }
    spoken = scene.programme.interpreting_languages
    heard: dict[int, frozenset[str]] = {}
    for people, events in scene.audiences.items():
        found = (spoken.get(person) for person in people)
        every = frozenset(language for language in found if language is not None)
        heard.update((event.index, every) for event in events)
    for member, own in languages.items():
        minutes: dict[int, int] = defaultdict(int)
        allowed: dict[int, int] = {}
        for event in scene.of_staff[member]:
            if event.professional and event.people and not own.isdisjoint(heard[event.index]):
                minutes[event.day] += max(0, event.minutes)
                allowed[event.day] = scene.day_of(event).interpreting_minutes
        for day, worked in sorted(minutes.items()):
            if worked > allowed[day]:
                yield setting.finding(
                    (member,),
                    worked - allowed[day],
                    f"{wording.person(scene.programme, member)} interprets for {worked} minutes on "
                    f"{wording.on_day(day)}; at most {allowed[day]} are allowed.",
                )


def free_half_day(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read all events but fillers of each group of a split phase, and of its members by name.

    A stop of four days or more leaves ``free_half_days``: ``opens`` to the first lunch time, or the
    last lunch time to ``closes``, of a day that is not the move day. Unit: half-days missing.
    """
    busy = _busy(scene)
    for group in scene.groups:
        phase = group.phase
        if phase is None or not phase.split or phase.day.free_half_days <= 0:
            continue
        day = phase.day
        halves = ((day.opens, day.lunch.earliest), (day.lunch.latest, day.closes))
        spans = busy[group]
        for stop in group.group.stops:
            days = [d for d, own in group.stop_on.items() if own is stop]
            if len(days) < _LONG_STOP:
                continue
            free = sum(
                not any(s < d * MINUTES_A_DAY + b and e > d * MINUTES_A_DAY + a for s, e in spans)
                for d in days
                if d not in group.move_days
                for a, b in halves
            )
            missing = day.free_half_days - free
            if missing > 0:
                yield setting.finding(
                    (group.id,),
                    missing,
                    f"{group.id} has {wording.count(free, 'free half-day')}"
                    f"{_city(scene, stop.host)} ({wording.days(days)}); "
                    f"{day.free_half_days} {'is' if day.free_half_days == 1 else 'are'} wanted.",
                )


def _busy(scene: Scene) -> dict[PlacedGroup, list[tuple[int, int]]]:
    """Local spans of the events but fillers that each group, or somebody in it, is at."""
    busy: dict[PlacedGroup, list[tuple[int, int]]] = {group: [] for group in scene.groups}
    for event in scene.events:
        if event.filler:
            continue
        groups = dict.fromkeys(event.groups)
        if event.event.participants:
            for person in event.people:
                groups.update(dict.fromkeys(scene.groups_of.get(person, ())))
        for group in groups:
            if event.day in group.host_on:
                busy[group].append((event.starts, event.ends))
    return busy


_LONG_STOP = 4
"""Days from which on a stop has free half-days."""


RULES = (
    Rule(
        "appointments",
        "days",
        "A group has at most so many professional offers a day; soft: at least so many "
        "on a full workday of a split phase.",
        "hard",
        40,
        "events",
        check=appointments,
    ),
    Rule(
        "interpreting_hours",
        "days",
        "An interpreter works at most the minutes a day that the day allows.",
        "hard",
        1,
        "minutes over",
        check=interpreting_hours,
    ),
    Rule(
        "free_half_day",
        "days",
        "Each stop of four days or more of a split phase leaves each group the free "
        "half-days that the day asks for.",
        "hard",
        60,
        "half-days",
        check=free_half_day,
    ),
)
