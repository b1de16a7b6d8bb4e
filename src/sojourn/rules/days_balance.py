"""How a stay is filled: variety, hospitality, waiting, rest, an even pace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sojourn.model import MINUTES_A_DAY, Finding, clock
from sojourn.rules import wording
from sojourn.rules.placed import PlacedEvent, PlacedGroup
from sojourn.rules.rule import Rule, RuleSetting
from sojourn.rules.scene import Scene


def variety(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read level, kind and organisation of the offers that each group of a split phase is at.

    Each of the five levels that its hosts have offers of, and ``kinds`` kinds of offer (or as many
    as there are), are seen; an organisation is seen once. Unit: missing kinds, levels and repeats.
    """
    of_group = _offers(scene)
    for group in scene.groups:
        if not group.travelling:
            continue
        hosts = sorted(set(group.host_on.values()))
        there = [
            offer
            for host in hosts
            for offer in scene.programme.offers_at.get(host, ())
            if offer.status != "declined"
        ]
        seen = [e.offer for e in of_group[group] if e.offer is not None]
        open_levels = {o.level.lower() for o in there}
        levels = {o.level.lower() for o in seen}
        lacking = [v for v in _LEVELS if v in open_levels and v not in levels]
        kinds = {o.kind for o in seen}
        wanted = min(int(setting.number("kinds")), len({o.kind for o in there}))
        organisations = Counter(o.organisation.casefold() for o in seen if o.organisation)
        repeats = sum(number - 1 for number in organisations.values())
        few = max(0, wanted - len(kinds))
        if lacking or few or repeats:
            reasons = []
            if lacking:
                reasons.append(f"nothing of the level {wording.listed(lacking)}")
            if few:
                reasons.append(f"only {wording.count(len(kinds), 'kind')} of offer")
            if repeats:
                reasons.append(f"organisations repeated {wording.count(repeats, 'time')}")
            text = f"{group.id} sees little variety: {wording.listed(reasons)}."
            yield setting.finding((group.id,), len(lacking) + few + repeats, text)


_LEVELS = ("federal", "state", "local", "community", "private")


