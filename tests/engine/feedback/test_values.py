"""True values of hosts, from the weeks planned there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.engine import whole

from sojourn.engine.feedback.values import Scale, known_values
from sojourn.engine.feedback.weeks import weeks
from sojourn.rules import assess


def test_members_values_add_up_to_the_points_of_the_rules() -> None:
    """What the hosts are worth to those who are there is what `theme_fit` loses without the days.

    So the value is the rules' own, person by person.
    """
    made, programme = whole.draft(), whole.programme()
    phase = next(p for p in programme.phases if p.split)
    known = weeks(programme, made.groups, made.days)
    fit = known_values(programme, made, known)[phase.id].fit
    row = {p.id: i for i, p in enumerate(programme.confirmed)}
    place = {h: i for i, h in enumerate(phase.hosts)}
    value = sum(
        fit[0, row[p], place[group.stops[0].host]]
        for group in made.groups
        if group.phase == phase.id
        for p in group.participants
    )
    split = {g.id for g in made.groups if g.phase == phase.id}
    bare = replace(
        made.plan, events=tuple(e for e in made.plan.events if not split.intersection(e.groups))
    )
    points = [assess(programme, p).score.by_rule["theme_fit"] for p in (made.plan, bare)]
    assert value == pytest.approx(points[0] - points[1], abs=0.01)


def test_hosts_without_a_week_keep_the_estimate_in_the_measure_of_the_others() -> None:
    """Where nothing is planned the values are the estimate, all scaled alike."""
    made, programme = whole.draft(), whole.programme()
    phase = next(p for p in programme.phases if p.split)
    known = weeks(programme, made.groups, made.days)
    some = known_values(programme, made, known)[phase.id].fit
    none = known_values(programme, made, {})[phase.id].fit
    used = {g.stops[0].host for g in made.groups if g.phase == phase.id}
    ratios = {
        round(float(some[0, p, h] / none[0, p, h]), 6)
        for h, host in enumerate(phase.hosts)
        if host not in used
        for p in range(none.shape[1])
        if none[0, p, h] > 0
    }
    assert len(ratios) == 1


def test_an_estimate_of_nothing_is_not_scaled() -> None:
    """Without anything learnt the factor is 1; else it is what was had over what was expected."""
    scale = Scale()
    assert scale.factor == 1.0
    scale.learn(10.0, 5.0)
    scale.learn(10.0, 7.0)
    assert scale.factor == pytest.approx(0.6)
