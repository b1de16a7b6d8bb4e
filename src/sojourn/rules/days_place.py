"""Events are where people are, and people are where events are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator

from sojourn.model import MINUTES_A_DAY, OFFER_KINDS, Finding
from sojourn.rules import wording
from sojourn.rules.placed import PlacedEvent
from sojourn.rules.rule import Rule, RuleSetting
from sojourn.rules.scene import Scene, is_present


def place(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read phase, host, groups, ref, room and kind of every event, and the stops of groups.

    An event lies on a day of its phase and is at the host where its groups are that day; people
    and staff whom it names are there too, by their groups. What it refers to (offer, session,
    counterpart, room, leg) exists, is of its kind, and belongs to the host or phase. A filler
    without a host is nowhere wrong. Unit: events.
    """
    for event in scene.events:
        yield from _where(scene, event, setting)
        wrong = _reference(scene, event)
        if wrong:
            yield setting.finding((), 1, f"{_event(event)} {wrong}.", event.id)


def _event(event: PlacedEvent) -> str:
    return f"{event.title}{event.city} on {wording.moment(event.starts)}"


def _where(scene: Scene, event: PlacedEvent, setting: RuleSetting) -> Iterator[Finding]:
    phase = event.phase
    if phase is None:
        text = f"{_event(event)} belongs to '{event.event.phase}', which is no phase."
        yield setting.finding((), 1, text, event.id)
    else:
        first, last = phase.starts.toordinal(), phase.ends.toordinal()
        begins = event.written // MINUTES_A_DAY
        if not (first <= begins <= last and first <= event.last_day <= last):
            text = (
                f"{_event(event)} lies outside '{phase.id}', which is "
                f"{wording.days((*range(first, first + 1), last))}."
            )
            yield setting.finding((), 1, text, event.id)
    for group_id in dict.fromkeys(event.event.groups):
        group = scene.group(group_id)
        if group is None:
            text = f"{_event(event)} names the group '{group_id}', which does not exist."
            yield setting.finding((group_id,), 1, text, event.id)
        elif group.group.phase != event.event.phase:
            text = f"{_event(event)} of '{event.event.phase}' names {group_id} of another phase."
            yield setting.finding((group_id,), 1, text, event.id)
    if event.event.host is None and event.filler:
        return
    if event.host is None:
        text = f"{_event(event)} is at '{event.event.host}', which is no host."
        yield setting.finding((), 1, text, event.id)
        return
    yield from _elsewhere(scene, event, event.host.id, setting)


def _elsewhere(
    scene: Scene, event: PlacedEvent, host_id: str, setting: RuleSetting
) -> Iterator[Finding]:
    """Groups, and people named, who are at another host than the event's that day."""
    for group in event.groups:
        here = group.host_on.get(event.day)
        if here != host_id:
            where = "at no stop" if here is None else f"in {_city(scene, here)}"
            text = f"{_event(event)} names {group.id}, which is {where} that day."
            yield setting.finding((group.id,), 1, text, event.id)
    members = {p for group in event.groups for p in (*group.members, *group.staff)}
    known = scene.groups_of
    who = [
        person
        for person in (*event.event.participants, *event.event.staff)
        if person not in members
        and (person in known or person in scene.groups_of_staff)
        and scene.host_of(person, event.day) not in (host_id, *_unplaced(person, known))
    ]
    if who:
        text = (
            f"{_event(event)} names {wording.people(scene.programme, who)}, whose "
            f"{'group is' if len(who) == 1 else 'groups are'} elsewhere that day."
        )
        yield setting.finding(who, 1, text, event.id)


def _unplaced(person: str, participants: Container[str]) -> tuple[None, ...]:
    """Staff may be where they are named on days on which no group of theirs has a stop."""
    return () if person in participants else (None,)


def _city(scene: Scene, host_id: str) -> str:
    return wording.city(scene.programme.host.get(host_id), f"'{host_id}'")


