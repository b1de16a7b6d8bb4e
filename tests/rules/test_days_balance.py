"""How a stay is filled."""

from __future__ import annotations

from tests.rules.building import (
    changed_event,
    changed_row,
    found,
    happening,
    make_plan,
    make_programme,
    may,
    moved_event,
    with_events,
    with_rule,
    without_event,
)

from sojourn.model import Plan, Programme


def test_groups_see_the_levels_that_are_offered() -> None:
    """Without its only local appointment a group lacks a level; what none offers is not missed."""
    assert found(make_programme(), make_plan(), "variety") == []
    (finding,) = found(make_programme(), without_event(make_plan(), "E04"), "variety")
    assert (finding.who, finding.amount) == (("cities-1",), 1)
    assert "local" in finding.text


def test_groups_see_several_kinds() -> None:
    """Five kinds where five are wanted and four are seen: one is missing."""
    programme = with_rule(make_programme(), "variety", settings={"kinds": 5})
    assert [f.who for f in found(programme, make_plan(), "variety")] == [("cities-1",)]


def test_organisations_are_not_repeated() -> None:
    """Two offers of one organisation are one repetition."""
    programme = changed_row(make_programme(), "offers", "A1", organisation="City Hall")
    programme = changed_row(programme, "offers", "A2", organisation="city hall")
    assert [f.amount for f in found(programme, make_plan(), "variety")] == [1]


def _lacking(programme: Programme, plan: Plan) -> dict[str, float]:
    """What each group lacks of hospitality and culture."""
    return {f.who[0]: f.amount for f in found(programme, plan, "hospitality")}


def test_each_stop_has_hospitality_and_culture() -> None:
    """A stop that has neither lacks two, one that has both lacks nothing."""
    assert "cities-1" not in _lacking(make_programme(), make_plan())
    plan = without_event(without_event(make_plan(), "E07"), "E08")
    assert _lacking(make_programme(), plan)["cities-1"] == 2


def test_a_city_without_offers_of_hospitality_is_told() -> None:
    """Where no offer is known the finding stands all the same, and says why."""
    programme = changed_row(make_programme(), "offers", "A4", host="new-york")
    plan = without_event(make_plan(), "E08")
    (finding,) = [f for f in found(programme, plan, "hospitality") if f.who == ("cities-1",)]
    assert finding.amount == 1 and "no hospitality offer is known there" in finding.text


def test_a_reception_is_hospitality() -> None:
    """A reception of a session counts, for the group and also where it names participants."""
    lacking = _lacking(make_programme(), make_plan())["closing-all"]
    reception = changed_row(make_programme(), "sessions", "S2", kind="reception")
    for groups in (("closing-all",), ()):
        plan = changed_event(make_plan(), "E16", groups=groups, participants=())
        assert _lacking(reception, plan)["closing-all"] == lacking - 1


def _wait(hours: int) -> Plan:
    """A panel on Friday so many hours after the site visit ends at 9:30."""
    plan = moved_event(make_plan(), "E06", may(7, 8))
    panel = happening(
        "E90", "panel", "cities", "austin", may(7, 9 + hours, 30), 90, "A5", groups=("cities-1",)
    )
    return without_event(with_events(plan, panel), "E08")


def test_waiting_is_counted_for_each_person() -> None:
    """Three hours and a half without lunch, way taken off, are long; rest planned there is not."""
    before = {f.who for f in found(make_programme(), _wait(1), "idle")}
    assert ("P1", "P2", "P3") not in before
    waiting = next(
        f for f in found(make_programme(), _wait(4), "idle") if f.who == ("P1", "P2", "P3")
    )
    assert waiting.amount > 0
    rest = happening("E91", "rest", "cities", None, may(7, 10), 120, groups=("cities-1",))
    after = found(make_programme(), with_events(_wait(4), rest), "idle")
    assert ("P1", "P2", "P3") not in {f.who for f in after}


def test_a_free_half_day_is_no_waiting() -> None:
    """A gap that holds the whole afternoon is free time."""
    plan = moved_event(make_plan(), "E08", may(7, 18))
    plan = moved_event(plan, "E06", may(7, 9))
    people = {f.who for f in found(make_programme(), plan, "idle")}
    assert ("P1", "P2", "P3") not in people


def test_nights_are_long_enough() -> None:
    """A dinner until 21:30 and a visit at 8:00 leave 10.5 hours: half an hour short for each."""
    plan = moved_event(make_plan(), "E08", may(6, 20))
    plan = moved_event(plan, "E06", may(7, 8))
    (finding,) = found(make_programme(), plan, "early_start")
    assert (finding.who, finding.amount) == (("P1", "P2", "P3", "I1"), 120)
    assert found(make_programme(), make_plan(), "early_start") == []


def test_days_are_evenly_filled() -> None:
    """Four hours and a half on Thursday and nothing on Friday are uneven."""
    assert found(make_programme(), make_plan(), "pace") == []
    plan = moved_event(make_plan(), "E06", may(6, 13))
    panel = happening(
        "E90", "panel", "cities", "austin", may(6, 15), 90, "A5", groups=("cities-1",)
    )
    (finding,) = found(make_programme(), with_events(plan, panel), "pace")
    assert (finding.who, finding.amount) == (("cities-1",), 2 * (135 - 60))
