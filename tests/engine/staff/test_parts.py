"""Staff for very many groups, part by part."""

from __future__ import annotations

from dataclasses import replace
from threading import Event as Signal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.staff.test_assign import interpreter, invented, liaison, speaker

from sojourn.engine.run import StageRun
from sojourn.engine.staff import parts as in_parts
from sojourn.engine.staff.greedy import greedy
from sojourn.engine.staff.parts import part_of, parts, solved_in_parts
from sojourn.engine.staff.problem import StaffProblem, staff_problem
from sojourn.engine.staff.search import solved
from sojourn.engine.staff.worth import lacking_of
from sojourn.model import Group, Stop

LANGUAGES = ("fr", "es", "ar")


def problem(groups: int, spare: int = 2) -> StaffProblem:
    """Groups of two people at two hosts, with an interpreted language each, and their staff."""
    people = tuple(
        speaker(n, LANGUAGES[n // 2 % 3] if n % 2 else "en", "SN") for n in range(2 * groups)
    )
    staff = tuple(
        interpreter(f"I{n}", LANGUAGES[n % 3], "en") for n in range(2 * groups + 3 * spare)
    )
    made = invented(people, (*staff, *(liaison(f"L{n}") for n in range(groups // 2))), groups)
    made = replace(made, hosts=tuple(replace(h, lodging_rooms=4 * groups) for h in made.hosts))
    phase = made.phases[0]
    some = tuple(
        Group(
            f"cities-{n + 1}",
            "cities",
            (f"P{2 * n}", f"P{2 * n + 1}"),
            (),
            (Stop(("austin", "boston")[n % 2], phase.starts, phase.ends),),
        )
        for n in range(groups)
    )
    return staff_problem(made, phase, some)


@given(st.integers(1, 30), st.integers(1, 8))
def test_parts_hold_each_group_once_and_keep_hosts_together(groups: int, count: int) -> None:
    """Every group is in one part, and a host is in as few parts as sizes allow."""
    whole = problem(groups).groups
    found = list(parts(whole, count))
    assert sorted(g.id for part in found for g in part) == sorted(g.id for g in whole)
    hosts = [g.stops[0].host for part in found for g in part]
    assert hosts == sorted(hosts)


def test_part_has_its_own_and_the_free_staff_and_the_beds_left() -> None:
    """What others do is out of reach, and the beds they use are taken."""
    whole = problem(6)
    start = greedy(whole)
    groups = whole.groups[:2]
    others = tuple(t for t in start if t.group not in {g.id for g in groups})
    part = part_of(whole, groups, others)
    assert {s.id for s in part.members} == {s.id for s in whole.members} - {
        t.member for t in others
    }
    assert {t.group for t in part.tasks} == {g.id for g in groups}
    left = {shared[0]: rooms for shared, rooms in whole.beds}
    for shared, rooms in part.beds:
        own = next(key for key, _ in whole.beds if shared[0] in key)
        used = sum(t.group in own for t in others)
        assert rooms == left[own[0]] - used


@settings(max_examples=5, deadline=None)
@given(st.integers(2, 12))
def test_parts_together_serve_everybody(groups: int) -> None:
    """Where all can be served, solving part by part serves all and uses nobody twice."""
    whole = problem(groups)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(in_parts, "MOST_TASKS", max(1, len(whole.tasks) // 3))
        tasks = solved_in_parts(whole, greedy(whole), StageRun("groups", iterations=1)).tasks
    assert lacking_of(whole, tasks) == (0, 0, 0)
    assert len({t.member for t in tasks}) == len(tasks)


def test_usual_problems_are_solved_at_once() -> None:
    """A problem that is not large is one part."""
    whole = problem(4)
    start, run = greedy(whole), StageRun("groups", iterations=1)
    assert solved_in_parts(whole, start, run) == solved(whole, start, run)


def test_cancelled_run_keeps_the_start() -> None:
    """Somebody who cancels gets the assignment that is there."""
    cancel = Signal()
    cancel.set()
    whole = problem(4)
    run = StageRun("groups", iterations=1, cancel=cancel)
    assert solved_in_parts(whole, greedy(whole), run) == (greedy(whole), None)


def test_free_interpreters_escort_who_has_nobody() -> None:
    """Where liaisons are too few, the quick assignment sends interpreters along."""
    whole = problem(6, spare=4)
    silent = replace(whole, languages={g.id: () for g in whole.groups})
    silent = replace(silent, tasks=tuple(t for t in whole.tasks if not t.languages))
    with_somebody = {t.group for t in greedy(silent)}
    possible = {t.group for t in silent.tasks}
    assert with_somebody == possible
