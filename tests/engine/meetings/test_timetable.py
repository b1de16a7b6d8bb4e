from __future__ import annotations

import itertools
import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sojourn.engine.meetings.choosing import choose, matching
from sojourn.engine.meetings.problem import MeetingProblem
from sojourn.engine.meetings.relaxation import Relaxation
from sojourn.engine.meetings.search import fill, give_to_all, improve, place
from sojourn.engine.meetings.timetable import Timetable
from sojourn.engine.run import StageRun
from sojourn.model import Counterpart, Country, Language, Participant, StaffMember

RUN = StageRun("meetings", iterations=200)


def small(
    seed: int,
    people: int = 3,
    counterparts: int = 3,
    slots: int = 3,
    interpreters: int = 1,
    tables: int | None = None,
) -> MeetingProblem:
    """A random problem: who is free when, who needs an interpreter, what it is worth."""
    rng = random.Random(seed)

    def flags(*shape: int, chance: float) -> np.ndarray:
        cells = [rng.random() < chance for _ in range(int(np.prod(shape)))]
        return np.array(cells, dtype=bool).reshape(shape)

    able = np.array(
        [
            [0 if interpreters and rng.random() < 0.3 else -1 for _ in range(counterparts)]
            for _ in range(people)
        ],
        dtype=np.int64,
    ).reshape(people, counterparts)
    free = flags(people, slots, chance=0.8)
    opened = flags(counterparts, slots, chance=0.8)
    worth = np.array([float(rng.randint(0, 8)) for _ in range(people * counterparts)])
    return MeetingProblem(
        people=tuple(
            Participant(f"P{n}", "A", "B", Country("FR"), (Language("en"),)) for n in range(people)
        ),
        counterparts=tuple(Counterpart(f"C{n}", "A", "B") for n in range(counterparts)),
        interpreters=tuple(
            StaffMember(f"I{n}", "A", "interpreter", (Language("fr"),)) for n in range(interpreters)
        ),
        slots=tuple((1440 + 20 * k, 1460 + 20 * k) for k in range(slots)),
        slot_day=np.ones(slots, dtype=np.int64),
        worth=worth.reshape(people, counterparts),
        allowed=flags(people, counterparts, chance=0.9),
        able=able,
        sets=(tuple(range(interpreters)),) if interpreters else (),
        free=free,
        open=opened,
        ready=flags(interpreters, slots, chance=0.9),
        tables=np.full(slots, people if tables is None else tables, dtype=np.int64),
        at_least=np.ones(people, dtype=np.int64),
        most=np.minimum(2, free.sum(axis=1)).astype(np.int64),
        limit=np.minimum(rng.randint(1, 3), opened.sum(axis=1)).astype(np.int64),
        rules_most=np.full(people, 2, dtype=np.int64),
        rules_limit=np.full(counterparts, slots, dtype=np.int64),
        hours=np.full((interpreters, 3), rng.randint(1, slots), dtype=np.int64),
        had=np.zeros(people),
        missing_price=30.0,
        even_price=10.0,
    )


def checked(timetable: Timetable) -> None:
    """Assert every hard rule and that all the counts are right."""
    problem = timetable.problem
    assert (timetable.count <= problem.most).all()
    assert (timetable.received <= problem.limit).all()
    served = np.full_like(timetable.serves, -1)
    for p, c in np.argwhere(timetable.slot >= 0).tolist():
        k = int(timetable.slot[p, c])
        assert timetable.with_whom[p, k] == c and timetable.whom[c, k] == p
        assert problem.possible[p, c] and problem.free[p, k] and problem.open[c, k]
        if problem.able[p, c] >= 0:
            i = timetable.interpreter[p, k]
            assert i in problem.sets[problem.able[p, c]] and problem.ready[i, k]
            assert served[i, k] == -1
            served[i, k] = p
    assert (served == timetable.serves).all()
    assert (timetable.with_whom >= 0).sum() == (timetable.slot >= 0).sum()
    assert (timetable.whom >= 0).sum() == (timetable.slot >= 0).sum()
    assert (timetable.count == (timetable.slot >= 0).sum(axis=1)).all()
    worked = (served >= 0).sum(axis=1)
    assert (timetable.hours[:, 1] == problem.hours[:, 1] - worked).all()
    assert (timetable.hours >= 0).all()
    assert (timetable.filled == (timetable.with_whom >= 0).sum(axis=0)).all()
    assert (timetable.filled <= problem.tables).all()
    met = np.where(timetable.slot >= 0, problem.worth, 0.0).sum(axis=1)
    assert timetable.met == pytest.approx(met)
    for s, members in enumerate(problem.sets):
        for k in range(len(problem.slots)):
            idle = sum(
                bool(problem.ready[i, k]) and served[i, k] < 0 and timetable.hours[i, 1] > 0
                for i in members
            )
            assert timetable.idle[s, k] == idle


