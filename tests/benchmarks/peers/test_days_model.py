"""Our value of days as terms over visits, and plans that peers begin with."""

from __future__ import annotations

import pytest
from benchmarks.peers.days_model import Term, days_model, solution_of
from benchmarks.peers.days_plans import faults, plain, repaired
from tests.benchmarks.peers.tiny_cities import small_city, tiny_city

from sojourn.engine.days.problem import empty
from sojourn.engine.days.state import CityState


def test_a_term_is_its_table() -> None:
    """The least of a term's lines is the table at each of its entries, and goes on as it ends."""
    term = Term({0: 2, 1: 1}, (0.0, 10.0, 15.0, 15.0))
    assert [term.value(n) for n in range(5)] == [0.0, 10.0, 15.0, 15.0, 15.0]
    assert term.bounds == (0.0, 15.0)
    falling = Term({0: 1, 1: 1, 2: 1}, (0.0, 0.0, -4.0))
    assert falling.value(3) == -8.0 and falling.bounds == (-8.0, 0.0)


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_terms_promise_no_less_than_our_value(seed: int) -> None:
    """Terms, kinds and prices of a plan come to our value or a little more: waiting is not in."""
    city = small_city(seed)
    model = days_model(city)
    chosen = plain(model)
    taken = {visit[:3] for visit, _ in chosen}
    visits = [v for v, visit in enumerate(model.visits) if visit[:3] in taken]
    said = model.spare - sum(model.visits[v].price for v in visits)
    for term in model.terms:
        said += term.value(sum(term.units.get(v, 0) for v in visits))
    for kinds in model.kinds:
        met = sum(any(v in visits for v in own) for own in kinds.visits)
        said += kinds.points * min(kinds.most, met)
    for pace in model.paces:
        minutes = [
            filled + sum(int(city.minutes[model.visits[v].offer]) for v in own if v in visits)
            for filled, own in zip(pace.filled, pace.visits, strict=True)
        ]
        mean = sum(minutes) / len(minutes)
        uneven = sum(max(0.0, abs(m - mean) - pace.tolerance) for m in minutes)
        said += pace.price * (pace.before - uneven)
    worth = CityState(city, solution_of(city, chosen)).total()
    assert worth - 1e-6 <= said <= worth + 0.02 * abs(worth)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_plain_plan_keeps_everything(seed: int) -> None:
    """The plan with which peers begin passes our checks, and nothing of it is repaired away."""
    city = small_city(seed)
    plan = solution_of(city, plain(days_model(city)))
    assert faults(city, plan) == [] and repaired(city, plan) == plan
    assert CityState(city, plan).total() > 0


def test_what_is_not_allowed_is_dropped() -> None:
    """Two visits at once are told in words, and a repaired plan keeps one of them."""
    city = tiny_city(1)
    s, d = city.group_days[0]
    model = days_model(city)
    two = [model.visits[v] for v in model.on(s, d)][:2]
    both = sorted(set(two[0].starts) & set(two[1].starts))
    assert both
    plan = solution_of(city, [(visit, both[0]) for visit in two])
    assert any("too near" in fault for fault in faults(city, plan))
    kept = repaired(city, plan)
    assert faults(city, kept) == []
    assert sum(len(route) for days in kept for route in days) == 1
    assert repaired(city, empty(city)) == empty(city)
