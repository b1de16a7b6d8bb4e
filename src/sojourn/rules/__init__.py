"""What makes a plan valid, and what makes it good: the catalogue of rules and their checks."""

from sojourn.rules.catalogue import CATALOGUE, catalogue_table, setting
from sojourn.rules.ceiling import ceiling
from sojourn.rules.checking import Assessment, assess, check, scored
from sojourn.rules.money import BudgetLine, budget_lines, total_cost
from sojourn.rules.rule import Rule, RuleSetting
from sojourn.rules.scene import Scene
from sojourn.rules.worth import theme_points

__all__ = [
    "CATALOGUE",
    "Assessment",
    "BudgetLine",
    "Rule",
    "RuleSetting",
    "Scene",
    "assess",
    "budget_lines",
    "catalogue_table",
    "ceiling",
    "check",
    "scored",
    "setting",
    "theme_points",
    "total_cost",
]
