"""One-to-one meetings: the engine and CP-SAT on one problem, side by side.

For each conference and seed the two run one after the other, each in a process of its own, with
the same limit and the same number of workers. Both are checked by the rules and valued by one
function.
"""

from __future__ import annotations

import json
import pickle
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.accounts import NOT_PROVED, SMALLEST, gap, gap_at, last_word, medians, percent
from benchmarks.family import Conditions, NoInstancesError, Row, family
from benchmarks.invention.tables import Afternoon, afternoon
from benchmarks.peers.meetings_contest import MeetingsAccount, problem_of, valued
from benchmarks.process import run_measured
from benchmarks.programmes import EXAMPLE
from sojourn.engine import sessions
from sojourn.engine.run import StageRun
from sojourn.files import ProblemsError, read
from sojourn.model import Group, Phase, Programme, Stop

PEERS: Mapping[str, str] = {"cpsat": "CP-SAT"}
"""Peers by the names of their columns."""
SIZES: Mapping[int, float] = {85: 5.0, 250: 10.0, 1000: 30.0}
"""Participants of the invented conferences, and their limits in seconds."""
FOLDER_SECONDS = 5.0
"""Limit for the conferences of a programme."""
SHORT_SECONDS = 3.0
"""Limit in the short set, which has the smallest conference only."""
MARKS = (1, 2, 4, 8, 25)
"""Seconds at which the gap is read."""
SESSION_ITERATIONS = 50

OfSeed = Callable[[int], Afternoon]


@family("meetings", "one-to-one meetings: value, proven gap and seconds against CP-SAT")
def meetings(conditions: Conditions) -> Iterator[Row]:
    """Every conference with every seed, then its medians."""
    measured = 0
    with tempfile.TemporaryDirectory() as name:
        for instance, seconds, of_seed in _instances(conditions):
            measured += 1
            limit = seconds if conditions.seconds is None else conditions.seconds
            rows = []
            for seed in range(1, conditions.seeds + 1):
                contest = _Contest(instance, of_seed(seed), Path(name), conditions, limit)
                rows.append(contest.row(seed))
                yield rows[-1]
            if len(rows) > 1:
                yield medians(rows)
    if not measured:
        raise NoInstancesError("no conference with meetings has such a name or lies there")


def _instances(conditions: Conditions) -> Iterator[tuple[str, float, OfSeed]]:
    """Names, limits in seconds, and what makes the conference of a seed."""
    folders = [("reference", EXAMPLE)]
    if conditions.instances is not None:
        folders = [(f.name, f) for f in sorted(conditions.instances.iterdir()) if f.is_dir()]
    for name, folder in folders:
        if not conditions.wants(name):
            continue
        try:
            programme = read(folder)
        except (ProblemsError, ValueError):
            continue
        for phase in programme.phases:
            if phase.meetings is not None and not phase.split and phase.hosts:
                day = conference_of(programme, phase)
                label = f"{name}/{phase.id}"
                yield label, SHORT_SECONDS if conditions.short else FOLDER_SECONDS, _always(day)
    if conditions.instances is None:
        for people, seconds in SIZES.items():
            name = f"{people} people"
            if conditions.wants(name) and not (conditions.short and people > min(SIZES)):
                yield name, SHORT_SECONDS if conditions.short else seconds, _inventor(people)


def _inventor(people: int) -> OfSeed:
    return lambda seed: afternoon(seed, people)


def _always(day: Afternoon) -> OfSeed:
    return lambda seed: day


def conference_of(programme: Programme, phase: Phase) -> Afternoon:
    """A phase together with everybody, all staff, and its sessions as the engine places them."""
    group = Group(
        phase.group_ids[0],
        phase.id,
        tuple(p.id for p in programme.confirmed),
        tuple(member.id for member in programme.staff),
        (Stop(phase.hosts[0], phase.starts, phase.ends),),
    )
    run = StageRun("sessions", 1, iterations=SESSION_ITERATIONS)
    placed = sessions.solve(programme, phase, group, run).events
    return Afternoon(programme, phase, group, tuple(placed))


