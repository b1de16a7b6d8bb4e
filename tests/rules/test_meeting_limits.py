from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.building import changed_row, found, make_plan, make_programme, may

from sojourn.model import Country, Language, MeetingRules, Plan, Programme, Window, Wish
from sojourn.rules.meeting_limits import MeetingLimits


def empty() -> Plan:
    """The plan without its meetings."""
    plan = make_plan()
    return replace(plan, events=tuple(e for e in plan.events if e.kind != "meeting"))


def ruled(programme: Programme, **rules: object) -> Programme:
    """The programme with other rules for the meetings of the closing phase."""
    phases = tuple(
        p if p.meetings is None else replace(p, meetings=replace(p.meetings, **rules))
        for p in programme.phases
    )
    return replace(programme, phases=phases)


def told(programme: Programme) -> dict[str, str]:
    """What is told of too few meetings, by person."""
    findings = [f for f in found(programme, empty(), "meetings") if f.level == "soft"]
    return {person: finding.text for finding in findings for person in finding.who}


def test_where_nothing_is_in_the_way_nothing_is_said() -> None:
    """Six people without a meeting, and no row is to blame."""
    texts = set(told(make_programme()).values())
    assert len(texts) == 1
    assert texts.pop().endswith("have 0 meetings in 'closing'; at least 1 are wanted.")


@pytest.mark.parametrize("refused", ["P3", "in", "IN"])
def test_who_is_refused_by_all_is_told(refused: str) -> None:
    """Counterparts who refuse a participant or their country leave them nobody."""
    programme = make_programme()
    for ident in ("C1", "C2"):
        programme = changed_row(programme, "counterparts", ident, refuses=(refused,))
    text = told(programme)["P3"]
    assert "none of the counterparts of 'closing' receives them ('refuses')" in text
    assert "refuses" not in told(programme)["P4"]


def test_who_shares_no_language_with_anybody_is_told() -> None:
    """Japanese, which neither counterparts nor interpreters speak."""
    programme = changed_row(make_programme(), "participants", "P3", languages=(Language("ja"),))
    text = told(programme)["P3"]
    assert "they speak Japanese, and no counterpart and no interpreter understands them" in text
    assert "an interpreter between the two languages would help" in text


def test_an_interpreter_in_conflict_with_the_country_does_not_count() -> None:
    """P1 speaks French only; I1 does not serve people of Senegal and C2 is gone."""
    programme = changed_row(make_programme(), "staff", "I1", conflicts=(Country("SN"),))
    counterparts = tuple(c for c in programme.counterparts if c.id == "C1")
    programme = replace(programme, counterparts=counterparts)
    assert "they speak French" in told(programme)["P1"]
    assert "only Cee Host (C1)" not in told(make_programme())["P1"]


def test_who_leaves_before_the_meetings_is_told() -> None:
    """P4 leaves at noon of the day on whose afternoon the meetings are."""
    programme = changed_row(make_programme(), "participants", "P4", departs=may(12, 12))
    assert "no meeting lies within the time that they are there" in told(programme)["P4"]


def test_who_is_there_at_other_times_than_the_counterparts_is_told() -> None:
    """P4 leaves at three; both counterparts come at four."""
    programme = changed_row(make_programme(), "participants", "P4", departs=may(12, 15))
    late = (Window.dated(may(12, 16), may(12, 17)),)
    for ident in ("C1", "C2"):
        programme = changed_row(programme, "counterparts", ident, windows=late)
    assert "are there at other times" in told(programme)["P4"]
    assert "other times" not in told(programme)["P3"]


def test_too_few_counterparts_for_one_person_are_named() -> None:
    """Two meetings are wanted and only one counterpart receives P3."""
    programme = changed_row(make_programme(), "counterparts", "C2", refuses=("P3",))
    text = told(ruled(programme, at_least=2))["P3"]
    assert "only Cee Host (C1) can meet them; more counterparts would help" in text


def test_more_meetings_wanted_than_taken() -> None:
    """Six people want one each; the counterparts take two and one."""
    programme = changed_row(make_programme(), "counterparts", "C1", meetings=2)
    programme = changed_row(programme, "counterparts", "C2", meetings=1)
    texts = set(told(programme).values())
    assert len(texts) == 1
    text = texts.pop()
    assert "6 meetings are wanted in all and the 2 counterparts of 'closing' take 3" in text
    assert "would help" in text


def test_more_meetings_wanted_than_tables_hold() -> None:
    """One table for two slots holds two of the six."""
    window = Window.dated(may(12, 14), may(12, 14, 45))
    programme = ruled(make_programme(), tables=1, windows=(window,))
    text = told(programme)["P4"]
    assert "6 meetings are wanted in all and there is room for 2 at 1 table" in text


def test_windows_too_short_for_the_minimum() -> None:
    """Half an hour holds one meeting of twenty minutes, and two are wanted."""
    window = Window.dated(may(12, 14), may(12, 14, 30))
    programme = ruled(make_programme(), at_least=2, windows=(window,))
    assert (
        "the windows of 'closing' hold 1 meeting; longer windows would help"
        in (told(programme)["P4"])
    )


def test_slots_are_inside_the_working_day_after_the_move_day() -> None:
    """Weekly windows on every day give slots on the full days only, within their hours."""
    programme = make_programme()
    phase = programme.phase["closing"]
    rules = MeetingRules(30, 1, 2, (Window.weekly(range(7), 500, 1100),))
    limits = MeetingLimits(programme, phase, rules)
    assert {day for day, _, _ in limits.slots} == {d for d in phase.days if d > phase.starts}
    assert all(first >= phase.day.opens for _, first, _ in limits.slots)
    assert all(last <= phase.day.closes for _, _, last in limits.slots)
    assert all((first - 500) % 30 == 0 for _, first, _ in limits.slots)


def test_wishes_that_cannot_be_met_are_named() -> None:
    """The strongest wish of P3 is for C1, who refuses them."""
    programme = changed_row(make_programme(), "counterparts", "C1", refuses=("P3",))
    wishes = (Wish("P3", "C1", 5.0), Wish("P4", "C2", 5.0))
    (finding,) = found(replace(programme, wishes=wishes), empty(), "wishes")
    assert finding.text.endswith("1 of them cannot be, as the counterpart refuses: P3 with C1.")
    assert finding.amount == 10
