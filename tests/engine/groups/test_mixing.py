"""Classes of participants and what mixing them is worth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.engine.groups.invented_groups import programme
from tests.engine.staff.staffed import planned

from sojourn.engine.groups.mixing import class_tables
from sojourn.engine.groups.problem import SCALE
from sojourn.model import Country, Group, Plan, RuleOverride
from sojourn.rules import check

RULES = ("same_country", "spread", "lone_gender")


def worth(plan: Plan, ids: tuple[str, ...], tables: tuple[np.ndarray, np.ndarray, int]) -> int:
    """The value of the classes of the groups of `plan`."""
    classes, step, total = tables
    row = {p: i for i, p in enumerate(ids)}
    for group in plan.groups:
        if group.phase != "cities":
            continue
        members = [row[p] for p in group.participants]
        for c in range(len(step)):
            total += int(step[c, : int((classes[members] == c).sum())].sum())
    return total


@pytest.mark.parametrize("prefer", ["mix", "cluster"])
def test_classes_cost_what_the_rules_find(prefer: str) -> None:
    """With groups of one size the classes are worth the findings' amounts times the weights."""
    weights = {"same_country": 20.0, "spread": 3.0, "lone_gender": 15.0}
    for seed in range(5):
        made = programme(seed, people=12, groups=3, size=(4, 4), extras=False)
        rules = {rule: RuleOverride("soft", weight) for rule, weight in weights.items()}
        rules["same_country"] = replace(rules["same_country"], settings={"prefer": prefer})
        made = replace(made, rules=rules)
        plan = planned(made, iterations=2)
        tables = class_tables(made, made.phases[1], made.confirmed, {})
        found = -sum(
            finding.amount * weights[finding.rule]
            for finding in check(made, plan)
            if finding.rule in RULES
        )
        ids = tuple(p.id for p in made.confirmed)
        assert worth(plan, ids, tables) == round(found * SCALE)


def test_rules_that_are_off_have_no_classes() -> None:
    """Without the rules of mixing nothing is worth anything."""
    made = programme(1, extras=False)
    made = replace(made, rules={rule: RuleOverride("off") for rule in RULES})
    _, step, constant = class_tables(made, made.phases[1], made.confirmed, {})
    assert not step.any() and constant == 0


def test_a_rule_of_mixing_that_is_made_hard_costs_the_hard_price() -> None:
    """Two people of one country, or a woman alone, cost what no soft rule can outweigh."""
    made = programme(1, extras=False)
    people = tuple(replace(p, country=Country("FR"), gender="f") for p in made.participants)
    made = replace(made, participants=people)
    off = {rule: RuleOverride("off") for rule in RULES}
    for rule, costs in (("same_country", [0, -7, -14]), ("lone_gender", [-7, 7, 0])):
        given = replace(made, rules={**off, rule: RuleOverride("hard")})
        _, step, _ = class_tables(given, made.phases[1], given.confirmed, {}, hard=7)
        assert costs in step[:, :3].tolist()


def test_groups_with_an_observance_cost_once() -> None:
    """The first who keeps an observance costs their group the price, others nothing."""
    made = programme(1, extras=False)
    off = {rule: RuleOverride("off") for rule in RULES}
    people = tuple(
        replace(p, observance=("sabbath",), country=Country("FR")) if n < 3 else p
        for n, p in enumerate(made.participants)
    )
    made = replace(made, participants=people, rules=off)
    classes, step, _ = class_tables(made, made.phases[1], made.confirmed, {"sabbath": 50})
    column = classes[:, -1]
    assert (column[:3] == column[0]).all() and (column[3:] == -1).all()
    assert step[column[0], :4].tolist() == [-50, 0, 0, 0]


def test_faces_met_before_cost_their_weight_a_pair() -> None:
    """Three people of one earlier group cost three times the weight of `new_faces`."""
    before = (
        Group("early-1", "early", ("P002", "P005", "P009"), (), ()),
        Group("early-2", "early", ("P001",), (), ()),
    )
    off = {rule: RuleOverride("off") for rule in RULES}
    for rule, price in ((RuleOverride("soft", 1.5), 150), (RuleOverride("hard"), 7)):
        made = replace(programme(1, extras=False), rules={**off, "new_faces": rule})
        tables = class_tables(made, made.phases[1], made.confirmed, {}, before, hard=7)
        classes, step, constant = tables
        assert (classes[[2, 5, 9]] == classes[2]).all() and constant == 0
        assert step[classes[2].max()][:3].tolist() == [0, -price, -2 * price]
