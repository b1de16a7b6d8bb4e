"""Business-to-business meetings: files in the form of the MiniZinc data sets, and a checker.

`requested` has a row ``person, person, session`` for each meeting (session 1 morning, 2
afternoon, 3 any), `forbidden` a set of slots for each person (0 is none), `fixed` a slot for each
meeting (0 is free), `precedences` for each meeting the set of those that must be held in earlier
slots. `meetingsxBusiness` and `nMeetingsBusiness` say again what `requested` says and are not
read. People, meetings and slots begin with 1 in a file, with 0 here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.dzn import Dzn, Entry, read_dzn
from sojourn.engine.timetables import TimetableProblem

MORNING, AFTERNOON, ANY = 1, 2, 3
FAIRNESS = 2
"""No two participants' break counts are further apart."""
MOST = 5000
"""People, meetings and slots of an instance that can be meant."""


@dataclass(frozen=True)
class Instance:
    """One instance; numbers begin with 0 and a meeting that is not fixed has None."""

    name: str
    people: int
    tables: int
    slots: int
    morning: int
    requested: tuple[tuple[int, int, int], ...]
    forbidden: tuple[frozenset[int], ...]
    fixed: tuple[int | None, ...]
    precedences: tuple[frozenset[int], ...]


def read_instance(path: Path) -> Instance:
    """The instance in a file. Raises `benchmarks.dzn.DznError` naming file and line."""
    dzn = read_dzn(path)
    people, meetings, tables, slots, morning = (
        dzn.number(name)
        for name in ("nBusiness", "nMeetings", "nTables", "nTotalSlots", "nMorningSlots")
    )
    for name, number in (("nBusiness", people), ("nMeetings", meetings), ("nTotalSlots", slots)):
        if number > MOST:
            raise dzn.error(dzn.values[name].line, f"{name} is {number}, expected at most {MOST}")
    if morning > slots:
        line = dzn.values["nMorningSlots"].line
        raise dzn.error(line, f"nMorningSlots is {morning}, expected at most {slots}, all slots")
    return Instance(
        name=path.name.removesuffix(".dzn").removesuffix(".original"),
        people=people,
        tables=tables,
        slots=slots,
        morning=morning,
        requested=tuple(
            _requested(dzn, number, entry, people)
            for number, entry in enumerate(dzn.rows("requested", meetings, 3), 1)
        ),
        forbidden=_sets(dzn, "forbidden", people, slots, "slots"),
        fixed=tuple(
            _one(dzn, f"entry {number} of fixed", entry.line, entry.numbers[0], slots, "slots")
            for number, entry in enumerate(dzn.numbers("fixed", meetings), 1)
        ),
        precedences=_sets(dzn, "precedences", meetings, meetings, "meetings"),
    )


def _requested(dzn: Dzn, number: int, entry: Entry, people: int) -> tuple[int, int, int]:
    """One row of `requested`."""
    first, second, session = entry.numbers
    where = f"row {number} of requested"
    for person in (first, second):
        if not 1 <= person <= people:
            raise dzn.error(entry.line, f"{where}: {person} is none of the {people} people")
    if first == second:
        raise dzn.error(entry.line, f"{where}: {first} cannot meet {second}, the same person")
    if session not in (MORNING, AFTERNOON, ANY):
        raise dzn.error(
            entry.line,
            f"{where}: session {session}, expected 1 (morning), 2 (afternoon) or 3 (any)",
        )
    return first - 1, second - 1, session


def _sets(dzn: Dzn, name: str, length: int, most: int, what: str) -> tuple[frozenset[int], ...]:
    """An array of sets of numbers 1 to `most`, in which 0 says nothing."""
    return tuple(
        frozenset(
            found
            for value in entry.numbers
            if (found := _one(dzn, f"set {n} of {name}", entry.line, value, most, what)) is not None
        )
        for n, entry in enumerate(dzn.sets(name, length), 1)
    )


def _one(dzn: Dzn, where: str, line: int, value: int, most: int, what: str) -> int | None:
    if not 0 <= value <= most:
        raise dzn.error(line, f"{where}: {value} is none of the {most} {what}")
    return value - 1 if value else None


def problem(instance: Instance) -> TimetableProblem:
    """The instance for the engine."""
    return TimetableProblem(
        people=instance.people,
        tables=(instance.tables,) * instance.slots,
        meetings=tuple((a, b) for a, b, _ in instance.requested),
        allowed=tuple(_allowed(instance, m) for m in range(len(instance.requested))),
        precedences=tuple(
            (earlier, later)
            for later, before in enumerate(instance.precedences)
            for earlier in sorted(before)
        ),
        fairness=FAIRNESS,
    )


def _allowed(instance: Instance, meeting: int) -> tuple[int, ...]:
    """The slots in which a meeting may be, as far as it alone is concerned."""
    a, b, session = instance.requested[meeting]
    half = {
        MORNING: range(instance.morning),
        AFTERNOON: range(instance.morning, instance.slots),
        ANY: range(instance.slots),
    }[session]
    fixed = instance.fixed[meeting]
    barred = instance.forbidden[a] | instance.forbidden[b]
    return tuple(s for s in half if s not in barred and fixed in (None, s))


def breaks_of(instance: Instance, slots: Sequence[int]) -> int:
    """The breaks of a timetable, counted from the file's own words; knows nothing of the engine.

    Raises `ValueError` naming the first thing that is not as asked for.
    """
    if len(slots) != len(instance.requested):
        raise ValueError(f"{len(slots)} slots for {len(instance.requested)} meetings")
    agenda: list[list[int]] = [[] for _ in range(instance.people)]
    at_once = [0] * instance.slots
    for meeting, ((a, b, session), slot) in enumerate(zip(instance.requested, slots, strict=True)):
        name = f"meeting {meeting + 1} in slot {slot + 1}"
        if not 0 <= slot < instance.slots:
            raise ValueError(f"{name}: no such slot")
        if session != ANY and (session == MORNING) != (slot < instance.morning):
            raise ValueError(f"{name}: not in its session")
        if instance.fixed[meeting] not in (None, slot):
            raise ValueError(f"{name}: fixed to another")
        for person in (a, b):
            if slot in instance.forbidden[person]:
                raise ValueError(f"{name}: forbidden to {person + 1}")
            agenda[person].append(slot)
        for earlier in instance.precedences[meeting]:
            if slots[earlier] >= slot:
                raise ValueError(f"{name}: not after meeting {earlier + 1}")
        at_once[slot] += 1
    if max(at_once, default=0) > instance.tables:
        raise ValueError(f"{max(at_once)} meetings at once at {instance.tables} tables")
    return _counted(agenda)


def _counted(agenda: Sequence[Sequence[int]]) -> int:
    """Breaks of all agendas. Raises `ValueError` for two meetings at once, or unfair breaks."""
    breaks = []
    for person, taken in enumerate(agenda, 1):
        if len(set(taken)) < len(taken):
            raise ValueError(f"person {person} has two meetings at once")
        inner = range(min(taken, default=0), max(taken, default=0))
        breaks.append(sum(1 for slot in inner if slot not in taken and slot + 1 in taken))
    if max(breaks, default=0) - min(breaks, default=0) > FAIRNESS:
        raise ValueError(f"breaks from {min(breaks)} to {max(breaks)} are too uneven")
    return sum(breaks)
