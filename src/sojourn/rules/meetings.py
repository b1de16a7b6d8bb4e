"""One-to-one meetings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sojourn.model import Finding, MeetingRules, Phase, Wish
from sojourn.reference.languages import language_name
from sojourn.rules import wording
from sojourn.rules.meeting_limits import MeetingLimits, refused
from sojourn.rules.placed import PlacedEvent
from sojourn.rules.rule import Rule, RuleSetting
from sojourn.rules.scene import Scene, there
from sojourn.rules.worth import MAX_WEIGHT, meeting_points


def meetings(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the meetings of each participant in each phase, and of each counterpart.

    A meeting has one participant. A participant has at most the upper bound of the phase's
    ``per_participant``, a counterpart at most ``meetings`` in all; softly, a participant who is
    there has at least the lower bound where counterparts take meetings. At no moment are there
    more meetings of a phase than it has ``tables``. Unit: meetings.
    """
    programme = scene.programme
    held = _held(scene)
    for event in held:
        if len(event.people) > 1:
            text = (
                f"{_event(event)} is one to one, but has {wording.people(programme, event.people)}."
            )
            yield setting.finding(event.people, len(event.people) - 1, text, event.id)
    taken = Counter(e.counterpart.id for e in held if e.counterpart is not None)
    for counterpart in programme.counterparts:
        number = taken[counterpart.id]
        if counterpart.meetings is not None and number > counterpart.meetings:
            text = (
                f"{wording.person(programme, counterpart.id)} has "
                f"{wording.count(number, 'meeting')}; at most {counterpart.meetings} are taken."
            )
            yield setting.finding((counterpart.id,), number - counterpart.meetings, text)
    for phase in programme.phases:
        if phase.meetings is not None:
            yield from _bounds(scene, setting, phase, phase.meetings, held)
            if phase.meetings.tables is not None:
                yield from _tables(scene, setting, phase, phase.meetings.tables, held)


def _bounds(
    scene: Scene,
    setting: RuleSetting,
    phase: Phase,
    rules: MeetingRules,
    held: Sequence[PlacedEvent],
) -> Iterator[Finding]:
    numbers = Counter(p for e in held if e.event.phase == phase.id for p in e.people)
    first, last = phase.starts.toordinal(), phase.ends.toordinal()
    offered = any(c.phase in (None, phase.id) for c in scene.programme.counterparts)
    many: dict[int, list[str]] = defaultdict(list)
    few: dict[tuple[int, str], list[str]] = defaultdict(list)
    limits = MeetingLimits(scene.programme, phase, rules)
    for participant in scene.programme.confirmed:
        number = numbers[participant.id]
        if number > rules.at_most:
            many[number].append(participant.id)
        elif number < rules.at_least and offered and there(participant, first, last):
            few[number, limits.reason(participant)].append(participant.id)
    for number, who in sorted(many.items()):
        text = (
            f"{wording.people(scene.programme, who)} {wording.does(who, 'have')} {number} meetings "
            f"in '{phase.id}'; at most {rules.at_most} are allowed."
        )
        yield setting.finding(who, len(who) * (number - rules.at_most), text)
    for (number, reason), who in sorted(few.items()):
        text = (
            f"{wording.people(scene.programme, who)} {wording.does(who, 'have')} "
            f"{wording.count(number, 'meeting')} in '{phase.id}'; at least {rules.at_least} "
            f"are wanted{': ' + reason if reason else ''}."
        )
        yield setting.finding(who, len(who) * (rules.at_least - number), text, level="soft")


def _tables(
    scene: Scene, setting: RuleSetting, phase: Phase, tables: int, held: Sequence[PlacedEvent]
) -> Iterator[Finding]:
    """Tell each run of moments at which more meetings are held than there are tables."""
    own = sorted((e for e in held if e.event.phase == phase.id), key=lambda e: (e.starts, e.ends))
    moments = Counter(e.starts for e in own)
    moments.subtract(Counter(e.ends for e in own))
    at_once, most, since = 0, 0, 0
    for moment, change in sorted(moments.items()):
        at_once += change
        if at_once > tables:
            since = since if most else moment
            most = max(most, at_once)
        elif most:
            late = [e for e in own if e.starts < moment and e.ends > since][tables:]
            who = tuple(dict.fromkeys(p for e in late for p in e.people))
            text = (
                f"{most} one-to-one meetings are held at once in '{phase.id}', "
                f"{wording.hours(since, moment)}; it has {wording.count(tables, 'table')}."
            )
            yield setting.finding(who, most - tables, text)
            most = 0


def _held(scene: Scene) -> list[PlacedEvent]:
    return [e for e in scene.events if e.event.kind == "meeting"]


def _event(event: PlacedEvent) -> str:
    return f"{event.title}{event.city} on {wording.moment(event.starts)}"


