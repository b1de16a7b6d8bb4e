"""The budget, line by line."""

from __future__ import annotations

from dataclasses import replace

from tests.rules.building import (
    changed_event,
    changed_row,
    make_plan,
    make_programme,
    may,
    with_rule,
)

from sojourn.model import Leg, Money, Plan, Programme, Rate, total
from sojourn.rules import BudgetLine, budget_lines, total_cost


def _flat() -> Programme:
    """Every host at 100 a night and 80 a day, nothing else costs anything."""
    programme = make_programme()
    hosts = tuple(
        replace(h, lodging_rate=Money.of(100), meals_rate=Money.of(80)) for h in programme.hosts
    )
    staff = tuple(replace(s, daily_rate=Money()) for s in programme.staff)
    free = dict.fromkeys(
        ("air_base", "air_per_km", "rail_per_km", "road_per_km", "local_per_day"), 0
    )
    return with_rule(replace(programme, hosts=hosts, staff=staff), "cost", settings=free)


def _sum(programme: Programme, plan: Plan, category: str, section: str = "participant") -> Money:
    lines = budget_lines(programme, plan)
    return total(x.amount for x in lines if (x.category, x.section) == (category, section))


def test_lines_add_up_to_the_cent() -> None:
    """Every line is its people times its amount each, and the total is their sum."""
    lines = budget_lines(make_programme(), make_plan())
    for line in lines:
        people = 1 if line.section == "project" else len(line.who)
        assert line.amount == Money(line.each.cents * people)
        assert line.amount.cents > 0
    assert total_cost(make_programme(), make_plan()) == total(line.amount for line in lines)


def test_a_night_is_paid_for_every_day_of_a_stop() -> None:
    """Eleven nights from 2 to 12 May for six people; they fly home on the 13th."""
    lodging = _sum(_flat(), make_plan(), "Lodging and Supplemental")
    assert lodging == Money.of(6 * 11 * 100)
    officers = _sum(_flat(), make_plan(), "Lodging and Supplemental", "language officer")
    assert officers == Money.of(2 * 11 * 100)


def test_meals_are_three_quarters_on_the_first_and_last_day() -> None:
    """Ten full days and two of 75 %, and a provided dinner taken off once."""
    plan = replace(make_plan(), events=())
    assert _sum(_flat(), plan, "Meals and Incidentals") == Money.of(6 * (10 * 80 + 2 * 60))
    late = changed_row(_flat(), "participants", "P1", arrives=may(5, 15))
    assert _sum(late, plan, "Meals and Incidentals") == Money.of(
        5 * (10 * 80 + 2 * 60) + 7 * 80 + 2 * 60
    )


def test_provided_meals_are_deducted() -> None:
    """A hospitality evening takes the dinner off that day's meals, for all who are at it."""
    empty = replace(make_plan(), events=())
    dinner = replace(make_plan(), events=(make_plan().event["E08"],))
    less = _sum(_flat(), empty, "Meals and Incidentals") - _sum(
        _flat(), dinner, "Meals and Incidentals"
    )
    assert less.cents > 0
    assert less.cents % 3 == 0
    notes = [line.note for line in budget_lines(_flat(), dinner)]
    assert "Meals in Austin, less dinner" in notes


def test_rates_come_from_the_host_then_the_table_then_the_published_one() -> None:
    """Each source is used where the one before is silent; rows of a year go first."""
    plan = replace(make_plan(), events=())
    programme = changed_row(_flat(), "hosts", "austin", lodging_rate=None)

    def night(rows: tuple[Rate, ...]) -> Money:
        lines = budget_lines(replace(programme, rates=rows), plan)
        return next(x.each for x in lines if x.host == "austin" and x.category.startswith("Lod"))

    published = night(())
    assert published not in (Money(), Money.of(100))
    every_year = Rate("austin", 5, lodging=Money.of(90))
    assert night((every_year,)) == Money.of(90)
    assert night((every_year, Rate("austin", 5, 2021, Money.of(95)))) == Money.of(95)
    assert night((Rate("austin", 6, lodging=Money.of(90)),)) == published


def test_legs_cost_what_they_give_or_by_distance() -> None:
    """A given leg has its price; an estimated one a price by km, by air with a base."""
    legs = (Leg("J1", "washington", "austin", "air", cost_per_person=Money.of("150.10")),)
    programme = replace(_flat(), legs=legs)
    plan = changed_event(make_plan(), "E02", ref="J1")
    assert _sum(programme, plan, "Domestic Air Travel") == Money.of("450.30")
    base = {"air_base": 50, "air_per_km": 0, "local_per_day": 0}
    estimated = with_rule(_flat(), "cost", settings=base)
    assert _sum(estimated, make_plan(), "Domestic Air Travel") == Money.of(4 * 3 * 50)


def test_staff_are_paid_by_the_day() -> None:
    """Eleven days in groups at the daily rate."""
    salary = _sum(make_programme(), make_plan(), "Salary", "language officer")
    assert salary == Money.of(11 * (100 + 80))


def test_offers_cost_by_visit_and_by_person() -> None:
    """A visit of 30 is the project's; 5 a person are everyone's, staff too."""
    programme = changed_row(_flat(), "offers", "A3", cost=Money.of(30), cost_per_person=Money.of(5))
    assert _sum(programme, make_plan(), "Group Cultural Event", "project") == Money.of(30)
    assert _sum(programme, make_plan(), "Cultural Allowance") == Money.of(15)
    assert _sum(programme, make_plan(), "Cultural Allowance", "language officer") == Money.of(5)


def test_a_group_that_goes_somewhere_needs_a_vehicle_that_day() -> None:
    """One vehicle a group and day, however many events it has."""
    programme = with_rule(_flat(), "cost", settings={"local_per_day": 200})
    lines = [
        x for x in budget_lines(programme, make_plan()) if x.note.startswith("Local transport")
    ]
    assert {(x.note, x.day) for x in lines if x.host == "reno"} == {
        ("Local transport of cities-2", may(day).date()) for day in (6, 7, 8)
    }
    assert {x.amount for x in lines} == {Money.of(200)}


def test_lines_are_ordered() -> None:
    """Lines come by day, the same whatever the order of events."""
    plan = make_plan()
    lines = budget_lines(make_programme(), plan)
    turned = replace(plan, events=plan.events[::-1])
    assert budget_lines(make_programme(), turned) == lines
    days = [line.day for line in lines if line.day is not None]
    assert days == sorted(days)
    assert isinstance(lines[0], BudgetLine)
