"""Alternatives on the disk and side by side."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sojourn import files
from sojourn.engine.alternatives import Alternative, difference
from sojourn.model import Plan, Programme
from sojourn.publish import publish
from sojourn.publish.alternatives import publish_alternatives, remove_alternatives
from sojourn.publish.comparison import contenders


def other(programme: Programme, plan: Plan) -> Alternative:
    """The plan with the two split groups in each other's city, and another score."""
    first, second = (g for g in plan.groups if g.phase == "cities")
    new = {
        first.id: replace(first, stops=second.stops),
        second.id: replace(second, stops=first.stops),
    }
    by_rule = {**plan.score.by_rule, "theme_fit": 5.0, "cost": -60.0}
    changed = replace(
        plan,
        groups=tuple(new.get(g.id, g) for g in plan.groups),
        score=replace(plan.score, soft=plan.score.soft - 1.0, by_rule=by_rule),
    )
    return Alternative(changed, difference(programme, changed.groups, plan.groups))


def test_gains_and_losses_are_told_by_rule(programme: Programme, plan: Plan) -> None:
    """Each rule whose part of the score differs is a gain or a loss, the largest first."""
    best = replace(plan, score=replace(plan.score, by_rule={"theme_fit": 2.0, "spread": 1.0}))
    _, second = contenders(programme, best, [other(programme, best)])
    assert [(c.rule, c.points) for c in second.gains] == [("theme_fit", 3.0)]
    assert [(c.rule, c.points) for c in second.losses] == [("cost", -60.0)]
    assert second.below == 1.0
    assert second.cities() == "the same cities"


def test_an_alternative_is_a_plan_of_its_own(
    programme: Programme, plan: Plan, tmp_path: Path
) -> None:
    """It lies in a directory by its number; a page that its owner only can read compares."""
    publish(programme, plan, tmp_path / "out")
    alternative = other(programme, plan)
    plans = contenders(programme, plan, [alternative])
    page = publish_alternatives(programme, plans, tmp_path / "out")
    assert page == tmp_path / "out" / "alternatives.html"
    assert files.read_plan(tmp_path / "out/alternatives/2/plan.json") == alternative.plan
    assert (tmp_path / "out/alternatives/2/index.html").is_file()
    assert page.stat().st_mode & 0o077 == 0
    text = page.read_text()
    for word in ("alternatives/2/index.html", "theme_fit", "6 elsewhere", "Ana"):
        assert word in text


def test_alternatives_of_an_earlier_plan_go(
    programme: Programme, plan: Plan, tmp_path: Path
) -> None:
    """Fewer alternatives, or none, leave nothing of the earlier ones; other files stay."""
    publish(programme, plan, tmp_path)
    alternative = other(programme, plan)
    publish_alternatives(programme, contenders(programme, plan, [alternative] * 2), tmp_path)
    mine = tmp_path / "alternatives" / "notes.txt"
    mine.write_text("mine")
    publish_alternatives(programme, contenders(programme, plan, [alternative]), tmp_path)
    assert not (tmp_path / "alternatives/3").exists()
    assert (tmp_path / "alternatives/2/plan.json").exists()
    remove_alternatives(tmp_path)
    assert [p.name for p in (tmp_path / "alternatives").iterdir()] == ["notes.txt"]
    assert not (tmp_path / "alternatives.html").exists()
    assert (tmp_path / "plan.json").exists()