@dataclass(frozen=True)
class _Contest:
    """The contestants on one conference."""

    instance: str
    day: Afternoon
    directory: Path
    conditions: Conditions
    limit: float

    def row(self, seed: int) -> Row:
        """One line: ours, then every peer's."""
        file = self.directory / "afternoon"
        file.write_bytes(pickle.dumps(self.day))
        _, problem = problem_of(self.day)
        people, counterparts, slots = problem.shape
        found: dict[str, str | int | float | None] = {
            "instance": self.instance,
            "seed": seed,
            "limit s": self.limit,
            "workers": self.conditions.workers,
            "participants": people,
            "counterparts": counterparts,
            "slots": slots,
            "tables": int(problem.tables.max(initial=0)),
        }
        accounts: dict[str, MeetingsAccount | None] = {}
        values: dict[str, float | None] = {}
        memory: dict[str, float] = {}
        complaints: list[str] = []
        for who in ("engine", *(() if self.conditions.alone else PEERS)):
            accounts[who], memory[who] = self._run(who, file, seed)
            values[who] = None
            try:
                values[who] = valued(self.day, accounts[who])
            except ValueError as fault:
                complaints.append(f"{who}: {fault}")
            if accounts[who] is None:
                complaints.append(f"{who}: {last_word(self.directory / 'log')}")
        found |= ours(self.day, accounts["engine"], values["engine"])
        found["MB"] = round(memory["engine"])
        for who in accounts:
            if who != "engine":
                found |= theirs(who, accounts, values)
        if complaints:
            found["failed"] = "; ".join(complaints)
        return found

    def _run(self, who: str, file: Path, seed: int) -> tuple[MeetingsAccount | None, float]:
        """One contestant's account, None if it failed, and its memory in MB."""
        out = self.directory / "account.json"
        out.unlink(missing_ok=True)
        limits = ["--seconds", str(self.limit), "--workers", str(self.conditions.workers)]
        asked = [who, str(file), str(out), *limits, "--seed", str(seed)]
        outcome = run_measured(["benchmarks.peers.meetings", *asked], self.directory / "log")
        if outcome.status or not out.exists():
            return None, outcome.megabytes
        return MeetingsAccount(**json.loads(out.read_text())), outcome.megabytes


def ours(day: Afternoon, account: MeetingsAccount | None, value: float | None) -> Row:
    """The columns about our engine."""
    if account is None or account.held is None or value is None:
        return {"value": None, "bound": None, "gap %": NOT_PROVED}
    _, problem = problem_of(day)
    having = {int(meeting[0]) for meeting in account.held}
    found: dict[str, str | int | float | None] = {
        "meetings": len(account.held),
        "without any": sum(p not in having for p in problem.hopeful.tolist()),
        "value": round(value, 3),
        "bound": None if account.bound is None else round(account.bound, 3),
        "gap %": gap(value, account.bound),
        "seconds": round(account.seconds, 2),
    }
    for mark in MARKS:
        found[f"gap % at {mark} s"] = gap_at(account, mark)
    if account.value is not None and abs(account.value - value) > SMALLEST:
        found["claimed"] = round(account.value, 3)
    return found


def theirs(
    who: str,
    accounts: Mapping[str, MeetingsAccount | None],
    values: Mapping[str, float | None],
) -> Row:
    """The columns about one peer, and ours against it."""
    name, account, value = PEERS[who], accounts[who], values[who]
    engine = accounts["engine"]
    bound = None if account is None else account.bound
    return {
        name: None if value is None else round(value, 3),
        f"{name} bound": None if bound is None else round(bound, 3),
        f"{name} gap to our bound %": gap(value, None if engine is None else engine.bound),
        f"{name} s": None if account is None else round(account.seconds, 2),
        f"% of {name}": percent(values["engine"], value),
    }