def solved(problem: MeetingProblem) -> tuple[Timetable, float]:
    """The timetable that the stage makes of a problem, and its bound."""
    choice = choose(problem, RUN)
    timetable = place(problem, choice.pairs, RUN)
    fill(timetable, list(range(len(problem.people))), RUN)
    timetable.log.clear()
    improve(timetable, RUN, 200, choice.bound)
    return timetable, choice.bound


def best(problem: MeetingProblem) -> float:
    """The best value of all timetables, by trying every one."""
    pairs = np.argwhere(problem.possible).tolist()
    slots = range(len(problem.slots))
    top = 0.0
    timetable = Timetable(problem)

    def follow(n: int) -> None:
        nonlocal top
        if n == len(pairs):
            top = max(top, timetable.value())
            return
        follow(n + 1)
        p, c = pairs[n]
        if timetable.count[p] >= problem.most[p] or timetable.received[c] >= problem.limit[c]:
            return
        for k in slots:
            mark = len(timetable.log)
            if timetable.put(p, c, k):
                follow(n + 1)
            timetable.back_to(mark)

    follow(0)
    return max(top, timetable.value())


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 100_000), st.integers(0, 1), st.integers(1, 3))
def test_tiny_problems_equal_brute_force(seed: int, interpreters: int, tables: int) -> None:
    """Of tiny problems the best timetable is found, and the bound is not below it."""
    problem = small(seed, 3, 3, 2, interpreters, tables)
    timetable, bound = solved(problem)
    checked(timetable)
    top = best(problem)
    assert bound >= top - 1e-6
    assert timetable.value() == pytest.approx(top)


@settings(max_examples=30, deadline=None)
@given(
    st.integers(0, 100_000),
    st.integers(1, 14),
    st.integers(1, 9),
    st.integers(1, 8),
    st.integers(0, 3),
    st.integers(1, 9),
)
def test_timetables_obey_every_rule(
    seed: int, people: int, counterparts: int, slots: int, interpreters: int, tables: int
) -> None:
    """Every timetable obeys the hard rules, its counts are right, it lies below the bound."""
    timetable, bound = solved(small(seed, people, counterparts, slots, interpreters, tables))
    checked(timetable)
    assert timetable.value() <= bound + 1e-6


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 100_000))
def test_whatever_is_done_can_be_undone(seed: int) -> None:
    """Random insertions and removals leave a sound timetable and undo to where they began."""
    problem = small(seed, 6, 6, 4, 2, 1 + seed % 6)
    rng = random.Random(seed)
    timetable = Timetable(problem)
    start = timetable.slot.copy()
    for _ in range(40):
        p, c = rng.randrange(6), rng.randrange(6)
        if timetable.slot[p, c] >= 0:
            timetable.take(p, c)
        elif (
            problem.possible[p, c]
            and timetable.count[p] < problem.most[p]
            and timetable.received[c] < problem.limit[c]
        ):
            timetable.insert(p, c)
        checked(timetable)
    timetable.back_to(0)
    checked(timetable)
    assert (timetable.slot == start).all()


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 100_000))
def test_a_matching_is_the_best_by_brute_force(seed: int) -> None:
    """The chosen pairs have the largest worth of all that obey the bounds of both sides.

    They are no more than the slots hold with the people, counterparts and tables in them.
    """
    problem = small(seed, 3, 3, 3, 0, tables=1 + seed % 3)
    chosen, value = matching(problem, problem.worth)
    there = np.minimum(problem.free.sum(axis=0), problem.open.sum(axis=0))
    room = int(np.minimum(there, problem.tables).sum())
    top = 0.0
    for bits in itertools.product((False, True), repeat=9):
        pairs = np.array(bits, dtype=bool).reshape(3, 3)
        if (pairs & ~problem.possible).any():
            continue
        if pairs.sum() > room:
            continue
        if (pairs.sum(axis=1) > problem.most).any() or (pairs.sum(axis=0) > problem.limit).any():
            continue
        reached = np.minimum(pairs.sum(axis=1), problem.at_least).sum()
        top = max(top, float(problem.worth[pairs].sum() + problem.missing_price * reached))
    assert value == pytest.approx(top)
    reached = np.minimum(chosen.sum(axis=1), problem.at_least).sum()
    assert problem.worth[chosen].sum() + problem.missing_price * reached == pytest.approx(top)


