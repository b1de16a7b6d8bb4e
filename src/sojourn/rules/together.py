"""When all are together: required sessions, rooms, booths, speakers, breakouts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sojourn.model import Finding
from sojourn.reference.languages import language_name
from sojourn.rules import wording
from sojourn.rules.placed import PlacedEvent
from sojourn.rules.rule import Rule, RuleSetting
from sojourn.rules.scene import Scene, is_present, overlapping, there
from sojourn.rules.worth import affinity


def required(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read required sessions and the confirmed participants who are there for all of each.

    A required session that is not held is missed by all who are there in its phase. Unit: people.
    """
    programme = scene.programme
    held: dict[str, list[PlacedEvent]] = defaultdict(list)
    for event in scene.events:
        if event.session is not None:
            held[event.session.id].append(event)
    for session in programme.sessions:
        if not session.required:
            continue
        events = held[session.id]
        if not events:
            phase = programme.phase.get(session.phase)
            who = [
                p.id
                for p in programme.confirmed
                if phase is None or there(p, phase.starts.toordinal(), phase.ends.toordinal())
            ]
            if who:
                text = f"'{session.title}' ({session.id}), where everyone is required, is not held."
                yield setting.finding(who, len(who), text)
            continue
        at_it = {p for event in events for p in event.people}
        away = [
            p.id
            for p in programme.confirmed
            if p.id not in at_it and any(is_present(p, e.written, e.ends) for e in events)
        ]
        if away:
            text = (
                f"{wording.people(programme, away)} {wording.are(away)} not at "
                f"'{session.title}' ({session.id}) on {wording.moment(events[0].starts)}, where "
                "everyone is required."
            )
            yield setting.finding(away, len(away), text, events[0].id)


def room_capacity(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the participants and staff at each event with a room. Unit: people over."""
    for event in scene.events:
        if event.room is None:
            continue
        number = len(event.people) + len(event.staff)
        over = number - event.room.capacity
        if over > 0:
            text = (
                f"{number} people, staff counted, are at {event.title} on "
                f"{wording.moment(event.starts)} in '{event.room.name}' ({event.room.id}), which "
                f"holds {event.room.capacity}."
            )
            yield setting.finding((event.room.id,), over, text, event.id)


def booths(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the interpreting languages of the participants at each session that has a room.

    Unit: languages over.
    """
    spoken = scene.programme.interpreting_languages
    for event in scene.events:
        if event.room is None or event.session is None:
            continue
        needed = sorted({v for p in event.people if (v := spoken.get(p)) is not None})
        over = len(needed) - event.room.booths
        if over > 0:
            names = wording.listed(language_name(language) for language in needed)
            text = (
                f"{event.title} on {wording.moment(event.starts)} needs "
                f"{wording.count(len(needed), 'language')} interpreted ({names}); "
                f"'{event.room.name}' ({event.room.id}) has "
                f"{wording.count(event.room.booths, 'booth')}."
            )
            yield setting.finding((event.room.id,), over, text, event.id)


def speakers(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the speakers of sessions, and the meetings and events that list them.

    Unit: minutes shared.
    """
    at: dict[str, dict[int, PlacedEvent]] = defaultdict(dict)
    speaking: set[tuple[str, int]] = set()
    for event in scene.events:
        own = () if event.session is None else event.session.speakers
        speaking.update((speaker, event.index) for speaker in own)
        met = () if event.counterpart is None else (event.counterpart.id,)
        for person in (*own, *event.event.counterparts, *met):
            at[person][event.index] = event
    for speaker, events in sorted(at.items()):
        for first, second in overlapping(list(events.values())):
            if (speaker, first) not in speaking and (speaker, second) not in speaking:
                continue
            one, other = scene.events[first], scene.events[second]
            minutes = min(one.utc_ends, other.utc_ends) - other.utc_starts
            text = (
                f"{wording.person(scene.programme, speaker)} is wanted at {one.title} until "
                f"{wording.moment(one.ends)} and at {other.title} from "
                f"{wording.moment(other.starts)}: {wording.count(minutes, 'minute')} at once."
            )
            yield setting.finding((speaker,), minutes, text, other.id)


def breakout_fit(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the sessions that are not required: interests, themes, and who is at them.

    Tells of sessions that are not held and of those with fewer than ``least`` participants. Unit:
    participants missing.
    """
    least = int(setting.number("least"))
    held = {e.session.id for e in scene.events if e.session is not None}
    for session in scene.programme.sessions:
        if not session.required and session.id not in held:
            text = f"'{session.title}' ({session.id}) of '{session.phase}' is not held."
            yield setting.finding((), least, text)
    for event in _by_choice(scene):
        number = len(event.people)
        if number < least:
            text = (
                f"{event.title} on {wording.moment(event.starts)} is nearly empty: "
                f"{wording.count(number, 'participant')}."
            )
            yield setting.finding((), least - number, text, event.id)


def _by_choice(scene: Scene) -> Iterator[PlacedEvent]:
    return (e for e in scene.events if e.session is not None and not e.session.required)


def _breakout_points(scene: Scene, setting: RuleSetting) -> float:
    """Affinity of those at sessions by choice, less ``empty`` for each place below ``least``."""
    interests = {p.id: p.interests for p in scene.programme.confirmed}
    points = 0.0
    for event in _by_choice(scene):
        themes = event.themes
        if themes:
            points += sum(affinity(interests[p], themes) for p in event.people)
        empty = max(0, int(setting.number("least")) - len(event.people))
        points -= setting.number("empty") * empty
    return setting.weight * points


RULES = (
    Rule(
        "required",
        "together",
        "Everyone is at each required session.",
        "hard",
        100,
        "people",
        check=required,
    ),
    Rule(
        "room_capacity",
        "together",
        "A room holds the participants and staff in it.",
        "hard",
        50,
        "people",
        check=room_capacity,
    ),
    Rule(
        "booths",
        "together",
        "A room interprets at once the languages that those in it need.",
        "hard",
        100,
        "languages",
        check=booths,
    ),
    Rule(
        "speakers",
        "together",
        "A speaker is in one place at a time.",
        "hard",
        5,
        "minutes",
        check=speakers,
    ),
    Rule(
        "breakout_fit",
        "together",
        "People get the parallel sessions that suit their interests, and no session is "
        "left nearly empty.",
        "soft",
        0.3,
        "participants missing",
        settings={"least": 5, "empty": 5},
        check=breakout_fit,
        reward=_breakout_points,
    ),
)
