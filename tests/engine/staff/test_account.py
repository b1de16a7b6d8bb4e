"""What is told of the staff of a plan."""

from __future__ import annotations

from dataclasses import replace
from threading import Event as Signal

from hypothesis import given, settings
from tests.engine.staff.test_assign import grouped, interpreter, invented, liaison, speaker
from tests.engine.staff.test_search import PEOPLE, crews
from tests.engine.staff.test_together import PHASE

from sojourn.engine.run import StageRun
from sojourn.engine.staff import account, assign, together_group
from sojourn.model import StaffMember


@settings(max_examples=15, deadline=None)
@given(crews(7))
def test_no_staff_is_worth_more_than_the_bound(staff: tuple[StaffMember, ...]) -> None:
    """The engine's own staff reaches the bound, and groups without staff stay below."""
    made = invented(PEOPLE, staff)
    groups = grouped(("P0", "P1", "P2"), ("P3", "P4"))
    best = assign(made, made.phases[0], groups, StageRun("groups", 1, 1))
    value, bound = account(made, best.groups, StageRun("staff", 1, 1))
    assert value == bound == best.value
    bare, same = account(made, groups, StageRun("staff", 1, 1))
    assert same is not None and bound is not None
    assert bare <= bound == same


def test_a_cancelled_run_claims_no_bound() -> None:
    """Who cancels is told the value, and that nothing is proved."""
    cancel = Signal()
    cancel.set()
    made = invented(PEOPLE, (liaison("L0"),))
    run = StageRun("staff", 1, 1, cancel=cancel)
    assert account(made, grouped(("P0", "P1", "P2"), ("P3", "P4")), run)[1] is None


def test_what_is_missing_when_all_are_together_counts() -> None:
    """Where the only interpreter is left out the value is below the bound."""
    staff = (liaison("L0"), interpreter("I0", "fr", mode="consecutive"))
    made = replace(invented((speaker(0, "fr"),), staff), phases=(PHASE,))
    whole = together_group(made, PHASE)
    value, bound = account(made, (whole,), StageRun("staff", 1, 1))
    assert value == bound == 0
    value, bound = account(made, (replace(whole, staff=("L0",)),), StageRun("staff", 1, 1))
    assert bound == 0 and value == -10_000 * len(PHASE.days)
