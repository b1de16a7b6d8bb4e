"""What keeps a host's offers from a group, and what would help: words for findings of days.

Only what is given is read, and who has been where; whether there is time beside what a day holds
is not asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sojourn.model import MINUTES_A_DAY, Day, Objective, Offer, Phase, open_spans
from sojourn.rules import wording
from sojourn.rules.placed import PlacedGroup
from sojourn.rules.scene import Scene

CLOSED = "closed"
OFFICIAL = frozenset(("federal", "state", "local"))
"""Levels of government, which keep public holidays."""
MOST_HOSTS = 3
"""Hosts of which a finding tells before it counts."""
MOST_REASONS = 4
"""Reasons that a finding tells before it counts."""


def shut(scene: Scene, group: PlacedGroup, phase: Phase, offer: Offer, day: int) -> str | None:
    """Why an offer is not open to a group on a day whatever else the day holds, or None.

    Rules: `declined`, `visits`, `once`, `capacity`, `refuses`, `access`, `clearance`,
    `in_window`, `workday`, `holiday`, `lunch`, as far as they are hard.
    """
    for rule, reason in _reasons(scene, group, phase, offer, day):
        override = scene.programme.rules.get(rule)
        if override is None or override.level in (None, "hard"):
            return reason
    return None


def _reasons(
    scene: Scene, group: PlacedGroup, phase: Phase, offer: Offer, day: int
) -> Iterator[tuple[str, str]]:
    """Every rule that an event of the offer would break, with the reason; lasting ones first."""
    if offer.status == "declined":
        yield "declined", "declined"
    guests = _guests(scene).get(offer.id, frozenset())
    if group.id in guests:
        yield "once", "visited already"
    if len(guests) >= offer.visits:
        yield "visits", "all visits taken"
    party = _party(scene, group, day)
    if offer.capacity is not None and party.size > offer.capacity:
        yield "capacity", f"too small for {party.size} people"
    if not party.countries.isdisjoint(offer.refuses):
        refused = sorted(party.countries.intersection(offer.refuses))
        yield "refuses", f"does not receive {wording.listed(refused)}"
    if offer.step_free is False and party.step_free:
        yield "access", "no step-free way"
    if offer.clearance_days is not None and party.added > day - offer.clearance_days:
        yield "clearance", "names came too late"
    shut_hours = scene.once(
        f"hours {phase.id}/{offer.id}/{day}", lambda: tuple(_hours(scene, phase.day, offer, day))
    )
    yield from shut_hours


class _Party(NamedTuple):
    """What a group brings to an offer on a day: people, and what its members need.

    `added` is the day on which the last name came, 0 where no date is known.
    """

    size: int
    countries: frozenset[str]
    step_free: bool
    added: int


def _party(scene: Scene, group: PlacedGroup, day: int) -> _Party:
    def made() -> _Party:
        here = scene.here(group, day)
        people = [scene.programme.participant[p] for p in here]
        return _Party(
            len(here) + len(scene.staff_here(group, day)),
            frozenset(p.country for p in people),
            any("step_free" in p.access for p in people),
            max((p.added.toordinal() for p in people if p.added is not None), default=0),
        )

    return scene.once(f"party {group.id}/{day}", made)


def _hours(scene: Scene, hours: Day, offer: Offer, day: int) -> Iterator[tuple[str, str]]:
    """Rules `workday`, `holiday`, `in_window` and `lunch` on one day."""
    if offer.professional and offer.kind != "community" and (day - 1) % 7 not in hours.workdays:
        yield "workday", CLOSED
    if offer.professional and offer.level.lower() in OFFICIAL and scene.holiday(offer.host, day):
        yield "holiday", CLOSED
    last = hours.closes if offer.professional else hours.evening_closes
    spans = open_spans(offer.windows, date.fromordinal(day))
    if not spans:
        yield "in_window", CLOSED
        return
    inside = [(max(hours.opens, a), min(last, b, MINUTES_A_DAY)) for a, b in spans]
    long = [(a, b) for a, b in inside if b - a >= max(1, offer.minutes)]
    if not long:
        yield "in_window", "its hours are too short"
    elif offer.professional and not any(_lunch(hours, offer, a, b) for a, b in long):
        yield "lunch", "would leave no lunch"


def _lunch(hours: Day, offer: Offer, opens: int, closes: int) -> bool:
    """Whether lunch fits before the latest or after the earliest start in a span."""
    lunch = hours.lunch
    if lunch.latest - lunch.earliest < lunch.minutes:
        return False
    before = closes - offer.minutes - lunch.earliest
    after = lunch.latest - opens - offer.minutes
    return max(before, after) >= lunch.minutes


def _guests(scene: Scene) -> Mapping[str, frozenset[str]]:
    """Who comes to each offer: ids of groups, and of events that name participants only."""

    def found() -> Mapping[str, frozenset[str]]:
        guests: dict[str, set[str]] = defaultdict(set)
        for event in scene.events:
            if event.offer is not None:
                guests[event.offer.id].update([g.id for g in event.groups] or [f"event {event.id}"])
        return {offer: frozenset(who) for offer, who in guests.items()}

    return scene.once("guests", found)


def day_remedy(scene: Scene, group: PlacedGroup, day: int, wanted: int) -> str:
    """Why a group's day cannot hold `wanted` more professional offers, and what would help.

    Empty where enough of them are open to the group on that day.
    """
    phase, host_id = group.phase, group.host_on[day]
    if phase is None or host_id not in scene.programme.host:
        return ""
    offers = [o for o in scene.programme.offers_at[host_id] if o.professional]
    barred: dict[str, list[str]] = defaultdict(list)
    for offer in offers:
        reason = shut(scene, group, phase, offer, day)
        if reason is not None:
            barred[reason].append(offer.id)
    lacking = wanted - (len(offers) - sum(len(ids) for ids in barred.values()))
    if lacking <= 0:
        return ""
    city = wording.city(scene.programme.host[host_id])
    why = f"Not open then: {_list(barred)}" if barred else f"{city} has {_few(offers)}"
    size = _party(scene, group, day).size
    more = _more(lacking, "professional offer")
    return (
        f" {why}. {more}{_free_of_steps(scene, [group])} for {wording.count(size, 'person')} on "
        f"{wording.on_day(day)} would close this."
    )


def objective_remedy(scene: Scene, objective: Objective, who: Iterable[str], short: int) -> str:
    """Why whole groups meet an objective `short` times too few, host by host, and what would help.

    Empty where no whole group falls short.
    """
    missing = frozenset(who)
    by_host: dict[str, list[PlacedGroup]] = defaultdict(list)
    for group in scene.groups:
        if group.travelling and group.members and missing.issuperset(group.members):
            for host in dict.fromkeys(group.host_on.values()):
                if host in scene.programme.host:
                    by_host[host].append(group)
    texts = [
        text
        for host, groups in sorted(by_host.items())
        if (text := _host_remedy(scene, objective, host, groups, short))
    ]
    if not texts:
        return "" if _served(scene, objective) else f" Nothing lists '{objective.id}'."
    more = len(texts) - MOST_HOSTS
    rest = f" The same holds for {wording.count(more, 'other host')}." if more > 0 else ""
    return " " + " ".join(texts[:MOST_HOSTS]) + rest


def _served(scene: Scene, objective: Objective) -> bool:
    """Whether any offer or session lists an objective."""
    offers, sessions = scene.programme.offers, scene.programme.sessions
    return any(objective.id in offer.objectives for offer in offers) or any(
        objective.id in session.objectives for session in sessions
    )


def _host_remedy(
    scene: Scene, objective: Objective, host: str, groups: Sequence[PlacedGroup], short: int
) -> str:
    """The sentence of one host for the groups there that fall short; empty without a full day."""
    serving = [o for o in scene.programme.offers_at[host] if objective.id in o.objectives]
    barred: dict[str, dict[str, None]] = defaultdict(dict)
    lacking = size = 0
    stuck: list[PlacedGroup] = []
    unused: dict[str, None] = {}
    for group in groups:
        days = [d for d, h in group.host_on.items() if h == host and scene.full_workday(group, d)]
        if not days:
            continue
        opened = 0
        for offer in serving:
            reason = _all_days(scene, group, offer, days)
            if reason is None:
                opened += 1
                unused[offer.id] = None
            elif reason != "visited already":
                barred[reason][offer.id] = None
        if opened < short:
            lacking += short - opened
            stuck.append(group)
            size = max(size, *(_party(scene, group, d).size for d in days))
    city = wording.city(scene.programme.host[host])
    if not stuck:
        here = wording.some([group.id for group in groups])
        if not unused:
            return ""
        ids = list(unused)
        return (
            f"In {city} {wording.some(ids)} {wording.does(ids, 'list')} '{objective.id}' and "
            f"{wording.are(ids)} open to {here}."
        )
    names = wording.some([group.id for group in stuck])
    why = f"nothing lists '{objective.id}'" if not serving else ""
    if barred:
        why = "not open to " + names + ": " + _list({k: list(v) for k, v in barred.items()})
    start = f"In {city} {why}. " if why else f"In {city} there are too few. "
    return (
        f"{start}{_more(lacking, 'offer')} on '{objective.id}'{_free_of_steps(scene, stuck)} for "
        f"{wording.count(size, 'person')} on a workday would close this for {names}."
    )


def _all_days(scene: Scene, group: PlacedGroup, offer: Offer, days: Sequence[int]) -> str | None:
    """Why an offer is not open to a group on any of `days`; the most lasting reason."""
    assert group.phase is not None
    reasons = []
    for day in days:
        reason = shut(scene, group, group.phase, offer, day)
        if reason is None:
            return None
        reasons.append(reason)
    return next((reason for reason in reasons if reason != CLOSED), "closed on these days")


def _few(offers: Sequence[Offer]) -> str:
    """``no professional offer``, ``only O1``."""
    return f"only {wording.some([o.id for o in offers])}" if offers else "no professional offer"


def _list(barred: Mapping[str, Sequence[str]]) -> str:
    """``O1 and O2 (closed); O3 (declined)``."""
    words = [f"{wording.some(ids, MOST_REASONS)} ({why})" for why, ids in sorted(barred.items())]
    more = len(words) - MOST_REASONS
    return "; ".join(words[:MOST_REASONS]) + (f"; and {more} more reasons" if more > 0 else "")


def _more(number: int, noun: str) -> str:
    """``1 more offer``, ``2 more offers``."""
    return wording.count(number, f"more {noun}")


def _free_of_steps(scene: Scene, groups: Iterable[PlacedGroup]) -> str:
    """What an offer must have besides, for members who need it."""
    known = scene.programme.participant
    needed = any("step_free" in known[p].access for group in groups for p in group.members)
    return " with a step-free way" if needed else ""
