"""What keeps offers from a group, and what would help, in the words of findings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.engine.days.invented import event, group_of, offer, participant, programme, split

from sojourn.engine.assemble import assemble
from sojourn.model import Country, Objective, Offer, Programme, RuleOverride, Window
from sojourn.rules import check

PEOPLE = tuple(participant(i) for i in range(8))
LIBERTIES = ("liberties",)
TUESDAY = Window.weekly((1,), 540, 1020)


def given(*offers: Offer, **changes: object) -> Programme:
    """Eight people in one group in Austin, who should meet one objective."""
    base: dict[str, object] = {
        "participants": PEOPLE,
        "offers": offers,
        "objectives": (Objective("liberties", "Civil liberties"),),
    }
    return programme(**{**base, **changes})


def texts(programme_: Programme, rule: str) -> list[str]:
    """The findings of a rule of a plan in which the group does nothing."""
    plan = assemble(programme_, (group_of(programme_),), ())
    return [f.text for f in check(programme_, plan) if f.rule == rule]


def test_city_without_offers() -> None:
    """Each empty day says that the city has no offer and what would fill it."""
    found = texts(given(), "appointments")
    assert len(found) == 4 or len(found) == 5
    assert any(
        text.endswith(
            "at least 2 are wanted. Austin has no professional offer. 2 more professional offers "
            "for 8 people on Tue 7 April would close this."
        )
        for text in found
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"windows": (Window.days(date(2020, 6, 1), date(2020, 6, 5)),)}, "closed on these days"),
        ({"windows": (Window.weekly((5,), 540, 1020),)}, "closed on these days"),
        ({"windows": (Window.weekly((1,), 540, 600),)}, "its hours are too short"),
        (
            {"minutes": 300, "windows": (Window.weekly((1,), 600, 930),)},
            "would leave no lunch",
        ),
        ({"capacity": 5}, "too small for 8 people"),
        ({"refuses": (Country("FR"),)}, "does not receive FR"),
        ({"status": "declined"}, "declined"),
    ],
)
def test_offer_that_serves_the_objective_but_is_not_open(
    changes: dict[str, object], reason: str
) -> None:
    """The finding names the offer and the reason, and what would help."""
    (text,) = texts(given(offer("O1", objectives=LIBERTIES, **changes)), "objective_coverage")
    assert text.endswith(
        f"In Austin not open to cities-1: O1 ({reason}). 1 more offer on 'liberties' for 8 people "
        "on a workday would close this for cities-1."
    )


def test_objective_that_nothing_there_serves() -> None:
    """Where no offer of the host lists the objective, the finding says so."""
    (text,) = texts(given(offer("O1")), "objective_coverage")
    assert "In Austin nothing lists 'liberties'. 1 more offer on 'liberties'" in text


def test_needs_that_no_offer_suits() -> None:
    """A member who needs a step-free way is part of what would help."""
    people = (replace(PEOPLE[0], access=("step_free",)), *PEOPLE[1:])
    one = offer("O1", objectives=LIBERTIES, step_free=False)
    (text,) = texts(given(one, participants=people), "objective_coverage")
    assert "O1 (no step-free way). 1 more offer on 'liberties' with a step-free way for 8" in text


def test_offer_that_would_serve_is_named() -> None:
    """Where an offer is open to the group but not in the plan, it is named."""
    (text,) = texts(given(offer("O1", objectives=LIBERTIES)), "objective_coverage")
    assert text.endswith("In Austin O1 lists 'liberties' and is open to cities-1.")


def test_minimum_of_two_asks_for_two() -> None:
    """Where an objective is wanted twice and one offer is open, one more is asked for."""
    wanted = (Objective("liberties", "Civil liberties", 2),)
    one = offer("O1", objectives=LIBERTIES)
    (text,) = texts(given(one, objectives=wanted), "objective_coverage")
    assert "In Austin there are too few. 1 more offer on 'liberties'" in text


def test_day_with_enough_open_offers_says_no_more() -> None:
    """Where enough offers are open on a day, the finding ends with what is wanted."""
    offers = tuple(offer(f"O{i}", windows=(TUESDAY,)) for i in range(2))
    (tuesday,) = (t for t in texts(given(*offers), "appointments") if "Tue 7 April" in t)
    assert tuesday.endswith("at least 2 are wanted.")
    (monday,) = (t for t in texts(given(*offers), "appointments") if "Mon 6 April" in t)
    assert "Not open then: O0 and O1 (closed). 2 more professional offers" in monday


def test_soft_rules_keep_nothing_out() -> None:
    """A rule that the programme has made soft is no reason."""
    small = offer("O1", objectives=LIBERTIES, capacity=5)
    soft = given(small, rules={"capacity": RuleOverride(level="soft")})
    (text,) = texts(soft, "objective_coverage")
    assert text.endswith("In Austin O1 lists 'liberties' and is open to cities-1.")


def test_no_visit_left_names_the_offer() -> None:
    """An offer whose visits other groups have taken is told as such."""
    two = given(offer("O1", objectives=LIBERTIES), phases=(split(groups=2),))
    groups = tuple(
        group_of(two, n, tuple(p.id for p in PEOPLE[(n - 1) * 4 : n * 4])) for n in (1, 2)
    )
    held = event(datetime(2020, 4, 7, 10, 0), 90, "appointment", ref="O1")
    found = check(two, assemble(two, groups, (held,)))
    (text,) = (f.text for f in found if f.rule == "objective_coverage")
    assert "not open to cities-2: O1 (all visits taken). 1 more offer on 'liberties' for 4" in text
