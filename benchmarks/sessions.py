"""Sessions of conferences: times, rooms and places, the engine against CP-SAT.

Both run one after the other, each in a process of its own with the same limit; the engine in one
process, CP-SAT with as many workers as are given. Every plan is checked by `sojourn.rules` and
valued by one function.
"""

from __future__ import annotations

import json
import pickle
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.accounts import gap, last_word, medians, percent, proved_at
from benchmarks.conferences import Forum, forums_of, invented_forum
from benchmarks.family import Conditions, NoInstancesError, Row, family
from benchmarks.peers.sessions_contest import SessionsAccount, valued
from benchmarks.process import run_measured
from benchmarks.programmes import EXAMPLE
from sojourn.files import ProblemsError, read

PEERS: Mapping[str, str] = {"cpsat": "CP-SAT"}
REFERENCE_SECONDS = 5.0
"""Limit for the conferences of a programme that is given."""
SMALLEST = 0.01
"""Points by which what a contestant says may differ from what we count."""


@dataclass(frozen=True)
class Instance:
    """An invented conference of so many people and sessions, and its limit in seconds."""

    people: int
    sessions: int
    seconds: float
    short: bool = False

    @property
    def name(self) -> str:
        """People x sessions."""
        return f"{self.people} x {self.sessions}"


INSTANCES = (
    Instance(24, 6, 5, short=True),
    Instance(85, 12, 10),
    Instance(250, 30, 30),
    Instance(1000, 60, 60),
)
"""A seed draws the conference and is the seed of both contestants."""


@family("sessions", "sessions and places of conferences: value, proven gap, seconds against CP-SAT")
def sessions(conditions: Conditions) -> Iterator[Row]:
    """Every conference with every seed, then its medians."""
    measured = 0
    with tempfile.TemporaryDirectory() as name:
        for instance, own, forum_of_seed in _instances(conditions):
            measured += 1
            limit = own if conditions.seconds is None else conditions.seconds
            rows = []
            for seed in range(1, conditions.seeds + 1):
                contest = _Contest(instance, forum_of_seed(seed), Path(name), conditions, limit)
                rows.append(contest.row(seed))
                yield rows[-1]
            if len(rows) > 1:
                yield medians(rows)
    if not measured:
        raise NoInstancesError("no conference has such a name or lies in that folder")


ForumOfSeed = Callable[[int], Forum]


def _instances(conditions: Conditions) -> Iterator[tuple[str, float, ForumOfSeed]]:
    """Names, limits in seconds, and what makes the conference of a seed."""
    folders = [("reference", EXAMPLE)]
    if conditions.instances is not None:
        folders = [(f.name, f) for f in sorted(conditions.instances.iterdir()) if f.is_dir()]
    for name, folder in folders:
        try:
            forums = list(forums_of(read(folder)))
        except (ProblemsError, ValueError):
            continue
        for forum in forums:
            instance = f"{name}/{forum.phase.id}"
            if conditions.wants(instance):
                yield instance, REFERENCE_SECONDS, _always(forum)
    for own in INSTANCES if conditions.instances is None else ():
        if conditions.wants(own.name) and (own.short or not conditions.short):
            yield own.name, own.seconds, _inventor(own)


def _inventor(own: Instance) -> ForumOfSeed:
    return lambda seed: invented_forum(seed, own.people, own.sessions)


def _always(forum: Forum) -> ForumOfSeed:
    return lambda seed: forum


@dataclass(frozen=True)
class _Contest:
    """The contestants on one conference."""

    instance: str
    forum: Forum
    directory: Path
    conditions: Conditions
    limit: float

    def row(self, seed: int) -> Row:
        """One line: ours, then every peer's."""
        file = self.directory / "forum"
        file.write_bytes(pickle.dumps(self.forum))
        sessions_here = self.forum.programme.sessions_of[self.forum.phase.id]
        found: dict[str, str | int | float | None] = {
            "instance": self.instance,
            "seed": seed,
            "limit s": self.limit,
            "workers": self.conditions.workers,
            "sessions": len(sessions_here),
            "without a start": sum(s.fixed_starts is None for s in sessions_here),
        }
        complaints: list[str] = []
        ours, megabytes = self._run("engine", file, seed)
        value = self._valued("engine", ours, complaints)
        found |= {
            "value": None if value is None else round(value, 2),
            "bound": None if ours is None or ours.bound is None else round(ours.bound, 2),
            "gap %": gap(value, None if ours is None else ours.bound),
            "seconds": None if ours is None else round(ours.seconds, 2),
            "proved optimal s": None if ours is None else proved_at(ours),
            "held": None if ours is None else len(ours.events),
            "MB": round(megabytes),
        }
        claimed = None if ours is None else ours.value
        if claimed is not None and value is not None and abs(claimed - value) > SMALLEST:
            complaints.append(f"engine: it says {claimed:.3f}, which is {value:.3f}")
        for who, title in () if self.conditions.alone else PEERS.items():
            theirs, _ = self._run(who, file, seed)
            worth = self._valued(who, theirs, complaints)
            found[title] = None if worth is None else round(worth, 2)
            own = None if theirs is None else theirs.bound
            found[f"{title} own bound"] = None if own is None else round(own, 2)
            found[f"{title} s"] = None if theirs is None else round(theirs.seconds, 2)
            found[f"% of {title}"] = percent(value, worth)
        if complaints:
            found["failed"] = "; ".join(complaints)
        return found

    def _valued(
        self, who: str, account: SessionsAccount | None, complaints: list[str]
    ) -> float | None:
        """What an account's plan is worth; what is wrong with it is added to `complaints`."""
        if account is None:
            complaints.append(f"{who}: {last_word(self.directory / 'log')}")
        try:
            return valued(self.forum, account)
        except ValueError as fault:
            complaints.append(f"{who}: {fault}")
            return None

    def _run(self, who: str, file: Path, seed: int) -> tuple[SessionsAccount | None, float]:
        """One contestant's account, None if it failed, and its memory in MB."""
        out = self.directory / "account.json"
        out.unlink(missing_ok=True)
        limits = ["--seconds", str(self.limit), "--workers", str(self.conditions.workers)]
        command = ["benchmarks.peers.sessions", who, str(file), str(out), *limits]
        outcome = run_measured([*command, "--seed", str(seed)], self.directory / "log")
        if outcome.status or not out.exists():
            return None, outcome.megabytes
        return SessionsAccount(**json.loads(out.read_text())), outcome.megabytes
