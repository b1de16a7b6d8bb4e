"""What each part of a day is worth, from the weights of the programme's soft rules."""

from __future__ import annotations

from sojourn.engine.days.problem import Weights
from sojourn.model import Programme
from sojourn.rules import CATALOGUE, setting

STEERING = {"beyond": 8.0, "requested": 4.0}
"""Points with which the search leans where no rule has a price: against a fourth appointment on
a day, and against what is not yet agreed."""

HARD = 50.0
"""How many times its weight a rule of this stage counts that a programme has made hard."""


def weights_of(programme: Programme) -> Weights:
    """The weights of `programme`; a rule that is off weighs nothing, a hard one much."""

    def weight(rule_id: str) -> float:
        rule = setting(programme, rule_id)
        made_hard = rule.level == "hard" and CATALOGUE[rule_id].level != "hard"
        return 0.0 if rule.level == "off" else rule.weight * (HARD if made_hard else 1.0)

    return Weights(
        objective=weight("objective_coverage"),
        theme=weight("theme_fit"),
        fair=weight("fair_share"),
        variety=weight("variety"),
        kinds=max(1, int(setting(programme, "variety").number("kinds"))),
        hospitality=weight("hospitality"),
        at_least=weight("appointments"),
        pace=weight("pace"),
        pace_minutes=int(setting(programme, "pace").number("minutes")),
        idle=weight("idle"),
        idle_minutes=int(setting(programme, "idle").number("minutes")),
        early=weight("early_start"),
        rest=max(0, int(setting(programme, "early_start").number("rest"))),
        cost=weight("cost"),
        **STEERING,
    )


def rules_off(programme: Programme) -> frozenset[str]:
    """The ids of the rules of this stage that the programme has switched off."""
    ids = (
        *("arrival_day", "workday", "holiday", "host_capacity", "capacity", "access", "refuses"),
        *("clearance", "observance", "lunch", "appointments", "interpreting_hours"),
        *("free_half_day", "visits", "once"),
    )
    return frozenset(rule_id for rule_id in ids if setting(programme, rule_id).level == "off")
