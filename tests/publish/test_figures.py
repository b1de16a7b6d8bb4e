"""The figures of a plan."""

from __future__ import annotations

import pytest

from sojourn.model import Plan, Programme
from sojourn.publish.agenda import Agenda
from sojourn.publish.figures import Figures
from sojourn.publish.portraits import TONES, heat


def test_objectives_are_counted_where_people_are(programme: Programme, plan: Plan) -> None:
    """An objective is met by whoever is at an offer or session that serves it."""
    figures = Figures(Agenda(programme, plan))
    assert figures.objective_counts["P001"] == {"rights": 2, "trade": 0}
    assert figures.objective_counts["P004"] == {"rights": 1, "trade": 1}
    assert figures.objectives_met == {"rights": 6, "trade": 3}


def test_satisfaction_is_a_share_of_what_could_be(programme: Programme, plan: Plan) -> None:
    """A weight of 3 met gives 1 - 0.9^3 of a theme; who has no interests has no share."""
    figures = Figures(Agenda(programme, plan))
    assert figures.theme_weights["P001"]["cyber"] == 3
    assert figures.satisfaction["P001"] == pytest.approx(1 - 0.9**3)
    assert "P006" not in figures.satisfaction


def test_interpreted_languages_are_those_of_members_in_need(
    programme: Programme, plan: Plan
) -> None:
    """A group's interpreted languages are those of its members, as far as somebody covers them."""
    figures = Figures(Agenda(programme, plan))
    assert figures.interpreted(plan.group["cities-1"]) == ("pt",)
    assert figures.interpreted(plan.group["cities-2"]) == ("fr",)


def test_heat_has_a_tone_for_nothing() -> None:
    """Nothing is tone 0, everything the last tone, and tones never fall."""
    tones = [heat(share / 100) for share in range(101)]
    assert tones[0] == 0
    assert tones[1] == 1
    assert tones[-1] == TONES
    assert tones == sorted(tones)
