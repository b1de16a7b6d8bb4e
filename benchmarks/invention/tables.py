"""Invented afternoons of one-to-one meetings: who wishes whom, who comes when, how many tables."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from benchmarks.generate import programme as invented
from sojourn.model import (
    Counterpart,
    Event,
    Group,
    MeetingRules,
    Participant,
    Phase,
    Programme,
    Room,
    Session,
    Stop,
    Window,
    Wish,
    at,
    localise,
)

OPENS, MIDDLE, CLOSES = 810, 930, 1050
"""Meetings lie between 13:30 and 17:30; many come to one half of it only."""
MINUTES = 20
EACH = (1, 6)
"""Meetings of a participant, at least and at most."""
COUNTERPARTS = 0.7
"""Counterparts for each participant."""
COMING, LEAVING, ELSEWHERE = 0.08, 0.08, 0.15
"""Shares of the participants who come, leave, or are at another session that afternoon."""
BOARD = 840
"""The other session takes 75 minutes from 14:00."""
FULL = 0.9
"""Tables for this share of the meetings that a slot would hold if all were spread evenly."""


@dataclass(frozen=True)
class Afternoon:
    """A conference with what lies beside its meetings."""

    programme: Programme
    phase: Phase
    group: Group
    placed: tuple[Event, ...]


def afternoon(seed: int, people: int) -> Afternoon:
    """A conference of so many participants; the same for the same seed."""
    rng = random.Random(f"tables {seed} {people}")
    counterparts = round(people * COUNTERPARTS)
    whole = invented(
        seed,
        participants=people,
        groups=max(1, people // 12),
        phases="together",
        counterparts=counterparts,
        offers=0,
        sessions=0,
        late=0.0,
        pairs=0.0,
        pins=0.0,
    )
    phase = next(p for p in whole.phases if p.meetings is not None)
    assert phase.meetings is not None
    day = phase.meetings.windows[0].first or phase.ends
    met = tuple(_counterpart(rng, c, day, whole.participants) for c in whole.counterparts)
    taken = sum(c.meetings or EACH[1] for c in met)
    slots = (CLOSES - OPENS) // MINUTES
    tables = max(1, round(FULL * min(taken, people * EACH[1]) / slots))
    windows = (Window.dated(at(day, OPENS), at(day, CLOSES)),)
    rules = MeetingRules(MINUTES, *EACH, windows, tables=tables)
    phase = replace(phase, meetings=rules)
    board = _board(phase, day)
    coming = tuple(_within_the_day(rng, p, day) for p in whole.participants)
    programme = replace(
        whole,
        participants=coming,
        counterparts=met,
        wishes=tuple(_wishes(rng, coming, met)),
        phases=tuple(phase if p.id == phase.id else p for p in whole.phases),
        sessions=(*whole.sessions, board),
        rooms=(*whole.rooms, Room("board-room", phase.hosts[0], "Board room", people)),
    )
    group = Group(
        phase.group_ids[0],
        phase.id,
        tuple(p.id for p in programme.confirmed),
        tuple(member.id for member in programme.staff),
        (Stop(phase.hosts[0], phase.starts, phase.ends),),
    )
    return Afternoon(programme, phase, group, (_held(rng, board, programme),))


def _within_the_day(rng: random.Random, person: Participant, day: date) -> Participant:
    """Some come after the meetings have begun, some leave before they end."""
    drawn = rng.random()
    if drawn < COMING:
        return replace(person, arrives=at(day, rng.choice((840, 900, 960))))
    if drawn < COMING + LEAVING:
        return replace(person, departs=at(day, rng.choice((900, 960, 1020))))
    return person


def _counterpart(
    rng: random.Random, counterpart: Counterpart, day: date, people: Sequence[Participant]
) -> Counterpart:
    """Two in five come for a part of the afternoon; some prefer and refuse people or countries."""
    drawn = rng.random()
    span = (OPENS, CLOSES)
    if drawn < 0.3:
        span = rng.choice(((OPENS, MIDDLE), (MIDDLE, CLOSES)))
    elif drawn < 0.4:
        first = rng.choice((OPENS, 870, MIDDLE))
        span = (first, first + 80)
    prefers: list[str] = []
    refuses: list[str] = []
    if rng.random() < 0.5:
        prefers += [rng.choice(people).id for _ in range(rng.randint(1, 4))]
    if rng.random() < 0.2:
        prefers.append(str(rng.choice(people).country))
    if rng.random() < 0.15:
        refuses.append(str(rng.choice(people).country))
    if rng.random() < 0.15:
        refuses.append(rng.choice(people).id)
    return replace(
        counterpart,
        windows=(Window.dated(at(day, span[0]), at(day, span[1])),),
        meetings=rng.choice((4, 6, 8, 10)),
        prefers=tuple(dict.fromkeys(prefers)),
        refuses=tuple(dict.fromkeys(r for r in refuses if r not in prefers)),
    )


def _wishes(
    rng: random.Random, people: Sequence[Participant], met: Sequence[Counterpart]
) -> list[Wish]:
    """Three to eight wishes of each participant, a tenth of the counterparts sought by half."""
    sought = met[: max(1, len(met) // 10)]
    found = []
    for person in people:
        many = min(len(met), rng.randint(3, 8))
        drawn = {c.id: c for c in rng.sample(met, many // 2)}
        drawn |= {c.id: c for c in rng.choices(sought, k=many - many // 2)}
        found += [Wish(person.id, ident, float(rng.randint(1, 5))) for ident in drawn]
    return found


def _board(phase: Phase, day: date) -> Session:
    """A session beside the meetings, for some."""
    return Session(
        id="board",
        phase=phase.id,
        title="Board",
        minutes=75,
        kind="workshop",
        starts=at(day, BOARD),
        room="board-room",
    )


def _held(rng: random.Random, board: Session, programme: Programme) -> Event:
    """The session with those who are at it."""
    host = programme.hosts[0]
    starts: datetime = board.starts or datetime.min
    ends = starts + timedelta(minutes=board.minutes)
    there = [
        p.id
        for p in programme.confirmed
        if "en" in {language.primary for language in p.languages}
        and not p.observance
        and p.present(starts, ends)
        and rng.random() < ELSEWHERE
    ]
    return Event(
        id="E0001",
        kind="session",
        phase=board.phase,
        host=host.id,
        ref=board.id,
        title=board.title,
        room=board.room,
        starts=localise(starts, host.timezone),
        ends=localise(ends, host.timezone),
        participants=tuple(there),
    )
