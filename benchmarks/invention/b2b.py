"""Invented instances of business-to-business meetings, as texts of MiniZinc data."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass

HALF = 0.5
"""Share of the meetings of a two-part event that are bound to one of its parts."""
TRIES = 50


@dataclass(frozen=True)
class Shape:
    """What an invented instance is like.

    Attributes:
        name: what it is called.
        people: those who meet.
        meetings: wanted meetings; a few fewer where people have no common slot left.
        slots: of the whole event.
        morning: the first so many of them.
        tables: meetings at once.
        absent: share of people who are away in a run of slots.
        fixed: meetings whose slot is fixed.
        precedences: pairs of meetings of which one is to be before the other.
        impossible: whether somebody is to have more meetings than slots to hold them.

    """

    name: str
    people: int
    meetings: int
    slots: int
    morning: int
    tables: int
    absent: float = 0.0
    fixed: int = 0
    precedences: int = 0
    impossible: bool = False


SHAPES = (
    Shape("half-day", people=24, meetings=66, slots=8, morning=8, tables=10, fixed=3),
    Shape("ordered", people=30, meetings=90, slots=10, morning=10, tables=12, precedences=8),
    Shape("impossible", 24, 66, 8, 8, 10, absent=0.2, impossible=True),
    Shape("long-half-day", people=48, meetings=180, slots=10, morning=10, tables=20, fixed=4),
    Shape("whole-day", 60, 150, 20, 11, 12, absent=0.3, fixed=4, precedences=6),
)
"""Small ones first."""


def text_of(shape: Shape, seed: int) -> str:
    """The data of an instance; all but the impossible ones have a timetable, drawn first."""
    draw = random.Random(seed)
    away = [_away(shape, draw) for _ in range(shape.people)]
    held = _held(shape, draw, away)
    slots = [slot for *_, slot in held]
    fixed = [0] * len(held)
    for meeting in draw.sample(range(len(held)), min(shape.fixed, len(held))):
        fixed[meeting] = slots[meeting]
    before: list[set[int]] = [set() for _ in held]
    for _ in range(shape.precedences):
        one, other = draw.sample(range(len(held)), 2)
        if slots[one] < slots[other]:
            before[other].add(one + 1)
    if shape.impossible:
        most = max(range(shape.people), key=lambda p: sum(p + 1 in row[:2] for row in held))
        meetings = sum(most + 1 in row[:2] for row in held)
        away[most] = set(range(1, shape.slots + 2 - meetings))
    rows = "\n| ".join(f"{a}, {b}, {_session(shape, draw, slot)}," for a, b, slot in held)
    return "\n".join(
        (
            f"nBusiness = {shape.people};",
            f"nMeetings = {len(held)};",
            f"nTables = {shape.tables};",
            f"nTotalSlots = {shape.slots};",
            f"nMorningSlots = {shape.morning};",
            f"requested = [| {rows}\n|];",
            f"forbidden = {_sets(slots or {0} for slots in away)};",
            f"fixed = {fixed};",
            f"precedences = {_sets(before)};",
            "",
        )
    )


def _away(shape: Shape, draw: random.Random) -> set[int]:
    """The slots in which a person is away."""
    if draw.random() >= shape.absent:
        return set()
    first = draw.randint(1, shape.slots)
    return set(range(first, min(shape.slots, first + draw.randint(0, 3)) + 1))


def _held(shape: Shape, draw: random.Random, away: list[set[int]]) -> list[tuple[int, int, int]]:
    """Meetings (person, person, slot), at most one of each pair and one at once of a person."""
    busy = [set(slots) for slots in away]
    tables = [shape.tables] * (shape.slots + 1)
    pairs: set[tuple[int, int]] = set()
    found = []
    for _ in range(TRIES * shape.meetings):
        if len(found) == shape.meetings:
            break
        a, b = sorted(draw.sample(range(shape.people), 2))
        open_slots = [
            s
            for s in range(1, shape.slots + 1)
            if tables[s] and s not in busy[a] and s not in busy[b]
        ]
        if not open_slots or (a, b) in pairs:
            continue
        slot = draw.choice(open_slots)
        pairs.add((a, b))
        found.append((a + 1, b + 1, slot))
        tables[slot] -= 1
        busy[a].add(slot)
        busy[b].add(slot)
    return found


def _session(shape: Shape, draw: random.Random, slot: int) -> int:
    """1 or 2 for a meeting that is bound to the part of the event in which it was drawn, or 3."""
    if shape.morning == shape.slots or draw.random() >= HALF:
        return 3
    return 1 if slot <= shape.morning else 2


def _sets(sets: Iterable[set[int]]) -> str:
    return "[" + ",\n".join("{" + ",".join(map(str, sorted(s))) + "}" for s in sets) + "]"