def hospitality(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the kinds of what each group is at during each stop.

    One of hospitality (a reception counts) and one cultural event, whether the host offers them
    or not. Unit: missing.
    """
    of_group = _offers(scene)
    for group in scene.groups:
        for stop in group.group.stops:
            offered = {
                o.kind
                for o in scene.programme.offers_at.get(stop.host, ())
                if o.status != "declined"
            }
            seen = {
                "hospitality" if _reception(e) else e.event.kind
                for e in of_group[group]
                if group.stop_on.get(e.day) is stop
            }
            lacking = [k for k in ("hospitality", "cultural") if k not in seen]
            if lacking:
                city = wording.city(scene.programme.host.get(stop.host), stop.host)
                unheard = [kind for kind in lacking if kind not in offered]
                why = f"; no {' and no '.join(unheard)} offer is known there" if unheard else ""
                text = f"{group.id} has no {' and no '.join(lacking)} event in {city}{why}."
                yield setting.finding((group.id,), len(lacking), text)


def _reception(event: PlacedEvent) -> bool:
    return event.session is not None and event.session.kind == "reception"


def _offers(scene: Scene) -> dict[PlacedGroup, list[PlacedEvent]]:
    """Offers and sessions of each group: those listing it, and sessions by choice of its phase."""
    found: dict[PlacedGroup, list[PlacedEvent]] = {group: [] for group in scene.groups}
    together = {g.group.phase: g for g in scene.groups if not g.travelling}
    for event in scene.events:
        if event.offer is not None or event.session is not None:
            for group in event.groups:
                found[group].append(event)
        if event.session is not None and not event.groups and event.session.phase in together:
            found[together[event.session.phase]].append(event)
    return found


def idle(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the gaps between the events of one day for each participant.

    From a gap are taken the way, planned rest and free time, and a lunch where it can be had in
    it; what is left over ``minutes`` counts. A gap that holds a whole half-day is free time. Unit:
    minutes, added up over people.
    """
    patient = setting.number("minutes")
    for pattern, people in scene.day_patterns.items():
        if len(pattern) < 2:
            continue
        events = [scene.events[index] for index in pattern]
        waiting = sum(max(0.0, gap - patient) for gap in _gaps(scene, events))
        if waiting:
            yield setting.finding(
                people,
                waiting * len(people),
                f"{wording.people(scene.programme, people)} {wording.does(people, 'wait')} for "
                f"{wording.count(waiting, 'minute')} beyond {patient:g}{events[0].city} on "
                f"{wording.on_day(events[0].day)}.",
            )


def _gaps(scene: Scene, events: Sequence[PlacedEvent]) -> Iterator[int]:
    """Minutes without anything between the events but fillers of one person's day."""
    rests = [e for e in events if e.event.kind in ("rest", "free")]
    placed = [e for e in events if not e.filler]
    midnight = events[0].day * MINUTES_A_DAY
    for before, after in pairwise(placed):
        day = scene.day_of(after)
        opens, closes = before.ends - midnight, after.starts - midnight
        halves = ((day.opens, day.lunch.earliest), (day.lunch.latest, day.closes))
        if any(opens <= a and b <= closes for a, b in halves):
            continue
        gap = closes - opens - scene.way(before, after)
        gap -= sum(max(0, min(e.ends, after.starts) - max(e.starts, before.ends)) for e in rests)
        lunch = min(closes, day.lunch.latest) - max(opens, day.lunch.earliest)
        yield gap - day.lunch.minutes if lunch >= day.lunch.minutes else gap


def early_start(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the last event of a day and the first of the next for each participant and staff.

    There are ``rest`` minutes between them. Unit: minutes short, added up over people.
    """
    rest = setting.number("rest")
    for (first, second), who in scene.neighbours.items():
        one, other = scene.events[first], scene.events[second]
        gap = other.utc_starts - one.utc_ends
        if other.day == one.day or not 0 <= gap < rest:
            continue
        yield setting.finding(
            who,
            (rest - gap) * len(who),
            f"{wording.people(scene.programme, who)} {wording.does(who, 'have')} "
            f"{gap / 60:.1f} hours of rest between {one.title} until {wording.moment(one.ends)} "
            f"and {other.title} from {clock(other.written % MINUTES_A_DAY)}.",
            other.id,
        )


def pace(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the professional minutes of each group of a split phase on the workdays of a stop.

    The move day, public holidays and closed dates are left out; what is further than ``minutes``
    from the mean counts. Unit: minutes.
    """
    of_group = _offers(scene)
    for group in scene.groups:
        phase = group.phase
        if phase is None or not phase.split:
            continue
        filled: Counter[int] = Counter()
        for event in of_group[group]:
            if event.professional:
                filled[event.day] += max(0, event.minutes)
        for stop in group.group.stops:
            days = [
                d
                for d, own in group.stop_on.items()
                if own is stop and scene.full_workday(group, d)
            ]
            if len(days) < 2:
                continue
            mean = sum(filled[d] for d in days) / len(days)
            off = sum(max(0.0, abs(filled[d] - mean) - setting.number("minutes")) for d in days)
            if off > 0:
                city = wording.city(scene.programme.host.get(stop.host), stop.host)
                most, least = max(filled[d] for d in days), min(filled[d] for d in days)
                text = (
                    f"The days of {group.id} in {city} are unevenly filled: from {least} to {most} "
                    "professional minutes."
                )
                yield setting.finding((group.id,), off, text)


RULES = (
    Rule(
        "variety",
        "days",
        "Each group sees every level and several kinds of offer; an offer's organisation "
        "is not repeated.",
        "soft",
        10,
        "missing kinds",
        settings={"kinds": 3},
        check=variety,
    ),
    Rule(
        "hospitality",
        "days",
        "At least one evening of hospitality and one cultural event per stop.",
        "soft",
        20,
        "missing",
        check=hospitality,
    ),
    Rule(
        "idle",
        "days",
        "Little waiting in a day.",
        "soft",
        0.01,
        "minutes",
        settings={"minutes": 90},
        check=idle,
    ),
    Rule(
        "early_start",
        "days",
        "No early start after a late evening.",
        "soft",
        0.02,
        "minutes",
        settings={"rest": 660},
        check=early_start,
    ),
    Rule(
        "pace",
        "days",
        "The days of a stop are evenly filled.",
        "soft",
        0.05,
        "minutes",
        settings={"minutes": 60},
        check=pace,
    ),
)
