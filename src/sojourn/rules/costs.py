"""What a plan costs, and whether the budget holds."""

from __future__ import annotations

from collections.abc import Iterator

from sojourn.model import Finding, Money, total
from sojourn.rules.money import PRICES, lines_of
from sojourn.rules.rule import Rule, RuleSetting
from sojourn.rules.scene import Scene


def plan_cost(scene: Scene) -> Money:
    """What the plan costs in all."""
    return scene.once("plan_cost", lambda: total(line.amount for line in lines_of(scene)))


def _price(scene: Scene, setting: RuleSetting) -> float:
    """``weight`` points for each thousand units of money."""
    return -setting.weight * float(plan_cost(scene).units) / 1000


def budget(scene: Scene, setting: RuleSetting) -> Iterator[Finding]:
    """Read all lines of the budget, and ``[budget].total`` where it is given. Unit: money over."""
    most = scene.programme.budget
    if most is None:
        return
    cost = plan_cost(scene)
    if cost > most:
        over, currency = cost - most, scene.programme.currency
        text = (
            f"The plan costs {cost.units:,.2f} {currency}; the budget is {most.units:,.2f}: "
            f"{over.units:,.2f} over."
        )
        yield setting.finding((), float(over.units), text)


RULES = (
    Rule(
        "cost",
        "staff",
        "Lodging and meals by place and month, legs, local transport, staff fees and per "
        "diem, offers' costs.",
        "soft",
        0.5,
        "money",
        reward=_price,
        settings=PRICES,
    ),
    Rule(
        "budget",
        "staff",
        "The sum stays within the budget, where one is given.",
        "hard",
        0.01,
        "money over",
        check=budget,
    ),
)
