"""One contestant on the sessions of a conference, as an account of what it did."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from benchmarks.conferences import Forum, invented_forum
from benchmarks.peers import sessions_cpsat
from benchmarks.peers.sessions_cpsat import PeerSessions
from sojourn.engine import sessions
from sojourn.engine.progress import Progress
from sojourn.engine.run import StageRun
from sojourn.engine.sessions.attendance import Prices
from sojourn.engine.sessions.conference import Conference
from sojourn.engine.sessions.held import Held
from sojourn.files import parse_plan, plan_text
from sojourn.model import Event, Plan
from sojourn.rules import check
from sojourn.rules.worth import affinity, fit_points

Peer = Callable[[Conference, float, int, int], PeerSessions]
PEERS: Mapping[str, Peer] = {"cpsat": sessions_cpsat.solve}
STAFFING = frozenset(("interpreted", "accompanied", "staff_conflict", "rooms"))
"""Rules about who is in the group, which its sessions cannot change."""


@dataclass(frozen=True)
class SessionsAccount:
    """What a contestant found; values and bounds in points.

    Attributes:
        value: what it says that its sessions are worth; None without a plan.
        bound: its proven upper bound, or None.
        seconds: how long it searched; what it imports has been before.
        plan: its sessions as the text of a plan, or None.
        trace: (seconds, best value, bound) as it told them; empty where it tells nothing.

    """

    value: float | None
    bound: float | None
    seconds: float
    plan: str | None
    trace: list[tuple[float, float, float | None]]

    @property
    def events(self) -> tuple[Event, ...]:
        """Its sessions."""
        return () if self.plan is None else parse_plan(self.plan).events


def by_engine(forum: Forum, seconds: float, seed: int) -> SessionsAccount:
    """Our engine, in one process."""
    tiny = invented_forum(1, 12, 3)
    run = StageRun("sessions", 1, iterations=1)
    sessions.solve(tiny.programme, tiny.phase, tiny.group, run)
    heard: list[Progress] = []
    run = StageRun("sessions", seed, seconds=seconds, listener=heard.append)
    found = sessions.solve(forum.programme, forum.phase, forum.group, run)
    spent = run.elapsed
    trace = [(event.seconds, event.best, event.bound) for event in heard]
    trace.append((spent, found.value, found.bound))
    return SessionsAccount(found.value, found.bound, spent, _text(forum, found.events), trace)


def by_peer(name: str, forum: Forum, seconds: float, workers: int, seed: int) -> SessionsAccount:
    """A peer; what it imports has been before, and its model is built outside its time."""
    tiny = _conference(invented_forum(1, 12, 3))
    PEERS[name](tiny, 0.1, 1, 1)
    conference = _conference(forum)
    found = PEERS[name](conference, seconds, workers, seed)
    if found.placements is None or found.chosen is None:
        return SessionsAccount(None, found.bound, found.seconds, None, [])
    held = Held(conference, found.placements, ())
    text = _text(forum, (_understood(forum, event) for event in held.events(found.chosen)))
    return SessionsAccount(found.value, found.bound, found.seconds, text, [])


def _conference(forum: Forum) -> Conference:
    found = Conference.of(forum.programme, forum.phase, forum.group)
    if found is None:
        raise ValueError(f"{forum.programme.id} has no host")
    return found


def _understood(forum: Forum, event: Event) -> Event:
    """An event without those whose language nobody interprets there, though somebody could."""
    programme = forum.programme
    language = programme.interpreting_languages
    covered = {
        tongue.primary for name in event.staff for tongue in programme.staff_member[name].languages
    }
    people = (p for p in event.participants if language.get(p) in (None, *covered))
    return replace(event, participants=tuple(people))


def _text(forum: Forum, events: Iterable[Event]) -> str:
    numbered = tuple(replace(e, id=f"E{n:04d}") for n, e in enumerate(events))
    return plan_text(Plan(forum.programme.id, (forum.group,), numbered))


def valued(forum: Forum, account: SessionsAccount | None) -> float | None:
    """What a contestant's sessions are worth in points, counted by us; None without a plan.

    Raises:
        ValueError: if they break a hard rule; the message says which.

    """
    if account is None or account.plan is None:
        return None
    for finding in check(forum.programme, parse_plan(account.plan)):
        if finding.level == "hard" and finding.rule not in STAFFING:
            raise ValueError(f"{finding.rule}: {finding.text}")
    return _worth(forum, account.events)


def _worth(forum: Forum, events: tuple[Event, ...]) -> float:
    """Points of themes and objectives met, places and interest, less what is empty or heard."""
    programme, group = forum.programme, set(forum.group.participants)
    prices = Prices.of(programme)
    session = {s.id: s for s in programme.sessions_of[forum.phase.id]}
    language = programme.interpreting_languages
    met: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    objectives: dict[str, Counter[str]] = defaultdict(Counter)
    points, there = 0.0, Counter[str]()
    for event in events:
        about = session[event.ref or ""]
        people = sorted(set(event.participants) | (group if event.groups else set()))
        for person in people:
            for theme, weight in about.themes.items():
                met[person][theme] += weight
            objectives[person].update(about.objectives)
        if about.required:
            continue
        there[about.id] += len(people)
        points += prices.attending * len(people)
        interest = (programme.participant[p].interests for p in people)
        points += prices.affinity * sum(affinity(own, about.themes) for own in interest)
        points -= prices.hearing * len({v for p in people if (v := language.get(p)) is not None})
    for name, about in session.items():
        if not about.required:
            points -= prices.empty * max(0, prices.least - there[name])
    for person in group:
        points += prices.fit * fit_points(programme.participant[person].interests, met[person])
        times = (min(max(0, o.minimum), objectives[person][o.id]) for o in programme.objectives)
        points += prices.objective * sum(times)
    return points
