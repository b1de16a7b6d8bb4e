"""The catalogue: every rule by its id, in the order in which people read them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sojourn.model import Programme
from sojourn.rules import (
    costs,
    days_balance,
    days_load,
    days_offers,
    days_people,
    days_place,
    days_time,
    days_worth,
    groups,
    groups_mixing,
    groups_needs,
    journeys,
    languages,
    meetings,
    pairs,
    replanning,
    staff,
    together,
)
from sojourn.rules.rule import Rule, RuleSetting

ORDER = (
    *("one_group", "group_size", "route", "host_capacity", "apart", "together", "pinned"),
    *("access", "diet", "group_languages", "interpreted", "accompanied"),
    *("same_country", "spread", "lone_gender", "visited", "new_faces"),
    *("place", "present", "in_window", "grid", "no_overlap", "transfer", "arrival_day"),
    *("workday", "holiday", "lunch", "appointments", "visits", "once", "capacity"),
    *("declined", "refuses", "clearance", "observance", "interpreting_hours", "free_half_day"),
    *("objective_coverage", "theme_fit", "fair_share", "variety", "hospitality"),
    *("idle", "early_start", "pace"),
    *("required", "room_capacity", "booths", "speakers", "breakout_fit"),
    *("meetings", "common_language", "wishes", "even_chances"),
    *("staff_available", "staff_conflict", "staff_rest", "leg", "rooms", "cost", "budget"),
    *("frozen", "stability"),
)
_MODULES = (
    groups,
    pairs,
    groups_needs,
    languages,
    groups_mixing,
    days_place,
    days_time,
    days_people,
    days_offers,
    days_load,
    days_worth,
    days_balance,
    together,
    meetings,
    staff,
    journeys,
    costs,
    replanning,
)


def _gathered() -> Mapping[str, Rule]:
    known = {rule.id: rule for module in _MODULES for rule in module.RULES}
    return MappingProxyType({rule_id: known[rule_id] for rule_id in ORDER})


CATALOGUE: Mapping[str, Rule] = _gathered()


def setting(programme: Programme, rule_id: str) -> RuleSetting:
    """How `programme` wants the rule kept; raises `KeyError` for an unknown id."""
    rule = CATALOGUE[rule_id]
    override = programme.rules.get(rule_id)
    if override is None:
        return RuleSetting(rule.level, rule.weight, rule.settings, rule_id)
    return RuleSetting(
        level=rule.level if override.level is None else override.level,
        weight=rule.weight if override.weight is None else override.weight,
        settings={**rule.settings, **override.settings},
        rule=rule_id,
    )


def catalogue_table() -> str:
    """The catalogue as Markdown tables, one for each family."""
    parts: list[str] = []
    family = ""
    for rule in CATALOGUE.values():
        if rule.family != family:
            family = rule.family
            parts += [
                f"\n## {_TITLES[family]}\n",
                "| id | level | weight | meaning | amount | settings |",
                "|---|---|---|---|---|---|",
            ]
        settings = ", ".join(f"`{name} = {value!r}`" for name, value in rule.settings.items())
        row = (f"`{rule.id}`", rule.level, f"{rule.weight:g}", rule.sentence, rule.unit, settings)
        parts.append("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |")
    return "\n".join(parts).strip() + "\n"


_TITLES = {
    "groups": "Groups",
    "days": "Days in a city",
    "together": "When all are together",
    "staff": "Staff, journeys, money",
    "replanning": "Replanning",
}
