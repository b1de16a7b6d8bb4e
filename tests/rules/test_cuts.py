"""Cuts through a budget."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.building import changed_row, make_plan, make_programme, may, with_rule

from sojourn.model import Money, Programme, Rate, total
from sojourn.rules import BudgetLine, budget_lines, total_cost
from sojourn.rules.chart import CHART, KINDS, SECTIONS
from sojourn.rules.cuts import CUTS, Cut, cut, per_diems

CENTS = st.integers(0, 99_999).map(Money)


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """The tiny programme with any prices, rates, arrivals and departures."""
    made = make_programme()
    hosts = tuple(
        replace(
            host,
            lodging_rate=draw(st.none() | CENTS),
            meals_rate=draw(st.none() | CENTS),
        )
        for host in made.hosts
    )
    offers = tuple(replace(o, cost=draw(CENTS), cost_per_person=draw(CENTS)) for o in made.offers)
    staff = tuple(replace(member, daily_rate=draw(CENTS)) for member in made.staff)
    rates = tuple(
        Rate(host.id, 5, lodging=draw(st.none() | CENTS), meals=draw(st.none() | CENTS))
        for host in made.hosts[:2]
    )
    people = tuple(
        replace(
            person,
            arrives=draw(st.none() | st.integers(1, 6).map(may)),
            departs=draw(st.none() | st.integers(8, 20).map(may)),
        )
        for person in made.participants
    )
    prices = {"air_per_km": draw(st.floats(0, 1)), "local_per_day": draw(st.floats(0, 999))}
    made = replace(made, hosts=hosts, offers=offers, staff=staff, rates=rates, participants=people)
    return with_rule(made, "cost", settings=prices)


@settings(max_examples=40, deadline=None)
@given(programmes())
def test_every_cut_adds_up_to_the_cent(programme: Programme) -> None:
    """Whatever the prices are, all cuts have the total of the rules, and so have their kinds."""
    plan = make_plan()
    lines = budget_lines(programme, plan)
    cost = total_cost(programme, plan)
    for by in CUTS:
        parts = cut(programme, lines, by)
        assert total(part.amount for part in parts) == cost
        for part in parts:
            assert total(part.kinds.values()) == part.amount
        for kind in KINDS:
            whole = total(part.kinds.get(kind, Money()) for part in parts)
            assert whole == total(line.amount for line in lines if line.kind == kind)
    assert all(line.each.cents > 0 for line in lines)


@settings(max_examples=40, deadline=None)
@given(programmes())
def test_rates_explain_lodging_and_meals(programme: Programme) -> None:
    """By place and month, what is paid is rates times nights and days, less what is provided."""
    lines = budget_lines(programme, make_plan())
    rates = per_diems(lines)
    assert total(one.lodging + one.meals for one in rates) == total(
        line.amount for line in lines if line.kind in ("lodging", "meals")
    )
    for one in rates:
        if one.lodging_rate is not None:
            assert one.lodging == one.lodging_rate * one.nights
        if one.meals_rate is not None:
            outer = (one.meals_rate * 3).cents
            due = one.meals_rate * (one.days - one.outer_days)
            due += Money((outer + 2) // 4) * one.outer_days
            assert one.meals == due - one.deducted
        assert one.deducted.cents >= 0


def test_the_project_is_a_part_of_its_own_among_people() -> None:
    """What belongs to nobody is the last part; everybody else has what is theirs."""
    lines = budget_lines(make_programme(), make_plan())
    parts = cut(make_programme(), lines, "person")
    assert [part.id for part in parts] == ["P1", "P2", "P3", "P4", "P5", "P6", "I1", "L1", ""]
    mine = total(line.each for line in lines if "P3" in line.who)
    assert next(part.amount for part in parts if part.id == "P3") == mine


def test_parts_come_in_a_sensible_order() -> None:
    """Categories as in the chart, places the dearest first, days in order of time."""
    lines = budget_lines(make_programme(), make_plan())
    chart = [(section, name) for section in SECTIONS for name in CHART[section]]
    categories = [(p.section, p.id) for p in cut(make_programme(), lines, "category")]
    assert categories == [key for key in chart if key in categories]
    amounts = [part.amount for part in cut(make_programme(), lines, "place")]
    assert amounts == sorted(amounts, reverse=True)
    days = [part.id for part in cut(make_programme(), lines, "day")]
    assert days == sorted(days)


@pytest.mark.parametrize("by", CUTS)
def test_what_has_no_place_and_no_day_is_a_part(by: Cut) -> None:
    """A line without host and day is in every cut, and last."""
    bare = BudgetLine("project", "Other", (), None, None, Money(5), Money(5), "Stamps", "offers")
    parts = cut(make_programme(), (*budget_lines(make_programme(), make_plan()), bare), by)
    assert parts[-1].kinds.get("offers", Money()).cents >= 5
    assert cut(make_programme(), (), by) == ()


def test_a_month_that_changes_inside_a_stop_changes_the_rate() -> None:
    """Nights and meals are paid at the rate of their own day's month."""
    made = make_programme()
    rates = (
        Rate("austin", 5, lodging=Money.of(100), meals=Money.of(60)),
        Rate("austin", 6, lodging=Money.of(150), meals=Money.of(80)),
    )
    plan = make_plan()
    (group,) = (g for g in plan.groups if g.id == "cities-1")
    stop = replace(group.stops[0], starts=date(2021, 5, 30), ends=date(2021, 6, 2))
    plan = replace(plan, groups=(replace(group, stops=(stop,)),), events=())
    made = replace(made, rates=rates, starts=date(2021, 5, 30), ends=date(2021, 6, 3))
    found = [one for one in per_diems(budget_lines(made, plan)) if one.section == "participant"]
    assert [(one.month.month, one.lodging_rate, one.nights) for one in found] == [
        (5, Money.of(100), 6),
        (6, Money.of(150), 6),
    ]
    assert [(one.meals_rate, one.days, one.outer_days) for one in found] == [
        (Money.of(60), 6, 3),
        (Money.of(80), 9, 3),
    ]
    assert found[1].meals == Money.of(6 * 80 + 3 * 60)


def test_provided_meals_are_never_worth_more_than_the_day() -> None:
    """Three provided meals on a first day leave nothing to pay, and nothing owed."""
    made = replace(
        changed_row(make_programme(), "hosts", "austin", meals_rate=Money.of(80)),
        starts=date(2021, 5, 5),
    )
    plan = make_plan()
    dinner = plan.event["E08"]
    first = [
        replace(
            dinner,
            id=f"X{hour}",
            starts=dinner.starts.replace(day=5, hour=hour),
            ends=dinner.ends.replace(day=5, hour=hour + 1),
        )
        for hour in (8, 12, 19)
    ]
    plan = replace(
        plan, groups=tuple(g for g in plan.groups if g.id == "cities-1"), events=tuple(first)
    )
    lines = budget_lines(made, plan)
    assert not [line for line in lines if line.kind == "meals" and line.day == date(2021, 5, 5)]
    assert all(line.each.cents > 0 for line in lines)
