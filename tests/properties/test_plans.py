"""The engine and the checker against each other, on random small programmes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from benchmarks.generate import small
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sojourn.engine.limits import Limits
from sojourn.engine.plan import plan
from sojourn.files import parse_plan, plan_text
from sojourn.model import Event, Plan, Programme
from sojourn.rules import assess, check

QUICK = Limits(iterations=1)
FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SEEDS = st.integers(0, 500)


@FEW
@given(SEEDS)
def test_what_the_engine_returns_passes_the_checker(seed: int) -> None:
    """A programme that can be planned is planned without a hard finding."""
    drawn = plan(small(seed), QUICK, seed=seed)
    assert [f.text for f in drawn.findings if f.level == "hard"] == []


@FEW
@given(SEEDS)
def test_a_plan_carries_the_checkers_own_words(seed: int) -> None:
    """Findings and score in a plan are those that a fresh check gives, after a round trip too."""
    programme = small(seed)
    drawn = plan(programme, QUICK, seed=seed)
    again = parse_plan(plan_text(drawn))
    assert check(programme, again) == drawn.findings
    assert replace(assess(programme, again).score, bound=drawn.score.bound) == drawn.score


@FEW
@given(SEEDS)
def test_no_stage_claims_more_than_its_bound(seed: int) -> None:
    """A proven bound is never below the value of the stage's solution."""
    drawn = plan(small(seed), QUICK, seed=seed)
    assert drawn.engine is not None
    for stage in drawn.engine.stages:
        assert stage.bound is None or stage.bound >= stage.value - 1e-6, stage


@FEW
@given(SEEDS)
def test_nobody_is_planned_who_is_not_confirmed(seed: int) -> None:
    """Groups hold each confirmed participant and nobody else."""
    programme = small(seed)
    drawn = plan(programme, QUICK, seed=seed)
    confirmed = sorted(p.id for p in programme.confirmed)
    for phase in programme.phases:
        members = [p for g in drawn.groups if g.phase == phase.id for p in g.participants]
        assert sorted(members) == confirmed


def _first(drawn: Plan, fits: Callable[[Event], bool]) -> Event | None:
    return next((event for event in drawn.events if fits(event)), None)


def _with(drawn: Plan, changed: Event) -> Plan:
    """The plan with `changed` in the place of the event of the same id."""
    events = tuple(changed if event.id == changed.id else event for event in drawn.events)
    return replace(drawn, events=events)


def _broken_rules(programme: Programme, mutated: Plan) -> set[str]:
    return {f.rule for f in check(programme, mutated) if f.level == "hard"}


@FEW
@given(SEEDS)
def test_a_doubled_visit_is_found(seed: int) -> None:
    """The same group twice at one offer breaks `once`."""
    programme = small(seed)
    drawn = plan(programme, QUICK, seed=seed)
    visit = _first(drawn, lambda e: e.ref in programme.offer)
    if visit is not None:
        doubled = replace(visit, id="E9999")
        mutated = replace(drawn, events=(*drawn.events, doubled))
        assert {"once", "no_overlap"} <= _broken_rules(programme, mutated)


@FEW
@given(SEEDS, st.sampled_from((1, 7, 13)))
def test_a_start_off_the_grid_is_found(seed: int, minutes: int) -> None:
    """An offer moved by minutes that are no step of the grid breaks `grid`."""
    programme = small(seed)
    drawn = plan(programme, QUICK, seed=seed)
    visit = _first(drawn, lambda e: e.ref in programme.offer)
    if visit is not None:
        late = timedelta(minutes=minutes)
        mutated = _with(drawn, replace(visit, starts=visit.starts + late, ends=visit.ends + late))
        assert "grid" in _broken_rules(programme, mutated)


@FEW
@given(SEEDS)
def test_an_event_in_another_city_is_found(seed: int) -> None:
    """A group's event at a host where the group is not breaks `place`."""
    programme = small(seed)
    drawn = plan(programme, QUICK, seed=seed)
    visit = _first(drawn, lambda e: e.ref in programme.offer)
    if visit is not None:
        elsewhere = next(h.id for h in programme.hosts if h.id != visit.host)
        assert "place" in _broken_rules(programme, _with(drawn, replace(visit, host=elsewhere)))


@FEW
@given(SEEDS)
def test_a_participant_in_two_groups_is_found(seed: int) -> None:
    """A person copied into a second group of a split phase breaks `one_group`."""
    programme = small(seed)
    drawn = plan(programme, QUICK, seed=seed)
    split = [g for g in drawn.groups if programme.phase[g.phase].split]
    pair = next(((a, b) for a in split for b in split if a.phase == b.phase and a.id < b.id), None)
    if pair is not None and pair[0].participants:
        one, other = pair
        crowded = replace(other, participants=(*other.participants, one.participants[0]))
        groups = tuple(crowded if g.id == other.id else g for g in drawn.groups)
        assert "one_group" in _broken_rules(programme, replace(drawn, groups=groups))


@FEW
@given(SEEDS)
def test_a_missing_journey_is_found(seed: int) -> None:
    """Without its journey a group has not travelled, which breaks `leg`."""
    programme = small(seed)
    drawn = plan(programme, QUICK, seed=seed)
    journey = _first(drawn, lambda e: e.kind == "travel")
    if journey is not None:
        events = tuple(e for e in drawn.events if e.id != journey.id)
        assert "leg" in _broken_rules(programme, replace(drawn, events=events))


@pytest.mark.parametrize("seed", range(4))
def test_no_time_at_all_still_gives_a_plan(seed: int) -> None:
    """A limit of 0 s gives a whole plan by construction."""
    programme = small(seed)
    drawn = plan(programme, Limits(seconds=0.0), seed=seed)
    assert {g.phase for g in drawn.groups} == {p.id for p in programme.phases}
