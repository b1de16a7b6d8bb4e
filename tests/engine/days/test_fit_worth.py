"""What a visit is worth, part by part."""

from __future__ import annotations

import pytest
from tests.engine.days.invented import group_of, offer, programme
from tests.engine.days.planned_days import PEOPLE, planned, visit, with_visit

from sojourn.engine.assemble import assemble
from sojourn.engine.days.fit import fit
from sojourn.model import Objective, at
from sojourn.rules import assess


@pytest.mark.parametrize("seed", range(6))
def test_points_are_those_of_the_rules(seed: int) -> None:
    """The points of a place are the change of the score, and its parts add up to them."""
    given_, plan = planned(seed)
    before = assess(given_, plan).score.soft
    used = {e.ref for e in plan.events}
    for one in [o for o in given_.offers if o.id not in used][:4]:
        for place in fit(given_, plan, one.id).places:
            new = visit(given_, place.group, one.id, at(place.day, place.best.minute))
            after = assess(given_, with_visit(plan, new)).score.soft
            assert place.points == pytest.approx(after - before, abs=0.2)
            assert sum(p.points for p in place.parts) == pytest.approx(place.points, abs=0.1)
            assert place.points == max(s.points for s in place.starts)


def test_objective_that_is_lacked_comes_first() -> None:
    """The reason that is worth most names the objective and how many people lack it."""
    given_ = programme(
        participants=PEOPLE,
        objectives=(Objective("liberties", "Civil liberties"),),
        offers=(offer("O1", objectives=("liberties",)),),
    )
    found = fit(given_, assemble(given_, (group_of(given_),), ()), "O1")
    first = found.places[0].parts[0]
    assert (first.rule, first.points) == ("objective_coverage", 800.0)
    assert first.text == "8 people still lack 'liberties'"
