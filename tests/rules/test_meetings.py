"""One-to-one meetings."""

from __future__ import annotations

from dataclasses import replace

import pytest
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

from sojourn.model import Language, Plan, Wish
from sojourn.rules import assess


def _more(number: int) -> Plan:
    """More meetings of P2, with C2."""
    extra = [
        happening(
            f"X{n}",
            "meeting",
            "closing",
            "new-york",
            may(12, 15 + n // 3, n % 3 * 20),
            20,
            "C2",
            participants=("P2",),
            counterparts=("C2",),
        )
        for n in range(number)
    ]
    return with_events(make_plan(), *extra)


def test_participants_have_at_most_their_meetings() -> None:
    """Three where two are allowed are one too many."""
    assert hard(found(make_programme(), _more(1), "meetings")) == []
    (finding,) = hard(found(make_programme(), _more(2), "meetings"))
    assert (finding.who, finding.amount) == (("P2",), 1)


def test_counterparts_have_at_most_their_meetings() -> None:
    """A counterpart who takes five and has six is found."""
    programme = changed_row(make_programme(), "counterparts", "C1", meetings=5)
    assert [f.who for f in hard(found(programme, make_plan(), "meetings"))] == [("C1",)]


def _at_tables(tables: int | None, events: Plan) -> list[tuple[tuple[str, ...], float, str]]:
    """What is told of meetings where the closing phase has so many tables."""
    programme = make_programme()
    rules = programme.phase["closing"].meetings
    assert rules is not None
    phases = tuple(
        replace(p, meetings=replace(rules, tables=tables)) if p.id == "closing" else p
        for p in programme.phases
    )
    told = hard(found(replace(programme, phases=phases), events, "meetings"))
    return [(f.who, f.amount, f.text) for f in told if "at once" in f.text]


def _side_by_side(*minutes: int) -> Plan:
    """Three more meetings, which begin so many minutes after 16:00."""
    extra = [
        happening(
            f"X{n}",
            "meeting",
            "closing",
            "new-york",
            may(12, 16, minute),
            20,
            counterpart,
            participants=(person,),
            counterparts=(counterpart,),
        )
        for n, (person, counterpart, minute) in enumerate(
            zip(("P1", "P2", "P3"), ("C1", "C2", "C1"), minutes, strict=True)
        )
    ]
    return with_events(without_meetings(make_plan()), *extra)


def without_meetings(plan: Plan) -> Plan:
    """The plan without its meetings."""
    return replace(plan, events=tuple(e for e in plan.events if e.kind != "meeting"))


def test_no_more_meetings_at_once_than_tables() -> None:
    """Three meetings that share ten minutes need three tables; two fall one short."""
    assert _at_tables(None, _side_by_side(0, 0, 10)) == []
    assert _at_tables(3, _side_by_side(0, 0, 10)) == []
    ((who, amount, text),) = _at_tables(2, _side_by_side(0, 0, 10))
    assert (who, amount) == (("P3",), 1)
    assert "16:10–16:20; it has 2 tables" in text


def test_meetings_that_follow_each_other_share_a_table() -> None:
    """A meeting that begins as another ends needs no second table."""
    assert _at_tables(1, _side_by_side(0, 20, 40)) == []


def test_too_few_meetings_are_told_softly() -> None:
    """Who has none where one is wanted is told, unless they are not there."""
    plan = without_event(make_plan(), "E22")
    (finding,) = found(make_programme(), plan, "meetings")
    assert (finding.who, finding.level) == (("P6",), "soft")
    gone = changed_row(make_programme(), "participants", "P6", departs=may(9, 20))
    assert found(gone, plan, "meetings") == []


def test_a_meeting_is_one_to_one() -> None:
    """A second participant is one too many."""
    plan = changed_event(make_plan(), "E18", participants=("P2", "P3"))
    assert "is one to one" in hard(found(make_programme(), plan, "meetings"))[0].text


def test_the_two_share_a_language_or_have_an_interpreter() -> None:
    """P1 (French) and C1 (English) need I1; a liaison does not help."""
    assert found(make_programme(), make_plan(), "common_language") == []
    for staff in ((), ("L1",)):
        plan = changed_event(make_plan(), "E17", staff=staff)
        assert [f.event for f in found(make_programme(), plan, "common_language")] == ["E17"]


def test_languages_match_by_their_primary_subtag() -> None:
    """fr-CA and fr are one language; a counterpart without languages speaks the working one."""
    programme = changed_row(
        make_programme(), "counterparts", "C1", languages=(Language("fr-CA"), Language("en"))
    )
    plan = changed_event(make_plan(), "E17", staff=())
    assert found(programme, plan, "common_language") == []
    silent = changed_row(make_programme(), "counterparts", "C1", languages=())
    assert [f.event for f in found(silent, plan, "common_language")] == ["E17"]


def test_an_interpreter_covers_both_sides() -> None:
    """Between French and Spanish, one who works from French only does not help."""
    programme = changed_row(make_programme(), "counterparts", "C1", languages=(Language("es"),))
    assert "E17" in {f.event for f in found(programme, make_plan(), "common_language")}
    both = changed_row(programme, "staff", "I1", languages=(Language("fr"), Language("es")))
    assert "E17" not in {f.event for f in found(both, make_plan(), "common_language")}


def test_wishes_give_points_once() -> None:
    """A wish of 4 is worth 4 at the rule's weight, however often the two meet."""
    programme = replace(make_programme(), wishes=(Wish("P2", "C2", 4),))
    assert assess(programme, make_plan()).score.by_rule["wishes"] == 0
    for number in (1, 2):
        assert assess(programme, _more(number)).score.by_rule["wishes"] == pytest.approx(2 * 4)


def test_the_strongest_wishes_that_are_not_met_are_told() -> None:
    """A wish of 5 that is not met is told, one of 4 is not."""
    wishes = (Wish("P2", "C2", 5), Wish("P3", "C2", 4))
    (finding,) = found(replace(make_programme(), wishes=wishes), make_plan(), "wishes")
    assert finding.who == ("P2",)
    assert found(replace(make_programme(), wishes=wishes), _more(1), "wishes") == []


def test_the_one_with_the_least_counts() -> None:
    """Equal meetings give the points of one; without a meeting the least is nothing."""
    wishes = tuple(Wish(f"P{n}", "C1", 3) for n in range(1, 7))
    programme = replace(make_programme(), wishes=wishes)
    assert assess(programme, make_plan()).score.by_rule["even_chances"] == pytest.approx(20 * 3)
    assert found(programme, make_plan(), "even_chances") == []
    fewer = without_event(make_plan(), "E20")
    assert assess(programme, fewer).score.by_rule["even_chances"] == 0
    assert [f.who for f in found(programme, fewer, "even_chances")] == [("P4",)]
