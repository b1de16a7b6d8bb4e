"""What offers allow: visits, capacity, status, countries, clearance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from sojourn.model import Finding, Offer
from sojourn.rules import wording
from sojourn.rules.placed import PlacedEvent
from sojourn.rules.rule import Rule, RuleSetting
from sojourn.rules.scene import Scene


def visits(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the events of each offer: the different groups that they list.

    Groups count whether they come together or apart; an event that lists no group and only names
    participants counts as one. Unit: visits over.
    """
    for offer, events in _of_offers(scene):
        groups = {g.id for event in events for g in event.groups}
        named = [event for event in events if not event.event.groups]
        number = len(groups) + len(named)
        if number > offer.visits:
            yield setting.finding(
                sorted(groups),
                number - offer.visits,
                f"'{offer.title}' ({offer.id}){_city(scene, offer.host)} receives "
                f"{wording.count(number, 'group')}; at most {offer.visits} may come.",
                events[-1].id,
            )


def once(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the events of each offer and of each session, and who is at them.

    No group and no participant is at an offer twice; a session has one event. Unit: visits.
    """
    for offer, events in _of_offers(scene):
        if len(events) < 2:
            continue
        groups = Counter(g for event in events for g in event.groups)
        twice = [g for g in scene.groups if groups[g] > 1]
        told = {p for g in twice for p in g.members}
        people = Counter(p for event in events for p in event.people)
        alone = [p for p in people if people[p] > 1 and p not in told]
        alone.sort(key=scene.order.__getitem__)
        for group in twice:
            text = f"{group.id} is at '{offer.title}' ({offer.id}) {groups[group]} times."
            yield setting.finding((group.id,), groups[group] - 1, text, events[-1].id)
        if alone:
            text = (
                f"{wording.people(scene.programme, alone)} {wording.are(alone)} at "
                f"'{offer.title}' ({offer.id}) more than once."
            )
            number = sum(people[p] - 1 for p in alone)
            yield setting.finding(alone, number, text, events[-1].id)
    held: dict[str, list[PlacedEvent]] = defaultdict(list)
    for event in scene.events:
        if event.session is not None:
            held[event.session.id].append(event)
    for session_id, events in sorted(held.items()):
        if len(events) > 1:
            text = f"{events[0].title} ({session_id}) is held {len(events)} times."
            yield setting.finding((), len(events) - 1, text, events[-1].id)


def capacity(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read who is at the events of each offer at once, staff counted, and at each session.

    The ``capacity`` of a session counts participants only. Unit: people over.
    """
    for offer, events in _of_offers(scene):
        if offer.capacity is None:
            continue
        for event in events:
            at_once = [
                e for e in events if e is event or (e.utc_starts <= event.utc_starts < e.utc_ends)
            ]
            if any(e.index > event.index and e.utc_starts == event.utc_starts for e in at_once):
                continue
            number = sum(len(e.people) + len(e.staff) for e in at_once)
            if number > offer.capacity:
                yield setting.finding(
                    sorted({g.id for e in at_once for g in e.groups}),
                    number - offer.capacity,
                    f"{number} people, staff counted, are at '{offer.title}' ({offer.id})"
                    f"{event.city} on {wording.moment(event.starts)}; it holds {offer.capacity}.",
                    event.id,
                )
    for event in scene.events:
        session = event.session
        if session is None or session.capacity is None:
            continue
        over = len(event.people) - session.capacity
        if over > 0:
            yield setting.finding(
                (),
                over,
                f"{len(event.people)} participants are at {event.title} ({session.id}) on "
                f"{wording.moment(event.starts)}; it has places for {session.capacity}.",
                event.id,
            )


def declined(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the ``status`` of the offers that events use. Unit: events."""
    for event in scene.events:
        if event.offer is not None and event.offer.status == "declined":
            text = f"{_event(event)} uses the offer {event.offer.id}, which was declined."
            yield setting.finding((), 1, text, event.id)


def refuses(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read ``refuses`` of offers and, for meetings, of counterparts, and who is at them.

    Unit: people.
    """
    for event in scene.events:
        if event.offer is not None:
            refused = frozenset(country.upper() for country in event.offer.refuses)
            by = f"the offer {event.offer.id}"
        elif event.counterpart is not None:
            refused = frozenset(event.counterpart.refuses)
            by = event.counterpart.name
        else:
            continue
        if not refused:
            continue
        who = [
            p
            for p in event.people
            if p in refused or scene.programme.participant[p].country in refused
        ]
        if who:
            text = (
                f"{_event(event)} has {wording.people(scene.programme, who)}, whom {by} does not "
                "receive."
            )
            yield setting.finding(who, len(who), text, event.id)


def clearance(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read ``clearance_days`` of offers and ``added`` of those at them. Unit: people."""
    added = {p.id: p.added.toordinal() for p in scene.programme.confirmed if p.added is not None}
    if not added:
        return
    for event in scene.events:
        if event.offer is None or event.offer.clearance_days is None:
            continue
        due = event.day - event.offer.clearance_days
        who = [p for p in event.people if added.get(p, due) > due]
        if who:
            text = (
                f"{_event(event)} needs names {event.offer.clearance_days} days before, by "
                f"{wording.on_day(due)}; {wording.people(scene.programme, who)} "
                f"{'was' if len(who) == 1 else 'were'} added later."
            )
            yield setting.finding(who, len(who), text, event.id)


def _of_offers(scene: Scene) -> Iterator[tuple[Offer, list[PlacedEvent]]]:
    """Each offer that is used, with its events in order of time."""
    used: dict[str, list[PlacedEvent]] = defaultdict(list)
    for event in scene.events:
        if event.offer is not None:
            used[event.offer.id].append(event)
    for offer_id, events in sorted(used.items()):
        yield scene.programme.offer[offer_id], events


def _event(event: PlacedEvent) -> str:
    return f"{event.title}{event.city} on {wording.moment(event.starts)}"


def _city(scene: Scene, host_id: str) -> str:
    return f" in {wording.city(scene.programme.host.get(host_id), host_id)}"


RULES = (
    Rule(
        "visits",
        "days",
        "An offer receives at most its number of groups, together or apart.",
        "hard",
        100,
        "visits",
        check=visits,
    ),
    Rule(
        "once",
        "days",
        "No group or person is at an offer twice, and a session is held once.",
        "hard",
        100,
        "visits",
        check=once,
    ),
    Rule(
        "capacity",
        "days",
        "An offer receives at most its capacity of people at once, staff counted; a "
        "session its capacity of participants.",
        "hard",
        50,
        "people",
        check=capacity,
    ),
    Rule(
        "declined",
        "days",
        "Nothing declined is used.",
        "hard",
        200,
        "events",
        check=declined,
    ),
    Rule(
        "refuses",
        "days",
        "Nobody is brought to a place, or to a counterpart, that does not receive them "
        "or their country.",
        "hard",
        200,
        "people",
        check=refuses,
    ),
    Rule(
        "clearance",
        "days",
        "Names were complete the clearance days before the visit.",
        "hard",
        100,
        "people",
        check=clearance,
    ),
)
