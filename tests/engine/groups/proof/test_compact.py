"""The compact relaxation's lines above the tables of classes."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.groups.invented_groups import programme

from sojourn.engine.groups.build import build
from sojourn.engine.groups.problem import Arrays, as_ints
from sojourn.engine.groups.proof.compact import first_prices, flat_lines
from sojourn.engine.groups.proof.layout import layout
from sojourn.engine.groups.proof.locations import habits, locations
from sojourn.engine.groups.proof.rows import rows_of
from sojourn.engine.groups.supply import supply
from sojourn.engine.run import StageRun


def arrays(seed: int = 1) -> Arrays:
    """Twelve people of whom the first four, one country, speak a language of their own."""
    made = programme(seed, people=12, groups=3, hosts=3, interpreters=3)
    phase = made.phases[1]
    a = build(made, phase, supply(made, phase)).arrays
    classes, language = a.classes.copy(), np.full(12, -1, dtype=np.int64)
    language[:4] = 0
    classes[:, 0] = np.where(np.arange(12) < 4, 0, -1)
    step = a.step.copy()
    step[0, :-1] = -2000 * np.arange(12)
    step[0, -1] = 0
    teams = a.teams.copy()
    teams[0] = 1
    return a._replace(classes=as_ints(classes), language=as_ints(language), step=step, teams=teams)


@pytest.mark.parametrize("seed", [0, 1, 3])
def test_lines_lie_above_the_tables_of_all_groups(seed: int) -> None:
    """With the constants of the classes that some set has, lines are above its groups' tables."""
    a = arrays(seed)
    where, kept = locations(a), habits(a)
    assert where is not None
    aside = [habit.number for habit in kept]
    rows = rows_of(a, where, layout(a, 12, 1, aside).relaxed)
    run = StageRun("groups", 1, 1)
    first = first_prices(a, where, kept, rows, np.zeros(12), run, 60.0)
    assert first is not None
    rng = np.random.default_rng(seed)
    for lines in (first.lines, flat_lines(a, kept)):
        slopes = lines.over(a, lines.classes)
        for _ in range(40):
            open_to = rng.random(12) < rng.random()
            inside = open_to & (rng.random(12) < 0.7)
            table = sum(
                int(a.step[c, : int((a.classes[inside] == c).sum())].sum()) for c in lines.classes
            )
            for host in range(a.place.shape[2]):
                line = slopes.slope[host] @ inside + slopes.constant_for(host, open_to)
                assert line >= table - 1e-6


def test_a_country_counts_only_where_its_language_is() -> None:
    """One team for four people of a country: the first price of its language is what pairs cost.

    If each group could have a part of the team and one of the four, nothing would seem to cost.
    """
    a = arrays()
    where = locations(a)
    assert where is not None
    rows = rows_of(a, where, ())
    run = StageRun("groups", 1, 1)
    first = first_prices(a, where, habits(a), rows, np.zeros(12), run, 60.0)
    assert first is not None
    assert first.prices[rows.teams] > 2000
