"""One thing at a time, the way, lunch, faith."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.building import (
    changed_event,
    changed_row,
    found,
    happening,
    journey,
    make_plan,
    make_programme,
    may,
    moved_event,
    with_events,
)

from sojourn.model import Day, Lunch, Plan, TransferTime
from sojourn.rules import Scene
from sojourn.rules.days_people import longest_break
from sojourn.rules.placed import PlacedEvent


def test_people_are_in_one_event_at_a_time() -> None:
    """A site visit during an appointment is found once, with all whom it hits."""
    plan = moved_event(make_plan(), "E06", may(6, 9, 45))
    (finding,) = found(make_programme(), plan, "no_overlap")
    assert (finding.who, finding.amount) == (("P1", "P2", "P3", "I1"), 75)
    assert "Thu 6 May 09:30–11:00" in finding.text


def test_a_filler_fills_its_time() -> None:
    """A meal during an appointment is two events at once."""
    assert found(make_programme(), moved_event(make_plan(), "E05", may(6, 10, 30)), "no_overlap")


def test_events_may_touch() -> None:
    """What begins when the other ends is not at once."""
    plan = moved_event(make_plan(), "E05", may(6, 11))
    assert found(make_programme(), plan, "no_overlap") == []


def test_counterparts_rooms_and_staff_are_in_one_event_at_a_time() -> None:
    """Two meetings of a counterpart, two events in a room, two of an interpreter are found."""
    plan = moved_event(make_plan(), "E18", may(12, 13, 30))
    assert [f.who for f in found(make_programme(), plan, "no_overlap")] == [("C1",)]
    double = happening("E90", "session", "closing", "new-york", may(11, 9, 30), 60, "S9", room="N1")
    shared = found(make_programme(), with_events(make_plan(), double), "no_overlap")
    assert [f.who for f in shared] == [("N1",)]
    staff = changed_event(plan, "E18", staff=("I1",), ref="C2", counterparts=("C2",))
    assert [f.who for f in found(make_programme(), staff, "no_overlap")] == [("I1",)]


def test_a_long_event_overlaps_all_that_it_covers() -> None:
    """Two events inside a long one are two findings, though they follow each other."""
    plan = moved_event(make_plan(), "E06", may(6, 9), 300)
    events = {f.event for f in found(make_programme(), plan, "no_overlap")}
    assert events == {"E04", "E05"}


def test_overlaps_without_number_are_told_up_to_a_limit() -> None:
    """A plan of a hundred thousand events at once is checked without telling of every pair."""
    plan = make_plan()
    (event,) = [event for event in plan.events if event.id == "E04"]
    many = replace(plan, events=tuple(replace(event, id=f"X{n}") for n in range(5_000)))
    assert 1_000 <= len(found(make_programme(), many, "no_overlap")) <= 5_000


def test_overlaps_are_seen_across_time_zones() -> None:
    """Instants are compared, not clocks: 11:00 in Reno is 13:00 in Austin."""
    plan = moved_event(make_plan(), "E09", may(6, 11))
    plan = changed_event(plan, "E09", participants=("P1",))
    assert found(make_programme(), plan, "no_overlap") == []
    clash = moved_event(plan, "E09", may(6, 8, 30))
    assert [f.amount for f in found(make_programme(), clash, "no_overlap") if "P1" in f.who]


def test_the_way_between_places_takes_its_time() -> None:
    """A site visit ten kilometres off five minutes after an appointment is too soon."""
    plan = moved_event(make_plan(), "E06", may(6, 11, 5))
    plan = moved_event(plan, "E05", may(6, 12, 45))
    (finding,) = found(make_programme(), plan, "transfer")
    assert finding.who == ("P1", "P2", "P3", "I1")
    assert (finding.amount, finding.event) == (40, "E06")
    assert "until Thu 6 May 11:00" in finding.text
    assert "from 11:05" in finding.text
    assert found(make_programme(), make_plan(), "transfer") == []


def test_given_transfers_hold_both_ways() -> None:
    """A row of transfers.csv replaces the formula in either direction."""
    rows = (TransferTime("A2", "A1", 5),)
    programme = replace(make_programme(), transfers=rows)
    plan = moved_event(make_plan(), "E06", may(6, 11, 5))
    assert found(programme, plan, "transfer") == []
    assert (
        found(replace(programme, transfers=(*rows, TransferTime("A1", "A2", 9))), plan, "transfer")[
            0
        ].amount
        == 4
    )


def test_a_meal_between_does_not_hide_the_way() -> None:
    """Fillers have no place: the way is between the events around them."""
    plan = moved_event(make_plan(), "E06", may(6, 11, 15))
    plan = moved_event(plan, "E05", may(6, 11), 15)
    assert found(make_programme(), plan, "transfer")


def test_the_same_place_needs_no_way() -> None:
    """Offers without coordinates are at their host's, and so at one place."""
    plan = changed_event(moved_event(make_plan(), "E06", may(6, 11)), "E06", ref="A5", kind="panel")
    assert found(make_programme(), plan, "transfer") == []


def test_the_way_to_a_journey_is_to_the_host_that_is_left() -> None:
    """After an event out of town a journey begins later."""
    far = changed_event(
        moved_event(make_plan(), "E06", may(10, 7)), "E06", phase="cities", host="austin"
    )
    programme = make_programme()
    soon = found(programme, _leaves(far, 8, 30), "transfer")
    assert soon and soon[0].event == "E14"
    assert found(programme, _leaves(far, 10, 30), "transfer") == []


def _leaves(plan: Plan, hour: int, minute: int) -> Plan:
    event = journey("X", "closing", "austin", "new-york", may(10, hour, minute), may(10, 16))
    return changed_event(plan, "E14", starts=event.starts, ends=event.ends)


