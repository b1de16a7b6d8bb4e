"""The days and starts at which an offer fits without moving anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engine.days.invented import SUNDAY
from tests.engine.days.planned_days import hard, planned, thinned, visit, with_visit
from tests.engine.days.random_programmes import all_events, random_programme

from sojourn.engine.days.fit import fit
from sojourn.model import at


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6))
def test_no_told_place_breaks_a_rule(seed: int) -> None:
    """Whatever the programme and offer, each told place and start adds no hard finding."""
    random = Random(seed)
    given_, groups = random_programme(seed)
    if not given_.offers:
        return
    groups, events = all_events(given_, groups)
    plan = thinned(given_, groups, events, seed)
    before = hard(given_, plan)
    for one in random.sample(given_.offers, min(3, len(given_.offers))):
        for place in fit(given_, plan, one.id).places:
            for start in random.sample(place.starts, min(2, len(place.starts))):
                new = visit(given_, place.group, one.id, at(place.day, start.minute))
                new = replace(new, phase=place.phase)
                assert hard(given_, with_visit(plan, new)) - before == set()


@pytest.mark.parametrize("seed", range(6))
def test_what_is_not_told_breaks_a_rule(seed: int) -> None:
    """In a small plan each start on the grid that is not told would break a hard rule."""
    given_, plan = planned(seed)
    before = hard(given_, plan)
    rng = Random(seed)
    used = {e.ref for e in plan.events}
    free = [o for o in given_.offers if o.id not in used and o.professional][:2]
    for one in free:
        found = fit(given_, plan, one.id)
        told = {(p.group, at(p.day, s.minute)) for p in found.places for s in p.starts}
        for group in plan.groups:
            for n in range(5):
                for minute in rng.sample(range(480, 1200, 15), 12):
                    starts = at(SUNDAY + timedelta(days=n), minute)
                    if (group.id, starts) in told:
                        continue
                    new = with_visit(plan, visit(given_, group.id, one.id, starts))
                    assert hard(given_, new) - before, (one.id, group.id, starts)
