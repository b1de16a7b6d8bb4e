"""How much a day may hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.rules.building import (
    changed_event,
    changed_row,
    found,
    happening,
    hard,
    make_plan,
    make_programme,
    may,
    with_events,
    without_event,
)

from sojourn.model import Day, Plan, Programme


def _day(**columns: int) -> Programme:
    programme = make_programme()
    phases = tuple(replace(p, day=replace(Day(at_least=0), **columns)) for p in programme.phases)
    return replace(programme, phases=phases)


def _busy() -> Plan:
    """Two professional offers for cities-1 on Thursday."""
    extra = happening(
        "E90", "panel", "cities", "austin", may(6, 14), 90, "A5", groups=("cities-1",)
    )
    return with_events(make_plan(), extra)


def test_a_group_has_at_most_its_appointments() -> None:
    """Two a day where one is allowed are one too many."""
    (finding,) = found(_day(at_most=1), _busy(), "appointments")
    assert (finding.who, finding.amount, finding.level) == (("cities-1",), 1, "hard")
    assert found(_day(at_most=2), _busy(), "appointments") == []


def test_appointments_of_parts_of_a_group_count_for_each_person() -> None:
    """Two parts of a group at one offer each have one appointment that day."""
    plan = changed_event(_busy(), "E04", groups=(), participants=("P1",))
    plan = changed_event(plan, "E90", groups=(), participants=("P2", "P3"))
    assert found(_day(at_most=1), plan, "appointments") == []


def test_a_full_workday_has_its_least_appointments() -> None:
    """An empty Friday is told softly, Saturday and a closed Friday are not."""
    plan = without_event(make_plan(), "E06")
    (finding,) = found(make_programme(), plan, "appointments")
    assert (finding.level, finding.amount) == ("soft", 1)
    closed = changed_row(make_programme(), "hosts", "austin", closed=(date(2021, 5, 7),))
    assert found(closed, plan, "appointments") == []
    assert hard(found(make_programme(), plan, "appointments")) == []


def test_interpreting_has_its_hours() -> None:
    """Minutes of professional events at which French is needed are added up per day."""
    (finding,) = found(_day(interpreting_minutes=100), _busy(), "interpreting_hours")
    assert (finding.who, finding.amount) == (("I1",), 80)
    assert found(_day(interpreting_minutes=180), _busy(), "interpreting_hours") == []


def test_only_what_somebody_hears_counts() -> None:
    """Without the French speaker nothing is interpreted; culture is not counted."""
    plan = changed_event(_busy(), "E90", groups=(), participants=("P2",), staff=("I1",))
    assert found(_day(interpreting_minutes=90), plan, "interpreting_hours") == []
    plan = changed_event(_busy(), "E90", kind="cultural", ref="A3")
    assert found(_day(interpreting_minutes=90), plan, "interpreting_hours") == []


def _full(plan: Plan) -> Plan:
    """Something in each half of each day of cities-1 from Thursday to Sunday."""
    spans = [(d, h) for d in (6, 7, 8, 9) for h in (9, 16)]
    events = [
        happening(
            f"X{d}{h}", "cultural", "cities", "austin", may(d, h), 60, "A3", groups=("cities-1",)
        )
        for d, h in spans
    ]
    return with_events(plan, *events)


def test_a_long_stop_has_a_free_half_day() -> None:
    """A stop with something in every half-day lacks one; fillers leave it free."""
    assert found(make_programme(), make_plan(), "free_half_day") == []
    (finding,) = found(make_programme(), _full(make_plan()), "free_half_day")
    assert (finding.who, finding.amount) == (("cities-1",), 1)
    rest = changed_event(_full(make_plan()), "X916", kind="free", ref=None)
    assert found(make_programme(), rest, "free_half_day") == []


def test_events_that_name_members_take_the_half_day() -> None:
    """What some members do by name is something that the group does not have free."""
    plan = changed_event(_full(make_plan()), "X916", groups=(), participants=("P1",))
    assert found(make_programme(), plan, "free_half_day")


def test_two_half_days_may_be_asked_for() -> None:
    """The number of free half-days is the phase's."""
    plan = changed_event(_full(make_plan()), "X916", kind="free", ref=None)
    assert [f.amount for f in found(_day(free_half_days=2), plan, "free_half_day")] == [1]
    assert found(_day(free_half_days=0), _full(make_plan()), "free_half_day") == []


def test_short_stops_have_no_free_half_day() -> None:
    """A stop of three days asks for none."""
    programme = changed_row(make_programme(), "phases", "cities", route=(3, 2))
    stop = make_plan().group["cities-1"].stops[0]
    stops = (replace(stop, ends=date(2021, 5, 7)), replace(stop, starts=date(2021, 5, 8)))
    groups = tuple(replace(g, stops=stops) if g.id == "cities-1" else g for g in make_plan().groups)
    plan = replace(_full(make_plan()), groups=groups)
    assert found(programme, plan, "free_half_day") == []
