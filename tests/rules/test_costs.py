"""The price of a plan, and its budget."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.building import found, make_plan, make_programme, with_rule

from sojourn.model import Money
from sojourn.rules import assess, total_cost


def test_a_thousand_costs_the_weight() -> None:
    """The cost gives no finding, and takes its weight for each thousand."""
    programme = with_rule(make_programme(), "cost", weight=2.0)
    thousands = float(total_cost(programme, make_plan()).units) / 1000
    points = assess(programme, make_plan()).score.by_rule["cost"]
    assert points == pytest.approx(-2 * thousands, abs=1e-3)
    assert found(programme, make_plan(), "cost") == []


def test_the_budget_holds() -> None:
    """One cent over the budget is found; the budget itself is not, nor is none at all."""
    cost = total_cost(make_programme(), make_plan())
    exact = replace(make_programme(), budget=cost)
    assert found(exact, make_plan(), "budget") == []
    tight = replace(make_programme(), budget=cost - Money(1))
    (finding,) = found(tight, make_plan(), "budget")
    assert (finding.amount, finding.level) == (0.01, "hard")
    assert found(make_programme(), make_plan(), "budget") == []
