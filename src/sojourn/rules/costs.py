"""What a plan costs, and whether the budget holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sojourn.model import Finding, Host, Money, total
from sojourn.rules import wording
from sojourn.rules.chart import SECTION_NAMES
from sojourn.rules.cuts import Cut, Slice, cut
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
    """Read all lines of the budget, and ``[budget].total`` where it is given.

    The finding names the largest categories and places, at which there is most to save. Unit:
    money over.
    """
    most = scene.programme.budget
    if most is None:
        return
    cost = plan_cost(scene)
    if cost > most:
        over, currency = cost - most, scene.programme.currency
        text = (
            f"The plan costs {cost.units:,.2f} {currency}; the budget is {most.units:,.2f}: "
            f"{over.units:,.2f} over (programme.toml, [budget] total). Most goes to "
            f"{_largest(scene, 'category')}; by place, to {_largest(scene, 'place')}."
        )
        yield setting.finding((), float(over.units), text)


def _largest(scene: Scene, by: Cut) -> str:
    """The three largest parts of a cut, with their amounts."""
    hosts = scene.programme.host
    parts = sorted(
        cut(scene.programme, lines_of(scene), by), key=lambda part: (-part.amount.cents, part.id)
    )
    return wording.listed(
        f"{_named(part, by, hosts)} ({part.amount.units:,.2f})" for part in parts[:3]
    )


def _named(part: Slice, by: Cut, hosts: Mapping[str, Host]) -> str:
    if by == "place":
        return wording.city(hosts.get(part.id), part.id or "no one place")
    return f"{part.id} of {SECTION_NAMES.get(part.section, part.section).lower()}"


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