def test_everyone_has_lunch_on_a_full_day() -> None:
    """An event that leaves 30 minutes at either end of lunch time is 30 minutes short."""
    plan = moved_event(make_plan(), "E04", may(6, 12))
    (finding,) = found(make_programme(), plan, "lunch")
    assert (finding.who, finding.amount) == (("P1", "P2", "P3", "I1"), 30)
    assert "between 11:30–14:00" in finding.text
    assert found(make_programme(), make_plan(), "lunch") == []


def test_days_without_anything_professional_need_no_lunch() -> None:
    """A cultural event at noon is no reason for a finding."""
    plan = moved_event(make_plan(), "E07", may(8, 12))
    assert found(make_programme(), plan, "lunch") == []


def test_a_way_does_not_fall_into_lunch() -> None:
    """75 minutes between two places 15 minutes apart hold an hour of lunch; 16 apart, none."""
    programme = replace(make_programme(), transfers=(TransferTime("A1", "A2", 15),))
    plan = moved_event(make_plan(), "E04", may(6, 11))
    plan = moved_event(plan, "E06", may(6, 13, 45))
    plan = moved_event(plan, "E05", may(6, 12, 30))
    assert found(programme, plan, "lunch") == []
    longer = replace(programme, transfers=(TransferTime("A1", "A2", 16),))
    assert [f.amount for f in found(longer, plan, "lunch")] == [1]


EVENTS = st.lists(
    st.tuples(st.integers(40, 64), st.integers(1, 8), st.sampled_from(("A1", "A2", "A5"))),
    min_size=1,
    max_size=4,
)


@given(EVENTS, st.integers(0, 60))
@settings(max_examples=60, deadline=None)
def test_the_longest_break_equals_trying_every_minute(
    spans: list[tuple[int, int, str]], way: int
) -> None:
    """The break that is found is the longest of all pieces tried minute by minute."""
    rows = (TransferTime("A1", "A2", way), TransferTime("A2", "A5", way))
    programme = replace(make_programme(), transfers=rows)
    clock, events = 0, []
    for number, (quarter, quarters, ref) in enumerate(sorted(spans)):
        start = max(clock, quarter * 15)
        clock = start + quarters * 15
        kind = programme.offer[ref].kind
        moment = may(6, start // 60 % 24, start % 60)
        if start < 1380:
            events.append(
                happening(
                    f"X{number}",
                    kind,
                    "cities",
                    "austin",
                    moment,
                    quarters * 15,
                    ref,
                    groups=("cities-1",),
                )
            )
    scene = Scene(programme, replace(make_plan(), events=tuple(events)))
    own = list(scene.events)
    lunch = Lunch()
    assert max(0, longest_break(scene, own, lunch)) == _slow_break(scene, own, lunch)


def _slow_break(scene: Scene, events: list[PlacedEvent], lunch: Lunch) -> int:
    spans = [(e.starts % 1440, e.starts % 1440 + e.minutes, e) for e in events]
    longest = 0
    for first in range(lunch.earliest, lunch.latest):
        for last in range(first + 1, lunch.latest + 1):
            if last - first <= longest:
                continue
            if any(s < last and first < e for s, e, _ in spans):
                break
            before = [x for x in spans if x[1] <= first]
            after = [x for x in spans if x[0] >= last]
            if before and after:
                way = scene.way(before[-1][2], after[0][2])
                if first - before[-1][1] < way and after[0][0] - last < way:
                    continue
            longest = last - first
    return longest


def test_friday_prayer_is_kept() -> None:
    """An event at 13:00 on Friday is 75 minutes in the prayer of who keeps it."""
    programme = changed_row(make_programme(), "participants", "P2", observance=("friday_prayer",))
    assert found(programme, make_plan(), "observance") == []
    plan = moved_event(make_plan(), "E06", may(7, 13))
    (finding,) = found(programme, plan, "observance")
    assert (finding.who, finding.amount) == (("P2",), 75)
    alone = changed_event(plan, "E06", groups=(), participants=("P1", "P3"))
    assert found(programme, alone, "observance") == []


def test_the_sabbath_lasts_from_sunset_to_nightfall() -> None:
    """Evening hospitality on Friday ends before sunset in Austin; Saturday's culture does not."""
    programme = changed_row(make_programme(), "participants", "P3", observance=("sabbath",))
    assert [f.event for f in found(programme, make_plan(), "observance")] == ["E07"]
    late = moved_event(make_plan(), "E08", may(7, 19, 30))
    events = [f.event for f in found(programme, late, "observance")]
    assert events == ["E07", "E08"]


def test_sunday_service_excludes_journeys_but_not_fillers() -> None:
    """A meal on Sunday morning is allowed, a journey between stops is not."""
    programme = changed_row(make_programme(), "participants", "P1", observance=("sunday_service",))
    meal = moved_event(make_plan(), "E05", may(9, 10))
    assert found(programme, meal, "observance") == []
    move = journey("X", "cities", "washington", "austin", may(9, 9), may(9, 11, 30))
    plan = changed_event(make_plan(), "E02", starts=move.starts, ends=move.ends)
    assert [f.event for f in found(programme, plan, "observance")] == ["E02"]


def test_lunch_follows_the_working_day_of_the_phase() -> None:
    """A phase with a longer lunch asks for more."""
    day = Day(at_least=1, lunch=Lunch(690, 840, 150))
    programme = changed_row(make_programme(), "phases", "cities", day=day)
    assert found(programme, make_plan(), "lunch") == []
    plan = moved_event(make_plan(), "E04", may(6, 10, 15))
    assert {f.amount for f in found(programme, plan, "lunch")} == {15}
