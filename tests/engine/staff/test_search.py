"""The assignment of staff is proved, and never breaks what is hard."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.staff.test_assign import (
    FIRST,
    LAST,
    grouped,
    interpreter,
    invented,
    liaison,
    speaker,
)

from sojourn.engine.run import StageRun
from sojourn.engine.staff.greedy import greedy
from sojourn.engine.staff.mixed import solved_mixed
from sojourn.engine.staff.problem import StaffProblem, Task, staff_problem
from sojourn.engine.staff.search import solved
from sojourn.engine.staff.worth import worth_of
from sojourn.model import Country, Group, Programme, StaffMember

MIDDLE = FIRST + timedelta(2)


@st.composite
def crews(draw: st.DrawFn, most: int = 5) -> tuple[StaffMember, ...]:
    """Interpreters and liaisons of all kinds."""
    members = []
    for number in range(draw(st.integers(0, most))):
        tags = draw(st.lists(st.sampled_from(("fr", "ar", "es")), max_size=2, unique=True))
        one = interpreter(f"S{number}", *tags) if tags else liaison(f"S{number}")
        first, last = draw(st.sampled_from(((None, None), (None, MIDDLE), (MIDDLE, None))))
        members.append(
            replace(
                one,
                mode=draw(st.sampled_from(("simultaneous", "consecutive"))),
                available_from=first,
                available_until=last,
                gender=draw(st.sampled_from("fmx")),
                conflicts=draw(st.sampled_from(((), (), (Country("ML"),)))),
            )
        )
    return tuple(members)


PEOPLE = (
    speaker(0, "fr"),
    speaker(1, "ar"),
    speaker(2, "es", "ML"),
    speaker(3, "fr", "ML"),
    speaker(4, "en"),
)


def problem(staff: tuple[StaffMember, ...], rooms: int | None = None) -> StaffProblem:
    """Two groups, of which the first has three languages."""
    made = invented(PEOPLE, staff)
    made = replace(made, hosts=tuple(replace(h, lodging_rooms=rooms) for h in made.hosts))
    groups = grouped(("P0", "P1", "P2"), ("P3", "P4"))
    return staff_problem(made, made.phases[0], groups)


def brute(whole: StaffProblem) -> int:
    """The most that any assignment is worth, by trying all."""
    choices: dict[str, list[Task | None]] = {s.id: [None] for s in whole.members}
    for task in whole.tasks:
        choices[task.member].append(task)
    return max(
        worth_of(whole, [task for task in some if task is not None])
        for some in product(*choices.values())
    )


@settings(max_examples=60, deadline=None)
@given(crews(), st.sampled_from((None, None, 4)))
def test_value_is_the_optimum_and_the_bound_meets_it(
    staff: tuple[StaffMember, ...], rooms: int | None
) -> None:
    """What CP-SAT finds is worth what the best of all assignments is, and so is its bound."""
    whole = problem(staff, rooms)
    found = solved(whole, greedy(whole), StageRun("groups", 1, 1))
    assert worth_of(whole, found.tasks) == brute(whole) == found.bound


@settings(max_examples=40, deadline=None)
@given(crews(7), st.sampled_from((None, None, 4)))
def test_both_solvers_find_the_same(staff: tuple[StaffMember, ...], rooms: int | None) -> None:
    """HiGHS finds what CP-SAT proves best, and its bound is not below."""
    whole = problem(staff, rooms)
    exact = solved(whole, greedy(whole), StageRun("groups", 1, 1))
    mixed = solved_mixed(whole, greedy(whole), StageRun("groups", 1, 50))
    assert worth_of(whole, mixed.tasks) == exact.bound
    assert mixed.bound is not None and exact.bound is not None
    assert exact.bound <= mixed.bound <= exact.bound + 1


@settings(max_examples=30, deadline=None)
@given(crews(9))
def test_nobody_is_in_two_groups_or_with_a_country_of_their_conflicts(
    staff: tuple[StaffMember, ...],
) -> None:
    """Each member has one group at most, and no group that holds a country of their conflicts."""
    whole = problem(staff)
    found = solved(whole, greedy(whole), StageRun("groups", 1, 1))
    assert len({task.member for task in found.tasks}) == len(found.tasks)
    shy = {s.id for s in staff if s.conflicts}
    assert not shy & {task.member for task in found.tasks}
    assert found.bound is not None and worth_of(whole, found.tasks) <= found.bound


def test_who_knows_two_languages_serves_another_one_later() -> None:
    """One serves Arabic while somebody else has French, and French when that one has left."""
    staff = (
        interpreter("I0", "fr", mode="consecutive", available_until=MIDDLE),
        interpreter("I1", "ar", mode="consecutive", available_from=MIDDLE + timedelta(1)),
        interpreter("I2", "fr", "ar", mode="consecutive"),
    )
    made = invented((speaker(0, "fr"), speaker(1, "ar")), staff, groups=1)
    whole = staff_problem(made, made.phases[0], grouped(("P0", "P1")))
    found = solved(whole, greedy(whole), StageRun("groups", 1, 1))
    assert {task.member for task in found.tasks} == {"I0", "I1", "I2"}


def test_both_of_two_interpreters_go_to_one_group_rather_than_one_to_each() -> None:
    """A whole team covers one group; two halves would cover none."""
    team = (interpreter("I0", "fr"), interpreter("I1", "fr"))
    made = invented((speaker(0, "fr"), speaker(1, "fr")), (*team, liaison("L0"), liaison("L1")))
    whole = staff_problem(made, made.phases[0], grouped(("P0",), ("P1",)))
    found = solved(whole, greedy(whole), StageRun("groups", 1, 1))
    assert len({task.group for task in found.tasks if task.languages}) == 1


def test_a_known_face_stays_with_those_who_know_it() -> None:
    """The liaison whom three of a group know is with them again."""
    made = invented(
        tuple(speaker(n, "en") for n in range(6)), (liaison("L0"), liaison("L1")), groups=2
    )
    earlier = (Group("before-1", "before", ("P3", "P4", "P5"), ("L0",), ()),)
    groups = grouped(("P0", "P1", "P2"), ("P3", "P4", "P5"))
    whole = staff_problem(made, made.phases[0], groups, earlier)
    found = solved(whole, greedy(whole), StageRun("groups", 1, 1))
    assert Task("L0", "cities-2") in found.tasks


def rested(programme: Programme, staff: tuple[StaffMember, ...]) -> Programme:
    """A programme of two split phases in a row, five and three days, with these staff."""
    first = programme.phases[0]
    second = replace(
        first, id="villages", starts=LAST + timedelta(1), ends=LAST + timedelta(3), groups=1
    )
    return replace(programme, phases=(first, second), staff=staff)


def test_those_who_have_worked_rest_where_others_can_go() -> None:
    """Of two liaisons the one who was free goes when the other would work eight days in a row."""
    made = rested(invented((speaker(0, "en"),), (), groups=1), (liaison("L0"), liaison("L1")))
    before = (Group("cities-1", "cities", ("P0",), ("L0",), ()),)
    group = Group("villages-1", "villages", ("P0",), (), ())
    whole = staff_problem(made, made.phases[1], (group,), before)
    found = solved(whole, greedy(whole), StageRun("groups", 1, 1))
    assert [task.member for task in found.tasks] == ["L1"]