def everybody_free(people: int, counterparts: int, slots: int, tables: int) -> MeetingProblem:
    """A problem in which all speak one language and are there all the time."""
    problem = small(1, people, counterparts, slots, 0)
    return replace(
        problem,
        allowed=np.ones((people, counterparts), dtype=bool),
        worth=np.full((people, counterparts), 2.0),
        free=np.ones((people, slots), dtype=bool),
        open=np.ones((counterparts, slots), dtype=bool),
        tables=np.full(slots, tables, dtype=np.int64),
        most=np.full(people, slots, dtype=np.int64),
        limit=np.full(counterparts, slots, dtype=np.int64),
    )


@settings(max_examples=30, deadline=None)
@given(
    people=st.integers(1, 9),
    counterparts=st.integers(1, 9),
    slots=st.integers(1, 9),
    slack=st.integers(0, 2),
    data=st.data(),
)
def test_where_all_are_free_placing_is_edge_colouring(
    people: int, counterparts: int, slots: int, slack: int, data: st.DataObject
) -> None:
    """Any pairs of at most so many a head find slots, no more at once than the even share.

    A bipartite graph has a proper edge colouring with as many colours as its largest degree, and
    one in which the colours are used evenly (König; de Werra).
    """
    chosen = np.zeros((people, counterparts), dtype=bool)
    for p, c in data.draw(st.lists(st.tuples(*map(_below, (people, counterparts))))):
        if chosen[p].sum() < slots and chosen[:, c].sum() < slots:
            chosen[p, c] = True
    tables = -(-int(chosen.sum()) // slots) + slack
    timetable = place(everybody_free(people, counterparts, slots, tables), chosen, RUN)
    checked(timetable)
    assert ((timetable.slot >= 0) == chosen).all()
    assert (timetable.filled <= tables).all()


def _below(number: int) -> st.SearchStrategy[int]:
    return st.integers(0, number - 1)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 100_000), st.integers(1, 12), st.integers(1, 6), st.integers(1, 4))
def test_who_could_have_a_meeting_has_one_where_there_is_room(
    seed: int, people: int, counterparts: int, slots: int
) -> None:
    """Nobody with none could be given one in a free slot or by somebody who has two."""
    problem = small(seed, people, counterparts, slots, 0)
    timetable, _ = solved(replace(problem, missing_price=0.0, even_price=0.0))
    give_to_all(timetable, RUN)
    checked(timetable)
    for p in problem.hopeful[timetable.count[problem.hopeful] == 0].tolist():
        for c in np.flatnonzero(problem.possible[p]).tolist():
            others = np.flatnonzero(timetable.slot[:, c] >= 0)
            slots_of_rich = timetable.slot[others[timetable.count[others] > 1], c]
            assert not problem.free[p, slots_of_rich].any()
            both = problem.free[p] & problem.open[c] & (timetable.whom[c] < 0)
            both &= timetable.filled < problem.tables
            assert timetable.received[c] >= problem.limit[c] or not both.any()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 100_000), st.integers(1, 4))
def test_pairs_left_out_of_the_relaxation_are_priced(seed: int, tables: int) -> None:
    """A relaxation of some pairs has a bound for all, never below that of all pairs."""
    problem = small(seed, 6, 5, 3, 2, tables)
    whole = Relaxation(problem, problem.possible).solved(RUN)
    rng = random.Random(seed)
    some = np.array([[rng.random() < 0.5 for _ in range(5)] for _ in range(6)])
    part = Relaxation(problem, problem.possible & some).solved(RUN)
    assert whole is not None and part is not None
    assert part.bound >= whole.bound - 1e-6
