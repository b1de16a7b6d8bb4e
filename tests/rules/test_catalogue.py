"""The catalogue of rules."""

from __future__ import annotations

from tests.rules.building import make_programme

from sojourn.rules import CATALOGUE, catalogue_table, setting
from sojourn.rules.rule import RuleSetting


def test_every_rule_is_named_and_explained() -> None:
    """Ids are unique keys, sentences end like sentences, weights are not negative."""
    assert len(CATALOGUE) == 63
    for rule_id, rule in CATALOGUE.items():
        assert rule.id == rule_id
        assert rule.sentence.endswith(".")
        assert rule.level in ("hard", "soft")
        assert rule.weight > 0
        assert rule.unit


def test_every_rule_says_what_it_reads() -> None:
    """The check of each rule has a docstring that names what it reads."""
    for rule in CATALOGUE.values():
        said = (rule.reward if rule.id == "cost" else rule.check).__doc__ or ""
        assert len(said) > 40, rule.id


def test_families_follow_each_other() -> None:
    """The rules of a family stand together, in the order of the table."""
    families = list(dict.fromkeys(rule.family for rule in CATALOGUE.values()))
    assert families == ["groups", "days", "together", "staff", "replanning"]
    order = [families.index(rule.family) for rule in CATALOGUE.values()]
    assert order == sorted(order)


def test_objectives_weigh_more_than_fairness_more_than_themes() -> None:
    """One objective missed outweighs the points of a whole theme of interest 5."""
    assert CATALOGUE["objective_coverage"].weight > 5 * 10 * CATALOGUE["theme_fit"].weight


def test_the_table_has_a_row_for_each_rule() -> None:
    """The Markdown table names every rule, its level and its settings."""
    table = catalogue_table()
    for rule_id in CATALOGUE:
        assert f"| `{rule_id}` | " in table
    assert "`simultaneous = 2`" in table
    assert table.count("## ") == 5


def test_settings_that_are_no_numbers_do_no_harm() -> None:
    """A word where a number belongs counts as 0; words are read in any case."""
    wanted = RuleSetting("soft", 1.0, {"kinds": "many", "prefer": " Cluster "})
    assert wanted.number("kinds") == 0
    assert wanted.text("prefer") == "cluster"
    assert wanted.number("unknown") == 0


def test_the_default_setting_is_the_catalogues() -> None:
    """Without an override each rule has its own level, weight and settings."""
    for rule_id, rule in CATALOGUE.items():
        wanted = setting(make_programme(), rule_id)
        if rule_id != "breakout_fit":
            assert (wanted.level, wanted.weight) == (rule.level, rule.weight)
            assert dict(wanted.settings) == dict(rule.settings)
