"""The pictures of cost."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sojourn.model import Money, Plan, Programme
from sojourn.publish.cost_pictures import WIDTH, by_day, by_place, nice_step
from sojourn.rules import BudgetLine, budget_lines
from sojourn.rules.chart import KINDS


def line(host: str | None, day: date | None, cents: int, number: int = 0) -> BudgetLine:
    """A line of the project."""
    amount = Money(cents)
    kind = KINDS[number % len(KINDS)]
    return BudgetLine("project", "Other", (), host, day, amount, amount, "Note", kind)


def test_pictures_say_in_words_what_they_show(programme: Programme, plan: Plan) -> None:
    """Each picture has a title and every bar in its description."""
    lines = budget_lines(programme, plan)
    for picture, title in (
        (by_place(programme, lines, [("ny", "New York, NY")]), "Cost by place"),
        (by_day(programme, lines), "Cost by day"),
    ):
        root = ElementTree.fromstring(picture)
        assert root.get("role") == "img"
        assert [child.text for child in root][:1] == [title]
        told = root[1].text or ""
        assert told.startswith("In USD: ")
        assert ("New York, NY " in told) == (title == "Cost by place")
        assert ("Wed 1 Apr " in told) == (title == "Cost by day")


def test_bars_lie_in_the_picture_and_have_the_lengths_of_their_amounts(
    programme: Programme,
) -> None:
    """The largest place fills the width; another is as long as its share of it."""
    day = programme.starts
    lines = [line("ny", day, 300_00, 0), line("ny", day, 100_00, 1), line("dc", day, 200_00, 2)]
    rows = re.findall(
        r'<rect class="b(\d)" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', by_place(programme, lines)
    )
    assert [kind for kind, _, _ in rows] == ["1", "2", "3"]
    widths = [float(width) + 1 for _, _, width in rows]
    assert widths == pytest.approx([WIDTH * 0.75, WIDTH * 0.25, WIDTH * 0.5], abs=0.06)


def test_many_places_share_a_bar(programme: Programme) -> None:
    """Of forty places the fourteen dearest have a bar each, the others one together."""
    lines = [line(f"h{n:02d}", programme.starts, 1000 + n) for n in range(40)]
    picture = by_place(programme, lines)
    assert picture.count("<rect") == 15
    assert "26 other places" in picture


def test_names_are_escaped(programme: Programme) -> None:
    """A city that looks like markup is shown, not drawn."""
    picture = by_place(
        programme, [line("x", programme.starts, 100)], [("x", "<script>alert(1)</script> & Co")]
    )
    assert "<script>" not in picture
    ElementTree.fromstring(picture)


@given(
    st.lists(
        st.tuples(st.integers(0, 200), st.integers(1, 10**12), st.integers(0, 5)),
        min_size=1,
        max_size=60,
    )
)
def test_any_days_make_a_picture(rows: list[tuple[int, int, int]]) -> None:
    """Bars never leave the picture, whatever days and amounts there are."""
    starts = date(2020, 4, 1)
    programme = Programme("p", "P", starts, starts)
    lines = [line("x", starts + timedelta(days=d), cents, kind) for d, cents, kind in rows]
    root = ElementTree.fromstring(by_day(programme, lines))
    for rect in root.iter("rect"):
        x, y, w, h = (float(rect.get(key, "nan")) for key in ("x", "y", "width", "height"))
        assert 0 <= x <= x + w <= WIDTH + 0.1
        assert 0 <= y <= y + h <= 240.6


def test_nothing_has_no_picture_of_days(programme: Programme) -> None:
    """Without a day there is nothing to draw."""
    assert by_day(programme, []) == ""
    assert by_day(programme, [line("x", None, 100)]) == ""


def test_days_far_apart_leave_out_those_between(programme: Programme) -> None:
    """A plan that goes wrong by a thousand years is drawn by its own days."""
    lines = [line("x", date(1020, 4, 1), 100), line("x", date(2020, 4, 1), 100)]
    assert by_day(programme, lines).count("<rect") == 2


@given(st.floats(0, 1e12))
def test_scales_have_few_round_lines(most: float) -> None:
    """A scale has at most six lines, at round amounts."""
    step = nice_step(most)
    assert most / step <= 5
    assert str(step).rstrip("0") in ("1", "2", "5")


def test_the_page_has_pictures_and_numbers(programme: Programme, plan: Plan) -> None:
    """The section of cost shows both pictures, the kinds and the tables."""
    from tests.publish.test_pages import rendered

    html = rendered(programme, plan)
    section = html[html.index('<section id="cost"') : html.index('<section id="findings"')]
    assert section.count('class="costs"') == 2
    assert "Places and days in numbers" in section
    nothing = rendered(programme, replace(plan, groups=(), events=()))
    assert "Nothing of the plan costs anything." in nothing
