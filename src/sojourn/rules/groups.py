"""Groups of split phases: who is in which, how many, where and when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from sojourn.model import MINUTES_A_DAY, Finding, Phase, Programme, Session
from sojourn.rules import rows, wording
from sojourn.rules.placed import PlacedEvent, PlacedGroup, written_minutes
from sojourn.rules.rule import Rule, RuleSetting
from sojourn.rules.scene import Scene, there


def one_group(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read confirmed participants and the members of every group.

    In a split phase everyone counts; in a phase together those who are there on one of its days.
    Unit: people.
    """
    for phase in scene.programme.phases:
        held: dict[str, list[str]] = {p.id: [] for p in scene.programme.confirmed}
        for group in scene.groups:
            if group.group.phase == phase.id:
                for member in group.members:
                    held[member].append(group.id)
        first, last = phase.starts.toordinal(), phase.ends.toordinal()
        missing = [
            person
            for person, groups in held.items()
            if not groups
            and (phase.split or there(scene.programme.participant[person], first, last))
        ]
        if missing:
            named = wording.people(scene.programme, missing)
            yield setting.finding(
                missing,
                len(missing),
                f"{named} {wording.are(missing)} in no group of '{phase.id}'.",
            )
        for person, groups in held.items():
            if len(groups) > 1:
                yield setting.finding(
                    (person,),
                    1,
                    f"{wording.person(scene.programme, person)} is in {len(groups)} groups of "
                    f"'{phase.id}': {wording.listed(groups)}.",
                )


