"""Planned days of invented programmes, for tests of where an offer fits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from tests.engine.days.invented import group_of, invented, offer, participant, programme

from sojourn.engine.assemble import assemble
from sojourn.engine.days import solve
from sojourn.engine.days.fit_answer import Move
from sojourn.engine.run import StageRun
from sojourn.model import OFFER_KINDS, Event, Group, Plan, Programme, localise
from sojourn.rules import check

PEOPLE = tuple(participant(i) for i in range(8))


def visit(given_: Programme, group: str, ref: str, starts: datetime) -> Event:
    """A group's visit to an offer."""
    one = given_.offer[ref]
    zone = given_.host[one.host].timezone
    return Event(
        "new",
        one.kind,
        "cities",
        one.host,
        one.id,
        one.title,
        None,
        localise(starts, zone),
        localise(starts + timedelta(minutes=one.minutes), zone),
        (group,),
    )


def hard(given_: Programme, plan: Plan) -> set[tuple[str, tuple[str, ...], float]]:
    """Hard findings by rule, who and amount."""
    return {(f.rule, f.who, f.amount) for f in check(given_, plan) if f.level == "hard"}


def with_visit(plan: Plan, one: Event) -> Plan:
    """The plan with one more event."""
    return replace(plan, events=(*plan.events, one))


def carried_out(given_: Programme, plan: Plan, ref: str, move: Move) -> Plan:
    """The plan with a move for an offer carried out."""
    gone = {(c.offer, c.before) for c in move.changes if c.before}
    kept = [e for e in plan.events if move.group not in e.groups or (e.ref, e.starts) not in gone]
    come = {c.offer: c.after for c in move.changes if c.after} | {ref: move.starts}
    new = [
        replace(
            visit(given_, move.group, offer_id, starts.replace(tzinfo=None)),
            id=f"new-{offer_id}",
            phase=move.phase,
        )
        for offer_id, starts in come.items()
    ]
    return replace(plan, events=(*kept, *new))


def thinned(
    given_: Programme, groups: tuple[Group, ...], events: Iterable[Event], seed: int
) -> Plan:
    """A plan of what is decided but for fillers and half of the visits, so that there is room."""
    random = Random(seed)
    kept = [
        e for e in events if not e.filler and (e.kind not in OFFER_KINDS or random.random() < 0.5)
    ]
    return assemble(given_, groups, kept)


def planned(seed: int) -> tuple[Programme, Plan]:
    """A small programme, planned, without what the engine is stricter about than the rules."""
    given_, groups = invented(seed, 2, 1, 14, people=5, days=5)
    given_ = replace(
        given_,
        participants=tuple(replace(p, observance=()) for p in given_.participants),
        offers=tuple(replace(o, visits=1) for o in given_.offers),
    )
    events = solve(given_, groups, (), StageRun("days", 1, 20)).events
    return given_, thinned(given_, groups, events, seed)


def alone(**changes: object) -> tuple[Programme, Plan]:
    """One group of eight with one offer and nothing planned."""
    given_ = programme(participants=PEOPLE, offers=(offer("O1", **changes),))
    return given_, assemble(given_, (group_of(given_),), ())