def common_language(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the languages of the two of each meeting and of the interpreters at it.

    A counterpart without languages speaks the working language, and an interpreter always
    understands it; one interpreter must work between a language of each. Unit: meetings.
    """
    working = scene.programme.working_language.primary
    members = scene.programme.staff_member
    for event in _held(scene):
        if event.counterpart is None:
            continue
        theirs = {lang.primary for lang in event.counterpart.languages} or {working}
        between = [
            {working, *(lang.primary for lang in members[s].languages)}
            for s in event.staff
            if members[s].role == "interpreter"
        ]
        for person in event.people:
            own = {lang.primary for lang in scene.programme.participant[person].languages}
            if own & theirs or any(own & spoken and theirs & spoken for spoken in between):
                continue
            text = (
                f"{wording.person(scene.programme, person)} "
                f"({_names(own)}) and {wording.person(scene.programme, event.counterpart.id)} "
                f"({_names(theirs)}) have no language in common on "
                f"{wording.moment(event.starts)}, and no interpreter between them."
            )
            yield setting.finding((person, event.counterpart.id), 1, text, event.id)


def _names(languages: set[str]) -> str:
    return ", ".join(language_name(language) for language in sorted(languages))


def wishes(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read wishes.csv and the meetings: which of the strongest wishes are not met.

    Unit: points that these wishes would give.
    """
    met = set(_pairs(scene))
    missed = [
        wish
        for wish in scene.programme.wishes
        if wish.weight >= MAX_WEIGHT and (wish.participant, wish.counterpart) not in met
    ]
    possible = {p.id for p in scene.programme.confirmed}
    missed = [w for w in missed if w.participant in possible]
    if missed:
        who = sorted({wish.participant for wish in missed}, key=scene.order.__getitem__)
        text = (
            f"{wording.count(len(missed), 'strongest wish')} of "
            f"{wording.people(scene.programme, who)} {'is' if len(missed) == 1 else 'are'} not met"
            f"{_never(scene, missed)}."
        )
        yield setting.finding(who, sum(wish.weight for wish in missed), text)


def _never(scene: Scene, missed: Sequence[Wish]) -> str:
    """Which of the `missed` wishes no plan can meet, as the counterpart refuses."""
    programme = scene.programme
    rows = []
    for wish in missed:
        counterpart = programme.counterpart.get(wish.counterpart)
        if counterpart is not None and refused(
            counterpart, programme.participant[wish.participant]
        ):
            rows.append(f"{wish.participant} with {wish.counterpart}")
    if not rows:
        return ""
    which = "it" if len(missed) == 1 else f"{len(rows)} of them"
    return f"; {which} cannot be, as the counterpart refuses: {wording.some(rows)}"


def _pairs(scene: Scene) -> list[tuple[str, str]]:
    """Participant and counterpart of the meetings, each pair once."""
    pairs = {
        (person, event.counterpart.id): None
        for event in _held(scene)
        if event.counterpart is not None
        for person in event.people
    }
    return list(pairs)


def points_of_meetings(scene: Scene) -> Mapping[str, float]:
    """Points that each confirmed participant who could have meetings gets from theirs."""
    return scene.once("points_of_meetings", lambda: _points_of_meetings(scene))


def _points_of_meetings(scene: Scene) -> dict[str, float]:
    programme = scene.programme
    worth = meeting_points(programme)
    phases = [p for p in programme.phases if p.meetings is not None]
    open_phases = [
        p for p in phases if any(c.phase in (None, p.id) for c in programme.counterparts)
    ]
    points = {
        p.id: 0.0
        for p in programme.confirmed
        if any(there(p, s.starts.toordinal(), s.ends.toordinal()) for s in open_phases)
    }
    for person, counterpart in _pairs(scene):
        points[person] = points.get(person, 0.0) + worth(
            programme.participant[person], programme.counterpart[counterpart]
        )
    return points


def _wish_points(scene: Scene, setting: RuleSetting) -> float:
    return setting.weight * sum(points_of_meetings(scene).values())


def even_chances(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the same as `wishes`: who gets the least from their meetings.

    Unit: points below the mean.
    """
    points = points_of_meetings(scene)
    if not points:
        return
    least = min(points, key=lambda person: points[person])
    mean = sum(points.values()) / len(points)
    if points[least] < mean:
        text = (
            f"{wording.person(scene.programme, least)} gets the least from one-to-one meetings: "
            f"{points[least]:.1f} points where the mean is {mean:.1f}."
        )
        yield setting.finding((least,), mean - points[least], text)


def _even_points(scene: Scene, setting: RuleSetting) -> float:
    return setting.weight * min(points_of_meetings(scene).values(), default=0.0)


RULES = (
    Rule(
        "meetings",
        "together",
        "At most so many one-to-one meetings for a participant and for a counterpart, and no more "
        "at once than there are tables; soft: at least the minimum.",
        "hard",
        30,
        "meetings",
        check=meetings,
    ),
    Rule(
        "common_language",
        "together",
        "The two share a language, or an interpreter who covers it is at the meeting.",
        "hard",
        100,
        "meetings",
        check=common_language,
    ),
    Rule(
        "wishes",
        "together",
        "Weights of wishes, then interests, from both sides.",
        "soft",
        2,
        "points",
        check=wishes,
        reward=_wish_points,
    ),
    Rule(
        "even_chances",
        "together",
        "The participant with the least from their meetings gets as much as possible.",
        "soft",
        20,
        "points",
        check=even_chances,
        reward=_even_points,
    ),
)
