"""The weights of the search are those of the rules."""

from __future__ import annotations

from tests.engine.days.invented import programme

from sojourn.engine.days.weights import rules_off, weights_of
from sojourn.model import RuleOverride
from sojourn.rules import setting


def test_weights_follow_the_rules() -> None:
    """A weight, a setting and a rule switched off are heard."""
    given = programme(
        rules={
            "theme_fit": RuleOverride(weight=7.0),
            "variety": RuleOverride(settings={"kinds": 5}),
            "idle": RuleOverride(level="off"),
            "clearance": RuleOverride(level="off"),
            "holiday": RuleOverride(level="soft"),
        }
    )
    weights = weights_of(given)
    assert (weights.theme, weights.kinds, weights.idle) == (7.0, 5, 0.0)
    assert weights.objective == setting(given, "objective_coverage").weight
    assert rules_off(given) == {"clearance"}, "a soft rule is still kept where it can be"


def test_a_soft_rule_made_hard_outweighs_the_others() -> None:
    """Hospitality that must be counts many times; the least appointments of a day do not."""
    plain = weights_of(programme(rules={}))
    hard = {"hospitality": RuleOverride(level="hard"), "appointments": RuleOverride(level="hard")}
    strict = weights_of(programme(rules=hard))
    assert strict.hospitality == 50 * plain.hospitality
    assert strict.at_least == plain.at_least


def test_declined_cannot_be_switched_off() -> None:
    """Nothing declined is planned, whatever the rules say."""
    assert rules_off(programme(rules={"declined": RuleOverride(level="off")})) == frozenset()
