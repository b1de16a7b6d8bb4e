"""What a changed plan leaves as it was."""

from __future__ import annotations

from datetime import timedelta

from tests.rules.building import (
    ZONES,
    changed_event,
    changed_row,
    found,
    happening,
    make_plan,
    make_programme,
    may,
    moved_event,
    with_events,
    without_event,
)

from sojourn.model import localise

NOON = localise(may(6, 12), ZONES["austin"])


def test_without_an_earlier_plan_nothing_is_found() -> None:
    """Neither rule has anything to say about a first plan, or about no change."""
    for rule in ("frozen", "stability"):
        assert found(make_programme(), make_plan(), rule) == []
        assert found(make_programme(), make_plan(), rule, before=make_plan(), now=NOON) == []


def test_what_has_begun_does_not_change() -> None:
    """An event before the moment that is moved, gone or new is found; a later one is not."""
    before = make_plan()
    for plan in (
        moved_event(before, "E04", may(6, 9)),
        without_event(before, "E04"),
        changed_event(before, "E04", groups=(), participants=("P1",)),
    ):
        findings = found(make_programme(), plan, "frozen", before=before, now=NOON)
        assert [f.event for f in findings] == ["E04"]
    later = moved_event(before, "E06", may(7, 9))
    assert found(make_programme(), later, "frozen", before=before, now=NOON) == []
    new = happening("E90", "free", "cities", None, may(6, 8), 30, groups=("cities-1",))
    findings = found(make_programme(), with_events(before, new), "frozen", before=before, now=NOON)
    assert [f.event for f in findings] == ["E90"]


def test_a_new_title_is_no_change() -> None:
    """Words may be corrected after the event."""
    plan = changed_event(make_plan(), "E04", title="Another title")
    assert found(make_programme(), plan, "frozen", before=make_plan(), now=NOON) == []


def test_each_person_and_event_changed_counts() -> None:
    """Moved, cancelled, added and left out: each is told for whom it is so."""
    before = make_plan()
    extra = happening(
        "E90", "panel", "cities", "austin", may(7, 14), 90, "A5", groups=("cities-1",)
    )
    for plan, what, people in (
        (moved_event(before, "E06", may(7, 9)), "moved", 3),
        (without_event(before, "E06"), "cancelled", 3),
        (with_events(before, extra), "added", 3),
        (changed_event(before, "E16", participants=("P1", "P2")), "changed", 1),
    ):
        (finding,) = found(make_programme(), plan, "stability", before=before)
        assert f"is {what} for" in finding.text
        assert finding.amount == people
        assert finding.level == "soft"


def test_nearer_changes_weigh_more() -> None:
    """The same change weighs more the nearer it is, up to three times."""
    before, plan = make_plan(), moved_event(make_plan(), "E06", may(7, 9))
    amounts = [
        found(make_programme(), plan, "stability", before=before, now=NOON - timedelta(days=d))[
            0
        ].amount
        for d in (0, 3, 300)
    ]
    assert 9 > amounts[0] > amounts[1] > amounts[2] == 3


def test_firm_events_weigh_more() -> None:
    """Confirmed doubles, cleared doubles again, a journey counts three times."""
    before, plan = make_plan(), moved_event(make_plan(), "E06", may(7, 9))
    firm = changed_row(make_programme(), "offers", "A2", status="confirmed", clearance_days=3)
    assert found(firm, plan, "stability", before=before)[0].amount == 12
    later = moved_event(before, "E02", may(5, 10))
    assert found(make_programme(), later, "stability", before=before)[0].amount == 9
