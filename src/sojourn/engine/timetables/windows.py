"""What is certain about a timetable before any search: narrower windows, and no mirror images."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from sojourn.engine.timetables.problem import TimetableProblem

Pair = tuple[int, int]


def cut(
    allowed: Sequence[Sequence[int]], precedences: Sequence[Pair]
) -> tuple[tuple[int, ...], ...]:
    """The allowed slots of each meeting without those that leave none to what must precede it.

    Nor to what must follow it; a meeting without any slot left has an empty row.
    """
    windows = [list(slots) for slots in allowed]
    changed = True
    while changed:
        changed = False
        for earlier, later in precedences:
            first, last = windows[earlier], windows[later]
            kept = [slot for slot in last if first and slot > first[0]]
            sooner = [slot for slot in first if last and slot < last[-1]]
            if len(kept) < len(last) or len(sooner) < len(first):
                windows[later], windows[earlier] = kept, sooner
                changed = True
    return tuple(tuple(slots) for slots in windows)


def orders_of_equals(problem: TimetableProblem) -> tuple[Pair, ...]:
    """Precedences that cost nothing, between the meetings of people who could change places.

    People who meet the same people, each time in the same slots, and of whom nothing else is
    asked, may exchange their whole timetables. So one of the people whom they all meet may be
    taken to meet them in the order of their numbers; somebody who keeps his own place then.
    """
    tied = {meeting for pair in problem.precedences for meeting in pair}
    classes: dict[tuple[object, ...], list[int]] = {}
    for person, meetings in enumerate(problem.meetings_of):
        if not meetings or tied.intersection(meetings):
            continue
        with_whom = _with_whom(problem, person)
        if len(with_whom) < len(meetings):
            continue
        key = (
            person in problem.uncounted,
            tuple((others, problem.allowed[m]) for others, m in sorted(with_whom.items())),
        )
        classes.setdefault(key, []).append(person)
    equals = sorted((m for m in classes.values() if len(m) > 1), key=lambda m: (-len(m), m))
    moved: set[int] = set()
    still: set[int] = set()
    found: list[Pair] = []
    for members in equals:
        met = [_with_whom(problem, person) for person in members]
        fixed = [others for others in sorted(met[0]) if others and not moved.intersection(others)]
        if fixed and not still.intersection(members):
            chosen = min(fixed, key=lambda others: (_room(problem, met[0][others]), others))
            order = [with_whom[chosen] for with_whom in met]
            found += pairwise(order)
            moved.update(members)
            still.update(chosen)
    return tuple(found)


def _with_whom(problem: TimetableProblem, person: int) -> Mapping[tuple[int, ...], int]:
    """The meeting of a person with each company; of several with the same one, the last."""
    return {
        tuple(sorted(other for other in problem.meetings[meeting] if other != person)): meeting
        for meeting in problem.meetings_of[person]
    }


def _room(problem: TimetableProblem, meeting: int) -> int:
    """How many slots a meeting may be in."""
    return len(problem.allowed[meeting])
