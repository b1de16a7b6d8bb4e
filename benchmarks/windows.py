"""One offer can no longer be visited when it was: how long its city takes to be planned again."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from statistics import median

from benchmarks.family import Conditions, Row, family
from benchmarks.generate import programme as invented
from benchmarks.programmes import EXAMPLE
from sojourn.engine import days
from sojourn.engine.draft import Draft, draft, draft_of
from sojourn.engine.limits import Limits
from sojourn.engine.plan import plan
from sojourn.engine.ready import ready
from sojourn.engine.run import StageRun
from sojourn.files import read
from sojourn.model import EVERY_DAY, Event, Offer, Programme, Window, days_between

SECONDS = 0.8
"""Limit of search for the days of the one city."""
LONG_SECONDS = 5.0
"""What they are compared with: a search for so long."""
CHANGES = 20
"""Offers whose windows change, one after the other."""
PLAN_SECONDS = 20.0


@family("windows", "one changed window: seconds until its city is planned again, value and changes")
def windows(conditions: Conditions) -> Iterator[Row]:
    """A row for each programme and seed."""
    ready()
    for seed in range(1, conditions.seeds + 1):
        known = {
            "safer-world-2020": read(EXAMPLE),
            "generated 85 people, 8 groups": invented(seed=seed),
        }
        for instance, programme in known.items():
            if conditions.wants(instance):
                yield _row(instance, programme, seed, conditions)


def _row(instance: str, programme: Programme, seed: int, conditions: Conditions) -> Row:
    before = draft_of(plan(programme, Limits(seconds=PLAN_SECONDS), seed))
    hit = [e for e in before.days if e.ref in programme.offer and e.groups]
    hit = hit[:: max(1, len(hit) // CHANGES)][: 4 if conditions.short else CHANGES]
    seconds, hard, lost, moved = [], 0, [], []
    for event in hit:
        changed = _closed(programme, event)
        began = time.perf_counter()
        after = _again(changed, before, event.host, conditions.seconds or SECONDS, seed)
        seconds.append(time.perf_counter() - began)
        long = _again(changed, before, event.host, LONG_SECONDS, seed)
        hard += after.plan.score.hard - before.plan.score.hard
        lost.append(100 * (1 - after.plan.score.soft / long.plan.score.soft))
        moved.append(len({_key(e) for e in after.days} - {_key(e) for e in before.days}))
    return {
        "instance": instance,
        "seed": seed,
        "changes": len(hit),
        "median s": round(median(seconds), 2),
        "longest s": round(max(seconds), 2),
        "hard findings more": hard,
        f"% below {LONG_SECONDS:.0f} s": round(median(lost), 3),
        "events moved or new": median(moved),
    }


def _closed(programme: Programme, event: Event) -> Programme:
    """The programme in which the offer of `event` is not open on its day."""
    offer = programme.offer[event.ref or ""]
    without = replace(offer, windows=_without(programme, offer, event))
    offers = tuple(without if o.id == offer.id else o for o in programme.offers)
    return replace(programme, offers=offers)


def _without(programme: Programme, offer: Offer, event: Event) -> tuple[Window, ...]:
    """The windows of an offer on all days of the programme but that of `event`."""
    held = []
    for day in days_between(programme.starts, programme.ends):
        if day == event.starts.date():
            continue
        for window in offer.windows:
            hours = window.on(day)
            if hours is not None:
                held.append(Window(day, day, EVERY_DAY, *hours))
    return tuple(held)


def _again(programme: Programme, before: Draft, host: str, seconds: float, seed: int) -> Draft:
    """The draft with the days of one city searched again from where they were."""
    others = frozenset(h.id for h in programme.hosts if h.id != host)
    travels = tuple(e for e in before.plan.events if e.kind == "travel")
    run = StageRun("days", seed, seconds=seconds)
    found = days.solve(
        programme, before.groups, (*travels, *before.together), run, before.days, others
    )
    return draft(programme, before.groups, before.together, found.events, travels)


def _key(event: Event) -> tuple[object, ...]:
    return event.ref, event.starts, event.groups
