"""The proven upper bound of the score."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.generate import small
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sojourn.engine.limits import Limits
from sojourn.engine.plan import plan
from sojourn.model import RuleOverride
from sojourn.rules import assess, ceiling
from sojourn.rules.ceiling import most_met

FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(st.integers(0, 500), st.integers(1, 3))
def test_no_plan_is_above_the_ceiling(seed: int, other: int) -> None:
    """Whatever plan the engine makes, its score and its reward for themes lie below the bound."""
    programme = small(seed)
    drawn = plan(programme, Limits(iterations=other), seed=other)
    assert assess(programme, drawn).score.soft <= ceiling(programme)


def test_what_is_switched_off_earns_nothing() -> None:
    """A reward that the programme switches off does not raise the bound."""
    programme = small(3)
    rules = ("theme_fit", "fair_share", "breakout_fit", "wishes", "even_chances")
    silent = replace(programme, rules={rule: RuleOverride(level="off") for rule in rules})
    assert ceiling(programme) > 0
    assert ceiling(silent) == 0


def test_a_session_more_raises_what_can_be_met() -> None:
    """One more session on a theme raises the most of that theme by its weight."""
    programme = next(p for p in map(small, range(50)) if p.sessions and p.themes)
    theme = programme.themes[0].id
    more = replace(programme.sessions[0], id="extra", themes={theme: 4.0})
    richer = replace(programme, sessions=(*programme.sessions, more))
    assert most_met(richer)[theme] == most_met(programme).get(theme, 0.0) + 4.0
