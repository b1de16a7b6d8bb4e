"""What hosts are worth, by estimate or as known, and the search that goes on from there."""

from __future__ import annotations

import numpy as np
from tests.engine.groups.invented_groups import programme

from sojourn.engine.groups.build import build
from sojourn.engine.groups.solve import Again, assignment, solve
from sojourn.engine.groups.supply import supply
from sojourn.engine.groups.values import candidates, estimated
from sojourn.engine.run import StageRun


def test_known_values_replace_the_estimate_person_by_person() -> None:
    """A point more for one person at one host is a point more in the problem, there alone."""
    made = programme(1)
    phase = made.phases[1]
    given = estimated(made, phase)
    more = given.fit.copy()
    more[0, 2, 1] += 1.0
    staff = supply(made, phase, 1)
    before = build(made, phase, staff, values=given).arrays.unary
    after = build(made, phase, staff, values=given._replace(fit=more)).arrays.unary
    assert (after - before)[0, 2, 1] == 100
    assert np.count_nonzero(after - before) == 1
    assert given.fit.shape[2] == len(candidates(made, phase))


def test_search_goes_on_from_given_groups() -> None:
    """Groups of a search, given to another as its start, are read back and not made worse."""
    made = programme(2)
    phase = made.phases[1]
    first = solve(made, phase, StageRun("groups", 1, 5))
    values = estimated(made, phase)
    problem = build(made, phase, supply(made, phase, 1), values=values)
    found = assignment(problem, first.groups)
    assert found.value + problem.constant == round(first.value * 100)
    again = solve(made, phase, StageRun("groups", 2, 1), again=Again(first.groups, values))
    assert again.value >= first.value
    assert again.bound is None
