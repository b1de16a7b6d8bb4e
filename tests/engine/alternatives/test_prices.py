"""Prices that lead to other groups."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from tests.engine import whole

from sojourn.engine.alternatives.prices import AVOIDED, LEAVING, STAYING, prices
from sojourn.engine.groups.values import estimated


def test_each_used_city_is_left_out_once_where_there_are_others() -> None:
    """Three cities of five are used: three ways leave one out, the others move people."""
    programme, made = whole.programme(), whole.draft()
    phase = next(p for p in programme.phases if p.split)
    ways = list(prices(programme, made.groups, {phase.id: estimated(programme, phase)}))
    avoided = [way for way in ways if way.points.max() == AVOIDED]
    assert len(avoided) == 3
    assert len({int(way.points.max(axis=(0, 1)).argmax()) for way in avoided}) == 3
    assert len(ways) == 3 + len(STAYING)


def test_where_all_cities_are_used_people_are_moved_only() -> None:
    """No city can be left out when there are as many as groups."""
    programme, made = whole.programme(), whole.draft()
    phase = next(p for p in programme.phases if p.split)
    used = tuple(g.stops[0].host for g in made.groups if g.phase == phase.id)
    tight = replace(phase, hosts=used)
    phases = tuple(tight if p.id == phase.id else p for p in programme.phases)
    programme = replace(programme, phases=phases)
    ways = list(prices(programme, made.groups, {phase.id: estimated(programme, tight)}))
    assert len(ways) == len(STAYING)


def test_what_groups_pay_is_known() -> None:
    """Those who stay pay for staying; where a city is left out, staying elsewhere is rewarded."""
    programme, made = whole.programme(), whole.draft()
    phase = next(p for p in programme.phases if p.split)
    ways = list(prices(programme, made.groups, {phase.id: estimated(programme, phase)}))
    assert ways[0].paid(programme, made.groups) == STAYING[0] * 12
    left = ways[1]
    gone = int(left.points.max(axis=(0, 1)).argmax())
    there = sum(
        len(g.participants)
        for g in made.groups
        if g.phase == phase.id and g.stops[0].host == phase.hosts[gone]
    )
    assert left.paid(programme, made.groups) == AVOIDED * there - LEAVING * (12 - there)
    assert np.isfinite(left.points).all()
