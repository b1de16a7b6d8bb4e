"""One contestant on the one-to-one meetings of a conference, as an account of what it did."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.invention.tables import Afternoon, afternoon
from benchmarks.peers import meetings_cpsat
from benchmarks.peers.contest import executor
from benchmarks.peers.meetings_cpsat import Held, PeerMeetings
from sojourn.engine import meetings
from sojourn.engine.meetings.events import events_of
from sojourn.engine.meetings.problem import MeetingProblem, meeting_problem
from sojourn.engine.progress import Progress
from sojourn.engine.run import StageRun
from sojourn.engine.sessions.conference import Conference
from sojourn.model import Event, Plan
from sojourn.rules import check

Peer = Callable[[MeetingProblem, float, int, int], PeerMeetings]
PEERS: Mapping[str, Peer] = {"cpsat": meetings_cpsat.solve}


@dataclass(frozen=True)
class MeetingsAccount:
    """What a contestant found; values and bounds in points.

    Attributes:
        value: what it says that its meetings are worth; None without any.
        bound: its proven upper bound of any value, or None.
        seconds: how long it searched, beginning with what it imports ready.
        held: (participant, counterpart, slot, interpreter or -1) by number, or None.
        trace: (seconds, best value, bound) as it told them; empty where it tells nothing.

    """

    value: float | None
    bound: float | None
    seconds: float
    held: list[Held] | None
    trace: list[tuple[float, float, float | None]]


def problem_of(day: Afternoon) -> tuple[Conference, MeetingProblem]:
    """The problem that the engine's stage sees. Raises `ValueError` without meetings."""
    conference = Conference.of(day.programme, day.phase, day.group)
    if conference is None or day.phase.meetings is None:
        raise ValueError(f"{day.phase.id} has no one-to-one meetings to measure")
    return conference, meeting_problem(conference, day.phase.meetings, day.placed)


def by_engine(day: Afternoon, seconds: float, workers: int, seed: int) -> MeetingsAccount:
    """Our engine, the making of its tables included in its time."""
    tiny = afternoon(1, 12)
    heard: list[Progress] = []
    with executor(workers) as pool:
        run = StageRun("meetings", 1, iterations=2, executor=pool)
        meetings.solve(tiny.programme, tiny.phase, tiny.group, tiny.placed, run)
        run = StageRun("meetings", seed, seconds=seconds, executor=pool, listener=heard.append)
        began = time.perf_counter()
        found = meetings.solve(day.programme, day.phase, day.group, day.placed, run)
        spent = time.perf_counter() - began
    trace = [(event.seconds, event.best, event.bound) for event in heard]
    trace.append((spent, found.value, found.bound))
    return MeetingsAccount(found.value, found.bound, spent, held_of(day, found.events), trace)


def by_peer(name: str, day: Afternoon, seconds: float, workers: int, seed: int) -> MeetingsAccount:
    """A peer; what it imports has been before, and its model is built outside its time."""
    peer = PEERS[name]
    peer(problem_of(afternoon(1, 12))[1], 0.2, 1, 1)
    found = peer(problem_of(day)[1], seconds, workers, seed)
    return MeetingsAccount(found.value, found.bound, found.seconds, found.held, [])


def held_of(day: Afternoon, events: Sequence[Event]) -> list[Held]:
    """The events of meetings as numbers."""
    conference, problem = problem_of(day)
    people = {p.id: n for n, p in enumerate(problem.people)}
    counterparts = {c.id: n for n, c in enumerate(problem.counterparts)}
    staff = {m.id: n for n, m in enumerate(problem.interpreters)}
    slots = {span: n for n, span in enumerate(problem.slots)}
    return [
        (
            people[event.participants[0]],
            counterparts[event.counterparts[0]],
            slots[conference.span(event)],
            staff[event.staff[0]] if event.staff else -1,
        )
        for event in events
    ]


def valued(day: Afternoon, account: MeetingsAccount | None) -> float | None:
    """What a contestant's meetings are worth in points, counted by us; None without any.

    Raises:
        ValueError: if the meetings break a rule that nothing breaks without them.

    """
    if account is None or account.held is None:
        return None
    conference, problem = problem_of(day)
    held = [(int(p), int(c), int(k), int(i)) for p, c, k, i in account.held]
    events = events_of(conference, problem, held)
    new = _broken(day, (*day.placed, *events)) - _broken(day, day.placed)
    if new:
        raise ValueError(f"breaks {', '.join(sorted(new))}")
    return worth_of(problem, held)


def worth_of(problem: MeetingProblem, held: Sequence[Held]) -> float:
    """Wishes and interests, meetings up to the minimum, and even chances, in points."""
    points = np.zeros(len(problem.people))
    count = np.zeros(len(problem.people))
    for p, c, _, _ in held:
        points[p] += problem.worth[p, c]
        count[p] += 1
    reached = float(np.minimum(count, problem.at_least).sum())
    least = float(points[problem.hopeful].min()) if problem.hopeful.size else 0.0
    return float(points.sum()) + problem.missing_price * reached + problem.even_price * least


def _broken(day: Afternoon, events: Sequence[Event]) -> Counter[str]:
    """Amounts of the hard findings of a plan with these events, by rule."""
    named = tuple(replace(event, id=f"M{n:05d}") for n, event in enumerate(events))
    found: Counter[str] = Counter()
    for finding in check(day.programme, Plan(day.programme.id, (day.group,), named)):
        if finding.level == "hard":
            found[finding.rule] += round(finding.amount)
    return found
