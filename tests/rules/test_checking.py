"""Checking and scoring whole plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.building import (
    changed_event,
    found,
    hard,
    make_plan,
    make_programme,
    may,
    moved_event,
    with_rule,
)

from sojourn.model import Event, Group, Plan, Programme, Stop
from sojourn.rules import CATALOGUE, Assessment, assess, check, scored, setting


def test_the_small_plan_keeps_every_hard_rule() -> None:
    """The plan on which all mutations build has no hard finding."""
    assert hard(check(make_programme(), make_plan())) == []


def test_a_plan_of_nothing_is_checked() -> None:
    """An empty plan of an empty programme has no findings and no points."""
    programme = Programme("x", "X", make_programme().starts, make_programme().ends)
    assert assess(programme, Plan("x", (), ())).findings == ()


def test_scored_plans_bear_their_findings() -> None:
    """The scored copy bears what the check finds, and its number of hard findings."""
    programme = make_programme()
    plan = moved_event(make_plan(), "E04", may(6, 7))
    copy = scored(programme, plan)
    assert copy.findings == check(programme, plan)
    assert copy.score.hard == len(hard(copy.findings)) > 0
    assert copy.score.bound is not None and copy.score.bound >= copy.score.soft
    assert (copy.groups, copy.events) == (plan.groups, plan.events)


def test_the_score_is_the_sum_of_its_rules() -> None:
    """Soft points are what the rules give, added up."""
    score = assess(make_programme(), make_plan()).score
    assert abs(score.soft - sum(score.by_rule.values())) < 1e-3


def test_a_rule_that_is_off_finds_nothing() -> None:
    """Switched off, a broken rule is silent and gives no points."""
    plan = moved_event(make_plan(), "E04", may(6, 7))
    programme = with_rule(make_programme(), "in_window", level="off")
    assert found(programme, plan, "in_window") == []
    assert "in_window" not in assess(programme, plan).score.by_rule


def test_a_hard_rule_made_soft_is_a_price() -> None:
    """Made soft, a broken rule costs its weight per unit and leaves the plan valid."""
    plan = moved_event(make_plan(), "E04", may(6, 7))
    programme = with_rule(make_programme(), "in_window", level="soft", weight=7.0)
    findings = found(programme, plan, "in_window")
    assert [f.level for f in findings] == ["soft", "soft"]
    score = assess(programme, plan).score
    assert score.by_rule["in_window"] == -7.0 * sum(f.amount for f in findings)
    assert score.hard == 0


def test_every_finding_is_of_the_catalogue_and_positive() -> None:
    """Findings name rules of the catalogue, have amounts above 0 and end like a sentence."""
    for finding in check(make_programme(), _spoilt(make_plan())):
        assert finding.rule in CATALOGUE
        assert finding.amount > 0
        assert finding.text.endswith(".")


def _spoilt(plan: Plan) -> Plan:
    """A plan in which much is wrong."""
    events = [
        replace(e, starts=e.starts + timedelta(minutes=37 * n), ends=e.ends, groups=("cities-1",))
        for n, e in enumerate(plan.events)
    ]
    return replace(plan, events=tuple(events), groups=(*plan.groups, plan.groups[1]))


def _amounts(assessment: Assessment) -> list[tuple[str, str, float]]:
    return sorted((f.rule, f.level, f.amount) for f in assessment.findings)


@given(st.permutations(range(22)))
@settings(max_examples=15, deadline=None)
def test_the_order_of_events_does_not_matter(order: list[int]) -> None:
    """Events in any order give the same findings and the same score."""
    programme, plan = make_programme(), _spoilt(make_plan())
    shuffled = replace(plan, events=tuple(plan.events[i] for i in order))
    assert assess(programme, shuffled) == assess(programme, plan)


@given(st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_new_names_change_no_amounts(random: Random) -> None:
    """With other ids of people and events the same amounts are found."""
    programme, plan = make_programme(), _spoilt(make_plan())
    numbers = list(range(100, 100 + len(programme.participants)))
    random.shuffle(numbers)
    new = {p.id: f"Q{n}" for p, n in zip(programme.participants, numbers, strict=True)}
    people = tuple(replace(p, id=new[p.id]) for p in programme.participants)
    renamed = replace(
        plan,
        groups=tuple(
            replace(g, participants=tuple(new[p] for p in g.participants)) for g in plan.groups
        ),
        events=tuple(
            replace(e, id=f"X{e.id}", participants=tuple(new[p] for p in e.participants))
            for e in plan.events
        ),
    )
    other = assess(replace(programme, participants=people), renamed)
    assert _amounts(other) == _amounts(assess(programme, plan))
    assert other.score == assess(programme, plan).score


NAMES = st.sampled_from(
    (
        *("P1", "P2", "I1", "L1", "A1", "R2", "S1", "C1", "W1", "austin", "reno", "cities"),
        *("cities-1", "opening-all", "closing", "nobody", "", "é\u202e", "E04"),
    )
)
KINDS = st.sampled_from(
    ("session", "meeting", "appointment", "travel", "meal", "rest", "hospitality", "unknown")
)
DATES = st.dates(date(2021, 4, 30), date(2021, 5, 20)) | st.sampled_from((date.min, date.max))
IDS = st.lists(NAMES, max_size=4).map(tuple)


@st.composite
def wild_events(draw: st.DrawFn) -> Event:
    """An event that refers to anything at any time, in any direction."""
    basis = make_plan().events[draw(st.integers(0, 21))]
    shift = timedelta(minutes=draw(st.integers(-20_000, 20_000)))
    length = timedelta(minutes=draw(st.integers(-300, 3000)))
    if draw(st.integers(0, 9)) == 0:
        far = draw(st.sampled_from((datetime.min, datetime.max, datetime(9999, 12, 31, 1))))
        return replace(basis, starts=far.replace(tzinfo=UTC), ends=far.replace(tzinfo=UTC))
    maybe = st.none() | NAMES
    return Event(
        id=draw(NAMES),
        kind=draw(KINDS),
        phase=draw(NAMES),
        host=draw(maybe),
        ref=draw(maybe),
        title=draw(NAMES),
        room=draw(maybe),
        starts=basis.starts + shift,
        ends=basis.starts + shift + length,
        groups=draw(IDS),
        participants=draw(IDS),
        counterparts=draw(IDS),
        staff=draw(IDS),
    )


@st.composite
def wild_groups(draw: st.DrawFn) -> Group:
    """A group of anybody anywhere, its stops in any order."""
    stops = tuple(
        Stop(
            draw(NAMES),
            draw(DATES),
            draw(DATES),
        )
        for _ in range(draw(st.integers(0, 3)))
    )
    return Group(draw(NAMES), draw(NAMES), draw(IDS), draw(IDS), stops)


@given(st.lists(wild_events(), max_size=6), st.lists(wild_groups(), max_size=4), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_plan_can_be_checked(events: list[Event], groups: list[Group], more: bool) -> None:
    """Unknown ids, events that end before they start and groups of one id never raise."""
    programme, plan = make_programme(), make_plan()
    basis = plan if more else replace(plan, groups=(), events=())
    wild = replace(basis, groups=(*basis.groups, *groups), events=(*basis.events, *events))
    first = assess(programme, wild, before=plan, now=plan.events[5].starts)
    assert first.score.hard == len(hard(first.findings))


def test_unknown_references_are_hard() -> None:
    """Each unknown id is a hard finding of `present` (people) or `place` (all else)."""
    programme, plan = make_programme(), make_plan()
    for columns, rule in (
        ({"participants": ("PX",)}, "present"),
        ({"staff": ("IX",)}, "present"),
        ({"host": "nowhere"}, "place"),
        ({"ref": "AX"}, "place"),
        ({"groups": ("cities-1", "cities-9")}, "place"),
        ({"room": "X9"}, "place"),
        ({"phase": "nothing"}, "place"),
        ({"kind": "party"}, "place"),
        ({"counterparts": ("CX",)}, "place"),
    ):
        mutant = changed_event(plan, "E04", **columns)
        assert hard(found(programme, mutant, rule)), columns


def test_settings_follow_the_programme() -> None:
    """Overrides replace level and weight and are laid over the settings."""
    programme = with_rule(make_programme(), "interpreted", settings={"simultaneous": 3})
    wanted = setting(programme, "interpreted")
    assert (wanted.level, wanted.settings) == ("hard", {"simultaneous": 3, "consecutive": 1})
    programme = with_rule(programme, "theme_fit", level="off", weight=2.0)
    wanted = setting(programme, "theme_fit")
    assert (wanted.level, wanted.weight) == ("off", 2.0)