def group_size(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the groups of each phase: how many, with which ids, and the members of each.

    A split phase has ``groups`` groups with ``size`` confirmed participants; a phase together has
    one group. Unit: people over or under (groups over or under where their number is wrong).
    """
    for phase in scene.programme.phases:
        groups = [g for g in scene.groups if g.group.phase == phase.id]
        wanted = phase.groups if phase.split else 1
        if len(groups) != wanted:
            yield setting.finding(
                [g.id for g in groups],
                abs(len(groups) - wanted),
                f"'{phase.id}' has {wording.count(len(groups), 'group')}; {wanted} "
                f"{'is' if wanted == 1 else 'are'} wanted.",
            )
        if phase.split:
            for group in groups:
                yield from _size(scene.programme, group, phase, setting)
    names = Counter(group.id for group in scene.groups)
    for name, times in sorted(names.items()):
        if times > 1:
            text = f"{times} groups bear the id {name}."
            yield setting.finding((name,), times - 1, text)


def _size(
    programme: Programme, group: PlacedGroup, phase: Phase, setting: RuleSetting
) -> Iterator[Finding]:
    least, most = phase.size
    number = len(group.members)
    if number < least or number > most:
        over = number - most if number > most else least - number
        yield setting.finding(
            (group.id,),
            over,
            f"{group.id} has {wording.count(number, 'participant')}; {least} to {most} are "
            f"wanted: {over} too {'many' if number > most else 'few'}."
            f"{rows.why_size(programme, phase, group.id)}",
        )


def route(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the phase and the stops of every group.

    A group of a split phase has one stop for each length of its phase's ``route``, with exactly
    the dates that follow from it, at candidate hosts; the group of a phase together has one stop
    for the whole phase at the phase's host. Unit: stops.
    """
    for group in scene.groups:
        phase = group.phase
        if phase is None:
            text = f"{group.id} belongs to '{group.group.phase}', which is no phase."
            yield setting.finding((group.id,), max(1, len(group.group.stops)), text)
            continue
        stops, spans = group.group.stops, phase.stop_spans
        if len(stops) != len(spans):
            yield setting.finding(
                (group.id,),
                abs(len(stops) - len(spans)),
                f"{group.id} has {wording.count(len(stops), 'stop')}; its route has {len(spans)}.",
            )
        for stop, (first, last) in zip(stops, spans, strict=False):
            if (stop.starts, stop.ends) != (first, last):
                dates = wording.days((stop.starts.toordinal(), stop.ends.toordinal()))
                yield setting.finding(
                    (group.id,),
                    1,
                    f"The stop of {group.id} in {_city(scene, stop.host)} is {stop.starts} to "
                    f"{stop.ends} ({dates}); the route of '{phase.id}' asks for {first} to {last}.",
                )
        hosts = phase.hosts if phase.split else phase.hosts[:1]
        for stop in stops:
            if stop.host not in hosts or stop.host not in scene.programme.host:
                yield setting.finding(
                    (group.id,),
                    1,
                    f"{group.id} is brought to {_city(scene, stop.host)}, which is no host of "
                    f"'{phase.id}'.",
                )


def _city(scene: Scene, host_id: str) -> str:
    return wording.city(scene.programme.host.get(host_id), f"'{host_id}'")


def host_capacity(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the stops of all groups, the members who are there on each day, and hosts.

    Staff are not counted. Each run of days with the same surplus is one finding. Unit: people
    (over ``participants``, or at a host outside its windows), groups (over ``groups``).
    """
    at_host: dict[str, dict[int, list[PlacedGroup]]] = defaultdict(lambda: defaultdict(list))
    for group in scene.groups:
        for day, host_id in group.host_on.items():
            if host_id in scene.programme.host:
                at_host[host_id][day].append(group)
    for host in scene.programme.hosts:
        days = at_host.get(host.id, {})
        people: dict[tuple[tuple[str, ...], int], list[int]] = defaultdict(list)
        groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
        shut: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for day, present in sorted(days.items()):
            names = tuple(g.id for g in present)
            number = sum(len(scene.here(g, day)) for g in present)
            if host.participants is not None and number > host.participants:
                people[names, number].append(day)
            if len(present) > host.groups:
                groups[names].append(day)
            if not host.receives(date.fromordinal(day)) and _people_at(scene, present, day):
                shut[names].append(day)
        for (names, number), when in people.items():
            assert host.participants is not None
            yield setting.finding(
                names,
                number - host.participants,
                f"{number} participants ({wording.listed(names)}) are in {host.city} on "
                f"{wording.days(when)}; at most {host.participants} can be "
                f"({rows.cell('hosts', 'participants', host.id)}).",
            )
        for names, when in groups.items():
            present = days[when[0]]
            yield setting.finding(
                names,
                len(names) - host.groups,
                f"{len(names)} groups ({wording.listed(names)}) are in {host.city} on "
                f"{wording.days(when)}; at most {host.groups} can be "
                f"({rows.cell('hosts', 'groups', host.id)}).{_few_hosts(present)}",
            )
        for names, when in shut.items():
            number = max(_people_at(scene, days[d], d) for d in when)
            yield setting.finding(
                names,
                number,
                f"{wording.listed(names)} {wording.are(names)} in {host.city} on "
                f"{wording.days(when)}, outside the windows of this host "
                f"({rows.cell('hosts', 'windows', host.id)}).",
            )


def _few_hosts(groups: Sequence[PlacedGroup]) -> str:
    """That a phase has fewer candidates than groups, as a further sentence, where it has."""
    for group in groups:
        phase = group.phase
        if phase is not None and phase.split and len(set(phase.hosts)) < phase.groups:
            return (
                f" '{phase.id}' has {wording.count(phase.groups, 'group')} but "
                f"{wording.count(len(set(phase.hosts)), 'candidate host')} (programme.toml, phase "
                f"'{phase.id}': groups, hosts)."
            )
    return ""


def _people_at(scene: Scene, groups: Sequence[PlacedGroup], day: int) -> int:
    """Participants and staff of `groups` who are there on `day`; participants alone if any."""
    members = sum(len(scene.here(g, day)) for g in groups)
    return members or sum(len(scene.staff_here(g, day)) for g in groups)


def pinned(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the pins of participants, offers and sessions, and the rooms given to sessions.

    A pinned offer has an event at its local start with its group, or with members of it by name (a
    declined one is not used); a pinned session has an event at its start, in its room. Unit: pins.
    """
    programme = scene.programme
    for participant in programme.confirmed:
        if participant.group is None:
            continue
        group = scene.group(participant.group)
        if group is None or participant.id not in group.members:
            yield setting.finding(
                (participant.id,),
                1,
                f"{wording.person(programme, participant.id)} is pinned to {participant.group} "
                f"and is not in it ({rows.cell('participants', 'group', participant.id)}).",
            )
    held: dict[str, list[PlacedEvent]] = defaultdict(list)
    for event in scene.events:
        subject = event.offer or event.session
        if subject is not None:
            held[subject.id].append(event)
    for offer in programme.offers:
        pin = offer.pin
        if pin is None or offer.status == "declined":
            continue
        start = written_minutes(pin.starts)
        if not any(
            e.offer is offer and e.starts == start and _comes(scene, pin.group, e)
            for e in held[offer.id]
        ):
            yield setting.finding(
                (pin.group,),
                1,
                f"{pin.group} is not at '{offer.title}' ({offer.id}) on "
                f"{wording.moment(start)}, where it is pinned "
                f"({rows.cell('offers', 'pin', offer.id)}){_instead(scene, pin.group, start)}.",
            )
    for session in programme.sessions:
        yield from _session_pins(scene, session, held[session.id], setting)


def _instead(scene: Scene, group_id: str, start: int) -> str:
    """Where a group is on a day, as a clause; empty when that is nowhere."""
    group = scene.group(group_id)
    host = None if group is None else group.host_on.get(start // MINUTES_A_DAY)
    return "" if host is None else f"; it is in {_city(scene, host)} that day"


def _comes(scene: Scene, group_id: str, event: PlacedEvent) -> bool:
    """Whether the event lists the group, or names some of its members."""
    if group_id in event.event.groups:
        return True
    group = scene.group(group_id)
    return group is not None and not set(group.members).isdisjoint(event.event.participants)


def _session_pins(
    scene: Scene, session: Session, events: Sequence[PlacedEvent], setting: RuleSetting
) -> Iterator[Finding]:
    held = [e for e in events if e.session is session]
    if session.pin_starts is not None:
        start = written_minutes(session.pin_starts)
        if not any(e.starts == start for e in held):
            yield setting.finding(
                (),
                1,
                f"'{session.title}' ({session.id}) is not held on {wording.moment(start)}, where "
                f"it is pinned ({rows.cell('sessions', 'pin', session.id)}).",
                held[0].id if held else None,
            )
    for room in sorted({r for r in (session.room, session.pin_room) if r is not None}):
        for event in held:
            if event.event.room != room:
                is_in = "no room" if event.event.room is None else f"'{event.event.room}'"
                yield setting.finding(
                    (),
                    1,
                    f"'{session.title}' ({session.id}) is held in {is_in}; its room is '{room}' "
                    f"({rows.cell('sessions', 'room', session.id)}).",
                    event.id,
                )


RULES = (
    Rule(
        "one_group",
        "groups",
        "Each confirmed participant is in exactly one group of each split phase (and in "
        "the one group of each phase together).",
        "hard",
        100,
        "people",
        check=one_group,
    ),
    Rule(
        "group_size",
        "groups",
        "A split phase has exactly its number of groups, and the participants in each "
        "lie within its size.",
        "hard",
        50,
        "people over or under",
        check=group_size,
    ),
    Rule(
        "route",
        "groups",
        "A group's stops follow each other as the route says, within the phase's dates, "
        "at its candidate hosts.",
        "hard",
        200,
        "stops",
        check=route,
    ),
    Rule(
        "host_capacity",
        "groups",
        "A host has at most its participants and groups on any day, and nobody on days "
        "outside its windows.",
        "hard",
        50,
        "people, groups",
        check=host_capacity,
    ),
    Rule(
        "pinned",
        "groups",
        "Every pin of participants, offers and sessions holds, and a session whose room "
        "is given is in it.",
        "hard",
        200,
        "pins",
        check=pinned,
    ),
)
