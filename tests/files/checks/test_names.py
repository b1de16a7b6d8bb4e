from __future__ import annotations

from sojourn.files.checks.names import Names
from sojourn.files.problem import Problems
from sojourn.files.rows import Row


def row(value: object) -> Row:
    """A row whose cell `host` holds `value`."""
    return Row("offers.csv", 3, {"host": value}, {"host": "host"})


def test_of_what_is_unknown_nothing_is_wrong() -> None:
    """Where a table could not be read, no name is called wrong."""
    problems = Problems()
    Names("a host", "hosts.csv", None).look_up(row("nowhere"), "host", problems)
    assert problems.all(()) == ()


def test_each_name_of_a_list_is_looked_up() -> None:
    """Every name of a cell that is not there is told, the others are not."""
    problems = Problems()
    Names("a host", "hosts.csv", ["a"]).look_up(row(("a", "x", "y")), "host", problems)
    assert [problem.value for problem in problems.all(())] == ["x", "y"]


def test_a_warning_can_be_asked_for() -> None:
    """References that only inform do not stop the reading."""
    problems = Problems()
    Names("a host", "hosts.csv", []).look_up(row("x"), "host", problems, warn=True)
    assert not problems.any_error and len(problems.all(())) == 1
