from __future__ import annotations

from sojourn.files.problem import (
    Problem,
    Problems,
    ProblemsError,
    Spot,
    did_you_mean,
    nearest,
    quoted,
)


def test_a_problem_reads_like_the_contract() -> None:
    """File, line, column and sentence stand in the order of the contract."""
    problem = Problem("participants.csv", 17, "country", "Frnace", "'Frnace' is not a code")
    assert str(problem) == "participants.csv:17 country: 'Frnace' is not a code"


def test_parts_of_a_place_may_be_missing() -> None:
    """Without a line or a column the rest still reads well, and warnings say so."""
    assert str(Problem("a.csv", None, None, None, "the file is empty")) == (
        "a.csv: the file is empty"
    )
    assert str(Problem("a.csv", 3, None, None, "too long")) == "a.csv:3: too long"
    assert str(Problem("a.csv", 3, "b", None, "odd", "warning")) == "a.csv:3 b: warning: odd"


def test_errors_and_warnings_are_told_apart() -> None:
    """An error holds every problem and can give each kind alone."""
    found = Problems()
    found.warning(Spot("b"), "odd")
    assert not found.any_error
    found.error(Spot("a", 2), "wrong")
    error = ProblemsError(found.all(("b", "a")))
    assert [p.message for p in error.problems] == ["odd", "wrong"]
    assert [p.message for p in error.errors] == ["wrong"]
    assert [p.message for p in error.warnings] == ["odd"]
    assert str(error) == "b: warning: odd\na:2: wrong"


def test_problems_stand_in_the_order_of_files_and_lines() -> None:
    """Whatever the order of discovery, files and lines are told in theirs."""
    found = Problems()
    for file, line in (("b", 1), ("a", 3), ("a", 2)):
        found.error(Spot(file, line), "wrong")
    assert [(p.file, p.line) for p in found.all(("a", "b"))] == [("a", 2), ("a", 3), ("b", 1)]


def test_the_nearest_word_is_suggested_whatever_its_case() -> None:
    """A slip of the pen, or of the shift key, leads to the word that was meant."""
    assert nearest("Austn", ["austin", "reno"]) == "austin"
    assert nearest("AUSTIN", ["austin"]) == "austin"
    assert did_you_mean("zzz", ["austin"]) == ""


def test_hints_cease_when_they_have_cost_enough() -> None:
    """Suggestions for thousands of wrong names take a bounded time."""
    found = Problems()
    names = [f"participant-{n}" for n in range(15_000)]
    hints = [found.hint("participant-x", names) for _ in range(6)]
    assert hints[0] and not hints[-1]


def test_long_values_are_shortened() -> None:
    """A wrong value is repeated on one line and not at any length."""
    assert quoted("a\nb") == r"'a\nb'"
    assert len(quoted("x" * 1000)) < 70


def test_a_long_name_of_a_column_is_shortened() -> None:
    """A heading of a megabyte does not fill the terminal."""
    problem = Problem("a.csv", 1, "x" * 1_000_000, None, "wrong")
    assert len(str(problem)) < 100