def _reference(scene: Scene, event: PlacedEvent) -> str:
    """What is wrong with what the event refers to, or nothing."""
    told, host, room = event.event, event.host, event.room
    strangers = sorted({c for c in told.counterparts if c not in scene.programme.counterpart})
    if strangers:
        return f"names counterparts who do not exist: {wording.some(strangers)}"
    if told.room is not None:
        if room is None:
            return f"is in the room '{told.room}', which does not exist"
        if host is not None and room.host != host.id:
            return f"is in the room '{room.name}' ({room.id}) of {_city(scene, room.host)}"
    if event.filler:
        return ""
    if event.travel:
        known = told.ref is None or told.ref in scene.programme.leg
        return "" if known else f"uses the leg '{told.ref}', which does not exist"
    if told.kind == "session":
        if event.session is None:
            return f"refers to the session '{told.ref}', which does not exist"
        if event.session.phase != told.phase:
            return f"is a session of '{event.session.phase}', not of '{told.phase}'"
        return ""
    if told.kind == "meeting":
        return _met(event)
    if told.kind not in OFFER_KINDS:
        return f"is of the kind '{told.kind}', which does not exist"
    if event.offer is None:
        return f"refers to the offer '{told.ref}', which does not exist"
    if host is not None and event.offer.host != host.id:
        return f"is an offer of {_city(scene, event.offer.host)}"
    if event.offer.kind != told.kind:
        return f"is told as '{told.kind}', but the offer {event.offer.id} is '{event.offer.kind}'"
    return ""


def _met(event: PlacedEvent) -> str:
    counterpart = event.counterpart
    if counterpart is None:
        return f"refers to the counterpart '{event.event.ref}', who does not exist"
    if counterpart.phase is not None and counterpart.phase != event.event.phase:
        return (
            f"lies in '{event.event.phase}', but {counterpart.name} ({counterpart.id}) takes "
            f"meetings in '{counterpart.phase}'"
        )
    return ""


def present(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read who is in groups and whom events name, their status, arrival and departure.

    People and staff who do not exist, and participants who are not confirmed, are found in groups
    and events; confirmed ones whom an event names must be there for all of it. (Members of a
    group are only at what they are there for.) Unit: people.
    """
    programme = scene.programme
    for group in scene.groups:
        unknown = sorted({s for s in group.group.staff if s not in scene.staff_order})
        if unknown:
            text = f"{group.id} lists staff who do not exist: {wording.some(unknown)}."
            yield setting.finding(unknown, len(unknown), text)
        for why, who in _strangers(scene, group.strangers):
            text = f"{wording.people(programme, who)} {wording.are(who)} {why} and in {group.id}."
            yield setting.finding(who, len(who), text)
    for event in scene.events:
        named = dict.fromkeys(event.event.participants)
        for why, who in _strangers(scene, named):
            text = f"{_event(event)} names {wording.people(programme, who)}: {why}."
            yield setting.finding(who, len(who), text, event.id)
        unknown = sorted({s for s in event.event.staff if s not in scene.staff_order})
        if unknown:
            text = f"{_event(event)} names staff who do not exist: {wording.some(unknown)}."
            yield setting.finding(unknown, len(unknown), text, event.id)
        absent = [
            person
            for person in named
            if person in scene.order
            and programme.participant[person].status == "confirmed"
            and not is_present(programme.participant[person], event.written, event.ends)
        ]
        if absent:
            text = (
                f"{_event(event)} names {wording.people(programme, absent)}, who "
                f"{wording.are(absent)} not there yet or no longer there."
            )
            yield setting.finding(absent, len(absent), text, event.id)


def _strangers(scene: Scene, ids: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Ids that are no participant's, and participants who are not confirmed, with the reason."""
    known = scene.programme.participant
    reasons: dict[str, list[str]] = defaultdict(list)
    for person in ids:
        if person not in known:
            reasons["not in the table of participants"].append(person)
        elif known[person].status != "confirmed":
            reasons[f"'{known[person].status}', not confirmed"].append(person)
    yield from sorted(reasons.items())


RULES = (
    Rule(
        "place",
        "days",
        "An event is at the host where its groups are that day, on a day of its phase.",
        "hard",
        200,
        "events",
        check=place,
    ),
    Rule(
        "present",
        "days",
        "Nobody takes part before arriving, after leaving, or without being confirmed.",
        "hard",
        100,
        "people",
        check=present,
    ),
)
