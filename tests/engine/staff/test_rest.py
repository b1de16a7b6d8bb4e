"""The free day in seven."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.staff.test_assign import FIRST, invented, liaison, speaker

from sojourn.engine.staff.rest import lacking, rest_lost


@pytest.mark.parametrize(("length", "missing"), [(6, 0), (7, 1), (13, 1), (14, 2)])
def test_one_day_in_every_seven_of_a_run_is_missing(length: int, missing: int) -> None:
    """Seven days in a row lack one free day, fourteen two."""
    assert lacking({FIRST + timedelta(n) for n in range(length)}) == missing


@given(st.sets(st.dates(date(2020, 4, 1), date(2020, 5, 20))), st.dates(date(2020, 4, 1)))
def test_a_further_day_of_work_never_brings_rest(days: set[date], day: date) -> None:
    """Free days that are missing never become fewer by a day of work."""
    assert lacking(days) <= lacking(days | {day})


def test_a_phase_together_before_counts() -> None:
    """Five days with a group after five together lack a day; without the group none is lacking."""
    made = invented((speaker(0, "en"),), (liaison("L0"),))
    before = replace(
        made.phases[0],
        id="all",
        kind="together",
        starts=FIRST - timedelta(5),
        ends=FIRST - timedelta(1),
    )
    both = replace(made, phases=(before, made.phases[0]))
    assert rest_lost(both, both.phases[1], made.staff[0], ()) == 1
    assert rest_lost(made, made.phases[0], made.staff[0], ()) == 0
    late = replace(made.staff[0], available_from=FIRST)
    assert rest_lost(both, both.phases[1], late, ()) == 0
