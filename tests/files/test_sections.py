from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.files.programmes import toml_values

from sojourn.files import cells
from sojourn.files.problem import Problems, Spot
from sojourn.files.sections import Section, SheetText, Source, as_text, encoded_value, plain


def section(values: dict[str, Any], problems: Problems | None = None) -> Section:
    """The table `[a]` of `values`, which begins on line 3."""
    lines = {("a",): 3, ("a", "b"): 4}
    source = Source("programme.toml", {"a": values}, lines, problems or Problems())
    return Section(source, ("a",), values)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ([8, 13], "8;13"),
        (["a", "b"], "a;b"),
        (True, "true"),
        (2.5, "2.5"),
        (SheetText("8;13"), "8;13"),
        (SheetText("[8, 13]"), "8;13"),
        (SheetText('"007"'), "007"),
        (SheetText("[draft]"), "[draft]"),
        ({"a": 1}, None),
        ([{"a": 1}], None),
    ],
)
def test_values_become_the_text_of_a_cell(raw: Any, text: str | None) -> None:
    """Numbers, lists and texts, from TOML or a sheet, are read by the same parsers."""
    assert as_text(raw) == text


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(toml_values())
def test_any_value_reads_back_from_a_sheet(value: Any) -> None:
    """The text of the sheet means the same value, of the same type."""
    found = plain(SheetText(encoded_value(value)))
    assert found == value and type(found) is type(value)


def test_a_key_has_the_line_of_what_is_nearest() -> None:
    """A key without a line of its own is told at that of its table."""
    assert section({}).spot("b") == Spot("programme.toml", 4, "a.b")
    assert section({}).spot("b", "c") == Spot("programme.toml", 4, "a.b.c")
    assert section({}).spot("z") == Spot("programme.toml", 3, "a.z")


def test_keys_are_taken_and_the_rest_is_left() -> None:
    """Defaults stand in for what is missing or wrong, and nothing is lost."""
    problems = Problems()
    part = section({"b": 5, "c": "x", "minimun": 1}, problems)
    assert part.take("b", cells.NATURAL) == 5
    assert part.take("c", cells.NATURAL, 7) == 7
    assert part.take("minimum", cells.NATURAL, 1) == 1
    assert part.rest() == {"minimun": 1}
    assert part.wrong == {"c"}
    assert [str(problem) for problem in problems.all(())] == [
        "programme.toml:3 a.c: 'x' is not a whole number, 0 or more",
        "programme.toml:3 a.minimun: warning: 'minimun' is not a key that is known here and only "
        "kept (did you mean minimum?)",
    ]


def test_tables_and_lists_of_tables_are_told_apart() -> None:
    """A value of another shape than expected is a problem."""
    problems = Problems()
    part = section({"b": 5, "c": [{"d": 1}, 5], "e": {"f": 1}}, problems)
    assert part.section("b").values == {}
    assert [inner.values for inner in part.sections("c")] == [{"d": 1}]
    assert part.sections("e") == []
    assert [problem.message for problem in problems.all(())] == [
        "a table [[c]] is expected",
        "a list of tables [[e]] is expected",
        "a table [b] is expected",
    ]
