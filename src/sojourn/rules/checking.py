"""Check a plan against the catalogue and score it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sojourn.model import Finding, Plan, Programme, Score
from sojourn.rules.catalogue import CATALOGUE, setting
from sojourn.rules.ceiling import ceiling
from sojourn.rules.scene import Scene

_PLACE_OF = {rule_id: number for number, rule_id in enumerate(CATALOGUE)}


@dataclass(frozen=True)
class Assessment:
    """What the rules say about a plan."""

    findings: tuple[Finding, ...]
    score: Score


def check(
    programme: Programme,
    plan: Plan,
    before: Plan | None = None,
    now: datetime | None = None,
) -> tuple[Finding, ...]:
    """Everything that the rules find in `plan`, hard findings first, in a fixed order.

    `before` is the plan as it was and `now` the moment (aware) before which nothing may change;
    without them the rules of replanning find nothing. Any plan can be checked: what it names and
    the programme does not know becomes a finding.
    """
    return assess(programme, plan, before, now).findings


def assess(
    programme: Programme,
    plan: Plan,
    before: Plan | None = None,
    now: datetime | None = None,
    heed: Callable[[], None] = lambda: None,
) -> Assessment:
    """The findings of `check`, and the score: rewards less prices of soft findings.

    `heed` is called before each rule; what it raises ends the work.
    """
    scene = Scene(programme, plan, before, now)
    findings: list[Finding] = []
    by_rule: dict[str, float] = {}
    for rule in CATALOGUE.values():
        heed()
        wanted = setting(programme, rule.id)
        if wanted.level == "off":
            continue
        found = list(rule.check(scene, wanted))
        findings += found
        if rule.reward is not None:
            points = rule.reward(scene, wanted)
        else:
            points = -wanted.weight * sum(f.amount for f in found if f.level == "soft")
        if points or wanted.level == "soft":
            by_rule[rule.id] = _rounded(points)
    ordered = tuple(sorted(findings, key=_order))
    hard = sum(finding.level == "hard" for finding in ordered)
    soft = _rounded(sum(by_rule.values()))
    return Assessment(ordered, Score(hard=hard, soft=soft, by_rule=by_rule))


def scored(
    programme: Programme,
    plan: Plan,
    before: Plan | None = None,
    now: datetime | None = None,
    heed: Callable[[], None] = lambda: None,
) -> Plan:
    """A copy of `plan` that bears its findings and its score with a proven bound.

    The bound is what no valid plan exceeds; it is None where an invalid one does. `heed` as for
    `assess`.
    """
    assessment = assess(programme, plan, before, now, heed)
    bound = math.ceil(ceiling(programme) * 100) / 100
    reached = assessment.score.soft <= bound
    score = replace(assessment.score, bound=bound if reached else None)
    return replace(plan, findings=assessment.findings, score=score)


def _rounded(points: float) -> float:
    return round(points, 4) + 0.0


def _order(finding: Finding) -> tuple[object, ...]:
    hard_first = finding.level != "hard"
    return (
        hard_first,
        _PLACE_OF[finding.rule],
        finding.event or "",
        finding.who,
        finding.text,
        finding.amount,
    )
