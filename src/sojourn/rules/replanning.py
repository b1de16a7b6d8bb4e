"""What a changed plan leaves as it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sojourn.model import MINUTES_A_DAY, Event, Finding
from sojourn.rules import wording
from sojourn.rules.placed import PlacedEvent, utc_minutes, written_minutes, zone_of
from sojourn.rules.rule import Rule, RuleSetting
from sojourn.rules.scene import Scene


def frozen(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the plan before, the plan, and the moment of the change.

    An event of either plan that starts before the moment is in the other, the same in all that it
    says but its title. Without an earlier plan and a moment nothing is found. Unit: events.
    """
    if scene.before is None or scene.now is None:
        return
    now = utc_minutes(scene.now, zone_of("UTC"))
    earlier, current = scene.before.event, scene.plan.event
    for event in scene.before.events:
        if utc_minutes(event.starts, zone_of("UTC")) > now:
            continue
        kept = current.get(event.id)
        if kept is None:
            yield setting.finding((), 1, f"{_event(event)} has begun and is gone.", event.id)
        elif _content(kept) != _content(event):
            yield setting.finding((), 1, f"{_event(event)} has begun and is changed.", event.id)
    for event in scene.plan.events:
        if event.id not in earlier and utc_minutes(event.starts, zone_of("UTC")) <= now:
            yield setting.finding((), 1, f"{_event(event)} is new and in the past.", event.id)


def _event(event: Event) -> str:
    return f"'{event.title or event.kind}' on {wording.moment(written_minutes(event.starts))}"


def _content(event: Event) -> Event:
    return replace(event, title="")


def stability(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read the plan before and the plan: events and people moved, cancelled or added.

    Fillers are left out. Each person whose event changes counts 1, and up to 1 + ``near`` the
    nearer the event is to the moment (halved every ``halving`` days); times ``confirmed`` for an
    offer that is confirmed, ``cleared`` for one that needs clearance, ``ticketed`` for a journey.
    Unit: weighted changes.
    """
    if scene.before is None:
        return
    earlier = Scene(scene.programme, scene.before)
    then = {event.id: event for event in earlier.events if not event.filler}
    current = {event.id: event for event in scene.events if not event.filler}
    for event_id in sorted(then.keys() | current.keys()):
        old, new = then.get(event_id), current.get(event_id)
        who, what = _changed(scene, old, new)
        told = new or old
        if who and told is not None:
            weight = _firmness(told, setting) * _nearness(scene, old or told, setting)
            text = (
                f"{told.title}{told.city} on {wording.moment(told.starts)} is {what} for "
                f"{wording.people(scene.programme, who)}."
            )
            yield setting.finding(who, len(who) * weight, text, event_id)


def _changed(
    scene: Scene, old: PlacedEvent | None, new: PlacedEvent | None
) -> tuple[list[str], str]:
    """Who is hit, and how, by what has become of an event."""
    order = scene.order.__getitem__
    if old is None and new is not None:
        return sorted(_attending(new), key=order), "added"
    if new is None and old is not None:
        return sorted(_attending(old), key=order), "cancelled"
    assert old is not None and new is not None
    if _essence(old) != _essence(new):
        return sorted(_attending(old) | _attending(new), key=order), "moved"
    return sorted(_attending(old) ^ _attending(new), key=order), "changed"


def _attending(event: PlacedEvent) -> set[str]:
    return set(event.people)


def _essence(event: PlacedEvent) -> tuple[object, ...]:
    told = event.event
    return (told.kind, told.ref, told.host, told.room, event.utc_starts, event.utc_ends)


def _firmness(event: PlacedEvent, setting: RuleSetting) -> float:
    factor = setting.number("ticketed") if event.travel else 1.0
    if event.offer is not None:
        if event.offer.status == "confirmed":
            factor *= setting.number("confirmed")
        if event.offer.clearance_days is not None:
            factor *= setting.number("cleared")
    return factor


def _nearness(scene: Scene, event: PlacedEvent, setting: RuleSetting) -> float:
    """From 1 for what is far off to 1 + ``near`` at the moment of the change."""
    if scene.now is None:
        return 1.0
    minutes = max(0, event.utc_starts - utc_minutes(scene.now, zone_of("UTC")))
    halving = max(0.1, setting.number("halving"))
    faded = float(0.5 ** (minutes / MINUTES_A_DAY / halving))
    return 1.0 + setting.number("near") * faded


RULES = (
    Rule(
        "frozen",
        "replanning",
        "Nothing that has begun, or lies before the given moment, changes.",
        "hard",
        200,
        "events",
        check=frozen,
    ),
    Rule(
        "stability",
        "replanning",
        "Everything kept is worth something: per person and event moved, cancelled or "
        "added, more the nearer it is and the firmer it was.",
        "soft",
        1,
        "weighted changes",
        check=stability,
        settings={"near": 2, "halving": 3, "confirmed": 2, "cleared": 2, "ticketed": 3},
    ),
)
