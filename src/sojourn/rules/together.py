"""When all are together: required sessions, rooms, booths, speakers, breakouts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from sojourn.model import Finding, Programme, Room, Session, Window, open_spans
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
                text += reason_not_held(programme, session)
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


def reason_not_held(programme: Programme, session: Session) -> str:
    """Why a session is not held, as far as its own rows tell, and what would help."""
    phase = programme.phase.get(session.phase)
    if phase is None or session.fixed_starts is not None:
        return ""
    hours = (
        phase.day.opens,
        (phase.day.closes if session.professional else phase.day.evening_closes),
    )
    days = phase.days[1:] if session.professional else phase.days
    own = {day: _inside(session.windows, day, hours) for day in days}
    longest = max((b - a for spans in own.values() for a, b in spans), default=0)
    row = f"sessions.csv, windows of {session.id}"
    if longest < session.minutes:
        return (
            f" It takes {wording.count(session.minutes, 'minute')}, and the longest time that it "
            f"may have in a day is {wording.count(longest, 'minute')} ({row}): a longer window "
            "or a shorter session would help."
        )
    for speaker_id in session.speakers:
        speaker = programme.counterpart.get(speaker_id)
        if speaker is None or not speaker.windows:
            continue
        shared = (
            min(b, d) - max(a, c)
            for day, spans in own.items()
            for a, b in spans
            for c, d in _inside(speaker.windows, day, hours)
        )
        if max(shared, default=0) < session.minutes:
            return (
                f" {wording.person(programme, speaker_id)}, who speaks there, is at no time there "
                f"for all of it (counterparts.csv, windows of {speaker_id}; {row}): another window "
                "or speaker would help."
            )
    return (
        " No time is left for it beside what else is held: a wider window "
        f"({row}), or a shorter session, would help."
    )


def _inside(windows: Sequence[Window], day: date, hours: tuple[int, int]) -> list[tuple[int, int]]:
    """The spans of `windows` on `day`, inside the hours of the day; without windows all of it."""
    spans = open_spans(windows, day) if windows else (hours,)
    cut = ((max(a, hours[0]), min(b, hours[1])) for a, b in spans)
    return [(a, b) for a, b in cut if a < b]


def _rooms_beside(scene: Scene, event: PlacedEvent) -> list[Room]:
    """The other rooms of an event's host, the largest first."""
    rooms = scene.programme.rooms_at.get(event.room.host, ()) if event.room is not None else ()
    others = [room for room in rooms if room is not event.room]
    return sorted(others, key=lambda room: (-room.capacity, room.id))


def _larger(scene: Scene, event: PlacedEvent, number: int) -> str:
    """Which room would hold so many, or that there is none."""
    rooms = _rooms_beside(scene, event)
    fit = [room.id for room in rooms if room.capacity >= number]
    if fit:
        return f" {wording.listed(sorted(fit))} (rooms.csv) would hold them."
    return " No room of rooms.csv there holds so many; a larger one, or less staff, would help."


def _more_booths(scene: Scene, event: PlacedEvent, needed: Sequence[str]) -> str:
    """Which room has booths enough, or that there is none."""
    seats = len(event.people) + len(event.staff)
    rooms = _rooms_beside(scene, event)
    fit = [r.id for r in rooms if r.booths >= len(needed) and r.capacity >= seats]
    if fit:
        return f" {wording.listed(sorted(fit))} (rooms.csv) would do."
    return " No room there has enough that holds them; more booths in rooms.csv would help."


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
                f"holds {event.room.capacity}.{_larger(scene, event, number)}"
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
                f"{wording.count(event.room.booths, 'booth')}.{_more_booths(scene, event, needed)}"
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
                f"{wording.moment(other.starts)}: {wording.count(minutes, 'minute')} at once. "
                f"Another start of one of them, or another speaker in sessions.csv, would help."
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
            text += reason_not_held(scene.programme, session)
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
